"""Exact reduction of a net to the span of its training inputs: the part of the first layer orthogonal to them never moves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy import ndarray

__all__ = ["Span", "reduce_first_layer"]


@dataclass(frozen=True, eq=False)
class Span:
    """A net on D inputs of dimension d, written in r = rank(X) coordinates.

    Attributes
    ----------
    inputs
        Training inputs in the coordinates of their span, (D, r).
    weights
        Initial weights (P',): the first layer in those coordinates, then the other layers as they were.
    frozen_norm
        Squared norm of the part of the first layer that is left out.
    test_inputs
        Test inputs in the same coordinates, (T, r).
    test_offset
        What the frozen part adds to the first layer's pre-activations on the test inputs, (T, width).
    """

    inputs: ndarray
    weights: ndarray
    frozen_norm: float
    test_inputs: ndarray
    test_offset: ndarray


def reduce_first_layer(inputs: ndarray, test_inputs: ndarray, first: ndarray, others: ndarray) -> Span:
    """Write a net with first layer ``first`` (width, d) and further weights ``others`` (flat) on the span of its inputs.

    Every gradient of the first layer is a combination of training inputs, so training, NTK and all changes of the weight norm
    are the same, to rounding; a net with 784 inputs and 128 data needs 128.

    Parameters
    ----------
    inputs, test_inputs
        (D, d) and (T, d).
    first, others
        Initial weights.
    """
    _, values, vectors = np.linalg.svd(inputs, full_matrices=False)
    basis = vectors[values > values[0] * 1e-10]
    reduced = first @ basis.T
    along = test_inputs @ basis.T
    return Span(
        inputs @ basis.T,
        np.concatenate((reduced.ravel(), others)),
        float((first * first).sum() - (reduced * reduced).sum()),
        along,
        test_inputs @ first.T - along @ reduced.T,
    )
