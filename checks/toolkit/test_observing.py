"""Observing changes nothing else, to the last bit, in any engine; what the compiled one observes are its own weights."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from checks.toolkit.test_compiled import MODELS, build, starts
from numerics.descent import simulate
from numerics.losses import Huber
from numerics.models.base import Model
from numerics.trajectories import Trajectories
from numerics.updates import HeavyBall

UNCHANGED = ("loss", "ntk", "weight_norm", "outputs", "final_weights", "last_step", "diverged", "steps")
WHOLE = {"weights": lambda model, weights: weights, "least": lambda model, weights: weights.min(axis=1)}


def _growing() -> Any:
    """A callable that returns one column more each time."""
    turns = iter(range(1, 9))
    return lambda model, weights: np.zeros((len(weights), next(turns)))


ODD: tuple[tuple[Any, str], ...] = (
    (_growing, "must always return one shape"),
    (lambda: lambda model, weights: np.array(["a"] * len(weights)), "must return numbers, not an array of <U1"),
    (lambda: lambda model, weights: [None] * len(weights), "must return numbers, not an array of object"),
)


def _same(one: Trajectories, two: Trajectories) -> None:
    for name in UNCHANGED:
        np.testing.assert_array_equal(getattr(one, name), getattr(two, name), err_msg=name)
    for name, values in vars(one.summary).items():
        np.testing.assert_array_equal(values, getattr(two.summary, name), err_msg=name)


def _case(kind: str, data: int, width: int) -> tuple[Model, np.ndarray, np.ndarray]:
    """Trajectories of which one rests from the start, one has a learning rate of 0, and some diverge."""
    model = build(kind, data, 2, width, (1.0, 0.5), 1.0, 5)
    weights = starts(model, 9, 6)
    weights[0] = 0
    top = simulate(model, weights, 0.1, 0.0, 0).ntk[:, 0]
    rates = np.linspace(0.01, 9.0, 9) / np.maximum(top, 1e-3)
    rates[1] = 0
    return model, weights, rates


@pytest.mark.parametrize("kind", MODELS)
@pytest.mark.parametrize("data", [1, 3, 33])
@pytest.mark.parametrize("width", [7, 70])
def test_compiled_trajectories_and_the_weights_along_them(kind, data, width, monkeypatch):
    """The weights at step k are those at which a run of k steps ends; also where memory is given for two states at a time."""
    pytest.importorskip("numba")
    model, weights, rates = _case(kind, data, width)
    for every, room in ((1, 2**25), (5, 2**25), (None, 2**25), (1, 2 * model.weight_count)):
        monkeypatch.setattr("numerics.compiled.watching._ROOM", room)
        plain = simulate(model, weights, 0.1, rates, 12, record_every=every, engine="compiled")
        runs = simulate(model, weights, 0.1, rates, 12, record_every=every, engine="compiled", observe=WHOLE)
        _same(plain, runs)
        ends = np.searchsorted(runs.steps, runs.last_step)
        for column, step in enumerate(runs.steps.tolist()):
            there = simulate(model, weights, 0.1, rates, step, record_every=None, engine="compiled").final_weights
            expected = np.where((ends >= column)[:, None], there, np.nan)
            np.testing.assert_array_equal(runs.observed["weights"][:, column], expected)
            np.testing.assert_array_equal(runs.observed["least"][:, column], expected.min(axis=1))
        assert runs.diverged.any()
        assert not runs.diverged.all()


@pytest.mark.parametrize("engine", ["auto", "numpy"])
@pytest.mark.parametrize("change", [{}, {"update": HeavyBall(0.05, momentum=0.9)}, {"loss": Huber(0.5)}])
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_any_engine_rule_and_loss(engine, change, dtype):
    model, weights, rates = _case("net", 3, 7)
    weights = weights.astype(dtype)
    given = None if "update" in change else rates
    plain = simulate(model, weights, 0.1, given, 12, engine=engine, **change)
    runs = simulate(model, weights, 0.1, given, 12, engine=engine, observe=WHOLE, **change)
    _same(plain, runs)
    np.testing.assert_array_equal(runs.observed["weights"][:, 0], weights)
    assert runs.observed["weights"].dtype == dtype


@pytest.mark.parametrize("engine", ["auto", "numpy"])
def test_who_writes_into_what_he_observes_changes_no_trajectory(engine):
    def erase(model: Model, weights: np.ndarray) -> np.ndarray:
        weights[:] = 0
        return weights[:, 0]

    model, weights, rates = _case("net", 3, 7)
    plain = simulate(model, weights, 0.1, rates, 12, engine=engine)
    _same(plain, simulate(model, weights, 0.1, rates, 12, engine=engine, observe={"erase": erase, **WHOLE}))


def test_what_is_observed_is_refused_alike_in_both_engines():
    pytest.importorskip("numba")
    model, weights, rates = _case("net", 1, 7)
    for engine in ("numpy", "compiled"):
        with pytest.raises(ValueError, match=r"observe\['sum'\] must return"):
            simulate(model, weights, 0.1, rates, 2, observe={"sum": lambda model, weights: weights.sum()}, engine=engine)
        for measure, said in ODD:
            with pytest.raises(ValueError, match=said):
                simulate(model, weights, 0.1, rates, 2, observe={"odd": measure()}, engine=engine)
        with pytest.raises(ValueError, match="must not call anything 'loss'"):
            simulate(model, weights, 0.1, rates, 2, observe={"loss": WHOLE["least"]}, engine=engine)
        nobody = simulate(model, weights[:0], 0.1, rates[:0], 2, observe=WHOLE, engine=engine)
        assert not nobody.observed
        start = simulate(model, weights, 0.1, rates, 0, observe=WHOLE, engine=engine)
        np.testing.assert_array_equal(start.observed["weights"][:, 0], weights)
