"""What an update rule is: where it starts, and one step. It asks for gradients at points of its own choosing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from numpy import ndarray

from numerics.models.base import Model

__all__ = ["Gradient", "State", "UpdateRule"]


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """Where B trajectories are, all at one step.

    Attributes
    ----------
    weights
        θ, shape (B, P), in floats, fractions or balls.
    memory
        What the rule remembers besides (velocities, running means): arrays (B, …), two axes each.
    step
        How many steps were made.
    rows
        Numbers of the trajectories in the whole batch, (B,), where some have ended; None if all are here.
    """

    weights: ndarray
    memory: tuple[ndarray, ...] = ()
    step: int = 0
    rows: ndarray | None = None

    def next(self, weights: ndarray, *memory: ndarray) -> State:
        """The state one step on."""
        return State(weights, memory, self.step + 1, self.rows)

    def keep(self, chosen: ndarray) -> State:
        """The state of some of the trajectories, ``chosen`` a mask or numbers of rows."""
        rows = chosen.nonzero()[0] if chosen.dtype == bool else chosen
        return State(
            self.weights[rows],
            tuple(part[rows] for part in self.memory),
            self.step,
            rows if self.rows is None else self.rows[rows],
        )

    def of(self, whole: ndarray) -> ndarray:
        """The rows of an array over the whole batch that belong to the trajectories here; one without batch axis as it is."""
        return whole if self.rows is None or whole.ndim < 2 or len(whole) == 1 else whole[self.rows]


class Gradient(Protocol):
    """The gradient of the loss on one step's batch, as a function of the weights."""

    model: Model
    """The model on the data of the batch."""
    coefficient: Any
    """The c of the loss on that batch, L = c Σ_a ℓ_a: 2/(c λmax(JJᵀ)) is the batch's critical learning rate."""

    def __call__(self, weights: ndarray, factor: Any = 1) -> ndarray:
        """factor · ∇L at weights (B, P), same shape; ``factor`` is one number, or a column (B, 1).

        The factor is multiplied into the coefficient of the loss first, which saves a product for every weight.
        """

    def loss(self, weights: ndarray) -> ndarray:
        """L at weights (B, P), shape (B,)."""


@runtime_checkable
class UpdateRule(Protocol):
    """One step of training, in whatever arithmetic the weights are in (see `numerics.arithmetic`).

    A rule may also have ``rate``, a `Schedule`, and a method ``edge(rate)``: the η·λ up to which it is linearly stable on a
    quadratic of curvature λ (2 for gradient descent), which decides whether a trajectory has come to rest. Without them any
    state whose loss no longer moves is at rest.
    """

    def init(self, weights: ndarray) -> State:
        """The state at rest at weights (B, P)."""

    def step(self, state: State, gradient: Gradient) -> State:
        """The next state."""
