"""The table of what evidence reaches which setting says what is so."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from checks.ledger import coverage
from checks.verdict.expected import expected_verdicts
from theory.claims import all_claims
from theory.losses import LogCosh, Logistic
from theory.provers.prover import provers
from theory.settings import Setting

Table = Mapping[Setting, Mapping[str, int]]


@pytest.fixture(scope="module")
def table() -> Table:
    return coverage.coverage()


def of_own_models(table: Table) -> list[Setting]:
    return [setting for setting in table if setting.model == "own"]


def test_every_setting_of_the_claims_has_its_row(table: Table) -> None:
    own = of_own_models(table)
    assert set(table) - set(own) == {statement.setting for claim in all_claims() for statement in claim.statements}
    ours = [row["statements"] for setting, row in table.items() if setting not in own]
    assert sum(ours) == sum(len(claim.statements) for claim in all_claims())
    assert all(0 <= number <= row["statements"] for row in table.values() for number in row.values())


def test_every_statement_is_tried_on_weights(table: Table) -> None:
    # The slopes of log-cosh and of the logistic loss are no fractions: what speaks of them is tried in floating point only.
    smooth = {setting for setting in table if isinstance(setting.loss, (Logistic, LogCosh))}
    assert len(smooth) > 4
    assert all(row["exact"] == (0 if setting in smooth else row["statements"]) for setting, row in table.items())
    assert {row["float"] - row["statements"] for row in table.values()} == {0}


def test_what_is_proved_is_reached_by_a_prover_of_that_strength() -> None:
    words = {f"proved{prover.words}": prover for prover in provers().values()}
    proved = [claim for claim in all_claims() if expected_verdicts()[claim.id] in words]
    assert len(proved) > 40
    for claim in proved:
        weakest = words[expected_verdicts()[claim.id]]
        strong = [prover for prover in provers().values() if prover.cost >= weakest.cost]
        assert all(any(prover.covers(statement) for prover in strong) for statement in claim.statements), claim.id


def test_bounds_of_an_own_model_are_in_reach_of_certificates_and_of_coq(table: Table) -> None:
    rows = {setting.targets: table[setting] for setting in of_own_models(table)}
    assert rows["zero"]["statements"] == rows["zero"]["certified"] == rows["zero"]["coq"] == 4
    assert (rows["any"]["certified"], rows["any"]["derived"]) == (0, 1)


def test_what_no_prover_speaks_of_is_a_dot(table: Table) -> None:
    assert table[Setting("quadratic", "many", "zero", variant="effective")] == {
        "statements": 1, "derived": 0, "smt": 0, "certified": 0, "coq": 0, "exact": 1, "attained": 0, "float": 1, "enclosed": 0
    }  # fmt: skip
    (line,) = (line for line in coverage.coverage_page().splitlines() if line.startswith("| effective quadratic"))
    assert line == "| effective quadratic, D data, y = 0 | 1 | · | · | · | · | 1 | · | 1 | · |"
