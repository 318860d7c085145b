"""Places from which a process never leaves refute limits: batches without a datum, a net at rest, signs that turn."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from itertools import islice

import pytest

from checks.evidence.kinds import Counterexample, Fuzzed
from checks.evidence.replay import counterexample_from_json, counterexample_to_json, replay_counterexample
from checks.instances.process import begin
from checks.pairs._exact import fractions
from checks.search.exact import search_ties
from checks.search.mutations import mutants
from checks.search.neighbours import neighbours
from checks.search.returning import returning
from theory.claims import claim
from theory.statements import Claim


def twin_of(name: str, operator: str) -> Claim:
    (twin,) = (item for item in mutants(claim(name)) if item.origin[1] == 0 and item.operator == operator)
    return twin.claim


def found_and_replayed(wrong: Claim) -> Counterexample:
    """The counterexample that the search finds, from its file, replayed."""
    found = search_ties(wrong, 0, most=96)
    assert isinstance(found, Counterexample)
    read = counterexample_from_json(json.loads(json.dumps(counterexample_to_json(found))))
    assert replay_counterexample(wrong, read).confirmed
    return read


def test_a_datum_that_no_batch_sees_keeps_its_loss() -> None:
    found = found_and_replayed(twin_of("BATCH-LOSS", "drop that data recur"))
    assert found.training is not None
    columns = zip(*found.training["shares"], strict=True)
    assert any(not any(map(Fraction, column)) for column in columns)
    assert "fixed point" in found.decided
    assert Fraction(found.values["L_limit"]) > 0


@pytest.mark.parametrize("number", [0, 1])
def test_the_limit_on_all_data_is_none_of_any_batches(number: int) -> None:
    twins = (item for item in neighbours(claim("MASTER-LIMIT")) if item.operator == "any batches")
    (twin,) = (item for item in twins if item.origin[1] == number)
    assert "fixed point" in found_and_replayed(twin.claim).decided


def test_a_net_rests_where_the_target_outweighs_the_decay() -> None:
    found = found_and_replayed(twin_of("DECAY-VANISH", "drop hypothesis 5"))
    assert "fixed point" in found.decided
    assert Fraction(found.values["H_limit"]) > 0


@pytest.mark.parametrize("name", ["BATCH-LOSS", "DECAY-VANISH"])
def test_what_is_proved_holds_there(name: str) -> None:
    assert isinstance(search_ties(claim(name), 0, most=96), Fuzzed)


@pytest.mark.parametrize("name", ["BATCH-LIMIT", "DECAY-BALANCE", "TARGET-BALANCE"])
def test_the_first_step_keeps_the_weights_or_turns_them(name: str) -> None:
    (statement, *_) = claim(name).statements
    kept = turned = 0
    for instance, rate in islice(returning(statement), 40):
        moved = begin(instance, fractions([rate])).next().state.weights
        kept += not (moved - instance.weights).any()
        turned += not (moved + instance.weights).any()
    assert kept
    assert name == "BATCH-LIMIT" or turned


def test_a_statement_about_steps_has_none() -> None:
    statement = claim("BATCH-MONO").statements[0]
    assert list(returning(statement)) == []
    assert list(returning(replace(statement, conclusion=claim("BATCH-SUM").statements[0].conclusion))) == []
