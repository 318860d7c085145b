"""The pure quadratic model: f_a = (ζ/2) θᵀψ_aθ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy import ndarray

from numerics.arguments import number
from numerics.arithmetic import Number, in_kind, scalar_in_kind
from numerics.models.arrays import symmetric_forms
from numerics.models.from_jacobian import FromJacobian

__all__ = ["PureQuadratic", "apply_forms"]


def apply_forms(forms: ndarray, vectors: ndarray) -> ndarray:
    """ψ_a w for D forms, dense (D, n, n) or diagonal (D, n), and vectors w (B, n): shape (B, D, n)."""
    forms = in_kind(forms, vectors)
    if forms.ndim == 2:
        return forms[None] * vectors[:, None, :]
    return np.matmul(forms[None], vectors[:, None, :, None])[..., 0]


@dataclass(frozen=True, init=False, eq=False, repr=False)
class PureQuadratic(FromJacobian):
    """D quadratic forms in the same n weights, f_a = (ζ/2) θᵀψ_aθ; P = n.

    Parameters
    ----------
    psi
        Symmetric ψ_a, shape (D, n, n), or their diagonals, shape (D, n) (ψ in its eigenbasis).
    zeta
        Prefactor ζ.

    Raises
    ------
    TypeError, ValueError
        If psi is not a stack of symmetric finite forms or zeta not a finite number.
    """

    is_quadratic: ClassVar[bool] = True
    psi: ndarray
    zeta: Number

    def __init__(self, psi: object, zeta: Number) -> None:
        object.__setattr__(self, "psi", symmetric_forms(psi, "psi"))
        object.__setattr__(self, "zeta", number(zeta, "zeta"))

    def __repr__(self) -> str:
        return f"PureQuadratic(psi {self.psi.shape}, zeta={self.zeta!r})"

    def on_rows(self, rows: ndarray) -> PureQuadratic:
        """Some of the forms."""
        return PureQuadratic(self.psi[rows], self.zeta)

    @property
    def weight_count(self) -> int:
        """P = n."""
        return int(self.psi.shape[1])

    @property
    def data_count(self) -> int:
        """D, the number of forms."""
        return int(self.psi.shape[0])

    def outputs(self, weights: ndarray) -> ndarray:
        """Outputs f_a, shape (B, D)."""
        applied = apply_forms(self.psi, weights)
        return np.matmul(applied, weights[:, :, None])[:, :, 0] * (scalar_in_kind(self.zeta, weights) / 2)

    def one_unit(self) -> tuple[Number, Number] | None:
        """ζ²ψ²/2, twice, of one form in one weight: with θ = u = v it moves as f = s·u·v does. None for all others."""
        if self.weight_count != 1 or self.data_count != 1:
            return None
        square = (self.zeta * self.psi.ravel()[0]) ** 2 / 2
        return square, square

    def jacobian(self, weights: ndarray) -> ndarray:
        """∂f_a/∂θ_p = ζ ψ_aθ, shape (B, D, P)."""
        return apply_forms(self.psi, weights) * scalar_in_kind(self.zeta, weights)
