"""A numeric model as Python to paste, made from the arguments of its constructor."""

from __future__ import annotations

import inspect
from fractions import Fraction

import numpy as np

from checks.instances.own_model import UnitTwin
from numerics.models.base import Model

__all__ = ["model_source"]


def model_source(model: Model) -> tuple[tuple[str, ...], str]:
    """Python that rebuilds a model: its imports, and the expression. It is made from the model itself, not from any text.

    Examples
    --------
    >>> from numerics import TwoLayerNet
    >>> imports, expression = model_source(TwoLayerNet([[3.0]], 1, slopes=(1.0, 0.5), scale=1.0))
    >>> imports
    ('from numerics.models.two_layer import TwoLayerNet',)
    """
    if isinstance(model, UnitTwin):
        home = UnitTwin.__module__
        return (f"from {home} import registered, twin  # once own_claims has been given the model",), (
            f"twin(registered({model.unit.name!r}), {model.width})"
        )
    kind = type(model)
    imports, arguments = [f"from {kind.__module__} import {kind.__name__}"], []
    for name in inspect.signature(kind).parameters:
        if hasattr(model, name):
            value = getattr(model, name)
            if isinstance(value, Model):
                inner, text = model_source(value)
                imports += inner
            elif isinstance(value, tuple) and value and all(isinstance(part, Model) for part in value):
                sources = [model_source(part) for part in value]
                imports += [line for lines, _ in sources for line in lines]
                text = f"({', '.join(part for _, part in sources)},)"
            else:
                text = _source(value)
            arguments.append(f"{name}={text}")
    return tuple(dict.fromkeys(imports)), f"{kind.__name__}({', '.join(arguments)})"


def _source(value: object) -> str:
    """A number, or an array of them, as Python."""
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        inner = ", ".join(map(_source, value))
        return f"[{inner}]" if isinstance(value, list) else f"({inner},)"
    if isinstance(value, (bool, int)) or value is None:
        return repr(value)
    if not isinstance(value, (Fraction, float)):
        raise TypeError(f"cannot write a {type(value).__name__} as Python")
    exact = Fraction(value)
    return f"Fraction({exact.numerator}{f', {exact.denominator}' if exact.denominator > 1 else ''})"
