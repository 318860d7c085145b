"""Two-layer ReLU neural quadratic models, f = (md)^(-1/2) Σ v_i σ(u_i·x) expanded to second order at its initial weights.

One datum of any dimension, or D data of dimension one; variants ``""``, ``"positive"`` (inputs of one sign) and ``"kinks"``
(units may start exactly at zero: such a unit is open for inputs of both signs).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from math import isqrt
from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st
from numpy import ndarray

from checks.instances.instance import Extra, Instance, Parameter, Point
from checks.instances.strategies import targets, weights, widths
from checks.pairs._exact import (
    closed_constant,
    fractions,
    inverse_root,
    rational_part,
    rational_row,
    rounded,
    shuffled,
    small_weights,
)
from checks.pairs._growth import grown_net as grown
from checks.pairs._kernel import ENTRIES, block_parameters, sign_blocks
from checks.pairs._norms import length
from checks.truth.number_field import FieldNumber
from numerics.initial import initialise
from numerics.models.base import Model
from numerics.models.taylor import TwoLayerTaylor, second_order
from numerics.models.two_layer import TwoLayerNet
from theory.statements import Setting

__all__ = ["as_exact", "boundary_instances", "exact_instances", "fits", "grown", "instance", "instances", "typical_instances"]


class _Variant(NamedTuple):
    """What a restriction says: that inputs are positive, that units may start exactly at zero."""

    positive: bool = False
    kinks: bool = False


_VARIANTS = {"": _Variant(), "positive": _Variant(positive=True), "kinks": _Variant(kinks=True)}


def instance(setting: Setting, model: TwoLayerNet | TwoLayerTaylor, initial: ndarray, goal: ndarray) -> Instance:
    """The instance of a net's neural quadratic model at the first of the initial weights (B, P), with targets (D,).

    An expansion is made anew at these weights, from its net.
    No unit starts exactly at zero if the inputs have dimension one, but for the variant ``"kinks"``. The other rows are
    reflected unit by unit until their gates are open where the first row's are: then they have the same neural quadratic model.

    Raises
    ------
    ValueError
        If the first weights are irrational: an expansion is made at fractions.
    """
    net = _net(model)
    untied = net.inputs.shape[1] == 1 and not _VARIANTS[setting.variant].kinks
    if any(isinstance(weight, FieldNumber) for weight in initial[0]):
        raise ValueError("an expansion is made at fractions, not at irrational weights")
    aligned = _same_gates(net, _without_ties(net, initial) if untied else initial)
    expansion = second_order(net, aligned[0])
    parameters: dict[str, Parameter] = {
        "m": Fraction(net.width),
        "n": Fraction(net.width),
        "d": Fraction(net.inputs.shape[1]),
        "D": Fraction(len(net.inputs)),
        "P": Fraction(net.weight_count),
        "s": net.scale,
        "k": Fraction(2),
    }
    parameters["y_norm"] = length(goal)
    extras: dict[str, Extra] = {**ENTRIES}
    if len(net.inputs) == 1:
        x2 = (net.inputs**2).sum()
        # The least bound C_u of m u(0) = η²|x|²r²/d that the first row allows at η = 1.
        least = x2 / net.inputs.shape[1] * (expansion.outputs(aligned[:1])[0, 0] - goal[0]) ** 2
        parameters |= {"x2": x2, "y": goal[0], "C_u": least}
    if net.inputs.shape[1] == 1:
        parameters |= block_parameters(net.inputs, goal)
        extras |= {**sign_blocks(net.inputs, goal), "lambda_1": _printed_eigenvalue(1), "lambda_2": _printed_eigenvalue(-1)}
    centre = aligned[0].tolist()
    recipe = f"second_order(TwoLayerNet({net.inputs.tolist()!r}, {net.width}, scale={net.scale!r}), {centre!r})"
    kappa = parameters["x2"] / (parameters["m"] * parameters["d"]) if "x2" in parameters else None
    closed = closed_constant(setting, aligned, kappa)
    return Instance(setting, expansion, aligned, goal, parameters, extras, recipe, closed_constant=closed)


def fits(setting: Setting, model: Model, initial: ndarray) -> bool:
    """Whether a model is the second-order expansion of a standard ReLU net at the weights it starts from."""
    if not isinstance(model, TwoLayerTaylor) or not isinstance(model.net, TwoLayerNet) or model.order != 2:
        return False
    count, dimension = model.inputs.shape
    standard = tuple(model.net.slopes) == (1, 0) and model.scale**2 * model.width * dimension == 1
    started = bool((model.centre == initial[0]).all()) and (count == 1 or dimension == 1)
    return standard and started and (not _VARIANTS[setting.variant].positive or bool((model.inputs > 0).all()))


def _net(model: TwoLayerNet | TwoLayerTaylor) -> TwoLayerNet:
    net = model.net if isinstance(model, TwoLayerTaylor) else model
    if not isinstance(net, TwoLayerNet):
        raise TypeError(f"expected a TwoLayerNet, or the expansion of one, not {type(model).__name__}")
    return net


def _without_ties(net: TwoLayerNet, rows: ndarray) -> ndarray:
    """Rows without units at exactly zero, also by underflow: such a unit is open for inputs of both signs."""
    moved = rows.copy()
    first = moved[:, : net.width]
    lost = (first[:, :, None] * net.inputs[net.inputs != 0] == 0).any(axis=2)
    first[(first == 0) | lost] = Fraction(1) if rows.dtype == object else 1.0
    return moved


def _same_gates(net: TwoLayerNet, rows: ndarray) -> ndarray:
    """Rows whose units are reflected, and set to zero at ties, so that every row has the first row's gates on all data."""
    first, second = net.split(rows)
    before = np.matmul(first, net.inputs.T)
    flip = (before[:, :, :1] >= 0) != (before[:1, :, :1] >= 0)
    turned = np.where(flip, -first, first)
    # Inputs of both signs, or zeros, can still disagree at ties: such units copy the first row.
    again = (np.matmul(turned, net.inputs.T) >= 0) != (before[:1] >= 0)
    turned = np.where(again.any(axis=2, keepdims=True), first[:1], turned)
    return np.concatenate((turned.reshape(len(rows), -1), second), axis=1)


def _printed_eigenvalue(sign: int) -> Extra:
    """Σ_j x_j² · (1/m) Σ_k (v_k² + u_k²) over the data of one sign and the units that are open for it at initialisation."""

    def measure(at: Point) -> ndarray:
        model = at.model
        if not isinstance(model, TwoLayerTaylor):
            raise TypeError(f"expected a TwoLayerTaylor, not {type(model).__name__}")
        line = model.inputs[:, 0]
        chosen = line >= 0 if sign > 0 else line < 0
        size = (line[chosen] ** 2).sum() if chosen.any() else line[0] * 0
        start = model.split(np.asarray(model.centre)[None])[0][0, :, 0]
        opened = start * sign >= 0
        first, second = model.split(at.weights)
        units = first[:, :, 0] ** 2 + second**2
        width = Fraction(model.width) if at.weights.dtype == object else model.width
        return np.where(opened, units, units * 0).sum(axis=1) / width * size

    return measure


@st.composite
def instances(draw: st.DrawFn, setting: Setting, batch: int, largest: int) -> Instance:
    """Models of every width, expanded at the first of their initial weights."""
    count = 1 if setting.single_datum else draw(st.integers(1, 5))
    dimension = draw(st.sampled_from((1, 1, 2, 3))) if setting.single_datum else 1
    # No kernel is compiled for expansions: an eighth of the width costs what other families' does.
    width = draw(widths(max(largest // (8 * count * dimension), 4)))
    coordinate = st.sampled_from((1.0, -1.0, 2.0, -0.5, 3.0)) | st.floats(-4, 4, width=32, allow_subnormal=False)
    inputs = np.array(draw(st.lists(coordinate, min_size=count * dimension, max_size=count * dimension)))
    if _VARIANTS[setting.variant].positive:
        inputs = abs(inputs) + 0.125
    net = TwoLayerNet(inputs.reshape(count, dimension), width, (1.0, 0.0), (width * dimension) ** -0.5)
    return instance(setting, net, draw(weights(net.weight_count, batch)), draw(targets(setting.targets, count)))


def exact_instances(setting: Setting) -> Iterator[Instance]:
    """Models of widths with a rational prefactor, on small integer inputs."""
    layouts: list[tuple[tuple[int, ...], ...]] = [((1,),), ((2,),), ((-1,),)]
    if setting.many_data:
        layouts = [((1,), (2,)), ((1,), (-1,)), ((2,), (-1,), (1,)), ((1,), (1,))]
        if _VARIANTS[setting.variant].positive:
            layouts = [layout for layout in layouts if min(layout)[0] > 0] + [((1,),), ((2,),)]
    else:
        layouts += [((3, 4),), ((1, 1),)]
    goals: tuple[int | Fraction, ...] = (0,) if setting.zero_targets else (0, 1, -1, Fraction(1, 10), 3)
    for width, layout, goal, number in shuffled(
        product((1, 2, 4) if setting.single_datum else (1, 1, 1, 4), layouts, goals, range(14))
    ):
        size = width * len(layout[0])
        if isqrt(size) ** 2 != size:
            continue
        net = TwoLayerNet(fractions(layout), width, (Fraction(1), Fraction(0)), Fraction(1, isqrt(size)))
        aims = [goal if index % 2 == 0 else 1 - goal for index in range(len(layout))] if goal else [0] * len(layout)
        yield instance(setting, net, small_weights(net.weight_count, number), fractions(aims))


def boundary_instances(setting: Setting) -> Iterator[Instance]:
    """Balanced, nearly silent and overshooting models of one unit, one with u = v − 2 exactly; data unordered or all negative."""
    goals = (Fraction(0),) if setting.zero_targets else (Fraction(1, 2), Fraction(1))
    rows: tuple[tuple[int | Fraction, ...], ...]
    layouts: tuple[tuple[tuple[int, ...], ...], ...]
    if setting.single_datum:
        rows = ((1, 1), (1, Fraction(1, 10**6)), (1, 4), (2, 2, 1, 1, 1, 1, 0, 0))
        layouts = (((1,),),)
    else:
        rows = ((1, 1), (1, 1, -1, 2, 1, 1, 2, -1))
        layouts = (
            (((1,),), ((1,), (2,)))
            if _VARIANTS[setting.variant].positive
            else (((-2,), (1,)), ((0,), (1,), (-1,)), ((-2,), (-1,)))
        )
    if _VARIANTS[setting.variant].kinks:
        rows += ((0, 1), (0, 1, 1, 2, 1, 1, 2, -1))
    for layout, row, goal in product(layouts, rows, goals):
        width = len(row) // 2
        net = TwoLayerNet(fractions(layout), width, (Fraction(1), Fraction(0)), Fraction(1, isqrt(width)))
        yield instance(setting, net, fractions([row]), fractions([goal] * len(layout)))
    if setting.many_data and not _VARIANTS[setting.variant].positive:  # balanced on one negative input: a 2-cycle at η = 2
        net = TwoLayerNet(fractions([[-1]]), 1, (Fraction(1), Fraction(0)), Fraction(1))
        yield instance(setting, net, fractions([(-1, 1)]), fractions([0]))
        # Nearly silent on inputs of both signs, where λ₂ = 4λ₁: between their edges one side shrinks and the other grows.
        both = TwoLayerNet(fractions([[1], [-1]]), 4, (Fraction(1), Fraction(0)), Fraction(1, 2))
        yield instance(setting, both, fractions([(1, -2, 1, -2) + (Fraction(1, 100),) * 4]), fractions([0, 0]))


def typical_instances(setting: Setting, rows: int, seed: int) -> Iterator[Instance]:
    """Standard Gaussian weights; widths 16, 128 and 1024; one unit input, or eight Gaussian ones of dimension one."""
    source = np.random.default_rng(seed)
    for width in (16, 128, 1024):
        inputs = np.ones((1, 1)) if setting.single_datum else source.normal(size=(8, 1))
        inputs = abs(inputs) if _VARIANTS[setting.variant].positive else inputs
        goal = np.zeros(len(inputs)) if setting.zero_targets else source.choice((-1.0, 1.0), len(inputs))
        net = TwoLayerNet(inputs, width, (1.0, 0.0))
        yield instance(setting, net, initialise("gaussian", seed, np.arange(rows), net.weight_count), goal)


def as_exact(rough: Instance, row: int, digits: int | None) -> Instance:
    """One row of an instance in fractions; the model is expanded at that row."""
    model = rough.model
    if not isinstance(model, TwoLayerTaylor):
        raise TypeError(f"expected a TwoLayerTaylor, not {type(model).__name__}")
    dimension, width = rational_part(model.inputs.shape[1], model.width)
    inputs = rounded(model.inputs[:, :dimension], digits)
    first, second = model.split(rough.weights[row : row + 1])
    kept = np.concatenate((first[0, :width, :dimension].ravel(), second[0, :width]))
    net = TwoLayerNet(inputs, width, (Fraction(1), Fraction(0)), inverse_root(width * dimension))
    return instance(rough.setting, net, rational_row(kept, digits), rounded(rough.targets, digits))
