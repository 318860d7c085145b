"""A model on some of its data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar, cast

import numpy as np
from numpy import ndarray

from numerics.arithmetic import scalar_in_kind
from numerics.models.base import Model

__all__ = ["OnRows", "on_rows"]

Kind = TypeVar("Kind", bound=Model)


def on_rows(model: Kind, rows: ndarray) -> Kind:
    """The same model on some of its data, the weights being the same.

    A model that has a method ``on_rows(rows)`` says how; of any other, the outputs of the rows are picked from all outputs.
    """
    own: Any = getattr(model, "on_rows", None)
    return cast(Kind, OnRows(model, rows) if own is None else own(rows))


@dataclass(frozen=True, eq=False)
class OnRows:
    """Some outputs of a model; everything is computed for all data, and the rest dropped."""

    model: Model
    rows: ndarray

    @property
    def weight_count(self) -> int:
        """P."""
        return self.model.weight_count

    @property
    def data_count(self) -> int:
        """Number of rows."""
        return len(self.rows)

    def outputs(self, weights: ndarray) -> ndarray:
        """Outputs of the rows, (B, rows)."""
        return self.model.outputs(weights)[:, self.rows]

    def jacobian(self, weights: ndarray) -> ndarray:
        """Their gradients, (B, rows, P)."""
        return self.model.jacobian(weights)[:, self.rows]

    def pullback(self, weights: ndarray, cotangents: ndarray) -> ndarray:
        """Σ c_a ∇f_a over the rows, (B, P)."""
        whole = np.full((len(weights), self.model.data_count), scalar_in_kind(0, weights), weights.dtype)
        for place, row in enumerate(self.rows.tolist()):  # one by one: a row may occur twice
            whole[:, row] += cotangents[:, place]
        return self.model.pullback(weights, whole)

    def tangent_gram(self, weights: ndarray) -> ndarray:
        """∇f_a·∇f_b of the rows, (B, rows, rows)."""
        return self.model.tangent_gram(weights)[:, self.rows][:, :, self.rows]
