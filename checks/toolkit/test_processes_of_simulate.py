"""`simulate` runs every rule, loss and batches: as exact runs say, whatever the batch, the chunk and what is recorded."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np
import pytest
from numpy import ndarray

from numerics import engines, reference
from numerics.batches import Batch, FullBatch, Independent, Listed, Shuffled, Weighted, shuffled_epochs
from numerics.descent import simulate
from numerics.exact import simulate_exact
from numerics.initial import generator, initialise
from numerics.losses import Huber, LogCosh, Logistic, Loss, Squared
from numerics.models.deep import DeepNet
from numerics.models.two_layer import TwoLayerNet
from numerics.periods import behaviour, lyapunov_exponent
from numerics.phases import Phase
from numerics.updates import Adam, Gradient, GradientDescent, HeavyBall, Nesterov, State, UpdateRule, WeightDecay

NET = TwoLayerNet([[1.0], [2.0], [-0.5]], 4, (1.0, 0.5))
WEIGHTS = initialise("gaussian", 3, 9, NET.weight_count)
TARGETS = np.array([1.0, -1.0, 1.0])
RATES = np.linspace(0.02, 0.5, 9)
RULES: dict[str, Any] = {
    "decay": partial(WeightDecay, decay=0.2),
    "heavy ball": partial(HeavyBall, momentum=0.5),
    "nesterov": partial(Nesterov, momentum=0.5),
    "adam": Adam,
    "descent": GradientDescent,
}
LOSSES: dict[str, Loss] = {"squared": Squared("sum"), "huber": Huber(0.5), "log cosh": LogCosh(), "logistic": Logistic()}
BATCHES = {
    "full": FullBatch(),
    "shuffled": Shuffled(2, seed=5),
    "independent": Independent(2, seed=5),
    "listed": Listed([[0, 1], [2]] * 20),
    "weighted": Weighted([0.5, 0.25, 0.25]),
}


@pytest.mark.parametrize("rule", ["decay", "heavy ball", "nesterov", "descent"])
@pytest.mark.parametrize("loss", ["squared", "huber"])
@pytest.mark.parametrize("batches", BATCHES)
def test_floats_follow_the_exact_run(rule: str, loss: str, batches: str) -> None:
    process: dict[str, Any] = {"loss": LOSSES[loss], "batches": BATCHES[batches]}
    floats = simulate(NET, WEIGHTS[:1], TARGETS, 0.125, 4, update=RULES[rule], **process)
    exact = simulate_exact(NET, WEIGHTS[0], TARGETS, Fraction(1, 8), 4, update=RULES[rule], **process)
    np.testing.assert_allclose(floats.loss[0], [float(state.loss) for state in exact], rtol=1e-12)
    np.testing.assert_allclose(floats.weight_norm[0], [float(state.weight_norm) for state in exact], rtol=1e-12)
    for known, found in zip(exact[-1].memory, floats.final_memory, strict=True):
        np.testing.assert_allclose(found[0], [float(value) for value in known], rtol=1e-11, atol=1e-14)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("batches", BATCHES)
def test_a_trajectory_is_the_same_in_any_batch(rule: str, loss: str, batches: str, monkeypatch: pytest.MonkeyPatch) -> None:
    process: dict[str, Any] = {"update": RULES[rule], "loss": LOSSES[loss], "batches": BATCHES[batches], "engine": "numpy"}
    # Some trajectories freeze on the way, so that the others change their place.
    limit = None if rule == "adam" else float(np.median(simulate(NET, WEIGHTS, TARGETS, RATES, 30, **process).summary.peak_loss))
    whole = simulate(NET, WEIGHTS, TARGETS, RATES, 30, divergence_loss=limit, **process)
    assert rule == "adam" or 0 < whole.diverged.sum() < 9
    for rows in (slice(4, 5), slice(8, None, -3)):
        part = simulate(NET, WEIGHTS[rows], TARGETS, RATES[rows], 30, divergence_loss=limit, **process)
        for field in ("loss", "ntk", "final_weights", "learning_rates"):
            np.testing.assert_array_equal(getattr(part, field), getattr(whole, field)[rows])
        for mine, all_of_it in zip(part.final_memory, whole.final_memory, strict=True):
            np.testing.assert_array_equal(mine, all_of_it[rows])
    monkeypatch.setattr(reference, "_CHUNK", 2 * NET.weight_count * 3)
    cut = simulate(NET, WEIGHTS, TARGETS, RATES, 30, divergence_loss=limit, record_every=7, **process)
    np.testing.assert_array_equal(cut.final_weights, whole.final_weights)
    np.testing.assert_array_equal(cut.last_step, whole.last_step)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_a_run_goes_on_where_another_ended(rule: str, dtype: type) -> None:
    run = partial(simulate, NET, targets=TARGETS, learning_rates=RATES, update=RULES[rule], batches=Shuffled(2))
    whole, first = run(WEIGHTS.astype(dtype), steps=20), run(WEIGHTS.astype(dtype), steps=8)
    rest = run(first.final_state, steps=12)
    assert rest.loss.dtype == dtype
    np.testing.assert_array_equal(rest.final_weights, whole.final_weights)
    np.testing.assert_array_equal(rest.loss, whole.loss[:, 8:])


def test_compiled_is_gradient_descent_and_says_what_it_does_not_cover() -> None:
    plain = simulate(NET, WEIGHTS, TARGETS, RATES, 10)
    rule = simulate(NET, WEIGHTS, TARGETS, steps=10, update=GradientDescent(RATES), loss=Squared(), batches=FullBatch())
    np.testing.assert_array_equal(rule.loss, plain.loss)
    assert (rule.learning_rates == RATES).all()
    pytest.importorskip("numba")
    for change in ({"update": RULES["heavy ball"]}, {"loss": Huber(1.0)}, {"batches": Shuffled(2)}, {"update": _Halved}):
        run = partial(simulate, NET, WEIGHTS, TARGETS, RATES, 10, **change)
        np.testing.assert_array_equal(run().final_weights, run(engine="compiled").final_weights)
        np.testing.assert_allclose(run().final_weights, run(engine="numpy").final_weights, rtol=1e-9, atol=1e-12)
        assert not np.allclose(run().final_weights, plain.final_weights, rtol=1e-3)
    run = partial(simulate, NET, WEIGHTS, TARGETS, RATES, 10, update=RULES["adam"])
    np.testing.assert_array_equal(run().final_weights, run(engine="numpy").final_weights)
    with pytest.raises(ValueError, match="engine 'compiled' cannot run Adam"):
        run(engine="compiled")
    with pytest.raises(ValueError, match="engine 'compiled' cannot run DeepNet"):
        simulate(DeepNet([[1.0]], (1,)), [[1.0, 1.0]], 0.0, 0.1, 1, engine="compiled")


class _Halved(GradientDescent):
    """A kind of gradient descent of one's own."""

    def step(self, state: State, gradient: Gradient) -> State:
        return state.next(state.weights - gradient(state.weights, self.rate(state, gradient) / 2))


def test_another_engine_is_an_entry_of_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def offer(request: Any) -> Any:
        asked.append(request)
        return reference.run if request.steps < 5 else ValueError("engine 'short' makes four steps at most")

    monkeypatch.setitem(engines.ENGINES, "short", offer)
    assert simulate(NET, WEIGHTS, 0.0, 0.1, 4, engine="short").loss.shape == (9, 5)
    with pytest.raises(ValueError, match="four steps at most"):
        simulate(NET, WEIGHTS, 0.0, 0.1, 5, engine="short")
    assert len(asked) == 2
    with pytest.raises(ValueError, match="engine must be one of auto, compiled, numpy, short"):
        simulate(NET, WEIGHTS, 0.0, 0.1, 5, engine="long")


@pytest.mark.parametrize(("beta", "share", "phase"), [(0.5, 0.9, Phase.MONOTONE), (0.9, 0.9, None), (0.5, 1.2, None)])
def test_momentum_moves_the_edge_of_rest(beta: float, share: float, phase: Phase | None) -> None:
    """A linear net on one datum at a fraction of the heavy ball's edge 2(1 + β): a state at rest there is not at rest for GD."""
    net = TwoLayerNet([[1.0]], 256, (1.0, 1.0))
    start = initialise("gaussian", 0, 1, 512)
    ntk = simulate(net, start, 0.0, 0.0, 0).ntk[0, 0]
    runs = simulate(net, start, 0.5, share * 2 * (1 + beta) / ntk, 4000, update=partial(HeavyBall, momentum=beta), ntk_every=None)
    assert runs.edge == 2 * (1 + beta)
    assert runs.phases()[0] in (Phase.MONOTONE, Phase.CATAPULT, Phase.DIVERGENT)
    if phase is not None:
        assert runs.learning_rates * runs.summary.final_ntk > 2
        assert runs.phases()[0] in (Phase.MONOTONE, Phase.CATAPULT)


def test_rules_without_a_rate_and_losses_with_a_curvature_have_their_own_edge() -> None:
    class Sign:
        """Steps of one size along the sign of the gradient."""

        def init(self, weights: ndarray) -> State:
            return State(weights)

        def step(self, state: State, gradient: Gradient) -> State:
            return state.next(state.weights - 0.01 * np.sign(gradient(state.weights)))

    assert isinstance(Sign(), UpdateRule)
    runs = simulate(NET, WEIGHTS, TARGETS, steps=3, update=Sign())
    assert np.isnan(runs.learning_rates).all()
    assert np.isinf(runs.edge).all()
    flat = simulate(NET, WEIGHTS, TARGETS, 0.1, 50, loss=Logistic())
    bend = Logistic().bend(NET.outputs(flat.final_weights), TARGETS).max(axis=1)
    np.testing.assert_allclose(flat.edge, 2 / bend)
    scheduled = simulate(NET, WEIGHTS, TARGETS, steps=4, update=GradientDescent(lambda state, gradient: 0.1 / (1 + state.step)))
    np.testing.assert_allclose(scheduled.learning_rates, 0.1 / 4)


def test_batches_are_the_same_whenever_they_are_asked_for() -> None:
    for batches in (Shuffled(4, seed=2), Independent(4, seed=2)):
        first = [batches.at(step, 10).rows for step in range(7)]
        again = [batches.at(step, 10).rows for step in reversed(range(7))][::-1]
        assert all(np.array_equal(one, other) for one, other in zip(first, again, strict=True))
        assert not np.array_equal(first[0], type(batches)(4, seed=3).at(0, 10).rows)
    epoch = [Shuffled(4, seed=2).at(step, 10).rows for step in range(3)]
    assert sorted(np.concatenate(epoch).tolist()) == list(range(10))
    assert [len(rows) for rows in epoch] == [4, 4, 2]
    assert np.array_equal(epoch[1], shuffled_epochs(generator(2, 0), 10, 4, 2)[1])
    assert FullBatch().at(3, 10) == Batch()


def test_weights_over_the_data_mix_the_gradients_of_single_data() -> None:
    shares = np.array([0.5, 0.3, 0.2])
    for loss in (Squared(), Huber(0.5), Squared("mean_square")):
        mixed = simulate(NET, WEIGHTS, TARGETS, 0.1, 1, batches=Weighted(shares), loss=loss)
        single = [simulate(NET, WEIGHTS, TARGETS, 0.1, 1, batches=Listed([[datum]]), loss=loss) for datum in range(3)]
        moves = sum(share * (run.final_weights - WEIGHTS) for share, run in zip(shares, single, strict=True))
        np.testing.assert_allclose(mixed.final_weights - WEIGHTS, moves, rtol=1e-10, atol=1e-13)


def test_lyapunov_exponents_take_rules_and_losses() -> None:
    """About w = y of L = (w − y)²/2 a displacement of position and velocity shrinks like the roots of z² − (1 + β − η)z + β."""
    net, start, rule = DeepNet([[1.0]], ()), np.full((1, 1), 0.5), partial(HeavyBall, momentum=0.25)
    roots = np.roots([1, -(1 + 0.25 - 0.1), 0.25])
    found = lyapunov_exponent(net, start, 1.0, 0.1, 4000, update=rule)
    assert found[0] == pytest.approx(np.log(abs(roots).max()), abs=1e-3)
    assert behaviour(net, start, 1.0, np.array([30.0]), 20, update=rule) == ["divergent later"]
    assert behaviour(net, start, 1.0, np.array([0.1]), 300, loss=Huber(1.0)) == ["period 1"]


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"update": GradientDescent(0.1)}, TypeError, "learning_rates must be None where update, GradientDescent, has its own"),
        ({"update": GradientDescent(0.1), "learning_rates": None, "steps": None}, TypeError, "steps must be an integer"),
        ({"learning_rates": None}, TypeError, "learning_rates must be given"),
        ({"learning_rates": None, "update": HeavyBall}, TypeError, "learning_rates must be given"),
        ({"learning_rates": None, "update": GradientDescent([0.1, 0.2])}, ValueError, r"rate of GradientDescent must have shape"),
        ({"update": 3}, TypeError, "update must make an update rule"),
        ({"update": lambda rates: rates}, TypeError, r"update must make an update rule \(with init and step\)"),
        ({"update": HeavyBall}, TypeError, "momentum"),
        ({"loss": "huber"}, TypeError, r"loss must be a Loss of numerics\.losses"),
        ({"loss": Huber}, TypeError, "not the class Huber"),
        ({"loss": Huber(1.0), "normalisation": "sum"}, ValueError, r"Huber\(normalisation='sum'\)"),
        ({"loss": Logistic(), "targets": 0.0}, ValueError, "targets must be 1 or -1"),
        ({"batches": [np.arange(2)]}, TypeError, r"batches must be a value of numerics\.batches"),
        ({"batches": Listed([[0]])}, ValueError, "given for 1 steps, and step 1"),
        ({"batches": Listed([[5]])}, ValueError, "rows must be below the number of data, 3"),
        ({"batches": Weighted([0.5, 0.5])}, ValueError, "one weight for each of the 3 data"),
        ({"weights": State(WEIGHTS, (WEIGHTS[:2],))}, ValueError, r"memory must hold arrays of shape \(B, …\)"),
    ],
)
def test_wrong_arguments_are_named(change: dict[str, Any], error: type[Exception], words: str) -> None:
    good: dict[str, Any] = {"model": NET, "weights": WEIGHTS, "targets": TARGETS, "learning_rates": 0.1, "steps": 2}
    with pytest.raises(error, match=words):
        simulate(**(good | change))


@pytest.mark.parametrize(
    ("make", "error", "words"),
    [
        (lambda: Shuffled(0), ValueError, "size must be at least 1"),
        (lambda: Independent(2.5), TypeError, "size must be an integer"),
        (lambda: Listed([[0], []]), ValueError, r"rows\[1\] must be the numbers of one or more data"),
        (lambda: Listed([[-1]]), ValueError, r"rows\[0\]"),
        (lambda: Weighted([0.5, 0.6]), ValueError, "shares must sum to 1"),
        (lambda: Weighted([1.5, -0.5]), ValueError, "shares must not be negative"),
        (lambda: Weighted([Fraction(1, 3)] * 2), ValueError, "shares must sum to 1"),
        (lambda: Weighted("half"), ValueError, "shares must be numbers"),
    ],
)
def test_wrong_batches_are_named(make: Any, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        make()
