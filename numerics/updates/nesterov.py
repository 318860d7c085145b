"""Nesterov's momentum, m' = βm − η∇L(θ + βm), θ' = θ + m'."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from numpy import ndarray

from numerics.arguments import number
from numerics.arithmetic import Number, constant, scalar_in_kind
from numerics.updates.base import Gradient, State
from numerics.updates.schedules import Schedule, schedule

__all__ = ["Nesterov"]


@dataclass(frozen=True, init=False, eq=False)
class Nesterov:
    """m' = βm − η∇L(θ + βm), θ' = θ + m', from rest; the memory is m. The gradient is taken where momentum alone would lead.

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
    I. Sutskever, J. Martens, G. Dahl, G. Hinton, On the importance of initialization and momentum (2013), for this form.
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
        carried = scalar_in_kind(self.momentum, state.weights) * velocity
        velocity = carried - gradient(state.weights + carried, self.rate(state, gradient))
        return state.next(state.weights + velocity, velocity)

    def edge(self, rate: Any) -> Any:
        """Linearly stable up to ηλ = 2(1 + β)/(1 + 2β)."""
        momentum = float(self.momentum)
        return 2.0 * (1 + momentum) / (1 + 2 * momentum)
