"""UV-PEAK: 2 < v₀ < 4 and f₀ ≠ 0: the loss peaks at max L ≥ (ηλ₀ − 2)²/(4κη²).

Derivation: the window is that of ``theory.bounds``. Proof: ``claims/ClosedMapPeak.v``. Twins: ``numerics.models``.
"""

from checks.theorems.sides import same_sides
from theory.bounds import linear_stability_edge, upper_edge
from theory.claims import claim
from theory.descent import update_maps
from theory.models.homogeneous import two_layer_net
from theory.models.quadratic import pure_quadratic
from theory.normal_form import closing_constant

STATEMENTS = claim("UV-PEAK").statements


def test_the_window_and_the_constant_are_the_derived_ones():
    for statement, model in zip(STATEMENTS, (two_layer_net("linear"), pure_quadratic("isotropic")), strict=True):
        maps = update_maps(model, 0)
        assert same_sides(linear_stability_edge(maps).statement, statement.hypotheses[0])
        assert same_sides(upper_edge(maps).statement, statement.hypotheses[1])
        assert statement.conclusion.has(*closing_constant(maps).free_symbols)
