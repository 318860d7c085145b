"""Every row of the table of partial operations, through every reader: undefined is not true, for each of them alike."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from math import inf
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sympy import Abs, And, Eq, Equivalent, Expr, Implies, Ne, Not, Or, Pow, Rational, Symbol, oo, sqrt, true
from sympy.logic.boolalg import Boolean

from checks.truth.exactly import exact_truth, lacking
from checks.truth.robustly import compile_sentence
from theory.definedness import PARTIAL_OPERATIONS, defined, requirements
from theory.provers.coq.statements import statement_text
from theory.provers.identity.symbolic import identity
from theory.provers.obligations import granted, owed
from theory.provers.smt.induction import prove_statement
from theory.statements import Quantifier, Setting, Statement
from theory.symbols import OBSERVABLES, PARAMETERS

f, H, L, theta2, flip = (OBSERVABLES[name].now for name in ("f", "H", "L", "theta2", "flip"))
L_peak, H_peak = OBSERVABLES["L"].peak, OBSERVABLES["H"].peak
eta, k, y = (PARAMETERS[name].symbol for name in ("eta", "k", "y"))
LINEAR, LINEAR_ANY = Setting("two_layer", variant="linear"), Setting("two_layer", targets="any", variant="linear")
Q = Quantifier


@dataclass(frozen=True)
class Case:
    """A part, and values at which it has none: by which row, in which words, and whether provers can speak of it."""

    part: Expr
    values: dict[str, float | int] = field(hash=False)
    row: str
    words: str
    real: bool = True


CASES = (
    Case(L / f**2, {"L": 0, "f": 0}, "division", "undefined at f = 0; add f ≠ 0"),
    Case((f - L) / y, {"L": 1, "f": 1, "y": 0}, "division", "undefined at y = 0; add y ≠ 0"),
    Case(1 / (4 - eta * H), {"eta": 2, "H": 2}, "division", "undefined at -H*eta + 4 = 0; add -H*eta + 4 ≠ 0"),
    Case(1 / (1 + 1 / f), {"f": 0}, "division", "undefined at f = 0; add f ≠ 0"),
    Case(1 / (1 + 1 / f), {"f": -1}, "division", "undefined at 1 + 1/f = 0; add 1 + 1/f ≠ 0"),
    Case(1 / (f * theta2), {"f": 1, "theta2": 0}, "division", "undefined at theta2 = 0; add theta2 ≠ 0"),
    Case(1 / sqrt(H), {"H": 0}, "division", "undefined at H = 0; add H ≠ 0"),
    Case(sqrt(1 - H), {"H": 2}, "root", "undefined at 1 - H < 0; add 1 - H ≥ 0"),
    Case(f ** Rational(1, 3), {"f": -8}, "root", "undefined at f < 0; add f ≥ 0"),
    Case(f ** Rational(-5, 2), {"f": -1}, "root", "undefined at f < 0; add f ≥ 0"),
    Case(
        f ** (k - 2), {"f": 0, "k": 1}, "symbolic power", "undefined at f = 0 and k - 2 < 0; add f ≠ 0 or k - 2 ≥ 0", real=False
    ),
    Case(f**y, {"f": -1, "y": 2}, "symbolic power", "add (f > 0 or y ≥ 0) and f ≥ 0", real=False),
    Case(2 ** (k * L_peak), {"k": 1, "L_peak": inf}, "symbolic power", "add L_peak*k ≠ -oo and L_peak*k ≠ oo", real=False),
    Case(1 / L_peak, {"L_peak": inf}, "power of infinity", "add L_peak ≠ -oo and L_peak ≠ oo", real=False),
    Case(L_peak / H_peak, {"L_peak": inf, "H_peak": inf}, "power of infinity", "add H_peak ≠ -oo and H_peak ≠ oo", real=False),
    Case(f * L_peak, {"f": 0, "L_peak": inf}, "0·∞", "add (L_peak ≠ -oo and L_peak ≠ oo) or f ≠ 0", real=False),
    Case(eta * Abs(f) * flip, {"eta": 1, "f": 0, "flip": inf}, "0·∞", "Abs(f) ≠ 0 or (flip ≠ -oo and flip ≠ oo)", real=False),
    Case(f * oo, {"f": 0}, "0·∞", "add f ≠ 0", real=False),
    Case(L_peak - H_peak, {"L_peak": inf, "H_peak": inf}, "∞ − ∞", "undefined at -H_peak = -oo and L_peak = oo", real=False),
)
"""What compares two infinities is a relation and no part of one, so it has a test of its own."""
BY_PART = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.row} {case.part} {case.words}")


def sentences(part: Expr) -> tuple[Boolean, ...]:
    """Sentences that hold at the values tried, if a part of them has any value at all."""
    small, elsewhere = part <= 1, y < 100
    return (
        Or(small, y > 2),
        Or(small, elsewhere),
        Implies(small, elsewhere),
        Not(And(small, Not(elsewhere))),
        Equivalent(small, small | (y > 99)),
    )


def margins(sentence: Boolean, values: dict[str, Any]) -> float:
    return float(compile_sentence(sentence)({name: float(value) for name, value in values.items()}, 1e-12).certain)


def exactly(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value if value in (inf, -inf) else Fraction(value) for name, value in values.items()}


def test_every_row_is_tried() -> None:
    assert {case.row for case in CASES} | {"comparison of infinities"} == {row.name for row in PARTIAL_OPERATIONS}


@BY_PART
def test_the_table_says_what_is_lacking(case: Case) -> None:
    found = lacking(case.part, exactly(case.values))
    assert found is not None
    assert found.operation == case.row
    assert case.words in str(found)


@BY_PART
def test_exact_and_float_agree_that_it_does_not_hold(case: Case) -> None:
    for sentence in sentences(case.part):
        values = {"y": 3, **case.values}
        assert not exact_truth(sentence, exactly(values)), sentence
        assert not exact_truth(Not(sentence, evaluate=False), exactly(values)), sentence
        # A divisor that is 0 by cancellation may be so by rounding: then it is unknown.
        assert not margins(sentence, values) >= 0, sentence
        assert not margins(Not(sentence, evaluate=False), values) >= 0, sentence


@BY_PART
def test_exact_and_float_agree_where_it_is_defined(case: Case) -> None:
    """The same sentences, at values that meet the needs."""
    elsewhere = {"y": 3, **{name: {"H": 0.25, "k": 3}.get(name, 0.5) for name in case.values}}
    assert exact_truth(defined(case.part), exactly(elsewhere))
    for sentence in sentences(case.part):
        assert exact_truth(sentence, exactly(elsewhere)), sentence
        assert margins(sentence, elsewhere) >= 0, sentence


@BY_PART
def test_no_prover_shows_what_is_undefined_somewhere(case: Case) -> None:
    pytest.importorskip("z3")
    if any(symbol in case.part.free_symbols for symbol in (L_peak, H_peak)):
        return  # an identity or a query speaks of states and steps
    same = Statement(LINEAR_ANY, (), Q.STATE, Eq(case.part, case.part, evaluate=False))
    assert identity(same) is None
    result = prove_statement(same, timeout=1.0)
    assert result is None or not result.proved
    if case.real:
        given = Statement(LINEAR_ANY, (defined(case.part),), Q.STATE, same.conclusion)
        assert identity(given) is not None
        proved = prove_statement(given, timeout=2.0)
        assert proved is not None
        assert proved.proved
        assert any("defined, as" in reason for reason in proved.reasons)


@BY_PART
def test_what_a_prover_owes_is_what_the_judges_ask(case: Case) -> None:
    """Where a need is met in real numbers, what is owed and what is granted are the need; finiteness is owed, never granted."""
    for item in requirements(case.part):
        finite = not any(oo in part.args or -oo in part.args for part in item.needs.atoms(Ne))
        assert (item.needs in owed(case.part)) == (item.needs in granted([case.part])) == finite


def test_two_infinite_values_are_compared_only_with_infinity_as_written() -> None:
    values = {"L_peak": inf, "H_peak": inf}
    for undefined in (
        L_peak <= H_peak,
        L_peak + 1 > H_peak,
        Eq(L_peak, H_peak),
        Not(Ne(L_peak, H_peak)),
        Or(L_peak < H_peak, L_peak > 0),
    ):
        assert not exact_truth(undefined, values)
        assert margins(undefined, values) < 0
    assert lacking(L_peak < H_peak, values).operation == "comparison of infinities"  # type: ignore[union-attr]
    for holds in (Eq(L_peak, oo), L_peak + H_peak > 1, Not(L_peak < oo), Equivalent(Eq(L_peak, oo), Eq(H_peak, oo))):
        assert exact_truth(holds, values)
        assert margins(holds, values) >= 0


def test_a_symbol_that_is_declared_finite_and_is_not() -> None:
    ratio, x = Symbol("ratio", nonnegative=True), Symbol("x", real=True)
    values = {"ratio": inf, "x": Fraction(0)}
    assert not exact_truth(x * ratio <= 1, values)
    assert margins(x * ratio <= 1, values) < 0
    assert exact_truth(x < ratio, values)
    assert margins(x < ratio, values) > 0


def test_zero_to_the_power_zero_is_one() -> None:
    sentence = Eq(theta2 ** (k - 1), 1, evaluate=False)
    assert exact_truth(sentence, {"theta2": Fraction(0), "k": Fraction(1)})
    assert margins(sentence, {"theta2": 0.0, "k": 1.0}) >= 0


def test_rounding_leaves_open_whether_a_divisor_vanishes() -> None:
    judge = compile_sentence(L / f**2 > 0)
    near = judge({"L": np.array([1.0, 1.0, 1.0]), "f": np.array([1e-14, 0.0, 0.0]), "f__size": np.array([1.0, 1.0, 0.0])}, 1e-12)
    np.testing.assert_array_equal(np.isnan(near.certain), [True, True, False])
    assert near.certain[2] < 0
    kept = compile_sentence(sqrt(f) >= 0)({"f": np.array([1e-14, -1e-14, -1.0]), "f__size": np.ones(3)}, 1e-12)
    np.testing.assert_array_equal(np.isnan(kept.certain), [True, True, False])


@BY_PART
def test_the_coq_text_states_what_is_owed(case: Case) -> None:
    """As a proposition of its own for a conclusion, as a field for a hypothesis; signs are not believed."""
    if not case.real:
        return
    start = {o.now: o.initial for o in OBSERVABLES.values()}
    statement = Statement(LINEAR_ANY, ((case.part < 5).subs(start, simultaneous=True),), Q.STEP, case.part > 7)
    if any(power.exp.q > 2 for power in case.part.atoms(Pow)) or f ** Rational(-5, 2) == case.part:
        with pytest.raises(TypeError):  # of roots Coq has the square root
            statement_text("X", statement)
        return
    fields, _, rest = statement_text("X", statement).partition("Definition statement")
    owes = rest.partition("Definition defined : Prop := ")[2].partition("Definition nonvacuous")[0]
    need = "y N 0%nat <> 0" if case.part.has(y) else "<> 0" if case.row == "division" else ">= 0"
    assert need in fields
    assert need in owes
    assert case.part.has(y) or "train N eta w t" in owes.partition("forall t, ")[2]


def test_the_coq_text_does_not_believe_signs() -> None:
    assert "defined" not in statement_text("X", Statement(LINEAR, (), Q.STEP, f > 7))
    text = statement_text("X", Statement(LINEAR, (), Q.STEP, theta2 <= sqrt(PARAMETERS["x2"].symbol) / eta))
    assert "(eta <> 0) /\\ (x2 N >= 0)" in text or "(x2 N >= 0) /\\ (eta <> 0)" in text


def test_what_coq_cannot_say_is_not_printed() -> None:
    for conclusion in (1 / L_peak > 0, f * L_peak >= 1, L_peak - H_peak >= 1):
        with pytest.raises((TypeError, ValueError)):
            statement_text("X", Statement(LINEAR, (), Q.TRAJECTORY, conclusion.subs(f, OBSERVABLES["f"].initial)))


def test_the_method_page_has_the_table() -> None:
    page = (Path(__file__).parents[2] / "docs" / "explanation" / "definedness.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", page.partition("| operation |")[2], re.MULTILINE)
    assert rows == [(row.name, row.sentence) for row in PARTIAL_OPERATIONS]
    assert Or(1 / f <= 1, 1 / f > 1) is true  # what the page says of SymPy
    assert f / f == 1
