"""Vectors of eight numbers in LLVM's language, for the loops that the compiler's own vectoriser does not get right."""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba.core import cgutils

from numerics.compiled.scratch import LANES

__all__ = ["Vectors"]


class Vectors:
    """What an intrinsic needs to write about vectors whose numbers are of the dtype of one of its array arguments."""

    def __init__(self, context: Any, builder: Any, array_type: Any) -> None:
        self._context, self._builder = context, builder
        self.number = context.get_value_type(array_type.dtype)
        self.type = ir.VectorType(self.number, LANES)
        self.size = 8 if isinstance(self.number, ir.DoubleType) else 4
        self.zero = ir.Constant(self.type, None)
        name = f"llvm.fmuladd.v{LANES}f{8 * self.size}"
        self._fused = cgutils.get_or_insert_function(builder.module, ir.FunctionType(self.type, [self.type] * 3), name)

    def data(self, array_type: Any, array: Any) -> Any:
        """Pointer to the first number of an array."""
        return self._context.make_array(array_type)(self._context, self._builder, array).data

    def load(self, data: Any, place: Any, spread: bool = False) -> Any:
        """The eight numbers from a place on, or the first of them eight times."""
        if spread:
            return self.spread(self._builder.load(self._builder.gep(data, [place])))
        return self._builder.load(self.at(data, place), align=self.size)

    def store(self, value: Any, data: Any, place: Any) -> None:
        """Write eight numbers from a place on."""
        self._builder.store(value, self.at(data, place), align=self.size)

    def at(self, data: Any, place: Any) -> Any:
        """Pointer to the vector at a place."""
        return self._builder.bitcast(self._builder.gep(data, [place]), self.type.as_pointer())

    def spread(self, value: Any) -> Any:
        """One number eight times."""
        undefined = ir.Constant(self.type, ir.Undefined)
        lane = self._builder.insert_element(undefined, value, ir.Constant(ir.IntType(32), 0))
        lanes = ir.Constant(ir.VectorType(ir.IntType(32), LANES), [0] * LANES)
        return self._builder.shuffle_vector(lane, undefined, lanes)

    def fused(self, a: Any, b: Any, c: Any) -> Any:
        """a · b + c, rounded once where the processor can."""
        return self._builder.call(self._fused, (a, b, c))

    def sum(self, value: Any) -> Any:
        """The sum of the eight numbers, ((0 + 4) + (2 + 6)) + ((1 + 5) + (3 + 7))."""
        for half in (4, 2, 1):
            low, high = (self._part(value, range(first, first + half)) for first in (0, half))
            value = self._builder.fadd(low, high)
        return self._builder.extract_element(value, ir.Constant(ir.IntType(32), 0))

    def _part(self, value: Any, lanes: range) -> Any:
        chosen = ir.Constant(ir.VectorType(ir.IntType(32), len(lanes)), list(lanes))
        return self._builder.shuffle_vector(value, ir.Constant(value.type, ir.Undefined), chosen)
