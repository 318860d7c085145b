"""Numeric models as plain JSON data and back: the class name and its constructor's arguments, fractions as text."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Mapping
from fractions import Fraction
from importlib import import_module
from typing import Any

import numpy as np

from checks.own_model import UnitTwin, registered, twin
from numerics import models
from numerics.models.base import Model

__all__ = ["decimal", "equation", "fraction", "model_from_json", "model_to_json"]

_LEGIBLE = 16


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


def model_to_json(model: Model) -> dict[str, Any]:
    """Class, module and constructor arguments of a model; the name of a user's own."""
    kind = type(model)
    if isinstance(model, UnitTwin):
        return {"module": kind.__module__, "class": kind.__name__, "arguments": {"name": model.unit.name, "width": model.width}}
    names = [name for name in inspect.signature(kind).parameters if hasattr(model, name)]
    arguments = {name: _plain(getattr(model, name)) for name in names}
    return {"module": kind.__module__, "class": kind.__name__, "arguments": arguments}


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


def _numbers(value: Any) -> Any:
    if isinstance(value, list):
        return [_numbers(part) for part in value]
    return fraction(value) if isinstance(value, str) else value


def fraction(value: Any) -> Fraction:
    """The fraction that plain data hold.

    Raises
    ------
    TypeError, ValueError, ZeroDivisionError
        If they hold none. An exponent is refused: a few characters would be more digits than there is memory for.
    """
    if isinstance(value, str) and "e" in value.lower():
        raise ValueError(f"{value!r} is not a fraction p/q")
    return Fraction(value)


def model_from_json(document: Mapping[str, Any]) -> Model:
    """Rebuild a model in exact fractions. Only classes of ``numerics.models`` and registered own models can be named.

    Raises
    ------
    ValueError
        If the class is unknown or an argument does not fit.
    """
    known = {f"{models.__name__}.{info.name}" for info in pkgutil.iter_modules(models.__path__)}
    try:
        module, name, arguments = document["module"], document["class"], document["arguments"]
        if (module, name) == (UnitTwin.__module__, UnitTwin.__name__):
            return twin(registered(arguments["name"]), arguments["width"])
        if module not in known:
            raise ValueError(f"unknown module {module!r}")
        kind = getattr(import_module(module), name, None)
        if not inspect.isclass(kind) or kind.__module__ != module:
            raise ValueError(f"{module} has no model class {name!r}")
        model = kind(**{key: _argument(value) for key, value in arguments.items()})
    except (AttributeError, KeyError, TypeError, ZeroDivisionError) as error:
        raise ValueError(f"not a model: {error}") from error
    if not isinstance(model, Model):
        raise ValueError(f"{name} is not a model")
    return model


def _argument(value: Any) -> Any:
    if isinstance(value, dict):
        return _vector(value["vector"]) if "vector" in value else model_from_json(value)
    parsed = _numbers(value)
    if isinstance(parsed, list) and parsed and isinstance(parsed[0], list):
        exact = np.empty(np.array(parsed, dtype=object).shape, dtype=object)
        exact[...] = np.array(parsed, dtype=object)
        return exact
    return tuple(parsed) if isinstance(parsed, list) else parsed


def _vector(values: list[Any]) -> np.ndarray:
    exact = np.empty(len(values), dtype=object)
    exact[:] = [Fraction(value) for value in values]
    return exact
