"""The squared loss, ℓ = r²/2."""

from __future__ import annotations

from dataclasses import dataclass

from numpy import ndarray

from numerics.arithmetic import constant
from numerics.losses.base import Loss

__all__ = ["Squared"]


@dataclass(frozen=True, eq=False)
class Squared(Loss):
    """L = (c/2) Σ_a r_a², r_a = f_a − y_a.

    Parameters
    ----------
    normalisation
        ``"mean"``: (1/2D) Σ r² (Meltzer & Liu; Lewkowycz et al.; ours), ``"sum"``: ½ Σ r² (Zhu et al. 2022), ``"mean_square"``:
        (1/D) Σ r² (Zhu et al. 2023).

    Examples
    --------
    >>> import numpy as np
    >>> Squared().value(np.array([[3.0, 1.0]]), np.array([1.0, 1.0])).tolist()
    [1.0]
    """

    def term(self, outputs: ndarray, targets: ndarray) -> ndarray:
        """r²/2."""
        residuals = outputs - targets
        return residuals * residuals / 2

    def slope(self, outputs: ndarray, targets: ndarray) -> ndarray:
        """The residual r."""
        return outputs - targets

    def bend(self, outputs: ndarray, targets: ndarray) -> ndarray:
        """1."""
        return constant(1, outputs)

    def value(self, outputs: ndarray, targets: ndarray) -> ndarray:
        """L for outputs (B, D), shape (B,); halved once, after the sum."""
        residuals = outputs - targets
        return (residuals * residuals).sum(axis=1) * (self.scale(outputs, outputs.shape[1]) / 2)
