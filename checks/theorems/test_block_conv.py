"""BLOCK-CONV (ours): NQM on 1-d inputs of both signs, y = 0, ηλ₁, ηλ₂ < 4: λ₁ never increases.

Derivation: ``theory.nqm_data.vector_dynamics``, as each sign block is a single datum. Twin: ``second_order``.
"""

from itertools import permutations

from sympy import expand

from checks.theorems.sides import holds_on_trajectories, refuted_twins, verdict_is_expected
from theory.claims import claim
from theory.nqm_data import vector_dynamics
from theory.symbols import PARAMETERS

(STATEMENT,) = claim("BLOCK-CONV").statements


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


def test_trajectories_obey():
    holds_on_trajectories(STATEMENT, examples=4, steps=6)


def test_wrong_twins_are_refuted_by_exact_trajectories():
    refuted_twins("BLOCK-CONV", lambda operator: "drop hypothesis 2" in operator or "≥ for ≤" in operator, at_least=2)


def test_verdict():
    verdict_is_expected("BLOCK-CONV")
