"""Coq's theorem belongs to a statement, not to an id: whoever states it has the proof, however it is written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sympy import Eq, Ge, Gt, Le, Lt, Ne, oo
from sympy.core.relational import Relational
from sympy.logic.boolalg import And, Boolean, Or

from checks.cli.ledger_lines import legend
from checks.evidence.kinds import Proved
from checks.evidence.proofs import ask
from checks.ledger.short import short_rows
from checks.ledger.table import evidence_columns
from checks.verdict.entry import Entry
from checks.verdict.judge import Verdict, judge
from theory.claims import claim
from theory.provers.coq import checker
from theory.provers.coq.library import printed_statements
from theory.provers.proof import statement_hash
from theory.provers.prover import provers
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES, PARAMETERS

_FLIPPED: dict[type, type] = {Lt: Gt, Gt: Lt, Le: Ge, Ge: Le, Eq: Eq, Ne: Ne}
f, H, theta2, L, flip = (OBSERVABLES[name] for name in ("f", "H", "theta2", "L", "flip"))
eta, s = (PARAMETERS[name].symbol for name in ("eta", "s"))


def flipped(part: Boolean) -> Boolean:
    """The same sentence with the sides of every relation exchanged."""
    if isinstance(part, Relational):
        return _FLIPPED[type(part)](part.rhs, part.lhs, evaluate=False)
    return part.func(*map(flipped, part.args)) if isinstance(part, And | Or) else part


def rewritten(statement: Statement) -> dict[str, Statement]:
    """The statement in other writings."""
    given = statement.hypotheses
    found = {
        "as it is": statement,
        "hypotheses backwards": replace(statement, hypotheses=given[::-1]),
        "relations turned round": replace(
            statement, hypotheses=tuple(map(flipped, given)), conclusion=flipped(statement.conclusion)
        ),
    }
    if given:
        found["a hypothesis twice"] = replace(statement, hypotheses=(*given, given[0]))
        found["hypotheses joined"] = replace(statement, hypotheses=(And(*given, evaluate=False),))
    return found


@pytest.fixture
def shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Coq is absent: which theorem is found does not depend on it."""
    monkeypatch.setattr(checker, "available", lambda: False)


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    "name", ["RELU-SUM", "GRAM-KERNEL", "UV-PEAK", "CAT-MONO", "TARGET-EDGE", "ML-3", "BLOCK-CONV", "HEAVY-ID", "DECAY-MONO"]
)
def test_a_theorem_is_found_under_any_id_and_in_any_writing(name: str) -> None:
    for index, statement in enumerate(claim(name).statements):
        for text, other in rewritten(statement).items():
            mine = Claim(f"MY {name}.a", Source("mine"), "mine", (other,))
            (found,) = ask(provers()["coq"], mine, 0)
            assert isinstance(found, Proved), text
            assert found.proof.statement_hash == statement_hash(other)
            theorem = next(item for item in printed_statements() if item.name == found.proof.theorem)
            assert theorem.source is not None
            assert statement_hash(theorem.source) == statement_hash(statement), (name, index, text)
            assert judge(mine, [found]) is Verdict.SHIPPED


@pytest.mark.usefixtures("shipped")
def test_every_theorem_of_a_claim_is_found_for_a_stranger_and_for_its_own_claim() -> None:
    for item in printed_statements():
        if item.source is not None:
            (mine,) = ask(provers()["coq"], Claim("MINE", Source("mine"), "mine", (item.source,)), 0)
            assert isinstance(mine, Proved)
            (own,) = ask(provers()["coq"], claim(item.id), item.number - 1)
            assert isinstance(own, Proved)
            assert own.proof.theorem == item.name


@pytest.mark.usefixtures("shipped")
def test_the_row_names_the_theorem_it_borrows() -> None:
    mine = Claim("MINE", Source("mine"), "mine", claim("UV-PEAK").statements)
    evidence = (*ask(provers()["coq"], mine, 0), *ask(provers()["coq"], mine, 1))
    assert evidence_columns(Entry(mine, judge(mine, evidence), evidence))["coq"] == "shipped UV_PEAK_1 UV_PEAK_2"
    own = claim("UV-PEAK")
    evidence = (*ask(provers()["coq"], own, 0), *ask(provers()["coq"], own, 1))
    entry = Entry(own, judge(own, evidence), evidence)
    assert evidence_columns(entry)["coq"] == "shipped"
    (row,) = short_rows([entry])
    assert (row["word"], row["proof"]) == ("proved", "shipped")
    assert [line.split()[1] for line in legend([row])] == ["shipped:"]


def _near_misses() -> dict[str, Statement]:
    peak = claim("UV-PEAK").statements[0]
    return {
        "a hypothesis less": replace(peak, hypotheses=peak.hypotheses[1:]),
        "another setting": replace(peak, setting=Setting("two_layer", variant="relu")),
        "another quantifier": replace(claim("CAT-MONO").statements[0], quantifier=Quantifier.FIRST),
        "strict": replace(claim("CAT-MONO").statements[0], conclusion=Lt(theta2.next, theta2.now)),
        "turned the wrong way": replace(claim("CAT-MONO").statements[0], conclusion=Ge(theta2.next, theta2.now)),
        "any targets": replace(claim("CAT-MONO").statements[0], setting=Setting("two_layer", targets="any")),
    }


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("name", _near_misses())
def test_a_statement_that_says_something_else_has_no_theorem(name: str) -> None:
    assert ask(provers()["coq"], Claim("MINE", Source("mine"), "mine", (_near_misses()[name],)), 0) == []


def sentence(part: Any, *given: Any, quantifier: Quantifier = Quantifier.STEP) -> str:
    return statement_hash(Statement(Setting("two_layer"), given, quantifier, part))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Lt(f.next, f.now), Gt(f.now, f.next)),
        (Le(theta2.next, theta2.now), Le(theta2.next - theta2.now, 0)),
        (Le(2 * theta2.next, 2 * theta2.now), Le(theta2.next, theta2.now)),
        (Eq(f.next, f.now), Eq(f.now - f.next, 0)),
        (Ne(f.next, 2 * f.now), Ne(2 * f.now, f.next)),
        (Lt(eta * (H.now + f.now), 4), Lt(eta * f.now + H.now * eta - 4, 0)),
        (Lt(1 / H.now, f.now), Gt(f.now, 1 / H.now)),
        (And(f.next > 0, H.next > 0), And(H.next > 0, f.next > 0)),
    ],
)
def test_what_differs_in_writing_only_has_one_hash(one: Any, other: Any) -> None:
    assert sentence(one) == sentence(other)


def test_joined_hypotheses_are_separate_ones() -> None:
    low, high, end = eta * H.initial > 2, eta * H.initial < 4, Lt(f.next, 1)
    assert sentence(end, low, high) == sentence(end, And(low, high)) == sentence(end, high, low, high)
    assert sentence(end, Or(low, high)) != sentence(end, low, high)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Lt(f.next, f.now), Le(f.next, f.now)),
        (Lt(f.next, f.now), Lt(f.now, f.next)),
        (Lt(-f.next, f.now), Lt(f.next, -f.now)),
        (Le(theta2.next, theta2.now), Le(theta2.next, 2 * theta2.now)),
        # Undefined at H = 0, so nothing may be cancelled or moved:
        (Lt(1 / H.now, 1 / H.now + f.now), Lt(0, f.now)),
        (Lt(f.now / H.now, 1), Lt(f.now, H.now)),
        # A maximum over the units that may be infinite:
        (Lt(flip.now, flip.now + f.now), Lt(0, f.now)),
    ],
)
def test_what_differs_in_meaning_has_two(one: Any, other: Any) -> None:
    assert sentence(one) != sentence(other)


def test_an_infinite_peak_changes_no_side() -> None:
    whole = Quantifier.TRAJECTORY
    assert sentence(Eq(L.peak, oo), quantifier=whole) == sentence(Eq(oo, L.peak), quantifier=whole)
    assert sentence(Gt(L.peak, s), quantifier=whole) == sentence(Lt(s, L.peak), quantifier=whole)
    assert sentence(Gt(L.peak, s), quantifier=whole) != sentence(Gt(L.peak - s, 0), quantifier=whole)


@pytest.mark.skipif(not checker.available(), reason="Coq with Coquelicot is absent")
def test_the_kernel_proves_it_under_another_id() -> None:
    statements = tuple(replace(part, hypotheses=part.hypotheses[::-1]) for part in claim("CAT-MONO").statements)
    mine = Claim("MINE", Source("mine"), "mine", statements)
    evidence = [item for index in range(len(mine.statements)) for item in ask(provers()["coq"], mine, index)]
    assert judge(mine, evidence) is Verdict.PROVED
