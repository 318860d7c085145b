"""Seeded initial weights: trajectory number ``index`` owns the random stream (seed, index), whatever the batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy import ndarray
from numpy.random import Generator, SeedSequence, default_rng

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
    if isinstance(seed, bool) or not isinstance(seed, (int, np.integer)) or seed < 0:
        raise ValueError(f"seed must be a nonnegative integer, not {seed!r}")
    if isinstance(index, bool) or not isinstance(index, (int, np.integer)) or index < 0:
        raise ValueError(f"index must be a nonnegative integer, not {index!r}")
    return default_rng(SeedSequence((int(seed), int(index))))


def _checked(size: int) -> int:
    if isinstance(size, bool) or not isinstance(size, (int, np.integer)) or size < 0:
        raise ValueError(f"size must be a nonnegative integer, not {size!r}")
    return int(size)


def draw(law: str, size: int, rng: int | Generator) -> ndarray:
    """Draw one weight vector, shape (size,), from a seed or a Generator.

    Raises
    ------
    ValueError
        If the law is not one of `LAWS`, or the size is negative.
    TypeError
        If rng is neither an int nor a Generator.
    """
    if law not in LAWS:
        raise ValueError(f"law must be one of {', '.join(LAWS)}, not {law!r}")
    if isinstance(rng, (int, np.integer)) and not isinstance(rng, bool):
        rng = default_rng(int(rng))
    if not isinstance(rng, Generator):
        raise TypeError(f"rng must be an int or a numpy Generator, not {type(rng).__name__}")
    return LAWS[law](rng, _checked(size))


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
    chosen = range(indices) if isinstance(indices, (int, np.integer)) else np.asarray(indices).tolist()
    weights = np.empty((len(chosen), _checked(size)))
    for row, index in enumerate(chosen):
        weights[row] = draw(law, size, generator(seed, index))
    return weights * scale if scale != 1.0 else weights
