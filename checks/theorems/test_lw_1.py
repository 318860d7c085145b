"""LW-1 (Lewkowycz et al., section 2): f = n^(−1/2) v·u has f′ = (1 − ηλ + η²f²/n) f and λ′ = λ + (ηf²/n)(ηλ − 4), exactly.

Derivation: ``theory.descent.update_maps``. Proof: ``claims/LinearMap.v``. Twin: ``numerics.models.two_layer``.
"""

from sympy import sqrt

from checks.theorems.sides import equations, same
from theory.claims import claim
from theory.descent import update_maps
from theory.models.homogeneous import two_layer_net
from theory.symbols import OBSERVABLES, PARAMETERS

(STATEMENT,) = claim("LW-1").statements


def test_the_derived_maps_are_the_claimed_ones():
    toy = two_layer_net(slopes=(1, 1), input_norm2=1, scale=1 / sqrt(PARAMETERS["n"].symbol))
    maps, claimed = update_maps(toy, 0), equations(STATEMENT)
    assert maps.closed
    assert same(maps.residual, claimed[OBSERVABLES["f"].next])
    assert same(maps.ntk, claimed[OBSERVABLES["H"].next])
