"""Every family knows its own: what it offers as exact scenes belongs to the setting, and not to another."""

from __future__ import annotations

from itertools import islice

import pytest

from checks.families import family
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
