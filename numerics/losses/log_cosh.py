"""The log-cosh loss, a smooth relative of Huber's."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy import ndarray

from numerics.arithmetic import elementary, minimum, scalar_in_kind
from numerics.losses.base import Loss

__all__ = ["LogCosh"]


@dataclass(frozen=True, eq=False)
class LogCosh(Loss):
    """ℓ = log cosh r; |ℓ'| < 1, 0 < ℓ'' ≤ 1. Of floats and balls: it has no exact arithmetic.

    Examples
    --------
    >>> import numpy as np
    >>> LogCosh().slope(np.array([[0.0, 800.0]]), np.zeros(2)).tolist()
    [[0.0, 1.0]]
    """

    def term(self, outputs: ndarray, targets: ndarray) -> ndarray:
        """log(1 + 2 sinh²(r/2)) to |r| = 1 and its continuation beyond: it neither cancels near 0 nor overflows."""
        size = np.abs(outputs - targets)
        near = minimum(size, scalar_in_kind(1, size))
        half = elementary("sinh", near / 2)
        beyond = elementary("log1p", elementary("exp", -2 * size)) - elementary("log1p", elementary("exp", -2 * near))
        return elementary("log1p", 2 * half * half) + (size - near) + beyond

    def slope(self, outputs: ndarray, targets: ndarray) -> ndarray:
        """Tanh r."""
        return elementary("tanh", outputs - targets)

    def bend(self, outputs: ndarray, targets: ndarray) -> ndarray:
        """1 − tanh² r."""
        slope = self.slope(outputs, targets)
        return 1 - slope * slope
