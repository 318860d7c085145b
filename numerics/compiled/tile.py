"""Matrix products from one register tile, C[8 × 16] += A[8 × depth] · B[depth × 16], written in vector instructions.

The compiler's own vectoriser keeps no tile of accumulators in registers, which costs a factor of three.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic
from numpy import ndarray

from numerics.compiled.jit import compiled

__all__ = ["COLUMNS", "ROWS", "gram", "multiply", "tile"]

ROWS = 8
COLUMNS = 16
# Numbers in one vector of the tile; two of them make a row.
_VECTOR = 8


@intrinsic
def tile(
    typing_context: Any,
    c: Any,
    c_start: Any,
    c_row: Any,
    a: Any,
    a_start: Any,
    a_row: Any,
    a_step: Any,
    b: Any,
    b_start: Any,
    b_step: Any,
    depth: Any,
) -> Any:
    """C[c_start + r c_row + j] += Σ_k A[a_start + r a_row + k a_step] · B[b_start + k b_step + j], r < 8, j < 16, k < depth.

    The three arrays are flat; each element of C is summed in the order of k, alone.
    """
    index = types.intp
    signature = types.void(c, index, index, a, index, index, index, b, index, index, index)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        c, c_start, c_row, a, a_start, a_row, a_step, b, b_start, b_step, depth = arguments
        pointers = [
            context.make_array(signature.args[place])(context, builder, value).data for place, value in ((0, c), (3, a), (7, b))
        ]
        c_data, a_data, b_data = pointers
        number = context.get_value_type(signature.args[0].dtype)
        vector = ir.VectorType(number, _VECTOR)
        aligned = 8 if isinstance(number, ir.DoubleType) else 4

        def whole(value: int) -> Any:
            return ir.Constant(c_start.type, value)

        def vector_at(data: Any, place: Any) -> Any:
            return builder.bitcast(builder.gep(data, [place]), vector.as_pointer())

        def spread(value: Any) -> Any:
            lane = builder.insert_element(ir.Constant(vector, ir.Undefined), value, ir.Constant(ir.IntType(32), 0))
            lanes = ir.Constant(ir.VectorType(ir.IntType(32), _VECTOR), [0] * _VECTOR)
            return builder.shuffle_vector(lane, ir.Constant(vector, ir.Undefined), lanes)

        parts = range(0, COLUMNS, _VECTOR)
        rows = [builder.add(c_start, builder.mul(c_row, whole(r))) for r in range(ROWS)]
        places = [[vector_at(c_data, builder.add(row, whole(part))) for part in parts] for row in rows]
        sums = [
            [cgutils.alloca_once_value(builder, builder.load(place, align=aligned)) for place in row_places]
            for row_places in places
        ]
        with cgutils.for_range(builder, depth) as loop:
            right_row = builder.add(b_start, builder.mul(loop.index, b_step))
            right = [builder.load(vector_at(b_data, builder.add(right_row, whole(part))), align=aligned) for part in parts]
            left_column = builder.add(a_start, builder.mul(loop.index, a_step))
            for r in range(ROWS):
                place = builder.add(left_column, builder.mul(a_row, whole(r)))
                left = spread(builder.load(builder.gep(a_data, [place])))
                for total, factor in zip(sums[r], right, strict=True):
                    product = builder.fmul(left, factor, flags=("contract",))
                    builder.store(builder.fadd(builder.load(total), product, flags=("contract",)), total)
        for row_sums, row_places in zip(sums, places, strict=True):
            for total, place in zip(row_sums, row_places, strict=True):
                builder.store(builder.load(total), place, align=aligned)
        return context.get_dummy_value()

    return signature, generate


@compiled
def multiply(c: ndarray, a: ndarray, b: ndarray, rows: int, depth: int, columns: int) -> None:
    """C += A·B with flat C (rows, columns) and A (rows, depth) by rows, B in panels (columns / 16, depth, 16).

    ``rows`` is a multiple of 8 and ``columns`` of 16.
    """
    for panel in range(0, columns, COLUMNS):
        for row in range(0, rows, ROWS):
            tile(c, row * columns + panel, columns, a, row * depth, depth, 1, b, panel * depth, COLUMNS, depth)


@compiled
def gram(c: ndarray, a: ndarray, depth: int, columns: int) -> None:
    """C += AᵀA on and above the diagonal, with flat A (depth, columns) by rows; ``columns`` is a multiple of 16.

    Whole tiles are written, so some of the entries below the diagonal are too.
    """
    for right in range(0, columns, COLUMNS):
        for left in range(0, right + COLUMNS, ROWS):
            tile(c, left * columns + right, columns, a, left, 1, columns, a, right, columns, depth)
