"""BLOCK-CONV (ours): NQM on 1-d inputs, y = 0: while ηλ_i < 4, λ_i never increases; with both below 4 the loss tends to zero.

Derivation: ``theory.nqm_data.vector_dynamics``, as each sign block is a single datum. Twin: ``second_order``.
"""

from itertools import permutations

from sympy import expand

from checks.theorems.sides import refuted_twins
from theory.nqm_data import vector_dynamics
from theory.symbols import PARAMETERS


def test_no_block_sees_the_other():
    for block, other in permutations(vector_dynamics(1, 1).blocks):
        foreign = {other.amplitude, other.rate, *other.residual.free_symbols}
        assert not foreign & (block.next_rate.free_symbols | block.next_residual.free_symbols)


def test_the_derived_change_has_the_sign_of_the_claimed_hypothesis():
    (block, _), eta, s = vector_dynamics(1, 0).blocks, PARAMETERS["eta"].symbol, PARAMETERS["s"].symbol
    (x,) = block.inputs
    output = block.amplitude * x
    (r,) = (symbol for symbol in block.residual.free_symbols if symbol.name == "r_1")
    change = (block.next_rate - block.rate).subs(r, output)
    assert expand(change - eta * s**2 * output**2 * (eta * block.eigenvalue - 4)) == 0


def test_wrong_twins_are_refuted_by_exact_trajectories():
    for statement in (0, 1):
        refuted_twins("BLOCK-CONV", lambda operator: "drop" in operator or "≥ for ≤" in operator, at_least=2, statement=statement)
