"""What an argument may be, said once more and apart from the code that checks it."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import sympy

__all__ = [
    "ANY",
    "anything",
    "array",
    "either",
    "exact",
    "expression",
    "flag",
    "integer",
    "none",
    "nothing",
    "one_of",
    "positive",
    "real",
    "sequence",
    "text",
]

Allowed = Callable[[Any], bool]
ANY = -1
_REALS = (int, float, Fraction, np.integer, np.floating)


def nothing(value: Any) -> bool:
    """None of the strange values: a model, a rule, a claim."""
    return False


def either(*kinds: Allowed) -> Allowed:
    """One of several kinds."""
    return lambda value: any(kind(value) for kind in kinds)


def none(value: Any) -> bool:
    """None itself."""
    return value is None


def one_of(*values: Any) -> Allowed:
    """One of a few values of one type."""
    return lambda value: any(type(value) is type(known) and value == known for known in values)


def anything(value: Any) -> bool:
    """Whatever it is: it is kept, and never looked at."""
    return True


def text(value: Any) -> bool:
    """Text."""
    return isinstance(value, str)


def positive(value: Any) -> bool:
    """A number above 0."""
    return bool(value > 0)


def flag(value: Any) -> bool:
    """True or False."""
    return isinstance(value, (bool, np.bool_))


def _number(value: Any) -> bool:
    return isinstance(value, (*_REALS, sympy.Rational)) and not flag(value) and not isinstance(value, np.timedelta64)


def integer(least: int = 0, most: int = 2**62 - 1) -> Allowed:
    """An integer in a range."""
    return lambda value: isinstance(value, (int, np.integer)) and _number(value) and bool(least <= value <= most)


def real(
    above: float = -math.inf, least: float = -math.inf, below: float = math.inf, most: float = math.inf, *, infinite: bool = False
) -> Allowed:
    """A real number in a range, finite unless said otherwise."""

    def allowed(value: Any) -> bool:
        if not _number(value):
            return False
        try:
            number = float(value)
        except OverflowError:
            return False
        inside = not math.isnan(number) and (infinite or math.isfinite(number))
        return inside and above < number and least <= number and (number < below or infinite) and number <= most

    return allowed


def exact(value: Any) -> bool:
    """An integer or a fraction that is not negative, of any size."""
    return isinstance(value, (int, Fraction, sympy.Rational)) and not isinstance(value, bool) and value >= 0


def array(*shapes: tuple[int | None, ...], least: float = -math.inf, above: float = -math.inf) -> Allowed:
    """Finite real numbers in one of several shapes, None standing for any length, ANY for one that may be 0."""

    def allowed(value: Any) -> bool:
        if isinstance(value, (np.ma.MaskedArray, str, bytes)) or value is np.ma.masked:
            return False
        if not _number(value) and not isinstance(value, (list, tuple, np.ndarray)):
            return False
        try:
            found = np.asarray(value, dtype=float) if _number(value) else np.asarray(value)
        except (ValueError, OverflowError, TypeError):
            return False
        fits = any(
            len(shape) == found.ndim
            and all(n == m or m == ANY or (m is None and n > 0) for n, m in zip(found.shape, shape, strict=True))
            for shape in shapes
        )
        return (
            found.dtype.kind in "fiu"
            and fits
            and bool(np.isfinite(found).all() and (found >= least).all() and (found > above).all())
        )

    return allowed


def sequence(item: Allowed) -> Allowed:
    """A list or tuple, whatever its length."""

    def allowed(value: Any) -> bool:
        listed = isinstance(value, (list, tuple)) or (isinstance(value, np.ndarray) and value.ndim > 0)
        return listed and not isinstance(value, np.ma.MaskedArray) and all(map(item, value))

    return allowed


def expression(*, number: Allowed = lambda value: True, symbol: bool = True) -> Allowed:
    """A SymPy expression or an integer: exact, defined and finite; what a number must be besides."""

    def allowed(value: Any) -> bool:
        if isinstance(value, sympy.Symbol):
            return symbol
        exact = isinstance(value, (int, Fraction, sympy.Rational)) and not isinstance(value, bool)
        return exact and abs(value) < 10**1000 and number(value)

    return allowed
