"""Models on one datum: eight trajectories side by side, one fused pass over their weights a step, cache-resident."""

from __future__ import annotations

from numpy import finfo, int64, ndarray, zeros

from numerics.compiled.jit import compiled, inner
from numerics.compiled.one_model import advance, begin, resting_stride, wipe, write_weights
from numerics.compiled.passes import SUMS
from numerics.compiled.recording import kept
from numerics.compiled.scratch import LANES, padded, scratch
from numerics.compiled.settling import FACTS, NEAR, STRIDE, settle
from numerics.compiled.slots import ROW, STEP, clear, open_slot, over, record
from numerics.compiled.two_layer_one import MINUS, PLUS

__all__ = ["one_datum"]

# Up to this many units two trajectories are passed over in turns, so that one does not wait for the other's sums.
_TWO = 1536
# Weights of a slot that are stepped, at the most, before somebody who wants to stop is listened to.
_BREATH = 2**23


@inner
def _until_something_is_the_matter(
    p: ndarray,
    v: ndarray,
    count: int,
    spectrum: ndarray,
    numbers: ndarray | None,
    facts: ndarray,
    places: ndarray,
    slots: int,
    sums: ndarray,
    mix: ndarray,
    half: float,
    limit: float,
    slopes: tuple[float, float],
    passes: int,
    steps: int,
    every: int,
    records: ndarray,
    outputs: ndarray,
    summary: ndarray,
    marks: ndarray,
) -> None:
    """At most so many passes, until a trajectory is frozen or may be at rest.

    A function that makes no arrays of its own, in which Numba does not count references.
    """
    for number in range(passes):
        if number > 0:
            for slot in range(LANES):
                places[STEP, slot] += 1
        advance(p, v, count, spectrum, numbers, facts, slots, sums)
        matters = settle(sums, slots, mix, half, limit, finfo(mix.dtype).max, slopes[0], slopes[1], facts)
        record(facts, places, limit, steps, every, records, outputs, summary, marks)
        if matters:
            return


@inner
def _change(
    rows: tuple[int, int],
    initial: ndarray,
    weights: ndarray,
    targets: ndarray,
    rates: ndarray,
    coefficient: float,
    limit: float,
    steps: int,
    every: int,
    records: ndarray,
    outputs: ndarray,
    summary: ndarray,
    marks: ndarray,
    diverged: ndarray,
    snapshots: ndarray,
    columns: int,
    since: int,
    mix: ndarray,
    width: int,
    layout: tuple[int, int, int],
    spectrum: ndarray,
    numbers: ndarray | None,
    direction: ndarray | None,
    p: ndarray,
    v: ndarray,
    facts: ndarray,
    places: ndarray,
) -> tuple[int, int]:
    """Close the trajectories that are over, and fill empty slots with the rows from ``rows[0]`` to ``rows[1]``.

    ``layout`` tells how many slots there are, where in p and v the next one begins, and where its next unit is. Returns the
    row that is next, and the passes until the first slot has made all its steps (0 if all are empty).
    """
    row, last = rows
    passes = steps + 2
    for slot in range(layout[0]):
        start, jump = slot * layout[1], layout[2]
        live = places[ROW, slot] >= 0
        stride = abs(facts[STRIDE + slot])
        rests = False
        step, column = places[STEP, slot], places[STEP, slot] // every
        # Loops of one or no turn, not branches: after branches Numba would count references to the arrays, under a lock.
        for _ in range(live and stride < facts[NEAR + slot]):
            level = resting_stride(p, v, start, jump, width, stride, spectrum, numbers)
            rests = level > stride
            # Rounding may keep it moving for ever; so it is not looked at again at the same stride.
            facts[NEAR + slot] = max(min(level, stride / 2), finfo(weights.dtype).tiny)
        for _ in range(live and step == column * every and kept(columns, since, column)):
            here = places[ROW, slot]
            write_weights(initial, here, snapshots, here * columns + column - since, p, v, start, jump, width, direction, numbers)
        for _ in range(live and over(facts, places, slot, rests, limit, steps, records, outputs, summary, marks, diverged)):
            here = places[ROW, slot]
            write_weights(initial, here, weights, here, p, v, start, jump, width, direction, numbers)
            wipe(p, v, start, jump, width)
            clear(facts, places, slot)
        places[STEP, slot] += 1
        for _ in range(places[ROW, slot] < 0 and row < last):
            rest = begin(initial, row, p, v, start, jump, width, direction, numbers)
            rate = weights.dtype.type(rates[row] * weights.dtype.type(coefficient)) * mix[4]
            open_slot(facts, places, slot, row, rate, targets[row, 0], rest, mix[5])
            row += 1
        if places[ROW, slot] >= 0:
            passes = min(passes, steps - places[STEP, slot] + 1)
            if columns > 0:
                passes = min(passes, (every - places[STEP, slot] % every) % every + 1)
    return row, passes if passes < steps + 2 else 0


@compiled
def one_datum(
    first: int,
    last: int,
    initial: ndarray,
    weights: ndarray,
    targets: ndarray,
    rates: ndarray,
    coefficient: float,
    limit: float,
    steps: int,
    every: int,
    ntk_every: int,
    records: ndarray,
    outputs: ndarray,
    summary: ndarray,
    marks: ndarray,
    diverged: ndarray,
    snapshots: ndarray,
    since: int,
    pulse: ndarray,
    mix: ndarray,
    width: int,
    narrow: bool,
    spectrum: ndarray,
    numbers: ndarray | None,
    direction: ndarray | None,
) -> None:
    """Simulate trajectories ``first`` … ``last`` from ``initial``, into ``weights``.

    ``mix`` makes output and NTK from the sums of a pass, see `settling.settle`; ``mix[4]`` turns a residual into a stride, and
    ``mix[5]`` is the stride below which a trajectory may have come to rest. ``width`` counts the units; if ``narrow``, a vector
    may hold one unit of all slots. A pure quadratic model has ``spectrum``, the diagonal of ψ; a net has ``numbers``, see
    `two_layer_one`, and ``direction``, x̂.
    """
    kind = weights.dtype.type
    count = padded(width, 2 * LANES)
    # Each slot has a stretch of memory of its own, or one lane of every vector: then the slots are not counted.
    slots = 2 if count <= _TWO else 1
    lanes, base, jump = slots, count, 1
    if narrow and last - first > LANES // 2:
        slots, lanes, base, jump = 0, LANES, 1, LANES
    p = scratch(lanes * count, weights)
    v = scratch(lanes * count if numbers is not None else 0, weights)
    psi = scratch(2 * count, weights)
    for i in range(spectrum.shape[0]):
        psi[i] = spectrum[i]
        psi[count + i] = spectrum[i] * spectrum[i]
    sums = scratch(LANES * SUMS * LANES, weights)
    facts = scratch(FACTS, weights)
    places = zeros((3, LANES), int64)
    half = kind(coefficient / 2)
    mix = mix.copy()
    for i in range(2, 4):
        mix[i] *= kind(coefficient)
    limit = kind(min(limit, finfo(weights.dtype).max))
    slopes = (kind(1), kind(1)) if numbers is None else (numbers[PLUS], numbers[MINUS])
    for slot in range(LANES):
        clear(facts, places, slot)
    columns = snapshots.shape[1]
    kept_rows = snapshots.reshape(snapshots.shape[0] * columns, snapshots.shape[2])
    breath = max(1, _BREATH // count)
    row = first
    while True:
        row, passes = _change(
            (row, last),
            initial,
            weights,
            targets,
            rates,
            coefficient,
            limit,
            steps,
            every,
            records,
            outputs,
            summary,
            marks,
            diverged,
            kept_rows,
            columns,
            since,
            mix,
            width,
            (lanes, base, jump),
            spectrum,
            numbers,
            direction,
            p,
            v,
            facts,
            places,
        )
        made = (row - first) * steps
        for slot in range(LANES):
            made += places[STEP, slot] - steps if places[ROW, slot] >= 0 else 0
        pulse[1 + first] = made
        if passes == 0 or pulse[0] != 0:
            break
        _until_something_is_the_matter(
            p,
            v,
            count,
            psi,
            numbers,
            facts,
            places,
            slots,
            sums,
            mix,
            half,
            limit,
            slopes,
            min(passes, breath),
            steps,
            every,
            records,
            outputs,
            summary,
            marks,
        )
