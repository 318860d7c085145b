"""Every check can fail: twins of every true theorem are refuted by the same search, and weakenings survive it."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from sympy import symbols

from checks.evidence.kinds import Counterexample, Fuzzed
from checks.instances.own_claims import own_claims
from checks.search.claim import search
from checks.search.mutations import Mutant, mutants
from checks.theorems.test_every_claim import TRIED
from checks.toolkit.representatives import first
from checks.toolkit.true_twins import ALTERNATING, TRUE_TWINS, why_true
from checks.verdict.expected import expected_verdicts
from checks.verdict.profiles import PROFILES
from theory.claims import all_claims, claim
from theory.models.own import from_unit
from theory.statements import Claim

TRUE = [
    item
    for item in all_claims()
    if item.kind == "theorem" and expected_verdicts().get(item.id, "").split()[:1] in (["proved"], ["true"], ["supported"])
]

SLOW = {"ZQ-5c", "ZQ-14c", "POLYAK-LIMIT", "SLOPE-LIMIT", "TARGET-BALANCE", "BATCH-LIMIT"}
"""Whose twins fall only after searches of many seconds."""
REFUTED_ELSEWHERE = {name for name, tried in TRIED.items() if tried.twins}
"""Of which `test_every_claim` has more twins refuted."""


def refuted(twin: Mutant) -> bool:
    return isinstance(search(twin.claim, PROFILES["dev"])[-1], Counterexample)


def falls(item: Claim) -> bool:
    """Refuted; or suspected, and so open, where the loss has no values in fractions that would refute it."""
    evidence = search(item, PROFILES["dev"])
    if isinstance(evidence[-1], Counterexample):
        return True
    searched = [part for part in evidence if isinstance(part, Fuzzed)]
    return not any(part.exact and part.states for part in searched) and any(part.suspects for part in searched)


@pytest.mark.parametrize(
    "item",
    [pytest.param(item, id=item.id, marks=[pytest.mark.deep] * (item.id in SLOW | REFUTED_ELSEWHERE)) for item in TRUE],
)
def test_some_twin_of_every_theorem_is_refuted(item: Claim) -> None:
    hopeful = [twin for twin in mutants(item) if twin.direction != "weakened" and why_true(twin) is None]
    # Another conclusion falls first; a bound half as large again next; a dropped hypothesis then; near misses last.
    hopeful.sort(key=lambda twin: tuple(sign not in twin.operator for sign in ("conclusion", "constant 3/2", "drop")))
    assert any(falls(twin.claim) for twin in hopeful[:8])


def test_a_theorem_without_fractions_is_not_suspected() -> None:
    assert not falls(claim("LOGISTIC-MARGIN"))


@pytest.mark.parametrize("name", first(1, ["ML-1", "LIN-SUB", "ML-2", "CAT-SUM"]))
def test_weakenings_survive(name: str) -> None:
    for twin in mutants(claim(name)):
        if twin.direction == "weakened":
            evidence = search(twin.claim, PROFILES["dev"])
            assert all(isinstance(item, Fuzzed) and not item.suspects for item in evidence), twin.operator


def test_twins_differ_from_the_claim_and_say_how() -> None:
    for item in TRUE:
        for twin in mutants(item):
            assert twin.claim.statements[0] != item.statements[twin.origin[1]]
            assert twin.operator in twin.claim.text
            assert twin.direction in ("strengthened", "altered", "weakened")


def test_the_true_twins_exist_and_are_strengthenings() -> None:
    known = {(twin.origin[0], twin.origin[1] + 1, twin.operator): twin for item in TRUE for twin in mutants(item)}
    unknown = [key for key in TRUE_TWINS if key not in known and "exponent of s" not in key[2]]
    assert unknown == []
    assert all(known[key].direction == "strengthened" for key in TRUE_TWINS if key in known)


@pytest.mark.parametrize(("name", "operator"), [("ZQ-2", "exponent of r"), ("BIAS-GAP", "exponent of phi_theta")])
def test_a_mutation_changes_one_side_of_an_equation_only(name: str, operator: str) -> None:
    changed = [twin for twin in mutants(claim(name)) if operator in twin.operator]
    for twin in changed:
        before, after = claim(name).statements[twin.origin[1]].conclusion, twin.claim.statements[0].conclusion
        assert (before.lhs == after.lhs) != (before.rhs == after.rhs)
    assert changed


def test_near_misses_about_a_model_of_ones_own_are_refuted() -> None:
    u, v, w = symbols("u v w")
    for item in own_claims(from_unit(v * (u + 2 * w), name="mutated"))[:2]:  # what follows from them is not sharp
        for twin in mutants(item):
            assert twin.direction == "weakened" or refuted(twin), twin.operator


@pytest.mark.deep
@pytest.mark.parametrize("item", [item for item in TRUE if item.sharp], ids=lambda item: item.id)
def test_every_twin_of_a_sharp_theorem_is_refuted_or_accounted_for(item: Claim) -> None:
    _refuted_or_accounted_for(twin for twin in mutants(item) if twin.direction != "weakened")


@pytest.mark.deep
@pytest.mark.parametrize("item", [item for item in TRUE if not item.sharp], ids=lambda item: item.id)
def test_every_hypothesis_of_the_other_theorems_is_needed_or_said_not_to_be(item: Claim) -> None:
    """Their constants may be improved; a hypothesis that is missing, a target or a conclusion turned round may not pass."""
    _refuted_or_accounted_for(
        twin for twin in mutants(item) if any(sign in twin.operator for sign in ("drop", "target", "≥ for ≤"))
    )


def _refuted_or_accounted_for(suspects: Iterable[Mutant]) -> None:
    survivors = {(twin.origin[0], twin.origin[1] + 1, twin.operator): why_true(twin) for twin in suspects if not refuted(twin)}
    assert [twin for twin, reason in survivors.items() if reason is None and twin not in ALTERNATING] == []
