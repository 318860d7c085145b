"""Putting the arrays of a net in the order of layers: every order in which they fit, with biases and without."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy import ndarray

__all__ = ["Order", "all_orders"]

_TRIED = 2000
"""Most beginnings of orders that are looked at."""


@dataclass(frozen=True)
class Order:
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


def all_orders(
    shapes: dict[str, tuple[int, ...]], places: dict[str, slice], ends: tuple[int, int]
) -> Iterator[tuple[Order, str, str]]:
    """Orders, each with the names of the first layer's biases and of the output bias: with none, with one, with both.

    Parameters
    ----------
    shapes, places
        Name of each array → its shape, and its place in the flat weights.
    ends
        How many numbers the first layer reads, and how many the last one returns.
    """
    for shift in ("", *(name for name, shape in shapes.items() if ends[1] == 1 and shape in ((), (1,)))):
        rest = {name: shape for name, shape in shapes.items() if name != shift}
        for order, bias in _biased_orders(rest, places, ends):
            yield replace(order, shift=places[shift] if shift else None), bias, shift


def _biased_orders(
    shapes: dict[str, tuple[int, ...]], places: dict[str, slice], ends: tuple[int, int]
) -> Iterator[tuple[Order, str]]:
    """Orders without biases, then those in which one array is the biases of the first layer, with its name."""
    for order in _orders(shapes, places, ends):
        yield order, ""
    for bias, shape in shapes.items():
        if len(shape) == 1 and len(shapes) > 2:
            for order in _orders({name: kept for name, kept in shapes.items() if name != bias}, places, ends):
                if order.sizes[1] == shape[0]:
                    yield replace(order, sizes=(ends[0] + 1, *order.sizes[1:]), bias=places[bias]), bias


def _orders(shapes: dict[str, tuple[int, ...]], places: dict[str, slice], ends: tuple[int, int]) -> Iterator[Order]:
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
            yield Order(tuple(places[name] for name in names), turned, sizes)
        further = (
            ((*names, name), (*turned, bool(way)), (*sizes, rows))
            for name in shapes.keys() - set(names)
            for way, (rows, columns) in enumerate(ways[name])
            if columns == sizes[-1]
        )
        waiting += sorted(further, key=lambda item: (list(shapes).index(item[0][-1]), item[1][-1]), reverse=True)
