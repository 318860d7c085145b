"""ZQ-5, 6, 8, 14, 20, 21 (Zhu et al.): growth with the width and frequencies over initialisations.

Evidence, as no proof can decide them: ``checks/evidence/statistical/zq_*.py``, on closed maps and on ``numerics`` over widths.
"""

import pytest

from checks.evidence.kinds import Measured
from checks.theorems.sides import verdict_is_expected
from checks.verdict.judge import Verdict


@pytest.mark.parametrize("name", ["ZQ-5", "ZQ-6", "ZQ-8", "ZQ-14", "ZQ-20", "ZQ-21"])
def test_the_measurements_support_it(name):
    entry = verdict_is_expected(name)
    assert entry.verdict is Verdict.SUPPORTED
    assert any(isinstance(item, Measured) for item in entry.evidence)
