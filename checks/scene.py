"""A scene: a numeric model on its data with initial weights and targets, and the parameters a statement may mention."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias, TypeVar, cast

import numpy as np
from numpy import ndarray

from numerics.models.base import Model
from theory.statements import Setting

__all__ = ["Extra", "Number", "Point", "Scene"]

Number: TypeAlias = float | Fraction
Value = TypeVar("Value")


@dataclass(frozen=True, eq=False)
class Point:
    """Weights of a batch, and what is known of the model there; whatever is derived from them is computed once.

    Attributes
    ----------
    model
        Numeric model.
    weights, targets, rates
        (B, P), (D,) and, as learning rates, (B,).
    """

    model: Model
    weights: ndarray
    targets: ndarray
    rates: ndarray
    known: dict[Callable[..., object], object] = field(default_factory=dict)

    def once(self, measure: Callable[[Point], Value]) -> Value:
        """``measure(self)``, computed when it is first asked for."""
        if measure not in self.known:
            self.known[measure] = measure(self)
        return cast(Value, self.known[measure])

    @cached_property
    def outputs(self) -> ndarray:
        """Outputs of the model, (B, D)."""
        return self.model.outputs(self.weights)

    @cached_property
    def residuals(self) -> ndarray:
        """Outputs minus targets, (B, D)."""
        return self.outputs - self.targets

    @cached_property
    def gram(self) -> ndarray:
        """Tangent kernel ∇f_a·∇f_b, (B, D, D)."""
        return self.model.tangent_gram(self.weights)

    @cached_property
    def pulled(self) -> ndarray:
        """Gradient Σ_a r_a ∇f_a, (B, P)."""
        return self.model.pullback(self.weights, self.residuals)


Extra: TypeAlias = Callable[[Point], ndarray]
"""An observable of one family, one number for each of the B weights."""


@dataclass(frozen=True)
class Scene:
    """One model on its data with B initialisations, in floating point or in exact fractions.

    Attributes
    ----------
    setting
        The setting of the statement the scene was made for.
    model
        Numeric model.
    weights
        Initial weights (B, P), float64, or object arrays of fractions (then B = 1).
    targets
        (D,).
    parameters
        Values of the parameter symbols (all but the learning rate).
    extras
        Observables that only this family knows.
    kernel_constant
        C with λmax(H) ≤ Cθ² for a model of degree 2: the size of what is summed in H and, with its root, in f. Zero if unknown.
    recipe
        Python source that rebuilds the model; printed with a counterexample, never run.
    """

    setting: Setting
    model: Model
    weights: ndarray
    targets: ndarray
    parameters: Mapping[str, Number]
    extras: Mapping[str, Extra] = field(default_factory=dict)
    recipe: str = ""
    kernel_constant: float = 0.0

    @property
    def exact(self) -> bool:
        """Whether the scene is in exact arithmetic."""
        return bool(self.weights.dtype == object)

    @property
    def learning_rate_scale(self) -> ndarray:
        """Top NTK eigenvalue at initialisation, (B,); for exact scenes with D > 1 its trace, which is no smaller."""
        gram = self.model.tangent_gram(self.weights)
        count = self.model.data_count
        if count == 1:
            return gram[:, 0, 0]
        if self.exact:
            return np.trace(gram, axis1=1, axis2=2) / count
        top: ndarray = np.linalg.eigvalsh(gram)[:, -1] / count
        return top
