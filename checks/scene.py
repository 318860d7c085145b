"""A scene: a numeric model on its data with initial weights and targets, and the parameters a statement may mention."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

import numpy as np
from numpy import ndarray

from numerics.models.base import Model
from theory.statements import Setting

__all__ = ["Extra", "Number", "Scene"]

Number: TypeAlias = float | Fraction
Extra: TypeAlias = Callable[[Model, ndarray, ndarray, ndarray], ndarray]
"""An observable of one family: (model, weights (B, P), residuals (B, D), learning rates (B,)) -> (B,)."""


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
