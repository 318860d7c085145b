"""Exact numbers as plain data and back: a fraction is text ``"p/q"``, a number of a field the list of its coefficients.

The field of all irrational numbers of a document stands beside them: the coefficients of its polynomial, constant first, and
which of its real roots is meant, counted from the smallest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from checks.instances.numbers import fraction
from checks.truth.algebraic import Exact
from checks.truth.number_field import MOST_DEGREE, Field, FieldNumber, common_field
from numerics.arguments import integer, shown

__all__ = ["field_from_json", "field_to_json", "number_from_json", "number_to_json"]

_MOST_DIGITS = 200
"""Of a coefficient of a field's polynomial: whether a longer one is irreducible may take long to find out."""


def number_to_json(value: Exact) -> Any:
    """One number.

    Examples
    --------
    >>> number_to_json(Fraction(3, 4)), number_to_json(Field((-2, 0, 1), 1).generator / 2)
    ('3/4', ['0', '1/2'])
    """
    return [str(part) for part in value.parts] if isinstance(value, FieldNumber) else str(value)


def number_from_json(value: object, name: str, field: Field | None) -> Exact:
    """Read one number back, of the field given or a fraction.

    Raises
    ------
    TypeError, ValueError
        If it is none, or of another field.
    """
    if not isinstance(value, list):
        return fraction(value, name)
    if field is None:
        raise ValueError(f"{name} has coefficients, but the document names no field that it is of")
    if len(value) != field.degree:
        raise ValueError(f"{name} must have {field.degree} coefficients, not {len(value)}")
    parts = tuple(fraction(part, f"{name}[{place}]") for place, part in enumerate(value))
    if not any(parts[1:]):
        raise ValueError(f"{name} is rational: it must be written as a fraction")
    return FieldNumber(field, parts)


def field_to_json(values: Iterable[Exact]) -> dict[str, Any]:
    """The field of the irrational ones among some numbers; empty if there are none.

    Raises
    ------
    ValueError
        If they are not of one field.
    """
    field = common_field(values)
    return {} if field is None else {"polynomial": [str(c) for c in field.polynomial], "root": field.root}


def field_from_json(document: object) -> Field | None:
    """Read it back; None of nothing.

    Raises
    ------
    TypeError, ValueError
        If it is no field of small degree and coefficients, or has no such root.
    """
    if not document:
        return None
    if not isinstance(document, Mapping) or document.keys() != {"polynomial", "root"}:
        raise TypeError(f"field must be an object with polynomial and root, not {shown(document)}")
    entries: Sequence[Any] = document["polynomial"]
    if not isinstance(entries, list) or not 3 <= len(entries) <= MOST_DEGREE + 1:
        raise ValueError(f"field: polynomial must be a list of 3 to {MOST_DEGREE + 1} whole numbers, not {shown(entries)}")
    whole = [_whole(entry, f"field: polynomial[{place}]") for place, entry in enumerate(entries)]
    try:
        return Field(tuple(whole), integer(document["root"], "field: root"))
    except ValueError as error:
        raise ValueError(f"field: {error}") from error


def _whole(value: object, name: str) -> int:
    exact: Fraction = fraction(value, name)
    if exact.denominator != 1 or len(str(value)) > _MOST_DIGITS:
        raise ValueError(f"{name} must be a whole number of up to {_MOST_DIGITS} digits, not {shown(value)}")
    return int(exact)
