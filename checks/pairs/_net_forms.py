"""The quadratic form of a two-layer linear net, from the net and back."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
from numpy import ndarray

from checks.instances.instance import Instance
from checks.pairs._exact import fractions
from checks.pairs._growth import Grown, grown_net
from numerics.models.general_quadratic import GeneralQuadratic
from numerics.models.two_layer import TwoLayerNet

__all__ = ["grown_form", "net_form", "net_of", "net_width"]

_DENSE = 2 * 10**4
"""Most entries of a dense form."""


def net_form(inputs: ndarray, width: int) -> ndarray:
    """Σ = [[0, I_m⊗x], [I_m⊗xᵀ, 0]] for one input x, (1, P, P) with P = m(d + 1), in the arithmetic of ``inputs`` (d,)."""
    dimension = len(inputs)
    size = width * (dimension + 1)
    form = np.zeros((1, size, size), dtype=object if inputs.dtype == object else float)
    form[...] = Fraction(0) if inputs.dtype == object else 0.0
    for unit in range(width):
        rows = slice(unit * dimension, (unit + 1) * dimension)
        form[0, rows, width * dimension + unit] = inputs
        form[0, width * dimension + unit, rows] = inputs
    return form


def net_of(model: GeneralQuadratic) -> TwoLayerNet:
    """The linear net whose Σ the model has, else ValueError: x stands in the first rows of the column of the first v."""
    form = model.quadratic[0]
    width = net_width(form)
    if not width:
        raise ValueError("the quadratic form must be that of a linear net")
    dimension = len(form) // width - 1
    one = Fraction(1) if form.dtype == object else 1.0
    return TwoLayerNet(form[None, :dimension, width * dimension], width, (one, one), model.gamma)


def net_width(form: ndarray) -> int:
    """Width of the linear net whose Σ the form is; 0 if there is none."""
    square = form.ndim == 2
    return next((width for width in range(1, len(form)) if square and len(form) % width == 0 and _is_net(form, width)), 0)


def _is_net(form: ndarray, width: int) -> bool:
    dimension = len(form) // width - 1
    return dimension > 0 and bool((net_form(form[:dimension, width * dimension], width)[0] == form).all())


def grown_form(instance: Instance, way: str, times: int, copied: bool) -> Grown | None:
    """The form of a larger linear net."""
    model: Any = instance.model
    width = int(str(instance.parameters["m"]))
    first_input = model.quadratic[:, : model.weight_count // width - 1, -width]
    net = replace(instance, model=TwoLayerNet(first_input, width, (Fraction(1), Fraction(1)), model.gamma))
    grown = grown_net(net, way, times, copied)
    if grown is None or way == "data" or grown.weights.size**2 > _DENSE:
        return None
    zeros = fractions([[0] * grown.weights.size])

    def made(divisor: int) -> GeneralQuadratic | None:
        if divisor == 1 < times:
            return None
        larger_net = grown.model(divisor)
        form = net_form(larger_net.inputs[0], larger_net.width)
        return GeneralQuadratic(zeros[0, :1], zeros, form, larger_net.scale)

    return Grown(grown.weights, grown.targets, made)
