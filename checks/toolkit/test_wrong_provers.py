"""No prover proves a wrong theorem: the bank goes through each of them, and a prover that always says yes is caught."""

from __future__ import annotations

from collections.abc import Callable
from difflib import SequenceMatcher
from types import SimpleNamespace

import pytest

from checks.evidence.kinds import Proved
from checks.evidence.proofs import prove
from checks.wrong import wrong_claims
from theory.provers.coq import checker
from theory.provers.coq.library import CoqStatement, printed_statements
from theory.provers.coq.results import KernelReport
from theory.provers.coq.statements import statement_text
from theory.provers.proof import prove as prove_by
from theory.provers.proof import prove_by_smt, prove_identity, statement_hash
from theory.provers.prover import provers
from theory.statements import Claim, Statement

BANK = wrong_claims()
SAMPLE = BANK[::12]


def nearest_theorem(wrong: Statement) -> CoqStatement:
    """The Coq theorem of the same model and kind of statement whose source reads most like the wrong one."""
    printed = [item for item in printed_statements() if item.source is not None]
    alike = [item for item in printed if item.source.setting.model == wrong.setting.model] or printed
    alike = [item for item in alike if item.source.quantifier is wrong.quantifier] or alike
    alike = [item for item in alike if item.source.setting == wrong.setting] or alike
    return max(alike, key=lambda item: SequenceMatcher(None, str(item.source), str(wrong)).ratio())


def by_sympy(wrong: Claim) -> bool:
    return prove_identity(wrong.id, wrong.statements[0]) is not None


def by_smt(wrong: Claim) -> bool:
    pytest.importorskip("z3")
    return prove_by_smt(wrong.id, wrong.statements[0], timeout=1.0) is not None


def by_another_name(wrong: Claim) -> bool:
    """Whether Coq takes the wrong statement for the theorem that is nearest to it."""
    near = nearest_theorem(wrong.statements[0])
    return prove_by("coq", near.id, wrong.statements[0]) is not None


def by_enclosure(wrong: Claim) -> bool:
    """Whether the wrong statement would be believed as the lemma of a region that decides long-time behaviour."""
    pytest.importorskip("z3")
    from checks.truth import enclosures

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(enclosures.LEMMAS, "wrong", wrong.statements[0])
        enclosures.lemma_is_proved.cache_clear()
        try:
            return enclosures._usable("wrong")
        finally:
            enclosures.lemma_is_proved.cache_clear()


def by_verification(wrong: Claim) -> bool:
    """What `catapult verify` asks, all provers in a row."""
    return any(isinstance(item, Proved) for item in prove(wrong, timeout=1.0))


ROUTES = (by_sympy, by_smt, by_another_name, by_enclosure, by_verification)


def test_the_bank_is_large_and_each_entry_makes_one_statement() -> None:
    assert len(BANK) >= 80
    assert all(len(wrong.statements) == 1 for wrong in BANK)


@pytest.mark.parametrize("route", [by_another_name, by_verification], ids=lambda route: route.__name__)
def test_no_prover_proves_a_wrong_theorem(route: Callable[[Claim], bool]) -> None:
    assert [wrong.id for wrong in SAMPLE if route(wrong)] == []


@pytest.mark.deep
@pytest.mark.parametrize("route", [by_another_name, by_enclosure, by_verification], ids=lambda route: route.__name__)
@pytest.mark.parametrize("wrong", BANK, ids=lambda wrong: wrong.id)
def test_no_prover_proves_any_wrong_theorem(route: Callable[[Claim], bool], wrong: Claim) -> None:
    assert not route(wrong)


@pytest.mark.deep
@pytest.mark.skipif(not checker.available(), reason="Coq with Coquelicot is absent")
def test_no_proof_in_the_kernel_goes_through_for_a_wrong_theorem() -> None:
    """The wrong wording replaces the true one in front of the nearest proof; printed the same way, true ones pass."""
    pairs = [(nearest_theorem(wrong.statements[0]), wrong) for wrong in BANK]
    texts = [(item.name, statement_text(item.name, wrong.statements[0])) for item, wrong in pairs]
    messages = checker.replay(texts)
    assert [wrong.id for (_, wrong), message in zip(pairs, messages, strict=True) if "Error" not in message] == []
    assert len({item.name for item, _ in pairs}) > 20
    models = {item.model: item for item, _ in pairs}  # one theorem of each is enough to see that the printing is not at fault
    assert checker.replay([(item.name, statement_text(item.name, item.source)) for item in models.values()]) == [""] * len(models)


def _always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every prover says yes to everything."""
    proved = SimpleNamespace(proved=True, smt2=("(check-sat)",), reasons=("it says so",))
    monkeypatch.setattr("theory.provers.identity.prover.identity", lambda statement: "yes")
    monkeypatch.setattr("theory.provers.smt.prover.prove_statement", lambda statement, timeout: proved)
    for folder in ("identity", "smt"):
        monkeypatch.setattr(f"theory.provers.{folder}.prover.witness", lambda statement, timeout: {})
    monkeypatch.setattr("checks.truth.enclosures.prove_statement", lambda statement, timeout: proved)

    def recheck(claim_id: str, statement: Statement) -> KernelReport:
        sealed = statement_hash(statement)
        return KernelReport("checked", sealed, "X", "0", "", (), (), ())

    monkeypatch.setattr(checker, "recheck", recheck)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.__name__)
def test_a_prover_that_always_says_yes_is_caught(route: Callable[[Claim], bool], monkeypatch: pytest.MonkeyPatch) -> None:
    _always(monkeypatch)
    assert all(route(wrong) for wrong in SAMPLE)


def test_each_prover_is_asked_by_the_verification(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, list[Statement]] = {"sympy": [], "z3": [], "certificate": [], "coq": []}
    monkeypatch.setattr("theory.provers.identity.prover.identity", asked["sympy"].append)
    monkeypatch.setattr("theory.provers.smt.prover.prove_statement", lambda statement, timeout: asked["z3"].append(statement))
    monkeypatch.setattr(
        type(provers()["certificate"]), "prove", lambda self, claim_id, statement, timeout: asked["certificate"].append(statement)
    )
    monkeypatch.setattr(checker, "recheck", lambda claim_id, statement: asked["coq"].append(statement))
    for wrong in BANK:
        prove(wrong)
    assert asked.keys() == provers().keys()
    if provers()["z3"].missing:
        del asked["z3"]
    assert all(statements == [wrong.statements[0] for wrong in BANK] for statements in asked.values())


@pytest.mark.parametrize(
    ("wrong", "near"), [("KERNEL-MIN", "ML-1"), ("LIMIT-EDGE", "CAT-LIMIT"), ("BIAS-5", "BIAS"), ("NORM-ID-2", "NORM-ID")]
)
def test_the_nearest_theorem_is_the_one_that_was_spoilt(wrong: str, near: str) -> None:
    (spoilt,) = (item.statements[0] for item in BANK if item.id == f"FALSE-{wrong}")
    assert nearest_theorem(spoilt).id == near
