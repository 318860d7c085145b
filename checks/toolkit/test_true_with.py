"""A printed sentence that is true only with a hypothesis it does not state: named, needed and enough, or not said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import And, Eq, Implies, Ne, Or
from sympy.logic.boolalg import Boolean

from checks.evidence.kinds import Dropped, Fuzzed, Proved
from checks.evidence.replay import replay_counterexample
from checks.ledger.errata import FORMATS, errata_of, render
from checks.ledger.evidence import unfounded
from checks.ledger.table import ledger_json, summary_line, table_rows, validate
from checks.verdict.begged import is_begged
from checks.verdict.entry import Entry
from checks.verdict.expected import surprises
from checks.verdict.judge import Verdict, judge
from checks.verdict.profiles import PROFILES
from checks.verdict.verification import Options, verify
from checks.verdict.words import in_words, verdict_of
from theory.added import Added
from theory.claims import all_claims, claim
from theory.provers.proof import prove_identity
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES, PARAMETERS

f, H, theta2, f_zero = (OBSERVABLES[name] for name in ("f", "H", "theta2", "f_zero"))
eta, y = PARAMETERS["eta"].symbol, PARAMETERS["y"].symbol
LINEAR, ANY = Setting("two_layer", variant="linear"), Setting("two_layer", targets="any", variant="linear")
BUDGET, QUICK = PROFILES["dev"], Options(slow_provers=False)

LOSS_FALLS = Claim(
    "PRINT",
    Source("print"),
    "Below 2/H₀ the output shrinks.",
    (Statement(LINEAR, (eta * H.initial < 2,), Quantifier.STEP, Implies(Ne(f.now, 0), abs(f.next) < abs(f.now))),),
    added=(Added("y = 0", settings=((LINEAR, ANY),)), Added("f_t ≠ 0", (Ne(f.now, 0),))),
)
"""True with both hypotheses, false without either."""


def test_what_is_needed_and_enough_is_named_with_a_counterexample_for_each() -> None:
    entry = verify(LOSS_FALLS, BUDGET, QUICK)
    assert entry.verdict is Verdict.TRUE_WITH
    assert entry.verdict_text == "true with (Z3): y = 0; f_t ≠ 0"
    wider = {item.id: item for item in LOSS_FALLS.wider}
    assert [found.claim for found in entry.counterexamples] == list(wider)
    assert all(replay_counterexample(wider[found.claim], found).confirmed for found in entry.counterexamples)
    assert surprises([entry]) == []


def test_a_hypothesis_that_is_not_needed_is_not_named() -> None:
    """The stated bound is below 2 either way: with ηH₀ < 1 on top nothing is gained, and the sentence is proved without it."""
    (read,) = LOSS_FALLS.statements
    narrow = replace(read, hypotheses=(*read.hypotheses, eta * H.initial < 1))
    entry = verify(replace(LOSS_FALLS, statements=(narrow,), added=(Added("ηH₀ < 1", (eta * H.initial < 1,)),)), BUDGET, QUICK)
    assert entry.verdict is Verdict.PROVED_SMT
    (dropped,) = (item for item in entry.evidence if isinstance(item, Dropped))
    assert dropped.proved
    assert dropped.found is None


def test_a_hypothesis_that_is_not_enough_saves_nothing() -> None:
    """Up to 3/H₀ the output grows, whatever is assumed of it."""
    (read,) = LOSS_FALLS.statements
    entry = verify(replace(LOSS_FALLS, statements=(replace(read, hypotheses=(eta * H.initial < 3,)),)), BUDGET, QUICK)
    assert entry.verdict is Verdict.REFUTED


@pytest.mark.parametrize(
    ("given", "conclusion"),
    [
        pytest.param(f.now**2 <= 1, f.now**2 <= 1, id="word for word"),
        pytest.param(abs(f.now) <= 1, f.now**2 <= 1, id="in other words"),
        pytest.param(2 * theta2.now < H.now, theta2.now <= H.now, id="more than it"),
    ],
)
def test_nothing_is_true_with_its_own_conclusion(given: Boolean, conclusion: Boolean) -> None:
    statement = Statement(LINEAR, (given,), Quantifier.STATE, conclusion)
    entry = verify(Claim("PRINT", Source("print"), "itself", (statement,), added=(Added("it", (given,)),)), BUDGET, QUICK)
    assert entry.verdict is Verdict.OPEN
    assert entry.verdict_text == "open without: it"


def test_hypotheses_that_are_the_conclusion_together_or_at_the_start_make_nothing_true() -> None:
    """H ≤ 1 and f² ≤ 1 give Hf² ≤ 1 of whatever numbers; and at the first step values now are those at the start."""
    pytest.importorskip("z3")
    parts = (H.now <= 1, f.now**2 <= 1)
    joint = Statement(LINEAR, parts, Quantifier.STATE, H.now * f.now**2 <= 1)
    start = Statement(LINEAR, (H.initial * f.initial**2 <= 1,), Quantifier.FIRST, H.now * f.now**2 <= 2)
    for read, added in (
        (joint, tuple(Added(str(part), (part,)) for part in parts)),
        (start, (Added("small", start.hypotheses),)),
    ):
        item = Claim("BEGGED", Source("print"), "", (read,), added=added)
        assert all(is_begged(item, part) for part in added)
    later = replace(start, quantifier=Quantifier.STEP)
    small = Added("small", start.hypotheses)
    assert not is_begged(Claim("NOT", Source("print"), "", (later,), added=(small,)), small)


@pytest.fixture(scope="module")
def without_proof() -> Entry:
    return verify(LOSS_FALLS, BUDGET, Options(proofs=False))


def test_without_a_proof_nothing_is_true_with_anything(without_proof: Entry) -> None:
    assert without_proof.verdict is Verdict.SUPPORTED
    assert all(item.found for item in without_proof.evidence if isinstance(item, Dropped))


def test_what_is_neither_needed_nor_superfluous_is_open(without_proof: Entry) -> None:
    identity = claim("LW-1")
    proof = prove_identity("LW-1", identity.statements[0])
    assert proof is not None
    proved = Proved(proof, 0)
    unknown, needed = Dropped("y = 0", None, states=9), Dropped("D = 1", without_proof.counterexamples[0])
    assert judge(identity, [proved, unknown]) is Verdict.OPEN
    assert in_words(Verdict.OPEN, [proved, unknown]) == "open without: y = 0"
    assert judge(identity, [proved, unknown, needed]) is Verdict.TRUE_WITH
    assert in_words(Verdict.TRUE_WITH, [proved, unknown, needed]) == "true with (identity): D = 1; open without: y = 0"
    assert judge(identity, [Fuzzed(0, 9, 9, 1.0, exact=False), needed]) is Verdict.SUPPORTED


def test_it_is_taken_out_of_hypotheses_premises_exceptions_and_settings() -> None:
    exception, premise = Eq(f_zero.peak, 1), Ne(y, 0)
    limit = Statement(ANY, (premise, eta > 1), Quantifier.TRAJECTORY, Or(exception, H.limit < 2))
    step = Statement(ANY, (), Quantifier.STEP, Implies(And(premise, f.now > 0), f.next > 0))
    assert Added("y ≠ 0", (premise,)).without(limit).hypotheses == (eta > 1,)
    assert Added("not exceptional", (exception,)).without(limit).conclusion == (H.limit < 2)
    assert Added("y ≠ 0", (premise,)).without(step).conclusion == Implies(f.now > 0, f.next > 0)
    assert Added("both", (premise, f.now > 0)).without(step).conclusion == (f.next > 0)
    assert Added("y any", settings=((LINEAR, ANY),)).without(replace(step, setting=LINEAR)).setting == ANY
    assert Added("other", (Ne(f.now, 1),)).without(step) == step


def test_only_what_the_statements_have_can_be_added() -> None:
    with pytest.raises(ValueError, match="no statement has the hypothesis 'D = 1'"):
        replace(LOSS_FALLS, added=(Added("D = 1", (Eq(PARAMETERS["D"].symbol, 1),)),))
    with pytest.raises(ValueError, match="one name"):
        replace(LOSS_FALLS, added=LOSS_FALLS.added[:1] * 2)
    with pytest.raises(TypeError, match="added must hold Added only"):
        replace(LOSS_FALLS, added=("y = 0",))


@pytest.mark.parametrize("text", ["true with", "true with: ", "proved: y = 0", "open: y", "obvious"])
def test_what_is_no_verdict_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no verdict|not a valid Verdict"):
        verdict_of(text)


def test_ledger_and_errata_show_both_findings() -> None:
    entry = verify(LOSS_FALLS, BUDGET, QUICK)
    document = ledger_json([entry], seed=0, profile="dev")
    validate(document)
    assert unfounded(document) == []
    assert summary_line(table_rows([entry])) == "1 true with a hypothesis"
    (erratum,) = errata_of(document)
    assert [name for name, _ in erratum.without] == ["y = 0", "f_t ≠ 0"]
    for form in FORMATS:
        text = render([erratum], form).replace("\\", "")
        assert "true with" in text
        assert "y = 0" in text
    (row,) = document["claims"]
    for changed in ("proved", "true with: y = 0", "supported", "open"):
        assert unfounded({"claims": [{**row, "verdict": changed}]}) == ["PRINT"]
    without = [item for item in row["evidence"] if item["kind"] != "dropped"]
    assert unfounded({"claims": [{**row, "evidence": without}]}) == ["PRINT"]


@pytest.mark.parametrize("item", [item for item in all_claims() if item.added], ids=lambda item: item.id)
def test_every_hypothesis_added_to_a_print_is_needed(item: Claim) -> None:
    """Quick: the searches alone. That it is enough is a proof's matter, and in the expected verdicts."""
    assert item.source.paper != "ours"
    for added in item.added:
        wider = item.without(added)
        assert claim(wider.id) == wider
        entry = verify(wider, BUDGET, Options(proofs=False))
        assert entry.verdict is Verdict.REFUTED, f"{wider.id}: {entry.verdict.value}"
