"""HEAVY-ID, NESTEROV-ID and what follows from them (ours): an energy of weights and velocity in the place of the weight norm.

Derivation: ``theory.homogeneous.homogeneous_maps`` of the update rule. Proofs: ``HeavyBallIdentity.v`` and its neighbours. Twins:
``numerics.updates``.
"""

import pytest
from sympy import simplify

from checks.theorems.sides import same
from theory.claims import claim
from theory.homogeneous import homogeneous_maps
from theory.symbols import OBSERVABLES, PARAMETERS
from theory.updates import HeavyBall, Nesterov

_DEGREES = (2, 2, PARAMETERS["k"].symbol)


@pytest.mark.parametrize(("name", "update"), [("HEAVY-ID", HeavyBall()), ("NESTEROV-ID", Nesterov())])
def test_the_energy_changes_as_derived(name, update):
    for statement, degree in zip(claim(name).statements, _DEGREES, strict=True):
        maps = homogeneous_maps(degree, update=update)
        moved = {OBSERVABLES["theta2"].next: maps.weight_norm_data}
        after = dict(maps.memory)
        moved |= {OBSERVABLES[key].next: after[OBSERVABLES[key].now] for key in ("velocity2", "theta_velocity")}
        assert same(statement.conclusion.lhs.subs(moved, simultaneous=True), statement.conclusion.rhs)


def test_without_momentum_the_edge_is_that_of_gradient_descent():
    (beta,) = HeavyBall().parameters
    for name in ("HEAVY-MONO", "NESTEROV-MONO"):
        for ours, plain in zip(claim(name).statements[2:], claim("MASTER-MONO").statements[:1], strict=True):
            edge, known = ours.hypotheses[-1], plain.hypotheses[-1]
            assert simplify((edge.lhs - edge.rhs).subs(beta.symbol, 0) - (known.lhs - known.rhs)) == 0
