"""The update rule of an optimiser as numbers, and the learning rate up to which it is linearly stable."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, nan

from numerics.arguments import flag, real
from numerics.updates import HeavyBall, Nesterov

__all__ = ["StepRule"]


@dataclass(frozen=True)
class StepRule:
    """θ' = θ − η·m', m' = βm + (1 − d)(g + μθ), as optimisers write it; g is the gradient of the loss.

    Attributes
    ----------
    rate
        Learning rate η ≥ 0.
    momentum
        β in [0, 1).
    nesterov
        Whether the step is η·(g + μθ + βm') instead: Nesterov's momentum, the weights being those where gradients are taken.
    damping
        d in [0, 1): 0 for the usual momentum, β for a running mean of gradients.
    decay
        μ ≥ 0, weight decay; where layers differ, the largest.

    Raises
    ------
    TypeError, ValueError
        If a number is out of range.

    Examples
    --------
    >>> StepRule(rate=0.1).critical_rate(sharpness=4.0)
    0.5
    >>> StepRule(rate=0.1, momentum=0.9).critical_rate(sharpness=4.0)
    0.95
    """

    rate: float
    momentum: float = 0.0
    nesterov: bool = False
    damping: float = 0.0
    decay: float = 0.0

    def __post_init__(self) -> None:
        real(self.rate, "rate", least=0)
        real(self.momentum, "momentum", least=0, below=1)
        real(self.damping, "damping", least=0, below=1)
        real(self.decay, "decay", least=0)
        flag(self.nesterov, "nesterov")

    @property
    def edge(self) -> float:
        """The η·(λ + μ) up to which a quadratic of curvature λ is stable: 2 without momentum, see `numerics.updates`."""
        rule = Nesterov(self.rate, self.momentum) if self.nesterov else HeavyBall(self.rate, self.momentum)
        return float(rule.edge(self.rate)) / (1 - self.damping)

    @property
    def plain(self) -> bool:
        """Whether it is gradient descent without momentum, with or without decay."""
        return self.momentum == 0 and self.damping == 0

    def critical_rate(self, sharpness: float) -> float:
        """The largest linearly stable learning rate where the largest curvature is ``sharpness``: edge/(λ + μ)."""
        if sharpness != sharpness:
            return nan
        curvature = sharpness + self.decay
        return self.edge / curvature if curvature > 0 else inf

    def relative(self, sharpness: float) -> float:
        """Rate over critical rate, times 2: η·λ for gradient descent, and above 2 beyond the linear edge for every rule."""
        critical = self.critical_rate(sharpness)
        return 2 * self.rate / critical if critical == critical else nan
