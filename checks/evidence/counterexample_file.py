"""A counterexample as plain data and back: every field is validated and bounded before anything is made of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from checks.evidence.exact_numbers import field_from_json, field_to_json, number_from_json, number_to_json
from checks.evidence.kinds import Counterexample
from checks.instances.training_data import training_from_json, training_to_json
from checks.truth.algebraic import Exact
from checks.truth.number_field import Field, common_field
from numerics.arguments import flag, instance, integer, shown

__all__ = ["counterexample_from_json", "counterexample_to_json"]

_MOST_STEPS = 1000
"""What fails in exact arithmetic fails early: the digits of an orbit triple at every step."""
_MOST_NUMBERS = 100_000
_LONGEST = 2_000_000
"""Characters of the longest text: a model with as many numbers is written so."""


def counterexample_to_json(item: Counterexample) -> dict[str, Any]:
    """A counterexample as plain JSON data, with a digest of it; numbers are written as in `exact_numbers`.

    Examples
    --------
    >>> from checks import verify
    >>> from theory import claim
    >>> counterexample_to_json(verify(claim("SUM-1")).counterexample)["learning_rate"]
    '99999/200000'
    """
    instance(item, "item", Counterexample)
    document = {
        "claim": item.claim,
        "statement": item.statement,
        "recipe": item.recipe,
        "model": dict(item.model),
        "weights": [number_to_json(value) for value in item.weights],
        "targets": [number_to_json(value) for value in item.targets],
        "learning_rate": number_to_json(item.learning_rate),
        "step": item.step,
        "values": dict(item.values),
        "sentence": item.sentence,
        "decided": item.decided,
        "undefined": item.undefined,
        **({"training": dict(item.training)} if item.training else {}),
        **({"field": field} if (field := field_to_json(item.numbers)) else {}),
    }
    return {**document, "digest": _digest(document)}


def _digest(document: Mapping[str, Any]) -> str:
    """SHA-256 of all that is said."""
    used = {name: value for name, value in document.items() if name not in ("digest", "kind")}
    return sha256(json.dumps(used, sort_keys=True).encode()).hexdigest()


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name} must be text, not {shown(value)}")
    if len(value) > _LONGEST:
        raise ValueError(f"{name} has {len(value)} characters, more than {_LONGEST}")
    return value


def _numbers(value: object, name: str, field: Field | None) -> tuple[Exact, ...]:
    if not isinstance(value, list):
        raise TypeError(f"{name} must be a list of numbers, not {shown(value)}")
    if len(value) > _MOST_NUMBERS:
        raise ValueError(f"{name} has {len(value)} entries, more than {_MOST_NUMBERS}")
    return tuple(number_from_json(part, f"{name}[{place}]", field) for place, part in enumerate(value))


def _texts(value: object, name: str) -> dict[str, str]:
    if not isinstance(value, dict):
        raise TypeError(f"{name} must be an object, not {shown(value)}")
    return {_text(key, f"a name in {name}"): _text(part, f"{name}[{shown(key)}]") for key, part in value.items()}


def _training(value: object, name: str) -> dict[str, Any]:
    if not value:
        return {}
    try:
        return training_to_json(training_from_json(value))
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error


def _object(value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError(f"{name} must be an object, not {shown(value)}")
    return dict(value)


_FIELDS: dict[str, Callable[[Any, str], Any]] = {
    "claim": _text,
    "statement": integer,
    "recipe": _text,
    "model": _object,
    "step": lambda value, name: integer(value, name, most=_MOST_STEPS),
    "values": _texts,
    "sentence": _text,
    "decided": _text,
    "undefined": _text,
    "training": _training,
}
_NUMBERS: dict[str, Callable[[Any, str, Field | None], Any]] = {
    "weights": _numbers,
    "targets": _numbers,
    "learning_rate": number_from_json,
}
_MAY_LACK: dict[str, Any] = {"decided": "", "undefined": "", "training": {}}
_NOT_ITS_OWN = ("digest", "kind", "field")


def counterexample_from_json(document: Mapping[str, Any], *, sealed: bool = True) -> Counterexample:
    """Read a counterexample back.

    Parameters
    ----------
    document
        As `counterexample_to_json` makes it.
    sealed
        Whether it must be what its digest says, if it has one; of a ledger that was read already that is known.

    Raises
    ------
    ValueError
        If a field is missing or unknown, is not of its kind or beyond its bounds, or was changed after the file was written.

    Examples
    --------
    >>> from checks import verify
    >>> from theory import claim
    >>> found = verify(claim("SUM-1")).counterexample
    >>> counterexample_from_json(counterexample_to_json(found)) == found
    True
    """
    flag(sealed, "sealed")
    try:
        if not isinstance(document, Mapping):
            raise TypeError(f"the document must be an object, not {shown(document)}")
        if missing := [name for name in (*_FIELDS, *_NUMBERS) if name not in document and name not in _MAY_LACK]:
            raise ValueError(f"the field {missing[0]!r} is missing")
        if unknown := [name for name in document if name not in (*_FIELDS, *_NUMBERS, *_NOT_ITS_OWN)]:
            raise ValueError(f"it has no field {shown(unknown[0])}")
        field = field_from_json(document.get("field"))
        numbers = {name: check(document[name], name, field) for name, check in _NUMBERS.items()}
        others = {name: check(document.get(name, _MAY_LACK.get(name)), name) for name, check in _FIELDS.items()}
        item = Counterexample(**numbers, **others)
        if field != common_field(item.numbers):
            raise ValueError("it names a field that no number is of")
        if sealed and "digest" in document and document["digest"] != _digest(document):
            raise ValueError("it was changed after it was written (take its digest out to replay it all the same)")
    except (TypeError, ValueError, RecursionError) as error:
        raise ValueError(f"not a counterexample file: {error}") from error
    return item
