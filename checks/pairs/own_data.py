"""A user's own units on D data, registered by `checks.own_claims`; the variant is the model's name."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import numpy as np
from hypothesis import strategies as st
from numpy import ndarray

from checks.instances.instance import Instance, Parameter
from checks.instances.own_model import UnitTwin, twin
from checks.instances.strategies import targets, weights, widths
from checks.pairs._exact import alternating, fractions, rational_row, rounded, small_weights
from checks.pairs.own import peaks
from numerics.initial import initialise
from numerics.models.base import Model
from numerics.models.each_datum import EachDatum
from theory.models.own_data import DataUnits, data_registered
from theory.statements import Setting

__all__ = ["as_exact", "boundary_instances", "exact_instances", "fits", "instance", "instances", "typical_instances"]


def instance(setting: Setting, model: EachDatum, initial: ndarray, goal: ndarray) -> Instance:
    """The instance of twins with initial weights (B, P) and targets (D,)."""
    units = data_registered(setting.variant)
    parameters: dict[str, Parameter] = {
        "n": Fraction(model.weight_count, len(units.units[0].coordinates)),
        "P": Fraction(model.weight_count),
        "D": Fraction(model.data_count),
    }
    if units.degree is not None:
        parameters["k"] = Fraction(units.degree)
    return Instance(setting, model, initial, goal, parameters)


def _twins(units: DataUnits, width: int, *, exact: bool = True) -> EachDatum:
    return EachDatum(tuple(twin(unit, width, None if exact else float(unit.scale)) for unit in units.units))


def _in_fractions(units: DataUnits) -> bool:
    return all(twin(unit, 1).exact for unit in units.units)


def fits(setting: Setting, model: Model, initial: ndarray) -> bool:
    """Whether a model is made of twins of the units that are registered under the setting's variant."""
    if not isinstance(model, EachDatum) or not all(isinstance(one, UnitTwin) for one in model.models):
        return False
    return tuple(one.unit for one in model.models if isinstance(one, UnitTwin)) == data_registered(setting.variant).units


@st.composite
def instances(draw: st.DrawFn, setting: Setting, batch: int, largest: int) -> Instance:
    """Widths up to an eighth of ``largest``."""
    model = _twins(data_registered(setting.variant), draw(widths(max(largest // 8, 4))), exact=False)
    goal = draw(targets(setting.targets, model.data_count))
    return instance(setting, model, draw(weights(model.weight_count, batch)), goal)


def exact_instances(setting: Setting) -> Iterator[Instance]:
    """Widths 1, 2 and 3 with small rational weights; none of units that have no fractions."""
    units = data_registered(setting.variant)
    goals = (0,) if setting.zero_targets else (0, 1, -1)
    for number, width, goal in product(range(14 if _in_fractions(units) else 0), (1, 2, 3), goals):
        model = _twins(units, width)
        start = small_weights(model.weight_count, number)
        yield instance(setting, model, start, alternating(goal, model.data_count, number))


def boundary_instances(setting: Setting) -> Iterator[Instance]:
    """One unit where the kernel of a single datum is as large as it gets, or its output."""
    units = data_registered(setting.variant)
    if not _in_fractions(units):
        return
    goals = (0,) if setting.zero_targets else (0, 1)
    for unit, goal in product(units.units, goals):
        for peak in peaks(unit):
            yield instance(setting, _twins(units, 1), fractions([peak]), alternating(goal, len(units.units), 0))


def typical_instances(setting: Setting, rows: int, seed: int) -> Iterator[Instance]:
    """Standard Gaussian weights at widths 4 and 32."""
    for width in (4, 32):
        model = _twins(data_registered(setting.variant), width, exact=False)
        goal = np.zeros(model.data_count) if setting.zero_targets else np.ones(model.data_count)
        yield instance(setting, model, initialise("gaussian", seed, np.arange(rows), model.weight_count), goal)


def as_exact(rough: Instance, row: int, digits: int | None) -> Instance:
    """One row of an instance in fractions."""
    units = data_registered(rough.setting.variant)
    width = rough.model.weight_count // len(units.units[0].coordinates)
    start = rational_row(rough.weights[row], digits)
    return instance(rough.setting, _twins(units, width), start, rounded(rough.targets, digits))
