"""Counterexamples survive the trip through a file, and a file that was tampered with is refused or not confirmed."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from checks.evidence.kinds import Counterexample
from checks.evidence.replay import counterexample_from_json, counterexample_to_json, replay_counterexample, snippet
from checks.search.exact import search_exactly
from theory.claims import claim

CLAIM = claim("SUM-1")
FOUND = search_exactly(CLAIM, 0, most=240)
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


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("learning_rate", "1/0"),
        ("learning_rate", "1e999999999"),  # more digits than memory holds
        ("weights", ["eggs"]),
        ("step", "x"),
        ("values", []),
    ],
)
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


def test_a_changed_digit_is_noticed() -> None:
    for field, value in (("step", 1), ("learning_rate", "7"), ("values", {**DOCUMENT["values"], "eta": "7"})):
        with pytest.raises(ValueError, match="changed after it was written"):
            counterexample_from_json({**DOCUMENT, field: value})
    without = {key: value for key, value in DOCUMENT.items() if key != "digest"}
    changed = counterexample_from_json({**without, "values": {**DOCUMENT["values"], "theta2_next": "1/3"}})
    outcome = replay_counterexample(CLAIM, changed)
    assert outcome.refuted
    assert not outcome.confirmed
    assert "theta2_next" in outcome.differences[0]


def net(slopes: tuple[str, str] = ("1", "1"), scale: str = "1", at_zero: str = "1", data: int = 1) -> dict[str, Any]:
    arguments = {"inputs": [["1"]] * data, "width": 1, "slopes": list(slopes), "scale": scale, "slope_at_zero": at_zero}
    return {"module": "numerics.models.two_layer", "class": "TwoLayerNet", "arguments": arguments}


@pytest.mark.parametrize(
    ("claim_id", "changed", "message"),
    [
        ("ML-2", {"learning_rate": Fraction(-1)}, "learning rate"),
        ("CAT-STRICT", {"learning_rate": Fraction(0)}, "learning rate"),
        ("LIN-SUB", {"targets": (Fraction(5),)}, "targets 0"),
        ("LIN-SUB", {"model": net(slopes=("1", "-3"))}, "not a model"),
        ("RELU-NTK", {"model": net(slopes=("1", "0"), at_zero="100"), "weights": (Fraction(0), Fraction(1))}, "not a model"),
        ("ML-1", {"model": net(scale="-1")}, "prefactor"),
        ("ML-1", {"model": net(data=2), "targets": (Fraction(0),) * 2}, "one datum"),
        ("LW-1", {"model": net(scale="5")}, "not a model"),
        ("ZQ-1", {}, "not a model"),
        ("CAT-MONO", {"step": -5}, "step"),
    ],
)
def test_what_a_theorem_does_not_speak_of_refutes_nothing(claim_id: str, changed: dict[str, Any], message: str) -> None:
    """Most of these break the conclusion of a proved theorem outside its setting."""
    item = Counterexample(claim_id, 0, "", net(), (Fraction(1), Fraction(1)), (Fraction(0),), Fraction(1), 0, {}, "")
    with pytest.raises(ValueError, match=message):
        replay_counterexample(claim(claim_id), replace(item, **changed))


def test_a_slope_at_zero_that_a_hypothesis_excludes_refutes_nothing() -> None:
    """H = 10⁴ θ² at the kink, which no bound on the slopes allows."""
    item = Counterexample("ML-1", 0, "", net(at_zero="100"), (Fraction(0), Fraction(1)), (Fraction(0),), Fraction(1), 0, {}, "")
    assert not replay_counterexample(claim("ML-1"), item).refuted
    free = claim("ML-1 without σ'(0)² ≤ max(a₊², a₋²)")
    assert replay_counterexample(free, replace(item, claim=free.id)).refuted


def test_the_snippet_is_python() -> None:
    compile(snippet(FOUND), "snippet", "exec")
    assert "simulate_exact" in snippet(FOUND)
