"""UV-MAP: linear net or ψ² = cI, y = 0, u = κη²f², v = ηH: u′ = u(1 − v + u)², v′ = v − u(4 − v).

Derivation: ``theory.descent.update_maps``. Proof: ``claims/LinearMap.v``. Twins: ``numerics.models``.
"""

from checks.theorems.sides import equations, same
from theory.claims import claim
from theory.descent import update_maps
from theory.models.homogeneous import two_layer_net
from theory.models.quadratic import pure_quadratic
from theory.symbols import OBSERVABLES, PARAMETERS

STATEMENTS = claim("UV-MAP").statements
eta, f, H = PARAMETERS["eta"].symbol, OBSERVABLES["f"], OBSERVABLES["H"]


def test_the_derived_maps_are_the_claimed_ones():
    for statement, model in zip(STATEMENTS, (two_layer_net("linear"), pure_quadratic("isotropic")), strict=True):
        maps, claimed = update_maps(model, 0), equations(statement)
        assert maps.closed
        assert same(maps.residual, claimed[f.next])
        assert same(eta * maps.ntk, claimed[eta * H.next])
