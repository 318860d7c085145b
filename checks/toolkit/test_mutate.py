"""Every check can fail: twins of every true theorem are refuted by the same search, and weakenings survive it."""

from __future__ import annotations

import pytest

from checks.evidence import Counterexample, Fuzzed
from checks.expected import expected_verdicts
from checks.mutate import Mutant, mutants
from checks.profiles import PROFILES
from checks.verification import search
from theory.claims import all_claims, claim
from theory.statements import Claim

TRUE = [
    item
    for item in all_claims()
    if item.kind == "theorem" and expected_verdicts().get(item.id, "").split()[:1] in (["proved"], ["supported"])
]
STILL_TRUE: dict[tuple[str, str], str] = {
    ("ML-1", "target not zero"): "the bound does not mention the target",
    ("DEPTH-KERNEL", "target not zero"): "the bound does not mention the target",
    ("UV-INVARIANT", "target not zero"): "4u ≤ v² holds for all weights, whatever the target",
    ("ML-2", "≤ for < in hypothesis 1"): "this is CAT-MONO",
    ("CAT-EXISTS", "≤ for < in hypothesis 1"): "at v = 4 the map is u(u − 3)² on u ≤ 4, which grows exactly for 0 < u < 2",
    ("CAT-LIMIT", "min for max in hypothesis 1"): "an exact cycle of one unit flips its sign and so meets both slopes",
}
"""Twins of claims that are called sharp, which the search does not refute, and why."""


def refuted(twin: Mutant) -> bool:
    return isinstance(search(twin.claim, PROFILES["dev"])[-1], Counterexample)


@pytest.mark.parametrize("item", TRUE, ids=lambda item: item.id)
def test_some_twin_of_every_theorem_is_refuted(item: Claim) -> None:
    hopeful = [twin for twin in mutants(item) if twin.direction != "weakened" and (item.id, twin.operator) not in STILL_TRUE]
    # Another conclusion falls first; a bound half as large again next; a dropped hypothesis then; near misses last.
    hopeful.sort(key=lambda twin: tuple(sign not in twin.operator for sign in ("conclusion", "constant 3/2", "drop")))
    assert any(refuted(twin) for twin in hopeful[:8])


@pytest.mark.parametrize("name", ["ML-1", "ML-2", "CAT-SUM", "LIN-SUB"])
def test_weakenings_survive(name: str) -> None:
    for twin in mutants(claim(name)):
        if twin.direction == "weakened":
            evidence = search(twin.claim, PROFILES["dev"])
            assert all(isinstance(item, Fuzzed) and not item.suspects for item in evidence), twin.operator


def test_twins_differ_from_the_claim_and_say_how() -> None:
    for item in TRUE:
        for twin in mutants(item):
            assert twin.claim.statements[0] != item.statements[twin.origin[1]]
            assert twin.operator in twin.claim.id
            assert twin.direction in ("strengthened", "altered", "weakened")


@pytest.mark.deep
@pytest.mark.parametrize("item", [item for item in TRUE if item.sharp], ids=lambda item: item.id)
def test_every_twin_of_a_sharp_theorem_is_refuted_or_accounted_for(item: Claim) -> None:
    for twin in mutants(item):
        if twin.direction != "weakened":
            assert refuted(twin) or (item.id, twin.operator) in STILL_TRUE, twin.operator
