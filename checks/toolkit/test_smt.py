"""The SMT prover: what it proves, what it must not prove, and what it hands back."""

from __future__ import annotations

import time
from functools import partial
from typing import Any

import pytest
from sympy import Abs, Eq, Max, Min, Ne, Or, Piecewise, Rational, Symbol, exp, false, sqrt, symbols, true

from checks.toolkit.representatives import first
from theory.claims import claim
from theory.descent import update_maps
from theory.models.homogeneous import two_layer_net
from theory.models.quadratic import pure_quadratic
from theory.provers.proof import prove_by_smt
from theory.provers.smt.induction import Region, prove_inductive, prove_statement
from theory.provers.smt.lemmas import candidates, proved_lemmas, sum_model
from theory.provers.smt.realise import refute_statement, witness
from theory.provers.smt.smt import _answered, prove, replay, satisfy, without_query
from theory.provers.smt.units import prove_sum
from theory.statements import Quantifier, Setting, Statement
from theory.symbols import OBSERVABLES, PARAMETERS

pytest.importorskip("z3")

x, z = symbols("x z", real=True)
f, H, theta2, f2 = (OBSERVABLES[name] for name in ("f", "H", "theta2", "f2"))
eta, s, x2, zeta, psi2_top = (PARAMETERS[name].symbol for name in ("eta", "s", "x2", "zeta", "psi2_top"))
a_plus, a_minus = (PARAMETERS[name].symbol for name in ("a_plus", "a_minus"))
C = s**2 * Max(a_plus**2, a_minus**2) * x2
Q = zeta**2 * psi2_top
NET, RELU, LINEAR = Setting("two_layer"), Setting("two_layer", variant="relu"), Setting("two_layer", variant="linear")
QUADRATIC, ISOTROPIC = Setting("quadratic"), Setting("quadratic", variant="isotropic")
STATE, STEP, FIRST = Quantifier.STATE, Quantifier.STEP, Quantifier.FIRST


@pytest.mark.parametrize(
    ("hypotheses", "conclusion"),
    [
        ([x > 1], x**2 > 1),
        ([], Eq(sqrt(x**2 + 1) ** 2, x**2 + 1)),
        ([], Abs(x * z) <= (x**2 + z**2) / 2),
        ([], Max(x, z) + Min(x, z) >= x + z),
        ([Ne(z, 0)], Eq((x / z) * z, x)),
        ([], Piecewise((x, x >= 0), (-x, True)) >= 0),
    ],
)
def test_real_algebra_is_proved(hypotheses: Any, conclusion: Any) -> None:
    assert prove(hypotheses, conclusion).proved


def test_a_violation_is_replayed_and_exact() -> None:
    result = prove([Eq(x**2, 2), x > 0], x < Rational(14, 10))
    assert result.status == "sat"
    assert result.model == {x: sqrt(2)}
    assert replay(x < Rational(14, 10), result.model) is False


def test_the_undefined_proves_nothing() -> None:
    assert not prove([], 1 / x * x**2 >= -1 - 1 / z).proved
    assert not prove([Eq(z, 0)], Eq(x / z, 1)).proved
    assert satisfy([Eq(z, 0), Eq(x / z, 1)]) is None


def test_text_and_transcendental_terms_are_refused() -> None:
    for bad in ("x > 0", x, "__import__('os').system('true')"):
        with pytest.raises(TypeError):
            prove([bad], x > 0)
    with pytest.raises(TypeError):
        prove([], exp(x) > x)


def test_integers_relaxed_to_reals_do_not_refute() -> None:
    width = Symbol("n", integer=True, positive=True)
    assert prove([], (width - 1) * (width - 2) >= 0).status == "unknown"


def test_the_sum_rule_confirms_the_derived_maps() -> None:
    """What `theory.descent` derives by matching polynomials, Z3 confirms unit by unit."""
    for setting, model in ((NET, two_layer_net("leaky")), (QUADRATIC, pure_quadratic())):
        assert prove_sum(sum_model(setting), Eq(theta2.next, update_maps(model).weight_norm)) is not None
    linear = update_maps(two_layer_net("linear"))
    assert prove_sum(sum_model(LINEAR), Eq(H.next, linear.ntk)) is not None
    assert prove_sum(sum_model(NET), Eq(H.next, linear.ntk)) is None


def test_false_candidates_are_not_kept() -> None:
    kept = {lemma for lemma, _ in proved_lemmas(QUADRATIC)}
    assert len(kept) < len(candidates(QUADRATIC))
    assert prove_sum(sum_model(NET), H.now <= s**2 * Min(a_plus**2, a_minus**2) * x2 * theta2.now) is None
    assert prove_sum(sum_model(NET), H.now <= C * theta2.now * Rational(9999, 10000)) is None


def test_the_sum_rule_refuses_what_it_cannot_sum() -> None:
    for relation in (H.now < C * theta2.now, f.now**2 <= theta2.now, H.now <= C * theta2.now + 1):
        with pytest.raises(ValueError, match=r"sum rule|linear|constant"):
            prove_sum(sum_model(NET), relation)


PROVED = ("ML-1", "CAT-SUM", "CAT-EXISTS-LEAKY", "RELU-SUB")
MORE: tuple[str, ...] = (
    "ML-2",
    "CAT-MONO",
    "CAT-STRICT",
    "CAT-EXISTS",
    "CAT-EXISTS-QUADRATIC",
    "UV-CONV",
    "UV-INVARIANT",
    "UV-DIVERGE",
    "UV-EDGE",
)
MORE += ("LIN-SUB", "RELU-NTK", "RELU-SUM", "LW-1", "ZQ-3", "ZQ-4c", "ZQ-18c")


@pytest.mark.parametrize("name", first(len(PROVED), [*PROVED, *MORE]))
def test_claims_are_proved_for_every_width_and_step(name: Any) -> None:
    decidable = [part for part in claim(name).statements if part.quantifier is not Quantifier.TRAJECTORY]
    for statement in decidable[:1]:
        result = prove_statement(statement)
        assert result is not None
        assert result.proved
        assert result.reasons
        assert witness(statement) is not None


def bound(constant: Any, edge: Any, setting: Any = NET, conclusion: Any = theta2.next <= theta2.now, start: Any = theta2) -> Any:
    return Statement(setting, (eta * constant * start.initial <= edge,), STEP, conclusion)


_U = a_plus**2 * s**2 * x2 * eta**2 * f.now**2
WRONG = {
    "4.0001": bound(C, Rational(40001, 10000)),
    "4.0001 quadratic": bound(Q, Rational(40001, 10000), QUADRATIC),
    "4.0001 relu": bound(1, Rational(40001, 10000), RELU, H.next <= H.now, H),
    "hypothesis dropped": Statement(NET, (), STEP, theta2.next <= theta2.now),
    "min for max": bound(s**2 * Min(a_plus**2, a_minus**2) * x2, 4),
    "one slope for both": bound(s**2 * a_plus**2 * x2, 4),
    "s for s²": bound(s * Max(a_plus**2, a_minus**2) * x2, 4),
    "zeta for zeta²": bound(zeta * psi2_top, 4, QUADRATIC),
    "strict at the edge": bound(C, 4, conclusion=theta2.next < theta2.now),
    "any target": bound(C, 4, Setting("two_layer", targets="any")),
    "any target, quadratic": bound(Q, 4, Setting("quadratic", targets="any")),
    "kernel bound halved": Statement(NET, (), STATE, H.now <= C * theta2.now / 2),
    "kernel bound without norm": Statement(NET, (), STATE, H.now <= C),
    "norm map with 2 for 4": Statement(LINEAR, (), STEP, Eq(theta2.next, theta2.now + eta * f.now**2 * (eta * H.now - 2))),
    "sum without its 4": Statement(NET, (eta * C * theta2.initial < 4,), STEP, f2.total <= theta2.initial / (8 * eta)),
    "existence without smallness": Statement(NET, (eta * H.initial > 2, Ne(f.initial, 0)), FIRST, Abs(f.next) > Abs(f.now)),
    "existence at equality": Statement(LINEAR, (eta * H.initial >= 2,), FIRST, Abs(f.next) >= Abs(f.now)),
    "catapult below 2": Statement(LINEAR, (eta * H.initial > Rational(19, 10),), FIRST, Abs(f.next) > Abs(f.now)),
    "invariant reversed": Statement(LINEAR, (), STATE, (eta * H.now) ** 2 <= 4 * _U),
    "relu subcritical past 2": Statement(RELU, (eta * H.initial <= Rational(21, 10),), STEP, Abs(f.next) <= Abs(f.now)),
    "leaky kernel monotone": Statement(NET, (eta * H.initial <= 4,), STEP, H.next <= H.now),
}


N = OBSERVABLES["N_bias"]
BIASED = Setting("biased_quadratic")
EDGE = eta * (2 * PARAMETERS["phi2"].symbol + Q * N.initial)
KAPPA, y, r = s**2 * a_plus**2 * x2, PARAMETERS["y"].symbol, OBSERVABLES["r"]
BELOW = (eta**2 * KAPPA * y**2 < 4, eta * H.initial < 4 + KAPPA * eta**2 * y * r.initial)
TARGET = {name: Setting("two_layer", targets="any", variant=name) for name in ("linear", "relu")}
TRUE = {
    "bias": Statement(BIASED, (EDGE <= 4,), STEP, N.next <= N.now),
    "bias, sum": Statement(BIASED, (EDGE < 4,), STEP, f2.total <= N.initial / (eta * (4 - EDGE))),
    "target, sign of e": Statement(TARGET["relu"], BELOW, STEP, eta * H.next < 4 + KAPPA * eta**2 * y * r.next),
    "target, bounded": Statement(TARGET["relu"], BELOW, STEP, KAPPA * eta**2 * r.now**2 < 4),
    "target, bounded, linear": Statement(TARGET["linear"], BELOW, STEP, KAPPA * eta**2 * r.now**2 < 4),
}
WRONG |= {
    "bias, 5 for 4": Statement(BIASED, (EDGE <= 5,), STEP, N.next <= N.now),
    "bias, plain norm": Statement(BIASED, (EDGE <= 4,), STEP, theta2.next <= theta2.now),
    "target, |Y| past 2": Statement(TARGET["relu"], (eta**2 * KAPPA * y**2 < 5, BELOW[1]), STEP, KAPPA * eta**2 * r.now**2 < 4),
}


@pytest.mark.parametrize("name", TRUE)
def test_bias_and_targets_are_proved(name: Any) -> None:
    result = prove_statement(TRUE[name])
    assert result is not None
    assert result.proved


QUICK = ("4.0001", "4.0001 relu", "min for max", "any target, quadratic", "kernel bound halved", "invariant reversed")


@pytest.mark.parametrize("name", [pytest.param(name, marks=() if name in QUICK else pytest.mark.deep) for name in WRONG])
def test_near_misses_are_not_proved_and_are_refuted(name: Any) -> None:
    statement = WRONG[name]
    result = prove_statement(statement)
    assert result is not None
    assert not result.proved
    refuted = refute_statement(statement)
    assert refuted is not None
    assert refuted.model is not None
    assert refuted.status == "sat"
    assert all(value.is_real and value.is_algebraic for value in refuted.model.values())


@pytest.mark.parametrize("quantifier", [STATE, STEP, FIRST])
def test_one_of_two_slopes_is_not_taken_for_the_larger(quantifier: Quantifier) -> None:
    scale = s**2 * x2 * (theta2.now if quantifier is STATE else theta2.initial)
    given, larger = scale * a_plus**2 <= 1, scale * Max(a_plus**2, a_minus**2) <= 1
    wrong, right = Statement(NET, (given,), quantifier, larger), Statement(NET, (larger,), quantifier, given)
    assert [prove_statement(statement).proved for statement in (wrong, right)] == [False, True]


def test_an_invariant_that_is_not_preserved_is_dropped() -> None:
    now, after, start = theta2.now, theta2.next, theta2.initial
    shrinking = Region((start <= 1,), (now <= 1, now >= start), (), (Eq(after, now / 2),))
    assert prove_inductive(shrinking, now <= 1).proved
    assert not prove_inductive(shrinking, now >= start).proved


def test_an_invariant_does_not_speak_of_the_next_state() -> None:
    """It holds at the start and, with the next state in the place of both, after each step; of the halved state it is false."""
    now, after, start = theta2.now, theta2.next, theta2.initial
    wrong = Or(now >= start, after >= now)
    assert not prove_inductive(Region((start > 0,), (wrong,), (), (Eq(after, now / 2),)), wrong).proved


def test_queries_are_checked_by_another_solver() -> None:
    """cvc5 contradicts no query, and confirms all but the few that it cannot decide in half a second."""
    cvc5 = pytest.importorskip("cvc5")
    answers = []
    result = prove_statement(claim("ML-1").statements[1])
    assert result is not None
    for text in result.smt2:
        solver = cvc5.Solver()
        solver.setOption("tlimit-per", "500")
        parser = cvc5.InputParser(solver)
        parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, "query")
        answer = ""
        while not (command := parser.nextCommand()).isNull():
            answer += str(command.invoke(solver, parser.getSymbolManager())).strip()
        answers.append(answer)
    assert "sat" not in answers
    assert answers.count("unsat") >= 0.8 * len(answers)


def test_what_sympy_decides_by_itself_is_said() -> None:
    """A square is not negative by what its symbol is declared to be: nothing was asked of Z3."""
    square = Symbol("square", nonnegative=True)
    closed = prove([], true, counterexample=False)
    contradictory = prove([false], square > 1)
    asked = prove([square > 2], square > 1)
    assert [without_query(result.smt2) for result in (closed, contradictory, asked)] == [1, 1, 0]
    assert all(result.proved for result in (closed, contradictory, asked))
    assert "the goal is true" in closed.smt2[0]
    assert "contradict each other" in contradictory.smt2[0]
    assert "(check-sat)" not in closed.smt2[0]


def test_a_proof_counts_the_goals_that_sympy_decided() -> None:
    found = prove_by_smt("CAT-MONO", claim("CAT-MONO").statements[1])
    assert found is not None
    (reason,) = (reason for reason in found.reasons if "SymPy" in reason)
    closed, _, goals, *_ = reason.split()
    assert int(closed) == found.artefact.count("; no query: SymPy")
    assert int(goals) - int(closed) == found.artefact.count("(check-sat)")


class _Busy:
    """A solver that gets a share of the processor: it answers after 0.3 s of the clock, if it is given them."""

    def __init__(self, asked: list[int], share: float, answer: str) -> None:
        self.asked, self.share, self.answer = asked, share, answer

    def set(self, name: str, limit: int) -> None:
        self.asked.append(limit)

    def to_smt2(self) -> str:
        return ""

    def check(self) -> str:
        seconds = min(self.asked[-1] / 1000, 0.3)
        time.sleep((1 - self.share) * seconds)
        end = time.process_time() + self.share * seconds
        while time.process_time() < end:
            pass
        return self.answer if self.asked[-1] >= 300 else "unknown"


def test_a_busy_processor_decides_nothing() -> None:
    asked: list[int] = []
    assert _answered(partial(_Busy, asked, 0.1, "unsat"), 0.05)[1] == "unsat"
    assert asked[0] == 50  # as much as it has where nothing else is at work
    assert len(asked) == 2


def test_what_a_solver_cannot_do_is_not_asked_again() -> None:
    asked: list[int] = []
    assert _answered(partial(_Busy, asked, 1.0, "unknown"), 0.05)[1] == "unknown"
    assert len(asked) == 1
