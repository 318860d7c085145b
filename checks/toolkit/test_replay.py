"""Counterexamples survive the trip through a file, and a file that was tampered with is refused or not confirmed."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from checks.evidence import Counterexample
from checks.hunt import hunt
from checks.replay import counterexample_from_json, counterexample_to_json, replay_counterexample, snippet
from theory.claims import claim

CLAIM = claim("SUM-1")
FOUND = hunt(CLAIM, 0, most=240)
assert isinstance(FOUND, Counterexample)
DOCUMENT = counterexample_to_json(FOUND)


def test_round_trip() -> None:
    read = counterexample_from_json(json.loads(json.dumps(DOCUMENT)))
    assert read == FOUND
    assert replay_counterexample(CLAIM, read).confirmed


def test_other_numbers_are_judged_anew() -> None:
    still = replace(FOUND, weights=(Fraction(0),) * len(FOUND.weights))
    assert not replay_counterexample(CLAIM, still).confirmed


@pytest.mark.parametrize("field", ["weights", "learning_rate", "model", "claim", "step"])
def test_missing_fields_are_named(field: str) -> None:
    with pytest.raises(ValueError, match=field):
        counterexample_from_json({key: value for key, value in DOCUMENT.items() if key != field})


@pytest.mark.parametrize(("field", "value"), [("learning_rate", "1/0"), ("weights", ["eggs"]), ("step", "x")])
def test_hostile_values_are_refused(field: str, value: Any) -> None:
    with pytest.raises(ValueError, match="not a counterexample"):
        counterexample_from_json({**DOCUMENT, field: value})


@pytest.mark.parametrize("module", ["os", "subprocess", "numerics.models", "numerics.models.arrays"])
def test_only_models_can_be_named(module: str) -> None:
    item = replace(FOUND, model={**FOUND.model, "module": module, "class": "system"})
    with pytest.raises(ValueError, match=r"unknown|no model"):
        replay_counterexample(CLAIM, item)


def test_it_must_fit_its_claim() -> None:
    with pytest.raises(ValueError, match="SUM-1"):
        replay_counterexample(claim("ML-1"), FOUND)
    with pytest.raises(ValueError, match="weights"):
        replay_counterexample(CLAIM, replace(FOUND, weights=FOUND.weights + FOUND.weights))
    with pytest.raises(ValueError, match="statement"):
        replay_counterexample(CLAIM, replace(FOUND, statement=9))


def test_the_snippet_is_python() -> None:
    compile(snippet(FOUND), "snippet", "exec")
    assert "simulate_exact" in snippet(FOUND)
