"""SUM-1 (a summary of Meltzer & Liu): ML-2 without a condition on y. Refuted: with y ≠ 0 the weight norm can grow at once.

Derivation: ``theory.descent.update_maps`` with a target. What is true: ML-2 (y = 0) and ML-3 (any y). Twins: ``numerics.models``.
"""

from checks.evidence.replay import replay_counterexample
from checks.theorems.sides import same, verdict_is_expected
from checks.verdict.judge import Verdict
from theory.claims import claim
from theory.descent import F, R, update_maps
from theory.models.homogeneous import two_layer_net
from theory.models.quadratic import pure_quadratic
from theory.symbols import OBSERVABLES, PARAMETERS

CLAIM = claim("SUM-1")
eta, y = PARAMETERS["eta"].symbol, PARAMETERS["y"].symbol
H, theta2 = OBSERVABLES["H"].now, OBSERVABLES["theta2"].now


def test_the_derived_map_grows_where_the_output_is_zero_and_the_target_is_not():
    for model in (two_layer_net(), pure_quadratic()):
        change = (update_maps(model).weight_norm - theta2).subs(R, F - y)
        assert same(change.subs(F, 0), eta**2 * y**2 * H)


def test_an_exact_trajectory_with_a_target_refutes_it():
    entry = verdict_is_expected("SUM-1")
    assert entry.verdict is Verdict.REFUTED
    assert any(entry.counterexample.targets)
    assert replay_counterexample(CLAIM, entry.counterexample).confirmed
    # The same claim at y = 0 is ML-2.
    assert [s.hypotheses for s in claim(CLAIM.correction).statements] == [s.hypotheses for s in CLAIM.statements]
