"""The Huber loss: squared near the target, of bounded slope far from it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy import ndarray

from numerics.arguments import number
from numerics.arithmetic import Number, constant, maximum, minimum, scalar_in_kind
from numerics.losses.base import Loss

__all__ = ["Huber"]


@dataclass(frozen=True, eq=False)
class Huber(Loss):
    """ℓ = r²/2 where |r| ≤ δ, and δ(|r| − δ/2) beyond; |ℓ'| ≤ δ, ℓ'' ≤ 1.

    Parameters
    ----------
    delta
        δ > 0, the residual beyond which the slope no longer grows; with exact weights give a Fraction.
    normalisation
        See `Loss`.

    Raises
    ------
    TypeError, ValueError
        If δ is not a positive number.

    References
    ----------
    P. J. Huber, Robust estimation of a location parameter, Ann. Math. Statist. 35 (1964).

    Examples
    --------
    >>> import numpy as np
    >>> Huber(1.0).slope(np.array([[0.5, -3.0]]), np.zeros(2)).tolist()
    [[0.5, -1.0]]
    """

    delta: Number = 1.0
    normalisation: str = field(default="mean", kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "delta", number(self.delta, "delta", above=0))

    def term(self, outputs: ndarray, targets: ndarray) -> ndarray:
        """ℓ = m(|r| − m/2) with m = min(|r|, δ): nothing cancels far from the target."""
        size = np.abs(outputs - targets)
        near = minimum(size, scalar_in_kind(self.delta, outputs))
        return near * (size - near / 2)

    def slope(self, outputs: ndarray, targets: ndarray) -> ndarray:
        """R clipped to [−δ, δ]."""
        delta = scalar_in_kind(self.delta, outputs)
        return maximum(minimum(outputs - targets, delta), -delta)

    def bend(self, outputs: ndarray, targets: ndarray) -> ndarray:
        """1 where |r| ≤ δ, else 0."""
        near = np.abs(outputs - targets) <= scalar_in_kind(self.delta, outputs)
        return np.where(near, constant(1, outputs), constant(0, outputs))
