"""Learning rates that follow the state: certified by the weight norm, Polyak's, and the dial of the tangent kernel.

They are schedules, for any rule: ``GradientDescent(PolyakRate())``. `numerics.training.control` sets the same rates in a training
loop of PyTorch or JAX.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.arguments import integer, number
from numerics.arithmetic import Number, scalar_in_kind
from numerics.kernel import spectrum
from numerics.updates.base import Gradient, State

__all__ = ["CertifiedRate", "KernelRate", "PolyakRate"]


def _squares(vectors: ndarray) -> ndarray:
    """|v|² of each row, as a column (B, 1)."""
    total: ndarray = (vectors * vectors).sum(axis=1, keepdims=True)
    return total


def _quotient(above: ndarray, below: ndarray) -> ndarray:
    """Above / below, and 0 where below is 0: there the gradient is 0 as well, and nothing moves."""
    still = below == 0
    divided: ndarray = np.where(still, below, above) / np.where(still, below + 1, below)
    return divided


@dataclass(frozen=True, eq=False)
class CertifiedRate:
    """η_t = c / (C max(θ_t², M)^(k−1)): with targets 0 the weight norm never grows, from any initialisation and for any batches.

    For a model of degree k whose tangent kernel on every batch is at most C θ^(2(k−1)). For k = 2, c < 2 avoids catapults, and
    2 < c < 4 keeps the model in them: c is the dial.

    Parameters
    ----------
    constant
        C > 0.
    degree
        k ≥ 1.
    c
        0 < c ≤ 2k.
    least_norm
        M ≥ 0, for targets other than 0: then the norm grows by at most a constant a step, and nothing blows up in finite time.

    Raises
    ------
    TypeError, ValueError
        If a number is NaN or out of range.

    Examples
    --------
    >>> import numpy as np
    >>> from numerics import GradientDescent, PureQuadratic, simulate
    >>> model = PureQuadratic(np.ones((1, 2)), 1.0)
    >>> rule = GradientDescent(CertifiedRate(1.0, c=3.0))
    >>> bool(simulate(model, np.array([[30.0, 40.0]]), 0.0, steps=9, update=rule).summary.weight_norm_monotone[0])
    True
    """

    constant: Number
    degree: int = 2
    c: Number = 2.0
    least_norm: Number = 0.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "constant", number(self.constant, "constant", above=0))
        object.__setattr__(self, "degree", integer(self.degree, "degree", least=1))
        object.__setattr__(self, "c", number(self.c, "c", above=0, most=2 * self.degree))
        object.__setattr__(self, "least_norm", number(self.least_norm, "least_norm", least=0))

    def __call__(self, state: State, gradient: Gradient) -> ndarray:
        """The rates of this step, (B, 1)."""
        like = state.weights
        constant, c, least = (scalar_in_kind(value, like) for value in (self.constant, self.c, self.least_norm))
        norm = _squares(like)
        norm = np.where(norm < least, norm * 0 + least, norm)
        return _quotient(norm * 0 + c, constant * norm ** (self.degree - 1))


@dataclass(frozen=True, eq=False)
class PolyakRate:
    """η_t = ρ L/|∇L|² of the step's batch: with targets 0 and degree k the weight norm falls by exactly ρ(4k − ρ)L²/|∇L|² a step.

    That is of the squared loss. No constant is needed: ρ ≤ 4k cannot raise the norm, and 4k is the largest such number.

    Parameters
    ----------
    rho
        ρ > 0.

    Raises
    ------
    TypeError, ValueError
        If it is NaN or out of range.

    References
    ----------
    B. T. Polyak, Introduction to optimization (1987), for ρ = 1.
    """

    rho: Number = 1.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "rho", number(self.rho, "rho", above=0))

    def __call__(self, state: State, gradient: Gradient) -> ndarray:
        """The rates of this step, (B, 1)."""
        rho = scalar_in_kind(self.rho, state.weights)
        return _quotient(rho * gradient.loss(state.weights)[:, None], _squares(gradient(state.weights)))


@dataclass(frozen=True, eq=False)
class KernelRate:
    """η_t = c / λmax(H_t), the tangent kernel of the step's batch: c = 2 is the linear edge of gradient descent.

    Below 2 no step is super-critical; above, catapults go on as long as the kernel can fall. Of floats, or of one datum.

    Parameters
    ----------
    c
        The dial, c > 0.

    Raises
    ------
    TypeError, ValueError
        If it is NaN or out of range; in a step, if several data are to be computed exactly.
    """

    c: Number = 2.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "c", number(self.c, "c", above=0))

    def __call__(self, state: State, gradient: Gradient) -> ndarray:
        """The rates of this step, (B, 1)."""
        like: Any = state.weights
        if gradient.model.data_count == 1:
            top = gradient.model.tangent_gram(like)[:, 0, :]
        elif like.dtype == object:
            raise TypeError("KernelRate: the top eigenvalue on several data has no exact arithmetic")
        else:
            top = spectrum(gradient.model, like)[:, -1:]
        return _quotient(top * 0 + scalar_in_kind(self.c, like), gradient.coefficient * top)
