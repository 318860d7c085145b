"""Numbers as balls: intervals that certainly contain the true value, in object arrays, for the same formulas as floats."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from numbers import Rational
from typing import Any

import numpy as np

__all__ = ["Ball", "UndecidedError", "ball", "load_flint"]


class UndecidedError(ArithmeticError):
    """Two balls overlap, so a comparison of them cannot be decided at this precision."""


def load_flint() -> Any:
    """Import python-flint.

    Raises
    ------
    ImportError
        If it is missing; names the extra that brings it.
    """
    try:
        import flint
    except ImportError as error:
        raise ImportError('ball arithmetic needs python-flint: pip install "catapult-verify[proofs]"') from error
    return flint


def _arb(value: Any) -> Any:
    """What Arb combines with a ball: its own numbers as they are, rational ones enclosed; anything else may know better."""
    if type(value) is Ball:
        return value.arb
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, np.floating):
        return float(value)
    if isinstance(value, Rational):
        flint = load_flint()
        return flint.arb(flint.fmpq(int(value.numerator), int(value.denominator)))
    return NotImplemented


def _binary(name: str, meaning: str = "") -> Callable[[Ball, Any], Any]:
    def operate(self: Ball, other: Any) -> Any:
        value = other.arb if type(other) is Ball else _arb(other)
        return value if value is NotImplemented else Ball(getattr(self.arb, name)(value))

    operate.__doc__ = meaning
    return operate


def _unary(name: str) -> Callable[[Ball], Ball]:
    def operate(self: Ball) -> Ball:
        return Ball(getattr(self.arb, name)())

    operate.__doc__ = f"Enclose {name} of the ball."
    return operate


class Ball:
    """An `flint.arb` whose comparisons are answered only where they are certain.

    NumPy's functions of object arrays call the methods, so formulas written for floats run unchanged; where they ask which of
    two numbers is larger, and the balls overlap, `UndecidedError` is raised: no branch is taken that the true values would not.
    """

    __slots__ = ("arb",)
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, arb: Any) -> None:
        self.arb = arb

    def __repr__(self) -> str:
        return f"Ball({self.arb})"

    __add__ = __radd__ = _binary("__add__")
    _times = __rmul__ = _binary("__mul__")
    __sub__, __rsub__ = _binary("__sub__"), _binary("__rsub__")
    __truediv__, __rtruediv__ = _binary("__truediv__"), _binary("__rtruediv__")
    __pow__ = _binary("__pow__")
    __neg__, __abs__ = _unary("__neg__"), _unary("__abs__")
    exp, log1p, sinh, sqrt, tanh = (_unary(name) for name in ("exp", "log1p", "sinh", "sqrt", "tanh"))
    maximum, minimum = _binary("max", "Enclose the larger one."), _binary("min", "Enclose the smaller one.")

    def __mul__(self, other: Any) -> Any:
        # What is multiplied by itself is not negative, which the product of two balls cannot know.
        return Ball(self.arb**2) if other is self else self._times(other)

    def __lt__(self, other: Any) -> Any:
        return self._certain("__lt__", "__ge__", other)

    def __le__(self, other: Any) -> Any:
        return self._certain("__le__", "__gt__", other)

    def __gt__(self, other: Any) -> Any:
        return self._certain("__gt__", "__le__", other)

    def __ge__(self, other: Any) -> Any:
        return self._certain("__ge__", "__lt__", other)

    def __eq__(self, other: object) -> Any:
        return self._certain("__eq__", "__ne__", other)

    def __ne__(self, other: object) -> Any:
        return self._certain("__ne__", "__eq__", other)

    def _certain(self, question: str, opposite: str, other: Any) -> Any:
        value = _arb(other)
        if value is NotImplemented:
            return value
        if getattr(self.arb, question)(value):
            return True
        if getattr(self.arb, opposite)(value):
            return False
        raise UndecidedError(f"{self.arb} and {value} cannot be told apart at this precision")

    def __bool__(self) -> bool:
        return self != 0


def ball(value: float | Fraction) -> Ball:
    """A ball at the working precision that contains a float or fraction (both are exact rational numbers)."""
    exact = Fraction(value.item() if isinstance(value, np.generic) else value)
    return Ball(_arb(exact) + 0)
