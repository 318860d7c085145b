"""Public Hypothesis strategies for models, initialisations, widths, learning rates and targets; all of them shrink.

Widths up to 8 are drawn weight by weight. Wider initialisations are a short recipe (law, seed, scale, a few edited weights)
from which the numbers are built, since drawing thousands of floats one by one neither reaches real widths nor full entropy.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st
from numpy import ndarray

from numerics.initial import LAWS, initialise

__all__ = [
    "DRAWN_WIDTH",
    "Initialisation",
    "initialisations",
    "learning_rates",
    "nonzero_slopes",
    "slopes",
    "small_slopes",
    "targets",
    "weights",
    "widths",
]

DRAWN_WIDTH = 8
"""Largest number of weights that are drawn one by one."""

_REGIMES: dict[str, tuple[float, float]] = {"below": (0.0, 2.0), "inside": (2.0, 4.0), "beyond": (4.0, 8.0)}


@dataclass(frozen=True)
class Initialisation:
    """A recipe for initial weights: a law, a seed, a scale and a few weights set by hand.

    Attributes
    ----------
    law
        One of ``numerics.initial.LAWS``.
    seed
        Seed; row i of a batch has its own stream (seed, i).
    scale
        Factor applied to the law.
    edits
        Pairs (position, value) set afterwards in every row; positions count modulo the number of weights.
    """

    law: str
    seed: int
    scale: float
    edits: tuple[tuple[int, float], ...] = ()

    def build(self, batch: int, size: int) -> ndarray:
        """Weights of shape (batch, size)."""
        rows = initialise(self.law, self.seed, np.arange(batch), size) * self.scale
        for position, value in self.edits:
            rows[:, position % size] = value
        return rows


def _weight() -> st.SearchStrategy[float]:
    return st.one_of(
        st.integers(-4, 4).map(float),
        st.floats(-8.0, 8.0, allow_nan=False, width=32, allow_subnormal=False),
    )


def initialisations(laws: tuple[str, ...] = tuple(LAWS)) -> st.SearchStrategy[Initialisation]:
    """Recipes for initial weights of any size: Gaussian, heavy-tailed, sparse, ±1, zeros, near-ties, balanced."""
    return st.builds(
        Initialisation,
        law=st.sampled_from(laws),
        seed=st.integers(0, 2**32 - 1),
        scale=st.sampled_from((1.0, 0.5, 2.0, 0.1, 10.0)),
        edits=st.lists(st.tuples(st.integers(0, 4095), _weight()), max_size=3).map(tuple),
    )


@st.composite
def weights(draw: st.DrawFn, size: int, batch: int) -> ndarray:
    """Initial weights (batch, size): drawn one by one up to `DRAWN_WIDTH` weights, else built from a recipe.

    In a drawn batch the first row is the drawn one and the others come from a recipe.
    """
    rows = draw(initialisations()).build(batch, size)
    if size <= DRAWN_WIDTH:
        rows[0] = draw(st.lists(_weight(), min_size=size, max_size=size))
    return rows


def widths(largest: int = 4096) -> st.SearchStrategy[int]:
    """Widths from 1 to ``largest``: small ones often, then powers of two and their neighbours."""
    powers = [2**e + shift for e in range(4, 17) for shift in (-1, 0, 1) if 2**e + shift <= largest]
    small = st.integers(1, min(8, largest))
    return st.one_of(small, st.sampled_from(powers)) if powers else small


def _any_slope() -> st.SearchStrategy[float]:
    return st.sampled_from((1.0, -1.0, 0.5, 2.0, -3.0, 0.75)) | st.floats(-3, 3, width=32, allow_subnormal=False)


def nonzero_slopes() -> st.SearchStrategy[float]:
    """One slope that is not 0."""
    return _any_slope().filter(lambda a: abs(a) > 1e-3)


def small_slopes() -> st.SearchStrategy[float]:
    """One slope that is at most 1 in size."""
    return st.sampled_from((0.5, 0.0, 1.0, -1.0, 0.75)) | st.floats(-1, 1, width=32, allow_subnormal=False)


def slopes() -> st.SearchStrategy[tuple[float, float]]:
    """Any slopes (a₊, a₋)."""
    leaky = st.sampled_from(((1.0, 0.5), (1.0, 0.0), (1.0, 1.0), (2.0, -3.0), (0.5, 1.0), (1.0, -1.0), (0.0, 1.0)))
    return leaky | st.tuples(_any_slope(), _any_slope())


def targets(kind: str, count: int) -> st.SearchStrategy[ndarray]:
    """Targets (count,): all zero for ``"zero"``, anything for ``"any"``."""
    if kind == "zero":
        return st.just(np.zeros(count))
    value = st.sampled_from((0.0, 1.0, -1.0, 2.0, 0.0625, 10.0)) | st.floats(-5, 5, width=32, allow_subnormal=False)
    return st.lists(value, min_size=count, max_size=count).map(np.array)


@st.composite
def learning_rates(draw: st.DrawFn, ntk: float, regime: str = "any") -> float:
    """A learning rate by regime, for a model whose top NTK eigenvalue at initialisation is ``ntk`` > 0.

    Parameters
    ----------
    draw
        Supplied by Hypothesis.
    ntk
        λ₀ > 0.
    regime
        ``"below"`` 2/λ₀, ``"inside"`` (2/λ₀, 4/λ₀), ``"beyond"`` 4/λ₀, ``"edge"`` (within one ulp of either), or ``"any"``.

    Raises
    ------
    ValueError
        If ``ntk`` is not positive or the regime is unknown.
    """
    if not ntk > 0:
        raise ValueError(f"ntk must be positive, not {ntk!r}")
    if regime == "any":
        regime = draw(st.sampled_from((*_REGIMES, "edge")))
    if regime == "edge":
        edge = draw(st.sampled_from((2.0, 4.0))) / ntk
        return draw(st.sampled_from((float(np.nextafter(edge, 0)), edge, float(np.nextafter(edge, np.inf)))))
    if regime not in _REGIMES:
        raise ValueError(f"regime must be one of {', '.join((*_REGIMES, 'edge', 'any'))}, not {regime!r}")
    low, high = _REGIMES[regime]
    return draw(st.floats(low, high, exclude_min=True, exclude_max=regime != "beyond", allow_subnormal=False)) / ntk
