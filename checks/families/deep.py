"""Bias-free nets of k layers with slopes a₊, a₋."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import numpy as np
from hypothesis import strategies as st
from numpy import ndarray

from checks.families._exact import fractions, rational_row, shuffled, small_weights
from checks.families.two_layer import _gram_top
from checks.scene import Number, Scene
from checks.strategies import slopes, targets, weights
from numerics.initial import initialise
from numerics.models.base import Model
from numerics.models.deep import DeepNet
from theory.statements import Setting

__all__ = ["VARIANTS", "as_exact", "boundary_scenes", "exact_scenes", "fits", "scene", "scenes", "typical_scenes"]

VARIANTS = ("",)


def scene(setting: Setting, model: DeepNet, initial: ndarray, goal: ndarray) -> Scene:
    """The scene of a deep net with initial weights (B, P) and targets (D,)."""
    parameters: dict[str, Number] = {
        "s": model.scale,
        "a_plus": model.slopes[0],
        "a_minus": model.slopes[1],
        "D": Fraction(len(model.inputs)),
        "d": Fraction(model.inputs.shape[1]),
        "P": Fraction(model.weight_count),
        "k": Fraction(len(model.widths) + 1),
    }
    gram = _gram_top(model.inputs)
    if gram is not None:
        parameters["gram_top"] = gram
    recipe = (
        f"DeepNet({model.inputs.tolist()!r}, {tuple(model.widths)!r}, slopes=({model.slopes[0]!r}, {model.slopes[1]!r}), "
        f"scale={model.scale!r})"
    )
    return Scene(setting, model, initial, goal, parameters, {}, recipe)


def fits(setting: Setting, model: Model, initial: ndarray) -> bool:
    """Whether a model is a deep net, with a slope at zero between its slopes."""
    if not isinstance(model, DeepNet) or setting.variant:
        return False
    plus, minus = model.slopes
    return bool((model.slope_at_zero - plus) * (model.slope_at_zero - minus) <= 0)


@st.composite
def scenes(draw: st.DrawFn, setting: Setting, batch: int, largest: int) -> Scene:
    """Nets of two to five layers, narrow and wide."""
    depth = draw(st.integers(2, 5))
    width = draw(st.sampled_from([w for w in (1, 2, 3, 8, 32, 64) if w * w * depth <= max(largest, 4)]))
    count = 1 if setting.data == "one" else draw(st.integers(1, 4))
    dimension = draw(st.sampled_from((1, 2, 4)))
    coordinate = st.sampled_from((1.0, -1.0, 2.0, 0.5)) | st.floats(-3, 3, width=32, allow_subnormal=False)
    inputs = np.array(draw(st.lists(coordinate, min_size=count * dimension, max_size=count * dimension)))
    scale = draw(st.sampled_from((1.0, width ** (-(depth - 1) / 2))))
    model = DeepNet(inputs.reshape(count, dimension), (width,) * (depth - 1), draw(slopes(setting.variant)), scale)
    return scene(setting, model, draw(weights(model.weight_count, batch)), draw(targets(setting.targets, count)))


def exact_scenes(setting: Setting) -> Iterator[Scene]:
    """Nets of two and three layers, widths 1 and 2, with small rational weights."""
    layouts = [((1,),), ((2,),)] + ([((1,), (2,))] if setting.data == "many" else [])
    pairs = ((1, 1), (1, Fraction(1, 2)), (2, -3))
    goals = (0,) if setting.targets == "zero" else (0, 1, -1)
    for widths, layout, pair, goal, number in shuffled(
        product(((1,), (1, 1), (2, 2)), layouts, pairs, goals, range(8)),
        first=lambda case: sum(case[0]) <= 2 and case[1] == ((1,),) and case[3] == 0 and case[4] < 2,
    ):
        slopes_pair = tuple(fractions(pair))
        scale = Fraction(1, 2) if number % 4 == 1 else Fraction(2) if number % 4 == 3 else Fraction(1)
        model = DeepNet(fractions(layout), widths, slopes_pair, scale)
        row = small_weights(model.weight_count, number)
        yield scene(setting, model, row, fractions([goal] * len(layout)))


def boundary_scenes(setting: Setting) -> Iterator[Scene]:
    """Balanced nets of two and three layers of one unit each, with prefactors 1 and 1/2, and a silent one."""
    goals = (0,) if setting.targets == "zero" else (0, 1)
    for depth, scale, weight, goal in product((2, 3), (Fraction(1), Fraction(1, 2)), (1, 0), goals):
        if weight or scale == 1:
            model = DeepNet(fractions([[1]]), (1,) * (depth - 1), (Fraction(1), Fraction(1)), scale)
            yield scene(setting, model, fractions([[weight] * depth]), fractions([goal]))


def typical_scenes(setting: Setting, rows: int, seed: int) -> Iterator[Scene]:
    """Standard Gaussian weights, s = n^(-(k−1)/2), slopes 1 and ½, three and four layers of width 16."""
    source = np.random.default_rng(seed)
    for depth in (3, 4):
        inputs = np.ones((1, 1)) if setting.data == "one" else source.normal(size=(4, 3))
        goal = np.zeros(len(inputs)) if setting.targets == "zero" else source.choice((-1.0, 1.0), len(inputs))
        model = DeepNet(inputs, (16,) * (depth - 1), (1.0, 0.5), 16 ** (-(depth - 1) / 2))
        yield scene(setting, model, initialise("gaussian", seed, range(rows), model.weight_count), goal)


def as_exact(rough: Scene, row: int, digits: int | None) -> Scene:
    """One row of a scene in fractions."""
    model = rough.model
    if not isinstance(model, DeepNet):
        raise TypeError(f"expected a DeepNet, not {type(model).__name__}")
    pair = (Fraction(model.slopes[0]), Fraction(model.slopes[1]))
    exact = DeepNet(fractions(model.inputs.tolist()), tuple(model.widths), pair, Fraction(model.scale))
    return scene(rough.setting, exact, rational_row(rough.weights[row], digits), fractions(rough.targets.tolist()))
