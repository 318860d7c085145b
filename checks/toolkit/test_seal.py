"""The referee believes a proof that a prover issued, and nothing that was changed, derived, imitated or put together."""

from __future__ import annotations

import copy
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.reduction import ForkingPickler
from typing import Any

import pytest

from checks.evidence.kinds import Fuzzed, Proved
from checks.verdict.judge import Verdict, judge
from checks.wrong.attacks import LookAlike, forgeries
from theory.claims import claim
from theory.provers.proof import Shipped, prove, prove_identity, refuse_unissued, statement_hash

LW, MAP = claim("LW-1"), claim("UV-MAP")
ISSUED: Any = prove_identity("LW-1", LW.statements[0])
FORGED = forgeries(ISSUED, statement_hash(MAP.statements[0]))


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED.keys())
def test_what_no_prover_issued_is_refused(forged: Any) -> None:
    with pytest.raises((TypeError, ValueError), match=r"theory\.provers\.proof"):
        refuse_unissued(forged)
    with pytest.raises((TypeError, ValueError), match=r"theory\.provers\.proof"):
        judge(LW, [Proved(forged, 0)])


def test_evidence_that_only_looks_like_it_is_refused() -> None:
    class Mine(Proved):
        rechecked = True

    foreign: list[Any] = [Mine(ISSUED, 0), LookAlike(ISSUED.statement_hash, ISSUED.prover, proof=ISSUED), ISSUED]
    for item in foreign:
        with pytest.raises(TypeError, match="no kind of evidence"):
            judge(LW, [Fuzzed(0, 9, 9, 1.0, exact=True), item])


def test_a_change_after_the_fact_is_refused() -> None:
    changed = copy.copy(ISSUED)
    assert judge(LW, [Proved(changed, 0)]) is Verdict.PROVED_IDENTITY
    object.__setattr__(changed, "prover", "coq")
    with pytest.raises(ValueError, match="changed"):
        judge(LW, [Proved(changed, 0)])
    with pytest.raises(TypeError):
        replace(ISSUED, prover="coq")


def test_copies_count_and_edited_pickles_do_not() -> None:
    stored = bytes(ForkingPickler.dumps(ISSUED))
    for same in (copy.deepcopy(ISSUED), ForkingPickler.loads(stored)):
        assert judge(LW, [Proved(same, 0)]) is Verdict.PROVED_IDENTITY
    there = ISSUED.statement_hash[:8].encode()
    assert there in stored
    edited = ForkingPickler.loads(stored.replace(there, b"deadbeef"))
    assert edited.statement_hash.startswith("deadbeef")
    with pytest.raises(ValueError, match="changed"):
        judge(LW, [Proved(edited, 0)])


def test_what_a_worker_proved_is_believed_and_what_another_process_says_is_not() -> None:
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        found = pool.submit(prove_identity, "LW-1", LW.statements[0]).result()
    assert judge(LW, [Proved(found, 0)]) is Verdict.PROVED_IDENTITY
    code = (
        "import sys; from multiprocessing.reduction import ForkingPickler; "
        "from theory.claims import claim; from theory.provers.proof import prove_identity; "
        "sys.stdout.buffer.write(ForkingPickler.dumps(prove_identity('LW-1', claim('LW-1').statements[0])))"
    )
    written = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout
    stranger = ForkingPickler.loads(written)
    with pytest.raises(ValueError, match="made in another process"):
        judge(LW, [Proved(stranger, 0)])


def test_shipped_is_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("theory.provers.coq.checker.available", lambda: False)
    found = prove("coq", "LW-1", LW.statements[0])
    assert isinstance(found, Shipped)
    assert judge(LW, [Proved(found, 0)]) is Verdict.SHIPPED
    with pytest.raises(TypeError):
        Proved(found, 0, rechecked=True)  # type: ignore[call-arg]  # wrong on purpose
