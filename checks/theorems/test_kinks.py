"""HEAVY-LEAKY (ours): heavy ball on leaky nets, by an energy of velocity and outputs, and what units gain at their kinks.

Derivation: the step of ``theory.updates.HeavyBall`` on a unit that may change sides. Proof: ``HeavyBallLeaky.v``. Twins:
``numerics.updates``.
"""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from sympy import Expr, Matrix, Rational, expand, symbols

from checks.instances.process_edges import process_edges
from numerics import HeavyBall, simulate
from numerics.ensemble import Ensemble, Problem, problem
from theory.claims.ours_momentum import beta
from theory.claims.vocabulary import eta
from theory.updates import HeavyBall as HeavyBallOfSymbols

_ENSEMBLES = (
    Ensemble(width=64, slope=0.25),
    Ensemble(width=16, slope=-0.5),
    Ensemble(width=32, slope=0.0, data="points", data_count=4, input_dimension=3),
)


def test_the_energy_of_velocity_and_outputs_changes_as_said() -> None:
    u, v, u_moved, v_moved, slope, other = symbols("u v p q a b")
    weights, velocity = Matrix([u, v]), Matrix([u_moved, v_moved])

    def gradient(at: Matrix) -> Matrix:
        return slope * at[0] * at[1] * slope * Matrix([at[1], at[0]])

    def energy(at: Matrix, moved: Matrix, there: Expr) -> Expr:
        return beta / 2 * moved.dot(moved) + eta / 2 * (there * at[0] * at[1]) ** 2

    after, (moved,) = HeavyBallOfSymbols().step(weights, (velocity,), gradient)
    output, next_output = slope * u * v, other * after[0] * after[1]
    both, crossed = slope * moved[0] * moved[1], after[1] * (other - slope) * after[0]
    lost = (1 - beta) * moved.dot(moved) + beta / 2 * (moved - velocity).dot(moved - velocity)
    gained = eta * output * (both + crossed) + eta / 2 * (next_output - output) ** 2
    change = energy(after, moved, other) - energy(weights, velocity, slope)
    assert expand(change + lost - gained) == 0
    assert expand(change + lost - gained + eta * output * crossed) != 0


def _worst(plus: Rational, minus: Rational, zero: Rational) -> Rational:
    """By how much a unit at z that moves by p gains more than its velocity times the change of its side, at the most."""

    def slope(z: Rational) -> Rational:
        return plus if z > 0 else minus if z < 0 else zero

    def side(z: Rational) -> Rational:
        return (1 if plus >= minus else -1) * (slope(z) - (plus + minus) / 2)

    places = [Rational(n, 2) for n in range(-3, 4)]
    return max(abs((slope(z + p) - slope(z)) * (z + p)) - p * (side(z + p) - side(z)) for z, p in product(places, repeat=2))


@pytest.mark.parametrize(("plus", "minus"), [(1, 0), (1, Rational(1, 4)), (1, -1), (Rational(-1, 2), 1)])
def test_a_kink_gains_at_most_the_velocity_times_the_change_of_side(plus: int, minus: int) -> None:
    plus, minus = Rational(plus), Rational(minus)
    for zero in (plus, minus, (plus + minus) / 2):
        assert _worst(plus, minus, zero) == 0


def test_with_a_slope_at_zero_beyond_both_a_kink_gains_more() -> None:
    assert _worst(Rational(1), Rational(0), Rational(2)) > 0


def _run(drawn: Problem, momentum: float, times: float, steps: int) -> tuple[np.ndarray, np.ndarray]:
    """Largest ηCθ²/(1 − β), and the last loss in units of the first, at ``times`` the proved edge, (B,) each."""
    edges = {edge.name: edge.learning_rates for edge in process_edges(drawn, "momentum", momentum)}
    constant = 4 * ((1 - momentum) / (1 + momentum)) ** 2 / (edges["HEAVY-MONO"] * (drawn.weights**2).sum(axis=1))
    rates = times * edges["HEAVY-LEAKY"]
    run = simulate(drawn.net, drawn.weights, 0.0, steps=steps, update=HeavyBall(rates, momentum=momentum))
    return rates * constant * run.weight_norm.max(axis=1) / (1 - momentum), run.loss[:, -1] / run.loss[:, 0]


@pytest.mark.parametrize("momentum", [0.0, 0.5, 0.9])
@pytest.mark.parametrize("ensemble", _ENSEMBLES, ids=str)
def test_at_the_edge_the_weights_stay_bounded_and_the_loss_falls(ensemble: Ensemble, momentum: float) -> None:
    largest, last = _run(problem(ensemble, 0, 8), momentum, 1.0, 4000)
    assert (largest <= 0.2).all()
    assert (last < 0.5).all()


def test_at_twice_the_edge_the_weights_leave_the_ball() -> None:
    largest, _ = _run(problem(_ENSEMBLES[0], 0, 8), 0.5, 2.0, 100)
    assert not (largest <= 0.2).all()


@pytest.mark.parametrize(("momentum", "times"), [(0.9, 1.1), (0.99, 10.0), (0.999, 60.0)])
def test_it_allows_more_than_the_energy_of_weights_and_velocity(momentum: float, times: float) -> None:
    for ensemble in _ENSEMBLES:
        rates = {edge.name: edge.learning_rates for edge in process_edges(problem(ensemble, 0, 8), "momentum", momentum)}
        assert (rates["HEAVY-LEAKY"] > times * rates["HEAVY-MONO"]).all()
