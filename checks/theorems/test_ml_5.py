"""ML-5 (Meltzer & Liu, equation 138): pure quadratic model on D data, Ω = (ζ²/D) ψ_aψ_b: η < 4/(λmax(Ω) θ₀²) bounds the norm.

Derivation: ``theory.many_data.omega_bound``. Proof: ``theory/proofs/coq/Omega.v``. Twin: ``numerics.models.quadratic``.
"""

from checks.theorems.sides import holds_on_trajectories, refuted_twins, same_sides, verdict_is_expected
from theory.claims import claim
from theory.many_data import many_data_bounds, omega_bound

(STATEMENT,) = claim("ML-5").statements


def test_the_derived_bound_is_the_claimed_one():
    assert same_sides(many_data_bounds(omega_bound())[0].statement, STATEMENT.hypotheses[0])


def test_no_trajectory_below_the_bound_gains_weight():
    holds_on_trajectories(STATEMENT)


def test_wrong_twins_are_refuted_by_exact_trajectories():
    refuted_twins("ML-5", lambda operator: "4.0001" in operator or "drop" in operator or "target" in operator, at_least=3)


def test_verdict():
    verdict_is_expected("ML-5")
