"""UV-INVARIANT: v′² − 4u′ = (1 − u)²(v² − 4u), and every initialisation has 4u ≤ v².

Derivation: ``theory.normal_form.reduced_map`` and ``real_weights_certificate``. Proof: ``claims/LinearMap.v``.
Twins: ``numerics.models``.
"""

from sympy import sqrt

from checks.theorems.sides import equations, same
from theory.claims import claim
from theory.descent import update_maps
from theory.models.homogeneous import two_layer_net
from theory.models.quadratic import pure_quadratic
from theory.normal_form import closing_constant, real_weights_certificate, reduced_map, u, v
from theory.symbols import OBSERVABLES, PARAMETERS

STATEMENTS = claim("UV-INVARIANT").statements
eta, f, H = PARAMETERS["eta"].symbol, OBSERVABLES["f"], OBSERVABLES["H"]


def test_the_derived_factorisation_is_the_claimed_one():
    for statement, model in zip(STATEMENTS[::2], (two_layer_net("linear"), pure_quadratic("isotropic")), strict=True):
        kappa = closing_constant(update_maps(model))
        ((left, right),) = equations(statement).items()
        assert same(left, eta**2 * H.next**2 - 4 * kappa * eta**2 * f.next**2)
        assert same(reduced_map().invariant.subs({u: kappa * eta**2 * f.now**2, v: eta * H.now}), right)


def test_real_weights_give_sums_of_squares():
    plus, minus = real_weights_certificate()
    p, q = two_layer_net("linear").coordinates
    factor = PARAMETERS["s"].symbol ** 2 * PARAMETERS["a_plus"].symbol ** 2 * PARAMETERS["x2"].symbol
    assert same(plus, factor * (p + q) ** 2)
    assert same(minus, factor * (p - q) ** 2)
    assert sqrt(factor).is_real
