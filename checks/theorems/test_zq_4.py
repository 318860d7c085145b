"""ZQ-4 (Zhu et al., section 3): just above η_crit kernel and loss decrease together. Refuted: there the loss first grows.

True, ZQ-4c: the kernel falls for 2 < ηλ₀ < 4, the loss first grows while κη²g₀² < ηλ₀ − 2.
Derivation: ``theory.growth`` and ``theory.bounds.upper_edge``. Proof: Z3. Twin: ``second_order``.
"""

from sympy import sqrt

from checks.theorems.sides import refutation, refuted_twins, same_sides
from theory.bounds import upper_edge
from theory.claims import claim
from theory.descent import update_maps
from theory.growth import growth_condition
from theory.models.nqm import relu_nqm
from theory.symbols import PARAMETERS

FALLS, GROWS = claim("ZQ-4c").statements
m, d, s, a_plus = (PARAMETERS[name].symbol for name in ("m", "d", "s", "a_plus"))


def test_the_derived_conditions_are_the_claimed_ones():
    maps = update_maps(relu_nqm(), 0)
    assert same_sides(upper_edge(maps).statement, FALLS.hypotheses[1])
    derived = growth_condition(maps).statement.subs({a_plus: 1, s: 1 / sqrt(m * d)})
    assert same_sides(derived, GROWS.hypotheses[2])


def test_the_print_is_refuted_by_an_exact_step_at_which_the_loss_grows():
    assert refutation("ZQ-4").values


def test_wrong_twins_of_the_correction_are_refuted():
    refuted_twins(
        "ZQ-4c", lambda operator: "4.0001/4 in hypothesis 2" in operator or "≥ for ≤" in operator, statement=0, at_least=2
    )
    refuted_twins("ZQ-4c", lambda operator: "3/2 in hypothesis 3" in operator, statement=1)
