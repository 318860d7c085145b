"""Whether a net is homogeneous in its weights, as Euler's identity shows it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy import ndarray

from numerics.spectra.network import Network

__all__ = ["degree_of", "elsewhere"]

_HOMOGENEOUS = 1e-3
"""Relative misfit of Euler's identity, and distance from an integer degree, up to which a net counts as homogeneous."""


def elsewhere(weights: ndarray, seed: int = 0) -> ndarray:
    """Other weights (P,) of the same size, none of which is 0: biases that are still 0 are not seen at the weights themselves.

    Parameters
    ----------
    weights
        (P,), float64.
    seed
        Of what is added.
    """
    size = float(np.sqrt(np.mean(weights**2)))
    return np.asarray(weights + (size or 1.0) * np.random.default_rng(seed).standard_normal(len(weights)))


def degree_of(net: Network, weights: Any) -> int | None:
    """k in Jθ = kf, measured at these weights and at others; None where there is none, or nothing is seen of it.

    Parameters
    ----------
    net
        The net on its data.
    weights
        (P,).
    """
    vectors = net.vectors(weights)
    others = vectors.new(elsewhere(vectors.numpy(weights)))
    found = [_slope(net, at) for at in (weights, others)]
    degree = round(found[0][0])
    met = all(misfit <= _HOMOGENEOUS and abs(slope - degree) <= _HOMOGENEOUS for slope, misfit in found)
    return degree if met and degree >= 1 else None


def _slope(net: Network, weights: Any) -> tuple[float, float]:
    """⟨Jθ, f⟩/|f|², and |Jθ − kf|/|Jθ| for it; 0 where all outputs are 0 or not finite."""
    vectors, pieces = net.vectors(weights), net.linearised(weights)
    pushed = np.concatenate([vectors.numpy(piece.push(weights)) for piece in pieces])
    outputs = np.concatenate([vectors.numpy(piece.outputs()) for piece in pieces])
    square, size = float(outputs @ outputs), float(np.linalg.norm(pushed))
    if not (square > 0 and size > 0 and np.isfinite(square + size)):
        return 0.0, 0.0
    slope = float(pushed @ outputs) / square
    return slope, float(np.linalg.norm(pushed - slope * outputs)) / size
