"""Whether a net is homogeneous in its weights, as Euler's identity shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy import ndarray

from numerics.spectra.network import Network, Piece
from numerics.spectra.vectors import Vectors

__all__ = ["degree_of", "elsewhere"]

_HOMOGENEOUS = 1e-3
"""Relative misfit of Euler's identity, and distance from an integer degree, up to which a net counts as homogeneous."""


class _Linearised(Protocol):
    """What is asked of a net here: a part of `Network`, which models that live in another library have, too."""

    @property
    def data_count(self) -> int: ...

    def vectors(self, weights: Any) -> Vectors: ...

    def linearised(self, weights: Any) -> Sequence[Piece]: ...


def elsewhere(net: _Linearised, weights: Any, seed: int = 0) -> ndarray:
    """Other weights (P,) of the same size: biases that are still 0 are not seen at the weights themselves.

    None is 0 but those that are 0 for good, as the backward pass gives them no part: of an embedding the row of what fills up.

    Parameters
    ----------
    net
        The net on its data.
    weights
        (P,), a vector of the net's library.
    seed
        Of what is added.
    """
    here = net.vectors(weights).numpy(weights)
    rng, zero = np.random.default_rng(seed), here == 0
    size = float(np.sqrt(np.mean(here**2)))
    others = np.asarray(here + (size or 1.0) * rng.standard_normal(len(here)))
    return np.where(zero & (_backward(net, net.vectors(weights), others, rng) == 0), 0.0, others) if zero.any() else others


def _backward(net: _Linearised, vectors: Vectors, weights: ndarray, rng: np.random.Generator) -> ndarray:
    """Jᵀc for random cotangents c."""
    pieces = net.linearised(vectors.new(weights))
    width = net.data_count // pieces[-1].rows.stop
    sent = (vectors.new(rng.standard_normal(width * (piece.rows.stop - piece.rows.start))) for piece in pieces)
    return np.sum([vectors.numpy(piece.pull(part)) for piece, part in zip(pieces, sent, strict=True)], axis=0)


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
    others = vectors.new(elsewhere(net, weights))
    (here, along), (away, slopes) = (_outputs_and_slopes(net, at) for at in (weights, others))
    square = float(away @ away)
    if not (square > 0 and np.isfinite([here, along, away, slopes]).all()):
        return None
    slope = float(slopes @ away) / square
    degree = round(slope) if np.isfinite(slope) else 0
    # At the weights themselves outputs may be 0, as those of nets are that begin with a last layer of 0.
    pairs = ((here, along), (away, slopes))
    met = all(np.linalg.norm(moved - degree * at) <= _HOMOGENEOUS * np.linalg.norm(moved) for at, moved in pairs)
    return degree if met and degree >= 1 else None


def _outputs_and_slopes(net: Network, weights: Any) -> tuple[ndarray, ndarray]:
    """f and Jθ, datum by datum."""
    vectors, pieces = net.vectors(weights), net.linearised(weights)
    pushed = np.concatenate([vectors.numpy(piece.push(weights)) for piece in pieces])
    return np.concatenate([vectors.numpy(piece.outputs()) for piece in pieces]), pushed
