"""ZQ-10 (Zhu et al.): after the catapult η < 2/λ, says one section; η > 2/λ₁ and η > 2/λ₂, says another.

Exact cases: ZQ-6c proves the first for y = 0, outside a null set; one exact run refutes the second. Evidence: the final kernels
of runs in both windows, ``checks/evidence/statistical/zq_10.py``.
"""

from sympy import Eq, Or

from checks.evidence.kinds import Measured
from checks.theorems.sides import refutation, same, verdict_is_expected
from theory.claims import claim
from theory.symbols import OBSERVABLES, PARAMETERS

H, f_zero = OBSERVABLES["H"], OBSERVABLES["f_zero"]
eta = PARAMETERS["eta"].symbol


def test_the_two_sentences_exclude_each_other():
    first, second = (statement.conclusion for statement in claim("ZQ-10").statements)
    assert first == Or(Eq(f_zero.peak, 1), eta * H.limit < 2)
    (after,) = (part for part in second.args if H.limit in part.free_symbols)
    assert same(after.gts - after.lts, eta * H.limit - 2)


def test_an_exact_run_settles_below_and_refutes_the_second():
    found = refutation("ZQ-10")
    assert found.statement == 1


def test_the_first_is_proved_wherever_the_output_does_not_hit_zero():
    (proved,) = claim("ZQ-6c").statements
    first = claim("ZQ-10").statements[0]
    assert first.setting == proved.setting
    assert first.conclusion == proved.conclusion
    assert set(proved.hypotheses) <= set(first.hypotheses)


def test_the_runs_contradict_the_second_and_agree_with_the_first():
    entry = verdict_is_expected("ZQ-10")
    measured = [item for item in entry.evidence if isinstance(item, Measured)]
    assert [item.agrees for item in measured] == [True, False]
