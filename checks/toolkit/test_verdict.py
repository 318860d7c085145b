"""From evidence to verdicts: no number of samples proves, one exact counterexample refutes, and contradictions are loud."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from checks.evidence.kinds import Counterexample, Evidence, Fuzzed, Measured, Proved, Refused, Skipped
from checks.search.claim import UnmeasurableError
from checks.verdict.entry import Entry
from checks.verdict.expected import expected_verdicts, surprises
from checks.verdict.judge import ContradictionError, Verdict, judge
from checks.verdict.verification import verify
from checks.verdict.words import verdict_of
from theory.claims import all_claims, claim
from theory.provers.proof import prove_identity
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES, PARAMETERS

LW = claim("LW-1")
FOUND = prove_identity("LW-1", LW.statements[0])
assert FOUND is not None
PROOF = Proved(FOUND, 0)
SAMPLE = Fuzzed(0, 10**9, 10**12, 1.0, exact=False)
SUSPECT = Fuzzed(0, 10, 10, -1.0, exact=False, suspects=1)
BROKEN = Counterexample("LW-1", 0, "", {}, (Fraction(1),), (Fraction(0),), Fraction(1), 0, {}, "")
AGREES = Measured("slope", 1.0, 0.9, 1.1, 0.99, 100, (0.5, 1.5))
UNDECIDED = Measured("slope", 0.1, -0.1, 0.3, 0.99, 100, (0.0, math.inf))
NOT_SHOWN = Measured("slope", 1.0, 0.9, 1.1, 0.99, 100, (0.5, 1.5), shown=False)
DISAGREES = Measured("slope", 2.0, 1.9, 2.1, 0.99, 100, (0.5, 1.5))


@pytest.mark.parametrize(
    ("evidence", "verdict"),
    [
        ([], Verdict.OPEN),
        ([SAMPLE], Verdict.SUPPORTED),
        ([SAMPLE, SUSPECT], Verdict.OPEN),
        ([PROOF], Verdict.PROVED_IDENTITY),
        ([PROOF, SUSPECT], Verdict.PROVED_IDENTITY),
        ([SAMPLE, BROKEN], Verdict.REFUTED),
        ([SAMPLE, DISAGREES], Verdict.REFUTED_STATISTICALLY),
        ([Fuzzed(0, 0, 0, math.nan, exact=True)], Verdict.OPEN),
        ([Skipped("z3", "not here")], Verdict.OPEN),
    ],
)
def test_theorems(evidence: list[Evidence], verdict: Verdict) -> None:
    assert judge(LW, evidence) is verdict


def test_a_proof_and_a_counterexample_of_one_statement_cannot_both_be() -> None:
    with pytest.raises(ContradictionError, match="LW-1"):
        judge(LW, [PROOF, BROKEN])


def test_a_proof_of_another_statement_proves_nothing() -> None:
    assert judge(claim("UV-EDGE"), [PROOF]) is Verdict.OPEN


def test_every_statement_needs_its_own_proof() -> None:
    pair = claim("UV-MAP")
    proofs = [prove_identity("UV-MAP", statement) for statement in pair.statements]
    both = [Proved(proof, index) for index, proof in enumerate(proofs) if proof is not None]
    assert judge(pair, both[:1]) is Verdict.OPEN
    assert judge(pair, both) is Verdict.PROVED_IDENTITY


def test_measurements_never_prove() -> None:
    asymptotic = claim("LW-2t")
    assert judge(asymptotic, [AGREES]) is Verdict.SUPPORTED
    assert judge(asymptotic, [AGREES, DISAGREES]) is Verdict.REFUTED_STATISTICALLY
    assert judge(asymptotic, []) is Verdict.OPEN


@pytest.mark.parametrize("undecided", [UNDECIDED, NOT_SHOWN])
def test_an_interval_that_reaches_out_of_the_claimed_range_supports_nothing(undecided: Measured) -> None:
    """However many others agree: one that holds 0 leaves the claim open."""
    assert judge(claim("LW-2t"), [AGREES, undecided]) is Verdict.OPEN
    assert judge(claim("LW-2t"), [undecided, DISAGREES]) is Verdict.REFUTED_STATISTICALLY


@pytest.mark.parametrize(
    ("interval", "claimed", "agrees"),
    [
        ((0.1, 0.3), (0.0, math.inf), True),
        ((0.0, 0.3), (0.0, math.inf), None),
        ((-0.1, 0.3), (0.0, math.inf), None),
        ((-0.3, 0.0), (0.0, math.inf), False),
        ((0.1, 0.3), (-math.inf, 0.0), False),
        ((1.9, 2.1), (-math.inf, 2.0), None),
        ((2.0, 2.1), (-math.inf, 2.0), False),
        ((-math.inf, math.inf), (0.0, math.inf), None),
        ((0.8, 1.0), (0.99, math.inf), None),
    ],
)
def test_a_measurement_agrees_only_with_its_whole_interval(
    interval: tuple[float, float], claimed: tuple[float, float], agrees: bool | None
) -> None:
    assert Measured("any", sum(interval) / 2, *interval, 0.95, 9, claimed).agrees is agrees


def test_a_symbol_without_a_value_is_named() -> None:
    """A net of any depth has its data's Gram matrix, not |x|²; a plain net has no spectrum of forms."""
    kernel, x2, psi = OBSERVABLES["H"].now, PARAMETERS["x2"].symbol, PARAMETERS["psi2_top"].symbol
    for model, conclusion, name in (
        ("deep", kernel <= x2, "x2"),
        ("two_layer", OBSERVABLES["N_bias"].now <= psi, "N_bias, psi2_top"),
    ):
        statement = Statement(Setting(model), (), Quantifier.STATE, conclusion)
        with pytest.raises(UnmeasurableError, match=f"OWN: nothing gives a value to {name} in"):
            verify(Claim("OWN", Source("own"), "text", (statement,)))


def test_no_step_connects_losses_on_a_segment() -> None:
    """Its second weight vector is another one at each state: held to stay, it would refute what is true."""
    there = OBSERVABLES["L_there"]
    statement = Statement(Setting("two_layer"), (), Quantifier.STEP, there.now <= there.initial + 1)
    with pytest.raises(UnmeasurableError, match="L_there, L_there_0"):
        verify(Claim("OWN", Source("own"), "text", (statement,)))


def test_surprises_excuse_only_what_could_not_be_decided() -> None:
    assert surprises([Entry(LW, Verdict.PROVED, (PROOF,))]) == []
    assert surprises([Entry(LW, Verdict.SUPPORTED, (SAMPLE,))]) != []
    (broken,) = surprises([Entry(LW, Verdict.PROVED, (PROOF, Refused(0, "Coq refuses its theorem: Error")))])
    assert broken == "LW-1, statement 1: Coq refuses its theorem: Error"
    assert surprises([Entry(LW, Verdict.SUPPORTED, (SAMPLE, Skipped("coq", "not asked")))]) == []
    assert surprises([Entry(LW, Verdict.REFUTED, (BROKEN, Skipped("coq", "not asked")))]) != []


def test_expectations_are_about_known_claims() -> None:
    expected = expected_verdicts()
    assert list(expected) == [item.id for item in all_claims() if item.id in expected], "the order of the ledger"
    for verdict in expected.values():
        verdict_of(verdict)


@pytest.mark.parametrize(
    ("low", "high", "samples"),
    [(0.4, 0.6, 0), (math.inf, math.inf, 9), (-math.inf, -math.inf, 9), (math.nan, 0.6, 9), (0.4, math.nan, 9)],
    ids=["no sample", "infinite", "minus infinite", "no lower end", "no upper end"],
)
def test_what_measured_nothing_neither_agrees_nor_disagrees(low: float, high: float, samples: int) -> None:
    assert Measured("share", 0.5, low, high, 0.95, samples, (0.0, math.inf)).agrees is None
    assert Measured("share", 0.5, 0.4, 0.6, 0.95, 9, (0.0, math.inf)).agrees is True
