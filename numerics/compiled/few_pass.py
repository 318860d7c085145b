"""Passes over a two-layer net on few data, in rows of units one below the other, 32 units of all data at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from numerics.compiled.scratch import LANES
from numerics.compiled.vectors import Vectors

__all__ = ["TURN", "gated_step", "net_step", "products"]

# Vectors, and units, that go through a pass together.
_WIDE = 4
TURN = _WIDE * LANES
_INDEX = types.intp


def _opened(builder: Any, vectors: Vectors, slopes: Any, zero: Any, gated: bool) -> Callable[[Any, Any], Any]:
    """What gives the slopes of pre-activations z at a place: those stored there, or else a₊, a₋ or σ'(0) by the sign of z."""
    if gated:
        return lambda _, place: vectors.load(slopes, place)
    plus, minus, at_zero = (vectors.load(slopes, zero.type(number), True) for number in range(3))

    def opened(z: Any, _: Any) -> Any:
        low = builder.select(builder.fcmp_ordered("==", z, vectors.zero), at_zero, minus)
        return builder.select(builder.fcmp_ordered(">", z, vectors.zero), plus, low)

    return opened


def _total(builder: Any, vectors: Vectors, parts: list[Any]) -> Any:
    """The sum of all numbers in four vectors of partial sums."""
    one, two, three, four = (builder.load(part) for part in parts)
    return vectors.sum(builder.fadd(builder.fadd(one, two), builder.fadd(three, four)))


def _step(z: Any, gated: bool) -> Any:
    signature = types.void(z, z, z, z, z, z, z, z, z, _INDEX, _INDEX)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        *arrays, count, rows = arguments
        vectors = Vectors(context, builder, signature.args[0])
        z, v, total, slopes, signal, data, moves, sums, results = (vectors.data(signature.args[0], array) for array in arrays)

        def whole(number: int) -> Any:
            return count.type(number)

        def places(start: Any) -> list[Any]:
            return [builder.add(start, whole(LANES * j)) for j in range(_WIDE)]

        def variables() -> list[Any]:
            return [cgutils.alloca_once_value(builder, vectors.zero) for _ in range(_WIDE)]

        opened = _opened(builder, vectors, slopes, whole(0), gated)
        descents, shifted, along, norms = variables(), variables(), variables(), variables()
        with cgutils.for_range(builder, builder.udiv(rows, whole(TURN))) as turn:
            unit = builder.mul(turn.index, whole(TURN))
            old = [vectors.load(v, place) for place in places(unit)]
            for descent in descents:
                builder.store(vectors.zero, descent)
            with cgutils.for_range(builder, count) as datum:
                factor = vectors.load(signal, datum.index, True)
                row, own = builder.add(builder.mul(datum.index, rows), unit), builder.mul(datum.index, whole(TURN))
                for at, to, back, descent in zip(places(row), places(own), old, descents, strict=True):
                    value = vectors.load(z, at)
                    share = builder.fmul(factor, opened(value, at))
                    move = builder.fneg(builder.fmul(share, back))
                    vectors.store(move, moves, to)
                    vectors.store(builder.fadd(vectors.load(total, at), move), total, at)
                    builder.store(vectors.fused(share, value, builder.load(descent)), descent)
            new = [builder.fsub(back, builder.load(descent)) for back, descent in zip(old, descents, strict=True)]
            for value, at, norm in zip(new, places(unit), norms, strict=True):
                vectors.store(value, v, at)
                builder.store(vectors.fused(value, value, builder.load(norm)), norm)
            with cgutils.for_range(builder, count) as datum:
                row, own = builder.add(builder.mul(datum.index, rows), unit), builder.mul(datum.index, whole(TURN))
                for at, sum_ in zip(places(row), shifted, strict=True):
                    builder.store(vectors.load(z, at), sum_)
                with cgutils.for_range(builder, count) as other:
                    near = vectors.load(data, builder.add(builder.mul(datum.index, count), other.index), True)
                    for at, sum_ in zip(places(builder.mul(other.index, whole(TURN))), shifted, strict=True):
                        builder.store(vectors.fused(near, vectors.load(moves, at), builder.load(sum_)), sum_)
                sum_at = builder.mul(datum.index, whole(LANES))
                output = vectors.load(sums, sum_at)
                for j, (at, to) in enumerate(zip(places(row), places(own), strict=True)):
                    value = builder.load(shifted[j])
                    vectors.store(value, z, at)
                    output = vectors.fused(new[j], builder.fmul(opened(value, at), value), output)
                    builder.store(vectors.fused(vectors.load(moves, to), value, builder.load(along[j])), along[j])
                vectors.store(output, sums, sum_at)
        with cgutils.for_range(builder, count) as datum:
            at = builder.mul(datum.index, whole(LANES))
            builder.store(vectors.sum(vectors.load(sums, at)), builder.gep(results, [datum.index]))
            vectors.store(vectors.zero, sums, at)
        for number, parts in enumerate((along, norms)):
            builder.store(_total(builder, vectors, parts), builder.gep(results, [builder.add(count, whole(number))]))
        return context.get_dummy_value()

    return signature, generate


@intrinsic
def net_step(
    typing_context: Any,
    z: Any,
    v: Any,
    total: Any,
    slopes: Any,
    signal: Any,
    data: Any,
    moves: Any,
    sums: Any,
    results: Any,
    count: Any,
    rows: Any,
) -> Any:
    """Step Z and v: M = −signal ∘ σ'(Z) ∘ v, v' = v − Σ_a signal_a σ'(z_a) z_a, Z' = Z + XXᵀ·M; add M to ``total``.

    All arrays are flat: ``z`` and ``total`` hold ``count`` rows of ``rows`` units, a multiple of 32; ``slopes`` a₊, a₋, σ'(0);
    ``data`` XXᵀ; ``moves`` (32 count) is scratch and ``sums`` (8 count) scratch that is 0 before and after. ``results`` takes
    Σ v' σ(z'_a) of each datum, then Σ m z' over data and units, then Σ v'².
    """
    return _step(z, False)


@intrinsic
def gated_step(
    typing_context: Any,
    z: Any,
    v: Any,
    total: Any,
    slopes: Any,
    signal: Any,
    data: Any,
    moves: Any,
    sums: Any,
    results: Any,
    count: Any,
    rows: Any,
) -> Any:
    """The same where the slopes stand still: ``slopes`` holds them in rows as Z is."""
    return _step(z, True)


@intrinsic
def products(typing_context: Any, one: Any, two: Any, left: Any, right: Any, rows: Any, results: Any) -> Any:
    """Inner products of the rows at ``left`` and ``right`` of each of two flat arrays, into ``results[0]`` and ``results[1]``."""
    signature = types.void(one, one, _INDEX, _INDEX, _INDEX, one)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        one, two, left, right, rows, results = arguments
        vectors = Vectors(context, builder, signature.args[0])
        arrays = [vectors.data(signature.args[0], array) for array in (one, two)]
        sums = [[cgutils.alloca_once_value(builder, vectors.zero) for _ in range(_WIDE)] for _ in arrays]
        with cgutils.for_range(builder, builder.udiv(rows, rows.type(TURN))) as turn:
            for j in range(_WIDE):
                at = builder.add(builder.mul(turn.index, rows.type(TURN)), rows.type(LANES * j))
                for array, parts in zip(arrays, sums, strict=True):
                    a, b = (vectors.load(array, builder.add(start, at)) for start in (left, right))
                    builder.store(vectors.fused(a, b, builder.load(parts[j])), parts[j])
        target = vectors.data(signature.args[0], results)
        for number, parts in enumerate(sums):
            builder.store(_total(builder, vectors, parts), builder.gep(target, [rows.type(number)]))
        return context.get_dummy_value()

    return signature, generate
