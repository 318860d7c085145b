"""A statement says what it seems to say: no hidden hypothesis, nothing that was decided before anything is checked."""

from __future__ import annotations

import copy

import pytest
from sympy import Dummy, Eq, Expr, Function, Piecewise, Symbol, exp, oo, pi, sign
from sympy.logic.boolalg import Boolean

from theory.claims import all_claims, claim
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES, PARAMETERS

NET = Setting("two_layer")
f, L, H, theta2 = (OBSERVABLES[name] for name in ("f", "L", "H", "theta2"))
eta = PARAMETERS["eta"].symbol


@pytest.mark.parametrize(
    "symbol",
    [Symbol("f", positive=True), Symbol("f"), Dummy("f", real=True), Symbol("f", zero=True), Symbol("eta", real=True)],
    ids=repr,
)
def test_an_assumption_is_no_hidden_hypothesis(symbol: Symbol) -> None:
    with pytest.raises(ValueError, match=f"{symbol.name}.*other assumptions"):
        Statement(NET, (), Quantifier.STATE, Eq(symbol + H.now, 1, evaluate=False))


@pytest.mark.parametrize(
    ("hypotheses", "conclusion", "word"),
    [
        ((), Symbol("f", positive=True) > 0, "True"),  # false of the real f
        ((), Eq(H.now, H.now), "True"),
        ((eta < 0,), theta2.next > theta2.now, "False"),  # of nothing anything is true
        ((eta > 0,), theta2.next > theta2.now, "True"),
    ],
)
def test_what_sympy_has_decided_says_nothing(hypotheses: tuple[Boolean, ...], conclusion: Boolean, word: str) -> None:
    with pytest.raises(ValueError, match=f"is {word} before anything is checked"):
        Statement(NET, hypotheses, Quantifier.TRAJECTORY, conclusion)


@pytest.mark.parametrize("symbol", [L.peak, L.limit, f.peak, f.limit], ids=str)
def test_sympy_does_not_decide_that_a_peak_or_limit_is_finite(symbol: Symbol) -> None:
    for conclusion in (symbol < oo, Eq(symbol, oo), symbol >= 0):
        assert Statement(NET, (), Quantifier.TRAJECTORY, conclusion).symbols == (symbol,)


@pytest.mark.parametrize(
    ("quantifier", "hypothesis", "conclusion", "name"),
    [
        (Quantifier.STEP, eta * H.initial < 4, Eq(theta2.peak - theta2.peak * f.now, 0), "theta2_peak"),  # ∞ − ∞
        (Quantifier.STEP, eta * H.now <= 4, theta2.next <= theta2.now, "H"),  # a hypothesis about every step
        (Quantifier.STATE, eta < 1, theta2.next <= theta2.now, "theta2_next"),
        (Quantifier.STATE, eta < 1, theta2.now <= theta2.initial, "theta2_0"),
        (Quantifier.TRAJECTORY, eta < 1, theta2.total <= 1, "theta2_total"),
        (Quantifier.FIRST, eta * H.limit < 1, f.next < f.now, "H_limit"),
    ],
)
def test_a_role_needs_its_quantifier(quantifier: Quantifier, hypothesis: Boolean, conclusion: Boolean, name: str) -> None:
    with pytest.raises(ValueError, match=f"'{name}': with {quantifier.name}"):
        Statement(NET, (hypothesis,), quantifier, conclusion)


def test_a_claim_reaches_another_process_as_it_is_written() -> None:
    for item in all_claims():
        assert copy.deepcopy(item) == item  # by the same means as pickle


def test_unknown_symbols_are_named() -> None:
    with pytest.raises(ValueError, match="unknown symbol 'mystery'"):
        Statement(NET, (), Quantifier.STATE, Symbol("mystery", real=True) > 0)
    with pytest.raises(TypeError, match="str"):
        Statement(NET, (), Quantifier.STATE, "f > 0")


def test_sentences_are_not_compared_as_numbers_are() -> None:
    f = OBSERVABLES["f"].now
    with pytest.raises(ValueError, match="write Equivalent"):
        Statement(NET, (), Quantifier.STATE, Eq(f > 0, f > 1, evaluate=False))


@pytest.mark.parametrize(
    "term", [exp(f.now), sign(f.now), pi * f.now, Piecewise((f.now, f.now > 1), (0, True)), Function("g")(f.now)], ids=str
)
def test_what_no_check_reads_is_refused_where_it_is_written(term: Expr) -> None:
    with pytest.raises(ValueError, match="cannot be checked"):
        Statement(NET, (), Quantifier.STATE, term <= H.now)


def test_a_number_that_is_not_exact_is_refused_with_the_one_to_write() -> None:
    with pytest.raises(ValueError, match=r"0\.1 .* write Rational\(1, 10\)"):
        Statement(NET, (eta * H.initial <= 0.1,), Quantifier.STEP, theta2.next <= theta2.now)


def test_a_list_of_hypotheses_is_a_tuple_and_one_without_a_comma_is_not() -> None:
    given, asserted = eta * H.initial <= 4, theta2.next <= theta2.now
    listed = Statement(NET, [given], Quantifier.STEP, asserted)  # type: ignore[arg-type]  # what a first-time user writes
    assert hash(listed) == hash(Statement(NET, (given,), Quantifier.STEP, asserted))
    with pytest.raises(TypeError, match=r"hypotheses must be a tuple of Boolean, not .*LessThan"):
        Statement(NET, given, Quantifier.STEP, asserted)  # type: ignore[arg-type]  # the comma is missing


@pytest.mark.parametrize("wrong", ["", " ", "a/b", "..\\x", "a\nb", "x "])
def test_an_id_can_name_a_file(wrong: str) -> None:
    with pytest.raises(ValueError, match="cannot be the id"):
        Claim(wrong, Source("mine"), "text", claim("ML-2").statements)


@pytest.mark.parametrize(
    ("field", "value"), [("id", 3), ("source", "mine"), ("text", None), ("statements", claim("ML-2").statements[0])]
)
def test_the_field_of_a_wrong_type_is_named(field: str, value: object) -> None:
    right = {"id": "X", "source": Source("mine"), "text": "text", "statements": claim("ML-2").statements}
    with pytest.raises(TypeError, match=field):
        Claim(**{**right, field: value})  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize("letter", ["\x1b", "\x00", "\x9b", "\u202e", "\u2066", "\ud800"])
@pytest.mark.parametrize("field", ["text", "reading", "evidence", "correction", "experiment", "paper", "place", "tags"])
def test_characters_that_steer_a_terminal_are_refused_where_they_are_written(letter: str, field: str) -> None:
    hostile = f"falls{letter}[2J"
    of_source = {"paper": "own"} | ({field: hostile} if field in ("paper", "place") else {})
    of_claim = {"text": "text"} | ({field: {hostile} if field == "tags" else hostile} if field not in ("paper", "place") else {})
    with pytest.raises(ValueError, match=f"^{field} holds the character .*, which is not printable$") as caught:
        Claim("OWN-1", Source(**of_source), statements=(), kind="empirical", **of_claim)
    assert str(caught.value).isprintable()
