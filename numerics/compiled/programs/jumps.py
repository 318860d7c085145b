"""Sums over data some of which may be left out: what they would add is jumped over, not added as zeros."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from llvmlite import ir

__all__ = ["sums_over_data"]

Added = Callable[[int, list[Any] | None], list[Any]]


def sums_over_data(builder: ir.IRBuilder, taken: Sequence[Any], zero: Any, added: Added) -> list[Any]:
    """Several sums at once.

    ``added`` writes the sums with one datum more, from its number and the sums before, None where there are none yet.
    ``taken`` tells of each datum whether it counts, None if it always does.
    """
    totals: list[Any] | None = None
    for datum, counts in enumerate(taken):
        if counts is None:
            totals = added(datum, totals)
            continue
        start = builder.block
        with builder.if_then(counts):
            new, end = added(datum, totals), builder.block
        before = [zero] * len(new) if totals is None else totals
        totals = []
        for old, value in zip(before, new, strict=True):
            total = builder.phi(value.type)
            total.add_incoming(old, start)
            total.add_incoming(value, end)
            totals.append(total)
    return totals or []
