"""Two models of users' own that have one name, in two processes, are two models: no proof about one serves the other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Eq, Rational, symbols

from checks.evidence.kinds import Proved
from checks.verdict.judge import Verdict, judge
from theory import models
from theory.claims.vocabulary import H, eta, f, r, theta2
from theory.models import own
from theory.models.own import from_unit, register
from theory.models.variant import ONE_DATUM, Variant
from theory.provers.proof import prove_identity, statement_hash
from theory.statements import Claim, Quantifier, Setting, Source, Statement

u, v, w = symbols("u v w")
NAME = "a namesake"
FIRST = from_unit(u * v, name=NAME)
SECOND = {
    "another output": from_unit(u**2 * v + v**3, name=NAME),
    "another prefactor": from_unit(u * v, name=NAME, scale=2),
    "another order of the weights": from_unit(u * v, [v, u], name=NAME),
    "a weight that is not used": from_unit(u * v, [u, v, w], name=NAME),
    "another coefficient": from_unit(u * v * Rational(1, 2), name=NAME),
}


def the_claim() -> Claim:
    """What is an identity for the first model."""
    setting = Setting("own", targets="any", variant=NAME)
    kernel = Eq(H.next, H.now - 4 * eta * f.now * r.now + eta**2 * r.now**2 * H.now)
    return Claim("NAMESAKE", Source("own model"), "The map of the NTK.", (Statement(setting, (), Quantifier.STEP, kernel),))


@pytest.mark.parametrize("name", SECOND)
def test_no_proof_of_one_serves_the_other(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own, "_REGISTERED", {})  # as in a process of its own
    register({NAME: FIRST})
    proof = prove_identity("NAMESAKE", the_claim().statements[0])
    assert proof is not None
    evidence = [Proved(proof, 0)]
    assert judge(the_claim(), evidence) is Verdict.PROVED_IDENTITY
    monkeypatch.setattr(own, "_REGISTERED", {})
    register({NAME: SECOND[name]})
    assert statement_hash(the_claim().statements[0]) != proof.statement_hash
    assert judge(the_claim(), evidence) is Verdict.OPEN


def test_a_model_that_is_written_again_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    found = set()
    for _ in range(2):
        monkeypatch.setattr(own, "_REGISTERED", {})
        register({NAME: from_unit(u * v, name=NAME)})
        found.add(statement_hash(the_claim().statements[0]))
    assert len(found) == 1


def test_what_is_known_of_a_model_from_elsewhere_is_part_of_its_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Variant(ONE_DATUM)
    found = set()
    for known in (
        plain,
        replace(plain, closed=True),
        replace(plain, unit=lambda: FIRST),
        replace(plain, unit=lambda: SECOND["another output"]),
    ):
        monkeypatch.setattr(models, "_ADDED", {})
        models.add_model("from_elsewhere", {"": known})
        found.add(statement_hash(Statement(Setting("from_elsewhere"), (), Quantifier.STATE, H.now <= theta2.now)))
    assert len(found) == 4
