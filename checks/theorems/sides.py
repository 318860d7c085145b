"""Both sides of a theorem for the tests in this folder: trajectories against the statement, and wrong twins that must fail."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings

from checks.evidence import Counterexample
from checks.expected import expected_verdicts
from checks.families import family
from checks.fuzz import judge_scene
from checks.mutate import mutants
from checks.profiles import PROFILES
from checks.scene import Scene
from checks.verify import Entry, search, verify
from theory.claims import claim
from theory.statements import Statement

__all__ = ["holds_on_trajectories", "refuted_twins", "verdict_is_expected"]

_BUDGET = PROFILES["dev"]


def holds_on_trajectories(statement: Statement, *, examples: int = 20, steps: int = 12) -> None:
    """Hypothesis draws scenes of the statement's setting; no trajectory that satisfies its hypotheses may violate it."""
    scenes = family(statement.setting).scenes(statement.setting, 4, 512)

    @settings(max_examples=examples, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(scenes)
    def judged(scene: Scene) -> None:
        judgement = judge_scene(statement, scene, steps=steps, most=64)
        assert judgement is None or not judgement.suspects

    judged()


def refuted_twins(claim_id: str, wanted: Callable[[str], bool], *, at_least: int = 1) -> list[Counterexample]:
    """Exact counterexamples to the wrong twins whose operator ``wanted`` accepts; fails if one of them is not refuted."""
    found = []
    for mutant in mutants(claim(claim_id)):
        if mutant.direction != "weakened" and wanted(mutant.operator):
            last = search(mutant.claim, _BUDGET)[-1]
            assert isinstance(last, Counterexample), f"not refuted: {mutant.operator} in {claim_id}"
            found.append(last)
    assert len(found) >= at_least, f"{claim_id} has no twin of this kind"
    return found


def verdict_is_expected(claim_id: str) -> Entry:
    """Verify a claim as the command line does and compare with the expected verdict; returns the ledger's row."""
    from checks.expected import surprises

    entry = verify(claim(claim_id), _BUDGET)
    assert not surprises([entry]), f"{claim_id}: {entry.verdict.value}, expected {expected_verdicts().get(claim_id)}"
    return entry
