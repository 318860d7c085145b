"""Sweeps: the specification is validated key by key, and the store says what it holds."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

pytest.importorskip("zarr")
pytest.importorskip("pydantic")
pytest.importorskip("xarray")

from checks.cli.application import application
from checks.toolkit.sweep_runs import SPECIFICATION, files, finish, write_specification
from numerics.diagram import PER_INITIALISATION, VARIABLES, measure
from numerics.ensemble import Ensemble, problem
from numerics.sweep.errors import SpecificationError, WorkerError
from numerics.sweep.run import Progress, run_sweep
from numerics.sweep.size import size_of
from numerics.sweep.specification import load_specification, parse_specification
from numerics.sweep.store import as_diagram, open_sweep

TEXT = SPECIFICATION.format(replicates=4, steps=10, rates=6)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("seed = 3", "sed = 3", "sed: unknown key"),
        ("seed = 3", "seed = -3", "seed: .*greater than or equal to 0"),
        ("seed = 3", "seed = 3.5", "seed: .*integer"),
        ("seed = 3", "seed = true", "seed: .*integer"),
        ("steps = 10", "steps = 0", "steps: "),
        ("steps = 10", "", "steps"),
        ("replicates = 4", 'replicates = "4"', "replicates: "),
        ('engine = "numpy"', 'engine = "abacus"', "engine: "),
        ("from = 0.5", "from = -0.5", "learning_rate.from: .*greater than 0"),
        ("from = 0.5", "from = nan", "learning_rate.from: "),
        ("from = 0.5", "from = 9.0", "learning_rate: from must be smaller than to"),
        ("count = 6", "", "learning_rate: give either"),
        ("count = 6", "step = 0.1", "learning_rate.step: unknown key"),
        ("slope = 0.5", "slop = 0.5", "ensemble.slop: unknown key"),
        ("slope = 0.5", 'slope = "__import__(0)"', "ensemble.slope: must be of type float"),
        ("slope = 0.5", "depth = 3", "depth is an axis of the model 'deep' only"),
        ('"two_layer"', "\"__import__('os').abort()\"", "model must be one of"),
        ("width = [16, 48]", "height = [16, 48]", "axes.height: unknown axis"),
        ("width = [16, 48]", "width = []", "axes.width: "),
        ("width = [16, 48]", "width = [16, 16]", "axes.width: values must differ"),
        ("width = [16, 48]", "width = [1.5]", "width must be a positive integer"),
        ("[axes]", "[axes", "not valid TOML"),
    ],
)
def test_an_invalid_specification_is_refused_by_name(old: str, new: str, message: str) -> None:
    assert old in TEXT
    if new or old.startswith("count"):
        with pytest.raises(SpecificationError, match=message):
            parse_specification(TEXT.replace(old, new))
    else:
        assert getattr(parse_specification(TEXT.replace(old, new)), message) == 1000


_LONG = ", ".join(map(str, range(1, 1001)))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[16, 48]", "[inf]", "axes.width.0.*finite"),
        ("[16, 48]", "[nan]", "axes.width.0.*finite"),
        ("[16, 48]", "[1e30]", r"width must be below 2\*\*62"),
        ("[16, 48]", f"[{10**30}]", r"width must be below 2\*\*62"),
        ("[16, 48]", "[" * 10**5 + "]" * 10**5, "not valid TOML"),
        ("width = [16, 48]", f"target = [{10**400}]", "target must be a number of float64"),
        ("seed = 3", f"seed = {'9' * 5000}", "not valid TOML"),
        ("seed = 3", f"seed = {10**40}", "seed: "),
        ("seed = 3", "seed = 1979-05-27", "seed: .*integer"),
        ("slope = 0.5", "slope = inf", "ensemble.slope"),
        ("slope = 0.5", f"slope = {10**400}", "slope must be a number of float64"),
        ("slope = 0.5", "eigenvalues = [1.0]", "eigenvalues must be a range"),
        ("slope = 0.5", 'data = "mnist"\ndata_count = 1000000', "data_count must be at most"),
        ("slope = 0.5", f'law = "{"x" * 9000}"', "law must be one of"),
        ("to = 5.0", "to = 0.50000000000000011", "further apart"),
        ("name =", f"# {'x' * 2**20}\nname =", "longer than"),
        # Sizes are estimated, whatever the lists would be if they were built.
        ("[16, 48]", "[100000000]", "51.2 GB of memory in each process"),
        ("[16, 48]", f"[{10**18}]", "5.12e.11 GB of memory in each process"),
        ("replicates = 4", "replicates = 100000000", "1e.08 blocks"),
        ("width = [16, 48]", f"width = [{_LONG}]\nslope = [{_LONG}]\ntarget = [{_LONG}]", "2e.09 blocks"),
        ("steps = 10", "steps = 100000000\nblock = 4\n[axes]", None),
    ],
)
def test_what_cannot_be_run_ends_with_status_2_before_anything_is_written(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in TEXT
    path = tmp_path / "sweep.toml"
    path.write_text(TEXT.replace(old, new))
    with pytest.raises(SpecificationError, match=message) as caught:
        run_sweep(load_specification(path), tmp_path / "out.zarr", workers=0)
    assert len(str(caught.value).replace(str(path), "")) < 600
    result = CliRunner().invoke(application({"sweep": ""}, "sweep"), ["sweep", str(path), "--out", str(tmp_path / "out.zarr")])
    assert result.exit_code == 2, result.output
    assert [found.name for found in tmp_path.iterdir()] == ["sweep.toml"]


def test_one_may_insist_on_a_large_sweep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = parse_specification(TEXT)
    monkeypatch.setattr("numerics.sweep.size.LIMITS", replace(size_of(chosen), blocks=3))
    with pytest.raises(SpecificationError, match=r"about 4 blocks.*refused above 3.*--insist"):
        run_sweep(chosen, tmp_path / "out.zarr", workers=0)
    assert run_sweep(chosen, tmp_path / "out.zarr", workers=0, insist=True).computed == 4


def test_what_does_not_fit_in_memory_is_said(tmp_path: Path) -> None:
    chosen = parse_specification(TEXT.replace("[16, 48]", f"[{10**18}]"))
    with pytest.raises(WorkerError, match=r"block \(0, 0\) cannot be computed"):
        run_sweep(chosen, tmp_path / "out.zarr", workers=0, insist=True)


@pytest.mark.parametrize(
    ("model", "fields"),
    [(name, {}) for name in ("two_layer", "pure_quadratic", "biased_quadratic", "general_quadratic", "nqm", "tanh")]
    + [("deep", {"depth": depth}) for depth in (1, 2, 4)]
    + [("two_layer", {"data": "mnist", "data_count": 3}), ("pure_quadratic", {"data": "points", "data_count": 3})],
)
def test_sizes_are_those_of_the_problem(model: str, fields: dict) -> None:
    ensemble = Ensemble(model=model, width=6, **fields)
    net = problem(ensemble, 0, 1).net
    assert (ensemble.weight_count, ensemble.data_count) == (net.weight_count, net.data_count)


def test_the_estimate_of_the_store_is_what_is_written(tmp_path: Path) -> None:
    chosen = parse_specification(TEXT)
    run_sweep(chosen, tmp_path / "out.zarr", workers=0)
    data = open_sweep(tmp_path / "out.zarr")
    size = size_of(chosen)
    assert size.blocks == data["finished"].size
    assert size.store_bytes == sum(data[name].nbytes for name in (*VARIABLES, *PER_INITIALISATION))


def test_a_missing_key_is_named() -> None:
    with pytest.raises(SpecificationError, match="name: missing"):
        parse_specification(TEXT.replace('name = "faults"', ""))


def test_hostile_text_is_only_text(tmp_path: Path) -> None:
    hostile = TEXT.replace('"faults"', "\"$(touch x); __import__('os').abort() \\u0000 <script>\"")
    assert "abort" in parse_specification(hostile).name


def test_equal_specifications_have_equal_digests() -> None:
    assert parse_specification(TEXT).digest == parse_specification("# a comment\n" + TEXT).digest
    assert parse_specification(TEXT).digest != parse_specification(TEXT.replace("seed = 3", "seed = 4")).digest


def test_the_shipped_specifications_are_valid() -> None:
    folder = Path(__file__).parents[2] / "notebooks" / "sweeps"
    found = sorted(folder.glob("*.toml"))
    if not found:
        pytest.skip("the notebooks are not part of this installation")
    assert max(load_specification(path).trajectories for path in found) >= 10**6


def test_a_store_holds_what_the_engine_computes(tmp_path: Path) -> None:
    path = write_specification(tmp_path, replicates=3, steps=30)
    chosen = load_specification(path)
    seen: list[Progress] = []
    done = run_sweep(chosen, tmp_path / "run.zarr", workers=1, report=seen.append)
    assert done == seen[-1] == Progress(0, 4, 4, 2 * 3 * 12)
    data = open_sweep(tmp_path / "run.zarr")
    assert data["phase"].dims == ("width", "replicate", "learning_rate")
    assert data.sizes == {"width": 2, "replicate": 3, "learning_rate": 12, "block": 2}
    assert data["width"].values.tolist() == [16, 48]
    assert data["final_ntk"].attrs["units"] == "1 / learning rate"
    assert bool(data["finished"].all())
    drawn = problem(Ensemble(width=48, slope=0.5), 3, 3)
    expected = measure(drawn, chosen.learning_rate.array(), 30, engine="numpy")
    for name in VARIABLES:
        np.testing.assert_array_equal(data[name].sel(width=48).values, expected[name], err_msg=name)
    np.testing.assert_array_equal(data["initial_ntk"].sel(width=48).values, expected["initial_ntk"])
    assert data.attrs["seed"] == 3
    assert data.attrs["specification_sha256"] == chosen.digest
    assert data.attrs["versions"]["numpy"] == np.__version__
    _codecs_are_declared(tmp_path / "run.zarr")
    diagram = as_diagram(tmp_path / "run.zarr")
    assert (diagram.axis, diagram.values.tolist(), diagram.ensemble.slope) == ("width", [16.0, 48.0], 0.5)
    np.testing.assert_array_equal(diagram.phase[1], expected["phase"])
    _is_drawn(tmp_path)


def _is_drawn(folder: Path) -> None:
    pytest.importorskip("matplotlib")
    from checks.cli.phases import app

    options = ["plot", "--store", str(folder / "run.zarr"), "--out", str(folder / "run.png")]
    result = CliRunner().invoke(app, options)
    assert result.exit_code == 0, result.output
    assert (folder / "run.png").stat().st_size > 5000
    result = CliRunner().invoke(app, [*options[:2], str(folder), *options[3:]])
    assert result.exit_code == 2
    assert "not a store of a sweep" in result.output


def _codecs_are_declared(store: Path) -> None:
    for path in store.glob("*/zarr.json"):
        assert json.loads(path.read_text())["codecs"][-1]["name"] == "crc32c", path
    assert not (store / "zarr.json").read_text().count("consolidated_metadata")


def test_a_block_of_fill_values_is_written(tmp_path: Path) -> None:
    # After one step nothing has settled: every phase is 3, which is also what an unwritten chunk reads as.
    path = tmp_path / "short.toml"
    path.write_text(
        TEXT.replace("steps = 10", "steps = 1").replace("to = 5.0", "to = 0.9").replace("replicates = 4", "replicates = 2")
    )
    chosen = load_specification(path)
    assert run_sweep(chosen, tmp_path / "short.zarr", workers=1).computed == 2
    assert (open_sweep(tmp_path / "short.zarr")["phase"].values == 3).all()
    assert run_sweep(chosen, tmp_path / "short.zarr", workers=1).computed == 0


@pytest.mark.deep
def test_a_cluster_of_two_workers_writes_the_same_bytes(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    chosen = load_specification(write_specification(tmp_path))
    run_sweep(chosen, tmp_path / "local.zarr", workers=1)
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as nodes:
        run_sweep(chosen, tmp_path / "cluster.zarr", scheduler=nodes.scheduler_address)
    assert files(tmp_path / "cluster.zarr") == files(tmp_path / "local.zarr")


@pytest.mark.parametrize("address", ["nonsense://x", "tcp://", "tcp://127.0.0.1", "tcp://127.0.0.1:port", "x" * 5000, ""])
def test_no_scheduler_is_a_clear_error(tmp_path: Path, address: str) -> None:
    pytest.importorskip("distributed")
    chosen = load_specification(write_specification(tmp_path))
    with pytest.raises(WorkerError, match=r"no Dask scheduler answers at .*an address looks like") as caught:
        run_sweep(chosen, tmp_path / "run.zarr", scheduler=address)
    assert len(str(caught.value)) < 200


@pytest.mark.deep
def test_a_command_that_finds_no_scheduler_ends_without_a_traceback(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    path = write_specification(tmp_path)
    for address in ("nonsense://x", "tcp://127.0.0.1:1"):
        status, errors = finish(path, tmp_path / "run.zarr", "--scheduler", address)
        assert (status, "Traceback" in errors) == (1, False), errors
