"""Seeded initial weights: trajectory number ``index`` owns the random stream (seed, index), whatever the batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy import ndarray
from numpy.random import Generator, SeedSequence, default_rng

from numerics.arguments import choice, integer, real, sequence

__all__ = ["LAWS", "draw", "generator", "initialise"]


def _gaussian(rng: Generator, size: int) -> ndarray:
    return rng.standard_normal(size)


def _heavy_tailed(rng: Generator, size: int) -> ndarray:
    return rng.standard_t(2.0, size)


def _sparse(rng: Generator, size: int) -> ndarray:
    values = rng.standard_normal(size)
    return np.where(rng.random(size) < 0.1, values, 0.0)


def _sign(rng: Generator, size: int) -> ndarray:
    return rng.choice(np.array([-1.0, 1.0]), size)


def _uniform(rng: Generator, size: int) -> ndarray:
    return rng.uniform(-1.0, 1.0, size)


def _zeros(rng: Generator, size: int) -> ndarray:
    return np.zeros(size)


def _near_tie(rng: Generator, size: int) -> ndarray:
    """Half Gaussian; the rest exactly 0, or a few units of the last place or the smallest subnormals away from it."""
    tiny = np.array([0.0, -0.0, 5e-324, -5e-324, 2.0**-52, -(2.0**-52), 2.0**-1022, -(2.0**-1022)])
    return np.where(rng.random(size) < 0.5, rng.standard_normal(size), rng.choice(tiny, size))


def _balanced(rng: Generator, size: int) -> ndarray:
    """Second half ± the first half (|u_i| = |v_i| for a two-layer net with d = 1); a middle entry of an odd size is 0."""
    half = size // 2
    values = np.zeros(size)
    values[:half] = rng.standard_normal(half)
    values[size - half :] = values[:half] * rng.choice(np.array([-1.0, 1.0]), half)
    return values


LAWS: dict[str, Callable[[Generator, int], ndarray]] = {
    "gaussian": _gaussian,
    "heavy_tailed": _heavy_tailed,
    "sparse": _sparse,
    "sign": _sign,
    "uniform": _uniform,
    "zeros": _zeros,
    "near_tie": _near_tie,
    "balanced": _balanced,
}
"""Laws by name: N(0, 1); Student t with 2 degrees of freedom; N(0, 1) kept with probability 1/10; ±1; U[−1, 1]; zeros;
half of the weights at or next to 0; |second half| = |first half|."""


def generator(seed: int, index: int) -> Generator:
    """Return the random stream (seed, index)."""
    return default_rng(SeedSequence((integer(seed, "seed"), integer(index, "index"))))


def draw(law: str, size: int, rng: int | Generator) -> ndarray:
    """Draw one weight vector, shape (size,), from a seed or a Generator.

    Raises
    ------
    TypeError, ValueError
        If the law is not one of `LAWS`, the size is none, or rng is neither an int nor a Generator.
    """
    choice(law, "law", LAWS)
    if not isinstance(rng, Generator):
        if not isinstance(rng, (int, np.integer)):
            raise TypeError(f"rng must be an int or a numpy Generator, not {type(rng).__name__}")
        rng = default_rng(integer(rng, "rng"))
    return LAWS[law](rng, integer(size, "size"))


def initialise(law: str, seed: int, indices: int | Sequence[int] | ndarray, size: int, scale: float = 1.0) -> ndarray:
    """Draw initial weights for trajectories ``indices``, shape (B, size).

    Row b depends on (law, seed, indices[b], size, scale) only, so a batch may be cut anywhere.

    Parameters
    ----------
    law
        A name in `LAWS`.
    seed
        Seed of the whole experiment.
    indices
        Numbers of the trajectories; an int n means 0 … n − 1.
    size
        P, the number of weights.
    scale
        Factor applied to every weight.

    Raises
    ------
    TypeError, ValueError
        If an argument is of the wrong kind or range.

    Examples
    --------
    >>> initialise("gaussian", seed=0, indices=3, size=4).shape
    (3, 4)
    >>> bool((initialise("sign", 0, [7], 4) == initialise("sign", 0, 9, 4)[7]).all())
    True
    """
    single = isinstance(indices, (int, np.integer))
    listed = range(integer(indices, "indices")) if single else sequence(indices, "indices", "the numbers of trajectories")
    chosen = [integer(index, "each of indices") for index in listed]
    choice(law, "law", LAWS)
    integer(seed, "seed")
    scale = real(scale, "scale")
    weights = np.empty((len(chosen), integer(size, "size")))
    for row, index in enumerate(chosen):
        weights[row] = draw(law, size, generator(seed, index))
    with np.errstate(over="ignore"):
        return weights * scale if scale != 1.0 else weights
