"""A conjecture about trajectories is proved by theorems about exactly its setting, whose hypotheses it implies."""

from __future__ import annotations

import pytest
from sympy import Eq, Le, Max, Or, symbols

from theory.claims import claim
from theory.claims.vocabulary import H, L, a_minus, a_plus, a_zero, eta, f, f2, gram_top, k, s, theta2, x2
from theory.conjectures.conjecture import conjecture
from theory.conjectures.letters import lettered
from theory.conjectures.theorems import theorems
from theory.models.own import from_unit
from theory.settings import Setting
from theory.updates import WeightDecay

pytest.importorskip("clarabel")
u, v = symbols("u v")
BILINEAR = Setting.of_unit(from_unit(u * v, name="bilinear, cited"))
LEAKY, DEEP = Setting("two_layer"), Setting("deep", "many")
LINEAR = Setting("two_layer", targets="any", variant="linear")
slope = Max(a_plus**2, a_minus**2)
kink = a_zero**2 <= slope
edge = eta * s**2 * theta2.initial * x2 * slope
deep_edge = eta * gram_top * k ** (2 - k) * s**2 * theta2.initial ** (k - 1) * slope ** (k - 1)
falls = theta2.next <= theta2.now
(target_edge,) = claim("TARGET-EDGE").statements[0].hypotheses

FOLLOW = {
    "half the edge": (LEAKY, [kink, edge <= 2], falls, "CAT-MONO"),
    "by induction": (LEAKY, [kink, edge <= 3], theta2.now <= theta2.initial, "CAT-MONO"),
    "a peak": (LEAKY, [kink, edge <= 3], Le(theta2.peak, theta2.initial, evaluate=False), "CAT-MONO"),
    "a limit": (LEAKY, [kink, edge <= 3], Eq(L.limit, 0), "CAT-LIMIT"),
    "a weaker limit": (LEAKY, [kink, edge <= 3], Or(Eq(L.limit, 0), Eq(f.limit, 5)), "CAT-LIMIT"),
    "any depth": (DEEP, [kink, deep_edge <= k], falls, "MASTER-MONO"),
    "a root": (LINEAR, [target_edge.lts <= 4], L.now * a_plus**2 * eta**2 * s**2 * x2 <= 2, "TARGET-EDGE"),
    "an own model": (BILINEAR, [eta * theta2.initial <= 3], Eq(L.limit, 0), "OWN-LIMIT"),
    "from any state": (BILINEAR, [eta * theta2.now <= 3], falls, "OWN-MONO"),
    "a sum": (BILINEAR, [eta * theta2.initial <= 2], eta * f2.total <= theta2.initial / 2, "OWN-SUM"),
    "two theorems": (BILINEAR, [eta * theta2.initial <= 3], H.now <= theta2.initial, "OWN-KERNEL and OWN-MONO"),
}
DO_NOT = {
    "beyond the edge": (DEEP, [kink, deep_edge <= 3 * k], falls),
    "strictly at the edge": (DEEP, [kink, deep_edge <= 2 * k], Eq(L.limit, 0)),
    "without the slope at 0": (DEEP, [deep_edge <= k], falls),
    "another rule": (Setting("deep", "many", update=WeightDecay()), [kink, deep_edge <= k], falls),
    "other targets": (Setting("deep", "many", "any"), [kink, deep_edge <= k], falls),
    "another quantity": (DEEP, [kink, deep_edge <= k], H.next <= H.now),
    "contradictory": (BILINEAR, [eta * theta2.initial <= 3, eta * theta2.initial > 4], Eq(L.limit, 0)),
}


@pytest.mark.parametrize("name", FOLLOW)
def test_what_follows_from_a_theorem_names_it(name):
    setting, hypotheses, conclusion, theorem = FOLLOW[name]
    found = conjecture(hypotheses, conclusion, setting=setting, timeout=60)
    assert found.verdict == "certified", found
    assert f"from {theorem}" in str(found)
    assert all(f"{name}: {sentence}" in str(found.proof) for name, sentence in found.proof.cited)
    for item in found.proof.certificates:
        assert (item.certificate.left - item.certificate.right).expand() == 0


@pytest.mark.parametrize("name", DO_NOT)
def test_what_does_not_follow_stays_open(name):
    setting, hypotheses, conclusion = DO_NOT[name]
    found = conjecture(hypotheses, conclusion, setting=setting, timeout=2)
    assert (found.verdict, found.proof) == ("open", None), found


def test_what_fails_in_a_first_step_is_refuted_at_weights():
    found = conjecture([eta * theta2.initial <= 5], falls, setting=BILINEAR, timeout=2)
    assert found.verdict == "refuted"
    assert {str(symbol) for symbol in found.counterexample} == {"eta", "u", "v"}


def test_theorems_are_of_exactly_the_setting_and_proved():
    assert {theorem.statement.setting for theorem in theorems(DEEP)} == {DEEP}
    assert [theorem.name for theorem in theorems(BILINEAR)] == ["OWN-KERNEL", "OWN-MONO", "OWN-SUM", "OWN-LIMIT"]


def test_a_limit_is_not_a_number():
    shown = lettered([Eq(L.limit, 0)], L.limit <= 1, meanings=True)
    assert not shown.given[0].free_symbols & shown.goal.free_symbols
    assert L.limit not in {symbol for part in shown.given for symbol in part.free_symbols}


@pytest.mark.parametrize(
    ("setting", "hypotheses", "conclusion", "words"),
    [
        (BILINEAR, [eta * theta2.initial <= 3, H.now <= 1], falls, "not of both"),
        (BILINEAR, [eta * theta2.initial <= 3], u.subs(u, symbols("u", real=True)) <= 1, "unknown symbol"),
    ],
)
def test_what_no_statement_says_is_refused(setting, hypotheses, conclusion, words):
    with pytest.raises(ValueError, match=words):
        conjecture(hypotheses, conclusion, setting=setting)


def test_a_model_and_a_setting_are_not_both_given():
    with pytest.raises(ValueError, match="not both"):
        conjecture([], falls, setting=BILINEAR, model=from_unit(u * v))
