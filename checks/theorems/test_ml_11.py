"""ML-11 and ML-12 (Meltzer & Liu, figures): sparser, heavier and better above the critical rate; η‖H_∞‖ ≤ 2 at the end.

Exact cases: on one datum with y = 0 the weight norm never grows below η‖H₀‖ = 4 (ML-9), and a linear net can hit f = 0 above 2.
Evidence: the stored experiments on images, ``checks/experiments/findings``.
"""

from checks.evidence.kinds import Measured
from checks.ledger.errata import errata_of, render
from checks.ledger.table import ledger_json
from checks.theorems.sides import refutation, verdict_is_expected
from checks.verdict.judge import Verdict
from theory.claims import claim


def _measured(entry):
    return [item for item in entry.evidence if isinstance(item, Measured)]


def test_an_interval_that_holds_0_leaves_the_growth_of_the_weight_norm_open():
    entry = verdict_is_expected("ML-11")
    assert entry.verdict is Verdict.OPEN
    (undecided,) = (item for item in _measured(entry) if item.agrees is None)
    assert "θ²_∞" in undecided.quantity
    assert undecided.low < 0 < undecided.high
    assert all(item.agrees for item in _measured(entry) if item is not undecided)


def test_read_for_every_net_the_growth_of_the_weight_norm_is_refuted():
    found = refutation("ML-11u")
    assert found.step == 0
    assert claim("ML-11u").correction == "ML-9"


def test_the_bound_of_2_is_broken_exactly_and_on_images():
    entry = verdict_is_expected("ML-12")
    assert entry.verdict is Verdict.REFUTED
    assert "fixed point" in refutation("ML-12").decided
    assert [item.agrees for item in _measured(entry)] == [False, False]
    (erratum,) = errata_of(ledger_json([entry], seed=0, profile="dev"))
    told = render([erratum])
    assert "fixed point" in told
    assert "where above 0.99 is claimed" in told
