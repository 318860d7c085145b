"""The logistic loss of two classes, y = ±1."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy import ndarray

from numerics.arithmetic import elementary, maximum, scalar_in_kind
from numerics.losses.base import Loss

__all__ = ["Logistic"]


@dataclass(frozen=True, eq=False)
class Logistic(Loss):
    """ℓ = log(1 + e^(−yf)) for y = ±1; |ℓ'| < 1, 0 < ℓ'' ≤ ¼. Of floats and balls: it has no exact arithmetic.

    Examples
    --------
    >>> import numpy as np
    >>> Logistic().slope(np.array([[0.0, -1000.0, 1000.0]]), np.array([1.0, 1.0, 1.0])).tolist()
    [[-0.5, -1.0, -0.0]]
    """

    def check(self, targets: ndarray) -> None:
        """Refuse targets other than ±1."""
        if not (np.abs(targets) == 1).all():
            raise ValueError("targets must be 1 or -1 for the logistic loss")

    def term(self, outputs: ndarray, targets: ndarray) -> ndarray:
        """log(1 + e^(−yf))."""
        return _softplus(-targets * outputs)

    def slope(self, outputs: ndarray, targets: ndarray) -> ndarray:
        """−y / (1 + e^(yf))."""
        return -targets * elementary("exp", -_softplus(targets * outputs))

    def bend(self, outputs: ndarray, targets: ndarray) -> ndarray:
        """1 / ((1 + e^f)(1 + e^(−f)))."""
        return elementary("exp", -_softplus(outputs) - _softplus(-outputs))


def _softplus(z: ndarray) -> ndarray:
    """log(1 + e^z) without overflow."""
    return maximum(z, scalar_in_kind(0, z)) + elementary("log1p", elementary("exp", -np.abs(z)))
