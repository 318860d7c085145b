"""BIAS-PUBLISHED and BIAS-GAP (ours): the published norm is the larger one, by what no step moves.

Derivation: ``theory.bias.published_norm``. Proof: ``claims/Bias.v``. Twin: ``numerics.models.biased_quadratic``.
"""

from checks.theorems.sides import equations, refuted_twins, same
from theory.bias import published_norm
from theory.claims import claim
from theory.symbols import OBSERVABLES

N, N_published = OBSERVABLES["N_bias"].now, OBSERVABLES["N_published"].now


def test_the_derived_excess_is_the_claimed_gap():
    _, excess, _ = published_norm()
    assert same(equations(claim("BIAS-GAP").statements[0])[N_published], N + excess)


def test_wrong_twins_are_refuted_by_exact_trajectories():
    refuted_twins("BIAS-PUBLISHED", lambda operator: "≥ for ≤" in operator)
    refuted_twins("BIAS-GAP", lambda operator: "sign" in operator or "1.0001" in operator, at_least=4)
