"""One way to check an argument: an error names the argument, what it must be, and what it was.

The wrong kind of thing is a `TypeError`, a value out of range a `ValueError`. Numbers are exact, text is never read as
mathematics, and what was given is quoted in a few characters at most, whatever its size.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import isfinite
from reprlib import Repr
from typing import Any

from sympy import Basic, Expr, Float, I, Integer, Rational, nan, oo, sqrt, zoo

__all__ = [
    "as_expression",
    "choice",
    "count_or_symbol",
    "flag",
    "instance",
    "listed",
    "positive_integer",
    "seconds",
    "shown",
    "square_root",
    "symbol_like",
    "words",
]

_LARGEST = 10_000
"""Bits of a number; Python does not print integers of more than 4300 digits."""
_HIGHEST = 100
"""Layers of weights, or the degree of homogeneity: each layer has symbols of its own."""

_BRIEF = Repr()
_BRIEF.maxstring = _BRIEF.maxother = 60
_BRIEF.maxlevel = 3


def shown(value: object) -> str:
    """A value in at most about 80 characters, for an error message."""
    if isinstance(value, int) and value.bit_length() > 200:
        return f"an integer of {value.bit_length()} bits"
    try:
        text = str(value) if isinstance(value, Basic) else _BRIEF.repr(value)
    except Exception:  # a repr is someone else's code
        text = f"a {type(value).__name__}"
    return text if len(text) <= 80 else text[:77] + "…"


def as_expression(
    value: object, argument: str, *, positive: bool = False, nonnegative: bool = False, nonzero: bool = False
) -> Expr:
    """Return ``value`` as an exact SymPy expression.

    Parameters
    ----------
    value
        A SymPy expression, an ``int`` or a ``Fraction``.
    argument
        Name of the argument, used in the error message.
    positive, nonnegative, nonzero
        What it must be; refused only if it is known not to be.

    Raises
    ------
    TypeError
        For text (which is never evaluated), floats (which are not exact) and everything else.
    ValueError
        If it is not real or not finite, or known to be out of range.
    """
    if isinstance(value, Expr):
        if value.has(Float):
            raise TypeError(f"{argument} must be exact: write the floats in {shown(value)} as Rationals")
        if value.has(I, oo, -oo, zoo, nan):
            raise ValueError(f"{argument} must be real and finite, not {shown(value)}")
        found = value
    elif isinstance(value, Fraction):
        found = Rational(value.numerator, value.denominator)
    elif isinstance(value, int) and not isinstance(value, bool):
        found = Integer(value)
    elif isinstance(value, float):
        raise TypeError(f"{argument} must be exact: pass a Fraction or a SymPy Rational instead of the float {value!r}")
    else:
        raise TypeError(f"{argument} must be a SymPy expression or an exact number, not {shown(value)} ({type(value).__name__})")
    if found.is_Rational and int(found.p).bit_length() + int(found.q).bit_length() > _LARGEST:
        raise ValueError(f"{argument} must be a number of at most {_LARGEST} bits, not {shown(value)}")
    if (positive and found.is_positive is False) or (nonnegative and found.is_negative):
        raise ValueError(f"{argument} must be {'positive' if positive else 'nonnegative'}, not {shown(found)}")
    if nonzero and found.is_zero:
        raise ValueError(f"{argument} must not be zero")
    return found


def square_root(value: object, argument: str) -> Expr:
    """Return √value of an exact positive expression whose root is known to be real."""
    found = as_expression(value, argument, positive=True)
    if not found.is_nonnegative:
        raise ValueError(f"{argument} must be known not to be negative, as a Symbol with positive=True is, not {shown(found)}")
    return sqrt(found)


def symbol_like(value: object, argument: str, like: Expr) -> Expr:
    """Return an exact expression that may stand for a symbol: it has its sign, as far as that is known."""
    return as_expression(value, argument, positive=bool(like.is_positive), nonnegative=bool(like.is_nonnegative))


def instance(value: object, argument: str, kind: type[Any], where: str = "") -> Any:
    """Return a value of a class (not the class itself); ``where`` says how one is made."""
    if not isinstance(value, kind):
        given = f"the class {value.__name__}" if isinstance(value, type) else f"{shown(value)} ({type(value).__name__})"
        home = f" of {kind.__module__}" if kind.__name__ in given else ""  # the other side has a class of this name
        raise TypeError(f"{argument} must be a {kind.__name__}{home}{f' ({where})' if where else ''}, not {given}")
    return value


def listed(value: object, argument: str, kind: type[Any] | tuple[type[Any], ...]) -> tuple[Any, ...]:
    """Return a tuple of what a list or a tuple holds, each of a class."""
    kinds = kind if isinstance(kind, tuple) else (kind,)
    what = " or ".join(each.__name__ for each in kinds)
    if not isinstance(value, (list, tuple)):
        raise TypeError(f"{argument} must be a tuple of {what}, not {shown(value)} ({type(value).__name__})")
    for item in value:
        if not isinstance(item, kinds):
            raise TypeError(f"{argument} must hold {what} only, not {shown(item)} ({type(item).__name__})")
    return tuple(value)


def words(value: object, argument: str) -> str:
    """Return text whose characters are printable, or line breaks: others may steer the terminal of whoever reads it."""
    if not isinstance(value, str):
        raise TypeError(f"{argument} must be text, not {shown(value)} ({type(value).__name__})")
    wrong = next((letter for letter in value if not letter.isprintable() and letter not in "\n\t"), None)
    if wrong is not None:
        raise ValueError(f"{argument} holds the character {wrong!a}, which is not printable")
    return value


def choice(value: object, argument: str, known: Iterable[str]) -> str:
    """Return one of the known names."""
    names = tuple(known)
    if words(value, argument) not in names:
        raise ValueError(f"{argument} must be {' or '.join(map(repr, names))}, not {shown(value)}")
    return str(value)


def flag(value: object, argument: str) -> bool:
    """Return True or False; nothing else is taken for one of them."""
    if not isinstance(value, bool):
        raise TypeError(f"{argument} must be True or False, not {shown(value)} ({type(value).__name__})")
    return value


def positive_integer(value: object, argument: str) -> int:
    """Return a count of layers, from 1 to 100; whatever else it is, the error is a `ValueError`."""
    if isinstance(value, bool) or not isinstance(value, (int, Integer)) or not 1 <= value <= _HIGHEST:
        raise ValueError(f"{argument} must be a positive integer of at most {_HIGHEST}, not {shown(value)}")
    return int(value)


def count_or_symbol(value: object, argument: str) -> Expr:
    """Return a count of layers as an expression, or a symbol that stands for one."""
    found = as_expression(value, argument)
    if found.is_number:
        return Integer(positive_integer(found, argument))
    if not (found.is_positive and found.is_integer):
        raise ValueError(f"{argument} must be a positive integer, not {shown(found)}")
    return found


def seconds(value: object, argument: str) -> float:
    """Return a positive, finite number of seconds."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Fraction)):
        raise TypeError(f"{argument} must be a number of seconds, not {shown(value)} ({type(value).__name__})")
    try:
        found = float(value)
    except OverflowError:
        found = 0.0
    if not (isfinite(found) and 0 < found <= 1e6):
        raise ValueError(f"{argument} must be a number of seconds above 0 and at most 10⁶, not {shown(value)}")
    return found
