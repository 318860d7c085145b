"""Two-layer homogeneous net on one datum: how its weights lie in a slot, and one step of all slots.

Only p_i = u_i·x̂, the component of u_i along the datum, ever moves; in (p, v) a net on d inputs is one on a single input |x|.
The gate of a unit is read from p_i ≥ tie with tie = 0 where σ'(0) = a₊, and the least positive number where σ'(0) = a₋.
"""

from __future__ import annotations

from numpy import finfo, ndarray

from numerics.compiled.jit import part, sweep
from numerics.compiled.passes import SUMS, net_pass, net_pass_of_one
from numerics.compiled.scratch import LANES
from numerics.compiled.settling import OPEN, STRIDE

__all__ = ["MINUS", "PLUS", "advance_nets", "load_net", "resting_stride_of_net", "unload_net"]

# Places in the numbers of a net: its slopes (the larger first: units are mirrored, with sign −1, to make it so), σ'(0), the
# tie threshold (negative if σ'(0) is neither slope), |x| and the sign.
PLUS, MINUS, AT_ZERO, TIE, SIZE, SIGN = range(6)


@sweep
def _step_with_ties(p: ndarray, v: ndarray, stride: float, numbers: ndarray) -> tuple[float, float, float]:
    """A step of one net where σ'(0) is neither a₊ nor a₋; Σ v σ(p), Σ σ'(p)² (p² + v²) and Σ p² + v² of the new state."""
    plus, minus, at_zero = numbers[PLUS], numbers[MINUS], numbers[AT_ZERO]
    output = p.dtype.type(0)
    kernel = p.dtype.type(0)
    norm = p.dtype.type(0)
    for i in range(p.shape[0]):
        back = stride * (plus if p[i] > 0 else (at_zero if p[i] == 0 else minus))
        new_p = p[i] - back * v[i]
        new_v = v[i] - back * p[i]
        p[i] = new_p
        v[i] = new_v
        slope = plus if new_p > 0 else (at_zero if new_p == 0 else minus)
        square = new_p * new_p + new_v * new_v
        norm += square
        kernel += slope * slope * square
        output += slope * new_p * new_v
    return output, kernel, norm


@part
def advance_nets(p: ndarray, v: ndarray, count: int, numbers: ndarray, facts: ndarray, slots: int, sums: ndarray) -> None:
    """One step of all nets, and its sums; ``slots`` is 0 where a vector holds one unit of all of them."""
    tie = numbers[TIE]
    pairs, size = count // (2 * LANES), SUMS * LANES
    for i in range(LANES if slots == 0 else 0):
        net_pass(p, v, LANES * i, LANES**2, 2 * LANES**2, pairs, facts, OPEN, tie, sums, size * i)
    for slot in range(slots):
        if tie < 0:
            lo, hi = slot * count, (slot + 1) * count
            # The first of eight numbers to be added; the others stay 0.
            at = size * slot
            output, kernel, norm = _step_with_ties(p[lo:hi], v[lo:hi], facts[STRIDE + slot], numbers)
            sums[at], sums[at + 2 * LANES], sums[at + 3 * LANES] = output, norm, kernel
        else:
            net_pass_of_one(p, v, slot * count, LANES, 2 * LANES, pairs, facts, OPEN + slot, tie, sums, size * slot)


@part
def resting_stride_of_net(p: ndarray, v: ndarray, start: int, jump: int, width: int, stride: float, numbers: ndarray) -> float:
    """The largest number if a step of this stride would change no weight, else a stride at which it is worth asking again.

    The first unit that moves gives the answer: its moves would be well below half a unit in the last place.
    """
    kind = numbers.dtype.type
    small = kind(finfo(numbers.dtype).eps / 8)
    level = kind(finfo(numbers.dtype).max)
    i = 0
    while i < width and level > stride:
        at = start + i * jump
        slope = abs(numbers[PLUS] if p[at] > 0 else (numbers[AT_ZERO] if p[at] == 0 else numbers[MINUS]))
        own_p, own_v = abs(p[at]), abs(v[at])
        if own_p - stride * slope * own_v != own_p or own_v - stride * slope * own_p != own_v:
            level = small * min(own_p / (slope * own_v), own_v / (slope * own_p))
        i += 1
    return level


@part
def load_net(
    weights: ndarray,
    row: int,
    direction: ndarray,
    numbers: ndarray,
    p: ndarray,
    v: ndarray,
    start: int,
    jump: int,
    width: int,
) -> float:
    """Fill the places ``start + i jump`` of p and v from a row of weights; return Σ |u_i − p_i x̂|², which stands still."""
    inputs = direction.shape[0]
    size, sign = numbers[SIZE], numbers[SIGN]
    zero = numbers.dtype.type(0)
    rest = numbers.dtype.type(0)
    single = inputs == 1 and direction[0] != 0
    for i in range(width):
        v[start + i * jump] = sign * weights[row, width * inputs + i]
    # A pre-activation that is exactly 0 is a tie, whatever the rounding of the projection.
    for i in range(width if single else 0):
        p[start + i * jump] = weights[row, i] * direction[0] if weights[row, i] * size != 0 else zero
    for i in range(0 if single else width):
        total = zero
        along = zero
        for k in range(inputs):
            total += weights[row, i * inputs + k] * (direction[k] * size)
            along += weights[row, i * inputs + k] * direction[k]
        p[start + i * jump] = along if total != 0 else zero
        for k in range(inputs):
            across = weights[row, i * inputs + k] - along * direction[k]
            rest += across * across
    return rest


@part
def unload_net(
    initial: ndarray,
    row_of_initial: int,
    weights: ndarray,
    row: int,
    direction: ndarray,
    numbers: ndarray,
    p: ndarray,
    v: ndarray,
    start: int,
    jump: int,
    width: int,
) -> None:
    """Write a row of weights: those of ``row_of_initial`` moved to p and v."""
    inputs = direction.shape[0]
    sign = numbers[SIGN]
    single = inputs == 1 and direction[0] != 0
    for i in range(width if single else 0):
        weights[row, i] = p[start + i * jump] * direction[0]
    for i in range(0 if single else width):
        along = numbers.dtype.type(0)
        for k in range(inputs):
            along += initial[row_of_initial, i * inputs + k] * direction[k]
        for k in range(inputs):
            weights[row, i * inputs + k] = initial[row_of_initial, i * inputs + k] + (p[start + i * jump] - along) * direction[k]
    for i in range(width):
        weights[row, width * inputs + i] = sign * v[start + i * jump]
