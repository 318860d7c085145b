"""A model on D data that is given by D models of the same weights, one for each datum."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy import ndarray

from numerics.arguments import model as check_model
from numerics.models.base import Model
from numerics.models.from_jacobian import FromJacobian

__all__ = ["EachDatum"]


@dataclass(frozen=True, eq=False)
class EachDatum(FromJacobian):
    """The outputs of several models of the same flat weights, side by side.

    Parameters
    ----------
    models
        One for each datum, or for several; their data are the model's, in this order.

    Raises
    ------
    TypeError, ValueError
        If ``models`` are no models, there are none, or they have different numbers of weights.
    """

    models: tuple[Model, ...]

    def __post_init__(self) -> None:
        if not isinstance(self.models, (tuple, list)) or not self.models:
            raise TypeError("models must be a non-empty tuple of models")
        object.__setattr__(self, "models", tuple(check_model(one, "models") for one in self.models))
        counts = sorted({one.weight_count for one in self.models})
        if len(counts) > 1:
            raise ValueError(f"models must have the same number of weights, not {counts}")

    @property
    def weight_count(self) -> int:
        """P, that of each of the models."""
        return self.models[0].weight_count

    @property
    def data_count(self) -> int:
        """D, the data of all models."""
        return sum(one.data_count for one in self.models)

    def outputs(self, weights: ndarray) -> ndarray:
        """Outputs, (B, D)."""
        return np.concatenate([one.outputs(weights) for one in self.models], axis=1)

    def jacobian(self, weights: ndarray) -> ndarray:
        """∂f_a/∂θ_p, (B, D, P)."""
        return np.concatenate([one.jacobian(weights) for one in self.models], axis=1)
