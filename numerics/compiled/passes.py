"""One gradient step over a row of vectors, fused with the sums that the next step needs.

Each pass runs over two interleaved rows of vectors, at ``start + k step`` and ``start + pair + k step`` for k < ``count``, and
writes each sum as eight numbers, one a lane. Lanes may be units of one trajectory or one unit of eight trajectories: the
arithmetic is the same, so either way a trajectory comes out the same to the last bit.
"""

from __future__ import annotations

from typing import Any

from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from numerics.compiled.scratch import LANES
from numerics.compiled.vectors import Vectors

__all__ = ["SUMS", "net_pass", "net_pass_of_one", "quadratic_pass", "quadratic_pass_of_one"]

# Vectors that a pass writes, one after the other.
SUMS = 4
_INDEX = types.intp


def _net(p: Any, spread: bool) -> Any:
    signature = types.void(p, p, _INDEX, _INDEX, _INDEX, _INDEX, p, _INDEX, p.dtype, p, _INDEX)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        p, v, start, pair, step, count, strides, stride_at, tie, sums, place = arguments
        vectors = Vectors(context, builder, signature.args[0])
        p_data, v_data, stride_data, sum_data = (vectors.data(signature.args[0], array) for array in (p, v, strides, sums))
        open_stride = vectors.load(stride_data, stride_at, spread)
        shut_stride = vectors.load(stride_data, builder.add(stride_at, stride_at.type(LANES)), spread)
        threshold = vectors.spread(tie)
        totals = [[cgutils.alloca_once_value(builder, vectors.zero) for _ in range(SUMS)] for _ in range(2)]
        with cgutils.for_range(builder, count) as loop:
            first = builder.add(start, builder.mul(loop.index, step))
            for at, (product, open_product, square, open_square) in zip((first, builder.add(first, pair)), totals, strict=True):
                old_p, old_v = vectors.load(p_data, at), vectors.load(v_data, at)
                back = builder.select(builder.fcmp_ordered(">=", old_p, threshold), open_stride, shut_stride)
                new_p, new_v = vectors.fused(back, old_v, old_p), vectors.fused(back, old_p, old_v)
                vectors.store(new_p, p_data, at)
                vectors.store(new_v, v_data, at)
                is_open = builder.fcmp_ordered(">=", new_p, threshold)
                size = vectors.fused(new_p, new_p, builder.fmul(new_v, new_v))
                builder.store(vectors.fused(new_p, new_v, builder.load(product)), product)
                old = builder.load(open_product)
                builder.store(builder.select(is_open, vectors.fused(new_p, new_v, old), old), open_product)
                builder.store(builder.fadd(builder.load(square), size), square)
                old = builder.load(open_square)
                builder.store(builder.select(is_open, builder.fadd(old, size), old), open_square)
        _write(builder, vectors, totals, sum_data, place)
        return context.get_dummy_value()

    return signature, generate


def _quadratic(w: Any, spread: bool) -> Any:
    signature = types.void(w, _INDEX, _INDEX, _INDEX, _INDEX, w, _INDEX, _INDEX, _INDEX, _INDEX, w, _INDEX, w, _INDEX)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        w, start, pair, step, count, psi, psi_start, psi_pair, psi_step, squares, strides, stride_at, sums, place = arguments
        vectors = Vectors(context, builder, signature.args[0])
        w_data, psi_data, stride_data, sum_data = (vectors.data(signature.args[0], array) for array in (w, psi, strides, sums))
        stride = vectors.load(stride_data, stride_at, spread)
        totals = [[cgutils.alloca_once_value(builder, vectors.zero) for _ in range(SUMS)] for _ in range(2)]
        with cgutils.for_range(builder, count) as loop:
            first = builder.add(start, builder.mul(loop.index, step))
            psi_first = builder.add(psi_start, builder.mul(loop.index, psi_step))
            places = ((first, psi_first), (builder.add(first, pair), builder.add(psi_first, psi_pair)))
            for (at, psi_at), (output, _, norm, kernel) in zip(places, totals, strict=True):
                curve = vectors.load(psi_data, psi_at, not spread)
                curve_square = vectors.load(psi_data, builder.add(psi_at, squares), not spread)
                old = vectors.load(w_data, at)
                new = vectors.fused(stride, builder.fmul(curve, old), old)
                vectors.store(new, w_data, at)
                square = builder.fmul(new, new)
                builder.store(builder.fadd(builder.load(norm), square), norm)
                builder.store(vectors.fused(curve, square, builder.load(output)), output)
                builder.store(vectors.fused(curve_square, square, builder.load(kernel)), kernel)
        _write(builder, vectors, totals, sum_data, place)
        return context.get_dummy_value()

    return signature, generate


def _write(builder: Any, vectors: Vectors, totals: list[list[Any]], data: Any, place: Any) -> None:
    """The sums of both rows, added."""
    for number, (one, two) in enumerate(zip(*totals, strict=True)):
        total = builder.fadd(builder.load(one), builder.load(two))
        vectors.store(total, data, builder.add(place, place.type(number * LANES)))


@intrinsic
def net_pass(
    typing_context: Any,
    p: Any,
    v: Any,
    start: Any,
    pair: Any,
    step: Any,
    count: Any,
    strides: Any,
    stride_at: Any,
    tie: Any,
    sums: Any,
    place: Any,
) -> Any:
    """p' = p + b v, v' = v + b p, where b is ``strides[stride_at : …]`` if p ≥ tie, else the eight numbers that follow.

    Then Σ p'v' and that of the units with p' ≥ tie, Σ p'² + v'² and that of the units with p' ≥ tie.
    """
    return _net(p, False)


@intrinsic
def net_pass_of_one(
    typing_context: Any,
    p: Any,
    v: Any,
    start: Any,
    pair: Any,
    step: Any,
    count: Any,
    strides: Any,
    stride_at: Any,
    tie: Any,
    sums: Any,
    place: Any,
) -> Any:
    """The same where each vector holds eight units of one trajectory: b is ``strides[stride_at]``, or eight places further."""
    return _net(p, True)


@intrinsic
def quadratic_pass(
    typing_context: Any,
    w: Any,
    start: Any,
    pair: Any,
    step: Any,
    count: Any,
    psi: Any,
    psi_start: Any,
    psi_pair: Any,
    psi_step: Any,
    squares: Any,
    strides: Any,
    stride_at: Any,
    sums: Any,
    place: Any,
) -> Any:
    """w' = w + ``strides[stride_at : …]`` ψ w, one ψ a vector; then Σ ψw'², 0, Σ w'² and Σ ψ²w'².

    ψ² stands ``squares`` places after ψ.
    """
    return _quadratic(w, False)


@intrinsic
def quadratic_pass_of_one(
    typing_context: Any,
    w: Any,
    start: Any,
    pair: Any,
    step: Any,
    count: Any,
    psi: Any,
    psi_start: Any,
    psi_pair: Any,
    psi_step: Any,
    squares: Any,
    strides: Any,
    stride_at: Any,
    sums: Any,
    place: Any,
) -> Any:
    """The same where each vector holds eight weights of one trajectory, and eight numbers of ψ go with it."""
    return _quadratic(w, True)
