"""Trajectories behave as people expect of a batch: length, choice, equality, a file, one start with many rates, going on."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from numerics import Adam, HeavyBall, PureQuadratic, Trajectories, TwoLayerNet, simulate, simulate_exact
from numerics.trajectory_files import load_trajectories, save_trajectories

MODEL = PureQuadratic(np.ones((1, 2)), 1.0)
RATES = np.array([0.5, 1.0, 9.0])


def runs(**options):
    return simulate(MODEL, np.array([[0.6, 0.8]]), 0.0, RATES, 12, **options)


def test_one_start_with_many_rates_is_that_start_for_each() -> None:
    each = simulate(MODEL, np.repeat([[0.6, 0.8]], 3, axis=0), 0.0, RATES, 12)
    assert runs() == each
    assert len(runs()) == 3
    with pytest.raises(ValueError, match="learning_rates must have shape"):
        simulate(MODEL, np.ones((2, 2)), 0.0, RATES, 12)


@pytest.mark.parametrize("record_every", [1, None])
def test_chosen_trajectories_are_those_that_were_run(record_every: int | None) -> None:
    whole = runs(record_every=record_every)
    assert whole.diverged.tolist() == [False, False, True]
    for number, rate in enumerate(RATES):
        alone = simulate(MODEL, np.array([[0.6, 0.8]]), 0.0, rate, 12, record_every=record_every)
        assert whole[number].loss.shape[0] == 1
        assert whole[number].learning_rates.tolist() == [rate]
        assert np.array_equal(whole[number].summary.peak_loss, alone.summary.peak_loss)
    assert [one.learning_rates[0] for one in whole] == RATES.tolist()
    assert whole[whole.diverged] == whole[2] == whole[-1] == whole[[2]] == whole[2:]
    assert whole[:2] != whole[1:]
    with pytest.raises(IndexError, match="none has the number 3"):
        whole[3]
    assert len(whole[[]]) == 0
    none_of_them = ((0.5, "a mask"), ((0, 1), "a mask"), ([0, 3], "number 3"), ([0, -4], "number -4"), ([True], r"shape \(3,\)"))
    for none, told in none_of_them:
        with pytest.raises(IndexError, match=told):
            whole[none]


def test_one_number_in_the_last_bit_makes_them_differ() -> None:
    one, other = runs(), runs()
    assert one == other
    other.loss[0, 0] = np.nextafter(other.loss[0, 0], 9.0)
    assert one != other
    assert one != "trajectories"
    with pytest.raises(TypeError, match="unhashable type: 'Trajectories'"):
        hash(one)


@pytest.mark.parametrize(
    "options", [{}, {"record_every": None}, {"keep_outputs": False}, {"observe": {"two": lambda m, w: 2 * w}}]
)
def test_a_file_gives_back_what_was_kept(tmp_path: Path, options: dict) -> None:
    kept = runs(**options)
    kept.save(tmp_path / "runs.npz")
    again = Trajectories.load(tmp_path / "runs.npz")
    assert again == kept
    assert np.array_equal(again.phases(), kept.phases())


def test_what_a_rule_remembers_is_kept_and_gone_on_from(tmp_path: Path) -> None:
    net, start = TwoLayerNet(np.ones((1, 1)), 2, (1.0, 1.0)), np.array([[0.3, 0.4, 0.5, 0.6]])
    rule = HeavyBall(0.5, momentum=0.5)
    whole, half = (simulate(net, start, 0.1, steps=steps, update=rule) for steps in (8, 4))
    save_trajectories(half, tmp_path / "half.npz")
    on = simulate(net, load_trajectories(tmp_path / "half.npz").final_state, 0.1, steps=4, update=rule)
    assert np.array_equal(on.final_weights, whole.final_weights)
    many = simulate(net, half.final_state, 0.1, [0.5, 0.4], steps=4, update=partial(HeavyBall, momentum=0.5))
    assert np.array_equal(many.final_weights[:1], whole.final_weights)
    assert len(many) == 2
    for run in (simulate, simulate_exact):
        with pytest.raises(ValueError, match="Adam remembers: 2, in the state given as weights: 1"):
            run(net, half.final_state, 0.1, None, 4, update=Adam(0.5))


def test_a_picture_has_a_line_for_each_trajectory_and_quantity() -> None:
    pytest.importorskip("matplotlib")
    kept = runs()
    axes = kept.plot().axes
    assert [axis.get_ylabel() for axis in axes] == ["loss", "NTK", "squared weight norm"]
    for axis, values in zip(axes, (kept.loss, kept.ntk, kept.weight_norm), strict=True):
        assert len(axis.lines) == len(kept)
        for line, row in zip(axis.lines, values, strict=True):  # the rates are in order
            assert np.array_equal(line.get_ydata(), row, equal_nan=True)
            assert np.array_equal(line.get_xdata(), kept.steps)
    assert axes[0].get_yscale() == "log"
    assert [text.get_text() for text in axes[0].get_legend().get_texts()] == [f"η = {rate:.4g}" for rate in RATES]
    assert len(kept.plot(most=2).axes[0].lines) == 2
    with pytest.raises(ValueError, match="most"):
        kept.plot(most=0)
    with pytest.raises(ValueError, match="no trajectory"):
        kept[:0].plot()


def test_a_table_has_a_row_for_each_trajectory_and_step() -> None:
    pytest.importorskip("pandas")
    kept = runs(observe={"two": lambda m, w: 2 * w, "first": lambda m, w: w[:, 0]})
    table = kept.to_dataframe()
    assert list(table.columns)[:6] == ["trajectory", "step", "learning_rate", "loss", "ntk", "weight_norm"]
    assert len(table) == kept.loss.size
    for number, rate in enumerate(RATES.tolist()):
        part = table[table.trajectory == number]
        assert np.array_equal(part.step, kept.steps)
        assert set(part.learning_rate) == {rate}
        for name in ("loss", "ntk", "weight_norm"):
            assert np.array_equal(part[name], getattr(kept, name)[number], equal_nan=True)
        assert np.array_equal(part["first"], kept.observed["first"][number], equal_nan=True)
        assert np.array_equal(part["two_1"], kept.observed["two"][number, :, 1], equal_nan=True)
        assert np.array_equal(part["outputs_0"], kept.outputs[number, :, 0], equal_nan=True)
    assert "outputs_0" not in runs(keep_outputs=False).to_dataframe()
    assert list(kept[:0].to_dataframe().columns) == list(table.columns)


@pytest.mark.parametrize(("module", "call", "extra"), [("matplotlib", "plot", "plots"), ("pandas", "to_dataframe", "sweeps")])
def test_a_missing_package_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch, module: str, call: str, extra: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ImportError, match=rf"catapult-verify\[{extra}\]"):
        getattr(runs(), call)()


def test_what_is_no_trajectories_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"there is no folder.*missing"):
        runs().save(tmp_path / "missing" / "runs.npz")
    with pytest.raises(TypeError, match="file must be a path"):
        runs().save(3)
    with pytest.raises(TypeError, match="runs must be Trajectories"):
        save_trajectories(np.ones(3), tmp_path / "no.npz")
    (tmp_path / "text.npz").write_text("loss", encoding="utf-8")
    (tmp_path / "empty.npz").touch()
    np.save(tmp_path / "one.npy", np.ones(3))
    np.savez(tmp_path / "other.npz", loss=np.ones(3))
    np.savez(tmp_path / "objects.npz", loss=np.array([{}], dtype=object))
    for name in ("text.npz", "empty.npz", "one.npy", "other.npz", "objects.npz"):
        with pytest.raises(ValueError, match="holds no trajectories"):
            load_trajectories(tmp_path / name)
