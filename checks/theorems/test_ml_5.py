"""ML-5 (Meltzer & Liu, equation 138): pure quadratic model on D data, Ω = (ζ²/D) ψ_aψ_b: η < 4/(λmax(Ω) θ₀²) bounds the norm.

Derivation: ``theory.many_data.omega_bound``. Proof: ``claims/Omega.v``. Twin: ``numerics.models.quadratic``.
"""

from checks.theorems.sides import same_sides
from theory.claims import claim
from theory.many_data import many_data_bounds, omega_bound

(STATEMENT,) = claim("ML-5").statements


def test_the_derived_bound_is_the_claimed_one():
    assert same_sides(many_data_bounds(omega_bound())[0].statement, STATEMENT.hypotheses[0])
