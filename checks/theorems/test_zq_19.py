"""ZQ-19 (Zhu et al., section 5): the two-layer linear net is the quadratic form ½γ wᵀΣw, γ = 1/√m. True.

ZQ-19b, that Σ² = ‖x‖²I, fails; ZQ-19c, Σ³ = ‖x‖²Σ, is what the net has. Derivation: here. Twins: ``numerics.models``.
"""

from sympy import Matrix, expand, eye, symbols, zeros

from checks.theorems.sides import refutation


def test_the_explicit_form_has_the_output_of_the_net_and_the_cube_of_the_correction():
    weights, x = Matrix(symbols("u_11 u_12 u_21 u_22 v_1 v_2")), Matrix(symbols("x_1 x_2"))
    sigma = zeros(6, 6)
    for unit in range(2):
        sigma[2 * unit : 2 * unit + 2, 4 + unit] = x
        sigma[4 + unit, 2 * unit : 2 * unit + 2] = x.T
    layer, readout = weights[:4, :].reshape(2, 2), weights[4:, :]
    assert expand((weights.T * sigma * weights)[0] / 2 - (readout.T * layer * x)[0]) == 0
    norm = (x.T * x)[0]
    assert (sigma**3 - norm * sigma).applyfunc(expand).is_zero_matrix
    assert not (sigma**2 - norm * eye(6)).applyfunc(expand).is_zero_matrix


def test_the_reading_with_the_square_is_refuted():
    assert len(refutation("ZQ-19b").weights) > 2
