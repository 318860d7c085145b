"""Every wrong theorem of the bank is refuted at the ordinary budget, and its counterexample holds up when read from a file."""

from __future__ import annotations

import json

import pytest

from checks.evidence.kinds import Counterexample
from checks.evidence.replay import counterexample_from_json, counterexample_to_json, replay_counterexample
from checks.verdict.judge import Verdict
from checks.verdict.profiles import PROFILES
from checks.verdict.verification import Options, verify
from checks.wrong import wrong_claims
from theory.claims import all_claims
from theory.statements import Claim

BANK = wrong_claims()


def test_the_bank_is_large_and_its_names_are_its_own() -> None:
    assert len(BANK) >= 80
    assert not {item.id for item in BANK} & {item.id for item in all_claims()}


@pytest.mark.parametrize("wrong", BANK, ids=lambda item: item.id)
def test_it_is_refuted_and_replayed(wrong: Claim) -> None:
    entry = verify(wrong, PROFILES["dev"], Options(proofs=False))
    assert entry.verdict is Verdict.REFUTED
    assert isinstance(entry.counterexample, Counterexample)
    text = json.dumps(counterexample_to_json(entry.counterexample))
    read = counterexample_from_json(json.loads(text))
    assert read == entry.counterexample
    assert replay_counterexample(wrong, read).confirmed
