"""Bias-free nets of k layers with slopes a₊, a₋."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy import ndarray

from checks.instances.instance import Instance, Parameter
from checks.instances.strategies import slopes, targets, weights
from checks.pairs._exact import alternating, fractions, rational_row, rounded, rounded_number, shuffled, small_weights
from checks.pairs._gates import gram_top
from checks.pairs._growth import Grown, joined, more
from checks.pairs._norms import length
from checks.pairs.two_layer import ONTO_A_CYCLE
from numerics.initial import initialise
from numerics.models.base import Model
from numerics.models.deep import DeepNet
from theory.statements import Setting

__all__ = ["as_exact", "boundary_instances", "exact_instances", "fits", "grown", "instance", "instances", "typical_instances"]


def instance(setting: Setting, model: DeepNet, initial: ndarray, goal: ndarray) -> Instance:
    """The instance of a deep net with initial weights (B, P) and targets (D,)."""
    parameters: dict[str, Parameter] = {
        "s": model.scale,
        "a_plus": model.slopes[0],
        "a_minus": model.slopes[1],
        "a_zero": model.slope_at_zero,
        "D": Fraction(len(model.inputs)),
        "d": Fraction(model.inputs.shape[1]),
        "P": Fraction(model.weight_count),
        "k": Fraction(len(model.widths) + 1),
    }
    parameters["x2_top"] = (model.inputs**2).sum(axis=1).max()
    parameters["gram_top"], parameters["y_norm"] = gram_top(model.inputs), length(goal)
    recipe = (
        f"DeepNet({model.inputs.tolist()!r}, {tuple(model.widths)!r}, slopes=({model.slopes[0]!r}, {model.slopes[1]!r}), "
        f"scale={model.scale!r}, slope_at_zero={model.slope_at_zero!r})"
    )
    return Instance(setting, model, initial, goal, parameters, {}, recipe)


def fits(setting: Setting, model: Model, initial: ndarray) -> bool:
    """Whether a model is a deep net."""
    return isinstance(model, DeepNet) and not setting.variant


@st.composite
def instances(draw: st.DrawFn, setting: Setting, batch: int, largest: int) -> Instance:
    """Nets of two to five layers, narrow and wide."""
    depth = draw(st.integers(2, 5))
    width = draw(st.sampled_from([w for w in (1, 2, 3, 8, 32, 64) if w * w * depth <= max(largest, 4)]))
    count = 1 if setting.single_datum else draw(st.integers(1, 4))
    dimension = draw(st.sampled_from((1, 2, 4)))
    coordinate = st.sampled_from((1.0, -1.0, 2.0, 0.5)) | st.floats(-3, 3, width=32, allow_subnormal=False)
    inputs = np.array(draw(st.lists(coordinate, min_size=count * dimension, max_size=count * dimension)))
    scale = draw(st.sampled_from((1.0, width ** (-(depth - 1) / 2))))
    pair = draw(slopes())
    at_zero = draw(st.sampled_from((*pair, *pair)) | st.just(2.0 * max(map(abs, pair)) + 1.0))
    model = DeepNet(inputs.reshape(count, dimension), (width,) * (depth - 1), pair, scale, at_zero)
    return instance(setting, model, draw(weights(model.weight_count, batch)), draw(targets(setting.targets, count)))


def exact_instances(setting: Setting) -> Iterator[Instance]:
    """Nets of two and three layers, widths 1 and 2, and a few deeper ones, with small rational weights."""
    layouts = [((1,),), ((2,),)] + ([((1,), (2,)), ((1, 0), (1, 1))] if setting.many_data else [])
    pairs = ((1, 1), (1, Fraction(1, 2)), (2, -3))
    goals = (0,) if setting.zero_targets else (0, 1, -1)
    cases = [*product(((1,), (1, 1), (2, 2)), layouts, pairs, goals, range(8))]
    cases += product(((1, 1, 1), (1,) * 4, (2,), (3, 1)), layouts, pairs, goals[:2], (0, 6, 9))
    for widths, layout, pair, goal, number in shuffled(
        cases,
        first=lambda case: sum(case[0]) <= 2 and case[1] == ((1,),) and case[3] == 0 and case[4] < 2,
    ):
        slopes_pair = tuple(fractions(pair))
        scale = Fraction(1, 2) if number % 4 == 1 else Fraction(2) if number % 4 == 3 else Fraction(1)
        at_zero = slopes_pair[number % 2] if number % 4 < 3 else max(map(abs, slopes_pair)) + 1
        model = DeepNet(fractions(layout), widths, slopes_pair, scale, at_zero)
        row = small_weights(model.weight_count, number)
        yield instance(setting, model, row, alternating(goal, len(layout), number))


def boundary_instances(setting: Setting) -> Iterator[Instance]:
    """Balanced nets of two and three layers of one unit each, with prefactors 1 and 1/2, and a silent one."""
    goals = (0,) if setting.zero_targets else (0, 1)
    for depth, scale, weight, goal in product((2, 3), (Fraction(1), Fraction(1, 2)), (1, 0), goals):
        if weight or scale == 1:
            model = DeepNet(fractions([[1]]), (1,) * (depth - 1), (Fraction(1), Fraction(1)), scale)
            yield instance(setting, model, fractions([[weight] * depth]), fractions([goal]))
    # A unit at the kink whose gradient there is steeper than anywhere else, beside an active one.
    for depth, at_zero, large in ((2, Fraction(3), 1), (3, Fraction(3), 1), (2, 1 + Fraction(1, 100000), 1000)):
        steep = DeepNet(fractions([[1]]), (2, *(1,) * (depth - 2)), (Fraction(1), Fraction(1)), Fraction(1), at_zero)
        yield instance(setting, steep, fractions([[0, 1, large, 1, *(1,) * (depth - 2)]]), fractions([0]))
    onto = DeepNet(fractions([[1]]), (5,), (Fraction(1), Fraction(1)), Fraction(1), Fraction(-2))
    yield instance(setting, onto, fractions([ONTO_A_CYCLE]), fractions([0]))


def typical_instances(setting: Setting, rows: int, seed: int) -> Iterator[Instance]:
    """Standard Gaussian weights, s = n^(-(k−1)/2), slopes 1 and ½, three and four layers of width 16."""
    source = np.random.default_rng(seed)
    for depth in (3, 4):
        inputs = np.ones((1, 1)) if setting.single_datum else source.normal(size=(4, 3))
        goal = np.zeros(len(inputs)) if setting.zero_targets else source.choice((-1.0, 1.0), len(inputs))
        model = DeepNet(inputs, (16,) * (depth - 1), (1.0, 0.5), 16 ** (-(depth - 1) / 2))
        yield instance(setting, model, initialise("gaussian", seed, range(rows), model.weight_count), goal)


def as_exact(rough: Instance, row: int, digits: int | None) -> Instance:
    """One row of an instance in fractions."""
    model = rough.model
    if not isinstance(model, DeepNet):
        raise TypeError(f"expected a DeepNet, not {type(model).__name__}")
    plus, minus, at_zero = (rounded_number(slope, digits) for slope in (*model.slopes, model.slope_at_zero))
    scale = rounded_number(model.scale, digits)
    exact = DeepNet(rounded(model.inputs, digits), tuple(model.widths), (plus, minus), scale, at_zero)
    return instance(rough.setting, exact, rational_row(rough.weights[row], digits), rounded(rough.targets, digits))


def grown(start: Instance, way: str, times: int, copied: bool) -> Grown | None:
    """The model with more of something, see `checks.instances.larger`."""
    net: Any = start.model
    weights, targets = start.weights, start.targets
    inputs, widths = net.inputs, tuple(net.widths)
    if way == "inputs":
        size = inputs.shape[1] * (widths[0] if widths else 1)
        first = weights[:, :size].reshape(1, -1, inputs.shape[1])
        inputs, weights = more(inputs, 1, times, copied), joined(more(first, 2, times, copied), weights[:, size:])
    elif way == "data":
        inputs, targets = more(inputs, 0, times, copied), more(targets, 0, times, copied)
    elif way == "layers":  # of one unit each, behind the others
        added = times - 1  # by a difference, not by a factor: so that every depth is reached
        widths, weights = widths + (1,) * added, joined(weights, fractions([int(copied)] * added))
    else:
        return None
    return Grown(weights, targets, lambda _: DeepNet(inputs, widths, net.slopes, net.scale, net.slope_at_zero))
