"""Trajectories of a traced program, one after another: a pass a step, and what is done with its sums."""

from __future__ import annotations

from math import nan

from numpy import ndarray

from numerics.compiled.jit import compiled, inner, part
from numerics.compiled.programs.calls import call_loss, call_pass, call_top
from numerics.compiled.programs.top import top_room
from numerics.compiled.recording import broken, end, kept, summarise, write
from numerics.compiled.scratch import LANES, copy, padded, scratch

__all__ = ["program_rows"]

# Weights that are stepped between two looks at whether somebody wants to stop.
_BREATH = 2**22


@part
def _gather(state: ndarray, row: int, units: int, places: ndarray, first: int, weights: ndarray, i: int, j: int) -> None:
    """Rows of the state from ``first`` on, in the flat order of weights, into ``weights[i, j]``."""
    for k in range(places.shape[0]):
        for unit in range(units):
            weights[i, j, places[k, 0] + unit * places[k, 1]] = state[(first + k) * row + unit]


@part
def _scatter(weights: ndarray, i: int, j: int, units: int, places: ndarray, state: ndarray, row: int, first: int) -> None:
    """The other way round."""
    for k in range(places.shape[0]):
        for unit in range(units):
            state[(first + k) * row + unit] = weights[i, j, places[k, 0] + unit * places[k, 1]]


@inner
def _unmoved(state: ndarray, before: ndarray, row: int, rows: int, units: int) -> bool:
    """Whether so many rows of the state are what they were."""
    for k in range(rows):
        for i in range(units):
            if state[k * row + i] != before[k * row + i]:
                return False
    return True


@inner
def _order(shares: ndarray, step: int, numbers: ndarray, place: int) -> None:
    """Numbers of the data that a step takes, then of those that it leaves out."""
    row = min(step, shares.shape[0] - 1)
    for left_out in range(2):
        for a in range(shares.shape[1]):
            if (shares[row, a] == 0) == (left_out == 1):
                numbers[place] = a
                place += 1


@inner
def _trajectory(
    row: int,
    first: int,
    weights: ndarray,
    targets: ndarray,
    rate: float,
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
    functions: tuple[int, int, int, int, int],
    units: int,
    places: ndarray,
    sizes: tuple[int, int, int, int],
    scale: float,
    inputs: ndarray,
    step_rates: ndarray,
    shares: ndarray,
    state: ndarray,
    row_length: int,
    before: ndarray,
    moving: int,
    numbers: ndarray,
    sums: ndarray,
    output: ndarray,
    target: ndarray,
    terms: ndarray,
    slopes: ndarray,
    known: ndarray,
    room: ndarray,
    of_loss: ndarray,
    last_outputs: ndarray,
) -> bool:
    """Simulate the trajectory whose state was filled in; return whether it came to its end.

    A function that makes no arrays of its own, in which Numba does not count references.
    """
    start, step_pass, kernel, loss_of, top = functions
    count, ahead = targets.shape[1], sizes[2]
    constant = step_rates.shape[0] == 1 and shares.shape[0] == 1
    breath = max(1, _BREATH // (units * places.shape[0]))
    factor = scale * scale * coefficient
    last = numbers.shape[0] - 2 * count
    columns = snapshots.shape[1]
    for a in range(count):
        target[a] = targets[row, a]
    step, column, patience, looked, air = 0, 0, 1, 0, breath
    rests = False
    numbers[1] = rate * step_rates[0]
    _order(shares, 0, numbers, last + count)
    call_pass(start, state, row_length, units, numbers, inputs, sums)
    while True:
        same = step > 0
        for a in range(count):
            output[a] = sums[a] * scale
            same = same and output[a] == known[a]
            known[a] = output[a]
        call_loss(loss_of, output, target, count, terms, slopes, of_loss)
        loss = 0.0
        for a in range(count):
            loss += terms[a]
        loss *= coefficient
        weight_norm = sums[count * (1 + ahead)]
        frozen = broken(loss, weight_norm, limit)
        if summary.shape[0] > 0:
            summarise(summary, marks, row, step, loss, weight_norm)
        ends = frozen or rests or step == steps
        if ends or step == column * every:
            ntk = nan
            if count == 1:
                ntk = factor * sums[2 + ahead]
            elif ends or step % ntk_every == 0:
                for a in range(count):  # before the sums are those of the kernel
                    known[count + a] = sums[count * ahead + a]
                call_pass(kernel, state, row_length, units, numbers, inputs, sums)
                ntk = call_top(top, sums, count, room) * factor
                for a in range(count):
                    sums[count * ahead + a] = known[count + a]
            for _ in range(not ends and kept(columns, since, column)):
                _gather(state, row_length, units, places, 0, snapshots, row, column - since)
            column = write(records, outputs, summary, row, column, loss, ntk, weight_norm, output, rests)
        if ends:
            copy(last_outputs[row], output[:count])
            break
        if ahead:
            # From here on the outputs are those where the gradient is taken.
            for a in range(count):
                output[a] = sums[count + a] * scale
                same = same and output[a] == known[2 * count + a]
                known[2 * count + a] = output[a]
            call_loss(loss_of, output, target, count, terms, slopes, of_loss)
        # Where no output changed, perhaps nothing moves any more.
        watched = constant and same and step >= looked
        if watched:
            copy(before, state[: before.shape[0]])
        share = min(step, shares.shape[0] - 1)
        for a in range(count):
            numbers[2 + a] = slopes[a] * shares[share, a] * scale
            numbers[last + a] = numbers[last + count + a] if sizes[3] else shares[share, a]
        if sizes[3]:
            _order(shares, step + 1, numbers, last + count)
        numbers[0] = numbers[1]
        step += 1
        numbers[1] = rate * step_rates[min(step, step_rates.shape[0] - 1)]
        call_pass(step_pass, state, row_length, units, numbers, inputs, sums)
        if watched:
            rests = _unmoved(state, before, row_length, moving, units)
            # What still moves is looked at again later, and later still.
            patience *= 2
            looked = step + patience
        air -= 1
        if air == 0:
            air = breath
            pulse[1 + first] = (row - first) * steps + step
            if pulse[0] != 0:
                return False
    _gather(state, row_length, units, places, 0, weights, row, 0)
    end(records, outputs, marks, diverged, row, column, steps if rests else step, frozen)
    return True


@compiled
def program_rows(
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
    functions: tuple[int, int, int, int, int],
    units: int,
    places: ndarray,
    sizes: tuple[int, int, int, int],
    scale: float,
    inputs: ndarray,
    step_rates: ndarray,
    shares: ndarray,
    memory: ndarray,
    own: ndarray,
    of_loss: ndarray,
    final_memory: ndarray,
    last_outputs: ndarray,
) -> None:
    """Simulate trajectories ``first`` … ``last`` from ``initial``, into ``weights``; both (B, 1, P).

    ``functions`` are the addresses of start, step, kernel, loss and top; ``sizes`` the rows and sums of the state, 1 if the
    gradient is taken ahead, and 1 if steps are told which data they take, not the share of each. ``shares`` (T or 1, D) holds
    c p_a of each step, ``step_rates`` (T or 1,) factors of the rates; ``memory`` and ``final_memory`` are (B, M, P),
    ``last_outputs`` (B, D) the outputs in the last state, ``own`` and ``of_loss`` the numbers of rule and unit, and of the loss.
    """
    count, size = targets.shape[1], places.shape[0]
    row_length = padded(units, LANES)
    # Rows that lie half a page apart, or pages, would drive each other out of the fastest cache.
    row_length += LANES if row_length % (32 * LANES) == 0 else 0
    moving = size * (1 + memory.shape[1])
    state, before = scratch(sizes[0] * row_length, initial), scratch(moving * row_length, initial)
    numbers, sums = scratch(2 + 3 * count + len(own), initial), scratch(max(sizes[1], count * (count + 1) // 2), initial)
    data = padded(count, LANES)
    output, target, terms, slopes = scratch(data, initial), scratch(data, initial), scratch(data, initial), scratch(data, initial)
    known = scratch(3 * data, initial)
    room = scratch(top_room(count), initial)
    copy(numbers[2 + count : 2 + count + len(own)], own)
    for row in range(first, last):
        _scatter(initial, row, 0, units, places, state, row_length, 0)
        for j in range(memory.shape[1]):
            _scatter(memory, row, j, units, places, state, row_length, size * (1 + j))
        for a in range(count if count > 1 else 0):  # from where the eigenvector is sought
            room[a] = 0
        whole = _trajectory(
            row,
            first,
            weights,
            targets,
            rates[row],
            coefficient,
            limit,
            steps,
            every,
            ntk_every,
            records,
            outputs,
            summary,
            marks,
            diverged,
            snapshots,
            since,
            pulse,
            functions,
            units,
            places,
            sizes,
            scale,
            inputs,
            step_rates,
            shares,
            state,
            row_length,
            before,
            moving,
            numbers,
            sums,
            output,
            target,
            terms,
            slopes,
            known,
            room,
            of_loss,
            last_outputs,
        )
        if not whole:
            return
        for j in range(memory.shape[1]):
            _gather(state, row_length, units, places, size * (1 + j), final_memory, row, j)
        pulse[1 + first] = (row - first + 1) * steps
        if pulse[0] != 0:
            return
