"""ML-7 and ML-7d (Meltzer & Liu, equation 163): η < 4/(2φ² + C(θ₀² + (φ·θ₀)²/φ²)) for the quadratic model with bias.

True on one datum, where BIAS is sharper; for D data, with the effective φ and ψ, one exact trajectory refutes it.
Derivation: ``theory.bias``. Proof: ``claims/Bias.v``. Twin: ``numerics.models.biased_quadratic``.
"""

from checks.theorems.sides import refutation, same_sides
from theory.bias import bias_bounds, published_norm
from theory.claims import claim
from theory.symbols import OBSERVABLES

(STATEMENT,) = claim("ML-7").statements
N, theta2, phi_theta = (OBSERVABLES[name] for name in ("N_bias", "theta2", "phi_theta"))
theta_m2, theta_f2 = OBSERVABLES["theta_m2"], OBSERVABLES["theta_f2"]


def test_the_derived_edge_with_the_larger_norm_is_the_claimed_one():
    larger, _, _ = published_norm()
    printed = larger.subs({theta_m2.now: theta2.initial - theta_f2.now, phi_theta.now: phi_theta.initial})
    edge, _ = bias_bounds()
    assert same_sides(edge.statement.subs(N.initial, printed), STATEMENT.hypotheses[0])


def test_the_print_for_many_data_is_refuted_below_its_own_bound():
    found = refutation("ML-7d")
    assert len(found.targets) > 1
    assert not any(found.targets)
