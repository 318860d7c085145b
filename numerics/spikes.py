"""Spikes of the loss along a run, and which of them are catapults."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy import ndarray

from numerics.arguments import integer, real, reals

__all__ = ["Spike", "catapult_count", "spikes"]


@dataclass(frozen=True)
class Spike:
    """One spike of the loss: the recorded states where it starts, peaks and ends, and the kernel's norm at start and end."""

    start: int
    peak: int
    end: int
    kernel_before: float
    kernel_after: float

    @property
    def catapult(self) -> bool:
        """Whether the norm of the tangent kernel is lower after the spike than before it."""
        return self.kernel_after < self.kernel_before


def spikes(loss: ndarray, kernel: ndarray, factor: float = 2.0, memory: int = 10) -> list[Spike]:
    """Find the spikes of a run; our definition, as the literature gives no numeric criterion.

    A spike starts at the smallest loss of the last ``memory`` recorded states (counted from the end of the spike before) when
    the loss exceeds ``factor`` times that value, and ends when it is back below. It is a catapult if the norm of the kernel is
    lower at its end than at its start.

    Parameters
    ----------
    loss, kernel
        Loss and norm of the tangent kernel at successive states, (R,); they may end in NaN, after divergence.
    factor, memory
        See above, both at least 1; conclusions should not depend on them, which the caller should check.

    Raises
    ------
    TypeError, ValueError
        If an argument is of the wrong kind, shape or range.

    Examples
    --------
    >>> import numpy as np
    >>> loss = np.array([1.0, 1.0, 5.0, 2.0, 0.5, 0.5])
    >>> kernel = np.array([2.0, 2.0, 2.0, 1.5, 1.0, 1.0])
    >>> len(spikes(loss, kernel))
    1
    """
    loss = reals(loss, "loss", "(R,)", shape=(None,), missing=True)
    kernel = reals(kernel, "kernel", "(R,)", shape=(None,), missing=True)
    if loss.shape != kernel.shape:
        raise ValueError(f"loss and kernel must have one shape (R,), not {loss.shape} and {kernel.shape}")
    factor, memory = real(factor, "factor", least=1), integer(memory, "memory", least=1)
    found: list[Spike] = []
    earliest, state = 0, 1
    while state < len(loss):
        window = max(earliest, state - memory)
        base = window + int(np.argmin(loss[window:state]))
        if not loss[state] > factor * loss[base]:
            state += 1
            continue
        back = np.flatnonzero(loss[state:] <= factor * loss[base])
        if not len(back):
            break
        end = state + int(back[0])
        found.append(Spike(base, base + int(np.argmax(loss[base:end])), end, float(kernel[base]), float(kernel[end])))
        earliest, state = end, end + 1
    return found


def catapult_count(loss: ndarray, kernel: ndarray, factor: float = 2.0, memory: int = 10) -> int:
    """Number of catapults: spikes through which the norm of the kernel drops; see `spikes`."""
    return sum(spike.catapult for spike in spikes(loss, kernel, factor, memory))
