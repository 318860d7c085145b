"""The public strategies: real widths at full entropy, shrinking to small cases, learning rates at the edges, bad inputs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st
from numpy import ndarray

from checks.instances import strategies
from checks.pairs import pair
from numerics.initial import LAWS
from theory.statements import Setting

NO_DATABASE = settings(database=None, max_examples=300)


@given(strategies.weights(3000, 2))
def test_wide_rows_have_full_entropy(rows: ndarray) -> None:
    assert rows.shape == (2, 3000)
    assert np.isfinite(rows).all()


def test_a_wide_gaussian_row_has_no_repeated_value() -> None:
    rows = strategies.Initialisation("gaussian", 5, 1.0).build(3, 4096)
    assert len(np.unique(rows)) == rows.size


@pytest.mark.parametrize("law", LAWS)
def test_every_law_is_reached(law: str) -> None:
    found = find(strategies.initialisations(), lambda item: item.law == law, settings=NO_DATABASE)
    assert found.law == law
    assert found.edits == ()


@given(st.data())
def test_small_rows_are_drawn_weight_by_weight(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, strategies.DRAWN_WIDTH))
    assert data.draw(strategies.weights(size, 1)).shape == (1, size)


def test_weights_and_widths_shrink_to_something_readable() -> None:
    row = find(strategies.weights(3, 1), lambda rows: bool(rows[0, 1] > 1), settings=NO_DATABASE)[0]
    assert row.tolist() == [0.0, 2.0, 0.0]
    recipe = find(strategies.initialisations(), lambda item: item.seed > 9, settings=NO_DATABASE)
    assert (recipe.seed, recipe.scale, recipe.edits) == (10, 1.0, ())
    assert find(strategies.widths(), lambda n: n > 4, settings=NO_DATABASE) in (5, 15)
    assert find(strategies.widths(), lambda n: n > 100, settings=NO_DATABASE) in (127, 128, 255)


@given(strategies.widths(100))
def test_widths_keep_below_the_largest(width: int) -> None:
    assert 1 <= width <= 100


def test_large_widths_occur() -> None:
    assert find(strategies.widths(70000), lambda n: n >= 4096, settings=NO_DATABASE) >= 4096


@pytest.mark.parametrize("ntk", [1.0, 0.3, 7e9])
@pytest.mark.parametrize(("regime", "low", "high"), [("below", 0, 2), ("inside", 2, 4), ("beyond", 4, 8)])
def test_learning_rates_stay_in_their_regime(ntk: float, regime: str, low: float, high: float) -> None:
    @given(strategies.learning_rates(ntk, regime))
    @settings(max_examples=15)
    def check(rate: float) -> None:
        assert low - 1e-9 <= rate * ntk <= high + 1e-9

    check()


@given(st.data(), st.sampled_from((2.0, 4.0)), st.floats(0.01, 100))
def test_edges_are_met_within_one_ulp(data: st.DataObject, edge: float, ntk: float) -> None:
    rate = data.draw(strategies.learning_rates(ntk, "edge"))
    near = [abs(rate - value / ntk) <= np.spacing(value / ntk) for value in (2.0, 4.0)]
    assert any(near)


@pytest.mark.parametrize("step", [-1, 0, 1])
def test_each_side_of_an_edge_occurs(step: int) -> None:
    edge = 4.0 / 3.0
    wanted = edge if step == 0 else float(np.nextafter(edge, np.inf * step))
    assert find(strategies.learning_rates(3.0, "edge"), lambda rate: rate == wanted, settings=NO_DATABASE) == wanted


@pytest.mark.parametrize(
    ("ntk", "regime", "named"),
    [(0.0, "any", "ntk"), (-1.0, "any", "ntk"), (float("nan"), "any", "ntk"), (1.0, "sideways", "regime")],
)
def test_bad_arguments_are_named(ntk: float, regime: str, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        find(strategies.learning_rates(ntk, regime), lambda rate: True, settings=NO_DATABASE)


@given(st.sampled_from(("linear", "relu", "toy linear", "standard", "")), st.data())
def test_slopes_fit_their_variant(variant: str, data: st.DataObject) -> None:
    setting = Setting("two_layer", variant=variant)
    plus, minus = data.draw(pair(setting).instances(setting, 1, 4)).model.slopes
    expected: dict[str, Any] = {"linear": plus == minus, "relu": minus == 0, "toy linear": (plus, minus) == (1, 1)}
    assert expected.get(variant, True)
    assert variant != "standard" or abs(minus) <= plus == 1


@given(strategies.targets("zero", 3), strategies.targets("any", 3))
def test_targets(zero: ndarray, anything: ndarray) -> None:
    assert (zero == 0).all()
    assert zero.shape == anything.shape == (3,)
