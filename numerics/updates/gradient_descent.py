"""Gradient descent, θ' = θ − η∇L."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from numpy import ndarray

from numerics.updates.base import Gradient, State
from numerics.updates.schedules import Schedule, schedule

__all__ = ["GradientDescent"]


@dataclass(frozen=True, init=False, eq=False)
class GradientDescent:
    """θ' = θ − η∇L.

    Parameters
    ----------
    rate
        η ≥ 0: a number, one for each trajectory (B,), or a `Schedule`.

    Raises
    ------
    TypeError, ValueError
        If the rate is NaN, infinite, negative, or no number.
    """

    rate: Schedule

    def __init__(self, rate: object) -> None:
        object.__setattr__(self, "rate", schedule(rate))

    def init(self, weights: ndarray) -> State:
        """The state at weights (B, P); nothing is remembered."""
        return State(weights)

    def step(self, state: State, gradient: Gradient) -> State:
        """One step."""
        return state.next(state.weights - gradient(state.weights, self.rate(state, gradient)))

    def edge(self, rate: Any) -> Any:
        """Linearly stable up to ηλ = 2."""
        return 2.0
