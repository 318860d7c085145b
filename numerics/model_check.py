"""Whether a model written by hand is what the engine takes it for: shapes, real numbers, and gradients of its own outputs."""

from __future__ import annotations

import numpy as np
from numpy import ndarray

from numerics.arguments import model as check_arguments
from numerics.arguments import real, reals
from numerics.models.base import Model

__all__ = ["check_model", "check_shapes"]


def check_shapes(model: Model, weights: ndarray) -> None:
    """Refuse a model that returns a wrong shape or no real numbers, or writes to its weights, at weights (B, P).

    Raises
    ------
    TypeError
        If the numbers are not real.
    ValueError
        If a shape is wrong, or the model changes the weights that it is given.
    """
    batch, count, size = len(weights), model.data_count, model.weight_count
    rows = weights.view()
    rows.flags.writeable = False  # a model that writes to its weights stops here, not later with wrong numbers
    outputs = model.outputs(rows)
    _refuse(outputs, (batch, count), "outputs", "(B, D)")
    _refuse(model.pullback(rows, outputs), (batch, size), "pullback", "(B, P)")
    if size < count:
        _refuse(model.jacobian(rows), (batch, count, size), "jacobian", "(B, D, P)")
    else:
        _refuse(model.tangent_gram(rows), (batch, count, count), "tangent_gram", "(B, D, D)")


def _refuse(found: ndarray, shape: tuple[int, ...], name: str, letters: str) -> None:
    if np.asarray(found).dtype.kind != "f":
        raise TypeError(f"{name} of the model must be real floating-point numbers, not {np.asarray(found).dtype}")
    if np.shape(found) != shape:
        raise ValueError(f"{name} of the model must have shape {letters} = {shape}, not {np.shape(found)}")


def check_model(model: Model, weights: ndarray, *, tolerance: float = 1e-5) -> None:
    """Hold the Jacobian of a model against differences of its outputs, and what else it says against its Jacobian.

    Parameters
    ----------
    model
        A model, see `numerics.models.base.Model`.
    weights
        Weights to check it at, (B, P), float64; none at a kink.
    tolerance
        Largest difference, relative to the largest entry.

    Raises
    ------
    TypeError, ValueError
        If a method returns a wrong shape, no real numbers or something else than its definition; the message names it.

    Examples
    --------
    >>> import numpy as np
    >>> from numerics import TwoLayerNet
    >>> check_model(TwoLayerNet(np.ones((1, 1)), 2), np.array([[0.3, -0.2, 1.0, 2.0]]))
    """
    check_arguments(model)
    rows = reals(weights, "weights", "(B, P)", shape=(None, model.weight_count), dtype=np.float64)
    tolerance = real(tolerance, "tolerance", above=0)
    check_shapes(model, rows)
    batch, count, size = len(rows), model.data_count, model.weight_count
    jacobian, gram = model.jacobian(rows), model.tangent_gram(rows)
    _refuse(jacobian, (batch, count, size), "jacobian", "(B, D, P)")
    _refuse(gram, (batch, count, count), "tangent_gram", "(B, D, D)")
    _compare(jacobian, _differences(model, rows), "jacobian", "the derivative of outputs", tolerance)
    # Uneven cotangents, so that data which are mixed up are noticed.
    cotangents = np.broadcast_to(1.0 + np.arange(count), (batch, count))
    pulled = np.matmul(cotangents[:, None, :], jacobian)[:, 0, :]
    _compare(model.pullback(rows, cotangents), pulled, "pullback", "the cotangents times jacobian", tolerance)
    _compare(gram, np.matmul(jacobian, jacobian.swapaxes(1, 2)), "tangent_gram", "jacobian times its transpose", tolerance)


def _differences(model: Model, rows: ndarray) -> ndarray:
    """Central differences of the outputs, (B, D, P)."""
    step = 1e-6 * np.maximum(1.0, np.abs(rows).max(axis=1, keepdims=True))
    columns = []
    for position in range(rows.shape[1]):
        shift = np.zeros_like(rows)
        shift[:, position] = step[:, 0]
        columns.append(np.subtract(model.outputs(rows + shift), model.outputs(rows - shift)) / (2 * step))
    return np.stack(columns, axis=2)


def _compare(found: ndarray, expected: ndarray, name: str, meaning: str, tolerance: float) -> None:
    gap = np.abs(found - expected)
    if not gap.max(initial=0.0) <= tolerance * max(1.0, float(np.abs(expected).max(initial=0.0))):
        place = tuple(int(index) for index in np.unravel_index(np.argmax(np.where(np.isnan(gap), np.inf, gap)), gap.shape))
        raise ValueError(f"{name} of the model is not {meaning}: {found[place]} instead of {expected[place]} at {place}")
