"""ML-4 and ML-4n (Meltzer & Liu): for 2/H₀ < η < 4/(Cθ₀²) the loss first grows, then falls to a small value. Refuted as printed.

The growth needs a small output: the derived condition is CAT-EXISTS. What is true of the fall is CAT-LIMIT.
Derivation: ``theory.bounds`` and ``theory.growth.growth_condition``. Twins: ``numerics.models``.
"""

import pytest

from checks.evidence.replay import replay_counterexample
from checks.theorems.sides import holds_on_trajectories, same_sides, verdict_is_expected
from checks.verdict.judge import Verdict
from theory.bounds import linear_stability_edge, weight_norm_bound
from theory.claims import claim
from theory.descent import update_maps
from theory.growth import growth_condition
from theory.models.homogeneous import two_layer_net
from theory.models.quadratic import pure_quadratic
from theory.symbols import OBSERVABLES


def test_the_window_has_the_derived_edges():
    for statement, model in zip(claim("ML-4").statements[::2], (two_layer_net(), pure_quadratic()), strict=True):
        above, below = statement.hypotheses[-2:]
        assert same_sides(linear_stability_edge(update_maps(model, 0)).statement, above)
        assert same_sides(weight_norm_bound(model).statement, below)


def test_the_fall_is_seen_on_trajectories():
    for statement in claim("ML-4").statements[1::2]:
        holds_on_trajectories(statement, examples=100 if OBSERVABLES["L"].limit in statement.symbols else 4)


@pytest.mark.parametrize("name", ["ML-4", "ML-4n"])
def test_the_print_is_refuted_where_the_derived_condition_fails(name):
    entry = verdict_is_expected(name)
    assert entry.verdict is Verdict.REFUTED
    replayed = replay_counterexample(claim(name), entry.counterexample)
    assert replayed.confirmed
    assert replayed.failure.values["L_next"] <= replayed.failure.values["L"]
    condition = growth_condition(update_maps(two_layer_net("linear"), 0))
    assert OBSERVABLES["f"].initial in condition.statement.free_symbols
