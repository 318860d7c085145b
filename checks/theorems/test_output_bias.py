"""SHIFT-ID and what follows from it (ours): an output bias on any homogeneous model, in a norm in which it counts k times.

Derivation: ``theory.output_bias``. Proofs: ``ShiftedNorm.v``. Twin: ``numerics.models.output_bias``.
"""

from fractions import Fraction

import numpy as np
import pytest
from sympy import simplify

from checks.pairs._exact import fractions
from checks.theorems.sides import same
from numerics.exact import simulate_exact
from numerics.model_check import check_model
from numerics.models.output_bias import OutputBias
from numerics.models.two_layer import TwoLayerNet
from theory.claims import claim
from theory.depth import depth_constant
from theory.many_data import c_star_bound, gram_bound
from theory.output_bias import bias_weight, output_bias_bounds, shifted_norm_change
from theory.symbols import OBSERVABLES, PARAMETERS

_K = PARAMETERS["k"].symbol
_CASES = ((0, gram_bound().expression, 2), (1, c_star_bound().expression, 2))


def test_the_weight_of_the_bias_is_the_degree():
    assert bias_weight() == _K
    assert bias_weight(3) == 3


@pytest.mark.parametrize(("number", "degree"), [(0, 2), (1, 2), (2, _K)])
def test_the_norm_changes_as_derived(number, degree):
    conclusion = claim("SHIFT-ID").statements[number].conclusion
    assert same(shifted_norm_change(degree)[0], conclusion.rhs - OBSERVABLES["N_shift"].now)


@pytest.mark.parametrize(("number", "constant", "degree"), _CASES)
def test_the_derived_bounds_are_the_claimed_ones(number, constant, degree):
    edge, total = output_bias_bounds(constant, degree)
    hypothesis = claim("SHIFT-MONO").statements[number].hypotheses[-1]
    assert same(edge.statement.lhs - edge.statement.rhs, hypothesis.lhs - hypothesis.rhs)
    assert same(total.statement.rhs, claim("SHIFT-SUM").statements[number].conclusion.rhs)


def test_so_it_is_at_any_depth():
    kernel = depth_constant(input_norm2=PARAMETERS["gram_top"].symbol).expression
    edge, _ = output_bias_bounds(kernel, _K)
    hypothesis = claim("SHIFT-MONO").statements[2].hypotheses[-1]
    assert simplify((edge.statement.lhs - edge.statement.rhs) - (hypothesis.lhs - hypothesis.rhs)) == 0


def test_the_twin_is_a_model_with_its_own_gradient():
    net = OutputBias(TwoLayerNet([[1.0, 2.0], [0.5, -1.0]], 3, (1.0, 0.5)))
    check_model(net, np.random.default_rng(3).normal(size=(2, 10)))
    assert net.weight_count == 10


def test_a_constant_target_is_a_shift_of_the_bias():
    """The claims are about target 0; with any constant y a run is the one from c − y with target 0, to the last digit."""
    net = OutputBias(TwoLayerNet(fractions([[1, 1], [2, 1]]), 1, (Fraction(1), Fraction(1, 2)), Fraction(1)))
    start, y = [Fraction(1), Fraction(-1, 2), Fraction(2), Fraction(1)], Fraction(3, 4)
    moved = [*start[:-1], start[-1] - y]
    ours, known = (simulate_exact(net, row, goal, Fraction(1, 10), 4) for row, goal in ((start, [y, y]), (moved, [0, 0])))
    for one, other in zip(ours, known, strict=True):
        assert one.weights[:-1] == other.weights[:-1]
        assert one.weights[-1] - y == other.weights[-1]


def test_the_plain_norm_may_rise_where_the_shifted_one_falls():
    net = OutputBias(TwoLayerNet([[1.0]], 1, (1.0, 1.0), 1.0))
    rows = [np.array([[1.0, 1.0, -1.5]])]
    rows.append(rows[0] - 0.3 * net.pullback(rows[0], net.outputs(rows[0])))
    plain, shifted = ([((row**2) @ np.array(weights)).item() for row in rows] for weights in ((1, 1, 1), (1, 1, 2)))
    assert plain[1] > plain[0]
    assert shifted[1] < shifted[0]
