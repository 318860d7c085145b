"""GRAM-KERNEL (ours): two-layer leaky net in any input dimension, λmax(H) ≤ s²a²λmax(XXᵀ/D)θ².

Derivation: ``theory.many_data.gram_bound``. Proof: ``claims/GramKernel.v``. Twin: ``numerics.models.two_layer``.
"""

from sympy import expand

from checks.theorems.sides import same_sides
from theory.claims import claim
from theory.many_data import gram_bound, net_kernel

(STATEMENT,) = claim("GRAM-KERNEL").statements


def test_the_derived_bound_is_the_claimed_one():
    assert same_sides(gram_bound().statement, STATEMENT.conclusion)
    unit = net_kernel(2, 2)
    assert expand(unit.bound - unit.share - unit.certificate) == 0
