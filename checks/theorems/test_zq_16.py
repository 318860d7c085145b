"""ZQ-16 (Zhu et al., divergence on D data): p₁ᵀR_K p₁ ≈ (‖g‖²‖p₁‖²/m) η(λ₁ − 4η). Refuted: the factor is ηλ₁ − 4.

Derivation of the true one, ZQ-16c: ``theory.nqm_data`` (one sign, y = 0). Twin: ``second_order``.
"""

from sympy import sqrt

from checks.theorems.sides import refutation, same
from theory.nqm_data import vector_dynamics
from theory.symbols import PARAMETERS


def test_the_derived_change_has_the_corrected_factor():
    block = vector_dynamics(2, 0).blocks[0]
    eta, s = PARAMETERS["eta"].symbol, PARAMETERS["s"].symbol
    size = sum(x**2 for x in block.inputs)
    untargeted = dict(zip((f"r_{i + 1}" for i in range(2)), (block.amplitude * x for x in block.inputs), strict=True))
    outputs = {symbol: untargeted[symbol.name] for symbol in block.next_rate.free_symbols if symbol.name in untargeted}
    change = size * (block.next_rate.subs(outputs) - block.rate)
    total = block.amplitude**2 * size
    assert same(change, total * size * s**2 * eta * (eta * block.eigenvalue - 4))
    assert same(block.residual.subs(outputs), block.amplitude * sqrt(size))


def test_the_print_is_refuted_at_the_first_step():
    assert refutation("ZQ-16").step == 0
