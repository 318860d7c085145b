"""The closed two-variable map of one datum with target 0, iterated for its own sake on grids of initial values.

For the two-layer linear net, and for the pure quadratic model with ψ² = cI, the pair u = κη²f², v = ηH closes:
u' = u(1 − v + u)², v' = v − u(4 − v). No simulation of weights uses this map, so the two can be held against each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec

import numpy as np
from numpy import ndarray

from numerics.arguments import choice, integer, real, reals
from numerics.phases import Phase

__all__ = ["ClosedMapRun", "closed_map", "closed_map_step"]


@dataclass(frozen=True)
class ClosedMapRun:
    """Where each initial point went; all arrays have the shape of the initial points.

    Attributes
    ----------
    phase
        `numerics.phases.Phase` codes, int8.
    last_step
        Step at which the point settled or diverged, else the number of steps; int32.
    peak
        Largest u.
    final_u, final_v
        State at ``last_step``.
    """

    phase: ndarray
    last_step: ndarray
    peak: ndarray
    final_u: ndarray
    final_v: ndarray


def closed_map_step(u: ndarray, v: ndarray) -> tuple[ndarray, ndarray]:
    """One step of the map, elementwise.

    Parameters
    ----------
    u, v
        κη²f² and ηH, arrays of one shape, or one number.

    Raises
    ------
    TypeError, ValueError
        If they are not real numbers, or have two shapes.

    Examples
    --------
    >>> import numpy as np
    >>> u, v = closed_map_step(np.array([0.5]), np.array([3.0]))
    >>> u.tolist(), v.tolist()
    ([1.125], [2.5])
    """
    left, right = reals(u, "u", "(…)", infinite=True), reals(v, "v", "(…)", infinite=True)
    if left.ndim and right.ndim and left.shape != right.shape:
        raise ValueError(f"u and v must have one shape, not {left.shape} and {right.shape}")
    with np.errstate(all="ignore"):
        return _step(left, right)


def _step(u: ndarray, v: ndarray) -> tuple[ndarray, ndarray]:
    shrink = 1 - v + u
    return u * shrink * shrink, v - u * (4 - v)


def closed_map(
    u: ndarray, v: ndarray, steps: int, *, small: float = 1e-8, limit: float = 1e10, engine: str = "auto"
) -> ClosedMapRun:
    """Iterate the map from each point (u, v) until it settles, diverges, or the steps are over.

    A point has settled when u ≤ ``small`` · u₀ and v < 2 (nothing grows from there), and diverged when u exceeds ``limit`` or
    is NaN. A settled point is a catapult if some step raised u, else monotone.

    Parameters
    ----------
    u, v
        Initial values of κη²f² and ηH: float64 arrays of one shape, u ≥ 0.
    steps
        Largest number of steps.
    small, limit
        See above.
    engine
        ``"numpy"``, ``"compiled"``, or ``"auto"`` for the compiled one where Numba is installed.

    Raises
    ------
    TypeError, ValueError
        If the arrays are not real numbers of one shape, u is negative, or the engine has no such name.
    """
    start_u, start_v = _points(u, "u"), _points(v, "v")
    if start_u.shape != start_v.shape:
        raise ValueError(f"u and v must have one shape, not {start_u.shape} and {start_v.shape}")
    if start_u.size and not start_u.min() >= 0:
        raise ValueError("u must not be negative")
    steps, small, limit = integer(steps, "steps"), real(small, "small", least=0), real(limit, "limit", above=0, infinite=True)
    choice(engine, "engine", ("auto", "numpy", "compiled"))
    if engine != "numpy" and find_spec("numba") is not None:
        from numerics.compiled.closed_grid import iterate
    elif engine == "compiled":
        raise ImportError('engine "compiled" needs Numba: pip install "catapult-verify[fast]"')
    else:
        iterate = _iterate
    shape = start_u.shape
    arrays = iterate(start_u.reshape(-1), start_v.reshape(-1), steps, small, limit)
    return ClosedMapRun(*(array.reshape(shape) for array in arrays))


def _points(values: object, name: str) -> ndarray:
    return np.ascontiguousarray(reals(values, name, "that of the other", dtype=np.float64, missing=True))


def _iterate(u: ndarray, v: ndarray, steps: int, small: float, limit: float) -> tuple[ndarray, ...]:
    """The reference: all points step together, those that have stopped are dropped."""
    phase = np.full(u.shape, Phase.UNDECIDED, np.int8)
    last_step = np.full(u.shape, steps, np.int32)
    peak, final_u, final_v = u.copy(), u.copy(), v.copy()
    alive = np.arange(len(u))
    rose = np.zeros(u.shape, bool)
    with np.errstate(all="ignore"):
        for step in range(1, steps + 1):
            if not len(alive):
                break
            before = final_u[alive]
            new_u, new_v = _step(before, final_v[alive])
            final_u[alive], final_v[alive] = new_u, new_v
            peak[alive] = np.fmax(peak[alive], new_u)
            rose[alive] |= new_u > before
            settled = (new_u <= small * u[alive]) & (new_v < 2)
            diverged = ~(new_u <= limit)
            stopped = settled | diverged
            last_step[alive[stopped]] = step
            phase[alive[settled]] = np.where(rose[alive[settled]], Phase.CATAPULT, Phase.MONOTONE)
            phase[alive[diverged]] = Phase.DIVERGENT
            alive = alive[~stopped]
    return phase, last_step, peak, final_u, final_v
