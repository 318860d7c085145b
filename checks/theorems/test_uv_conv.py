"""UV-CONV: v₀ < 4: v never increases, Σu_t ≤ v₀/(4 − v₀), and the loss tends to zero.

Derivation: ``theory.normal_form.reduced_map`` and ``theory.bounds.upper_edge``.
Proof: ``claims/ClosedMapConverges.v``. Twins: ``numerics.models``.
"""

from checks.search.enclosed import enclosures_present
from checks.theorems.sides import refuted_twins, same, same_sides
from theory.bounds import upper_edge
from theory.claims import claim
from theory.descent import update_maps
from theory.models.homogeneous import two_layer_net
from theory.models.quadratic import pure_quadratic
from theory.normal_form import reduced_map, u, v, w
from theory.symbols import OBSERVABLES, PARAMETERS

STATEMENTS = claim("UV-CONV").statements
eta, H = PARAMETERS["eta"].symbol, OBSERVABLES["H"]


def test_the_hypothesis_is_the_derived_upper_edge():
    for number, model in enumerate((two_layer_net("linear"), pure_quadratic("isotropic"))):
        for statement in STATEMENTS[3 * number : 3 * number + 3]:
            assert same_sides(upper_edge(update_maps(model, 0)).statement, statement.hypotheses[0])


def test_the_sum_telescopes():
    # Each step takes at least u(4 − v₀) from v, and v stays nonnegative: the total is v₀ over that gain.
    gain = (v - reduced_map().v.subs(w, 0)) / u
    for statement in STATEMENTS[1::3]:
        assert same(statement.conclusion.rhs, (v / gain).subs(v, eta * H.initial))


def test_wrong_twins_are_refuted_by_exact_trajectories():
    # That a loss does not tend to zero takes a certified long-time behaviour; everything else shows within a few exact steps.
    decided = range(6) if enclosures_present() else (0, 1, 3, 4)
    for number in decided:
        refuted_twins("UV-CONV", lambda operator: "drop" in operator or "target" in operator, statement=number)
