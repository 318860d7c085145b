"""Numeric models as plain JSON data and back: the class name and its constructor's arguments, fractions as text."""

from __future__ import annotations

import inspect
import pkgutil
import re
from collections.abc import Mapping, Sequence
from copy import copy
from fractions import Fraction
from importlib import import_module
from math import prod
from typing import Any

import numpy as np

from checks.instances.model_kinds import allowed
from checks.instances.own_model import UnitTwin, registered, twin
from checks.ledger.file import MOST_DIGITS, brief
from numerics import models
from numerics.arguments import LARGEST, integer, real, shown
from numerics.models.base import Model

__all__ = ["decimal", "equation", "fraction", "in_floats", "model_from_json", "model_in_words", "model_to_json", "vector"]

_LEGIBLE = 16
_LONGEST = 12
_SYMBOLS = {
    "inputs": "x",
    "width": "n",
    "widths": "n",
    "slope_at_zero": "σ'(0)",
    "scale": "s",
    "psi": "ψ",
    "zeta": "ζ",
    "phi": "φ",
    "gamma": "γ",
    "offset": "c",
    "linear": "φ",
    "quadratic": "Σ",
    "centre": "expanded at",
    "output": "φ",
}
"""What the fields of models are called in formulas; the others keep their names."""


def decimal(value: str) -> str:
    """A fraction ``"p/q"`` as a rounded decimal, for readers; empty if it is none, or too large for one."""
    top, slash, bottom = value.partition("/")
    try:
        return f"{int(top) / int(bottom):.6g}" if slash else ""
    except (ValueError, OverflowError):
        return ""


def equation(name: str, value: str) -> str:
    """``name = value`` for a number that is short, else ``name ≈`` what it rounds to."""
    rounded = value.removeprefix("≈ ") if value.startswith("≈") else decimal(value) if len(value) > _LEGIBLE else ""
    return f"{name} ≈ {rounded}" if rounded else f"{name} = {value}"


def vector(values: Sequence[object]) -> str:
    """Entries in parentheses, nested ones as well; of long vectors the first and how many there are."""
    shown = [vector(value) if isinstance(value, (list, tuple)) else str(value) for value in values[:_LONGEST]]
    rest = [f"… {len(values)} in all"] if len(values) > _LONGEST else []
    return f"({', '.join(shown + rest)})"


def model_in_words(document: Mapping[str, Any]) -> str:
    """The model of a counterexample with every number that defines it: data, width, slopes, prefactors, forms.

    Examples
    --------
    >>> from numerics import TwoLayerNet
    >>> model_in_words(model_to_json(TwoLayerNet([[3.0]], 1, slopes=(1.0, 0.5), scale=1.0)))
    "TwoLayerNet: x = 3, n = 1, a₊ = 1, a₋ = 1/2, s = 1, σ'(0) = 1"
    """
    parts = []
    for name, value in document["arguments"].items():
        if name == "slopes":
            parts += [f"a₊ = {value[0]}", f"a₋ = {value[1]}"]
        elif isinstance(value, Mapping) and "arguments" in value:
            parts.append(model_in_words(value))
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            parts += map(model_in_words, value)
        else:
            entries = value["vector"] if isinstance(value, Mapping) else value
            while isinstance(entries, list) and len(entries) == 1:
                (entries,) = entries  # one datum, one form: no brackets around it
            parts.append(f"{_SYMBOLS.get(name, name)} = {vector(entries) if isinstance(entries, list) else entries}")
    return f"{document['class']}: {', '.join(parts)}"


def model_to_json(model: Model) -> dict[str, Any]:
    """Class, module and constructor arguments of a model; the name of a user's own."""
    kind = type(model)
    if isinstance(model, UnitTwin):
        unit = {"name": model.unit.name, "output": str(model.unit.output), "scale": _plain(model.scale), "width": model.width}
        return {"module": kind.__module__, "class": kind.__name__, "arguments": unit}
    names = [name for name in inspect.signature(kind).parameters if hasattr(model, name)]
    arguments = {name: _plain(getattr(model, name)) for name in names}
    return {"module": kind.__module__, "class": kind.__name__, "arguments": arguments}


def in_floats(model: Model) -> Model:
    """The same model in floating point: what an exact model computes at floating-point weights is partly fractions."""
    rough = copy(model)
    for name, value in vars(model).items():
        if isinstance(value, Fraction):
            changed: Any = float(value)
        elif isinstance(value, np.ndarray) and value.dtype == object:
            changed = value.astype(float)
        elif isinstance(value, tuple) and any(isinstance(part, Fraction) for part in value):
            changed = tuple(map(float, value))
        elif isinstance(value, Model):
            changed = in_floats(value)
        elif isinstance(value, tuple) and any(isinstance(part, Model) for part in value):
            changed = tuple(map(in_floats, value))
        else:
            continue
        object.__setattr__(rough, name, changed)
    return rough


def _plain(value: object) -> Any:
    if isinstance(value, np.ndarray) and value.ndim == 1 and len(value):
        return {"vector": [_plain(part) for part in value.tolist()]}
    if isinstance(value, np.ndarray):
        return [_plain(part) for part in value.tolist()] if value.ndim else _plain(value.item())
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    if isinstance(value, (bool, str)) or value is None:
        return value
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (Fraction, float)):
        return str(Fraction(value))
    if isinstance(value, Model):
        return model_to_json(value)
    raise TypeError(f"cannot write a {type(value).__name__} as plain data")


_NUMBER = re.compile(r"[+-]?[0-9]+(?:/[0-9]+|\.[0-9]+)?", re.ASCII)
_MOST_ENTRIES = 10**6
_MOST_NESTED = 3


def fraction(value: object, name: str = "a number") -> Fraction:
    """The fraction that plain data hold: a whole number, a finite float, or text such as ``"-3/4"`` or ``"0.5"``.

    Raises
    ------
    TypeError, ValueError
        If they hold none, or one of more than 4000 digits. An exponent is refused: a few characters would be more digits than
        there is memory for.
    """
    if isinstance(value, str):
        if len(value) > 2 * MOST_DIGITS or not _NUMBER.fullmatch(value):
            raise ValueError(f"{name} must be a fraction p/q of up to {MOST_DIGITS} digits, not {shown(value)}")
        if max(map(len, value.split("/"))) > MOST_DIGITS:
            raise ValueError(f"{name} must have up to {MOST_DIGITS} digits, not {len(value)}")
        if "/" in value and not int(value.partition("/")[2]):
            raise ValueError(f"{name} must be a fraction p/q with q ≠ 0, not {shown(value)}")
        return Fraction(value)
    exact = value if isinstance(value, (Fraction, int)) and not isinstance(value, bool) else Fraction(real(value, name))
    if max(exact.numerator.bit_length(), exact.denominator.bit_length()) > 3 * MOST_DIGITS:
        raise ValueError(f"{name} must have up to {MOST_DIGITS} digits, not {shown(value)}")
    return Fraction(exact)


def model_from_json(document: Mapping[str, Any]) -> Model:
    """Rebuild a model in exact fractions. Only classes of ``numerics.models``, and models that were made known, can be named.

    Raises
    ------
    ValueError
        If the class is unknown or an argument does not fit.
    """
    try:
        return _model(document, 0)
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError) as error:
        told = f"it has no field {error}" if isinstance(error, KeyError) else str(error)
        raise ValueError(f"not a model: {brief(told)}") from error


def _model(document: object, depth: int) -> Model:
    if not isinstance(document, Mapping) or depth > _MOST_NESTED:
        raise TypeError(f"an object with module, class and arguments is expected, not {shown(document)}")
    module, name, arguments = document["module"], document["class"], document["arguments"]
    if not isinstance(arguments, Mapping) or not all(isinstance(key, str) for key in arguments):
        raise TypeError(f"arguments must be an object, not {shown(arguments)}")
    if (module, name) == (UnitTwin.__module__, UnitTwin.__name__):
        return _own(**arguments)
    outside = allowed(module, name)
    known = {f"{models.__name__}.{info.name}" for info in pkgutil.iter_modules(models.__path__)}
    if not isinstance(module, str) or (module not in known and outside is None):
        raise ValueError(f"unknown module {shown(module)}")
    kind = outside or (getattr(import_module(module), name, None) if isinstance(name, str) else None)
    if not inspect.isclass(kind) or kind.__module__ != module:
        raise ValueError(f"{module} has no model class {shown(name)}")
    if unknown := arguments.keys() - inspect.signature(kind).parameters.keys():
        raise ValueError(f"{name} has no argument {shown(min(unknown))}")
    model = kind(**{key: _argument(value, key, depth) for key, value in arguments.items()})
    if not isinstance(model, Model):
        raise ValueError(f"{name} is not a model")
    return model


def _own(name: str, output: str, scale: str, width: int) -> UnitTwin:
    """The twin of a registered unit model, which must be the one that was written down."""
    model = twin(registered(name), integer(width, "width", least=1))
    if (output, scale) != (str(model.unit.output), str(model.scale)):
        here = f"{model.scale} Σ {model.unit.output}"
        raise ValueError(f"another own model is called {shown(name)} here: {here}, not {shown(scale)} Σ {shown(output)}")
    return model


def _argument(value: object, name: str, depth: int) -> Any:
    """One argument of a model: a number, an array of fractions, a pair, a truth value, or another model."""
    if isinstance(value, Mapping):
        if "vector" not in value:
            return _model(value, depth + 1)
        entries = value["vector"]
        if not isinstance(entries, list) or any(isinstance(entry, list) for entry in entries):
            raise TypeError(f"{name} must be a list of numbers, not {shown(entries)}")
        return _array(entries, name)
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return tuple(_model(part, depth + 1) for part in value)
    if isinstance(value, list):
        return _array(value, name) if value and isinstance(value[0], list) else tuple(_entry(part, name) for part in value)
    return value if isinstance(value, bool) or value is None else _entry(value, name)


def _entry(value: object, name: str) -> int | Fraction:
    """A number: text as a fraction, a whole number (a width) as it is."""
    return integer(value, name, least=1 - LARGEST) if isinstance(value, int) else fraction(value, name)


def _array(values: list[Any], name: str) -> np.ndarray:
    """Nested lists of one shape as an array of fractions."""
    shape: list[int] = []
    part: object = values
    while isinstance(part, list):
        shape.append(len(part))
        part = part[0] if part else None
    if prod(shape) > _MOST_ENTRIES or len(shape) > _MOST_NESTED:
        raise ValueError(f"{name} must have up to {_MOST_ENTRIES} entries, not the shape {shown(tuple(shape))}")
    exact = np.empty(shape, dtype=object)
    _fill(exact, values, name)
    return exact


def _fill(exact: np.ndarray, values: object, name: str) -> None:
    if not isinstance(values, list) or len(values) != len(exact):
        raise ValueError(f"{name} must be nested lists of one shape")
    for place, part in enumerate(values):
        if exact.ndim > 1:
            _fill(exact[place], part, name)
        else:
            exact[place] = fraction(part, name)
