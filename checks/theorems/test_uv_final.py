"""UV-FINAL: v₀ < 4: either the output is exactly zero at some step, or the limit of v = ηH is below 2, strictly.

Derivation: near u = 0 the output is multiplied by 1 − v, ``theory.bounds.linear_stability_edge``. Twins: ``numerics.models``.
"""

from checks.theorems.sides import holds_on_trajectories, refuted_twins, same, same_sides, verdict_is_expected
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


def test_finished_trajectories_end_below_two():
    for statement in STATEMENTS:
        holds_on_trajectories(statement, examples=4)


def test_wrong_twins_are_refuted_by_exact_trajectories():
    refuted_twins("UV-FINAL", lambda operator: "drop" in operator, statement=0)


def test_verdict():
    verdict_is_expected("UV-FINAL")
