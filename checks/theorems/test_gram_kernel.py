"""GRAM-KERNEL (ours): two-layer leaky net in any input dimension, λmax(H) ≤ s²a²λmax(XXᵀ/D)θ².

Derivation: ``theory.many_data.gram_bound``. Proof: ``theory/proofs/coq/GramKernel.v``. Twin: ``numerics.models.two_layer``.
"""

from sympy import expand

from checks.theorems.sides import holds_on_trajectories, refuted_twins, same_sides, verdict_is_expected
from theory.claims import claim
from theory.many_data import gram_bound, net_kernel

(STATEMENT,) = claim("GRAM-KERNEL").statements


def test_the_derived_bound_is_the_claimed_one():
    assert same_sides(gram_bound().statement, STATEMENT.conclusion)
    unit = net_kernel(2, 2)
    assert expand(unit.bound - unit.share - unit.certificate) == 0


def test_no_state_has_a_larger_kernel():
    holds_on_trajectories(STATEMENT)


def test_wrong_twins_are_refuted_by_exact_states():
    refuted_twins("GRAM-KERNEL", lambda operator: "exponent" in operator or "≥ for ≤" in operator, at_least=2)


def test_verdict():
    verdict_is_expected("GRAM-KERNEL")
