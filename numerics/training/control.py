"""Learning rates that follow the state: the dial, turned up now and then, the certified schedule, the Polyak step.

They say what the rate of a step should be; `numerics.training.torch_monitor` and `numerics.training.optax_rules` set it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Protocol, runtime_checkable

from numerics.arguments import integer, real
from numerics.training.rules import StepRule

__all__ = ["Certified", "Control", "Dial", "Facts", "Polyak", "Pulses"]


@dataclass(frozen=True)
class Facts:
    """What is known before a step.

    Attributes
    ----------
    rule
        The update rule with the learning rate of the step before.
    loss, gradient_square
        Loss of the batch and |∇L|².
    sharpness
        λ, the last that was measured; NaN before the first.
    norm
        U = |θ + βm/(1−β)|² + β|m|²/(1−β)², m = θ_t − θ_{t−1}; without momentum the squared weight norm.
    step
        Number of the step, from 0.
    """

    rule: StepRule
    loss: float
    gradient_square: float
    sharpness: float
    norm: float
    step: int = 0


@runtime_checkable
class Control(Protocol):
    """A rule for the learning rate."""

    def check(self, rule: StepRule) -> None:
        """Raise ValueError if the control is not defined for an optimiser of this kind."""

    def rate(self, facts: Facts) -> float:
        """The learning rate of the step."""


@dataclass(frozen=True)
class Dial:
    """Keep the rate at c/2 times the critical one: η·λ = c for gradient descent; c = 2 is the linear edge for every rule.

    Below 2 no batch that was measured is super-critical, so that there are no catapults; above 2 they go on for as long as
    the net can lower its kernel. λ is the last that was measured, so measure every step for a tight hold.

    Parameters
    ----------
    c
        The dial, positive.
    largest
        Largest rate that is set, where λ is small.
    """

    c: float
    largest: float = float("inf")

    def __post_init__(self) -> None:
        real(self.c, "c", above=0)
        real(self.largest, "largest", above=0, infinite=True)

    def check(self, rule: StepRule) -> None:
        """Any rule will do."""

    def rate(self, facts: Facts) -> float:
        """c/2 times the critical rate; the rate as it is where λ is not known."""
        critical = facts.rule.critical_rate(facts.sharpness)
        wanted = min(self.c / 2 * critical, self.largest)
        return wanted if isfinite(wanted) else facts.rule.rate


@dataclass(frozen=True)
class Pulses:
    """The dial at ``low``, turned up to ``high`` for some steps: as many catapults as one wants, when one wants them.

    Parameters
    ----------
    low, high
        The dial between pulses and in them; below 2 there are no catapults, above 2 the loss grows along the top eigenvector.
    starts
        Steps at which a pulse begins.
    length
        How many steps it lasts.
    """

    low: float
    high: float
    starts: tuple[int, ...]
    length: int = 4

    def __post_init__(self) -> None:
        real(self.low, "low", above=0)
        real(self.high, "high", above=0)
        integer(self.length, "length", least=1)
        object.__setattr__(self, "starts", tuple(integer(start, "starts", least=0) for start in self.starts))

    def check(self, rule: StepRule) -> None:
        """Any rule will do."""

    def rate(self, facts: Facts) -> float:
        """That of the dial at this step."""
        turned_up = any(start <= facts.step < start + self.length for start in self.starts)
        return Dial(self.high if turned_up else self.low).rate(facts)


@dataclass(frozen=True)
class Certified:
    """η = c/(C N^{k−1} + kμ), for targets 0 and any batches: the weight norm cannot grow, from any initialisation.

    With heavy-ball momentum η = c(1−β)²/((1+β)^k C U^{k−1}), and it is U that cannot grow. The net must be homogeneous of degree
    k with λmax(H) ≤ C θ^{2(k−1)} for every batch, H = c_b JJᵀ normalised as the loss is. Sources: the weight-norm identity with
    decay and momentum; the toolkit's theorems of the weight norm.

    Parameters
    ----------
    constant
        C > 0.
    degree
        k ≥ 1.
    c
        0 < c ≤ 2k; the loss tends to 0 for c < 2k without momentum. For k = 2, c < 2 avoids catapults and 2 < c < 4 keeps the
        net in them.
    """

    constant: float
    degree: int = 2
    c: float = 2.0

    def __post_init__(self) -> None:
        real(self.constant, "constant", above=0)
        integer(self.degree, "degree", least=1)
        real(self.c, "c", above=0, most=2 * self.degree)

    def check(self, rule: StepRule) -> None:
        """Not for Nesterov's or damped momentum, nor for momentum with decay, where nothing is proved."""
        if rule.nesterov or rule.damping or (rule.momentum and rule.decay):
            raise ValueError(
                "Certified is proved for gradient descent, with decay or with heavy-ball momentum, not for this optimiser"
            )

    def rate(self, facts: Facts) -> float:
        """The rate; the largest number of float64 where the norm is 0."""
        power = self.constant * facts.norm ** (self.degree - 1)
        if facts.rule.momentum:
            beta = facts.rule.momentum
            wanted = self.c * (1 - beta) ** 2, (1 + beta) ** self.degree * power
        else:
            wanted = self.c, power + self.degree * facts.rule.decay
        return wanted[0] / wanted[1] if wanted[1] > 0 else facts.rule.rate


@dataclass(frozen=True)
class Polyak:
    """η = ρ L/|∇L|²: for targets 0 and degree k the weight norm falls by exactly ρ(4k − ρ)L²/|∇L|², no constant needed.

    That is with L = (c/2) Σ f²; ρ ≤ 4k cannot raise the weight norm, ρ < 4k gives L → 0 from every initialisation.

    Parameters
    ----------
    rho
        ρ > 0.
    largest
        Largest rate that is set, where the gradient is small.

    References
    ----------
    B. T. Polyak, Introduction to optimization (1987), for ρ = 1.
    """

    rho: float = 1.0
    largest: float = float("inf")

    def __post_init__(self) -> None:
        real(self.rho, "rho", above=0)
        real(self.largest, "largest", above=0, infinite=True)

    def check(self, rule: StepRule) -> None:
        """Without momentum and decay, which the step does not know of."""
        if not rule.plain or rule.decay:
            raise ValueError("Polyak is a step of gradient descent without momentum and weight decay, not of this optimiser")

    def rate(self, facts: Facts) -> float:
        """The rate; as it is where the gradient is 0.

        Raises
        ------
        ValueError
            If the gradient is not known.
        """
        square = facts.gradient_square
        if square != square:
            raise ValueError("Polyak needs the gradient: take the step in after the backward pass")
        wanted = min(self.rho * facts.loss / square, self.largest) if square > 0 else facts.rule.rate
        return wanted if isfinite(wanted) else facts.rule.rate
