"""Conjectures: the true ones are proved, the false ones refuted at numbers that are checked here, and nothing else is claimed."""

import re
import sys
from dataclasses import FrozenInstanceError
from fractions import Fraction

import pytest
from sympy import Abs, And, Eq, Ge, Implies, Ne, Or, Rational, oo, sin, sqrt, symbols

from theory import OBSERVABLES, PARAMETERS, conjecture, from_unit, two_layer_net
from theory.certificates.certificate import Certificate, CertificateError

u, v, w, x, y, z = symbols("u v w x y z", real=True)
a = symbols("a", positive=True)
eta = PARAMETERS["eta"].symbol
f, H, L, N = (OBSERVABLES[name] for name in ("f", "H", "L", "theta2"))
LINEAR, CUBIC = from_unit(u * v, name="linear"), from_unit(u**2 * v, name="cubic")
STEP = {"model": LINEAR, "target": 0}

TRUE = {
    "means": ([x * y >= 1], x**2 + y**2 >= 2, {}),
    "strict": ([x > 1], x**2 - x > 0, {}),
    "Motzkin": ([], x**4 * y**2 + x**2 * y**4 + 1 - 3 * x**2 * y**2 >= 0, {}),
    "quotient": ([], x / (1 + x**2) <= Rational(1, 2), {}),
    "divisor under a hypothesis": ([x > 0], x + 1 / x >= 2, {}),
    "sign of a symbol": ([], a + 4 / a >= 4, {}),
    "equation": ([Eq(x + y, 2)], x * y <= 1, {}),
    "equal": ([], Eq((x + y) ** 2, x**2 + 2 * x * y + y**2), {}),
    "not equal": ([x**2 + y**2 < 1], Ne(x + y, 2), {}),
    "two at once": ([And(x >= 0, x <= 1)], And(x**2 <= x, x**3 <= 1), {}),
    "either": ([x * y > 0], Or(x + y > 0, x + y < 0), {}),
    "implication": ([], Implies(x >= 2, x**2 >= 4), {}),
    "cases": ([Or(x >= 1, And(x <= -1, y > 1))], x**2 >= 1, {}),
    "a case that cannot be": ([Or(x >= 1, x <= -5), x > 0], x**2 >= x, {}),
    "numbers in cases": ([Or(Eq(z, 0), Eq(z, 1)), x >= 1], x * z**2 <= x, {}),
    "root": ([x >= 0, y >= 0], sqrt(x * y) <= (x + y) / 2, {}),
    "root of a number": ([x >= 4], sqrt(x) >= 2, {}),
    "norm falls": ([eta * N.now <= 4], N.next <= N.now, STEP),
    "norm falls where the output is a product of sums": (
        [eta * N.now <= 2],
        N.next <= N.now,
        {"model": from_unit(u * v + v**2, name="sums", scale=Rational(1, 2)), "target": 0},
    ),
    "kernel": ([], H.now <= N.now**2 / 3, {"model": from_unit(u * v * w, name="three"), "target": 0}),
    "two units": ([], f.now**2 <= N.now**2 / 4, {"model": LINEAR, "width": 2}),
    "fewer hypotheses do": ([x >= 0, y >= 0, x <= 4, x**2 >= 4 * y], y * (4 - x) * (1 + (1 - x + y) ** 2 * (1 + y)) >= 0, {}),
    "loss falls": ([Eq(eta, 1), N.now <= 1], L.next <= L.now, STEP),
}
FALSE = {
    "means": ([x * y >= 1], x**2 + y**2 > 2, {}),
    "strict": ([x >= 1], x**2 - x > 0, {}),
    "quotient": ([], x / (1 + x**2) <= Rational(49, 100), {}),
    "norm falls": ([eta * N.now <= Rational(21, 5)], N.next <= N.now, STEP),
    "with a target": ([eta * N.now <= 4], N.next <= N.now, {"model": LINEAR, "target": 1}),
    "loss falls strictly": ([eta * H.now < 2], L.next < L.now, STEP),
    "kernel": ([], H.now <= N.now**2 / 2, {"model": CUBIC}),
    "sharp": ([eta * N.now <= 5], N.next <= N.now, STEP | {"width": 2}),
    "either": ([], Or(x > 1, x < 1), {}),
    "cases": ([Or(x >= 1, x <= -1, x * y >= 1)], x**2 >= 1, {}),
    "root": ([x >= 0, y >= 0], sqrt(x * y) <= (x + y) * Rational(49, 100), {}),
}
UNDEFINED = {
    "divisor": ([x >= 0], (x**2 - 1) / (x - 1) >= 1, {}),
    "root": ([x <= 1], sqrt(x) <= 1, {}),
    "of the loss": ([], L.next / L.now >= 0, STEP),
}
CONTRADICTORY = {
    "interval": ([x > 2, x < 1], Eq(x, 7), {}),
    "squares": ([x**2 + y**2 < 2 * x * y], x > y, {}),
    "of a model": ([H.now > N.now], f.now > 0, STEP),
}


def ask(case):
    hypotheses, conclusion, options = case
    return conjecture(hypotheses, conclusion, timeout=5.0, **options)


@pytest.mark.parametrize("name", TRUE)
def test_what_is_true_is_proved_with_certificates_that_can_be_printed(name):
    pytest.importorskip("clarabel")
    found = ask(TRUE[name])
    assert found.verdict == ("certified" if found.proof.certificates else "proved (identity)"), found
    assert found.counterexample is None
    assert found.verdict in str(found).lower()
    for item in found.proof.certificates:
        assert (item.certificate.left - item.certificate.right).expand() == 0
        assert item.identity in str(found.proof)
        assert all(str(square.base) in item.identity for square in item.certificate.squares if square.base != 1)
        if item.by_contradiction:
            assert item.certificate.target == -item.factor
        elif not isinstance(found.conclusion, Implies):  # what is assumed holds where the hypotheses do
            roots = {letter: sqrt(base.subs(found.proof.witness)) for letter, base in item.roots}
            values = {**found.proof.witness, **roots}
            if any(part.has(Or) for part in found.hypotheses) and not all(part.subs(values) for part in item.given):
                continue  # the values are of another case
            assert item.factor.subs(values) > 0
            assert all(h.subs(values) >= 0 for h in item.certificate.hypotheses)
            assert all(e.subs(values) == 0 for e in item.certificate.equations)


@pytest.mark.parametrize("name", FALSE)
def test_what_is_false_is_refuted_at_rational_numbers(name):
    hypotheses, conclusion, options = FALSE[name]
    found = ask(FALSE[name])
    assert found.verdict == "refuted", found
    values = found.counterexample
    assert all(value.is_Rational for value in values.values())
    if not options:
        assert all(part.subs(values) for part in hypotheses)
        assert not conclusion.subs(values)


def test_a_refuted_step_is_replayed_by_hand():
    found = ask(FALSE["norm falls"])
    p, q, rate = (Fraction(int(s.p), int(s.q)) for s in (found.counterexample[s] for s in (u, v, eta)))
    after = (p - rate * p * q * q) ** 2 + (q - rate * q * p * p) ** 2
    assert rate * (p * p + q * q) <= Fraction(21, 5)
    assert after > p * p + q * q


@pytest.mark.parametrize("name", UNDEFINED)
def test_a_conclusion_without_a_value_does_not_hold(name):
    found = ask(UNDEFINED[name])
    assert found.verdict == "refuted", found
    assert "no value" in str(found)


@pytest.mark.parametrize("name", CONTRADICTORY)
def test_hypotheses_that_nothing_satisfies_prove_nothing(name):
    found = ask(CONTRADICTORY[name])
    assert (found.verdict, found.proof, found.counterexample) == ("open", None, None)
    assert "hypotheses" in str(found)


def test_z3_proves_what_has_no_certificate_and_says_so():
    pytest.importorskip("z3")
    found = conjecture([x >= 4], Abs(x) >= 4)
    assert found.verdict == "proved (Z3)"
    assert "check-sat" in str(found.proof)


def test_what_is_beyond_all_is_open_and_says_what_was_tried():
    found = conjecture([x > 0], sin(x) < x)
    assert found.verdict == "open"
    assert "no certificate" in str(found)
    assert "no counterexample" in str(found)


def test_what_fails_at_irrational_points_only_is_refuted_at_one():
    pytest.importorskip("z3")
    found = conjecture([Eq(x**2, 2)], x > 0)
    assert (found.verdict, found.counterexample) == ("refuted", {x: -sqrt(2)})
    assert conjecture([x > 0], Ne(x**2, 2)).counterexample == {x: sqrt(2)}


def test_without_z3_certificates_prove_and_small_numbers_refute(monkeypatch):
    pytest.importorskip("clarabel")
    monkeypatch.setitem(sys.modules, "z3", None)
    assert ask(TRUE["norm falls"]).verdict == "certified"
    assert ask(FALSE["norm falls"]).verdict == "refuted"
    assert "Z3 is not installed" in str(conjecture([x >= 4], Abs(x) >= 4))


@pytest.mark.parametrize("conclusion", [10**6 * x**2 >= x, 10**6 * x**2 - x + y**2 > 0, (x**2 - 2) ** 2 > 0], ids=str)
def test_what_is_false_is_not_proved_where_no_counterexample_is_found(monkeypatch, conclusion):
    monkeypatch.setitem(sys.modules, "z3", None)
    assert conjecture([x > 0], conclusion).verdict == "open"
    assert conjecture([], conclusion).verdict in ("open", "refuted")


def test_without_clarabel_z3_proves(monkeypatch):
    pytest.importorskip("z3")
    monkeypatch.setitem(sys.modules, "clarabel", None)
    assert ask(TRUE["norm falls"]).verdict in ("certified", "proved (Z3)")
    assert ask(TRUE["two units"]).verdict in ("certified", "proved (Z3)")
    assert ask(FALSE["norm falls"]).verdict == "refuted"


def test_without_both_what_needs_a_search_is_open(monkeypatch):
    monkeypatch.setitem(sys.modules, "clarabel", None)
    monkeypatch.setitem(sys.modules, "z3", None)
    found = ask(TRUE["divisor under a hypothesis"])
    assert found.verdict == "open"
    assert "Clarabel" in str(found)


def test_a_proof_reads_as_a_proof():
    pytest.importorskip("clarabel")
    text = str(ask(TRUE["means"]).proof)
    assert text.startswith("x**2 + y**2 ≥ 2, because\n  x*y - 1 ≥ 0 and\n  x**2 + y**2 - 2 = ")
    assert "2*(x*y - 1)" in text
    assert "which cannot be: x - 1 > 0" in str(ask(TRUE["strict"]).proof)


def test_a_changed_certificate_is_refused():
    pytest.importorskip("clarabel")
    first = ask(TRUE["means"]).proof.certificates[0].certificate
    with pytest.raises(CertificateError, match="do not add up"):
        Certificate(first.target - 1, first.variables, first.squares, first.hypotheses)


def test_the_result_is_a_value_that_is_typeset():
    found = ask(FALSE["norm falls"])
    assert r"\theta_{t+1}^2" in found._repr_latex_()
    assert "refuted" in found._repr_latex_()
    with pytest.raises(FrozenInstanceError):
        found.verdict = "proved"


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        (("x > 0", x > 0), TypeError, "hypotheses"),
        ((["x > 0"], x > 0), TypeError, "hypotheses"),
        (([], "x > 0"), TypeError, "conclusion"),
        (([], x), TypeError, "conclusion"),
        (([], x > 0.5), TypeError, "exact"),
        (([], x**2 >= 0), ValueError, "SymPy finds"),
        (([], x < oo), ValueError, "conclusion"),
        (([], symbols("c") > 0), ValueError, "declared real"),
        (([x > 0], Ge(symbols("x", positive=True), y)), ValueError, "two symbols"),
    ],
    ids=str,
)
def test_what_is_no_conjecture_is_refused(arguments, error, words):
    with pytest.raises(error, match=words):
        conjecture(*arguments)


@pytest.mark.parametrize(
    ("model", "said", "words"),
    [
        (two_layer_net("relu"), H.now >= f.now, "gates"),
        (LINEAR, N.initial >= f.now, "now and next"),
        (LINEAR, OBSERVABLES["velocity2"].now > f.now, "not known"),
        (LINEAR, PARAMETERS["P"].symbol > f.now, "not known"),
        (from_unit(symbols("r", real=True) * u), f.now > 0, "called r"),
    ],
)
def test_what_a_model_does_not_know_is_refused(model, said, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        conjecture([], said, model=model)
