"""No prover proves a wrong theorem: the hand-written bank goes through every prover, a part of it in every run."""

import pytest

from checks.evidence import Proved
from checks.provers import prove
from checks.wrong import wrong_claims

BANK = wrong_claims()


def test_the_bank_is_large():
    assert len(BANK) >= 60


def _proofs(claim):
    return [item for item in prove(claim, timeout=1.0) if isinstance(item, Proved)]


@pytest.mark.parametrize("claim", BANK[::6], ids=lambda claim: claim.id)
def test_no_prover_proves_a_wrong_theorem(claim):
    proved = {item.statement for item in _proofs(claim)}
    assert len(proved) < len(claim.statements)


@pytest.mark.deep
@pytest.mark.parametrize("claim", BANK, ids=lambda claim: claim.id)
def test_no_prover_proves_any_wrong_theorem(claim):
    proved = {item.statement for item in _proofs(claim)}
    assert len(proved) < len(claim.statements)
