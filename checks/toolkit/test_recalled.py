"""A search that was made is not made twice; another search, another budget or other code finds no record of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sympy import symbols

from checks.evidence.kinds import Evidence
from checks.instances.own_claims import own_claims
from checks.instances.own_observable import OwnObservable
from checks.verdict import recalled, verification
from checks.verdict.entry import Entry
from checks.verdict.profiles import PROFILES
from checks.verdict.recalled import Record
from checks.verdict.verification import Options, verify
from theory import OBSERVABLES, from_unit, records
from theory.claims import claim
from theory.provers.proof import prove
from theory.provers.prover import provers
from theory.records import Recall
from theory.statements import Claim
from theory.updates import WeightDecay

BUDGET = replace(PROFILES["dev"], examples=1, exact_trajectories=6)
READ, RENEW = Options(slow_provers=False, recall=True), Options(slow_provers=False, recall=True, recheck=True)
NAMES = ("SUM-1", "UV-EDGE", "OPEN-RELU", "ML-2")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder."""
    monkeypatch.setattr(records, "path_of", lambda kind, name: tmp_path / kind / f"{name}.json")
    return tmp_path


def told(entry: Entry) -> str:
    """All that an entry says."""
    return repr((entry.verdict_text, entry.tightness, entry.evidence))


def forbid(monkeypatch: pytest.MonkeyPatch, *, provers_too: bool) -> None:
    """Let no search be made, and no prover be asked whose proofs are on record."""

    def searched(*arguments: object, **named: object) -> list[Evidence]:
        raise AssertionError("a search was made")

    for name in ("sampled", "pressed", "tightness", "nearest", "statistics", "enclose"):
        monkeypatch.setattr(verification, name, searched)
    for prover in provers().values() if provers_too else ():
        if not prover.slow:
            monkeypatch.setattr(type(prover), "prove", searched)


@pytest.mark.parametrize("name", NAMES)
def test_what_was_found_is_told_again(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = verify(claim(name), BUDGET, replace(READ, recall=False))
    first = verify(claim(name), BUDGET, READ)
    forbid(
        monkeypatch, provers_too=name == "UV-EDGE"
    )  # where every statement has a proof by each that is asked, or a shipped one
    again = verify(claim(name), BUDGET, READ)
    assert told(plain) == told(first) == told(again)
    assert (plain.recalled, first.recalled, again.recalled) == (False, False, True)


def test_without_the_option_nothing_is_recorded(folder: Path) -> None:
    verify(claim("SUM-1"), BUDGET, replace(READ, recall=False))
    assert not [*folder.rglob("*.json")]


@pytest.mark.parametrize("other", ["budget", "seed", "sentence", "code", "renew", "damage", "library"])
def test_another_question_finds_no_record(other: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, budget, options = claim("UV-EDGE"), BUDGET, READ
    verify(asked, budget, options)
    searches: list[str] = []

    def sampled(claim: Claim, *arguments: object) -> list[Evidence]:
        searches.append(claim.id)
        return []

    monkeypatch.setattr(verification, "sampled", sampled)
    if other == "budget":
        budget = replace(budget, exact_trajectories=7)
    if other == "seed":
        options = replace(options, seed=1)
    if other == "sentence":
        asked = replace(asked, statements=(replace(asked.statements[0], conclusion=claim("SUM-1").statements[0].conclusion),))
    if other == "code":
        monkeypatch.setattr(recalled, "code_digest", lambda packages, needed: "0" * 64)
    if other == "library":
        records.code_digest.cache_clear()
        monkeypatch.setattr(records, "version", lambda name: "0")
    if other == "renew":
        options = RENEW
    if other == "damage":
        for path in (folder / "searches").glob("*.json"):
            path.write_text(path.read_text().replace('"states": ', '"states": 1'))
    verify(asked, budget, options)
    records.code_digest.cache_clear()
    assert searches == [asked.id]


def test_a_counterexample_on_record_is_replayed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = verify(claim("SUM-1"), BUDGET, READ)
    (item,) = found.counterexamples
    forged = recalled._to_json([replace(item, learning_rate=item.learning_rate / 1000)])
    with pytest.raises(ValueError, match="does not refute SUM-1"):
        recalled._from_json(claim("SUM-1"), forged)
    monkeypatch.setattr(records, "load", lambda kind, name, digest: forged)
    assert told(verify(claim("SUM-1"), BUDGET, READ)) == told(found)


def test_a_model_of_a_users_is_not_recorded(folder: Path) -> None:
    u, v = symbols("u v")
    item = own_claims(from_unit(u * v**2, name="not recorded"), prefix="NOTED")[0]
    assert Record.of(item, Recall.READ).recall is Recall.NEVER
    verify(item, BUDGET, READ)
    assert not [*folder.rglob("*.json")]


def test_with_a_prover_from_elsewhere_nothing_is_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Record.of(claim("UV-EDGE"), Recall.READ).recall is Recall.READ
    monkeypatch.setattr(recalled, "added_provers", lambda: (provers()["sympy"],))
    assert Record.of(claim("UV-EDGE"), Recall.READ).recall is Recall.NEVER


def test_an_observable_of_a_users_is_not_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    own = OwnObservable(OBSERVABLES["theta2"], lambda model, weights: (weights**2).sum(axis=1), True)
    monkeypatch.setattr(recalled, "own_observables", lambda: (own,))
    assert Record.of(claim("ML-2"), Recall.READ).recall is Recall.NEVER


@dataclass(frozen=True)
class Heavier(WeightDecay):
    """A rule of a user's."""


def test_a_rule_of_a_users_is_not_recorded() -> None:
    item = claim("DECAY-MONO")
    assert Record.of(item, Recall.READ).recall is Recall.READ
    own = [replace(part, setting=replace(part.setting, update=Heavier())) for part in item.statements]
    assert Record.of(replace(item, statements=tuple(own), added=()), Recall.READ).recall is Recall.NEVER


def test_that_a_prover_failed_is_recorded_where_a_proof_is_shipped_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    z3 = provers()["z3"]
    monkeypatch.setattr(type(z3), "prove", lambda self, *asked: None)
    monkeypatch.setattr(type(z3), "missing", "")
    expected = {"ZQ-8c": True, "SUM-2": False}
    for name in expected:
        statement = claim(name).statements[0]
        assert any(prover.ships(statement) for prover in provers().values()) is expected[name]
        for _ in range(2):
            assert prove("z3", name, statement, recall=Recall.READ) is None
    assert [path.name.rpartition("-")[0] for path in (folder / "proofs").glob("*.json")] == ["ZQ-8c"]
