"""What is proved of gradient descent is not true of other processes: the same sentences about them are refuted exactly."""

from __future__ import annotations

import pytest

from checks.evidence.kinds import Counterexample, Fuzzed
from checks.evidence.replay import replay_counterexample
from checks.search.exact import search_exactly
from checks.search.neighbours import neighbours
from theory.claims import claim


@pytest.mark.parametrize("name", ["ML-2", "TARGET-FORM", "LIN-SUB", "CAT-STRICT", "OMEGA"])
def test_every_neighbour_falls(name: str) -> None:
    twins = [twin for twin in neighbours(claim(name)) if twin.origin[1] < 3]
    assert len({twin.operator for twin in twins}) >= 4
    for twin in twins:
        found = search_exactly(twin.claim, 0, most=96)
        assert isinstance(found, Counterexample), twin.claim.id
        assert replay_counterexample(twin.claim, found).confirmed


def test_the_bound_of_all_data_is_none_for_their_batches() -> None:
    (twin,) = (twin for twin in neighbours(claim("MASTER-MONO")) if twin.operator == "any batches" and twin.origin[1] == 1)
    found = search_exactly(twin.claim, 0, most=96)
    assert isinstance(found, Counterexample)
    assert "batches p = " in found.case


def test_a_neighbour_that_is_true_survives() -> None:
    """The first step from rest is one of gradient descent, whatever the momentum."""
    kept = [twin for twin in neighbours(claim("CAT-EXISTS")) if twin.operator in ("heavy ball", "Nesterov's momentum")]
    assert kept
    assert all(isinstance(search_exactly(twin.claim, 0, most=24), Fuzzed) for twin in kept)


def test_statements_about_states_have_no_neighbours() -> None:
    assert list(neighbours(claim("ML-1"))) == []
