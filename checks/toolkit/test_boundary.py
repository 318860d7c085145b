"""Edges between phases: found to the tolerance, with whatever comes back beyond them."""

from __future__ import annotations

import numpy as np
import pytest
from sympy import Symbol

from checks.instances.edge_values import edge_values
from checks.instances.edges import edges, norm_edges
from numerics.boundary import boundaries
from numerics.descent import simulate
from numerics.diagram import initial_ntk
from numerics.ensemble import Ensemble, problem
from numerics.models.quadratic import PureQuadratic
from numerics.periods import lyapunov_exponent, period
from numerics.phases import Phase

SCAN = np.linspace(0.2, 6.0, 30)


@pytest.mark.parametrize("target", [0.0, 0.5, -1.0])
@pytest.mark.parametrize("width", [16, 64])
def test_the_derived_edge_of_the_linear_net_is_where_it_diverges(width: int, target: float) -> None:
    drawn = problem(Ensemble(width=width, slope=1.0, target=target), 5, 6)
    found = boundaries(drawn, SCAN, 1500, tolerance=1e-7)
    (sharp,) = [edge for edge in edges(drawn) if edge.name == "kernel edge η*"]
    # Next to the edge divergence takes longer than the steps made: the measured edge lies just above, never below.
    ratio = sharp.learning_rates / found.divergence_edge
    assert ((ratio > 1 - 1e-5) & (ratio < 1 + 1e-9)).all()


@pytest.mark.deep  # the table of all bounds has a smaller case of each
@pytest.mark.parametrize(
    "ensemble",
    [
        Ensemble(width=32, slope=0.5),
        Ensemble("pure_quadratic", width=32),
        Ensemble("biased_quadratic", width=32),
        Ensemble("deep", width=8, depth=3, slope=0.5),
    ],
    ids=lambda ensemble: ensemble.model,
)
def test_bounds_lie_below_the_measured_edge(ensemble: Ensemble) -> None:
    drawn = problem(ensemble, 1, 3)
    edge = boundaries(drawn, SCAN[::2], 150, tolerance=1e-3).divergence_edge
    for bound in edges(drawn):
        if bound.origin != "stability":
            # NaN: no divergence was seen at all.
            assert not (bound.learning_rates >= edge).any(), bound.name


def test_phases_that_come_back_are_all_found() -> None:
    drawn = problem(Ensemble(width=4), 0, 2)
    scale = 1 / initial_ntk(drawn)
    borders = np.array([1.234, 2.345, 2.9, 3.456])
    order = np.array([Phase.MONOTONE, Phase.CATAPULT, Phase.DIVERGENT, Phase.CATAPULT, Phase.DIVERGENT])

    def label(rows: np.ndarray, rates: np.ndarray) -> np.ndarray:
        return order[np.searchsorted(borders, rates / scale[rows])]

    found = boundaries(drawn, np.linspace(0.5, 5.0, 10), tolerance=1e-9, label=label)
    for row in range(2):
        assert [piece.phase for piece in found.pieces[row]] == order.tolist()
        starts = [piece.low / scale[row] for piece in found.pieces[row][1:]]
        np.testing.assert_allclose(starts, borders, rtol=1e-8)
        ends = [piece.high / scale[row] for piece in found.pieces[row][:-1]]
        np.testing.assert_allclose(ends, borders, rtol=1e-8)
    assert [len(row) for row in found.islands] == [1, 1]
    np.testing.assert_allclose(found.monotone_edge / scale, 1.234, rtol=1e-8)
    np.testing.assert_allclose(found.divergence_edge / scale, 2.345, rtol=1e-8)


def test_an_island_of_the_leaky_net_is_found() -> None:
    drawn = problem(Ensemble(width=8, slope=0.5), 0, 48)
    found = boundaries(drawn, np.linspace(1.0, 8.0, 120), 300, tolerance=1e-4)
    islands = [(row, piece) for row, pieces in enumerate(found.islands) for piece in pieces]
    assert islands
    row, piece = islands[0]
    rates = np.array([found.divergence_edge[row] * (1 + 1e-3), (piece.low + piece.high) / 2])
    runs = simulate(drawn.net, drawn.weights[[row, row]], drawn.targets, rates, 300, engine="numpy")
    assert runs.phases().tolist() == [Phase.DIVERGENT, piece.phase]


# One weight, f = θ²/2: x = ηr follows x³ + (a − 2)x² + (1 − 2a)x with a = ηy (Chen et al., arXiv:2310.01687).
_ONE_WEIGHT = PureQuadratic(np.ones((1, 1)), 1.0)


def _one_weight(a: float, steps: int) -> tuple[np.ndarray, np.ndarray]:
    weights = np.array([[np.sqrt(2.2)]])
    return weights, simulate(_ONE_WEIGHT, weights, 1.0, a, steps, engine="numpy").outputs[:, :, 0]  # type: ignore[index]  # kept by default


@pytest.mark.parametrize(("a", "expected"), [(0.5, 1), (0.95, 1), (1.1, 2), (1.23, 2), (1.26, 4), (1.6, 0)])
def test_periods_of_the_one_weight_model(a: float, expected: int) -> None:
    weights, outputs = _one_weight(a, 3000)
    assert period(outputs).tolist() == [expected]
    exponent = lyapunov_exponent(_ONE_WEIGHT, weights, 1.0, a, 2000)[0]
    assert (exponent > 0.05) == (expected == 0)
    if expected:
        assert exponent < 0


def test_the_exponent_of_a_stable_minimum_is_its_multiplier() -> None:
    # At the minimum the multiplier of x is 1 − 2a.
    weights, _ = _one_weight(0.6, 10)
    exponent = lyapunov_exponent(_ONE_WEIGHT, weights, 1.0, 0.6, 300)[0]
    assert exponent == pytest.approx(np.log(0.2), abs=0.05)


def test_the_exponent_of_divergence_is_nan() -> None:
    weights, _ = _one_weight(0.6, 10)
    assert np.isnan(lyapunov_exponent(_ONE_WEIGHT, weights, 1.0, 2.5, 300)[0])


def test_wrong_arguments_are_named() -> None:
    drawn = problem(Ensemble(width=4), 0, 1)
    for scan in ([1.0], [2.0, 1.0], [0.0, 1.0]):
        with pytest.raises(ValueError, match="relative_rates"):
            boundaries(drawn, np.array(scan))
    with pytest.raises(ValueError, match="tolerance"):
        boundaries(drawn, SCAN, tolerance=0.0)
    with pytest.raises(ValueError, match="series"):
        period(np.zeros((1, 5)))


class Elsewhere:
    """f = u²/2 on one datum, as a class that knows nothing of this package."""

    weight_count = data_count = 1

    def outputs(self, weights: np.ndarray) -> np.ndarray:
        return weights * weights / 2

    def jacobian(self, weights: np.ndarray) -> np.ndarray:
        return weights[:, None, :]

    def pullback(self, weights: np.ndarray, cotangents: np.ndarray) -> np.ndarray:
        return cotangents * weights

    def tangent_gram(self, weights: np.ndarray) -> np.ndarray:
        return (weights * weights)[:, :, None]


def test_a_model_from_elsewhere_says_what_bounds_it_has() -> None:
    curve = Symbol("curve")
    drawn = problem(Ensemble(lambda ensemble, inputs, rng: Elsewhere()), 3, 2)
    assert [edge.name for edge in edges(drawn)] == ["linear stability"]
    norm_edges.register(Elsewhere, lambda net, ensemble: [("theirs", "derived", "bounded", 4 * curve)])
    edge_values.register(Elsewhere, lambda net, weights: {"curve": lambda: 1 / (weights * weights).sum(axis=1)})
    (_, theirs) = edges(drawn)
    assert theirs.name == "theirs"
    np.testing.assert_allclose(theirs.relative, 4.0)
