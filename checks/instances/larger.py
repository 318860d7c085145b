"""Exact instances grown to any size: more units, data, inputs or layers, all zero or all copies of those that there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from math import isqrt
from typing import Any, NamedTuple

import numpy as np
from numpy import ndarray

from checks.instances.instance import Instance
from checks.instances.own_model import UnitTwin, twin
from checks.pairs import pair, rebuilt
from checks.pairs._exact import fractions
from checks.pairs.general_quadratic import net_form
from numerics.models.biased_quadratic import BiasedQuadratic
from numerics.models.deep import DeepNet
from numerics.models.general_quadratic import GeneralQuadratic
from numerics.models.many_outputs import ManyOutputNet
from numerics.models.output_bias import OutputBias
from numerics.models.quadratic import PureQuadratic
from numerics.models.taylor import TwoLayerTaylor
from numerics.models.two_layer import TwoLayerNet

__all__ = ["WAYS", "grows", "larger"]

WAYS = ("units", "data", "inputs", "layers")
"""What there can be more of; of a quadratic form units are its weights, of its bias inputs are features."""
_DENSE = 2 * 10**4
"""Most entries of a dense form."""


class _Grown(NamedTuple):
    """Weights (1, P), targets (D,), and the model, or None, as a function of what its prefactor is divided by."""

    weights: ndarray
    targets: ndarray
    model: Callable[[int], Any]


def grows(instance: Instance) -> bool:
    """Whether it is known how to make an instance of this model larger."""
    return type(instance.model) in _KINDS


def larger(instance: Instance, way: str, times: int, *, copied: bool) -> Instance | None:
    """An exact instance with ``times`` as many units, data, inputs or layers, in the same setting; None if there is none.

    Parameters
    ----------
    instance
        In exact arithmetic, with one initialisation.
    way
        One of `WAYS`.
    times
        By which factor it grows. Where the setting fixes a prefactor (dn)^(-1/2), a square.
    copied
        Whether what is added has the weights (data, targets) that there are, instead of zeros.
    """
    kind = type(instance.model)
    if kind not in _KINDS or (way == "data" and instance.setting.single_datum):
        return None
    grown = _KINDS[kind](instance, way, times, copied)
    if grown is None:
        return None
    root = isqrt(times)
    for divisor in (1, root) if root**2 == times else (1,):
        with suppress(ValueError):
            model = grown.model(divisor)
            made = None if model is None else rebuilt(instance, model=model, weights=grown.weights, targets=grown.targets)
            if made is not None and pair(instance.setting).fits(instance.setting, made.model, made.weights):
                return made
    return None


def _more(values: ndarray, axis: int, times: int, copied: bool) -> ndarray:
    """An array so many times as long along an axis; what is added are copies or zeros."""
    grown: ndarray = np.concatenate([values] * times, axis=axis)
    if not copied:
        grown[(slice(None),) * axis + (slice(values.shape[axis], None),)] = Fraction(0)
    return grown


def _joined(*parts: ndarray) -> ndarray:
    return np.concatenate([part.reshape(1, -1) for part in parts], axis=1)


def _two_layers(instance: Instance, way: str, times: int, copied: bool) -> _Grown | None:
    net: Any = getattr(instance.model, "net", instance.model)
    targets = instance.targets
    inputs, width = net.inputs, net.width
    first, second = net.split(instance.weights)
    if way == "units":
        width, first, second = width * times, _more(first, 1, times, copied), _more(second, 1, times, copied)
    elif way == "inputs":
        inputs, first = _more(inputs, 1, times, copied), _more(first, 2, times, copied)
    elif way == "data":
        inputs, targets = _more(inputs, 0, times, copied), _more(targets, 0, times, copied)
    else:
        return None

    def made(divisor: int) -> TwoLayerNet:
        return TwoLayerNet(inputs, width, net.slopes, net.scale / divisor, net.slope_at_zero)

    return _Grown(_joined(first, second), targets, made)


def _outputs(instance: Instance, way: str, times: int, copied: bool) -> _Grown | None:
    model: Any = instance.model
    net, targets = model.net, instance.targets
    inputs, width = net.inputs, net.width
    first, second = model.split(instance.weights)
    if way == "units":
        width, first, second = width * times, _more(first, 1, times, copied), _more(second, 2, times, copied)
    elif way == "inputs":
        inputs, first = _more(inputs, 1, times, copied), _more(first, 2, times, copied)
    elif way == "data":
        inputs, targets = _more(inputs, 0, times, copied), _more(targets, 0, times, copied)
    else:
        return None

    def made(divisor: int) -> ManyOutputNet:
        return ManyOutputNet(TwoLayerNet(inputs, width, net.slopes, net.scale / divisor, net.slope_at_zero), model.classes)

    return _Grown(_joined(first, second), targets, made)


def _output_bias(instance: Instance, way: str, times: int, copied: bool) -> _Grown | None:
    model: Any = instance.model
    inner, bias = model.split(instance.weights)
    grown = _KINDS[type(model.net)](replace(instance, model=model.net, weights=inner), way, times, copied)
    if grown is None:
        return None
    return _Grown(_joined(grown.weights, bias), grown.targets, lambda divisor: _biased_again(grown.model(divisor)))


def _biased_again(model: Any) -> OutputBias | None:
    return None if model is None else OutputBias(model)


def _layers(instance: Instance, way: str, times: int, copied: bool) -> _Grown | None:
    net: Any = instance.model
    weights, targets = instance.weights, instance.targets
    inputs, widths = net.inputs, tuple(net.widths)
    if way == "inputs":
        size = inputs.shape[1] * (widths[0] if widths else 1)
        first = weights[:, :size].reshape(1, -1, inputs.shape[1])
        inputs, weights = _more(inputs, 1, times, copied), _joined(_more(first, 2, times, copied), weights[:, size:])
    elif way == "data":
        inputs, targets = _more(inputs, 0, times, copied), _more(targets, 0, times, copied)
    elif way == "layers":  # of one unit each, behind the others
        added = times - 1  # by a difference, not by a factor: so that every depth is reached
        widths, weights = widths + (1,) * added, _joined(weights, fractions([int(copied)] * added))
    else:
        return None
    return _Grown(weights, targets, lambda _: DeepNet(inputs, widths, net.slopes, net.scale, net.slope_at_zero))


def _forms(instance: Instance, way: str, times: int, copied: bool) -> _Grown | None:
    model: Any = instance.model
    weights, targets = instance.weights, instance.targets
    psi = _diagonal(model.psi)
    if way == "units":
        psi, weights = _more(psi, 1, times, True), _more(weights, 1, times, copied)
    elif way == "data":
        psi, targets = _more(psi, 0, times, True), _more(targets, 0, times, copied)
    else:
        return None
    return _Grown(weights, targets, lambda _: PureQuadratic(psi, model.zeta))


def _biased(instance: Instance, way: str, times: int, copied: bool) -> _Grown | None:
    model: Any = instance.model
    targets = instance.targets
    phi, psi = model.phi, _diagonal(model.psi)
    feature, meta = model.split(instance.weights)
    if way == "units":
        psi, meta = _more(psi, 1, times, True), _more(meta, 1, times, copied)
    elif way == "inputs":
        phi, feature = _more(phi, 1, times, copied), _more(feature, 1, times, copied)
    elif way == "data":
        phi, psi, targets = _more(phi, 0, times, True), _more(psi, 0, times, True), _more(targets, 0, times, copied)
    else:
        return None
    return _Grown(_joined(feature, meta), targets, lambda _: BiasedQuadratic(phi, psi, model.zeta))


def _general(instance: Instance, way: str, times: int, copied: bool) -> _Grown | None:
    model: Any = instance.model
    weights, targets = instance.weights, instance.targets
    offset, linear, forms = model.offset, model.linear, model.quadratic
    if "m" in instance.parameters:
        return _net_form(instance, way, times, copied)
    forms = _diagonal(forms)
    if way == "units":
        linear, forms = _more(linear, 1, times, copied), _more(forms, 1, times, True)
        weights = _more(weights, 1, times, copied)
    elif way == "data":
        offset, linear, forms = (_more(part, 0, times, True) for part in (offset, linear, forms))
        targets = _more(targets, 0, times, copied)
    else:
        return None
    return _Grown(weights, targets, lambda _: GeneralQuadratic(offset, linear, forms, model.gamma))


def _net_form(instance: Instance, way: str, times: int, copied: bool) -> _Grown | None:
    """The form of a larger linear net."""
    model: Any = instance.model
    width = int(str(instance.parameters["m"]))
    first_input = model.quadratic[:, : model.weight_count // width - 1, -width]
    net = replace(instance, model=TwoLayerNet(first_input, width, (Fraction(1), Fraction(1)), model.gamma))
    grown = _two_layers(net, way, times, copied)
    if grown is None or way == "data" or grown.weights.size**2 > _DENSE:
        return None
    zeros = fractions([[0] * grown.weights.size])

    def made(divisor: int) -> GeneralQuadratic | None:
        if divisor == 1 < times:
            return None
        larger_net = grown.model(divisor)
        form = net_form(larger_net.inputs[0], larger_net.width)
        return GeneralQuadratic(zeros[0, :1], zeros, form, larger_net.scale)

    return _Grown(grown.weights, grown.targets, made)


def _diagonal(forms: ndarray) -> ndarray:
    """The diagonals of dense forms, which are forms of the family as well; as they are, if they are diagonal."""
    return forms if forms.ndim == 2 else np.stack([np.diagonal(form) for form in forms]).copy()


def _own(instance: Instance, way: str, times: int, copied: bool) -> _Grown | None:
    model: Any = instance.model
    if way != "units":
        return None
    units = _more(instance.weights.reshape(1, model.width, -1), 1, times, copied)
    return _Grown(units.reshape(1, -1), instance.targets, lambda _: twin(model.unit, model.width * times, model.scale))


_KINDS: Mapping[type, Callable[[Instance, str, int, bool], _Grown | None]] = {
    TwoLayerNet: _two_layers,
    TwoLayerTaylor: _two_layers,
    ManyOutputNet: _outputs,
    OutputBias: _output_bias,
    DeepNet: _layers,
    PureQuadratic: _forms,
    BiasedQuadratic: _biased,
    GeneralQuadratic: _general,
    UnitTwin: _own,
}
