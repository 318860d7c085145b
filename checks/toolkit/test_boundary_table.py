"""The table of every bound: none is beaten by the measured edge, and the sharp ones are sharp."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from checks.cli.phase_text import table_text
from checks.cli.phases import app
from checks.ledger.bound_table import STANDARD, Row, bound_table


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return bound_table((8,), replicates=2, steps=120, largest=6.0, tolerance=1e-3)


def test_no_proved_bound_exceeds_the_measured_edge(rows: list[Row]) -> None:
    assert {row.setting for row in rows} == set(STANDARD)
    for row in rows:
        # ML-6 is refuted (the top eigenvector turns), so it may exceed the edge.
        if row.origin != "stability" and row.bound != "ML-6":
            assert not (row.ratio > 1 + 1e-6).any(), (row.setting, row.bound, row.ratio)


@pytest.mark.parametrize("setting", ["linear net", "linear net, y = 1", "linear net, y = −1"])
def test_the_edge_of_the_closed_map_is_sharp(rows: list[Row], setting: str) -> None:
    (row,) = [row for row in rows if (row.setting, row.bound) == (setting, "kernel edge η*")]
    np.testing.assert_allclose(row.ratio, 1.0, atol=5e-3)


def test_derived_bounds_beat_printed_ones(rows: list[Row]) -> None:
    for setting, derived, printed in (
        ("quadratic with bias", "weighted norm", "ML-7"),
        ("pure quadratic, 8 points in 2 dimensions", "sharp C*", "ML-5"),
        ("leaky net ½, 8 points in 4 dimensions", "weight norm, D data", "ML-8"),
        ("linear net, 8 of MNIST", "spectral norm", "ML-8"),
    ):
        ratio = {row.bound: row.ratio for row in rows if row.setting == setting}
        # NaN: no edge was met by the scan.
        assert not (ratio[derived] <= ratio[printed]).any(), setting


def test_the_table_and_its_picture(rows: list[Row], tmp_path: Path) -> None:
    text = table_text(rows)
    assert len(text.splitlines()) == len(rows) + 1
    assert "kernel edge η*, derived" in text
    pytest.importorskip("matplotlib")
    from numerics.plots_tightness import tightness_picture

    named = {f"{row.setting}: {row.bound}": {row.width: row.ratio} for row in rows}
    assert tightness_picture(named, tmp_path / "tightness.svg").stat().st_size > 5000


def test_out_belongs_to_all() -> None:
    result = CliRunner().invoke(app, ["boundary", "--out", "x.png"])
    assert result.exit_code == 2
    assert "--all" in result.output
