"""A JAX function ``apply(params, x)`` and its data as a model, and as a differentiable map of flat weights."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import cached_property
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.adapters.as_model import AsModel
from numerics.adapters.jax_piece import JaxFunctions, JaxPiece
from numerics.adapters.jax_vectors import JaxVectors, in_precision_of
from numerics.adapters.optional import CALL_ERRORS, plain_array, require
from numerics.arguments import integer, shown

__all__ = ["JaxNet"]


class JaxNet(AsModel):
    """A JAX net on its data, as a model of this toolkit and as a map that is differentiated where it lives.

    A net with K outputs on D data is a model of D·K numbers, datum by datum, and losses are normalised by that count. As a model
    (`numerics.models.base.Model`) it takes and returns NumPy arrays, one trajectory at a time; as a `Network`
    (`numerics.spectra.network`) it works on flat JAX arrays. Weights are the float leaves of ``params`` in the order of
    `jax.tree`, each flattened; other leaves are constants. float64 weights are computed with in double precision, whatever the
    global setting. Products are compiled once a shape.

    Parameters
    ----------
    apply
        A pure function (params, inputs (b, …)) -> outputs (b, …).
    params
        A pytree of arrays.
    inputs
        An array (D, …), or a pytree of such.
    at_once
        How many data are evaluated at once, which bounds the memory; None for all.

    Raises
    ------
    TypeError, ValueError
        If an argument is of the wrong kind or shape; the message names it.
    ImportError
        If JAX is missing.
    """

    def __init__(self, apply: Callable[[Any, Any], Any], params: Any, inputs: Any, *, at_once: int | None = None) -> None:
        self._jax = require("jax", "jax")
        if not callable(apply):
            raise TypeError(f"apply must be a function (params, inputs) -> outputs, not {shown(apply)} ({type(apply).__name__})")
        self.at_once = None if at_once is None else integer(at_once, "at_once", least=1)
        self._apply = apply
        self.params = params
        leaves = self._leaves = self._jax.tree.leaves(params)
        if any(map(_complex, leaves)):
            raise TypeError("params must be real, not complex")
        if not any(map(_trainable, leaves)):
            raise ValueError("params must have float leaves")
        self._structure = self._jax.tree.structure(params)
        self._separable: list[bool] = []  # once known; shared with copies on other data
        self._functions = JaxFunctions(self._jax, self.call)
        self.inputs = self._checked(inputs)

    def __repr__(self) -> str:
        return f"JaxNet({self.weight_count} weights, {self.row_count} data)"

    def _checked(self, inputs: Any) -> Any:
        given = self._jax.tree.map(
            lambda part: part if isinstance(part, self._jax.Array) else plain_array(part, "inputs"), inputs
        )
        parts = [np.shape(part) for part in self._jax.tree.leaves(given)]
        if not parts or any(not shape or shape[0] != parts[0][0] for shape in parts):
            raise ValueError("inputs must be arrays (D, …) with the same number D of data")
        if not parts[0][0]:
            raise ValueError("inputs must hold at least one datum")
        return given

    @cached_property
    def weight_count(self) -> int:
        """P, the number of weights."""
        return sum(int(np.size(leaf)) for leaf in self._leaves if _trainable(leaf))

    @cached_property
    def blocks(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Path and shape of each float leaf, in the order of the flat weights."""
        paths, _ = self._jax.tree_util.tree_flatten_with_path(self.params)
        name = self._jax.tree_util.keystr
        return tuple((name(path), tuple(np.shape(leaf))) for path, leaf in paths if _trainable(leaf))

    @property
    def flat_inputs(self) -> ndarray | None:
        """The data as rows (D, d) of float64 numbers; None if a datum is more than one array, or not of floats."""
        parts = self._jax.tree.leaves(self.inputs)
        whole = len(parts) == 1 and _floats(parts[0].dtype)
        return np.asarray(parts[0], dtype=np.float64).reshape(len(parts[0]), -1) if whole else None

    @property
    def row_count(self) -> int:
        """D, the number of data."""
        return len(self._jax.tree.leaves(self.inputs)[0])

    @cached_property
    def output_count(self) -> int:
        """K, the number of outputs of a datum.

        Raises
        ------
        TypeError, ValueError
            If the function cannot be evaluated on the data, or what it returns is no real array (b, …).
        """
        first, weights = self.chosen(slice(0, self.at_once)), self.weights()
        told = ", ".join(f"shape {np.shape(part)} and type {part.dtype}" for part in self._jax.tree.leaves(first))
        with in_precision_of(weights):
            try:
                found = self._jax.eval_shape(self._forward, weights, first)
            except CALL_ERRORS as error:
                raise ValueError(f"apply cannot be evaluated on inputs of {told}: {str(error).splitlines()[0]}") from error
            shape = self._checked_outputs(found, len(self._jax.tree.leaves(first)[0])).shape
        return int(np.prod(shape)) // int(shape[0])

    @property
    def mode_matters(self) -> bool:
        """False: a pure function has no training mode."""
        return False

    @property
    def random(self) -> bool:
        """False: a pure function draws nothing; where it is given a key, that is the key of the step."""
        return False

    @property
    def separable(self) -> bool:
        """Whether the outputs of a datum are the same alone as among others, as they are not with batch statistics.

        Only of separable nets can the data be taken piece by piece.
        """
        if not self._separable:
            self._separable.append(self._is_separable())
        return self._separable[0]

    def _is_separable(self) -> bool:
        first, weights = self.chosen(slice(0, min(3, self.row_count))), self.weights()
        with in_precision_of(weights):
            together = np.asarray(self.call(weights, first))
            rows = range(len(together))
            alone = [
                np.asarray(self.call(weights, self._jax.tree.map(lambda part, row=row: part[row : row + 1], first)))
                for row in rows
            ]
        allowed = float(np.finfo(together.dtype).eps) ** 0.5
        return bool(np.allclose(together, np.concatenate(alone), rtol=allowed, atol=allowed, equal_nan=True))

    @property
    def data_count(self) -> int:
        """D·K, the number of outputs of all data: what a loss that is a mean over all numbers divides by."""
        return self.row_count * self.output_count

    def native(self, weights: ndarray) -> Any:
        """A NumPy vector as a JAX array of the same float type."""
        with in_precision_of(weights):
            return self._jax.numpy.asarray(weights)

    def vectors(self, weights: Any) -> JaxVectors:
        """Flat arrays in the float type of these weights."""
        return JaxVectors(weights)

    def weights(self, params: Any = None) -> Any:
        """The weights of ``params`` (by default those given), (P,), at least float32.

        Raises
        ------
        ValueError
            If their structure is another than of those that the net was made with.
        """
        given = self.params if params is None else params
        if self._jax.tree.structure(given) != self._structure:
            raise ValueError("params must have the structure of those that the net was made with")
        leaves = [leaf for leaf in self._jax.tree.leaves(given) if _trainable(leaf)]
        double = any(getattr(leaf, "dtype", None) == np.float64 for leaf in leaves)
        with in_precision_of(np.empty(0, np.float64 if double else np.float32)):
            flat = self._jax.numpy.concatenate([self._jax.numpy.ravel(leaf) for leaf in leaves])
            return flat if flat.dtype in (np.float32, np.float64) else flat.astype(np.float32)

    def targets(self, values: Any, weights: Any) -> Any:
        """Targets (D, …) as an array, in the float type of the weights if they are floats."""
        with in_precision_of(weights):
            return _like(self._jax.numpy, values, weights)

    def chosen(self, data: ndarray | slice) -> Any:
        """The inputs of some of the data."""
        return self._jax.tree.map(lambda part: part[data], self.inputs)

    def on(self, inputs: Any) -> JaxNet:
        """The same net on other data; compiled products are shared."""
        other = copy(self)
        other.inputs = self._checked(inputs)
        return other

    def call(self, weights: Any, inputs: Any) -> Any:
        """The outputs (b, …) at flat weights (P,) for inputs (b, …)."""
        return self._checked_outputs(self._forward(weights, inputs), len(self._jax.tree.leaves(inputs)[0]))

    def _forward(self, weights: Any, inputs: Any) -> Any:
        numpy, leaves, first = self._jax.numpy, [], 0
        for leaf in self._leaves:
            if not _trainable(leaf):
                leaves.append(leaf)
                continue
            last = first + int(np.size(leaf))
            leaves.append(numpy.reshape(weights[first:last], np.shape(leaf)))
            first = last
        given = self._jax.tree.map(lambda part: _like(numpy, part, weights), inputs)
        return self._apply(self._jax.tree.unflatten(self._structure, leaves), given)

    def _checked_outputs(self, outputs: Any, count: int) -> Any:
        shape = getattr(outputs, "shape", None)
        if not shape or shape[0] != count:
            seen = type(outputs).__name__ if shape is None else shape
            raise ValueError(f"apply must return one array (b, …) for b = {count} data, not {seen}")
        if not _floats(outputs.dtype):
            raise TypeError(f"apply must return real floating-point outputs, not {outputs.dtype}")
        return outputs

    def outputs_at(self, weights: Any) -> Any:
        """The outputs (D, …) at flat weights (P,), compiled."""
        with in_precision_of(weights):
            shape = self._jax.eval_shape(self.call, weights, self.inputs).shape
            return self._functions.outputs(weights, self.inputs).reshape(shape)

    def linearised(self, weights: Any) -> list[JaxPiece]:
        """The data in pieces of at most ``at_once``, at these weights.

        Raises
        ------
        ValueError
            If the outputs of a datum depend on the other data, so that there can be one piece only.
        """
        size = self.at_once or self.row_count
        if size < self.row_count and not self.separable:
            raise ValueError("at_once must be None: the outputs of a datum depend on others (batch statistics?)")
        slices = [slice(first, min(first + size, self.row_count)) for first in range(0, self.row_count, size)]
        return [JaxPiece(self._functions, weights, rows, self.chosen(rows), self.separable) for rows in slices]


def _floats(dtype: Any) -> bool:
    return bool(require("jax.numpy", "jax").issubdtype(dtype, np.floating))


def _type(leaf: Any) -> Any:
    """The type of a leaf's numbers; random keys, which NumPy knows nothing of, have one of their own."""
    return leaf.dtype if hasattr(leaf, "dtype") else np.asarray(leaf).dtype


def _complex(leaf: Any) -> bool:
    return bool(require("jax.numpy", "jax").issubdtype(_type(leaf), np.complexfloating))


def _trainable(leaf: Any) -> bool:
    return _floats(_type(leaf))


def _like(numpy: Any, value: Any, weights: Any) -> Any:
    array = numpy.asarray(value)
    return array.astype(weights.dtype) if _floats(array.dtype) else array
