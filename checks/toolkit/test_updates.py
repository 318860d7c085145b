"""Update rules: exact against recursions written out by hand, and closed forms on a quadratic."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice, pairwise
from typing import Any

import numpy as np
import pytest
from numpy import ndarray

from numerics.arithmetic import balls, rational
from numerics.descent import simulate
from numerics.driver import iterates
from numerics.exact import simulate_exact
from numerics.losses import Huber, Squared
from numerics.models.general_quadratic import GeneralQuadratic
from numerics.models.two_layer import TwoLayerNet
from numerics.process import Process
from numerics.updates import (
    Adam,
    Constant,
    Gradient,
    GradientDescent,
    HeavyBall,
    Nesterov,
    Piecewise,
    State,
    StepList,
    UpdateRule,
    WeightDecay,
)

HALF = Fraction(1, 2)
NET = TwoLayerNet([[Fraction(1)], [Fraction(2)]], 2, (Fraction(1), HALF), scale=HALF)
START, TARGETS = rational([3, -2, 1, 2])[None], rational([1, -1])
ETA, BETA, MU = Fraction(1, 7), Fraction(2, 3), Fraction(1, 5)


def _gradient(weights: ndarray) -> ndarray:
    """∇L of L = (1/2D)Σr² from the Jacobian, which the engine never forms."""
    return np.matmul((NET.outputs(weights) - TARGETS)[:, None, :], NET.jacobian(weights))[:, 0, :] / 2


def _run(rule: UpdateRule, start: ndarray = START, steps: int = 4) -> list[State]:
    return [here.state for here in islice(iterates(Process(NET, TARGETS, rule), start), steps + 1)]


def test_gradient_descent_and_decay_by_hand() -> None:
    weights, decayed = START, START
    for plain, state in zip(_run(GradientDescent(ETA)), _run(WeightDecay(ETA, MU)), strict=True):
        assert (plain.weights == weights).all()
        assert (state.weights == decayed).all()
        weights = weights - ETA * _gradient(weights)
        decayed = (1 - ETA * MU) * decayed - ETA * _gradient(decayed)


def test_heavy_ball_by_hand() -> None:
    weights, velocity = START, 0 * START
    for state in _run(HeavyBall(ETA, BETA)):
        assert (state.weights == weights).all()
        assert (state.memory[0] == velocity).all()
        velocity = BETA * velocity - ETA * _gradient(weights)
        weights = weights + velocity


def test_nesterov_by_hand() -> None:
    weights, velocity = START, 0 * START
    for state in _run(Nesterov(ETA, BETA)):
        assert (state.weights == weights).all()
        assert (state.memory[0] == velocity).all()
        velocity = BETA * velocity - ETA * _gradient(weights + BETA * velocity)
        weights = weights + velocity


def test_without_momentum_or_decay_every_rule_is_gradient_descent() -> None:
    plain = _run(GradientDescent(ETA))
    for rule in (HeavyBall(ETA, 0), Nesterov(ETA, 0), WeightDecay(ETA, 0)):
        assert all((state.weights == known.weights).all() for state, known in zip(_run(rule), plain, strict=True))


def test_adam_by_hand() -> None:
    rule, start = Adam(0.01), START.astype(float)
    weights, mean, square = start, 0 * start, 0 * start
    for step, state in enumerate(_run(rule, start), 1):
        np.testing.assert_allclose(state.weights, weights, rtol=1e-13)
        gradient = _gradient(weights).astype(float)
        mean, square = 0.9 * mean + 0.1 * gradient, 0.999 * square + 0.001 * gradient**2
        weights = weights - 0.01 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    with pytest.raises(TypeError, match="sqrt has no exact arithmetic"):
        _run(rule)


# f = √λ·w on one datum, target 0: L = λw²/2.
QUADRATIC = GeneralQuadratic([Fraction(0)], [[Fraction(1)]], [[Fraction(0)]], Fraction(0))


@pytest.mark.parametrize("rule", [HeavyBall, Nesterov])
@pytest.mark.parametrize("share", [Fraction(99, 100), Fraction(101, 100)])
def test_the_edge_is_where_a_quadratic_stops_converging(rule: Any, share: Fraction) -> None:
    """Below the edge 2000 steps shrink, above it they grow; L = w²/2."""
    edge = Fraction(rule(1, HALF).edge(1)).limit_denominator(100)
    process = Process(QUADRATIC, np.zeros(1), rule(float(share * edge), 0.5))
    states = list(islice(iterates(process, np.ones((1, 1))), 2001))
    assert (abs(states[-1].state.weights[0, 0]) > 1) == (share > 1)


def test_closed_forms_on_a_quadratic() -> None:
    process = Process(QUADRATIC, rational([0]), WeightDecay(ETA, MU))
    for step, here in enumerate(islice(iterates(process, rational([[1]])), 6)):
        assert here.state.weights[0, 0] == (1 - ETA * MU - ETA) ** step
    # The characteristic polynomial of heavy ball: w'' = (1 + β − η)w' − βw; of Nesterov: w'' = (1 − η)((1 + β)w' − βw).
    for rule, first, second in ((HeavyBall, 1 + BETA - ETA, -BETA), (Nesterov, (1 - ETA) * (1 + BETA), -(1 - ETA) * BETA)):
        process = Process(QUADRATIC, rational([0]), rule(ETA, BETA))
        path = [here.state.weights[0, 0] for here in islice(iterates(process, rational([[1]])), 8)]
        assert all(third == first * now + second * before for before, now, third in zip(path, path[1:], path[2:], strict=False))


def test_a_wrong_rule_is_noticed() -> None:
    """Heavy ball that forgets to use its new velocity agrees for one step only."""

    class Late(HeavyBall):
        def step(self, state: State, gradient: Gradient) -> State:
            made = super().step(state, gradient)
            return state.next(state.weights + state.memory[0], made.memory[0])

    right, wrong = _run(HeavyBall(ETA, BETA)), _run(Late(ETA, BETA))
    assert (right[0].weights == wrong[0].weights).all()
    assert not (right[1].weights == wrong[1].weights).all()


@pytest.mark.parametrize("rule", [GradientDescent(ETA), WeightDecay(ETA, MU), HeavyBall(ETA, BETA), Nesterov(ETA, BETA)])
@pytest.mark.parametrize("loss", [Squared("sum"), Huber(HALF)])
def test_balls_enclose_the_exact_states_of_every_rule(rule: UpdateRule, loss: Any) -> None:
    flint = pytest.importorskip("flint")
    exact = [here.state for here in islice(iterates(Process(NET, TARGETS, rule, loss), START), 5)]
    with flint.ctx.workprec(200):
        enclosed = [here.state for here in islice(iterates(Process(NET, balls(TARGETS), rule, loss), balls(START)), 5)]
    with flint.ctx.workprec(4000):
        for known, state in zip(exact, enclosed, strict=True):
            for value, ball in zip(known.weights.flat, state.weights.flat, strict=True):
                assert ball.arb.contains(flint.arb(flint.fmpq(value.numerator, value.denominator)))
                assert ball.arb.rad() < 1e-40


def test_schedules() -> None:
    state = State(np.zeros((3, 2)), step=4)
    none: Any = None
    assert Constant(0.5)(state, none) == 0.5
    assert Constant([1, 2, 3])(state.keep(np.array([2])), none).tolist() == [[3.0]]
    assert Piecewise([0, 4, 5], [0.3, 0.2, 0.1])(state, none) == 0.2
    assert StepList([1, 1, 1, 1, 7])(state, none) == 7.0
    with pytest.raises(ValueError, match="given for 5 steps, and step 5"):
        StepList(np.ones(5))(State(np.zeros((1, 1)), step=5), none)
    exact = State(rational([[0]]), step=1)
    assert Piecewise([0, 1], [0.5, Fraction(1, 3)])(exact, none) == Fraction(1, 3)
    assert isinstance(Constant(0.1)(exact, none)[()], Fraction)


def test_a_schedule_may_follow_the_state() -> None:
    """The Polyak step ρL/|∇L|² lowers θ² by exactly ρ(4k − ρ)L²/|∇L|², k = 2, y = 0; see Polyak (1969)."""
    rho = Fraction(3)

    def polyak(state: State, gradient: Gradient) -> ndarray:
        slope = gradient(state.weights)
        return (rho * gradient.loss(state.weights) / (slope * slope).sum(axis=1))[:, None]

    def certified(state: State, gradient: Gradient) -> ndarray:
        return (3 / (4 * (state.weights * state.weights).sum(axis=1)))[:, None]

    walk = list(islice(iterates(Process(NET, rational([0, 0]), GradientDescent(polyak)), START), 4))
    for here, after in pairwise(walk):
        slope = here.gradient(here.state.weights)
        gain = rho * (8 - rho) * here.loss**2 / (slope * slope).sum(axis=1)
        assert (after.weight_norm == here.weight_norm - gain).all()
    floats = Process(NET, np.zeros(2), Nesterov(certified, 0.5))
    batch = np.concatenate([START, 2 * START]).astype(float)
    together = list(islice(iterates(floats, batch), 6))[-1].state.weights
    alone = list(islice(iterates(floats, batch[1:]), 6))[-1].state.weights
    assert (together[1:] == alone).all()


@pytest.mark.parametrize(
    ("make", "error", "words"),
    [
        (lambda: GradientDescent(float("nan")), ValueError, "rate must be finite"),
        (lambda: GradientDescent(-0.1), ValueError, "rate must not be negative"),
        (lambda: GradientDescent(Fraction(-1, 9)), ValueError, "rate must not be negative"),
        (lambda: GradientDescent(None), TypeError, "rate must be real numbers"),
        (lambda: GradientDescent("0.1"), TypeError, "rate must be real numbers"),
        (lambda: GradientDescent([[0.1]]), ValueError, r"rate must have shape \(\) or \(B,\)"),
        (lambda: GradientDescent(True), TypeError, "rate must be real numbers"),
        (lambda: GradientDescent(Constant), TypeError, "rate must be numbers or a schedule, not the class"),
        (lambda: HeavyBall(0.1, 1.0), ValueError, "momentum must be at least 0 and below 1"),
        (lambda: HeavyBall(0.1, -0.5), ValueError, "momentum must be at least 0 and below 1"),
        (lambda: HeavyBall(0.1, None), TypeError, "momentum must be a real number"),
        (lambda: Nesterov(0.1, float("nan")), ValueError, "momentum must be finite"),
        (lambda: WeightDecay(0.1, -1e-3), ValueError, "decay must be nonnegative"),
        (lambda: Adam(0.1, betas=(0.9, 1.0)), ValueError, r"betas\[1\] must be at least 0 and below 1"),
        (lambda: Adam(0.1, betas=0.9), TypeError, "betas must be a pair"),
        (lambda: Adam(0.1, epsilon=0), ValueError, "epsilon must be positive"),
        (lambda: Piecewise([1, 2], [0.1, 0.2]), ValueError, "starts must increase from 0"),
        (lambda: Piecewise([0], [0.1, 0.2]), ValueError, "one for each of the 2 rates"),
        (lambda: StepList([0.1, -0.2]), ValueError, "rates must not be negative"),
        (lambda: _run(GradientDescent(lambda state, gradient: float("nan"))), ValueError, "schedule must return rates ≥ 0"),
        (lambda: _run(GradientDescent(lambda state, gradient: np.ones(3))), ValueError, r"column \(B, 1\)"),
    ],
)
def test_wrong_arguments_are_named(make: Any, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        make()


def test_a_rule_that_leaves_the_arithmetic_is_refused() -> None:
    class Floating:
        def init(self, weights: ndarray) -> State:
            return State(weights)

        def step(self, state: State, gradient: Gradient) -> State:
            return state.next(state.weights - 0.1 * gradient(state.weights))

    with pytest.raises(TypeError, match="update rule Floating returned float for Fraction"):
        _run(Floating())

    class Cutting(Floating):
        def step(self, state: State, gradient: Gradient) -> State:
            return state.next(state.weights[:, 1:])

    with pytest.raises(ValueError, match=r"Cutting returned weights \(1, 3\) for \(1, 4\)"):
        _run(Cutting())


def test_a_rule_that_begins_with_no_state_is_refused() -> None:
    class Bare(GradientDescent):
        def init(self, weights: ndarray) -> Any:
            return weights

    for run in (simulate, simulate_exact):
        with pytest.raises(TypeError, match="init of the update rule Bare must return a State"):
            run(TwoLayerNet([[1]], 1, (1, 1)), [[1, 1]], 0, 1, 2, update=Bare)


def test_exact_runs_take_every_rule_and_loss() -> None:
    states = simulate_exact(NET, START, TARGETS, steps=3, update=HeavyBall(ETA, BETA), loss=Huber(HALF))
    again = simulate_exact(
        NET, State(np.array([states[1].weights]), (np.array([states[1].memory[0]]),), 1), TARGETS, steps=2,
        update=HeavyBall(ETA, BETA), loss=Huber(HALF),
    )  # fmt: skip
    assert [state.weights for state in again] == [state.weights for state in states[1:]]
    assert again[-1].step == 3
    with pytest.raises(TypeError, match="learning_rate must be None where update, HeavyBall, has its own"):
        simulate_exact(NET, START, TARGETS, ETA, 1, update=HeavyBall(ETA, BETA))
    with pytest.raises(TypeError, match="learning_rate must be given"):
        simulate_exact(NET, START, TARGETS, None, 1)
    with pytest.raises(ValueError, match="normalisation belongs to the loss"):
        simulate_exact(NET, START, TARGETS, ETA, 1, loss=Huber(1), normalisation="sum")
    with pytest.raises(TypeError, match=r"loss must be a Loss of numerics\.losses, not the class Huber"):
        simulate_exact(NET, START, TARGETS, ETA, 1, loss=Huber)
