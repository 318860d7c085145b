"""Every family knows its own: what it offers as exact instances belongs to the setting, and not to another."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sympy import Rational, symbols

from checks.instances.instance import Instance
from checks.pairs import pair, pairs
from checks.pairs._exact import fractions
from numerics.models.general_quadratic import GeneralQuadratic
from theory.models import known_models
from theory.models.own import from_unit, register
from theory.statements import Setting
from theory.symbols import PARAMETERS

u, v = symbols("u v")

UNIT = from_unit(v * u**2, (u, v), name="unit of the families' tests", scale=Rational(1, 4))
register({UNIT.name: UNIT})
SETTINGS = [
    Setting(model, data, targets, variant)
    for model, variants in known_models().items()
    for variant, kinds in variants.items()
    for data in kinds
    for targets in ("zero", "any")
    if model != "own" or variant == UNIT.name
]


def test_every_model_that_a_setting_may_name_has_instances() -> None:
    assert set(known_models()) == set(pairs())


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"model": "two_layr"}, "no model 'two_layr'; known: biased_quadratic, deep"),
        ({"model": "two_layer", "variant": "liner"}, "two_layer has no variant 'liner'; known: '', 'linear', 'relu'"),
        ({"model": "quadratic", "variant": "isotropc"}, "quadratic has no variant 'isotropc'"),
        ({"model": "own"}, "own has no variant ''"),
        ({"model": "own", "variant": UNIT.name, "data": "many"}, "data 'one', not 'many'"),
        ({"model": "quadratic", "variant": "effective"}, "data 'many', not 'one'"),
        ({"model": "two_layer", "variant": "toy linear", "data": "many"}, "'toy linear' of two_layer"),
        ({"model": "deep", "variant": "relu"}, "deep has no variant 'relu'"),
        ({"model": "two_layer", "data": "several"}, "data must be"),
        ({"model": "two_layer", "targets": "none"}, "targets must be"),
    ],
)
def test_a_setting_that_nobody_samples_is_refused_where_it_is_written(wrong: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Setting(**wrong)


def _belongs(setting: Setting, instance: Instance) -> bool:
    zero = setting.any_targets or not any(instance.targets)
    return zero and (setting.many_data or instance.model.data_count == 1)


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_a_setting_is_sampled_where_it_says(setting: Setting) -> None:
    """Every pool stays inside the setting, and reaches more than its simplest case: D > 1 and targets that are not 0."""
    offered = pair(setting)
    exact = list(islice(offered.exact_instances(setting), 80))
    every = [*exact, *offered.boundary_instances(setting), *offered.typical_instances(setting, 2, 0)]
    assert exact
    assert all(_belongs(setting, instance) for instance in every)
    assert all(offered.fits(setting, instance.model, instance.weights) for instance in every if instance.exact)
    for instance in exact[:10]:
        for name, value in instance.parameters.items():
            assert not PARAMETERS[name].symbol.is_positive or value > 0
    assert setting.single_datum or any(instance.model.data_count > 1 for instance in exact)
    assert setting.zero_targets or any(any(instance.targets) for instance in exact)


@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_is_drawn_belongs_to_its_setting(data: st.DataObject) -> None:
    setting = data.draw(st.sampled_from(SETTINGS))
    instance = data.draw(pair(setting).instances(setting, 2, 64))
    assert _belongs(setting, instance)
    exact = pair(setting).as_exact(instance, 1, 3)
    assert exact.exact
    assert pair(setting).fits(setting, exact.model, exact.weights)


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_an_instance_belongs_to_no_other_pair(setting: Setting) -> None:
    for instance in islice(pair(setting).exact_instances(setting), 40):
        for other in ("two_layer", "quadratic", "deep"):
            if other != setting.model:
                assert not pair(Setting(other)).fits(Setting(other), instance.model, instance.weights)


@pytest.mark.parametrize(
    ("model", "variant"),
    [
        *(("two_layer", variant) for variant in ("linear", "relu", "toy linear", "standard")),
        *(("general_quadratic", variant) for variant in ("isotropic", "linear net")),
        ("quadratic", "isotropic"),
    ],
)
def test_a_restriction_restricts(model: str, variant: str) -> None:
    """Among the instances of the whole family some are outside of each variant."""
    offered = islice(pair(Setting(model)).exact_instances(Setting(model)), 60)
    assert not all(
        pair(Setting(model)).fits(Setting(model, variant=variant), instance.model, instance.weights) for instance in offered
    )


def test_a_dense_isotropic_form_has_the_constant_of_its_square() -> None:
    """Σ² = |x|²I: the largest entry of Σ is |x| for a diagonal Σ only, and a smaller |x| would refute what is proved."""
    setting = Setting("general_quadratic", variant="isotropic")
    turned = fractions([[[Fraction(3, 5), Fraction(4, 5)], [Fraction(4, 5), Fraction(-3, 5)]]])
    model, row = GeneralQuadratic(fractions([0]), fractions([[0, 0]]), turned, Fraction(1)), fractions([[1, 2]])
    assert pair(setting).fits(setting, model, row)
    assert pair(setting).instance(setting, model, row, fractions([0])).parameters["x2"] == 1
