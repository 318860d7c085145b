"""One long trajectory on two threads: both step all of it, and take turns with the NTK, which costs as much as the steps.

It is done a seventh sooner, for half as much processor time again; ``CATAPULT_THREADS=1`` spares the processor.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy import ndarray

from numerics.compiled.threads import share_out

__all__ = ["EVERY_TURN", "in_turns"]

EVERY_TURN = -1
"""The last argument of a kernel that can leave out the NTK of odd (0) or of even (1) steps: to leave out nothing."""


def in_turns(kernel: Callable[..., object], results: tuple[ndarray, ...], arguments: Callable[..., tuple[object, ...]]) -> None:
    """Run a kernel for one trajectory of which every step is recorded, to the same bits as in one go.

    ``results`` are the weights, records, outputs, summary, marks and frozen flags that the kernel fills; ``arguments`` puts
    such results in the place where the kernel expects them, and ``EVERY_TURN`` last.
    """
    copies = tuple(np.empty_like(array) for array in results)
    both = results, copies

    def run(first: int, last: int) -> None:
        for turn in range(first, last):
            kernel(0, 1, *arguments(*both[turn])[:-1], turn)

    share_out(run, 2)
    even, odd = results[1][1], copies[1][1]
    mine, other = even.copy(), odd.copy()
    mine[:, 1::2], other[:, 1::2] = odd[:, 1::2], even[:, 1::2]
    # A state at rest is recorded to the end by the one whose turn it was.
    even[:] = np.where(np.isnan(mine), other, mine)
