"""The scalar NTK: the top eigenvalue of the D × D tangent kernel."""

from __future__ import annotations

import numpy as np
from numpy import ndarray

from numerics.arguments import model as check_model
from numerics.arguments import reals
from numerics.models.base import Model

__all__ = ["ntk_spectrum", "spectrum", "top_ntk"]


def ntk_spectrum(model: Model, weights: ndarray) -> ndarray:
    """Eigenvalues of JJᵀ in ascending order, without normalisation, shape (B, min(D, P)).

    A kernel that is not finite has no eigenvalues: each of its entries is then the trace (infinite or NaN).

    Parameters
    ----------
    model
        A model on its data.
    weights
        (B, P).

    Raises
    ------
    TypeError, ValueError
        If the weights are not finite real numbers of that shape.

    Examples
    --------
    >>> import numpy as np
    >>> from numerics import TwoLayerNet
    >>> net = TwoLayerNet(np.array([[1.0], [2.0]]), 1, slopes=(1.0, 1.0))
    >>> ntk_spectrum(net, np.array([[1.0, 2.0]])).round(12).tolist()
    [[0.0, 25.0]]
    """
    return spectrum(check_model(model), reals(weights, "weights", "(B, P)", shape=(None, model.weight_count)))


def spectrum(model: Model, weights: ndarray) -> ndarray:
    """The eigenvalues for weights (B, P) that are known to be such; they may have overflowed."""
    if model.weight_count < model.data_count:
        rows = model.jacobian(weights)
        gram = np.matmul(rows.swapaxes(1, 2), rows)
    else:
        gram = model.tangent_gram(weights)
    if gram.shape[1] == 1:
        return gram[:, :, 0]
    broken = ~np.isfinite(gram).all(axis=(1, 2))
    if not broken.any():
        return np.linalg.eigvalsh(gram)
    traces = gram[broken].diagonal(axis1=1, axis2=2).sum(axis=1)
    gram[broken] = 0
    spectrum = np.linalg.eigvalsh(gram)
    spectrum[broken] = traces[:, None]
    return spectrum


def top_ntk(model: Model, weights: ndarray) -> ndarray:
    """λmax(JJᵀ) of each trajectory, without normalisation, shape (B,).

    Parameters
    ----------
    model
        A model on its data.
    weights
        (B, P).

    Examples
    --------
    >>> import numpy as np
    >>> from numerics import TwoLayerNet
    >>> net = TwoLayerNet(np.ones((1, 1)), 1, slopes=(1.0, 1.0))
    >>> top_ntk(net, np.array([[1.0, 2.0]])).tolist()
    [5.0]
    """
    return ntk_spectrum(model, weights)[:, -1]
