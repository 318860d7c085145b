"""OPEN-RELU, OPEN-TEACHER, OPEN-HEAVY and OPEN-NESTEROV (ours): conjectures, with the case that fails closest to their bounds.

On one datum OPEN-TEACHER says what TARGET-SIGN proves; without momentum OPEN-HEAVY says what MASTER-MONO proves of the norm.
"""

from dataclasses import replace

import pytest
from sympy import simplify

from checks.evidence.kinds import Fuzzed
from checks.evidence.nearest import nearest
from checks.toolkit.representatives import first
from checks.verdict.judge import Verdict, judge
from checks.verdict.verification import Options, verify
from theory.claims import claim
from theory.claims.ours_momentum import beta
from theory.claims.ours_open import w_star
from theory.claims.vocabulary import NET_DATA, L, eta

_ALONE = Options(proofs=False)


def _widened(name, factor):
    """The conjecture with its bound on the learning rate a factor wider."""
    held = claim(name)
    (part,) = held.statements
    wide = tuple(rel.subs(eta, eta / factor) if rel.has(eta) else rel for rel in part.hypotheses)
    return replace(held, id=f"{name}-WIDE", statements=(replace(part, hypotheses=wide),))


def test_a_conjecture_that_survives_is_open_and_says_where_it_fails():
    entry = verify(claim("OPEN-TEACHER"), options=_ALONE)
    assert entry.verdict is Verdict.OPEN
    assert 1 / entry.tightness.high == pytest.approx(1.0, abs=0.05)
    assert entry.tightness.nearest in entry.grounds
    assert entry.tightness.shown in entry.grounds


def test_a_conjecture_is_never_supported_by_samples():
    held, searched = claim("OPEN-RELU"), [Fuzzed(0, 10**6, 10**7, 0.1, exact=False, seed=0)]
    assert judge(held, searched) is Verdict.OPEN
    assert judge(replace(held, kind="theorem"), searched) is Verdict.SUPPORTED


def test_a_false_conjecture_is_refuted():
    assert verify(replace(claim("SUM-1"), kind="conjecture"), options=_ALONE).verdict is Verdict.REFUTED


@pytest.mark.deep
@pytest.mark.parametrize("name", ["OPEN-TEACHER", "OPEN-HEAVY"])
def test_a_conjecture_that_goes_too_far_is_refuted(name):
    assert verify(_widened(name, 3), options=_ALONE).verdict is Verdict.REFUTED


@pytest.mark.parametrize("name", first(1, ["OPEN-RELU", "OPEN-HEAVY", "OPEN-NESTEROV"]))
def test_a_bound_that_is_too_wide_is_seen_to_fail_within(name):
    assert nearest(claim(name)).high <= 1
    assert nearest(_widened(name, 4)).high > 1


def test_conjectures_are_theorems_where_these_end():
    master = next(part for part in claim("MASTER-MONO").statements if part.setting == NET_DATA)
    for name in ("OPEN-HEAVY", "OPEN-NESTEROV"):
        (part,) = claim(name).statements
        edge, known = part.hypotheses[-1], master.hypotheses[-1]
        assert simplify((edge.lhs - edge.rhs).subs(beta, 0) - (known.lhs - known.rhs)) == 0
        assert part.conclusion.has(L.peak)
    assert claim("OPEN-TEACHER").statements[0].hypotheses[-1].has(w_star)
