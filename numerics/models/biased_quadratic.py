"""The quadratic model with bias: f_a = φ_a·θ_f + (ζ/2) θ_mᵀψ_aθ_m, with separate feature weights θ_f and meta weights θ_m."""

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

__all__ = ["BiasedQuadratic"]


@dataclass(frozen=True, init=False, eq=False, repr=False)
class BiasedQuadratic(FromJacobian):
    """D outputs f_a = φ_a·θ_f + (ζ/2) θ_mᵀψ_aθ_m; flat weights are θ_f (n_f), then θ_m (n).

    Parameters
    ----------
    phi
        Feature vectors φ_a, shape (D, n_f).
    psi
        Symmetric ψ_a, shape (D, n, n), or their diagonals (D, n).
    zeta
        Prefactor ζ of the quadratic part.

    Raises
    ------
    TypeError, ValueError
        If shapes do not agree, or the numbers are not finite.
    """

    is_quadratic: ClassVar[bool] = True
    phi: ndarray
    psi: ndarray
    zeta: Number

    def __init__(self, phi: object, psi: object, zeta: Number) -> None:
        features, forms = finite_array(phi, "phi", 2), symmetric_forms(psi, "psi")
        if len(features) != len(forms):
            raise ValueError(f"phi and psi must agree in D, not {len(features)} and {len(forms)}")
        object.__setattr__(self, "phi", features)
        object.__setattr__(self, "psi", forms)
        object.__setattr__(self, "zeta", number(zeta, "zeta"))

    def __repr__(self) -> str:
        return f"BiasedQuadratic(phi {self.phi.shape}, psi {self.psi.shape}, zeta={self.zeta!r})"

    def on_rows(self, rows: ndarray) -> BiasedQuadratic:
        """Some of the outputs."""
        return BiasedQuadratic(self.phi[rows], self.psi[rows], self.zeta)

    @property
    def feature_count(self) -> int:
        """n_f, the number of feature weights."""
        return int(self.phi.shape[1])

    @property
    def weight_count(self) -> int:
        """P = n_f + n."""
        return int(self.phi.shape[1] + self.psi.shape[1])

    @property
    def data_count(self) -> int:
        """D, the number of outputs."""
        return int(self.phi.shape[0])

    def split(self, weights: ndarray) -> tuple[ndarray, ndarray]:
        """Flat weights (B, P) as θ_f (B, n_f) and θ_m (B, n); views."""
        return weights[:, : self.feature_count], weights[:, self.feature_count :]

    def outputs(self, weights: ndarray) -> ndarray:
        """Outputs f_a, shape (B, D)."""
        feature, meta = self.split(weights)
        quadratic = np.matmul(apply_forms(self.psi, meta), meta[:, :, None])[:, :, 0] * (scalar_in_kind(self.zeta, weights) / 2)
        return np.matmul(in_kind(self.phi, weights), feature[:, :, None])[:, :, 0] + quadratic

    def jacobian(self, weights: ndarray) -> ndarray:
        """∂f_a/∂θ_p, shape (B, D, P)."""
        _, meta = self.split(weights)
        features = in_kind(self.phi, weights)
        features = np.broadcast_to(features, (len(weights), *features.shape))
        return np.concatenate((features, apply_forms(self.psi, meta) * scalar_in_kind(self.zeta, weights)), axis=2)
