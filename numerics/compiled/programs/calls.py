"""Calls from kernels to functions that are known by their addresses."""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

__all__ = ["call_loss", "call_pass", "call_top"]


def _called(kinds: tuple[Any, ...], result: Any = types.void) -> Any:
    """What an intrinsic returns whose first argument is an address and whose others are integers and arrays of doubles."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        address, *rest = arguments
        passed = [
            context.make_array(kind)(context, builder, value).data if isinstance(kind, types.Array) else value
            for kind, value in zip(signature.args[1:], rest, strict=True)
        ]
        back = ir.VoidType() if result == types.void else context.get_value_type(result)
        kind = ir.FunctionType(back, [value.type for value in passed])
        found = builder.call(builder.inttoptr(address, kind.as_pointer()), passed)
        return context.get_dummy_value() if result == types.void else found

    return result(types.intp, *kinds), generate


@intrinsic
def call_pass(typing_context: Any, address: Any, state: Any, row: Any, units: Any, numbers: Any, inputs: Any, sums: Any) -> Any:
    """A pass over a state, see `emit`."""
    return _called((state, types.intp, types.intp, numbers, inputs, sums))


@intrinsic
def call_loss(
    typing_context: Any, address: Any, outputs: Any, targets: Any, count: Any, terms: Any, slopes: Any, numbers: Any
) -> Any:
    """ℓ and ℓ' of outputs, see `emit`."""
    return _called((outputs, targets, types.intp, terms, slopes, numbers))


@intrinsic
def call_top(typing_context: Any, address: Any, sums: Any, count: Any, room: Any) -> Any:
    """The largest eigenvalue of a kernel, see `top`."""
    return _called((sums, types.intp, room), types.float64)
