"""Faults on purpose: nothing that was finished is lost, and nothing wrong is taken for right without a word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("zarr")
pytest.importorskip("pydantic")
pytest.importorskip("xarray")

from checks.toolkit.chaos.documents import argument_faults, document_faults
from checks.toolkit.chaos.stores import damaged, store_faults
from checks.toolkit.chaos.table import all_faults, rows_as_markdown
from checks.toolkit.chaos.trial import Fault, trials_of

FAULTS = [*store_faults(), *document_faults(), *argument_faults()]
PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "faults.md"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_neither_silent_nor_loses_anything(fault: Fault, tmp_path: Path) -> None:
    row = trials_of(fault, 1, 0, tmp_path)
    assert (row.lost, row.silent) == (0, 0), row.bad


@pytest.mark.deep
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_no_fault_of_many_is_silent_or_loses_anything(fault: Fault, tmp_path: Path) -> None:
    row = trials_of(fault, 32, 1, tmp_path)
    assert (row.lost, row.silent) == (0, 0), row.bad


def test_the_table_of_the_documentation_lists_every_fault_and_none_that_was_silent() -> None:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.read_text().splitlines() if line[:1] == "|"]
    shown = {row[0]: tuple(map(int, row[3:])) for row in rows[2:]}
    assert set(shown) == {"all", *(fault.name for fault in all_faults())}
    assert set(shown.values()) == {(0, 0)}


def test_a_changed_ledger_would_be_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fault = next(fault for fault in FAULTS if fault.name == "ledger: a value is changed")
    monkeypatch.setattr("checks.toolkit.chaos.documents.read_ledger", lambda file: None)
    row = trials_of(fault, 3, 0, tmp_path)
    assert row.silent == 3
    assert "| 3 | 0 | 0 | 3 |" in rows_as_markdown([row])


def test_a_silent_fault_would_be_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fault = Fault("a coordinate is deleted", damaged("deleted", finished=True, kind="coordinate"))
    assert trials_of(fault, 2, 0, tmp_path / "with").noticed == 2
    for name in ("checked_attributes", "group_attributes"):
        monkeypatch.setattr(f"numerics.sweep.store.{name}", _unchecked)
    assert trials_of(fault, 2, 0, tmp_path / "without").silent == 2


def _unchecked(store: Path) -> dict:
    return json.loads((store / "zarr.json").read_text())["attributes"]
