"""Two-layer nets with slopes a₊, a₋: variants ``""`` (any slopes), ``"linear"``, ``"relu"``, ``"toy linear"``, ``"standard"``.

The last is Meltzer & Liu's normalisation: s = (dn)^(-1/2), slopes at most 1 in size.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import numpy as np
from hypothesis import strategies as st
from numpy import ndarray

from checks.families._exact import fractions, inverse_root, rational_row, shuffled, small_weights
from checks.families._norms import live_norm, spectral
from checks.scene import Extra, Number, Point, Scene
from checks.strategies import slopes, targets, weights, widths
from numerics import observables as measured
from numerics.initial import initialise
from numerics.models.base import Model
from numerics.models.two_layer import TwoLayerNet
from theory.statements import Setting

__all__ = ["VARIANTS", "as_exact", "boundary_scenes", "exact_scenes", "fits", "scene", "scenes", "typical_scenes"]

VARIANTS = ("", "linear", "relu", "toy linear", "standard")


def scene(setting: Setting, model: TwoLayerNet, initial: ndarray, goal: ndarray) -> Scene:
    """The scene of a net with initial weights (B, P) and targets (D,)."""
    count, dimension = model.inputs.shape
    parameters: dict[str, Number] = {
        "s": model.scale,
        "a_plus": model.slopes[0],
        "a_minus": model.slopes[1],
        "n": Fraction(model.width),
        "D": Fraction(count),
        "d": Fraction(dimension),
        "P": Fraction(model.weight_count),
        "k": Fraction(2),
    }
    if count == 1:
        parameters["x2"] = (model.inputs**2).sum()
        parameters["y"] = goal[0]
    gram = _gram_top(model.inputs)
    if gram is not None:
        parameters["gram_top"] = gram
    norm = _norm(goal)
    if norm is not None:
        parameters["y_norm"] = norm
    recipe = (
        f"TwoLayerNet({_text(model.inputs)}, {model.width}, slopes=({model.slopes[0]!r}, {model.slopes[1]!r}), "
        f"scale={model.scale!r}, slope_at_zero={model.slope_at_zero!r})"
    )
    constant = float(model.scale) ** 2 * max(float(slope) ** 2 for slope in model.slopes) * float(gram or 0)
    return Scene(setting, model, initial, goal, parameters, EXTRAS, recipe, constant)


def fits(setting: Setting, model: Model, initial: ndarray) -> bool:
    """Whether a model is such a net, with a slope at zero between its slopes (of a ReLU net: one of them)."""
    if not isinstance(model, TwoLayerNet):
        return False
    plus, minus = model.slopes
    if (model.slope_at_zero - plus) * (model.slope_at_zero - minus) > 0:
        return False
    units = model.scale**2 * model.width
    return {
        "linear": plus == minus,
        "relu": minus == 0 and model.slope_at_zero in model.slopes,
        "toy linear": plus == minus == 1 and model.inputs.tolist() == [[1]] and units == 1,
        "standard": plus**2 <= 1 and minus**2 <= 1 and units * model.inputs.shape[1] == 1,
    }.get(setting.variant, not setting.variant)


def _text(array: ndarray) -> str:
    return repr(array.tolist())


def _gram_top(inputs: ndarray) -> Number | None:
    """λmax(XXᵀ/D): exact for one datum, one input dimension or diagonal XᵀX, else floating (None in fractions)."""
    if 1 in inputs.shape:
        top: Number = (inputs**2).sum() / len(inputs)
        return top
    if inputs.dtype == object:
        moments = inputs.T @ inputs
        squares = moments.diagonal()
        return None if (moments != np.diag(squares)).any() else Fraction(max(squares)) / len(inputs)
    return float(np.linalg.eigvalsh(inputs @ inputs.T / len(inputs))[-1])


def _norm(goal: ndarray) -> Number | None:
    if len(goal) == 1:
        return abs(goal[0])
    if goal.dtype == object:
        return Fraction(0) if not any(goal) else None
    return float(np.sqrt((goal**2).sum()))


def _parts(at: Point) -> tuple[TwoLayerNet, ndarray, ndarray, ndarray]:
    """The net, its gates d_i, pre-activations p_i = u_i·x and second layer, for one datum; each (B, n)."""
    model = at.model
    if not isinstance(model, TwoLayerNet):
        raise TypeError(f"expected a TwoLayerNet, not {type(model).__name__}")
    before = model.preactivations(at.weights)
    return model, model.gates(before)[:, 0], before[:, 0], model.split(at.weights)[1]


def _flip(at: Point) -> ndarray:
    """max_i s|d_i v_i||x|²/|u_i·x| over units with d_i v_i ≠ 0; infinite if such a unit sits at 0."""
    net, gates, before, second = _parts(at)
    x2 = (net.inputs**2).sum()
    reach, height = abs(gates * second) * abs(net.scale) * x2, abs(before)
    ratio = np.zeros(reach.shape, dtype=reach.dtype)
    live, tied = reach != 0, height == 0
    ratio[live & tied] = float("inf")
    ratio[live & ~tied] = reach[live & ~tied] / height[live & ~tied]
    top: ndarray = ratio.max(axis=1)
    return top


def _flip_mass(at: Point) -> ndarray:
    """Σ v_i² over the units with |u_i·x| ≤ η|r| s|v_i d_i||x|²."""
    net, gates, before, second = _parts(at)
    x2 = (net.inputs**2).sum()
    reach = abs(gates * second) * abs(net.scale) * x2 * abs(at.residuals[:, :1]) * at.rates[:, None]
    mass: ndarray = np.where(abs(before) <= reach, second**2, second * 0).sum(axis=1)
    return mass


EXTRAS: dict[str, Extra] = {
    "flip": _flip,
    "flip_mass": _flip_mass,
    "H_active": lambda at: measured.active_ntk(at.model, at.weights),
    "cubic": lambda at: measured.cubic_moment(at.model, at.weights),
    "N_spec": spectral,
    "N_live": live_norm,
}


@st.composite
def scenes(draw: st.DrawFn, setting: Setting, batch: int, largest: int) -> Scene:
    """Nets of every width up to ``largest`` with ``batch`` initialisations."""
    toy = setting.variant == "toy linear"
    count = 1 if setting.data == "one" else draw(st.integers(1, 6))
    dimension = 1 if toy else draw(st.sampled_from((1, 1, 2, 3, 5)))
    width = draw(widths(max(largest // (count * dimension), 1)))
    pair = draw(slopes(setting.variant))
    coordinate = st.sampled_from((1.0, -1.0, 2.0, 0.5, 3.0)) | st.floats(-4, 4, width=32, allow_subnormal=False)
    inputs = (
        np.ones((1, 1)) if toy else np.array(draw(st.lists(coordinate, min_size=count * dimension, max_size=count * dimension)))
    )
    standard = setting.variant == "standard"
    scale = (
        (width * dimension) ** -0.5
        if toy or standard
        else draw(st.sampled_from((width**-0.5, 1.0, (width * dimension) ** -0.5, 2.0)))
    )
    at_zero = draw(st.sampled_from(pair)) if pair[0] != pair[1] else pair[0]
    model = TwoLayerNet(inputs.reshape(count, dimension), width, pair, scale, at_zero)
    return scene(setting, model, draw(weights(model.weight_count, batch)), draw(targets(setting.targets, count)))


_PAIRS: dict[str, tuple[tuple[int | Fraction, int | Fraction], ...]] = {
    "": ((1, 1), (1, Fraction(1, 2)), (1, 0), (2, -3), (1, -1), (Fraction(1, 2), 2)),
    "linear": ((1, 1), (2, 2), (-1, -1)),
    "relu": ((1, 0), (2, 0), (-1, 0)),
    "toy linear": ((1, 1),),
    "standard": ((1, 1), (1, Fraction(1, 2)), (1, 0), (1, -1)),
}


def exact_scenes(setting: Setting) -> Iterator[Scene]:
    """Nets of width 1, 4 and 2 (the last with an explicit rational prefactor) with small rational weights."""
    toy = setting.variant == "toy linear"
    layouts: list[tuple[tuple[int, ...], ...]] = [((1,),)] if toy else [((1,),), ((2,),), ((3, 4),)]
    if setting.data == "many":
        layouts += [((1,), (2,)), ((1,), (-1,), (2,)), ((1, 0), (1, 1))]
    goals = (0,) if setting.targets == "zero" else (0, 1, -1, Fraction(1, 10), 3)
    for width, layout, pair, goal, number in shuffled(
        product((1, 4) if toy else (1, 2, 4), layouts, _PAIRS[setting.variant], goals, range(14)),
        first=lambda case: case[0] == 1 and case[1] == ((1,),) and case[3] in (0, 1) and case[4] < 2,
    ):
        inputs = fractions(layout)
        ties = sorted({Fraction(pair[0]), Fraction(pair[1])})
        standard = setting.variant == "standard"
        if standard and (inputs.shape[1] == 2) != (width == 2):
            continue  # (dn)^(-1/2) must be rational
        scale = (
            Fraction(2) if number % 5 == 1 and not (toy or standard) else inverse_root(width) if width != 2 else Fraction(1, 2)
        )
        at_zero = ties[number % len(ties)]
        model = TwoLayerNet(inputs, width, (Fraction(pair[0]), Fraction(pair[1])), scale, at_zero)
        row = small_weights(width * (inputs.shape[1] + 1), number)
        yield scene(setting, model, row, fractions([goal] * len(layout)))


def boundary_scenes(setting: Setting) -> Iterator[Scene]:
    """Balanced, nearly silent, overshooting, unflipped, silent and blind nets of one unit, and nets on orthogonal data."""
    plus, minus = (Fraction(slope) for slope in _PAIRS[setting.variant][0])
    one, half, zero = Fraction(1), Fraction(1, 2), Fraction(0)
    rows: list[tuple[int | Fraction, ...]] = [(1, 1), (1, Fraction(1, 10**6)), (1, 4), (6, 1), (1, 0)]
    cases = [(row, one, zero) for row in rows + [(0, 0)] * (setting.data == "many")]
    if setting.variant not in ("toy linear", "standard"):
        cases += [((1, 1), half, zero)]
    if setting.targets == "any":
        cases += [((1, 1), one, goal) for goal in (half, one, 4 * one)] + [((0, 0), one, one)]
        cases += [((1, 1), half, goal) for goal in (half / 2, -half / 2)]
        # With η = 1 a balanced unit alternates between w and 1/w for y = w² − 1 + 1/w²: just above |Y| = 1.
        turn = Fraction(1001, 1000)
        cases += [((turn, turn), one, turn**2 - 1 + 1 / turn**2)]
    for row, scale, goal in cases:
        yield scene(setting, TwoLayerNet(fractions([[1]]), 1, (plus, minus), scale, plus), fractions([row]), fractions([goal]))
    # A datum that no weight sees, and a linear net that sees nothing: all weights are at rest.
    yield scene(setting, TwoLayerNet(fractions([[0]]), 1, (plus, minus), one, plus), fractions([(1, 1)]), fractions([0]))
    if setting.variant == "linear":
        yield scene(setting, TwoLayerNet(fractions([[1]]), 1, (zero, zero), one, zero), fractions([(1, 1)]), fractions([0]))
    if setting.data == "many" and setting.variant != "standard":
        # Singular values in the ratio 7 : 2: then m_2 = (√(1 + 8·4/49) − 1)/2 = 1/7.
        for layout, row in ((((7, 0), (0, 2)), (1, 1, 1)), (((6, 28), (-8, 21)), (-2, -half, 1))):
            model = TwoLayerNet(fractions(layout), 1, (plus, minus), one, plus)
            yield scene(setting, model, fractions([row]), fractions([0, 0]))


def typical_scenes(setting: Setting, rows: int, seed: int) -> Iterator[Scene]:
    """Standard Gaussian weights, s = n^(-1/2), widths 16 and 128."""
    pair = {"linear": (1.0, 1.0), "toy linear": (1.0, 1.0), "relu": (1.0, 0.0)}.get(setting.variant, (1.0, 0.5))
    source = np.random.default_rng(seed)
    for width in (16, 128):
        inputs = np.ones((1, 1)) if setting.data == "one" else source.normal(size=(8, 4))
        goal = np.zeros(len(inputs)) if setting.targets == "zero" else source.choice((-1.0, 1.0), len(inputs))
        model = TwoLayerNet(inputs, width, pair, ntk_parameterisation=setting.variant == "standard")
        yield scene(setting, model, initialise("gaussian", seed, range(rows), model.weight_count), goal)


def as_exact(rough: Scene, row: int, digits: int | None) -> Scene:
    """One row of a scene in fractions."""
    model = rough.model
    if not isinstance(model, TwoLayerNet):
        raise TypeError(f"expected a TwoLayerNet, not {type(model).__name__}")
    exact = TwoLayerNet(
        fractions(model.inputs.tolist()),
        model.width,
        (Fraction(model.slopes[0]), Fraction(model.slopes[1])),
        Fraction(model.scale),
        Fraction(model.slope_at_zero),
    )
    return scene(rough.setting, exact, rational_row(rough.weights[row], digits), fractions(rough.targets.tolist()))
