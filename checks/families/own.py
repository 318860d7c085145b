"""A user's own unit models on one datum, registered by `checks.own_model.own_claims`; the variant is the model's name."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import numpy as np
from hypothesis import strategies as st
from numpy import ndarray
from sympy import hessian

from checks.families._exact import fractions, rational_row, small_weights
from checks.own_model import UnitTwin, registered, twin
from checks.scene import Number, Scene
from checks.strategies import targets, weights, widths
from numerics.initial import initialise
from numerics.models.base import Model
from theory.statements import Setting

__all__ = ["as_exact", "boundary_scenes", "exact_scenes", "fits", "scene", "scenes", "typical_scenes"]


def scene(setting: Setting, model: UnitTwin, initial: ndarray, goal: ndarray) -> Scene:
    """The scene of a twin with initial weights (B, P) and one target."""
    parameters: dict[str, Number] = {
        "n": Fraction(model.width),
        "P": Fraction(model.weight_count),
        "D": Fraction(1),
        "y": goal[0],
        "y_norm": abs(goal[0]),
    }
    return Scene(setting, model, initial, goal, parameters, {}, f"twin(registered({model.unit.name!r}), {model.width})")


def fits(setting: Setting, model: Model, initial: ndarray) -> bool:
    """Whether a model is a twin of the unit model that is registered under the setting's variant."""
    return isinstance(model, UnitTwin) and model.unit.name == setting.variant


@st.composite
def scenes(draw: st.DrawFn, setting: Setting, batch: int, largest: int) -> Scene:
    """Widths up to an eighth of ``largest``."""
    unit = registered(setting.variant)
    model = twin(unit, draw(widths(max(largest // 8, 4))), float(unit.scale))
    return scene(setting, model, draw(weights(model.weight_count, batch)), draw(targets(setting.targets, 1)))


def exact_scenes(setting: Setting) -> Iterator[Scene]:
    """Widths 1, 2 and 3 with small rational weights."""
    unit = registered(setting.variant)
    goals = (0,) if setting.targets == "zero" else (0, 1, -1)
    for number in range(14):
        for width in (1, 2, 3):
            for goal in goals:
                model = twin(unit, width)
                yield scene(setting, model, small_weights(model.weight_count, number), fractions([goal]))


def boundary_scenes(setting: Setting) -> Iterator[Scene]:
    """One unit along the steepest directions of a quadratic φ, rounded to fractions: there H and f are as large as they get."""
    unit = registered(setting.variant)
    form = hessian(unit.output, unit.coordinates)
    if form.free_symbols:
        return  # where the bounds of other units are attained is not known
    values, vectors = np.linalg.eigh(np.array(form.tolist(), dtype=float))
    goals = (Fraction(0),) if setting.targets == "zero" else (Fraction(0), Fraction(1))
    for direction, goal in product(vectors.T[abs(values) > (1 - 1e-9) * abs(values).max()], goals):
        row = fractions([[Fraction(entry).limit_denominator(10**4) for entry in direction.tolist()]])
        yield scene(setting, twin(unit, 1), row, fractions([goal]))


def typical_scenes(setting: Setting, rows: int, seed: int) -> Iterator[Scene]:
    """Standard Gaussian weights at widths 4 and 32."""
    unit = registered(setting.variant)
    for width in (4, 32):
        model = twin(unit, width, float(unit.scale))
        goal = np.zeros(1) if setting.targets == "zero" else np.ones(1)
        yield scene(setting, model, initialise("gaussian", seed, np.arange(rows), model.weight_count), goal)


def as_exact(rough: Scene, row: int, digits: int | None) -> Scene:
    """One row of a scene in fractions."""
    model = rough.model
    if not isinstance(model, UnitTwin):
        raise TypeError(f"expected a UnitTwin, not {type(model).__name__}")
    unit = registered(rough.setting.variant)
    goal = fractions(rough.targets.tolist())
    return scene(rough.setting, twin(unit, model.width), rational_row(rough.weights[row], digits), goal)
