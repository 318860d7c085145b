"""Recognising a net of layers by what it computes: its slopes are read off crafted weights, and the rest is held against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy import ndarray

from checks.explain.anatomy import slices
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
_TRIED = 2000
"""Most beginnings of orders that are looked at."""


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
    """

    models: tuple[Model, ...]
    weights: ndarray
    deep: DeepNet
    outputs: int
    bias: str
    shift: str = ""


@dataclass(frozen=True)
class _Order:
    """Arrays of a net as layers: where each lies in the flat weights, and whether it is stored transposed."""

    places: tuple[slice, ...]
    transposed: tuple[bool, ...]
    sizes: tuple[int, ...]
    """d, n_1, …, n_{k-1}, K; with biases, d counts the input that is 1."""
    bias: slice | None = None
    """Where the first layer's biases lie."""
    shift: slice | None = None
    """Where the output bias lies."""
    sign: float = 1.0
    """That of the prefactor, which the last layer's weights take over."""

    def layers(self, weights: ndarray) -> list[ndarray]:
        """Flat weights (P,) as matrices (rows, columns)."""
        found = []
        for layer, (place, turned) in enumerate(zip(self.places, self.transposed, strict=True)):
            columns, rows = self.sizes[layer], self.sizes[layer + 1]
            biased = self.bias is not None and layer == 0
            part, columns = weights[place], columns - biased
            matrix = part.reshape(columns, rows).T if turned else part.reshape(rows, columns)
            found.append(np.column_stack([matrix, weights[self.bias]]) if biased else matrix)
        return found

    def flat(self, layers: list[ndarray], count: int) -> ndarray:
        """The reverse of `layers`."""
        weights = np.zeros(count)
        if self.bias is not None:
            first, *rest = layers
            weights[self.bias] = first[:, -1]
            layers = [first[:, :-1], *rest]
        for layer, place, turned in zip(layers, self.places, self.transposed, strict=True):
            weights[place] = (layer.T if turned else layer).ravel()
        return weights

    def in_order(self, weights: ndarray) -> ndarray:
        """Flat weights of the net layer by layer, and the output bias: those of a model of `numerics`."""
        *hidden, last = self.layers(weights)
        bias = np.zeros(0) if self.shift is None else weights[self.shift]
        return np.concatenate([*(layer.ravel() for layer in hidden), self.sign * last.ravel(), bias])

    def from_output(self, weights: ndarray, output: int, count: int) -> ndarray:
        """The reverse of `of_output`; 0 where a weight is of another output only."""
        layers, start = [], 0
        for columns, rows in pairwise(self.sizes[:-1]):
            layers.append(weights[start : start + rows * columns].reshape(rows, columns))
            start += rows * columns
        last = np.zeros((self.sizes[-1], self.sizes[-2]))
        last[output] = self.sign * weights[start:]
        return self.flat([*layers, last], count)

    def of_output(self, weights: ndarray, output: int) -> ndarray:
        """Flat weights of the net as those of the net of one of its outputs."""
        *hidden, last = self.layers(weights)
        return np.concatenate([*(layer.ravel() for layer in hidden), self.sign * last[output]])


def recognise(net: AsModel, weights: ndarray, without: tuple[str, ...] = ()) -> Layered | str:
    """The net as a net of layers, or the reason why it is none.

    Nothing is taken from names or classes: arrays are put in every order in which they fit, and what is read off crafted weights
    must reproduce outputs and gradients at these weights and at random ones. Biases of the first layer are its weights of one
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
    if inputs is None:
        return "its data are not one array of floating-point numbers"
    if len(blocks) < 2:
        return "it has fewer than two arrays of weights"
    if any(len(shape) > 2 for shape in blocks.values()):
        return "its arrays of weights are not those of fully connected layers"
    if not net.separable:
        return "the outputs of a datum depend on other data"
    fitting, kept = False, np.ones_like(weights)
    for name in without:
        kept[slices(net)[name]] = 0
    for order, bias, shift in _all_orders(blocks, slices(net), (inputs.shape[1], net.output_count)):
        fitting = True
        rows = np.column_stack([inputs, np.ones(len(inputs))]) if bias else inputs
        found = _read(net, rows, order, weights * kept, kept)
        if found is not None:
            return replace(found, bias=bias, shift=shift)
    if not fitting:
        return "its arrays of weights do not fit together as layers without biases between them"
    return "it does not compute what layers with one piecewise linear activation compute"


def _idle(net: AsModel, weights: ndarray) -> tuple[str, ...]:
    """Arrays that outputs do not depend on, here and at random weights, so that they stay as they are: empty or unused ones."""
    rng = np.random.default_rng(0)
    points = (weights, *rng.standard_normal((_POINTS, len(weights))))
    slopes = [net.pullback(at[None], rng.standard_normal((1, net.data_count)))[0] for at in points]
    return tuple(name for name, place in slices(net).items() if not any(slope[place].any() for slope in slopes))


def _all_orders(
    shapes: dict[str, tuple[int, ...]], places: dict[str, slice], ends: tuple[int, int]
) -> Iterator[tuple[_Order, str, str]]:
    """Orders, each with the names of the first layer's biases and of the output bias: with none, with one, with both."""
    for shift in ("", *(name for name, shape in shapes.items() if ends[1] == 1 and shape in ((), (1,)))):
        rest = {name: shape for name, shape in shapes.items() if name != shift}
        for order, bias in _biased_orders(rest, places, ends):
            yield replace(order, shift=places[shift] if shift else None), bias, shift


def _biased_orders(
    shapes: dict[str, tuple[int, ...]], places: dict[str, slice], ends: tuple[int, int]
) -> Iterator[tuple[_Order, str]]:
    """Orders without biases, then those in which one array is the biases of the first layer, with its name."""
    for order in _orders(shapes, places, ends):
        yield order, ""
    for bias, shape in shapes.items():
        if len(shape) == 1 and len(shapes) > 2:
            for order in _orders({name: kept for name, kept in shapes.items() if name != bias}, places, ends):
                if order.sizes[1] == shape[0]:
                    yield replace(order, sizes=(ends[0] + 1, *order.sizes[1:]), bias=places[bias]), bias


def _orders(shapes: dict[str, tuple[int, ...]], places: dict[str, slice], ends: tuple[int, int]) -> Iterator[_Order]:
    """Orders in which each layer reads as many numbers as the one before it returns, the given one first; the first of many."""
    if len(shapes) < 2:
        return
    # Rows and columns of each array as it is and turned; a vector is the last layer, or reads a single number.
    matrices = {name: shape if len(shape) == 2 else (1, *shape, 1)[:2] for name, shape in shapes.items()}
    ways = {name: (shape, shape[::-1]) for name, shape in matrices.items()}
    waiting: list[tuple[tuple[str, ...], tuple[bool, ...], tuple[int, ...]]] = [((), (), (ends[0],))]
    for _ in range(_TRIED):
        if not waiting:
            return
        names, turned, sizes = waiting.pop()
        if len(names) == len(shapes) and sizes[-1] == ends[1]:
            yield _Order(tuple(places[name] for name in names), turned, sizes)
        further = (
            ((*names, name), (*turned, bool(way)), (*sizes, rows))
            for name in shapes.keys() - set(names)
            for way, (rows, columns) in enumerate(ways[name])
            if columns == sizes[-1]
        )
        waiting += sorted(further, key=lambda item: (list(shapes).index(item[0][-1]), item[1][-1]), reverse=True)


def _read(net: AsModel, inputs: ndarray, order: _Order, weights: ndarray, kept: ndarray) -> Layered | None:
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
        layers = [np.zeros((order.sizes[layer + 1], order.sizes[layer])) for layer in range(len(order.places))]
        layers[0][0] = first * datum / length
        for layer in layers[1:]:
            layer[0, 0] = 1.0
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


def _models(deep: DeepNet, outputs: int, order: _Order) -> tuple[Model, ...]:
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


def _same(net: AsModel, model: DeepNet, order: _Order, weights: ndarray, kept: ndarray) -> bool:
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
