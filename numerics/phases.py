"""The phases of large-learning-rate training, defined on recorded trajectories."""

from __future__ import annotations

from enum import IntEnum
from typing import Any, Protocol

import numpy as np
from numpy import ndarray

from numerics.arguments import offers, real, shown

__all__ = ["Phase", "Runs", "classify", "settled"]


class Phase(IntEnum):
    """What becomes of a trajectory within the steps simulated."""

    MONOTONE = 0
    """Settled, and no step raised the loss (the lazy regime of the literature)."""
    CATAPULT = 1
    """Settled, after at least one step that raised the loss."""
    DIVERGENT = 2
    """Frozen: loss or weight norm not finite, or loss over the threshold."""
    UNDECIDED = 3
    """Neither frozen nor settled within the steps simulated."""


class Runs(Protocol):
    """What is asked of trajectories: a `numerics.trajectories.Trajectories`, or anything like it."""

    @property
    def diverged(self) -> ndarray:
        """Whether each was frozen, (B,)."""

    @property
    def learning_rates(self) -> ndarray:
        """(B,)."""

    @property
    def edge(self) -> ndarray | float:
        """η·NTK up to which the last state is linearly stable."""

    @property
    def summary(self) -> Any:
        """A `numerics.trajectories.Summary`."""


def settled(trajectories: Runs, *, loss_ratio: float = 1e-4, loss_change: float = 1e-8, stability_slack: float = 0.05) -> ndarray:
    """Whether each trajectory has come to rest at its last step, (B,) bool.

    It has if its loss is exactly 0, or if it was not frozen, its last state is linearly stable up to a slack,
    η·NTK ≤ (1 + ``stability_slack``) · edge (2 for gradient descent on the squared loss), and its loss is at most ``loss_ratio``
    times the initial one or changed over the last step by at most ``loss_change`` times itself. The slack admits minima with a
    residual, whose stability the NTK alone does not decide.
    """
    summary = trajectories.summary
    with np.errstate(all="ignore"):
        stable = trajectories.learning_rates * summary.final_ntk <= trajectories.edge * (1 + stability_slack)
        stable = stable | np.isinf(trajectories.edge)
        small = summary.final_loss <= loss_ratio * summary.initial_loss
        at_rest = np.abs(summary.loss_change) <= loss_change * summary.final_loss
    return ~trajectories.diverged & ((summary.final_loss == 0) | (stable & (small | at_rest)))


def classify(
    trajectories: Runs,
    *,
    rise: float | None = None,
    loss_ratio: float = 1e-4,
    loss_change: float = 1e-8,
    stability_slack: float = 0.05,
) -> ndarray:
    """Label each trajectory, (B,) int8 of `Phase`.

    Divergent if it was frozen; undecided if it is not `settled`; otherwise monotone if no step raised the loss by more than
    ``rise`` times the initial loss, and catapult if one did.

    Parameters
    ----------
    trajectories
        What `numerics.descent.simulate` returned, recorded in any way.
    rise
        What counts as rounding: None means 64 units in the last place.
    loss_ratio, loss_change, stability_slack
        See `settled`.

    Raises
    ------
    TypeError, ValueError
        If the trajectories are none, or a number is negative or not finite.

    Examples
    --------
    >>> import numpy as np
    >>> from numerics import PureQuadratic, simulate
    >>> runs = simulate(PureQuadratic(np.array([[1.0, -1.0]]), 1.0), np.array([[0.6, 0.8]]), 0.0, [3.0], steps=100)
    >>> Phase(classify(runs)[0]).name
    'CATAPULT'
    """
    if not offers(trajectories, "summary", "diverged", "learning_rates", "edge"):
        raise TypeError(f"trajectories must be what numerics.simulate returns, not {shown(trajectories)}")
    loss_ratio, loss_change = real(loss_ratio, "loss_ratio", least=0), real(loss_change, "loss_change", least=0)
    stability_slack = real(stability_slack, "stability_slack", least=0)
    rise = None if rise is None else real(rise, "rise", least=0)
    summary = trajectories.summary
    tolerance = 64 * float(np.finfo(summary.initial_loss.dtype).eps) if rise is None else rise
    at_rest = settled(trajectories, loss_ratio=loss_ratio, loss_change=loss_change, stability_slack=stability_slack)
    labels = np.where(summary.loss_rise > tolerance * summary.initial_loss, Phase.CATAPULT, Phase.MONOTONE)
    labels = np.where(at_rest, labels, Phase.UNDECIDED)
    return np.where(trajectories.diverged, Phase.DIVERGENT, labels).astype(np.int8)
