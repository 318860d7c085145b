"""ZQ-9 (Zhu et al., proof of theorem 4): u(0) ≤ C_u/m gives |w(0)| ≤ C_u C/m^(3/2). Refuted: w goes with the root of u.

True, ZQ-9c: |w(0)| ≤ √C_u C/m. Derivation: w² = uC²/m by the definitions. Proof: ``NeuralOneDatum.v``. Twin: ``second_order``.
"""

from sympy import Rational

from checks.theorems.sides import refutation, same
from theory.claims import claim
from theory.claims.zhu_2022_one_datum import u, w
from theory.symbols import PARAMETERS

(STATEMENT,) = claim("ZQ-9c").statements
eta, x2, y, m, d, bound = (PARAMETERS[name].symbol for name in ("eta", "x2", "y", "m", "d", "C_u"))


def test_with_the_least_bound_the_corrected_inequality_is_the_algebra_of_the_definitions():
    """At C_u = m u(0) both sides are equal, so that no smaller constant would do."""
    right = STATEMENT.conclusion.rhs
    assert same(w**2, (right**2).subs(bound, m * u).subs(abs(y) ** 2, y**2))


def test_the_print_and_its_correction_differ_by_the_root_alone():
    (printed,) = claim("ZQ-9").statements
    assert printed.hypotheses == STATEMENT.hypotheses
    assert same(printed.conclusion.rhs / STATEMENT.conclusion.rhs, bound ** Rational(1, 2) / m ** Rational(1, 2))


def test_the_print_is_refuted_by_an_exact_state():
    assert refutation("ZQ-9").targets[0] != 0
