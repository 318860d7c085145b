"""TARGET-EDGE (ours): η < η* = 8/(H₀ + √(H₀² + 16κy(y − f₀))): the loss stays below 2/(κη²) for ever.

Derivation: ``theory.normal_form.target_edge``. Proof: ``TargetEdgeClaims.v``. Twin: ``numerics.models.two_layer``.
"""

from checks.theorems.sides import same
from theory.claims import claim
from theory.normal_form import target_edge
from theory.symbols import OBSERVABLES, PARAMETERS

STATEMENTS = claim("TARGET-EDGE").statements
eta, y, H = PARAMETERS["eta"].symbol, PARAMETERS["y"].symbol, OBSERVABLES["H"]


def test_the_derived_edge_is_the_claimed_one():
    edge = target_edge().expression
    for statement in STATEMENTS:
        (hypothesis,) = statement.hypotheses
        assert same(hypothesis.lhs / eta * edge, hypothesis.rhs)
    assert same(edge.subs(y, 0), 4 / H.initial)
