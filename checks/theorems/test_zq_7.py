"""ZQ-7 (Zhu et al., theorem 5): for η > 4/λ₀ “R_λ > 0” and λ grows. Refuted: R_λ is what a step takes from λ.

True, ZQ-7c: R_λ ≤ 0, λ never decreases, and a run that does not hit 0 exactly is unbounded.
Derivation: ``theory.bounds.upper_edge``. Twin: ``second_order``, in ``numerics.models.taylor``.
"""

from checks.theorems.sides import holds_on_trajectories, refutation, refuted_twins, same, verdict_is_expected
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


def test_trajectories_follow_the_correction():
    for statement in STATEMENTS:
        holds_on_trajectories(statement, examples=4)


def test_wrong_twins_of_the_correction_are_refuted():
    refuted_twins("ZQ-7c", lambda operator: "4.0001" in operator or "drop" in operator, statement=0, at_least=2)


def test_verdict():
    verdict_is_expected("ZQ-7c")
