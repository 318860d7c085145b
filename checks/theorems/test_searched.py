"""No claim is believed because nothing was looked at: the search of every conclusion has met states that it speaks of.

`verdict_is_expected` asks that of the claims that it verifies; here are the others, and what searches nothing is seen.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.evidence.proofs import asked
from checks.search.claim import refuted, sampled
from checks.theorems.sides import unsearched
from checks.theorems.test_every_claim import TRIED
from checks.toolkit.representatives import first
from checks.verdict.expected import expected_verdicts
from checks.verdict.profiles import PROFILES
from theory.claims import all_claims, claim
from theory.symbols import OBSERVABLES

_OTHERS = [
    item.id
    for item in all_claims()
    if item.statements and item.id not in TRIED and not expected_verdicts()[item.id].startswith("refuted")
]
_THETA2 = OBSERVABLES["theta2"].initial
_IMPOSSIBLE = _THETA2**2 + 1 < _THETA2


@pytest.mark.parametrize("name", _OTHERS)
def test_every_conclusion_was_searched(name: str) -> None:
    evidence = sampled(claim(name), PROFILES["dev"], 0, asked(slow=True))
    assert not refuted(evidence)
    assert not unsearched(claim(name), evidence)


@pytest.mark.parametrize("name", first(2, ["LW-1", "UV-EDGE", "DECAY-COLLAPSE"]))
def test_a_claim_that_searches_nothing_is_seen(name: str) -> None:
    """With a hypothesis that no start satisfies, the same claim is not broken, and has not been searched."""
    whole, none = claim(name), replace(PROFILES["dev"], examples=1, exact_trajectories=4)
    statements = tuple(replace(part, hypotheses=(*part.hypotheses, _IMPOSSIBLE)) for part in whole.statements)
    empty = replace(whole, statements=statements)
    assert unsearched(empty, sampled(empty, none, 0)) == list(range(len(statements)))
