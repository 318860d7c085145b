"""UV-FINAL: v₀ < 4: either the output is exactly zero at some step, or the limit of v = ηH is below 2, strictly.

Derivation: near u = 0 the output is multiplied by 1 − v, ``theory.bounds.linear_stability_edge``. Twins: ``numerics.models``.
"""

from checks.theorems.sides import same, same_sides
from theory.bounds import upper_edge
from theory.claims import claim
from theory.descent import F, H, update_maps
from theory.models.homogeneous import two_layer_net
from theory.models.quadratic import pure_quadratic
from theory.symbols import PARAMETERS

STATEMENTS = claim("UV-FINAL").statements
eta = PARAMETERS["eta"].symbol


def test_small_outputs_shrink_only_below_two():
    for statement, model in zip(STATEMENTS, (two_layer_net("linear"), pure_quadratic("isotropic")), strict=True):
        maps = update_maps(model, 0)
        assert same((maps.residual / F).expand().subs(F, 0), 1 - eta * H)
        assert same_sides(upper_edge(maps).statement, statement.hypotheses[0])
