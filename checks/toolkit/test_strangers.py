"""A model, an update rule and a loss from a package that knows nothing of this one's insides go everywhere."""

from __future__ import annotations

import importlib
import sys
from fractions import Fraction
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from numerics import Phase, check_model, phase_diagram, simulate, simulate_exact, stochastic_descent
from numerics.batches import Shuffled
from numerics.boundary import boundaries
from numerics.driver import iterates
from numerics.ensemble import MODELS, Ensemble, ModelKind, problem
from numerics.losses import LOSSES, Loss
from numerics.periods import behaviour
from numerics.process import Process
from numerics.updates import RULES, GradientDescent, HeavyBall, UpdateRule

MODEL = '''
"""f(x) = ½ Σ_i v_i u_i² x: a net with quadratic activation."""
import numpy as np
from numerics.arithmetic import in_kind


class SquareNet:
    def __init__(self, inputs, width):
        self.inputs, self.width = np.asarray(inputs), width

    weight_count = property(lambda self: 2 * self.width)
    data_count = property(lambda self: len(self.inputs))

    def _parts(self, weights):
        return weights[:, : self.width], weights[:, self.width :], in_kind(self.inputs, weights)

    def outputs(self, weights):
        u, v, x = self._parts(weights)
        return (v * u * u).sum(axis=1, keepdims=True) * x / 2

    def jacobian(self, weights):
        u, v, x = self._parts(weights)
        return np.concatenate((2 * u * v, u * u), axis=1)[:, None, :] * x[:, None] / 2

    def pullback(self, weights, cotangents):
        return np.matmul(cotangents[:, None, :], self.jacobian(weights))[:, 0, :]

    def tangent_gram(self, weights):
        rows = self.jacobian(weights)
        return np.matmul(rows, rows.swapaxes(1, 2))
'''

RULE = '''
"""Gradient descent that repeats its last step, a share of it: momentum under another name."""
from numerics.arithmetic import constant, scalar_in_kind
from numerics.updates import State


class Repeating:
    def __init__(self, rates, share):
        self.rates, self.share = rates, share

    def init(self, weights):
        return State(weights, (constant(0, weights),))

    def step(self, state, gradient):
        (last,) = state.memory
        rates = self.rates if not hasattr(self.rates, "shape") else state.of(self.rates[:, None])
        move = scalar_in_kind(self.share, last) * last - rates * gradient(state.weights)
        return state.next(state.weights + move, move)
'''

LOSS = '''
"""The quartic loss r⁴/4."""
from numerics.losses import Loss


class Quartic(Loss):
    def term(self, outputs, targets):
        return (outputs - targets) ** 4 / 4

    def slope(self, outputs, targets):
        return (outputs - targets) ** 3

    def bend(self, outputs, targets):
        return 3 * (outputs - targets) ** 2
'''

REGISTER = """
from numerics.ensemble import MODELS, ModelKind
from numerics.losses import LOSSES
from numerics.updates import RULES
from stranger.loss import Quartic
from stranger.model import SquareNet
from stranger.rule import Repeating

MODELS["square_net"] = ModelKind(lambda ensemble, inputs, rng: SquareNet(inputs[:, 0], ensemble.width))
RULES["repeating"] = Repeating
LOSSES["quartic"] = Quartic
"""


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The package, on the path of this process and of those that it starts."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "stranger").mkdir()
    for name, text in (("__init__", ""), ("model", MODEL), ("rule", RULE), ("loss", LOSS), ("register", REGISTER)):
        (folder / "stranger" / f"{name}.py").write_text(text, encoding="utf-8")
    sys.path.insert(0, str(folder))
    found = ModuleType("found")
    found.SquareNet = importlib.import_module("stranger.model").SquareNet
    found.Repeating = importlib.import_module("stranger.rule").Repeating
    found.Quartic = importlib.import_module("stranger.loss").Quartic
    yield found
    sys.path.remove(str(folder))
    for name in [name for name in sys.modules if name.split(".")[0] == "stranger"]:
        del sys.modules[name]


@pytest.fixture
def process(stranger: Any) -> dict[str, Any]:
    return {"update": partial(stranger.Repeating, share=Fraction(1, 4)), "loss": stranger.Quartic()}


START = np.array([[1.0, -0.5, 0.75, 0.5], [0.5, 1.0, -1.0, 0.25]])
TARGETS = np.array([0.5, -0.25, 0.0])


def test_they_are_what_they_should_be(stranger: Any) -> None:
    check_model(stranger.SquareNet([1.0, -2.0, 0.5], 2), START)
    assert isinstance(stranger.Repeating(0.1, 0.5), UpdateRule)
    assert isinstance(stranger.Quartic(), Loss)


def test_floats_fractions_and_balls_agree(stranger: Any, process: dict[str, Any]) -> None:
    net = stranger.SquareNet([1.0, -2.0, 0.5], 2)
    floats = simulate(net, START, TARGETS, 0.125, 4, **process)
    assert not floats.diverged.any()
    for row in range(2):
        exact = simulate_exact(net, START[row], TARGETS, 0.125, 4, **process)
        np.testing.assert_allclose(floats.loss[row], [float(state.loss) for state in exact], rtol=1e-12)
        np.testing.assert_allclose(floats.final_memory[0][row], [float(value) for value in exact[-1].memory[0]], rtol=1e-11)
    pytest.importorskip("flint")
    from numerics.enclosure import enclose

    low, high = enclose(net, START[0], TARGETS, 0.125, 4, **process).bounds("weight_norm")
    assert (low <= floats.weight_norm[0] * (1 + 1e-14)).all()
    assert (floats.weight_norm[0] <= high * (1 + 1e-14)).all()


def test_the_rule_is_heavy_ball(stranger: Any) -> None:
    net = stranger.SquareNet([1.0, -2.0, 0.5], 2)
    theirs = simulate(net, START, TARGETS, [0.05, 0.1], 30, update=partial(stranger.Repeating, share=0.5))
    ours = simulate(net, START, TARGETS, [0.05, 0.1], 30, update=partial(HeavyBall, momentum=0.5))
    np.testing.assert_allclose(theirs.loss, ours.loss, rtol=1e-9)
    assert behaviour(net, START, TARGETS, np.array([0.05, 0.1]), 400, update=partial(stranger.Repeating, share=0.5))


def test_diagrams_and_boundaries(stranger: Any, process: dict[str, Any]) -> None:
    ensemble = Ensemble(lambda ensemble, inputs, rng: stranger.SquareNet(inputs[:, 0], ensemble.width), width=16)
    rates = np.array([0.5, 2.5, 40.0])
    plain = phase_diagram(ensemble, rates, replicates=3, steps=400)
    other = phase_diagram(ensemble, rates, axis="width", values=[8, 16], replicates=3, steps=400, **process)
    assert plain.phase.shape == (1, 3, 3)
    assert (plain.phase[..., -1] == Phase.DIVERGENT).all()
    assert other.phase.shape == (2, 3, 3)
    assert not np.array_equal(plain.data["final_loss"], other.data["final_loss"][1:])
    assert "Repeating(share=Fraction(1, 4)), Quartic(normalisation='mean')" in repr(other)
    drawn = problem(ensemble, 0, 2)
    found = boundaries(drawn, np.linspace(0.5, 40, 8), 200, tolerance=1e-3, **process)
    assert np.isfinite(found.divergence_edge).all()
    edge = found.divergence_edge
    runs = simulate(drawn.net, drawn.weights, drawn.targets, edge * 1.001, 200, **process)
    assert runs.diverged.any()


def test_mini_batches(stranger: Any, process: dict[str, Any]) -> None:
    net = stranger.SquareNet([1.0, -2.0, 0.5], 2)
    rows = [Shuffled(2, seed=1).at(step, 3).rows for step in range(6)]
    run = stochastic_descent(net, START[0], TARGETS, 0.125, rows, top=1, critical=True, **process)
    many = simulate(net, START, TARGETS, 0.125, 6, batches=Shuffled(2, seed=1), **process)
    np.testing.assert_allclose(run.final_weights, many.final_weights[0], rtol=1e-12)
    assert np.isfinite(run.critical).all()
    walk = iterates(Process(net, TARGETS, GradientDescent(0.1), process["loss"], Shuffled(2)), START)
    assert next(walk).loss.shape == (2,)


def test_sweeps(stranger: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("zarr")
    pytest.importorskip("pydantic")
    from numerics.sweep.run import run_sweep
    from numerics.sweep.specification import parse_specification
    from numerics.sweep.store import as_diagram, open_sweep

    for table, name in ((MODELS, "square_net"), (RULES, "repeating"), (LOSSES, "quartic")):
        monkeypatch.setitem(table, name, None)  # taken out again at the end
    importlib.reload(importlib.import_module("stranger.register"))
    specification = parse_specification(
        """
        name = "strangers"
        replicates = 2
        steps = 30
        [learning_rate]
        values = [0.5, 3.0]
        [ensemble]
        model = "square_net"
        width = 4
        [update]
        rule = "repeating"
        share = 0.25
        [loss]
        name = "quartic"
        """
    )
    run_sweep(specification, tmp_path / "out.zarr", workers=1, modules=["stranger.register"])
    drawn = problem(specification.ensemble_at(()), 0, 2)
    rates = np.array([0.5, 3.0]) / (drawn.net.tangent_gram(drawn.weights)[:, 0] * 1.0)
    update = partial(stranger.Repeating, share=0.25)
    runs = simulate(drawn.net, drawn.weights, drawn.targets, rates[:, 0], 30, update=update, loss=stranger.Quartic())
    np.testing.assert_array_equal(open_sweep(tmp_path / "out.zarr").final_loss.values[:, 0], runs.summary.final_loss)
    assert "Repeating(share=0.25)" in repr(as_diagram(tmp_path / "out.zarr"))


def _no_model(ensemble: Ensemble, inputs: Any, rng: Any) -> Any:
    return "no model"


def test_a_model_kind_says_what_it_is_good_for(stranger: Any) -> None:
    kind = ModelKind(lambda ensemble, inputs, rng: stranger.SquareNet(inputs[:, 0], ensemble.width), data=("toy",), even=True)
    assert Ensemble(kind, width=4).weight_count == 8
    with pytest.raises(ValueError, match="width must be even"):
        Ensemble(kind, width=3)
    with pytest.raises(ValueError, match="slope is an axis of"):
        Ensemble(kind, width=4, slope=0.5)
    with pytest.raises(ValueError, match="data must be 'toy'"):
        Ensemble(kind, width=4, data="points", data_count=2)
    with pytest.raises(TypeError, match="model must be a model"):
        problem(Ensemble(_no_model), 0, 1)
