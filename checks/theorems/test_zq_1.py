"""ZQ-1 and ZQ-2 (Zhu et al., section 3): one step of the neural quadratic model on one datum, residual and kernel.

Derivation: ``theory.descent.update_maps``. Proof: SymPy and Z3. Twin: ``second_order`` of a net, in ``numerics.models.taylor``.
"""

from sympy import sqrt

from checks.theorems.sides import equations, refuted_twins, same
from theory.claims import claim
from theory.descent import update_maps
from theory.models.nqm import relu_nqm
from theory.symbols import OBSERVABLES, PARAMETERS

m, d, s, a_plus = (PARAMETERS[name].symbol for name in ("m", "d", "s", "a_plus"))
r, H = OBSERVABLES["r"], OBSERVABLES["H"]


def test_the_derived_maps_are_the_claimed_ones():
    maps = update_maps(relu_nqm())
    for name, symbol, derived in (("ZQ-1", r.next, maps.residual), ("ZQ-2", H.next, maps.ntk)):
        claimed = equations(claim(name).statements[0])[symbol]
        assert same(derived.subs({a_plus: 1, s: 1 / sqrt(m * d)}), claimed)


def test_every_wrong_twin_is_refuted_by_an_exact_trajectory():
    refuted_twins("ZQ-1", lambda operator: True, at_least=2)
    refuted_twins("ZQ-2", lambda operator: True, at_least=4)
