"""Exact certificates as a prover: what they show is certified, what is false or altered is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sympy import Eq, Integer, Le, Lt, Rational, Symbol, expand, symbols

from checks.evidence.kinds import Proved
from checks.evidence.proofs import ask
from checks.instances.own_claims import own_claims
from checks.ledger.table import ledger_json, read_ledger, validate
from checks.verdict.entry import Entry
from checks.verdict.judge import Verdict, judge
from checks.verdict.words import in_words, verdict_of
from checks.wrong import wrong_claims
from theory.certificates.certificate import Certificate, Square
from theory.models.own import from_unit
from theory.provers.certificates import found
from theory.provers.certificates.prover import PROVER
from theory.provers.proof import Proof, prove, statement_hash
from theory.statements import Claim, Statement
from theory.symbols import OBSERVABLES, PARAMETERS

pytest.importorskip("clarabel")
u, v, c = symbols("u v c")
eta, n = (PARAMETERS[name].symbol for name in ("eta", "n"))
theta2, H, f2, loss, N = (OBSERVABLES[name] for name in ("theta2", "H", "f2", "L", "N_omega"))
CUBIC = own_claims(from_unit(u**2 * v, name="certified cubic", scale=Rational(1, 2)), prefix="CC")
SHIFTED = own_claims(from_unit(u * v + c, name="certified shift"), prefix="CS")
BOUNDS = (*CUBIC[:4], *SHIFTED[:4])


@pytest.mark.parametrize("item", BOUNDS, ids=[item.id for item in BOUNDS])
def test_a_bound_of_an_own_model_is_certified(item: Claim) -> None:
    (statement,) = item.statements
    (proved,) = ask(PROVER, item, 0)
    assert isinstance(proved, Proved)
    assert judge(item, [proved]) is Verdict.CERTIFIED
    assert in_words(Verdict.CERTIFIED, [proved]) == "certified"
    assert proved.proof.statement_hash == statement_hash(statement)
    assert isinstance(proved.proof, Proof)
    assert proved.proof.witness
    assert PROVER.accepts(statement, proved.proof.artefact)


@pytest.fixture(scope="module")
def artefact() -> str:
    said = prove("certificate", "CC-MONO", CUBIC[1].statements[0])
    assert isinstance(said, Proof)
    return said.artefact


def test_the_artefact_prints_the_identity(artefact: str) -> None:
    (line,) = (line.strip() for line in artefact.splitlines() if line.startswith("  "))
    assert line == "(u**4/12 - u**2*v**2/3 + v**4/3) = (1/12)*(u**2 - 2*v**2)**2"
    p, q = (Symbol(name, real=True) for name in "uv")
    shown = (p**2 + q**2) ** 2 / 3 - (p**4 + 4 * p**2 * q**2) / 4
    assert expand(shown - (p**4 / 12 - p**2 * q**2 / 3 + q**4 / 3)) == 0


def changed(item: Claim, **parts: Any) -> Statement:
    return replace(item.statements[0], **parts)


edge = 2 * theta2.initial**2 * eta / 6  # of the cubic: at most 6
FALSE = {
    "a constant that is too small": changed(CUBIC[0], conclusion=Le(H.now, Rational(33, 100) * theta2.now**2)),
    "another power": changed(CUBIC[0], conclusion=Le(H.now, theta2.now)),
    "no kernel": changed(CUBIC[0], conclusion=Le(H.now, 0)),
    "an edge that is too high": changed(CUBIC[1], hypotheses=(Le(edge, Rational(61, 10)),)),
    "no edge": changed(CUBIC[1], hypotheses=()),
    "an edge in another norm": changed(CUBIC[1], hypotheses=(Le(eta * theta2.initial / 3, 6),)),
    "the norm rises": changed(CUBIC[1], conclusion=Le(theta2.now, theta2.next)),
    "a total that is too small": changed(CUBIC[2], conclusion=Le(f2.total, theta2.initial / (eta * (7 - edge)))),
    "a total at the edge": changed(CUBIC[2], hypotheses=(Le(edge, 6),)),
    "a total that has no value": changed(CUBIC[2], conclusion=Le(f2.total, theta2.initial / (eta * (6 - 2 * edge)))),
    "a loss that need not vanish": changed(CUBIC[3], hypotheses=(Le(edge, 6),)),
    "a loss that vanishes at once": changed(CUBIC[3], conclusion=Eq(loss.limit, 1)),
    "hypotheses that nothing meets": changed(CUBIC[1], hypotheses=(Le(edge, 6), Lt(theta2.initial, 0, evaluate=False))),
    "any target": changed(CUBIC[1], setting=replace(CUBIC[1].statements[0].setting, targets="any")),
    "fewer units": changed(SHIFTED[1], hypotheses=(Le(eta * (N.initial + n / 2), 2),)),
    "a shifted kernel": changed(SHIFTED[0], conclusion=Le(OBSERVABLES["H_omega"].now, N.now)),
    "a negative share": changed(SHIFTED[0], conclusion=Le(OBSERVABLES["H_omega"].now, 2 * N.now**2 + N.now + 2 * n - N.now * n)),
}


@pytest.mark.parametrize("name", FALSE)
def test_a_false_statement_is_not_certified(name: str) -> None:
    assert PROVER.prove("FALSE", FALSE[name], 2.0) is None


def test_false_claims_of_the_bank_are_not_certified() -> None:
    covered = [part for item in wrong_claims() for part in item.statements if PROVER.covers(part)]
    assert len(covered) > 8
    assert [statement for statement in covered if PROVER.prove("WRONG", statement, 2.0) is not None] == []


def test_a_search_that_lies_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    search, statement = found.sum_of_squares, CUBIC[0].statements[0]

    def lying(target: Any, variables: Any, **options: Any) -> Certificate:
        """A certificate, but of another polynomial."""
        given = search(target, variables, **options)
        assert given is not None
        more = Square(Integer(1), variables[0] ** 2)
        return Certificate(target + variables[0] ** 4, variables, (*given.squares, more))

    monkeypatch.setattr(found, "sum_of_squares", lying)
    assert PROVER.prove("LIE", statement, 2.0) is None


ALTERED: dict[str, Callable[[str], str]] = {
    "a weight": lambda text: text.replace('["1/12", "1"]', '["1/11", "1"]'),
    "the identity as it is shown": lambda text: text.replace(" = (", " = 0*u + ("),
    "the theorem": lambda text: text.replace("unit_monotone", "unit_sum"),
    "the bound": lambda text: text.replace("(u**2 + v**2)**2/3", "(u**2 + v**2)**2/4"),
    "the statement": lambda text: text.replace("statement ", "statement 0", 1),
    "no squares": lambda text: text.partition("its squares: ")[0] + "its squares: [[0, 0], []]",
    "a power without end": lambda text: text.replace("[[0, 0], ", "[[0, 99999999], "),
    "an expression": lambda text: text.replace('"1/12"', '"1-11/12"'),
    "no list": lambda text: text.partition("its squares: ")[0] + "its squares: 3",
    "no JSON": lambda text: text + ")",
    "nothing": lambda text: "",
}


@pytest.mark.parametrize("name", ALTERED)
def test_an_altered_certificate_is_refused(artefact: str, name: str) -> None:
    statement, altered = CUBIC[1].statements[0], ALTERED[name](artefact)
    assert PROVER.accepts(statement, artefact)
    assert altered != artefact
    assert not PROVER.accepts(statement, altered)


def test_a_certificate_of_another_statement_is_refused(artefact: str) -> None:
    assert not PROVER.accepts(CUBIC[0].statements[0], artefact)
    assert not PROVER.accepts(SHIFTED[1].statements[0], artefact)


def test_a_ledger_reads_certificates_again(artefact: str, tmp_path: Any) -> None:
    item = CUBIC[1]
    entry = Entry(item, Verdict.CERTIFIED, tuple(ask(PROVER, item, 0)))
    document = ledger_json([entry], seed=0, profile="dev")
    validate(document)
    assert document["claims"][0]["verdict"] == "certified"
    assert verdict_of("certified") is Verdict.CERTIFIED
    file = tmp_path / "ledger.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    assert read_ledger(file, [item])["claims"]
    for evidence in document["claims"][0]["evidence"]:
        evidence["artefact"] = ALTERED["a weight"](evidence["artefact"])
    from checks.ledger.binding import document_digest

    document["digest"] = document_digest(document)
    file.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(ValueError, match="there is no such proof by certificate"):
        read_ledger(file, [item])


def test_without_the_solver_certificates_are_still_read(monkeypatch: pytest.MonkeyPatch, artefact: str) -> None:
    square = own_claims(from_unit(u * v, name="certified square"), prefix="CQ")
    monkeypatch.setattr("theory.certificates.proposal.available", lambda: False)
    assert PROVER.prove("", square[0].statements[0], 2.0) is not None  # the difference is 0
    assert PROVER.accepts(CUBIC[1].statements[0], artefact)
