"""UV-EDGE: v₀ = 4: v stays 4 and u′ = u(u − 3)², the Chebyshev map φ → 3φ for u = 4 sin²φ.

Derivation: ``theory.normal_form.reduced_map`` at v = 4. Proof: ``claims/ClosedMapEdge.v``.
Twins: exact arithmetic only, since rounding leaves the edge.
"""

from sympy import Symbol, expand_trig, sin

from checks.theorems.sides import equations, same
from theory.claims import claim
from theory.descent import update_maps
from theory.models.homogeneous import two_layer_net
from theory.models.quadratic import pure_quadratic
from theory.normal_form import reduced_map, u, v, w
from theory.symbols import OBSERVABLES, PARAMETERS

STATEMENTS = claim("UV-EDGE").statements
eta, f, H = PARAMETERS["eta"].symbol, OBSERVABLES["f"], OBSERVABLES["H"]


def test_the_derived_map_at_the_edge_is_the_claimed_one():
    at_edge = {v: 4, w: 0}
    assert reduced_map().v.subs(at_edge) == 4
    for statement, model in zip(STATEMENTS, (two_layer_net("linear"), pure_quadratic("isotropic")), strict=True):
        assert same(update_maps(model, 0).residual.subs(H.now, 4 / eta), equations(statement)[f.next])


def test_it_triples_an_angle():
    phi = Symbol("phi", real=True)
    stepped = reduced_map().u.subs({v: 4, w: 0}).subs(u, 4 * sin(phi) ** 2)
    assert same(stepped, 4 * expand_trig(sin(3 * phi)) ** 2)
