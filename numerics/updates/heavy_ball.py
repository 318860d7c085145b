"""Heavy-ball momentum, m' = βm − η∇L(θ), θ' = θ + m'."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from numpy import ndarray

from numerics.arguments import number
from numerics.arithmetic import Number, constant, scalar_in_kind
from numerics.updates.base import Gradient, State
from numerics.updates.schedules import Schedule, schedule

__all__ = ["HeavyBall"]


@dataclass(frozen=True, init=False, eq=False)
class HeavyBall:
    """m' = βm − η∇L(θ), θ' = θ + m', from rest; the memory is m.

    Parameters
    ----------
    rate
        η ≥ 0: a number, one for each trajectory (B,), or a `Schedule`.
    momentum
        0 ≤ β < 1.

    Raises
    ------
    TypeError, ValueError
        If a number is NaN or out of range.

    References
    ----------
    B. T. Polyak, Some methods of speeding up the convergence of iteration methods (1964).
    """

    rate: Schedule
    momentum: Number

    def __init__(self, rate: object, momentum: Number) -> None:
        object.__setattr__(self, "rate", schedule(rate))
        object.__setattr__(self, "momentum", number(momentum, "momentum", least=0, below=1))

    def init(self, weights: ndarray) -> State:
        """At rest at weights (B, P)."""
        return State(weights, (constant(0, weights),))

    def step(self, state: State, gradient: Gradient) -> State:
        """One step."""
        (velocity,) = state.memory
        momentum = scalar_in_kind(self.momentum, state.weights)
        velocity = momentum * velocity - gradient(state.weights, self.rate(state, gradient))
        return state.next(state.weights + velocity, velocity)

    def edge(self, rate: Any) -> Any:
        """Linearly stable up to ηλ = 2(1 + β)."""
        return 2.0 * (1 + float(self.momentum))
