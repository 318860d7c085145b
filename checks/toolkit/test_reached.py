"""What a claim that is only supported rests on is said: how many states, which edges, which special cases."""

from __future__ import annotations

from fractions import Fraction

import pytest
from sympy import Abs, Eq

from checks.cli.printing import print_ledger
from checks.evidence.kinds import Fuzzed
from checks.pairs import pair
from checks.pairs._exact import fractions
from checks.search.exact import search_exactly
from checks.search.reached import Reached
from checks.verdict.entry import Entry
from checks.verdict.judge import Verdict
from numerics.models.two_layer import TwoLayerNet
from theory.claims import claim
from theory.claims.vocabulary import LINEAR, NET, H, eta, f, y
from theory.statements import Quantifier, Setting, Statement

FALLS = Statement(LINEAR, (eta * H.initial <= 4,), Quantifier.STEP, Abs(f.next) <= Abs(f.now))


def met(statement: Statement, row: tuple[int | str, ...], rate: str, target: int = 0) -> set[str]:
    one = Fraction(1)
    net = TwoLayerNet(fractions([[1]]), len(row) // 2, (one, one), one)
    setting = statement.setting
    reached = Reached(statement)
    reached.meet(pair(setting).instance(setting, net, fractions([row]), fractions([target])), Fraction(rate))
    return set(reached.names)


@pytest.mark.parametrize(
    ("row", "rate", "names"),
    [
        ((1, 1), "2", {"at H_0*eta = 4", "weights of one size", "a 2-cycle"}),
        ((1, 1), "1999/1000", {"next to H_0*eta = 4", "weights of one size"}),
        ((1, 1), "1", {"weights of one size", "a step onto output 0", "a step that sends a weight to 0"}),
        ((1, "3/5"), "25/9", {"a step onto output 0", "a step that sends a weight to 0"}),
        ((1, 0), "1", {"output 0", "a weight 0", "at rest"}),
        ((0, 0), "1", {"output 0", "a weight 0", "all weights 0", "no kernel", "weights of one size", "at rest"}),
        ((1, 2), "1/7", set()),
    ],
)
def test_edges_and_special_cases_are_told(row: tuple[int | str, ...], rate: str, names: set[str]) -> None:
    assert met(FALLS, row, rate) == names


def test_targets_and_states_have_cases_of_their_own() -> None:
    any_target = Setting("two_layer", targets="any")
    state = Statement(any_target, (), Quantifier.STATE, Eq(f.now, y))
    assert met(state, (1, 2), "1", 3) == {"target not 0"}
    assert "D > 1" not in Reached(Statement(NET, (), Quantifier.STATE, Eq(f.now, 0))).names


def test_a_search_says_what_it_met() -> None:
    found = search_exactly(claim("CAT-MONO"), 0, most=96)
    assert isinstance(found, Fuzzed)
    assert {"a 2-cycle", "a step onto output 0", "output 0"} <= set(found.reached)
    assert any(name.startswith("at ") and name.endswith("= 4") for name in found.reached)


def test_only_what_is_supported_needs_grounds(capsys: pytest.CaptureFixture[str]) -> None:
    known = claim("CAT-MONO")
    searches = (
        Fuzzed(0, 9, 20, float("nan"), exact=True, reached=("at eta = 1", "output 0")),
        Fuzzed(0, 9, 300, 0.1, exact=False),
        Fuzzed(0, 9, 4000, 0.1, exact=False, climbed=True),
    )
    entry = Entry(known, Verdict.SUPPORTED, searches)
    wanted = "20 states in fractions, 300 drawn at random, 4000 climbed to; met: at eta = 1; output 0"
    assert entry.grounds == wanted
    assert wanted in str(entry)
    assert Entry(known, Verdict.PROVED, searches).grounds == ""
    assert "neither an edge nor a special case" in Entry(known, Verdict.SUPPORTED, searches[1:]).grounds
    print_ledger([entry])
    assert f"CAT-MONO is no more than supported: {wanted}" in " ".join(capsys.readouterr().out.split())
