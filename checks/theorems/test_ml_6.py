"""ML-6 (Meltzer & Liu, equation 154): the effective form bounds the rate on D data. It does not: e turns.

Nearest true bound: OMEGA, with the sharp constant C*. Search: ``checks/pairs/_forms.py``.
"""

from checks.evidence.kinds import Counterexample
from checks.search.claim import search
from checks.verdict.profiles import PROFILES
from theory.claims import claim

CLAIM = claim("ML-6")


def test_an_exact_trajectory_below_the_bound_gains_weight_after_the_first_step():
    found = search(CLAIM, PROFILES["dev"])[-1]
    assert isinstance(found, Counterexample)
    assert found.step >= 1, "at the first step the effective bound is right"
    assert not any(found.targets)


def test_the_correction_bounds_every_direction_of_the_kernel():
    assert CLAIM.correction == "OMEGA"
    assert claim("OMEGA").statements[2].hypotheses != CLAIM.statements[0].hypotheses
