"""Certified phases against facts known exactly: 4/λ₀ for the linear net, η* with a target."""

from __future__ import annotations

from fractions import Fraction
from math import inf, sqrt
from typing import Any

import numpy as np
import pytest

from checks.pairs import pair
from checks.pairs._exact import fractions
from checks.search.enclosed import certified_long_time
from checks.truth.enclosures import LEMMAS, certified_phase, lemma_is_proved, traps_for
from numerics.certified import certified_boundary
from numerics.models.quadratic import PureQuadratic
from numerics.models.two_layer import TwoLayerNet
from theory.statements import Setting

pytest.importorskip("flint")
pytest.importorskip("z3")

ONE, HALF = Fraction(1), Fraction(1, 2)
ANY_TARGET = Setting("two_layer", targets="any", variant="linear")
LINEAR = TwoLayerNet([[1]], 4, (1, 1), scale=HALF)
RELU = TwoLayerNet([[1]], 4, (1, 0), scale=HALF)


def start(seed: Any, count: Any = 8) -> Any:
    draws = np.random.default_rng(seed).integers(-12, 13, count)
    return np.array([Fraction(int(value), 8) for value in draws], dtype=object)


def certified_edge(model: Any, weights: Any, y: Any, *ends: Any, steps: int = 1000) -> Any:
    return certified_boundary(model, weights, y, lambda rate: traps_for(model, y, rate), *ends, steps=steps)


def kernel(model: Any, weights: Any) -> Any:
    return model.tangent_gram(weights[None])[0, 0, 0]


@pytest.mark.parametrize("name", ["kernel/relu", "target/relu", "target/linear", "escape/linear"])
def test_lemmas_are_proved(name: Any) -> None:
    assert lemma_is_proved(name)


@pytest.mark.parametrize("seed", range(4))
def test_the_linear_net_changes_phase_at_four(seed: Any) -> None:
    weights = start(seed)
    scale = 1 / kernel(LINEAR, weights)
    for times, label in ((HALF, "converges"), (Fraction(399, 100), "converges"), (Fraction(401, 100), "diverges")):
        assert certified_phase(LINEAR, weights, 0, times * scale).label == label
    assert certified_phase(LINEAR, weights, 0, 4 * scale, steps=50).label == "undecided"
    edge = certified_edge(LINEAR, weights, 0, scale, 8 * scale, scale / 1000)
    assert edge.reached
    assert edge.low <= 4 * scale <= edge.high


@pytest.mark.parametrize("seed", range(3))
def test_the_edge_with_a_target(seed: Any) -> None:
    weights, y = start(seed), Fraction(1, 4)
    output, top = LINEAR.outputs(weights[None])[0, 0], kernel(LINEAR, weights)
    edge = 8 / (top + sqrt(top**2 + 16 * Fraction(1, 4) * y * (y - output)))
    found = certified_edge(LINEAR, weights, y, 1 / top, 8 / top, Fraction(1, 10000), steps=300)
    assert found.reached
    assert (found.below.label, found.above.label) == ("bounded", "diverges")
    assert found.low - Fraction(1, 10**9) <= edge <= found.high + Fraction(1, 10**9)


def test_isotropic_forms_change_phase_at_four() -> None:
    model = PureQuadratic(np.array([[1, -1, 1]], dtype=object), Fraction(1))
    weights = start(5, 3)
    scale = 1 / kernel(model, weights)
    edge = certified_edge(model, weights, 0, scale, 8 * scale, scale / 100)
    assert edge.low <= 4 * scale <= edge.high


def test_relu_is_certified_below_four_and_never_as_divergent() -> None:
    weights = start(1)
    scale = 1 / kernel(RELU, weights)
    assert certified_phase(RELU, weights, 0, Fraction(39, 10) * scale).label == "converges"
    labels = {certified_phase(RELU, weights, 0, times * scale, steps=40).label for times in (5, 8, 20)}
    assert labels <= {"converges", "undecided"}


def test_a_region_needs_its_lemma() -> None:
    names = {trap.name for trap in traps_for(TwoLayerNet([[1]], 4, (1, HALF), scale=HALF), 0, HALF)}
    assert names == {"weight norm/net"}
    assert {trap.name for trap in traps_for(LINEAR, 2, 100)} == set()
    assert all(trap.name in LEMMAS for trap in traps_for(LINEAR, 0, HALF))
    with pytest.raises(ValueError, match="single datum"):
        traps_for(TwoLayerNet([[1], [2]], 4), 0, HALF)
    with pytest.raises(ValueError, match="slope at zero"):
        traps_for(TwoLayerNet([[1]], 4, (1, 0), slope_at_zero=5), 0, HALF)


def test_an_orbit_about_another_target_may_cross_zero() -> None:
    """From f = 0 the output is zero once, whatever becomes of the orbit; the long-time behaviour alone would say never."""
    net, goal = TwoLayerNet(fractions([[1]]), 1, (ONE, ONE), ONE, ONE), fractions([HALF])
    instance = pair(ANY_TARGET).instance(ANY_TARGET, net, fractions([[5, 0]]), goal)
    values = certified_long_time(instance, ONE).values
    assert values["L_limit"] == inf
    assert "f_zero_peak" not in values
