"""Gradient descent with weight decay, θ' = (1 − ημ)θ − η∇L."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from numpy import ndarray

from numerics.arguments import number
from numerics.arithmetic import Number, scalar_in_kind
from numerics.updates.base import Gradient, State
from numerics.updates.schedules import Schedule, schedule

__all__ = ["WeightDecay"]


@dataclass(frozen=True, init=False, eq=False)
class WeightDecay:
    """θ' = (1 − ημ)θ − η∇L: gradient descent on L + (μ/2)θ², the recorded loss being L.

    Parameters
    ----------
    rate
        η ≥ 0: a number, one for each trajectory (B,), or a `Schedule`.
    decay
        μ ≥ 0. Beyond ημ = 1 a step turns the weights around, beyond 2 they grow; neither is refused, as theorems reach there.

    Raises
    ------
    TypeError, ValueError
        If a number is NaN, infinite or negative.
    """

    rate: Schedule
    decay: Number

    def __init__(self, rate: object, decay: Number) -> None:
        object.__setattr__(self, "rate", schedule(rate))
        object.__setattr__(self, "decay", number(decay, "decay", least=0))

    def init(self, weights: ndarray) -> State:
        """The state at weights (B, P); nothing is remembered."""
        return State(weights)

    def step(self, state: State, gradient: Gradient) -> State:
        """One step."""
        rate = self.rate(state, gradient)
        kept = 1 - rate * scalar_in_kind(self.decay, state.weights)
        return state.next(kept * state.weights - gradient(state.weights, rate))

    def edge(self, rate: Any) -> Any:
        """Linearly stable up to ηλ = 2 − ημ."""
        return 2.0 - rate * float(self.decay)
