"""The closed map on many points: blocks that stay in the cache of one core; a point leaves as soon as it has stopped."""

from __future__ import annotations

from functools import partial

import numpy as np
from numpy import int64, ndarray, zeros

from numerics.compiled.jit import compiled, sweep
from numerics.compiled.scratch import copy, padded, scratch
from numerics.compiled.threads import share_out

__all__ = ["iterate"]

# Points of a block. A few of them never stop, and in a large block more of these share the cost of each step.
_BLOCK = 8192
# A block is iterated in whole groups of vectors, so that a point is computed in the same way wherever it stands.
_GROUP = 32
# Steps that a point takes between being read and being written.
_ROUND = 4


@sweep
def _round(
    u: ndarray, v: ndarray, peak: ndarray, rise: ndarray, goal: ndarray, ended: ndarray, made: float, steps: float, limit: float
) -> int:
    """A round, up to step ``steps``, of points that have not ended (``ended`` < 0) after ``made``; return how many now have."""
    stopped = 0
    for i in range(u.shape[0]):
        old_u, old_v, top, most, small, end = u[i], v[i], peak[i], rise[i], goal[i], ended[i]
        for number in range(_ROUND):
            step = made + (number + 1.0)
            running = (end < 0.0) & (step <= steps)
            shrink = 1.0 - old_v + old_u
            new_u = old_u * shrink * shrink if running else old_u
            new_v = old_v - old_u * (4.0 - old_v) if running else old_v
            top = new_u if new_u > top else top
            change = new_u - old_u
            most = change if change > most else most
            stops = ((new_u <= small) & (new_v < 2.0)) | (not new_u <= limit)
            end = step if running & stops else end
            old_u, old_v = new_u, new_v
        u[i], v[i], peak[i], rise[i], ended[i] = old_u, old_v, top, most, end
        stopped += end >= 0.0
    return stopped


@compiled
def _iterate(
    start_u: ndarray,
    start_v: ndarray,
    steps: int,
    small: float,
    limit: float,
    phase: ndarray,
    last_step: ndarray,
    peaks: ndarray,
    final_u: ndarray,
    final_v: ndarray,
    first: int,
    last: int,
) -> None:
    """Iterate points ``first`` … ``last``; phases are 0 monotone, 1 catapult, 2 divergent, 3 undecided."""
    arrays = scratch(6 * _BLOCK, start_u).reshape(6, _BLOCK)
    u, v, peak, rise, goal, ended = arrays[0], arrays[1], arrays[2], arrays[3], arrays[4], arrays[5]
    place = zeros(_BLOCK, int64)
    for block in range(first, last, _BLOCK):
        alive = min(_BLOCK, last - block)
        arrays[:] = 0
        copy(u, start_u[block : block + alive])
        copy(v, start_v[block : block + alive])
        copy(peak, u)
        ended[:alive] = -1
        for i in range(alive):
            place[i] = block + i
            goal[i] = small * u[i]
        step = 0
        while alive > 0 and step < steps:
            length = padded(alive, _GROUP)
            # The places between ``alive`` and ``length`` have ended already.
            gone = length - alive
            stopped = _round(
                u[:length],
                v[:length],
                peak[:length],
                rise[:length],
                goal[:length],
                ended[:length],
                float(step),
                float(steps),
                limit,
            )
            step = min(step + _ROUND, steps)
            if 4 * (stopped - gone) > alive or step == steps:
                i = 0
                while i < alive:
                    if ended[i] < 0 and step < steps:
                        i += 1
                        continue
                    where = place[i]
                    diverged = not u[i] <= limit
                    phase[where] = 3 if ended[i] < 0 else (2 if diverged else (1 if rise[i] > 0 else 0))
                    last_step[where] = steps if ended[i] < 0 else int(ended[i])
                    peaks[where], final_u[where], final_v[where] = peak[i], u[i], v[i]
                    alive -= 1
                    for row in range(6):
                        arrays[row, i] = arrays[row, alive]
                    place[i] = place[alive]
                    ended[alive] = 0
        for i in range(alive):
            where = place[i]
            phase[where], last_step[where] = 3, 0
            peaks[where], final_u[where], final_v[where] = peak[i], u[i], v[i]


def iterate(u: ndarray, v: ndarray, steps: int, small: float, limit: float) -> tuple[ndarray, ...]:
    """Phase, last step, peak and final u, v of each point; the arguments of `numerics.closed_map`, flat."""
    found = (np.empty(u.shape, np.int8), np.empty(u.shape, np.int32), np.empty_like(u), np.empty_like(u), np.empty_like(u))
    start_u, start_v = (array if array.flags.writeable else array.copy() for array in (u, v))
    share_out(partial(_iterate, start_u, start_v, steps, small, limit, *found), len(u), _BLOCK)
    return found
