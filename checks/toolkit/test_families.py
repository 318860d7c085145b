"""Every family knows its own: what it offers as exact scenes belongs to the setting, and not to another."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

import pytest

from checks.families import family
from checks.families._exact import fractions
from numerics.models.general_quadratic import GeneralQuadratic
from theory.claims import all_claims
from theory.statements import Setting

SETTINGS = sorted({statement.setting for item in all_claims() for statement in item.statements}, key=repr)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: f"{setting.model} {setting.variant} {setting.data}")
def test_exact_scenes_belong_to_their_setting(setting: Setting) -> None:
    for scene in islice(family(setting).exact_scenes(setting), 40):
        assert family(setting).fits(setting, scene.model, scene.weights), scene.recipe
        for other in ("two_layer", "quadratic", "deep"):
            if other != setting.model:
                assert not family(Setting(other)).fits(Setting(other), scene.model, scene.weights)


@pytest.mark.parametrize(
    ("model", "variant"),
    [
        *(("two_layer", variant) for variant in ("linear", "relu", "toy linear", "standard", "unheard of")),
        *(("general_quadratic", variant) for variant in ("isotropic", "linear net", "unheard of")),
        *(("quadratic", variant) for variant in ("isotropic", "unheard of")),
        *((model, "unheard of") for model in ("biased_quadratic", "nqm", "deep")),
    ],
)
def test_a_restriction_restricts(model: str, variant: str) -> None:
    """Among the scenes of the whole family some are outside of each variant."""
    offered = islice(family(Setting(model)).exact_scenes(Setting(model)), 60)
    assert not all(family(Setting(model)).fits(Setting(model, variant=variant), scene.model, scene.weights) for scene in offered)


def test_a_dense_isotropic_form_has_the_constant_of_its_square() -> None:
    """Σ² = |x|²I: the largest entry of Σ is |x| for a diagonal Σ only, and a smaller |x| would refute what is proved."""
    setting = Setting("general_quadratic", variant="isotropic")
    turned = fractions([[[Fraction(3, 5), Fraction(4, 5)], [Fraction(4, 5), Fraction(-3, 5)]]])
    model, row = GeneralQuadratic(fractions([0]), fractions([[0, 0]]), turned, Fraction(1)), fractions([[1, 2]])
    assert family(setting).fits(setting, model, row)
    assert family(setting).scene(setting, model, row, fractions([0])).parameters["x2"] == 1
