"""Adam: momentum, and a step scaled by the running size of each weight's gradient."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from numpy import ndarray

from numerics.arguments import number
from numerics.arithmetic import Number, constant, elementary, scalar_in_kind
from numerics.updates.base import Gradient, State
from numerics.updates.schedules import Schedule, schedule

__all__ = ["Adam"]


@dataclass(frozen=True, init=False, eq=False)
class Adam:
    """θ' = θ − η m̂/(√v̂ + ε), m and v the running means of g and g², both corrected for their start at 0; the memory is (m, v).

    Of floats and balls: the root has no exact arithmetic. It has no linear edge of its own: none is used.

    Parameters
    ----------
    rate
        η ≥ 0: a number, one for each trajectory (B,), or a `Schedule`.
    betas
        0 ≤ β₁, β₂ < 1. As fractions, 1 − β is exact before it becomes a float.
    epsilon
        ε > 0.

    Raises
    ------
    TypeError, ValueError
        If a number is NaN or out of range.

    References
    ----------
    D. P. Kingma, J. Ba, arXiv:1412.6980, algorithm 1.
    """

    rate: Schedule
    betas: tuple[Number, Number]
    epsilon: Number

    def __init__(
        self,
        rate: object,
        betas: tuple[Number, Number] = (Fraction(9, 10), Fraction(999, 1000)),
        epsilon: Number = 1e-8,
    ) -> None:
        if not isinstance(betas, (tuple, list)) or len(betas) != 2:
            raise TypeError("betas must be a pair of numbers")
        object.__setattr__(self, "rate", schedule(rate))
        object.__setattr__(self, "betas", tuple(number(beta, f"betas[{i}]", least=0, below=1) for i, beta in enumerate(betas)))
        object.__setattr__(self, "epsilon", number(epsilon, "epsilon", above=0))

    def init(self, weights: ndarray) -> State:
        """At weights (B, P), with running means 0."""
        return State(weights, (constant(0, weights), constant(0, weights)))

    def step(self, state: State, gradient: Gradient) -> State:
        """One step."""
        (first, second), like = self.betas, state.weights
        keep_mean, keep_square, epsilon = (scalar_in_kind(value, like) for value in (first, second, self.epsilon))
        add_mean, add_square = (scalar_in_kind(1 - beta, like) for beta in self.betas)
        mean, square = state.memory
        slope, made = gradient(state.weights), state.step + 1
        mean = keep_mean * mean + add_mean * slope
        square = keep_square * square + add_square * slope**2
        size = elementary("sqrt", square / (1 - keep_square**made)) + epsilon
        rate = self.rate(state, gradient)
        return state.next(state.weights - rate * (mean / (1 - keep_mean**made)) / size, mean, square)
