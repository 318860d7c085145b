"""Statements with a part that is undefined somewhere: a state there refutes them, and an identity names what it needs."""

from __future__ import annotations

import pytest
from sympy import Eq, Ne, Or, Rational, sqrt

from checks.evidence.kinds import Counterexample
from checks.evidence.replay import replay_counterexample
from checks.search.exact import search_exactly
from theory.provers.identity.symbolic import identity
from theory.provers.smt.realise import refute_statement, witness
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES, PARAMETERS

f, H, L, theta2 = (OBSERVABLES[name].now for name in ("f", "H", "L", "theta2"))
L_peak = OBSERVABLES["L"].peak
eta, y = (PARAMETERS[name].symbol for name in ("eta", "y"))
LINEAR, LINEAR_ANY = Setting("two_layer", variant="linear"), Setting("two_layer", targets="any", variant="linear")
Q = Quantifier

STATEMENTS = {
    "any y": (LINEAR_ANY, (), Q.STEP, Eq((f - OBSERVABLES["r"].now) / y, 1), "y = 0"),
    "any y, a state": (LINEAR_ANY, (), Q.STATE, Eq((f - OBSERVABLES["r"].now) / y, 1), "y = 0"),
    "y = 0": (LINEAR, (), Q.STATE, Eq((f - OBSERVABLES["r"].now) / y, 0), "y = 0"),
    "y = 0, a half": (LINEAR, (), Q.STATE, Eq((y + f - OBSERVABLES["r"].now) / (2 * y), Rational(1, 2)), "y = 0"),
    "y = 0, no equation": (LINEAR, (), Q.STATE, 1 / y > 5, "y = 0"),
    "a ratio": (LINEAR, (), Q.STATE, L / f**2 > 0, "f = 0"),
    "an equation": (LINEAR, (), Q.STATE, Eq(L / f**2, Rational(1, 2)), "f = 0"),
    "quadratic model": (Setting("quadratic"), (), Q.STATE, Eq(L / f**2, Rational(1, 2)), "f = 0"),
    "a difference": (LINEAR, (), Q.STATE, (OBSERVABLES["r2"].now - f**2) / f < 1, "f = 0"),
    "an exact hit": (LINEAR, (Ne(OBSERVABLES["f"].initial, 0),), Q.STEP, Eq(L / f**2, Rational(1, 2)), "f = 0"),
    "at the edge": (LINEAR, (), Q.STEP, Eq((16 - (eta * H) ** 2) / (4 - eta * H), 4 + eta * H), "-H*eta + 4 = 0"),
    "one target": (LINEAR_ANY, (), Q.STATE, Or(1 / (y - 3) > 0, theta2 + 1 > f - OBSERVABLES["r"].now - y), "y - 3 = 0"),
    "one state": (LINEAR, (), Q.STATE, 1 / (f - 7) < 5, "f - 7 = 0"),
    "a root": (LINEAR, (), Q.STATE, sqrt(1 - H) <= 1, "1 - H < 0"),
    "a nested divisor": (LINEAR, (), Q.STATE, 1 / (1 + 1 / H) <= 1, "H = 0"),
    "a limit": (
        LINEAR,
        (eta * OBSERVABLES["H"].initial < 4, Ne(OBSERVABLES["f"].initial, 0)),
        Q.TRAJECTORY,
        L_peak / OBSERVABLES["L"].limit > 0,
        "L_limit = 0",
    ),
    "a limit of the kernel": (
        LINEAR,
        (eta * OBSERVABLES["H"].initial < 4, Ne(OBSERVABLES["f"].initial, 0)),
        Q.TRAJECTORY,
        1 / OBSERVABLES["H"].limit > 0,
        "H_limit = 0",
    ),
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_state_that_makes_the_conclusion_undefined_refutes_it(name: str) -> None:
    setting, hypotheses, quantifier, conclusion, where = STATEMENTS[name]
    statement = Statement(setting, hypotheses, quantifier, conclusion)
    wrong = Claim("UNDEFINED", Source("wrong on purpose"), name, (statement,))
    found = search_exactly(wrong, 0, most=240)
    assert isinstance(found, Counterexample)
    assert f"undefined at {where}; add " in repr(found)
    assert replay_counterexample(wrong, found).confirmed
    assert identity(statement) is None


def test_actual_weights_refute_and_witness_by_the_same_reading() -> None:
    pytest.importorskip("z3")
    found = refute_statement(Statement(LINEAR, (), Q.STATE, L / f**2 > 0), timeout=5.0)
    assert found is not None
    assert found.status == "sat"
    # 1/y > 5 holds nowhere with target 0, and 1/f₀ < 5 only where f₀ ≠ 0.
    assert witness(Statement(LINEAR, (1 / y > 5,), Q.STEP, f < H)) is None
    assert witness(Statement(LINEAR, (1 / OBSERVABLES["f"].initial < 5,), Q.STEP, f < H)) is not None


def test_an_identity_names_what_it_needs_and_how_it_is_shown() -> None:
    pytest.importorskip("z3")
    f_0, H_0 = OBSERVABLES["f"].initial, OBSERVABLES["H"].initial
    half = Eq(L / f**2, Rational(1, 2))
    shown = {
        "a hypothesis": (f, half, Ne(f_0, 0)),
        "by Z3 from the hypotheses": (f, half, f_0 > 1),
        "by Z3 from the hypotheses and the lemmas of the model": (
            theta2,
            Eq((theta2**2 - 1) / theta2, theta2 - 1 / theta2),
            H_0 > 1,
        ),
    }
    for means, (divisor, equation, hypothesis) in shown.items():
        found = identity(Statement(LINEAR, (hypothesis,), Q.FIRST, equation))
        assert found is not None
        assert found.needs == ((Ne(divisor, 0), means),)
        assert f"{divisor} ≠ 0 ({means})" in str(found)
        assert identity(Statement(LINEAR, (hypothesis,), Q.STEP, equation)) is None  # it may be 0 later


def test_a_hypothesis_that_is_undefined_is_not_satisfied() -> None:
    """With target 0 "1/y > 5 or H < 100" holds nowhere, and nothing is judged; with any target, only where y ≠ 0."""
    given = Or(1 / y > 5, H < 100)
    falls = Claim("X", Source("test"), "", (Statement(LINEAR, (given,), Q.STATE, f > H),))
    assert getattr(search_exactly(falls, 0, most=60), "states", None) == 0
    found = search_exactly(Claim("X", Source("test"), "", (Statement(LINEAR_ANY, (given,), Q.STATE, Eq(y, 0)),)), 0, most=60)
    assert isinstance(found, Counterexample)
    assert all(found.targets)
