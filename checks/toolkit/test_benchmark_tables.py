"""The tables of measured speed: what is said of several runs, and under which limit they were made."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import numpy as np
import pytest

from numerics.benchmarks import limits
from numerics.benchmarks.table import full_table, goals_of, short_table, with_table

ROOT = Path(__file__).parents[2]
RUN = json.loads((ROOT / "notebooks/benchmarks/xeon_run.json").read_text(encoding="utf-8"))


def _row(ratio: float, share: float) -> dict:
    return {
        "goals": [{"against": ["JAX"], "goal": 8.0, "median_ratio": ratio}],
        "fraction_of_fma_peak": share,
        "share_goal": 0.4,
    }


def test_a_goal_is_met_only_if_every_run_meets_it():
    assert goals_of([_row(9, 0.5), _row(8, 0.4)]) == "met"
    assert goals_of([_row(9, 0.5), _row(30, 0.6), _row(7.9, 0.5)]) == "missed: 8× JAX (least 7.9×)"
    assert goals_of([_row(9, 0.5), _row(9, 0.39)]) == "missed: 40% of the peak (least 39%)"
    assert goals_of([_row(float("nan"), 0.5)]).startswith("missed")


def test_figures_are_medians_over_runs():
    runs = [deepcopy(RUN) for _ in range(3)]
    for run, seconds in zip(runs, (0.9, 0.1, 0.2), strict=True):
        run["workloads"][0]["timings"]["catapult"]["median_s"] = seconds
    assert "| W1 net, width 64 | 200 ms |" in full_table(runs)
    assert short_table(runs).count("\n") == 7
    runs[1]["limit"] = "avx2"
    with pytest.raises(ValueError, match="one limit"):
        full_table(runs)


def test_only_the_table_below_its_heading_is_written_anew():
    page = "# Speed\n\n## One\n\n| a |\n|---|\n| 1 |\n\nText.\n\n## Two\n\n| b |\n"
    assert with_table(page, "One", "| x |\n") == page.replace("| a |\n|---|\n| 1 |\n", "| x |\n")
    assert with_table(page, "New", "| x |\n") == page.replace("## Two", "## New\n\n| x |\n\n## Two")
    with pytest.raises(ValueError, match="no heading"):
        with_table("Text.\n", "New", "| x |\n")


def test_a_limit_is_in_force_only_if_it_is_whole(monkeypatch):
    for key, value in limits.LIMITS["avx2"]().items():
        assert limits.in_force() is None
        monkeypatch.setenv(key, value)
    assert limits.in_force() == "avx2"


@pytest.mark.deep
def test_narrower_vectors_compute_the_same(tmp_path):
    """Kernels and passes compiled for AVX2, whatever else the processor has, against these of its own."""
    pytest.importorskip("numba")
    if limits.machine()["vector"] not in ("avx2", "avx512f"):
        pytest.skip("no AVX2 here")
    code = (
        "import sys, numpy as np\n"
        "from numerics.benchmarks import limits, ours, units\n"
        "from numerics.benchmarks.problems import grid_problem, one_datum\n"
        "found = {f'{name} {key}': value for name, problem in units.units_problems(8, 20, 10).items()\n"
        "         for key, value in units.ours(problem).items()}\n"
        "found |= ours.net_one(one_datum(20, 10, net=True, units=200)) | ours.grid(grid_problem(20, 50))\n"
        "np.savez(sys.argv[1], limit=str(limits.in_force()), **found)\n"
    )
    results = []
    for name, variables in (("own", {}), ("avx2", limits.LIMITS["avx2"]())):
        file = tmp_path / f"{name}.npz"
        subprocess.run([sys.executable, "-c", code, str(file)], env={**os.environ, **variables}, check=True, timeout=600)
        with np.load(file) as saved:
            results.append(dict(saved))
    own, narrow = results
    assert (own.pop("limit"), narrow.pop("limit")) == ("None", "avx2")
    for key, values in own.items():
        np.testing.assert_allclose(narrow[key], values, rtol=1e-9, atol=1e-12, err_msg=key)


def test_an_unknown_limit_is_named():
    command = [sys.executable, "-c", "from checks.cli import main; main()", "bench", "--limit", "sse9"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 2
    assert "--limit must be one of avx2" in done.stderr
