"""HEAVY-SHADOW (ours): heavy ball on models quadratic in their weights, by an energy that is coercive up to half the linear edge.

Derivation: the step of ``theory.updates.HeavyBall`` on two quadratic forms of two weights. Proof: ``HeavyBallShadow.v``.
Twins: ``numerics.updates``.
"""

from __future__ import annotations

import numpy as np
import pytest
from sympy import Expr, Matrix, expand, symbols

from checks.instances.process_edges import process_edges
from numerics import HeavyBall, simulate
from numerics.ensemble import Ensemble, Problem, problem
from theory.claims.ours_momentum import beta
from theory.claims.vocabulary import eta
from theory.updates import HeavyBall as HeavyBallOfSymbols

_ENSEMBLES = (
    Ensemble(width=64, slope=1.0),
    Ensemble("pure_quadratic", width=8),
    Ensemble(width=32, slope=1.0, data="points", data_count=4, input_dimension=3),
)


def test_the_shadow_energy_changes_as_said() -> None:
    entries = symbols("p:6 w:2 m:2")
    forms = [Matrix([[entries[3 * a], entries[3 * a + 1]], [entries[3 * a + 1], entries[3 * a + 2]]]) for a in (0, 1)]
    weights, velocity = Matrix(entries[6:8]), Matrix(entries[8:])

    def outputs(at: Matrix) -> Matrix:
        return Matrix([(at.T * form * at)[0] for form in forms])

    def gradient(at: Matrix) -> Matrix:
        return sum((2 * form * at * output for form, output in zip(forms, outputs(at), strict=True)), Matrix([0, 0])) / 2

    def energy(at: Matrix, moved: Matrix) -> Expr:
        return (1 + beta) / 2 * moved.dot(moved) + eta / 2 * outputs(at - moved).dot(outputs(at))

    after, (moved,) = HeavyBallOfSymbols().step(weights, (velocity,), gradient)
    lost = (1 - beta) / 2 * (moved + velocity).dot(moved + velocity)
    gained = eta / 2 * outputs(weights).dot(outputs(moved) - outputs(velocity))
    change = energy(after, moved) - energy(weights, velocity)
    assert expand(change + lost - gained) == 0
    assert expand(change + lost + gained) != 0


def _run(drawn: Problem, momentum: float, times: float) -> tuple[np.ndarray, np.ndarray]:
    """Largest and last loss in units of the first, at ``times`` the proved edge, (B,) each."""
    (edge,) = (edge for edge in process_edges(drawn, "momentum", momentum) if edge.name == "HEAVY-SHADOW")
    update = HeavyBall(times * edge.learning_rates, momentum=momentum)
    run = simulate(drawn.net, drawn.weights, 0.0, steps=4000, update=update)
    return run.loss.max(axis=1) / run.loss[:, 0], run.loss[:, -1] / run.loss[:, 0]


@pytest.mark.parametrize("momentum", [0.0, 0.5, 0.9])
@pytest.mark.parametrize("ensemble", _ENSEMBLES, ids=str)
def test_at_the_edge_the_loss_stays_below_twice_its_start_and_vanishes(ensemble: Ensemble, momentum: float) -> None:
    drawn = problem(ensemble, 0, 8)
    largest, last = _run(drawn, momentum, 1.0)
    assert (largest <= 2 + 1e-9).all()
    assert (last < 0.5).all()


def test_a_rate_that_is_twelve_times_as_large_breaks_it() -> None:
    largest, _ = _run(problem(_ENSEMBLES[1], 0, 32), 0.5, 12.0)
    assert not (largest <= 2).all()


@pytest.mark.parametrize("momentum", [0.5, 0.9, 0.99])
def test_it_allows_more_than_the_energy_of_weights_and_velocity(momentum: float) -> None:
    rates = {edge.name: edge.learning_rates for edge in process_edges(problem(_ENSEMBLES[0], 0, 8), "momentum", momentum)}
    assert (rates["HEAVY-SHADOW"] > 1.5 * rates["HEAVY-MONO"]).all()
    assert (rates["HEAVY-SHADOW"] < rates["linear stability"]).all()
