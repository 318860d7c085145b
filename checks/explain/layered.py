"""Recognising a net of layers by what it computes: its slopes are read off crafted weights, and the rest is held against it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, islice

import numpy as np
from numpy import ndarray

from checks.explain.anatomy import pushed, slices
from checks.explain.orders import Order, all_orders
from numerics.adapters.as_model import AsModel
from numerics.adapters.torch_random import draws
from numerics.models.base import Model
from numerics.models.deep import DeepNet
from numerics.models.many_outputs import ManyOutputNet
from numerics.models.output_bias import OutputBias
from numerics.models.two_layer import TwoLayerNet

__all__ = ["Layered", "recognise"]

_SAME = 1e-9
"""Relative distance up to which two nets compute the same."""
_LARGE = 2.0**20
_POINTS = 6
"""Random weights at which it is seen whether outputs depend on an array."""
_WIDE, _MADE = 4096, 6
"""Most numbers of a datum that are read off, and orders for which they are."""


@dataclass(frozen=True, eq=False)
class Layered:
    """A net that was found to compute f(x) = s W_k σ(W_{k-1} … σ(W_1 x)) + c, σ with slopes a₊ = 1 and a₋, s > 0.

    Attributes
    ----------
    models
        It as models of `numerics`, the first one the most special; none with several outputs and more than two layers.
    weights
        Its weights layer by layer, (P,), the last layer's with another sign where the net has a minus before it; the output bias
        is the last one.
    deep
        It, or its first output alone, as a net of k layers without the output bias.
    outputs
        K, the number of outputs.
    bias
        The array of the first layer's biases, which are its weights of one more input, the last one, that is 1; "" if there are
        none.
    shift
        The array of the output bias c; "" if there is none.
    made
        Whether x are not the data themselves, but numbers that are made of them before the first layer, as measured.
    """

    models: tuple[Model, ...]
    weights: ndarray
    deep: DeepNet
    outputs: int
    bias: str
    shift: str = ""
    made: bool = False


def recognise(net: AsModel, weights: ndarray, without: tuple[str, ...] = ()) -> Layered | str:
    """The net as a net of layers, or the reason why it is none.

    Nothing is taken from names or classes: arrays are put in every order in which they fit, and what is read off crafted weights
    must reproduce outputs and gradients at these weights and at random ones. What the first layer reads is the data, or read off,
    too: data that are scaled before, or have passed a frozen layer. Biases of the first layer are its weights of one
    more input, which is 1, so that a net that has no others is one without biases on longer data. A bias of the one output is a
    number that is added.

    Parameters
    ----------
    net
        The net on its data.
    weights
        (P,), float64.
    without
        Arrays that are taken to be 0 for good.
    """
    inputs = net.flat_inputs
    if draws(net):
        return "it draws random numbers, so that each step trains another net"
    idle = _idle(net, weights)
    blocks = {name: shape for name, shape in net.blocks if name not in without and name not in idle}
    if len(blocks) < 2:
        return "it has fewer than two arrays of weights"
    if any(len(shape) > 2 for shape in blocks.values()):
        return "its arrays of weights are not those of fully connected layers"
    if not net.separable:
        return "the outputs of a datum depend on other data"
    kept, orders = np.ones_like(weights), []
    for name in without:
        kept[slices(net)[name]] = 0
    if inputs is not None:
        orders = list(all_orders(blocks, slices(net), (inputs.shape[1], net.output_count)))
        fits = _degrees(net, kept)
        for order, bias, shift in orders:
            if not fits(len(order.places), order.shift):
                continue
            rows = np.column_stack([inputs, np.ones(len(inputs))]) if bias else inputs
            found = _read(net, rows, order, weights * kept, kept)
            if found is not None:
                return replace(found, bias=bias, shift=shift)
    widths = sorted({size for shape in blocks.values() for size in (*shape, 1)})
    others = (all_orders(blocks, slices(net), (width, net.output_count)) for width in widths if width <= _WIDE)
    for order, bias, shift in islice(chain.from_iterable(others), _MADE):
        made = _made(net, order)
        if made is None:
            continue
        found = _read(net, made, order, weights * kept, kept)
        if found is not None and not bias:  # the factor is then in what is read
            found = _read(net, made * float(found.deep.scale), order, weights * kept, kept)
        if found is not None:
            return replace(found, bias=bias, shift=shift, made=True)
    if inputs is None:
        return "its data are not one array of floating-point numbers, and what is made of them is not read by such layers"
    if not orders:
        return "its arrays of weights do not fit together as layers without biases between them"
    return "it does not compute what layers with one piecewise linear activation compute"


def _degrees(net: AsModel, kept: ndarray) -> Callable[[int, slice | None], bool]:
    """Whether outputs, without an output bias, have the degree of so many layers: of many orders one need not be looked at."""
    at = np.random.default_rng(0).standard_normal(len(kept)) * kept
    once, twice = (net.outputs(point[None])[0] for point in (at, 2 * at))

    @cache
    def fits(layers: int, start: int | None) -> bool:
        added = 0.0 if start is None else at[start]
        moved = twice - 2 * added
        return bool(np.linalg.norm(moved - 2.0**layers * (once - added)) <= _SAME * np.linalg.norm(moved))

    return lambda layers, shift: fits(layers, None if shift is None else shift.start)


def _made(net: AsModel, order: Order) -> ndarray | None:
    """What the first layer reads of the data, (D, d), but for a factor; None where that is not linear on a ray.

    One unit a layer is used. Along its weights in the first layer outputs move by what it reads, times one number on one side of
    0 and another one on the other side: their sum is the same for all data.
    """
    layers = _one_unit(order, np.random.default_rng(0).standard_normal(order.sizes[0]))
    at = order.flat(layers, net.weight_count)
    layers[0] *= 2
    once, twice = (net.outputs(point[None])[0] for point in (at, order.flat(layers, net.weight_count)))
    if not np.linalg.norm(twice - 2 * once) <= _SAME * np.linalg.norm(twice):
        return None
    opposite, columns = order.flat([-layers[0], *layers[1:]], net.weight_count), []
    for place in range(order.sizes[0]):
        unit = [np.zeros_like(layer) for layer in layers]
        unit[0][0, place] = 1
        along = order.flat(unit, net.weight_count)
        columns.append((pushed(net, at, along) + pushed(net, opposite, along))[:: net.output_count])
    rows = np.array(columns).T
    if order.bias is not None and rows[:, -1].all():
        rows = rows / rows[:1, -1:]
    return rows if np.isfinite(rows).all() and rows.any() else None


def _one_unit(order: Order, first: ndarray) -> list[ndarray]:
    """Layers of which one unit each is used: the first with these weights, those behind it with 1."""
    layers = [np.zeros((order.sizes[layer + 1], order.sizes[layer])) for layer in range(len(order.places))]
    layers[0][0] = first
    for layer in layers[1:]:
        layer[0, 0] = 1.0
    return layers


def _idle(net: AsModel, weights: ndarray) -> tuple[str, ...]:
    """Arrays that outputs do not depend on, here and at random weights, so that they stay as they are: empty or unused ones."""
    rng = np.random.default_rng(0)
    points = (weights, *rng.standard_normal((_POINTS, len(weights))))
    slopes = [net.pullback(at[None], rng.standard_normal((1, net.data_count)))[0] for at in points]
    return tuple(name for name, place in slices(net).items() if not any(slope[place].any() for slope in slopes))


def _read(net: AsModel, inputs: ndarray, order: Order, weights: ndarray, kept: ndarray) -> Layered | None:
    """Slopes and prefactor from crafted weights on the longest datum; None if the net is another.

    ``kept``: 0 for weights that are taken to be 0 for good, else 1.
    """
    place = int(np.argmax((inputs**2).sum(axis=1)))
    datum, length = inputs[place], float(np.linalg.norm(inputs[place]))
    if not length > 0:
        return None
    alone = net.on(net.chosen(np.array([place])))

    def path(first: float, second: float, silent: bool = False) -> list[ndarray]:
        """One unit a layer is used: it reads the datum with a sign, is passed on with another, and with 1 from there."""
        layers = _one_unit(order, first * datum / length)
        layers[1][0, 0] = second
        if silent:
            layers[-2][:] = 0
        return layers

    def output(layers: list[ndarray]) -> float:
        return float(alone.outputs(order.flat(layers, net.weight_count)[None])[0, 0])

    open_path = output(path(1.0, 1.0))
    if open_path == 0 or not np.isfinite(open_path):
        return None
    scale, order = _tidy(abs(open_path) / length), replace(order, sign=float(np.sign(open_path)))
    still = order.flat(path(1.0, 1.0, silent=True), net.weight_count)
    slope = alone.pullback(still[None], np.eye(1, net.output_count))[0]
    before = datum / length if len(order.places) == 2 else np.eye(1, order.sizes[-3])[0]
    at_zero = float(order.layers(slope)[-2][0] @ before) / open_path
    if not np.isfinite(at_zero):
        return None
    negative = [output(path(-1.0, -1.0)) / open_path, -output(path(-1.0, 1.0)) / open_path]
    for below in dict.fromkeys(_tidy(value) for value in negative if np.isfinite(value)):
        deep = DeepNet(inputs, order.sizes[1:-1], (1.0, below), scale, _tidy(at_zero))
        if _same(net, deep, order, weights, kept):
            return Layered(_models(deep, net.output_count, order), order.in_order(weights), deep, net.output_count, "")
    return None


def _models(deep: DeepNet, outputs: int, order: Order) -> tuple[Model, ...]:
    """The net as models of `numerics`."""
    found: list[Model] = [deep] if outputs == 1 else []
    if deep.depth == 2:
        shallow = TwoLayerNet(deep.inputs, deep.widths[0], deep.slopes, deep.scale, deep.slope_at_zero)
        found.insert(0, shallow if outputs == 1 else ManyOutputNet(shallow, outputs))
    return tuple(found) if order.shift is None else tuple(map(OutputBias, found))


def _tidy(value: float) -> float:
    """A number without the rounding that reading it off has left."""
    rounded = round(value, 6)
    return rounded if abs(value - rounded) <= 1e-12 * max(abs(value), 1.0) else value


def _same(net: AsModel, model: DeepNet, order: Order, weights: ndarray, kept: ndarray) -> bool:
    """Whether both compute the same outputs and gradients at these weights, much larger and random ones."""
    rng = np.random.default_rng(0)
    # The large ones, scaled without rounding, show an activation that is bounded from somewhere on.
    points = (weights, _LARGE * weights, *(rng.standard_normal(len(weights)) * kept for _ in range(2)))
    for at in points:
        sent = rng.standard_normal((net.data_count // net.output_count, net.output_count))
        theirs, ours = net.outputs(at[None])[0], np.zeros_like(sent)
        pulled, expected = kept * net.pullback(at[None], sent.reshape(1, -1))[0], np.zeros(len(at))
        for output in range(net.output_count):
            alone = order.of_output(at, output)[None]
            ours[:, output] = model.outputs(alone)[0]
            expected += order.from_output(model.pullback(alone, sent[None, :, output])[0], output, len(at))
        if order.shift is not None:
            ours, expected[order.shift] = ours + at[order.shift], sent.sum()
        ours = ours.ravel()
        for one, other in ((theirs, ours), (pulled, expected)):
            if not np.linalg.norm(one - other) <= _SAME * np.linalg.norm(other):
                return False
    return True
