"""The general quadratic model: f_a = c_a + φ_a·w + (γ/2) wᵀΣ_a w."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy import ndarray

from numerics.arguments import number
from numerics.arithmetic import Number, in_kind, scalar_in_kind
from numerics.models.arrays import finite_array, symmetric_forms
from numerics.models.from_jacobian import FromJacobian
from numerics.models.quadratic import apply_forms

__all__ = ["GeneralQuadratic"]


@dataclass(frozen=True, init=False, eq=False, repr=False)
class GeneralQuadratic(FromJacobian):
    """D outputs f_a = offset_a + linear_a·w + (γ/2) wᵀΣ_a w in the same P weights.

    Parameters
    ----------
    offset
        Constants, shape (D,).
    linear
        Linear parts, shape (D, P).
    quadratic
        Symmetric Σ_a, shape (D, P, P), or their diagonals (D, P).
    gamma
        Prefactor γ of the quadratic part.

    Raises
    ------
    TypeError, ValueError
        If shapes do not agree, or the numbers are not finite.
    """

    is_quadratic: ClassVar[bool] = True
    offset: ndarray
    linear: ndarray
    quadratic: ndarray
    gamma: Number

    def __init__(self, offset: object, linear: object, quadratic: object, gamma: Number = 1.0) -> None:
        constants, rows = finite_array(offset, "offset", 1), finite_array(linear, "linear", 2)
        forms = symmetric_forms(quadratic, "quadratic")
        if len(constants) != len(rows) or forms.shape[:2] != rows.shape:
            found = f"{constants.shape}, {rows.shape} and {forms.shape}"
            raise ValueError(f"offset (D,), linear (D, P) and quadratic (D, P, P) or (D, P) must agree, not {found}")
        object.__setattr__(self, "offset", constants)
        object.__setattr__(self, "linear", rows)
        object.__setattr__(self, "quadratic", forms)
        object.__setattr__(self, "gamma", number(gamma, "gamma"))

    def __repr__(self) -> str:
        return f"GeneralQuadratic(linear {self.linear.shape}, quadratic {self.quadratic.shape}, gamma={self.gamma!r})"

    def on_rows(self, rows: ndarray) -> GeneralQuadratic:
        """Some of the outputs."""
        return GeneralQuadratic(self.offset[rows], self.linear[rows], self.quadratic[rows], self.gamma)

    @property
    def weight_count(self) -> int:
        """P, the number of weights."""
        return int(self.linear.shape[1])

    @property
    def data_count(self) -> int:
        """D, the number of outputs."""
        return int(self.linear.shape[0])

    def outputs(self, weights: ndarray) -> ndarray:
        """Outputs f_a, shape (B, D)."""
        half = scalar_in_kind(self.gamma, weights) / 2
        rows = in_kind(self.linear, weights) + half * apply_forms(self.quadratic, weights)
        return in_kind(self.offset, weights) + np.matmul(rows, weights[:, :, None])[:, :, 0]

    def jacobian(self, weights: ndarray) -> ndarray:
        """∂f_a/∂w_p = φ_a + γ Σ_a w, shape (B, D, P)."""
        return in_kind(self.linear, weights) + scalar_in_kind(self.gamma, weights) * apply_forms(self.quadratic, weights)
