"""How large a sweep is, from its specification alone, and which sizes are refused unless one insists."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from numerics.diagram import PER_INITIALISATION, VARIABLES, rows_together
from numerics.sweep.errors import SpecificationError
from numerics.sweep.specification import Specification

__all__ = ["LIMITS", "Size", "refuse_large", "size_of"]


@dataclass(frozen=True)
class Size:
    """Estimates, from above where the axes vary the size of the model.

    Attributes
    ----------
    blocks
        Blocks of the store; each is a file in every array.
    store_bytes
        Bytes of the store, before compression.
    process_bytes
        Memory of one worker process while it computes a block.
    weight_updates
        Trajectories × steps × weights × data.
    """

    blocks: int
    store_bytes: int
    process_bytes: int
    weight_updates: int


LIMITS = Size(blocks=10**6, store_bytes=10**12, process_bytes=8 * 10**9, weight_updates=10**18)
"""Larger sweeps than any of these are refused unless one insists."""

_MEANING = {
    "blocks": ("blocks, each a file in every array", 1, ""),
    "store_bytes": ("in the store", 10**9, " GB"),
    "process_bytes": ("of memory in each process", 10**9, " GB"),
    "weight_updates": ("weight updates", 1, ""),
}


def size_of(specification: Specification) -> Size:
    """Estimate the size of a sweep; the time taken does not depend on it."""
    axes, rates = specification.axes, len(specification.learning_rate)
    # Weights and memory grow with width and depth and depend on no other axis.
    largest = tuple(values.index(max(values)) if key in ("width", "depth") else 0 for key, values in axes.items())
    ensemble = specification.ensemble_at(largest)
    weights, data = ensemble.weight_count, ensemble.data_count
    initialisations = specification.point_count * specification.replicates
    members = min(specification.block, specification.replicates)
    together = min(members, rows_together(weights, rates, per_row=ensemble.kind.expand is not None)) * rates
    # An engine holds weights, gradient, the next weights and a scratch array, and units on the data and the NTK.
    engine = together * (4 * weights + 2 * data * ensemble.width + data**2)
    results = members * (rates * len(VARIABLES) + len(PER_INITIALISATION))
    return Size(
        blocks=specification.point_count * ceil(specification.replicates / specification.block),
        store_bytes=initialisations * (rates * (8 * len(VARIABLES) - 7) + 8 * len(PER_INITIALISATION)),
        process_bytes=8 * (engine + ensemble.kind.numbers(ensemble) + results + members * weights + data * ensemble.dimension),
        weight_updates=specification.trajectories * specification.steps * weights * data,
    )


def refuse_large(specification: Specification) -> None:
    """Refuse a sweep that is larger than one of `LIMITS`.

    Raises
    ------
    SpecificationError
        The message gives the estimate and the limit.
    """
    size = size_of(specification)
    for name, (meaning, unit, suffix) in _MEANING.items():
        found, limit = getattr(size, name), getattr(LIMITS, name)
        if found > limit:
            shown = f"{found / unit:.3g}{suffix} {meaning} (refused above {limit / unit:.3g}{suffix})"
            raise SpecificationError(f"{specification.name[:60]!r} is large: about {shown}; --insist runs it all the same")
