"""An instance: a numeric model on its data with initial weights and targets, and the parameters a statement may mention."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias, TypeVar, cast

import numpy as np
from numpy import ndarray

from checks.instances.own_observable import own_extras
from checks.instances.training import PLAIN, Training
from checks.truth.algebraic import Exact, approximately
from checks.truth.eigenvalues import top_eigenvalue
from numerics.driver import Iterate
from numerics.models.base import Model
from theory.statements import Setting

__all__ = ["Extra", "Instance", "Number", "Parameter", "Point"]

Number: TypeAlias = float | Fraction
Parameter: TypeAlias = float | Exact
"""Value of a parameter symbol: in exact instances a fraction or an algebraic number."""
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
    here
        The state of the process, where it is not plain gradient descent; None else.
    """

    model: Model
    weights: ndarray
    targets: ndarray
    rates: ndarray
    here: Iterate | None = None
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
class Instance:
    """One model on its data with B initialisations, in floating point or in exact fractions.

    Attributes
    ----------
    setting
        The setting of the statement the instance was made for.
    model
        Numeric model.
    weights
        Initial weights (B, P), float64, or object arrays of fractions (then B = 1).
    targets
        (D,).
    parameters
        Values of the parameter symbols (all but the learning rate).
    extras
        Observables that only this model knows, and a user's own.
    kernel_constant
        C with λmax(H) ≤ Cθ² for a model of degree 2: the size of what is summed in H and, with its root, in f. Zero if unknown.
    closed_constant
        κ of the closed map on one datum in exact arithmetic, see `checks.truth.long_time`; None if the map does not close.
    recipe
        Python source that rebuilds the model; printed with a counterexample, never run.
    training
        How it is trained, beside the learning rate.
    """

    setting: Setting
    model: Model
    weights: ndarray
    targets: ndarray
    parameters: Mapping[str, Parameter]
    extras: Mapping[str, Extra] = field(default_factory=dict)
    recipe: str = ""
    kernel_constant: float = 0.0
    closed_constant: Fraction | None = None
    training: Training = PLAIN

    def __post_init__(self) -> None:
        object.__setattr__(self, "extras", {**own_extras(self.model, self.weights), **self.extras})
        if self.training.numbers.keys() - self.parameters.keys():
            object.__setattr__(self, "parameters", {**self.parameters, **self.training.numbers})

    def of_rows(self, rows: ndarray) -> Instance:
        """The instance with some of its initialisations, by number."""
        return replace(self, weights=self.weights[rows], training=self.training.of_rows(rows))

    @property
    def exact(self) -> bool:
        """Whether the instance is in exact arithmetic."""
        return bool(self.weights.dtype == object)

    @property
    def learning_rate_scale(self) -> ndarray:
        """Top NTK eigenvalue at initialisation, (B,); in exact instances a fraction within 1e-15 of it."""
        gram = self.model.tangent_gram(self.weights)
        count = self.model.data_count
        if count == 1:
            return gram[:, 0, 0]
        if self.exact:
            return np.array([approximately(top_eigenvalue(entries / count)) for entries in gram], dtype=object)
        top: ndarray = np.linalg.eigvalsh(gram)[:, -1] / count
        return top
