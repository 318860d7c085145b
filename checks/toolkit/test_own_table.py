"""The table of own models says of each what the product finds: a row is made again, and all are complete."""

from __future__ import annotations

import re

import pytest

from checks.ledger.own_table import made, own_page, own_rows, units
from theory.report import derive

pytest.importorskip("clarabel")
ROWS = {row.name: row for row in own_rows()}
UNITS = units()
WITHOUT_BOUND = {name for name, row in ROWS.items() if not row.bound}
WITHOUT_FRACTIONS = {"root two", "tanh", "gated tanh"}


def test_every_model_has_a_row_of_its_unit() -> None:
    assert list(ROWS) == list(UNITS)
    assert len(ROWS) >= 14 + 7 + 10
    assert {name: row.unit for name, row in ROWS.items()} == {name: str(unit.output) for name, unit in UNITS.items()}


def test_every_model_is_proved_or_certified_and_its_bound_times_less_refuted() -> None:
    assert {row.theorem for row in ROWS.values()} <= {"proved", "certified"}
    assert {"no such norm", "softplus"} == WITHOUT_BOUND
    refuted = {name: row.refuted for name, row in ROWS.items() if name not in WITHOUT_BOUND | WITHOUT_FRACTIONS}
    assert set(refuted.values()) == {"refuted"}, refuted
    assert {ROWS[name].refuted for name in WITHOUT_FRACTIONS} == {"not exactly"}


def test_every_diagram_has_a_mark_for_each_rate() -> None:
    assert all(re.fullmatch(r"[.^#?]{12}", row.diagram) for row in ROWS.values())
    assert "^" in "".join(row.diagram for row in ROWS.values())


@pytest.mark.parametrize("name", ["difference of squares", "squared ReLU", "softplus"])
def test_a_row_is_made_again(name: str) -> None:
    stored, now = ROWS[name], made(name, UNITS[name], slow=False)
    assert (now.maps, now.bound, now.sharp, now.refuted) == (stored.maps, stored.bound, stored.sharp, stored.refuted)
    assert now.theorem == "certified"
    assert len(now.diagram) == len(stored.diagram)  # a last digit may decide near an edge


@pytest.mark.parametrize("name", ["uv3", "two inputs", "output bias", "both biases", "ReLU", "absolute value"])
def test_a_bound_is_derived_again(name: str) -> None:
    report = derive(UNITS[name])
    bound = next(one for one in report.bounds if one.name in ("NTK", "weighted NTK"))
    assert (str(bound.statement), bound.sharp) == (ROWS[name].bound, ROWS[name].sharp == "yes")


def test_the_page_has_a_line_for_each() -> None:
    lines = [line for line in own_page().splitlines() if line.startswith("| ")]
    assert len(lines) == len(ROWS) + 1
    assert all(line.count("|") == 10 for line in lines)
