"""One way to check an argument: an error names the argument, what it must be, and what it was.

The wrong kind of thing is a `TypeError`, a value out of range or a wrong shape a `ValueError`. What was given is quoted in a
few characters at most, whatever its size.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import inf, isfinite
from numbers import Rational, Real
from reprlib import Repr
from typing import Any, TypeVar

import numpy as np
from numpy import ndarray

__all__ = [
    "LARGEST",
    "array",
    "callable_or_none",
    "choice",
    "flag",
    "instance",
    "integer",
    "model",
    "number",
    "offers",
    "positive_integer",
    "real",
    "reals",
    "sequence",
    "shown",
]

Kind = TypeVar("Kind")

LARGEST = 2**62
"""Larger integers do not fit a machine word."""

_NO_NUMBERS = (bool, np.bool_, np.timedelta64)
"""Of the classes of integers; a duration is one to NumPy."""

_BRIEF = Repr()
_BRIEF.maxstring = _BRIEF.maxother = 60
_BRIEF.maxlevel = 3


def shown(value: object) -> str:
    """A value in at most about 80 characters, for an error message."""
    if isinstance(value, ndarray):
        return f"an array of {value.dtype} of shape {value.shape}"
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, int) and value.bit_length() > 200:
        return f"an integer of {value.bit_length()} bits"
    if isinstance(value, Fraction) and (bits := value.numerator.bit_length() + value.denominator.bit_length()) > 200:
        return f"a fraction of {bits} bits"
    try:
        text = _BRIEF.repr(value)
    except Exception:  # a repr is someone else's code
        text = f"a {type(value).__name__}"
    return text if len(text) <= 80 else text[:77] + "…"


def integer(value: object, name: str, *, least: int = 0, most: int = LARGEST - 1) -> int:
    """Return an integer (not a bool) from ``least`` to ``most``."""
    if type(value) is int and least <= value <= most:
        return value
    if isinstance(value, _NO_NUMBERS) or not isinstance(value, (int, np.integer)):
        raise TypeError(f"{name} must be an integer, not {shown(value)} ({type(value).__name__})")
    if value < least:
        raise ValueError(f"{name} must be at least {least}, not {shown(value)}")
    if value > most:
        limit = "below 2**62" if most == LARGEST - 1 else f"at most {most}"
        raise ValueError(f"{name} must be {limit}, not {shown(value)}")
    return int(value)


def positive_integer(value: object, name: str) -> int:
    """Return a positive integer; whatever else it is, the error is a `ValueError`."""
    if not isinstance(value, (int, np.integer)) or isinstance(value, _NO_NUMBERS) or value < 1:
        raise ValueError(f"{name} must be a positive integer, not {shown(value)}")
    return integer(value, name)


def real(
    value: object,
    name: str,
    *,
    above: float = -inf,
    least: float = -inf,
    below: float = inf,
    most: float = inf,
    infinite: bool = False,
) -> float:
    """Return a real number as a float, ``above`` < it < ``below``, ``least`` ≤ it ≤ ``most``; finite unless ``infinite``."""
    if isinstance(value, _NO_NUMBERS) or not isinstance(value, (Real, np.floating, np.integer)):
        raise TypeError(f"{name} must be a real number, not {shown(value)} ({type(value).__name__})")
    try:
        number = float(value)
    except (OverflowError, ValueError, TypeError) as error:  # an integer or a fraction beyond the floats
        raise ValueError(f"{name} must be a number of float64, not {shown(value)}") from error
    if number != number or (not infinite and not isfinite(number)):
        raise ValueError(f"{name} must be finite, not {shown(value)}")
    inside = above < number < below or (infinite and abs(number) == inf and above <= number <= below)
    if not (inside and least <= number <= most):
        raise ValueError(f"{name} must be {_range(above, least, below, most)}, not {shown(value)}")
    return number


def number(
    value: object, name: str, *, above: float = -inf, least: float = -inf, below: float = inf, most: float = inf
) -> float | Fraction:
    """Return a finite real number: a Fraction as it is, anything else as a float; its range as in `real`."""
    exact = isinstance(value, Fraction)
    checked = real(value, name)
    found: Any = value if exact else checked
    if not (above < found < below and least <= found <= most):
        raise ValueError(f"{name} must be {_range(above, least, below, most)}, not {shown(value)}")
    return found


def _range(above: float, least: float, below: float, most: float) -> str:
    if (above, below, most) == (-inf, inf, inf) and least == 0:
        return "nonnegative"
    if (least, below, most) == (-inf, inf, inf) and above == 0:
        return "positive"
    words = [f"above {above:g}"] * (above > -inf) + [f"at least {least:g}"] * (least > -inf)
    words += [f"below {below:g}"] * (below < inf) + [f"at most {most:g}"] * (most < inf)
    return " and ".join(words)


def choice(value: object, name: str, known: Iterable[str]) -> str:
    """Return one of the known names."""
    names = tuple(known)
    if not isinstance(value, str):
        raise TypeError(f"{name} must be one of {', '.join(names)}, not {shown(value)} ({type(value).__name__})")
    if value not in names:
        raise ValueError(f"{name} must be one of {', '.join(names)}, not {shown(value)}")
    return value


def flag(value: object, name: str) -> bool:
    """Return True or False; nothing else is taken for one of them."""
    if not isinstance(value, (bool, np.bool_)):
        raise TypeError(f"{name} must be True or False, not {shown(value)} ({type(value).__name__})")
    return bool(value)


def instance(value: object, name: str, kind: type[Kind], where: str = "") -> Kind:
    """Return a value of a class (not the class itself); ``where`` says how one is made."""
    if not isinstance(value, kind):
        given = f"the class {value.__name__}" if isinstance(value, type) else f"{shown(value)} ({type(value).__name__})"
        raise TypeError(f"{name} must be a {kind.__name__}{f' ({where})' if where else ''}, not {given}")
    return value


def offers(value: object, *names: str) -> bool:
    """Whether a value (not a class) has attributes of these names; one that fails when it is asked has none."""
    try:
        return not isinstance(value, type) and all(hasattr(value, name) for name in names)
    except Exception:  # an attribute is someone else's code
        return False


def callable_or_none(value: object, name: str, form: str) -> Any:
    """Return a function or None; ``form`` says what it is called with and returns, such as ``"(weights) -> array"``."""
    if value is not None and not callable(value):
        raise TypeError(f"{name} must be a function {form} or None, not {shown(value)} ({type(value).__name__})")
    return value


_METHODS = ("outputs", "jacobian", "pullback", "tangent_gram")


def model(value: object, name: str = "model", methods: Iterable[str] = _METHODS) -> Any:
    """Return a model: an object (not a class) with positive counts and the methods of `numerics.models.base.Model`."""
    kind = type(value).__name__
    if isinstance(value, type):
        raise TypeError(f"{name} must be a model of numerics.models, not the class {value.__name__}: make one on its data")
    for count in ("weight_count", "data_count"):
        try:
            found = getattr(value, count)
        except Exception as error:  # a property is someone else's code
            raise TypeError(f"{name} must be a model of numerics.models, not {kind}: it has no {count}") from error
        if type(found) is not int or found < 1:
            integer(found, f"{count} of {name} ({kind})", least=1)
    for method in methods:
        if not callable(getattr(value, method, None)):
            raise TypeError(f"{name} must be a model of numerics.models, not {kind}: it has no method {method}")
    return value


def sequence(value: object, name: str, what: str) -> list[Any]:
    """Return a list of what a list, a tuple, a range or an array holds; ``what`` says what that should be."""
    if isinstance(value, (list, tuple, range)):
        return list(value)
    if not isinstance(value, ndarray) or value.ndim == 0 or isinstance(value, np.ma.MaskedArray):
        raise TypeError(f"{name} must be a list of {what}, not {shown(value)} ({type(value).__name__})")
    return list(value)


def reals(
    value: object,
    name: str,
    form: str,
    *,
    shape: tuple[int | None, ...] | None = None,
    dtype: type | np.dtype | None = None,
    infinite: bool = False,
    missing: bool = False,
) -> ndarray:
    """Return an array of finite real numbers.

    Parameters
    ----------
    value
        An array, a number or nested lists. Masked arrays are refused, since their mask would be lost, and so are arrays of
        complex numbers, truth values, dates, text and objects.
    name
        Of the argument.
    form
        Its shape in letters, such as ``"(B, P)"``.
    shape
        Lengths of the axes, None where any length will do; None for any shape.
    dtype
        Type of the result; None keeps float32 and makes float64 of everything else.
    infinite
        Whether infinities (not NaN) are allowed.
    missing
        Whether NaN is allowed as well, where something was not measured.
    """
    fraction = isinstance(value, Rational) and not isinstance(value, (int, np.integer))
    given = np.asarray(real(value, name)) if fraction else array(value, name)
    if given.dtype.kind not in "fiu":
        raise TypeError(f"{name} must be an array of real numbers, not of {given.dtype}")
    wanted = np.dtype(dtype) if dtype is not None else given.dtype if given.dtype in (np.float32, np.float64) else np.dtype(float)
    if shape is not None and not (
        given.ndim == len(shape) and all(want is None or want == have for want, have in zip(shape, given.shape, strict=True))
    ):
        letters = form.strip("()").replace(" ", "").split(",")
        known = [f"{letter} = {want}" for letter, want in zip(letters, shape, strict=False) if want is not None]
        expected = f"{form} with {', '.join(known)}" if known else form
        raise ValueError(f"{name} must have shape {expected}, not {given.shape}")
    with np.errstate(all="ignore"):
        found = given.astype(wanted, copy=False)
    if not missing and (np.isnan(found).any() or not (infinite or np.isfinite(found).all())):
        raise ValueError(f"{name} must be finite in {wanted}: it holds NaN or infinity")
    return found


def array(value: object, name: str) -> ndarray:
    """Return the array of a value, of whatever type; a masked one is refused, and what is none."""
    if type(value) is ndarray:
        return value
    if isinstance(value, np.ma.MaskedArray):
        raise TypeError(f"{name} must not be a masked array: its mask would be lost; fill or leave out what is masked")
    if isinstance(value, (list, tuple)) and any(isinstance(row, np.ma.MaskedArray) or row is np.ma.masked for row in value):
        raise TypeError(f"{name} must not hold masked values: their mask would be lost")
    try:
        return np.asarray(value)
    except Exception as error:  # ragged lists, and whatever another package's __array__ raises
        raise TypeError(f"{name} must be an array of real numbers, not {shown(value)} ({type(value).__name__})") from error
