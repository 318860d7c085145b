"""From the sums of a pass to the states of eight trajectories and the strides of their next steps."""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from numerics.compiled.passes import SUMS
from numerics.compiled.scratch import LANES
from numerics.compiled.vectors import Vectors

__all__ = ["FACTS", "LOSS", "NEAR", "NORM", "NTK", "OPEN", "OUTPUT", "RATE", "REST", "SHUT", "STRIDE", "TARGET", "settle"]

# Where the eight numbers of each kind begin, one a slot: learning rate, target, squared norm of what stands still, stride below
# which the trajectory may have come to rest (negative: the slot is empty); then what `settle` writes: the state after the
# pass, the stride of the step to come, and its negative times the slopes of open and of shut units.
RATE, TARGET, REST, NEAR, LOSS, NTK, NORM, OUTPUT, STRIDE, OPEN, SHUT = range(0, 11 * LANES, LANES)
FACTS = 11 * LANES


@intrinsic
def settle(
    typing_context: Any, sums: Any, slots: Any, mix: Any, half: Any, limit: Any, largest: Any, plus: Any, minus: Any, facts: Any
) -> Any:
    """Fill the facts; return whether a loss is above its limit, a norm above the largest, or a stride below NEAR (or NaN).

    Eight partial sums make a total, always added in the same order: the lanes of a vector for each of two ``slots``, or, if
    that is 0, eight vectors with a lane for each slot. The output is ``mix[0] total[0] + mix[1] total[1]``, the NTK
    ``mix[2] total[2] + mix[3] total[3]``, the norm ``total[2]``.
    """
    number = sums.dtype
    signature = types.boolean(sums, types.intp, sums, number, number, number, number, number, sums)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        sums, slots, mix, half, limit, largest, plus, minus, facts = arguments
        vectors = Vectors(context, builder, signature.args[0])
        sum_data, mix_data, data = (vectors.data(signature.args[0], array) for array in (sums, mix, facts))
        index = slots.type
        totals = [builder.alloca(vectors.type) for _ in range(SUMS)]
        with builder.if_else(builder.icmp_signed("==", slots, index(0))) as (lanes, units):
            with lanes:
                for k, total in enumerate(totals):
                    part = [vectors.load(sum_data, index((SUMS * i + k) * LANES)) for i in range(LANES)]
                    builder.store(_tree(builder, part), total)
            with units:
                for k, total in enumerate(totals):
                    value = vectors.zero
                    for slot in range(2):
                        whole = vectors.sum(vectors.load(sum_data, index((SUMS * slot + k) * LANES)))
                        value = builder.insert_element(value, whole, ir.Constant(ir.IntType(32), slot))
                    builder.store(value, total)
        total = [builder.load(place) for place in totals]
        square = total[2]
        rate, target, rest, near = (vectors.load(data, index(place)) for place in (RATE, TARGET, REST, NEAR))
        share = [vectors.load(mix_data, index(k), spread=True) for k in range(4)]
        # A share of 0 counts for nothing, even where the total has overflowed.
        none = [builder.fcmp_unordered("==", part, vectors.zero) for part in share]
        total[:] = [builder.select(zero, vectors.zero, whole) for zero, whole in zip(none, total, strict=True)]
        output = vectors.fused(share[1], total[1], builder.fmul(share[0], total[0]))
        ntk = vectors.fused(share[3], total[3], builder.fmul(share[2], total[2]))
        residual = builder.fsub(output, target)
        loss = builder.fmul(builder.fmul(residual, residual), vectors.spread(half))
        norm = builder.fadd(square, rest)
        stride = builder.fmul(rate, residual)
        back = builder.fsub(ir.Constant(vectors.type, [-0.0] * LANES), stride)
        wide, narrow = (builder.fmul(back, vectors.spread(slope)) for slope in (plus, minus))
        written = ((LOSS, loss), (NTK, ntk), (NORM, norm), (OUTPUT, output), (STRIDE, stride), (OPEN, wide), (SHUT, narrow))
        for place, value in written:
            vectors.store(value, data, index(place))
        apart = builder.or_(builder.fcmp_ordered(">=", stride, near), builder.fcmp_ordered("<=", stride, _minus(builder, near)))
        fine = builder.and_(builder.fcmp_ordered("<=", loss, vectors.spread(limit)), apart)
        fine = builder.and_(fine, builder.fcmp_ordered("<=", norm, vectors.spread(largest)))
        mask = builder.bitcast(fine, ir.IntType(LANES))
        return builder.icmp_unsigned("!=", mask, ir.Constant(ir.IntType(LANES), -1))

    return signature, generate


def _minus(builder: Any, value: Any) -> Any:
    return builder.fsub(ir.Constant(value.type, [-0.0] * LANES), value)


def _tree(builder: Any, parts: list[Any]) -> Any:
    """The sum of eight vectors, in the order of `Vectors.sum`."""
    while len(parts) > 1:
        half = len(parts) // 2
        parts = [builder.fadd(low, high) for low, high in zip(parts[:half], parts[half:], strict=True)]
    return parts[0]
