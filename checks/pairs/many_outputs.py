"""Bias-free two-layer nets with slopes a₊, a₋ and several outputs."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy import ndarray

from checks.instances.instance import Instance
from checks.instances.strategies import slopes, targets, weights, widths
from checks.pairs._exact import (
    alternating,
    fractions,
    inverse_root,
    rational_row,
    rounded,
    rounded_number,
    shuffled,
    small_weights,
)
from checks.pairs._growth import Grown, grown_layers
from checks.pairs._nets import kernel_constant, net_recipe, net_symbols
from numerics.initial import initialise
from numerics.models.base import Model
from numerics.models.many_outputs import ManyOutputNet
from numerics.models.two_layer import TwoLayerNet
from theory.statements import Setting

__all__ = ["as_exact", "boundary_instances", "exact_instances", "fits", "grown", "instance", "instances", "typical_instances"]


def instance(setting: Setting, model: ManyOutputNet, initial: ndarray, goal: ndarray) -> Instance:
    """The instance of a net with initial weights (B, P) and targets (D·K,)."""
    parameters = net_symbols(model.net, model.weight_count, goal) | {"K": Fraction(model.classes)}
    recipe = f"ManyOutputNet({net_recipe(model.net)}, {model.classes})"
    constant = kernel_constant(model.net, parameters["gram_top"]) / model.classes
    return Instance(setting, model, initial, goal, parameters, {}, recipe, constant)


def fits(setting: Setting, model: Model, initial: ndarray) -> bool:
    """Whether a model is such a net."""
    return isinstance(model, ManyOutputNet) and not setting.variant


@st.composite
def instances(draw: st.DrawFn, setting: Setting, batch: int, largest: int) -> Instance:
    """Nets with one to four outputs, on one to four data, narrow and wide."""
    count, outputs = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    dimension = draw(st.sampled_from((1, 2, 4)))
    width = draw(widths(max(largest // (count * outputs), 1)))
    coordinate = st.sampled_from((1.0, -1.0, 2.0, 0.5)) | st.floats(-3, 3, width=32, allow_subnormal=False)
    inputs = np.array(draw(st.lists(coordinate, min_size=count * dimension, max_size=count * dimension)))
    scale = draw(st.sampled_from((1.0, width**-0.5)))
    pair = draw(slopes())
    at_zero = draw(st.sampled_from((*pair, *pair)) | st.just(2.0 * max(map(abs, pair)) + 1.0))
    model = ManyOutputNet(TwoLayerNet(inputs.reshape(count, dimension), width, pair, scale, at_zero), outputs)
    goal = draw(targets(setting.targets, count * outputs))
    return instance(setting, model, draw(weights(model.weight_count, batch)), goal)


def exact_instances(setting: Setting) -> Iterator[Instance]:
    """Nets of width 1, 2 and 4 with one to three outputs and small rational weights."""
    layouts: list[tuple[tuple[int, ...], ...]] = [((1,),), ((2,),), ((1,), (-2,)), ((1, 0), (1, 1)), ((1, 0), (0, 1))]
    pairs = ((1, 1), (1, Fraction(1, 2)), (1, 0), (2, -3))
    goals = (0,) if setting.zero_targets else (0, 1, -1)
    cases: list[tuple[Any, ...]] = [*product((1, 2, 4), (2, 1, 3), layouts, pairs, goals, range(8))]
    for width, outputs, layout, pair, goal, number in shuffled(
        cases,
        first=lambda case: case[:2] == (1, 2) and case[2] == ((1,),) and case[3] == (1, 1) and case[5] < 2,
    ):
        slopes_pair = (Fraction(pair[0]), Fraction(pair[1]))
        scale = inverse_root(width) if width in (1, 4) else Fraction(1, 2)
        at_zero = slopes_pair[number % 2] if number % 4 < 3 else max(map(abs, slopes_pair)) + 1
        model = ManyOutputNet(TwoLayerNet(fractions(layout), width, slopes_pair, scale, at_zero), outputs)
        row = small_weights(model.weight_count, number)
        yield instance(setting, model, row, alternating(goal, model.data_count, number))


def boundary_instances(setting: Setting) -> Iterator[Instance]:
    """One unit whose outer weights are balanced, alike or on one output only; unbalanced, silent, and at a steep kink."""
    one = Fraction(1)
    rows: list[tuple[int | Fraction, ...]] = [(1, 1, 0), (5, 3, 4), (1, 1, 1), (1, 4, 0), (1, 0, Fraction(1, 10**6)), (0, 0, 0)]
    goals: tuple[int | Fraction, ...] = (0,) if setting.zero_targets else (0, 1, Fraction(1, 4))
    for row, goal in product(rows, goals):
        model = ManyOutputNet(TwoLayerNet(fractions([[1]]), 1, (one, one), one, one), 2)
        yield instance(setting, model, fractions([row]), fractions([goal, 0]))
    # A unit exactly at the kink, where the gradient is steeper than anywhere else, alone and beside an active one.
    for at_zero, large in product((Fraction(3), 1 + Fraction(1, 100000)), (1, 1000)):
        kinked = ManyOutputNet(TwoLayerNet(fractions([[1]]), 2, (one, one), one, at_zero), 2)
        yield instance(setting, kinked, fractions([(0, 1, large, 1, 0, 1)]), fractions([0, 0]))
        alone = ManyOutputNet(TwoLayerNet(fractions([[1]]), 1, (one, one), one, at_zero), 2)
        yield instance(setting, alone, fractions([(0, large, 1)]), fractions([0, 0]))


def typical_instances(setting: Setting, rows: int, seed: int) -> Iterator[Instance]:
    """Standard Gaussian weights, s = n^(-1/2), slopes 1 and ½, three outputs, widths 16 and 128."""
    source = np.random.default_rng(seed)
    for width in (16, 128):
        inputs = source.normal(size=(6, 4))
        model = ManyOutputNet(TwoLayerNet(inputs, width, (1.0, 0.5)), 3)
        goal = np.zeros(model.data_count) if setting.zero_targets else source.choice((-1.0, 1.0), model.data_count)
        yield instance(setting, model, initialise("gaussian", seed, range(rows), model.weight_count), goal)


def as_exact(rough: Instance, row: int, digits: int | None) -> Instance:
    """One row of an instance in fractions."""
    model = rough.model
    if not isinstance(model, ManyOutputNet):
        raise TypeError(f"expected a ManyOutputNet, not {type(model).__name__}")
    net = model.net
    plus, minus, at_zero = (rounded_number(slope, digits) for slope in (*net.slopes, net.slope_at_zero))
    inner = TwoLayerNet(rounded(net.inputs, digits), net.width, (plus, minus), rounded_number(net.scale, digits), at_zero)
    exact = ManyOutputNet(inner, model.classes)
    return instance(rough.setting, exact, rational_row(rough.weights[row], digits), rounded(rough.targets, digits))


def grown(start: Instance, way: str, times: int, copied: bool) -> Grown | None:
    """The model with more of something, see `checks.instances.larger`."""
    model: Any = start.model
    layers = model.split(start.weights)
    return grown_layers(model.net, layers, start.targets, (way, times, copied), lambda net: ManyOutputNet(net, model.classes))
