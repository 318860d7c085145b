"""ZQ-11 (Zhu et al., section 3): 1-d inputs, K = λ₁p₁p₁ᵀ + λ₂p₂p₂ᵀ. Refuted unless p₁ and p₂ have unit length.

True, ZQ-11c: the printed λ₁, λ₂ are the eigenvalues. Derivation: ``theory.nqm_data``. Twin: ``second_order``.
"""

from sympy import expand, zeros

from checks.theorems.sides import refutation, same
from theory.nqm_data import vector_dynamics


def test_the_derived_kernel_has_the_corrected_decomposition():
    dynamics = vector_dynamics(2, 1)
    unit, printed = zeros(3, 3), zeros(3, 3)
    for block in dynamics.blocks:
        size = sum(x**2 for x in block.inputs)
        outer = block.inputs * block.inputs.T
        assert same(block.eigenvalue, block.rate * size)
        assert (dynamics.kernel * block.inputs - block.eigenvalue * block.inputs).applyfunc(expand).is_zero_matrix
        unit += block.rate * outer
        printed += block.eigenvalue * outer
    assert (dynamics.kernel - unit).applyfunc(expand).is_zero_matrix
    assert not (dynamics.kernel - printed).applyfunc(expand).is_zero_matrix


def test_the_print_is_refuted_by_an_exact_state():
    assert len(refutation("ZQ-11").targets) > 1
