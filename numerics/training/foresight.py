"""What a step on a batch would do, foreseen from its measurement."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

from numerics.training.measurement import Measurement
from numerics.training.rules import StepRule

__all__ = ["Foresight", "forecast"]


@dataclass(frozen=True)
class Foresight:
    """What a step on a batch would do, foreseen at the weights of now; NaN where the net's outputs are not finite.

    Attributes
    ----------
    sharpness
        λ of the batch.
    relative_rate
        Twice the learning rate over the batch's critical one: above 2 it is super-critical.
    growth
        Loss of the batch after the step over that before, see `forecast`; NaN where the step is not known.
    """

    sharpness: float
    relative_rate: float
    growth: float

    @property
    def rises(self) -> bool:
        """Whether the loss of the batch will rise; where no growth is foreseen, whether the batch is super-critical."""
        return self.growth > 1 if self.growth == self.growth else self.relative_rate > 2


def forecast(measurement: Measurement, rule: StepRule) -> float:
    """Loss of a batch after the step θ' = θ − ηa + b over that before, but for the net's own curvature.

    L − η∇L·a + ∇L·b + ½(ηa − b)·GN·(ηa − b) over L: exact for the linearised net under the squared loss.

    Parameters
    ----------
    measurement
        The batch, and a and b.
    rule
        The step, with η.
    """
    if not measurement.loss > 0:
        return nan
    (fall, carry), (bend, cross, own), rate = measurement.slopes, measurement.bends, rule.rate
    return 1 + (rate**2 / 2 * bend - rate * cross + own / 2 - rate * fall + carry) / measurement.loss
