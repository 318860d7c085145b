"""Two-layer nets with slopes a₊, a₋: variants ``""`` (any slopes), ``"linear"``, ``"relu"``, ``"relu any kink"``,
``"toy linear"`` and ``"standard"``, which is Meltzer & Liu's normalisation: s = (dn)^(-1/2), slopes at most 1 in size.

The slope at zero is a₊ = a₋ in the linear variants, one of the two for ``"relu"``, and any number else: statements that need
more of it say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any, NamedTuple

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from numpy import ndarray

from checks.instances.instance import Instance
from checks.instances.strategies import nonzero_slopes, slopes, small_slopes, targets, weights, widths
from checks.pairs._exact import (
    alternating,
    closed_constant,
    fractions,
    inverse_root,
    rational_part,
    rational_row,
    rounded,
    rounded_number,
    shuffled,
    small_weights,
)
from checks.pairs._gates import EXTRAS
from checks.pairs._growth import grown_net as grown
from checks.pairs._nets import kernel_constant, net_recipe, net_symbols
from checks.pairs._norms import least_fit
from numerics.initial import initialise
from numerics.models.base import Model
from numerics.models.two_layer import TwoLayerNet
from theory.statements import Setting

__all__ = [
    "ONTO_A_CYCLE",
    "as_exact",
    "boundary_instances",
    "exact_instances",
    "fits",
    "grown",
    "instance",
    "instances",
    "typical_instances",
]

ONTO_A_CYCLE = (0, 0, 0, 0, -1, Fraction(3, 2), 1, Fraction(1, 2), Fraction(1, 2), 1)
"""With slopes 1, σ'(0) = −2, no prefactor and η = ½ one step leads to the balanced 2-cycle of output −4, from ηCθ² < 3."""
_Slopes = tuple[int | Fraction, int | Fraction]


class _Variant(NamedTuple):
    """What a restriction says of the net.

    Slopes (a₊, a₋) for exact instances, drawn ones and typical ones; whether it leaves the slope at zero open; whether it
    fixes the prefactor to (dn)^(-1/2); whether also the one input is 1; whether both slopes may be any one number.
    """

    slopes: tuple[_Slopes, ...]
    drawn: SearchStrategy[tuple[float, float]]
    typical: tuple[float, float] = (1.0, 0.5)
    open_at_zero: bool = False
    scale_fixed: bool = False
    input_fixed: bool = False
    one_slope: bool = False

    @property
    def gates_normalised(self) -> bool:
        """Whether it is the printed normalisation of a net with gates."""
        return self.scale_fixed and not self.input_fixed


_ANY: tuple[_Slopes, ...] = ((1, 1), (1, Fraction(1, 2)), (1, 0), (2, -3), (1, -1), (Fraction(1, 2), 2))
_RELU: tuple[_Slopes, ...] = ((1, 0), (2, 0), (-1, 0))
_NORMALISED: tuple[_Slopes, ...] = ((1, 1), (1, Fraction(1, 2)), (1, 0), (1, -1))
_ONE_SIDED = nonzero_slopes().map(lambda a: (a, 0.0))
_VARIANTS = {
    "": _Variant(_ANY, slopes(), open_at_zero=True),
    "linear": _Variant(((1, 1), (2, 2), (-1, -1)), nonzero_slopes().map(lambda a: (a, a)), (1.0, 1.0), one_slope=True),
    "relu": _Variant(_RELU, _ONE_SIDED, (1.0, 0.0)),
    "relu any kink": _Variant(_RELU, _ONE_SIDED, (1.0, 0.0), open_at_zero=True),
    "toy linear": _Variant(((1, 1),), st.just((1.0, 1.0)), (1.0, 1.0), scale_fixed=True, input_fixed=True),
    "standard": _Variant(_NORMALISED, st.tuples(st.just(1.0), small_slopes()), open_at_zero=True, scale_fixed=True),
}


def instance(setting: Setting, model: TwoLayerNet, initial: ndarray, goal: ndarray) -> Instance:
    """The instance of a net with initial weights (B, P) and targets (D,)."""
    parameters = net_symbols(model, model.weight_count, goal)
    if model.data_count == 1:
        parameters |= {"x2": (model.inputs**2).sum(), "y": goal[0]}
    if setting.any_targets and _VARIANTS[setting.variant].one_slope and model.slopes[0]:
        parameters["w_star"] = least_fit(model.inputs * (model.scale * model.slopes[0]), goal)
    known = setting.known.closed and setting.single_datum
    kappa = parameters["s"] ** 2 * parameters["a_plus"] ** 2 * parameters["x2"] if known else None
    closed = closed_constant(setting, initial, kappa)
    constant = kernel_constant(model, parameters["gram_top"])
    return Instance(setting, model, initial, goal, parameters, EXTRAS, net_recipe(model), constant, closed)


def fits(setting: Setting, model: Model, initial: ndarray) -> bool:
    """Whether a model is such a net of the setting's variant."""
    if not isinstance(model, TwoLayerNet):
        return False
    plus, minus = model.slopes
    units = model.scale**2 * model.width
    linear = plus == minus == model.slope_at_zero
    return {
        "linear": linear,
        "relu": minus == 0 and model.slope_at_zero in model.slopes,
        "relu any kink": minus == 0,
        "toy linear": linear and plus == 1 and model.inputs.tolist() == [[1]] and units == 1,
        "standard": plus**2 <= 1 and minus**2 <= 1 and units * model.inputs.shape[1] == 1,
    }.get(setting.variant, True)


@st.composite
def instances(draw: st.DrawFn, setting: Setting, batch: int, largest: int) -> Instance:
    """Nets of every width up to ``largest`` with ``batch`` initialisations."""
    variant = _VARIANTS[setting.variant]
    toy = variant.input_fixed
    count = 1 if setting.single_datum else draw(st.integers(1, 6))
    dimension = 1 if toy else draw(st.sampled_from((1, 1, 2, 3, 5)))
    width = draw(widths(max(largest // (count * dimension), 1)))
    pair = draw(variant.drawn)
    coordinate = st.sampled_from((1.0, -1.0, 2.0, 0.5, 3.0)) | st.floats(-4, 4, width=32, allow_subnormal=False)
    inputs = (
        np.ones((1, 1)) if toy else np.array(draw(st.lists(coordinate, min_size=count * dimension, max_size=count * dimension)))
    )
    scale = (
        (width * dimension) ** -0.5
        if variant.scale_fixed
        else draw(st.sampled_from((width**-0.5, 1.0, (width * dimension) ** -0.5, 2.0)))
    )
    # One in three where the variant leaves it open: neither slope, and steeper than both.
    other = st.sampled_from((0.5 * (pair[0] + pair[1]), 2.0 * max(map(abs, pair)) + 1.0))
    at_zero = draw((st.sampled_from((*pair, *pair)) | other) if variant.open_at_zero else st.sampled_from(pair))
    model = TwoLayerNet(inputs.reshape(count, dimension), width, pair, scale, at_zero)
    return instance(setting, model, draw(weights(model.weight_count, batch)), draw(targets(setting.targets, count)))


def exact_instances(setting: Setting) -> Iterator[Instance]:
    """Nets of width 1, 4 and 2, and a few of others (not squares: an explicit prefactor), with small rational weights."""
    variant = _VARIANTS[setting.variant]
    toy, standard, pairs = variant.input_fixed, variant.gates_normalised, variant.slopes
    layouts: list[tuple[tuple[int, ...], ...]] = [((1,),)] if toy else [((1,),), ((2,),), ((3, 4),), ((1, 1),)]
    if setting.many_data:
        layouts += [((1,), (2,)), ((1,), (-1,), (2,)), ((1, 0), (1, 1)), ((1, 0), (0, 1))]
    goals = (0,) if setting.zero_targets else (0, 1, -1, Fraction(1, 10), 3)
    cases: list[tuple[Any, ...]] = [*product((1, 4) if toy else (1, 2, 4), layouts, pairs, goals, range(14))]
    if variant.scale_fixed:
        cases += product((9,), layouts[:1], pairs, goals, range(4))
    else:
        more: list[tuple[tuple[int, ...], ...]] = [((1, 2),), ((1, 2, 2),), ((1, 1, 1),)]
        if setting.many_data:
            more += [((1,), (1,), (-2,), (3,)), ((1, 2, 0), (0, 1, 1))]
        cases += product((3, 5, 6, 7, 8), layouts, pairs, goals[:2], (0, 9))
        cases += product((1, 2), more, pairs, goals[:2], (0, 1, 9))
    for width, layout, pair, goal, number in shuffled(
        cases,
        first=lambda case: case[0] == 1 and case[1] == ((1,),) and case[3] in (0, 1) and case[4] < 2,
    ):
        inputs = fractions(layout)
        ties = sorted({Fraction(pair[0]), Fraction(pair[1])})
        at_zero = ties[number % len(ties)]
        if variant.open_at_zero and number in (7, 11):  # neither slope: between them, or steeper than both
            at_zero = sum(ties, Fraction(0)) / len(ties) if number == 11 else max(map(abs, ties)) + 1
        if standard and (inputs.shape[1] == 2) != (width == 2):
            continue  # (dn)^(-1/2) must be rational
        scale = inverse_root(width) if width in (1, 4, 9) else Fraction(1, 2)
        if number % 5 == 1 and not variant.scale_fixed:
            scale = Fraction(2)
        model = TwoLayerNet(inputs, width, (Fraction(pair[0]), Fraction(pair[1])), scale, at_zero)
        row = small_weights(width * (inputs.shape[1] + 1), number)
        yield instance(setting, model, row, alternating(goal, len(layout), number))


def boundary_instances(setting: Setting) -> Iterator[Instance]:
    """Balanced, nearly silent, overshooting, unflipped, silent and blind nets of one unit; orthogonal and opposite data."""
    variant = _VARIANTS[setting.variant]
    plus, minus = (Fraction(slope) for slope in variant.slopes[0])
    one, half, zero = Fraction(1), Fraction(1, 2), Fraction(0)
    # With η = 1 the last but one hits output 0 from within the window of the catapult, and rests above 2.
    rows: list[tuple[int | Fraction, ...]] = [(1, 1), (1, Fraction(1, 10**6)), (1, 4), (6, 1), (1, Fraction(8, 5)), (1, 0)]
    cases = [(row, one, zero) for row in rows + [(0, 0)] * setting.many_data]
    if not variant.scale_fixed:
        cases += [((1, 1), half, goal) for goal in ((zero, half / 2, -half / 2) if setting.any_targets else (zero,))]
    if setting.any_targets:
        cases += [((1, 1), one, goal) for goal in (half, one, 4 * one)] + [((0, 0), one, one)]
        # With η = 1 a balanced unit alternates between w and 1/w for y = w² − 1 + 1/w²: just above |Y| = 1.
        turn = Fraction(1001, 1000)
        cases += [((turn, turn), one, turn**2 - 1 + 1 / turn**2)]
    for row, scale, goal in cases:
        yield instance(setting, TwoLayerNet(fractions([[1]]), 1, (plus, minus), scale, plus), fractions([row]), fractions([goal]))
    if variant.open_at_zero:
        yield from _kinks(setting, plus, minus)
    # A datum that no weight sees, and a linear net that sees nothing: all weights are at rest.
    if not variant.input_fixed:
        yield instance(setting, TwoLayerNet(fractions([[0]]), 1, (plus, minus), one, plus), fractions([(1, 1)]), fractions([0]))
    if variant.one_slope:
        yield instance(setting, TwoLayerNet(fractions([[1]]), 1, (zero, zero), one, zero), fractions([(1, 1)]), fractions([0]))
    if setting.many_data and not variant.gates_normalised:
        # Singular values in the ratio 7 : 2: then m_2 = (√(1 + 8·4/49) − 1)/2 = 1/7.
        for layout, row in ((((7, 0), (0, 2)), (1, 1, 1)), (((6, 28), (-8, 21)), (-2, -half, 1))):
            model = TwoLayerNet(fractions(layout), 1, (plus, minus), one, plus)
            yield instance(setting, model, fractions([row]), fractions([0, 0]))
        # Inputs of both signs: the second unit changes sides in one step, and the kernel of the first side has both units then.
        pair = TwoLayerNet(fractions([[1], [-1]]), 2, (plus, minus), one, plus)
        row = (Fraction(7, 4), Fraction(-1, 100), Fraction(1, 10), Fraction(7, 4))
        yield instance(setting, pair, fractions([row]), fractions([0, 0]))


def _kinks(setting: Setting, plus: Fraction, minus: Fraction) -> Iterator[Instance]:
    """Nets with a unit exactly at the kink, beside active ones, whose gradient there is not that of either side."""
    one, half = Fraction(1), Fraction(1, 2)
    rows: tuple[tuple[int | Fraction, ...], ...] = ((0, 1, 1, 1, 1, 1, half, half), (0, 1, 1, 1, 1000, 1, 1, 1))
    for row, at_zero in zip(rows, (3 * one, one + Fraction(1, 100000)), strict=True):
        steep = TwoLayerNet(fractions([[1]]), 4, (plus, minus), half, at_zero)  # it exceeds every bound on the slopes
        yield instance(setting, steep, fractions([row]), fractions([1 if setting.any_targets else 0]))
    if not _VARIANTS[setting.variant].gates_normalised:
        gentle = TwoLayerNet(fractions([[1]]), 2, (plus, minus), one, half)  # it hides the kernel that there is a step later
        yield instance(setting, gentle, fractions([(0, 1, -3, 1)]), fractions([0]))
    if _VARIANTS[setting.variant].slopes is _ANY:
        for sign in (one, -one):  # it makes a kernel that the next step does not feel
            vain = TwoLayerNet(fractions([[1]]), 2, (sign, sign), one, 3 * sign)
            yield instance(setting, vain, fractions([(0, Fraction(1, 100), 1, Fraction(1, 100))]), fractions([0]))
        yield instance(
            setting, TwoLayerNet(fractions([[1]]), 5, (plus, minus), one, -2 * one), fractions([ONTO_A_CYCLE]), fractions([0])
        )


def typical_instances(setting: Setting, rows: int, seed: int) -> Iterator[Instance]:
    """Standard Gaussian weights, s = n^(-1/2), widths 16 and 128."""
    variant = _VARIANTS[setting.variant]
    source = np.random.default_rng(seed)
    for width in (16, 128):
        inputs = np.ones((1, 1)) if setting.single_datum else source.normal(size=(8, 4))
        goal = np.zeros(len(inputs)) if setting.zero_targets else source.choice((-1.0, 1.0), len(inputs))
        model = TwoLayerNet(inputs, width, variant.typical, ntk_parameterisation=variant.gates_normalised)
        yield instance(setting, model, initialise("gaussian", seed, range(rows), model.weight_count), goal)


def as_exact(rough: Instance, row: int, digits: int | None) -> Instance:
    """One row of an instance in fractions."""
    model = rough.model
    if not isinstance(model, TwoLayerNet):
        raise TypeError(f"expected a TwoLayerNet, not {type(model).__name__}")
    inputs, width, scale, kept = (
        rounded(model.inputs, digits),
        model.width,
        rounded_number(model.scale, digits),
        rough.weights[row],
    )
    if _VARIANTS[rough.setting.variant].scale_fixed:
        dimension, width = rational_part(inputs.shape[1], width)
        first, second = model.split(kept[None])
        kept = np.concatenate((first[0, :width, :dimension].ravel(), second[0, :width]))
        inputs, scale = inputs[:, :dimension], inverse_root(width * dimension)
    plus, minus, tie = (rounded_number(slope, digits) for slope in (*model.slopes, model.slope_at_zero))
    exact = TwoLayerNet(inputs, width, (plus, minus), scale, tie)
    return instance(rough.setting, exact, rational_row(kept, digits), rounded(rough.targets, digits))
