"""ZQ-18 (Zhu et al., proposition 10): the maps of g = ½γ wᵀΣw with Σ² = ‖x‖²I. Refuted: it is γ² that they contain.

Derivation of the true ones, ZQ-18c: ``theory.descent.update_maps``. Proof: SymPy. Twin: ``numerics.models.general_quadratic``.
"""

from checks.theorems.sides import equations, refutation, same
from theory.claims import claim
from theory.descent import update_maps
from theory.models.quadratic import pure_quadratic
from theory.symbols import OBSERVABLES, PARAMETERS

(STATEMENT,) = claim("ZQ-18c").statements
f, H = OBSERVABLES["f"], OBSERVABLES["H"]
zeta, psi2_top, gamma, x2 = (PARAMETERS[name].symbol for name in ("zeta", "psi2_top", "gamma", "x2"))


def test_the_derived_maps_are_the_corrected_ones():
    maps, claimed = update_maps(pure_quadratic("isotropic"), 0), equations(STATEMENT)
    assert maps.closed
    for derived, symbol in ((maps.residual, f.next), (maps.ntk, H.next)):
        assert same(derived.subs({zeta: gamma, psi2_top: x2}), claimed[symbol])


def test_the_print_is_refuted_at_the_first_step():
    assert refutation("ZQ-18").step == 0
