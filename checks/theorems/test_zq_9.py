"""ZQ-9 (Zhu et al., proof of theorem 4): u(0) ≤ C_u/m gives |w(0)| ≤ C_u C/m^(3/2). Refuted: w goes with the root of u.

True, ZQ-9c: w² = uC²/m, so |w(0)| ≤ √C_u C/m. Derivation: the definitions. Proof: SymPy. Twin: ``second_order``.
"""

from sympy import Eq, sqrt

from checks.theorems.sides import equations, holds_on_trajectories, refutation, refuted_twins, same, verdict_is_expected
from theory.claims import claim
from theory.claims.zhu_2022_one_datum import u, w
from theory.symbols import PARAMETERS

(STATEMENT,) = claim("ZQ-9c").statements
eta, x2, y, m, d = (PARAMETERS[name].symbol for name in ("eta", "x2", "y", "m", "d"))


def test_the_correction_is_the_algebra_of_the_definitions():
    constant = eta * sqrt(x2) * y / sqrt(d)
    assert same(w**2, u * constant**2 / m)
    ((left, right),) = equations(STATEMENT).items()
    assert isinstance(STATEMENT.conclusion, Eq)
    assert same(left, w**2)
    assert same(right, u * constant**2 / m)


def test_the_print_is_refuted_by_an_exact_state():
    assert refutation("ZQ-9").targets[0] != 0


def test_states_follow_the_correction():
    holds_on_trajectories(STATEMENT)


def test_a_wrong_twin_of_the_correction_is_refuted():
    refuted_twins("ZQ-9c", lambda operator: "1.0001" in operator)


def test_verdict():
    verdict_is_expected("ZQ-9c")
