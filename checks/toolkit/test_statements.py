"""A statement says what it seems to say: no hidden hypothesis, nothing that was decided before anything is checked."""

from __future__ import annotations

import pytest
from sympy import Dummy, Eq, Symbol, oo
from sympy.logic.boolalg import Boolean

from theory.statements import Quantifier, Setting, Statement
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


def test_unknown_symbols_are_named() -> None:
    with pytest.raises(ValueError, match="unknown symbol 'mystery'"):
        Statement(NET, (), Quantifier.STATE, Symbol("mystery", real=True) > 0)
    with pytest.raises(TypeError, match="str"):
        Statement(NET, (), Quantifier.STATE, "f > 0")
