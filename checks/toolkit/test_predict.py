"""How often predictions come true: counts, ranks and thresholds against their definitions, and rules that cannot know."""

from __future__ import annotations

import numpy as np
import pytest

from numerics.training.predict import best_threshold, rank_score, score

RNG = np.random.default_rng(0)
HAPPENED = RNG.random(400) < 0.2
TELLING = HAPPENED + 0.3 * RNG.standard_normal(400)


def test_counts_are_those_of_the_definition():
    found = score([True, True, False, False, True], [True, False, True, False, True])
    assert (found.hits, found.false_alarms, found.misses, found.quiet) == (2, 1, 1, 1)
    assert found.precision == found.recall == found.f1 == pytest.approx(2 / 3)


def test_what_is_not_defined_is_not_a_number():
    none = score([False, False], [False, False])
    assert np.isnan([none.precision, none.recall, none.f1]).all()
    assert score([True], [False]).f1 == 0
    assert np.isnan(rank_score([1.0, 2.0], [True, True]))
    with pytest.raises(ValueError, match="same shape"):
        score([True], [True, False])
    with pytest.raises(TypeError, match="values"):
        best_threshold("1, 2", [True, False])


@pytest.mark.parametrize("values", [TELLING, np.round(TELLING), np.zeros(400)], ids=["distinct", "ties", "constant"])
def test_the_best_threshold_is_the_best_of_all(values):
    threshold, found = best_threshold(values, HAPPENED)
    assert found == score(values > threshold, HAPPENED)
    every = [score(values > other, HAPPENED).f1 for other in np.append(-np.inf, np.unique(values))]
    assert found.f1 == max(every)


@pytest.mark.parametrize("values", [TELLING, np.round(TELLING)], ids=["distinct", "ties"])
def test_the_rank_score_is_the_probability_of_the_right_order(values):
    yes, no = values[HAPPENED][:, None], values[~HAPPENED][None]
    assert rank_score(values, HAPPENED) == pytest.approx((yes > no).mean() + (yes == no).mean() / 2)


def test_a_rule_that_cannot_know_is_seen_through():
    assert rank_score(TELLING, HAPPENED) > 0.95
    assert best_threshold(TELLING, HAPPENED)[1].f1 > 0.8
    blind = RNG.permutation(TELLING)
    assert abs(rank_score(blind, HAPPENED) - 0.5) < 0.1
    # In hindsight even a blind rule has some F1: that of saying "always".
    always = score(np.ones(400, dtype=bool), HAPPENED).f1
    assert always <= best_threshold(blind, HAPPENED)[1].f1 < always + 0.1
