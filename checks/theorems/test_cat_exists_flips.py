"""CAT-EXISTS-FLIPS: the condition of CAT-EXISTS-LEAKY with an explicit term for the units that one step may flip.

Derivation: ``theory.growth.sufficient_growth_condition`` gives the part without flips. Twin: ``numerics.models.two_layer``.
"""

from checks.theorems.sides import same
from theory.claims import claim
from theory.growth import sufficient_growth_condition
from theory.models.homogeneous import two_layer_net
from theory.symbols import OBSERVABLES, PARAMETERS

(STATEMENT,) = claim("CAT-EXISTS-FLIPS").statements
flip_mass = OBSERVABLES["flip_mass"].initial
a_plus, a_minus = PARAMETERS["a_plus"].symbol, PARAMETERS["a_minus"].symbol


def test_without_flips_or_without_a_kink_it_is_the_derived_condition():
    derived = sufficient_growth_condition(two_layer_net()).statement
    assert same(derived, STATEMENT.hypotheses[-1].subs(flip_mass, 0))
    assert same(derived.subs(a_minus, a_plus), STATEMENT.hypotheses[-1].subs(a_minus, a_plus))
