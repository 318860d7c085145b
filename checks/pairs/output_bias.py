"""Models of another pair with an output bias: its instances, each with one more weight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy import ndarray

from checks.instances.instance import Extra, Instance, Point
from checks.pairs import deep, quadratic, two_layer
from checks.pairs._exact import fractions, rational_row
from checks.pairs._growth import Grown, joined
from numerics.models.base import Model
from numerics.models.output_bias import OutputBias
from theory.statements import Setting

__all__ = ["as_exact", "boundary_instances", "exact_instances", "fits", "grown", "instance", "instances", "typical_instances"]

_BASES = {"two layer": ("two_layer", two_layer), "quadratic": ("quadratic", quadratic), "deep": ("deep", deep)}
_BIASES = tuple(Fraction(p, q) for p, q in ((0, 1), (1, 1), (-1, 2), (3, 1)))


def _without(setting: Setting) -> Setting:
    """The setting of the model without its bias."""
    return replace(setting, model=_BASES[setting.variant][0], variant="")


def instance(setting: Setting, model: OutputBias, initial: ndarray, goal: ndarray) -> Instance:
    """The instance of a model with initial weights (B, P), the last of which is the bias, and targets (D,)."""
    _, base = _BASES[setting.variant]
    inner = base.instance(_without(setting), model.net, initial[:, :-1], goal)
    degree = int(inner.parameters["k"])

    def norm(at: Point) -> ndarray:
        total: ndarray = (at.weights[:, :-1] ** 2).sum(axis=1) + degree * at.weights[:, -1] ** 2
        return total

    parameters = {**inner.parameters, "P": Fraction(model.weight_count)}
    extras: dict[str, Extra] = {"N_shift": norm, "r_mean": _mean_residual}
    return Instance(setting, model, initial, goal, parameters, extras, f"OutputBias({inner.recipe})")


def _mean_residual(at: Point) -> ndarray:
    mean: ndarray = at.residuals.sum(axis=1) / at.model.data_count
    return mean


def fits(setting: Setting, model: Model, initial: ndarray) -> bool:
    """Whether a model is one of the variant's family with a bias."""
    if not isinstance(model, OutputBias):
        return False
    return _BASES[setting.variant][1].fits(_without(setting), model.net, initial[:, :-1])


def _with_bias(setting: Setting, made: Instance, biases: ndarray) -> Instance:
    return instance(setting, OutputBias(made.model), np.concatenate((made.weights, biases[:, None]), axis=1), made.targets)


@st.composite
def instances(draw: st.DrawFn, setting: Setting, batch: int, largest: int) -> Instance:
    """Those of the model, with biases of any sign, small and large."""
    made = draw(_BASES[setting.variant][1].instances(_without(setting), batch, largest))
    bias = st.sampled_from((0.0, 1.0, -0.5)) | st.floats(-4, 4, width=32, allow_subnormal=False)
    return _with_bias(setting, made, np.array(draw(st.lists(bias, min_size=batch, max_size=batch))))


def exact_instances(setting: Setting) -> Iterator[Instance]:
    """Those of the model, each with another small bias."""
    for number, made in enumerate(_BASES[setting.variant][1].exact_instances(_without(setting))):
        yield _with_bias(setting, made, fractions([_BIASES[number % len(_BIASES)]]))


def boundary_instances(setting: Setting) -> Iterator[Instance]:
    """Those of the model, without a bias and with one; and all of the output from the bias."""
    for made, bias in product(list(_BASES[setting.variant][1].boundary_instances(_without(setting))), _BIASES[:2]):
        yield _with_bias(setting, made, fractions([bias]))
    for made in list(_BASES[setting.variant][1].boundary_instances(_without(setting)))[:2]:
        yield _with_bias(setting, replace(made, weights=made.weights * 0), fractions([1]))


def typical_instances(setting: Setting, rows: int, seed: int) -> Iterator[Instance]:
    """Those of the model, with a bias of 0, as one would start."""
    for made in _BASES[setting.variant][1].typical_instances(_without(setting), rows, seed):
        yield _with_bias(setting, made, np.zeros(len(made.weights)))


def as_exact(rough: Instance, row: int, digits: int | None) -> Instance:
    """One row of an instance in fractions."""
    model = rough.model
    if not isinstance(model, OutputBias):
        raise TypeError(f"expected an OutputBias, not {type(model).__name__}")
    inner, biases = model.split(rough.weights)
    plain = _without(rough.setting)
    base = _BASES[rough.setting.variant][1]
    made = base.as_exact(base.instance(plain, model.net, inner, rough.targets), row, digits)
    return _with_bias(rough.setting, made, rational_row(biases[row : row + 1], digits)[0])


def grown(start: Instance, way: str, times: int, copied: bool) -> Grown | None:
    """The model with more of something, see `checks.instances.larger`."""
    model: Any = start.model
    inner, bias = model.split(start.weights)
    found = _BASES[start.setting.variant][1].grown(replace(start, model=model.net, weights=inner), way, times, copied)
    if found is None:
        return None
    return Grown(joined(found.weights, bias), found.targets, lambda divisor: OutputBias(found.model(divisor)))
