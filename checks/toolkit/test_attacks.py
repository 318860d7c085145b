"""The attack list: each attack gets the word that it must, and no part of the evidence gives it one that it must never get."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from sympy import Ne

from checks.evidence.kinds import Fuzzed, Proved
from checks.evidence.proofs import prove
from checks.verdict.judge import judge
from checks.verdict.profiles import PROFILES
from checks.verdict.verification import Options, verify
from checks.wrong.attacks import (
    ATTACKS,
    BEYOND,
    CLAIMS,
    FALSE,
    INFINITE,
    LARGE,
    MAP,
    REACHED,
    UNDEFINED,
    UNSAMPLED,
    VACUOUS,
    Attack,
    forgeries,
)
from theory.claims import claim
from theory.claims.vocabulary import f
from theory.provers.proof import prove_identity, statement_hash
from theory.statements import Setting

SMALL = replace(PROFILES["dev"], examples=4, exact_trajectories=60, steps=8)
QUICK = Options(slow_provers=False)
LW = claim("LW-1")
LONG = (*VACUOUS[1:], *(item for item in (*LARGE, *BEYOND) if item.claim.id.endswith(("WIDE-ENOUGH", "TOO-LONG"))))
"""Looking in vain for a state that meets the hypotheses takes every prover its time; `test_sizes` has the two of large sizes."""


def cases(attacks: Iterable[Attack]) -> list[Any]:
    return [pytest.param(attack, id=attack.claim.id, marks=[pytest.mark.deep] if attack in LONG else []) for attack in attacks]


@pytest.mark.parametrize("attack", cases(ATTACKS))
def test_it_gets_its_word(attack: Attack) -> None:
    entry = verify(attack.claim, SMALL, QUICK)
    assert entry.verdict in attack.must
    assert not set(attack.must) & set(attack.never)
    assert judge(attack.claim, [item for item in entry.evidence if isinstance(item, Proved)]) not in attack.never
    if attack in (*UNDEFINED, *INFINITE):
        assert "undefined at" in repr(entry.counterexample)
    if attack in VACUOUS:
        assert [item.states for item in entry.evidence if isinstance(item, Fuzzed) and item.states] == []
    if attack in REACHED:
        assert sum(item.states for item in entry.evidence if isinstance(item, Fuzzed)) > 0


@pytest.mark.parametrize("attack", cases((*UNDEFINED, *INFINITE, *FALSE)))
def test_no_prover_alone_gives_it_another(attack: Attack) -> None:
    """The search finds it before a prover is asked; asked first, none of them proves it."""
    assert judge(attack.claim, prove(attack.claim, timeout=0.3, slow=False)) not in attack.never


def test_an_attack_is_refused_for_what_it_says_and_not_for_its_form() -> None:
    """With what it lacks, a sentence is proved; without what nothing meets, an identity is."""
    (half,) = (item.claim.statements[0] for item in UNDEFINED if item.claim.id == "FALSE-ATTACK-LOSS-HALF")
    assert prove_identity("OWN", half) is None
    assert prove_identity("OWN", replace(half, hypotheses=(Ne(f.now, 0),))) is not None
    assert prove_identity("OWN", MAP) is not None


@pytest.mark.parametrize("name", UNSAMPLED)
def test_a_setting_that_nobody_samples_is_refused_where_it_is_written(name: str) -> None:
    arguments, reason = UNSAMPLED[name]
    with pytest.raises(ValueError, match=reason):
        Setting(**arguments)


ISSUED: Any = prove_identity("LW-1", LW.statements[0])


@pytest.mark.parametrize("name", forgeries(ISSUED, ""))
def test_a_forged_proof_proves_nothing_false(name: str) -> None:
    false = CLAIMS[0]
    forged = forgeries(ISSUED, statement_hash(false.statements[0]))[name]
    with pytest.raises((TypeError, ValueError), match=r"theory\.provers\.proof"):
        judge(false, [Proved(forged, 0)])
