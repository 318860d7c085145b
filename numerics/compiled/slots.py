"""Eight trajectories on one datum that advance side by side: what happens to each of them between two passes.

A slot holds one trajectory; when that ends, the next one takes its place. In wide models each slot has its own stretch of
memory and is passed over alone, with units in the lanes of a vector; in narrow models a vector holds one unit of all slots.
"""

from __future__ import annotations

from numpy import ndarray

from numerics.compiled.jit import part
from numerics.compiled.recording import broken, end, hold, store, summarise
from numerics.compiled.scratch import LANES
from numerics.compiled.settling import FACTS, LOSS, NEAR, NORM, NTK, OUTPUT, RATE, REST, TARGET

__all__ = ["COLUMN", "ROW", "STEP", "clear", "open_slot", "over", "record"]

# Rows of the table of integers (3, 8): row of the batch (−1: the slot is empty), step, column to be recorded next.
ROW, STEP, COLUMN = range(3)


@part
def clear(facts: ndarray, places: ndarray, slot: int) -> None:
    """Empty a slot."""
    for place in range(slot, FACTS, LANES):
        facts[place] = 0
    facts[NEAR + slot] = -1
    places[:, slot] = -1


@part
def open_slot(facts: ndarray, places: ndarray, slot: int, row: int, rate: float, target: float, rest: float, near: float) -> None:
    """Put a trajectory into an empty slot; its strides are 0, so the first pass only takes its sums."""
    facts[RATE + slot], facts[TARGET + slot], facts[REST + slot], facts[NEAR + slot] = rate, target, rest, near
    places[ROW, slot], places[STEP, slot], places[COLUMN, slot] = row, 0, 0


@part
def record(
    facts: ndarray,
    places: ndarray,
    limit: float,
    steps: int,
    every: int,
    records: ndarray,
    outputs: ndarray,
    summary: ndarray,
    marks: ndarray,
) -> None:
    """Record the states after a pass."""
    for slot in range(LANES):
        row, step, column = places[ROW, slot], places[STEP, slot], places[COLUMN, slot]
        if row < 0:
            continue
        loss, norm = facts[LOSS + slot], facts[NORM + slot]
        if summary.shape[0] > 0:
            summarise(summary, marks, row, step, loss, norm)
        if step == column * every or step == steps or broken(loss, norm, limit):
            store(records, row, column, loss, facts[NTK + slot], norm)
            if outputs.shape[0] > 0:
                outputs[row, column, 0] = facts[OUTPUT + slot]
            places[COLUMN, slot] = column + 1


@part
def over(
    facts: ndarray,
    places: ndarray,
    slot: int,
    at_rest: bool,
    limit: float,
    steps: int,
    records: ndarray,
    outputs: ndarray,
    summary: ndarray,
    marks: ndarray,
    diverged: ndarray,
) -> bool:
    """Close the trajectory of a slot if it is frozen, has made all its steps or will not move any more; say whether it is."""
    row, step, column = places[ROW, slot], places[STEP, slot], places[COLUMN, slot]
    loss, ntk, norm = facts[LOSS + slot], facts[NTK + slot], facts[NORM + slot]
    frozen = broken(loss, norm, limit)
    closes = frozen or step == steps or at_rest
    held = at_rest and not frozen and step < steps
    # Loops of one or no turn, not branches: after these Numba would count references to the arrays.
    for _ in range(held):
        hold(records, outputs, summary, row, column, loss, ntk, norm, facts, OUTPUT + slot)
    for _ in range(closes):
        end(records, outputs, marks, diverged, row, records.shape[2] if held else column, steps if held else step, frozen)
    return closes
