"""What a measurement of a batch consists of: its numbers, the step that is planned on it, and the processes that share it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import nan
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.spectra.vectors import Vectors

__all__ = ["Measurement", "Planned", "Shared", "relative", "unknown"]


@dataclass(frozen=True)
class Shared:
    """A batch of which this process has a part, as in data-parallel training.

    Attributes
    ----------
    share
        The part's share of the batch.
    total
        Sums a vector over all processes, which all call it.
    vectors
        The library of such vectors.
    """

    share: float
    total: Callable[[Any], Any]
    vectors: Vectors


@dataclass(frozen=True, eq=False)
class Planned:
    """The step that an optimiser is about to make, θ' = θ − ηa + b, whatever is done to the gradients before.

    Attributes
    ----------
    scaled, carried
        a and b, (P,); b, what does not change with the learning rate of the step, is None for 0.
    gradient
        The gradient that the backward pass left, (P,), of which the optimiser makes a; None if it is not known.
    """

    scaled: Any
    carried: Any
    gradient: Any


@dataclass(frozen=True, eq=False)
class Measurement:
    """One batch at the weights before a step.

    Attributes
    ----------
    values, bounds
        The largest eigenvalues of the Gauss–Newton matrix of the batch loss, descending, and how near to each some
        eigenvalue lies, see `numerics.spectra.Eigenpairs`; (k,).
    along
        v_j·∇L for their eigenvectors v_j, (k,).
    loss
        L at the outputs that were measured; of a net that draws random numbers, others than those of the training step.
    gradient_square
        |∇L|².
    misfit
        |p − ∇L|/|∇L| for the gradient p that the backward pass left; NaN where that is not known. Where eigenvectors come from
        products and nothing is seen of a difference along the directions of the search, what rounding leaves there.
    slopes, bends
        (∇L·a, ∇L·b) and (a·GN·a, a·GN·b, b·GN·b): a step θ' = θ − ηa + b changes the loss by −η∇L·a + ∇L·b +
        η²/2·a·GN·a − ηa·GN·b + ½b·GN·b up to the net's own curvature.
    slope
        Σ f ∂L/∂f over all outputs: θ·∇L = k times this for a net that is homogeneous of degree k in its weights.
    degree
        k, if the net is homogeneous as far as Euler's identity shows it, see `numerics.training.euler`; else None.
    products
        Products with vectors that were taken; 0 where the kernel was formed whole.
    work
        Estimate of what it took, in steps of training on the same data.
    vectors
        Eigenvectors in the space of the weights, and what else to begin the next search near; none of a kernel formed whole.
    """

    values: ndarray
    bounds: ndarray
    along: ndarray
    loss: float
    gradient_square: float
    misfit: float
    slopes: tuple[float, float]
    bends: tuple[float, float, float]
    slope: float
    degree: int | None
    products: int
    work: float
    vectors: tuple[Any, ...]

    @property
    def sharpness(self) -> float:
        """λ, the largest eigenvalue."""
        return float(self.values[0])

    @property
    def top_loss(self) -> float:
        """Σ_j (v_j·∇L)²/(2λ_j): for the squared loss, the part (c/2) Σ_j ⟨u_j, r⟩² of it in the top eigenspace of the kernel."""
        positive = self.values > 0
        return float((self.along[positive] ** 2 / (2 * self.values[positive])).sum())


def unknown(count: int) -> Measurement:
    """A measurement of which nothing is known, with ``count`` eigenvalues."""
    none = np.full(count, nan)
    return Measurement(none, np.full(count, np.inf), none, nan, nan, nan, (nan, nan), (nan, nan, nan), nan, None, 0, 1.0, ())


def relative(distance: float, square: float) -> float:
    """|p − ∇L| over |∇L|, from |p − ∇L| and |∇L|²."""
    return distance / square**0.5 if square > 0 else nan
