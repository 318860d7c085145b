"""HORIZON-RISE and what follows from it, CERTIFIED-RISE among it, and TARGET-BALANCE (ours): how fast targets can raise the norm.

Derivation: the weight-norm identity of ``theory.homogeneous.homogeneous_maps``. Proofs: ``HorizonDepthClaims.v``,
``CertifiedTargets.v`` and ``TargetBalances.v``.
"""

from dataclasses import replace

import numpy as np
import pytest
from sympy import Eq, Expr, Symbol, expand, factor

from checks.evidence.kinds import Counterexample
from checks.search.exact import search_exactly
from checks.theorems.sides import refuted_twins, same
from numerics import TwoLayerNet, simulate
from theory.claims import claim
from theory.claims.ours_targets import balance
from theory.claims.vocabulary import H, L, eta, f, kappa_net, r, theta2, y
from theory.descent import update_maps
from theory.homogeneous import homogeneous_maps
from theory.models.homogeneous import two_layer_net
from theory.statements import Claim, Statement
from theory.symbols import OBSERVABLES, PARAMETERS

_K, _D, _Y = (PARAMETERS[name].symbol for name in ("k", "D", "y_norm"))
_C, _N = Symbol("C", positive=True), theta2.now


def _degrees() -> list[tuple[Statement, Expr]]:
    return list(zip(claim("HORIZON-RISE").statements, (2, 2, _K), strict=True))


@pytest.mark.parametrize(("statement", "degree"), _degrees())
def test_the_bound_is_the_square_that_completes_the_identity(statement, degree):
    # Along the targets, r = qy; the kernel is at its bound, rHr = CN^(k-1) r².
    q = Symbol("q", real=True)
    square = _Y**2 / _D
    worst = {OBSERVABLES["rf"].now: (q**2 + q) * square, OBSERVABLES["rHr"].now: _C * _N ** (degree - 1) * q**2 * square}
    room = 2 * degree - eta * _C * _N ** (degree - 1)
    rise = homogeneous_maps(degree).weight_norm_data.subs(worst) - _N
    assert factor(eta * degree**2 * square - room * rise - eta * square * (degree + room * q) ** 2) == 0
    assert same(statement.conclusion.args[1].rhs, eta * degree**2 * square)


def test_the_edge_is_where_the_potential_is_largest():
    potential = 2 * _K * _N - eta * _C * _N**_K / _K
    assert same(potential.diff(_N), 2 * _K - eta * _C * _N ** (_K - 1))
    at_edge = potential.subs(_C, 2 * _K / (eta * _N ** (_K - 1)))
    assert same(at_edge, 2 * (_K - 1) * _N)


def test_no_smaller_bound_holds():
    refuted_twins("HORIZON-RISE", lambda operator: "constant 0.999 ((" in operator, statement=1)


def _refuted(held: Claim, number: int, **changed: object) -> bool:
    part = replace(held.statements[number], **changed)
    return isinstance(search_exactly(replace(held, statements=(part,)), 0, most=400), Counterexample)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_below_the_edge_for_all_time_is_refuted(number):
    held = claim("HORIZON-STEPS")
    assert _refuted(held, number, conclusion=held.statements[number].hypotheses[-1].subs(theta2.initial, theta2.now))


@pytest.mark.parametrize("limit", [L, pytest.param(balance, marks=pytest.mark.deep)])
def test_neither_half_of_the_dichotomy_holds_alone(limit):
    assert _refuted(claim("TARGET-BALANCE"), 0, conclusion=Eq(limit.limit, 0))


def test_the_balance_is_multiplied_by_the_square_of_the_proof():
    maps = update_maps(two_layer_net("linear"), y)
    gain = (1 - kappa_net * eta**2 * r.now**2) ** 2
    difference = maps.ntk**2 - 4 * kappa_net * maps.output**2 - gain * (H.now**2 - 4 * kappa_net * f.now**2)
    assert expand(difference.subs(f.now, r.now + y)) == 0


def test_above_one_layers_balance_while_the_loss_stays():
    net = TwoLayerNet([[1.0]], 1, slopes=(1.0, 1.0), scale=1.0)
    weights = np.array([[0.9, 1.3], [1.2, 0.7], [1.0, 1.1]])
    runs = simulate(net, weights, [1.0], 1.5, 600, record_every=1, ntk_every=1, engine="numpy")
    outputs = runs.outputs[:, :, 0]
    left = runs.ntk**2 - 4 * outputs**2
    assert not runs.diverged.any()
    assert (left[:, 0] > 1e-3).all()
    assert (left[:, -1] < 1e-12).all()
    assert (runs.loss[:, -200:].max(axis=1) > 1e-3).all()
