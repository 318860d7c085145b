"""Recording what a function does with numbers: it is called with stand-ins that remember every operation.

A function that looks at the numbers (``if x > 0``), or does what has no name here, cannot be recorded: `UntraceableError`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from math import isfinite
from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

__all__ = ["Tape", "Traced", "UntraceableError"]

_ONE_TO_ONE = {
    "add": "add",
    "subtract": "sub",
    "multiply": "mul",
    "divide": "div",
    "negative": "neg",
    "absolute": "abs",
    "fabs": "abs",
    "maximum": "max",
    "minimum": "min",
    "logical_and": "and",
    "logical_or": "or",
    "logical_not": "not",
    **{name: name for name in ("greater", "greater_equal", "less", "less_equal", "equal", "not_equal")},
    **{name: name for name in ("sqrt", "exp", "expm1", "log", "log1p", "tanh", "sinh", "cosh", "sin", "cos", "arctan")},
}
# The largest whole power that is multiplied out.
_POWER = 64


class UntraceableError(TypeError):
    """What a function does cannot be recorded; the message says what."""


class Tape:
    """The operations of a trace, each kept once."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], Traced] = {}

    def node(self, op: str, *args: Traced, value: Any = None) -> Traced:
        """The result of an operation."""
        key = (op, value, *(arg.number for arg in args))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = Traced(self, len(self._known), op, args, value)
        return found

    def key(self, outputs: Sequence[Traced]) -> Hashable:
        """What tells this trace from others: two with the same key do the same."""
        return tuple(self._known), tuple(node.number for node in outputs)

    def given(self, kind: str, index: int = 0) -> Traced:
        """A number from outside."""
        return self.node("given", value=(kind, index))

    def wrap(self, value: object) -> Traced:
        """A number of a trace as it is, any other as a constant.

        Raises
        ------
        UntraceableError
            If it is an array, or no real number.
        """
        if isinstance(value, Traced):
            return value
        array = np.asarray(value)
        if array.size != 1 or array.dtype.kind not in "fiub":
            if array.dtype == object and array.size == 1:
                try:
                    return self.node("constant", value=float(array.reshape(-1)[0]))
                except (TypeError, ValueError):
                    pass
            raise UntraceableError(f"it computes with {type(value).__name__} of shape {array.shape}")
        number = float(array.reshape(-1)[0])
        return self.node("constant", value=number if isfinite(number) else repr(number))


class Traced(NDArrayOperatorsMixin):
    """A number that is not known yet: what is done with it is recorded."""

    __slots__ = ("args", "number", "op", "tape", "value")
    __hash__ = object.__hash__
    dtype, shape, ndim, size = np.dtype(np.float64), (), 0, 1

    def __init__(self, tape: Tape, number: int, op: str, args: tuple[Traced, ...], value: Any) -> None:
        self.tape, self.number, self.op, self.args, self.value = tape, number, op, args, value

    def __repr__(self) -> str:
        return f"Traced({self.op}, {self.value})" if not self.args else f"{self.op}({', '.join(map(repr, self.args))})"

    def __bool__(self) -> bool:
        raise UntraceableError("what it does depends on the numbers")

    def __float__(self) -> float:
        raise UntraceableError("it asks for the numbers themselves")

    def __len__(self) -> int:
        return 1

    def __array__(self, *args: object, **kwargs: object) -> Any:
        raise UntraceableError("it asks for an array of the numbers themselves")

    def elementary(self, name: str) -> Traced:
        """An elementary function that NumPy has not."""
        return self.tape.node(name, self)

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: object, **kwargs: object) -> Traced:
        name = ufunc.__name__
        if method != "__call__" or kwargs:
            raise UntraceableError(f"numpy.{name} is called with {method} {', '.join(kwargs)}".rstrip())
        given = [self.tape.wrap(value) for value in inputs]
        if name in _ONE_TO_ONE:
            return self.tape.node(_ONE_TO_ONE[name], *given)
        if name in _COMPOSED:
            return _COMPOSED[name](*given)
        raise UntraceableError(f"it uses numpy.{name}")

    def __array_function__(self, function: Any, types: object, args: Any, kwargs: Any) -> Any:
        name = function.__name__
        if name not in _FUNCTIONS:
            raise UntraceableError(f"it uses numpy.{name}")
        return _FUNCTIONS[name](self.tape, *args, **kwargs)


def _power(base: Traced, exponent: Traced) -> Traced:
    if exponent.op != "constant" or isinstance(exponent.value, str):
        raise UntraceableError("it raises to a power that is not constant")
    double = 2 * abs(exponent.value)
    if double != int(double) or double > 2 * _POWER:
        raise UntraceableError(f"it raises to the power {exponent.value:g}")
    whole, half = divmod(int(double), 2)
    first = not half
    result, square = base.tape.node("sqrt", base) if half else base.tape.wrap(1.0), base
    while whole:
        if whole & 1:
            result, first = (square if first else result * square), False
        whole >>= 1
        square = square * square if whole else square
    return result if exponent.value >= 0 else 1.0 / result


def _choose(condition: Traced, there: object, elsewhere: object) -> Traced:
    tape = condition.tape
    return tape.node("where", condition, tape.wrap(there), tape.wrap(elsewhere))


def _sign(x: Traced) -> Traced:
    return _choose(x > 0, 1.0, _choose(x < 0, -1.0, x))


def _heaviside(x: Traced, at_zero: Traced) -> Traced:
    return _choose(x > 0, 1.0, _choose(x < 0, 0.0, _choose(x == 0, at_zero, x)))


def _select(tape: Tape, conditions: Sequence[Any], choices: Sequence[Any], default: object = 0) -> Any:
    result = default
    for condition, choice in zip(reversed(conditions), reversed(choices), strict=True):
        known = not isinstance(condition, Traced)
        result = (choice if condition else result) if known else _choose(condition, choice, result)
    return result


def _where(tape: Tape, condition: Any, there: object, elsewhere: object) -> Any:
    return _select(tape, [condition], [there], elsewhere)


def _folded(op: str) -> Callable[..., Traced]:
    def fold(tape: Tape, parts: Sequence[Any], axis: int = 0) -> Traced:
        if axis != 0:
            raise UntraceableError(f"it takes the {op} along axis {axis}")
        result, *rest = (tape.wrap(part) for part in parts)
        for part in rest:
            result = tape.node(op, result, part)
        return result

    return fold


def _full_like(number: float) -> Callable[..., Traced]:
    return lambda tape, like, **kwargs: tape.wrap(number)


_COMPOSED: dict[str, Callable[..., Traced]] = {
    "power": _power,
    "float_power": _power,
    "square": lambda x: x * x,
    "reciprocal": lambda x: 1.0 / x,
    "positive": lambda x: x,
    "sign": _sign,
    "heaviside": _heaviside,
}
_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "where": _where,
    "select": _select,
    "amax": _folded("max"),
    "amin": _folded("min"),
    "max": _folded("max"),
    "min": _folded("min"),
    "broadcast_arrays": lambda tape, *parts: tuple(tape.wrap(part) for part in parts),
    "zeros_like": _full_like(0.0),
    "ones_like": _full_like(1.0),
}
