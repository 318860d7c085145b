"""Both sides of a theorem for the tests in this folder: trajectories against the statement, and wrong twins that must fail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from sympy import And, Basic, Eq, Expr, simplify
from sympy.core.relational import Relational

from checks.evidence.kinds import Counterexample, Evidence, Fuzzed
from checks.evidence.replay import replay_counterexample
from checks.instances.instance import Instance
from checks.pairs import pair
from checks.search.claim import refuted, search
from checks.search.fuzz import judge_instance
from checks.search.mutations import Mutant, mutants
from checks.verdict.entry import Entry
from checks.verdict.expected import expected_verdicts, surprises
from checks.verdict.judge import Verdict
from checks.verdict.profiles import PROFILES
from checks.verdict.verification import Options, verify
from theory import records
from theory.claims import claim
from theory.provers.coq import checker
from theory.records import path_of
from theory.statements import Claim, Statement

__all__ = [
    "VERIFIED",
    "equations",
    "holds_on_trajectories",
    "refutation",
    "refuted_twins",
    "same",
    "same_sides",
    "twins",
    "unsearched",
    "verdict_is_expected",
]

_BUDGET = PROFILES["dev"]
VERIFIED: list[Entry] = []
"""What the running test has verified; the session prints it as a ledger at its end."""


def same(derived: Basic, claimed: Basic) -> bool:
    """Whether two expressions, or both sides of two relations, are equal by algebra."""
    if isinstance(derived, Expr) and isinstance(claimed, Expr):
        return bool(simplify(derived - claimed) == 0)
    if derived.func is not claimed.func:
        return False
    return all(same(left, right) for left, right in zip(derived.args, claimed.args, strict=True))


def same_sides(derived: Relational, claimed: Relational) -> bool:
    """Whether left and right sides agree by algebra, whatever the sign between them (``<`` follows from ``≤``)."""
    return same(derived.lhs, claimed.lhs) and same(derived.rhs, claimed.rhs)


def equations(statement: Statement) -> dict[Expr, Expr]:
    """Left side → right side of the equations that a conclusion asserts."""
    parts = statement.conclusion.args if isinstance(statement.conclusion, And) else (statement.conclusion,)
    return {part.lhs: part.rhs for part in parts if isinstance(part, Eq)}


def holds_on_trajectories(statement: Statement, *, examples: int = 8, steps: int = 12) -> None:
    """Hypothesis draws instances of the statement's setting; no trajectory that satisfies its hypotheses may violate it."""
    instances = pair(statement.setting).instances(statement.setting, 4, 512)
    judged = 0

    @settings(max_examples=examples, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(instances)
    def judge(instance: Instance) -> None:
        nonlocal judged
        judgement = judge_instance(statement, instance, steps=steps, most=64)
        if judgement is not None:
            judged += judgement.judged
            assert not judgement.suspects

    judge()
    assert judged, f"no trajectory satisfies the hypotheses of {statement}"


def twins(claim_id: str, wanted: Callable[[str], bool] = lambda operator: True) -> list[Mutant]:
    """The twins of a claim that are not weaker than it and whose operator ``wanted`` accepts."""
    return [twin for twin in mutants(claim(claim_id)) if twin.direction != "weakened" and wanted(twin.operator)]


def refuted_twins(
    claim_id: str, wanted: Callable[[str], bool], *, at_least: int = 1, statement: int | None = None
) -> list[Counterexample]:
    """Exact counterexamples to the wrong twins (of one statement) that ``wanted`` accepts; fails if one is not refuted."""
    found = []
    for twin in twins(claim_id, wanted):
        if statement not in (None, twin.origin[1]):
            continue
        last = search(twin.claim, _BUDGET)[-1]
        assert isinstance(last, Counterexample), f"not refuted: {twin.operator} in {claim_id}"
        found.append(last)
    assert len(found) >= at_least, f"{claim_id} has {len(found)} twins of this kind"
    return found


@cache
def _verified(claim_id: str) -> Entry:
    """What a verification says where Coq is not present: whether Coq accepts the proofs is asked of all of them together.

    Nothing is replaced in what searches, so what it finds is on the record that ``catapult verify`` reads, and conversely.
    """
    with patch.object(checker, "available", return_value=False), patch.object(records, "path_of", path_of):
        return verify(claim(claim_id), _BUDGET, Options(recall=True))


def unsearched(item: Claim, evidence: Sequence[Evidence]) -> list[int]:
    """The statements of which no sampled state was judged: in floating point, or exactly where a hypothesis is an equation."""
    missed = []
    for index, statement in enumerate(item.statements):
        tie = any(isinstance(hypothesis, Eq) for hypothesis in statement.hypotheses)
        searches = [part for part in evidence if isinstance(part, Fuzzed) and part.statement == index and not part.climbed]
        if not any(part.states for part in searches if part.exact is tie):
            missed.append(index)
    return missed


def verdict_is_expected(claim_id: str) -> Entry:
    """Verify a claim as the command line does where Coq is not present, and compare with the expected verdict.

    What is not refuted must have been searched, each of its statements: that nothing was found is no evidence if nothing was met.
    """
    entry = _verified(claim_id)
    VERIFIED.append(entry)
    assert not surprises([entry]), f"{claim_id}: {entry.verdict.value}, expected {expected_verdicts().get(claim_id)}"
    assert refuted(entry.evidence) or not unsearched(entry.claim, entry.evidence), claim_id
    return entry


def refutation(claim_id: str) -> Counterexample:
    """The exact counterexample by which a claim is refuted, replayed from its numbers alone; fails if there is none."""
    entry = verdict_is_expected(claim_id)
    found = entry.counterexample
    assert entry.verdict is Verdict.REFUTED, f"{claim_id}: {entry.verdict.value}"
    assert found is not None
    assert replay_counterexample(entry.claim, found).confirmed
    return found
