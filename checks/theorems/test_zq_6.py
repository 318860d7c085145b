"""ZQ-6 (Zhu et al., theorem 2): runs end at g = y with λ between ε and 2/η − ε.

True, ZQ-6c: for y = 0 and ηλ₀ < 4, λ tends to a limit below 2/η, unless g hits 0 exactly. Proof: the closed map, in
``NeuralOneDatum.v``. Refuted, ZQ-6u: that every run that converges ends there. Evidence for the rest:
``checks/evidence/statistical/zq_6.py``.
"""

import pytest

from checks.evidence.kinds import Measured
from checks.theorems.sides import refutation, verdict_is_expected
from checks.verdict.judge import Verdict


def test_a_run_that_hits_its_target_above_two_stays_there():
    found = refutation("ZQ-6u")
    assert "fixed point" in found.decided


def test_the_frequencies_agree_with_their_whole_intervals():
    measured = [item for item in verdict_is_expected("ZQ-6").evidence if isinstance(item, Measured)]
    assert [item.agrees for item in measured] == [True, True]


@pytest.mark.parametrize("name", ["ZQ-6", "ZQ-6u", "ZQ-6c"])
def test_verdict(name):
    assert verdict_is_expected(name).verdict is not Verdict.OPEN
