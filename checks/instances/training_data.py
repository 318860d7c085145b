"""How an instance is trained as plain data and back, in words, and as Python to paste."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np
from numpy import ndarray

from checks.instances.numbers import equation, fraction, vector
from checks.instances.training import Training
from checks.ledger.file import brief
from numerics.arguments import shown

__all__ = ["training_from_json", "training_in_words", "training_to_json"]

_MOST = 100_000
_KEYS = ("numbers", "memory", "factors", "shares")
_LETTERS = {"beta": "β", "mu": "μ", "delta": "δ", "rho": "ρ"}


def training_to_json(training: Training) -> dict[str, Any]:
    """Numbers, memory (of one trajectory), factors of the rate and weights of the data, as text; empty if there are none.

    Examples
    --------
    >>> training_to_json(Training({"beta": Fraction(1, 2)}))
    {'numbers': {'beta': '1/2'}}
    """
    document: dict[str, Any] = {
        "numbers": {name: str(Fraction(value)) for name, value in sorted(training.numbers.items())},
        "memory": [[str(Fraction(value)) for value in part[0]] for part in training.memory],
        "factors": [str(Fraction(factor)) for factor in training.factors],
        "shares": [[str(Fraction(share)) for share in row] for row in training.shares],
    }
    return {name: value for name, value in document.items() if value}


def training_from_json(document: object) -> Training:
    """Read it back, in fractions.

    Raises
    ------
    ValueError
        If something is unknown, or not of its kind.
    """
    try:
        if not isinstance(document, Mapping):
            raise TypeError(f"it must be an object, not {shown(document)}")
        if unknown := [name for name in document if name not in _KEYS]:
            raise ValueError(f"it has no field {shown(unknown[0])}")
        numbers = document.get("numbers", {})
        if not isinstance(numbers, Mapping) or not all(isinstance(name, str) for name in numbers):
            raise TypeError(f"numbers must be an object, not {shown(numbers)}")
        return Training(
            {name: fraction(value, brief(name)) for name, value in numbers.items()},
            tuple(_row(part, f"memory[{place}]") for place, part in enumerate(_list(document.get("memory", []), "memory"))),
            _fractions(document.get("factors", []), "factors"),
            tuple(_fractions(row, f"shares[{step}]") for step, row in enumerate(_list(document.get("shares", []), "shares"))),
        )
    except (TypeError, ValueError, RecursionError) as error:
        raise ValueError(f"not a way to train: {error}") from error


def _list(value: object, name: str) -> list[Any]:
    if not isinstance(value, list) or len(value) > _MOST:
        raise TypeError(f"{name} must be a list of up to {_MOST} entries, not {shown(value)}")
    return value


def _fractions(value: object, name: str) -> tuple[Fraction, ...]:
    return tuple(fraction(part, f"{name}[{place}]") for place, part in enumerate(_list(value, name)))


def _row(value: object, name: str) -> ndarray:
    row = np.empty((1, len(_list(value, name))), dtype=object)
    row[0, :] = _fractions(value, name)
    return row


def training_in_words(document: Mapping[str, Any]) -> str:
    """All that decides beside model, weights and learning rate, as `training_to_json` has it.

    Examples
    --------
    >>> training_in_words({"numbers": {"beta": "1/2"}, "shares": [["1", "0"], ["0", "1"]]})
    'β = 1/2, batches p = (1, 0), (0, 1) in turn'
    """
    parts = [equation(_LETTERS.get(name, name), value) for name, value in document.get("numbers", {}).items()]
    parts += [f"m = {vector(part)} at the start" for part in document.get("memory", [])]
    if factors := document.get("factors"):
        parts.append(f"η_t = η·{vector(factors)} in turn")
    if shares := document.get("shares"):
        parts.append(f"batches p = {', '.join(map(vector, shares))}{' in turn' if len(shares) > 1 else ' at every step'}")
    return ", ".join(parts)
