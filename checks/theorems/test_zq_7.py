"""ZQ-7 (Zhu et al., theorem 5): for η > 4/λ₀ “R_λ > 0” and λ grows. Refuted: R_λ is what a step takes from λ.

True, ZQ-7c: R_λ ≤ 0, λ never decreases, and a run that does not hit 0 exactly is unbounded.
Derivation: ``theory.bounds.upper_edge``. Twin: ``second_order``, in ``numerics.models.taylor``.
"""

from checks.theorems.sides import refutation, same
from theory.bounds import upper_edge
from theory.claims import claim
from theory.descent import update_maps
from theory.models.nqm import relu_nqm

STATEMENTS = claim("ZQ-7c").statements


def test_the_derived_edge_is_the_claimed_one():
    below, above = upper_edge(update_maps(relu_nqm(), 0)).statement, STATEMENTS[0].hypotheses[0]
    assert same(below.lhs - below.rhs, above.lhs - above.rhs)


def test_the_print_is_refuted_at_the_first_step():
    assert refutation("ZQ-7").step == 0
