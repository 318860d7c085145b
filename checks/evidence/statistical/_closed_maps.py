"""Orbits of the closed maps from initialisations of real nets: exact for these models, by claims that are proved.

The maps are read from the claims ZQ-1 and ZQ-2 (identities that SymPy proves for all weights); initial output and kernel are
measured on sampled weights with the numeric net, so that width 10⁵ costs no simulation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy import ndarray
from sympy import Eq, lambdify

from numerics.models.two_layer import TwoLayerNet
from theory.claims import claim

__all__ = ["WIDTHS", "Orbits", "rows", "sampled", "starts"]

WIDTHS = (10, 32, 100, 316, 1000, 3162, 10_000, 31_623, 100_000)


@dataclass(frozen=True)
class Orbits:
    """What orbits did, each (B,).

    Attributes
    ----------
    peak, peak_step
        Largest squared residual, and when.
    residual, kernel
        The last ones; NaN after divergence.
    kernel_change
        sup |λ(t) − λ(0)|.
    slowest
        The largest |r(t+1)/r(t)| while |r| is above rounding.
    """

    peak: ndarray
    peak_step: ndarray
    residual: ndarray
    kernel: ndarray
    kernel_change: ndarray
    slowest: ndarray


@cache
def _maps() -> tuple[Callable[..., ndarray], Callable[..., ndarray]]:
    found = []
    for name in ("ZQ-1", "ZQ-2"):
        equation = claim(name).statements[0].conclusion
        if not isinstance(equation, Eq):
            raise TypeError(f"{name} must be an equation")
        # ZQ-2 divides by the residual; multiplied out it also holds at zero.
        found.append(lambdify(["r", "f", "H", "eta", "x2", "m", "d"], equation.rhs.expand(), modules="numpy"))
    return found[0], found[1]


@lru_cache(maxsize=64)
def starts(width: int, count: int, seed: int, *, linear: bool = False) -> tuple[ndarray, ndarray]:
    """Output and kernel at initialisation on one unit input, (count,) each: f = m^(-1/2) Σ v_i σ(u_i), u ~ N(0, 1).

    v is ±1 and σ the ReLU, or v ~ N(0, 1) and σ the identity (``linear``).
    """
    source = np.random.default_rng((seed, width))
    outputs, kernels = np.empty(count), np.empty(count)
    net = TwoLayerNet(np.ones((1, 1)), width, (1.0, 1.0) if linear else (1.0, 0.0))
    for row in range(count):
        second = source.normal(size=width) if linear else source.choice((-1.0, 1.0), size=width)
        weights = np.concatenate((source.normal(size=width), second))[None]
        outputs[row], kernels[row] = net.outputs(weights)[0, 0], net.tangent_gram(weights)[0, 0, 0]
    return outputs, kernels


def run(output: ndarray, kernel: ndarray, rate: ndarray, width: ndarray | int, target: float, x2: float, steps: int) -> Orbits:
    """Iterate the maps."""
    next_residual, next_kernel = _maps()
    r, lam, start = output - target, kernel.copy(), kernel.copy()
    peak, peak_step = r**2, np.zeros(len(r))
    change, slowest = np.zeros(len(r)), np.zeros(len(r))
    with np.errstate(all="ignore"):
        for step in range(1, steps + 1):
            if not (np.abs(r) > 1e-12).any():
                break
            f = r + target
            after = next_residual(r, f, lam, rate, x2, width, 1)
            lam = next_kernel(r, f, lam, rate, x2, width, 1)
            ratio = np.abs(after / r)
            slowest = np.where(np.abs(r) > 1e-9, np.fmax(slowest, ratio), slowest)
            r = after
            higher = r**2 > peak
            peak, peak_step = np.where(higher, r**2, peak), np.where(higher, step, peak_step)
            change = np.fmax(change, np.abs(lam - start))
    return Orbits(peak, peak_step, r, lam, change, slowest)


def rows(width: int) -> int:
    """How many nets are drawn at a width: fewer where they are wide."""
    return max(4, min(200, 4_000_000 // width))


def sampled(
    scaled_rate: float, *, target: float = 0.0, seed: int = 0, steps: int = 200, linear: bool = False, least: int = 10
) -> Iterator[tuple[int, ndarray, Orbits]]:
    """For every width from ``least`` on: (width, λ(0), orbits) at the learning rate ``scaled_rate``/λ(0)."""
    for width in WIDTHS[WIDTHS.index(least) :]:
        few = rows(width)
        output, kernel = starts(width, few, seed, linear=linear)
        yield width, kernel, run(output, kernel, scaled_rate / kernel, width, target, 1.0, steps)
