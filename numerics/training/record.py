"""What a monitor has seen: loss and rate of every step, spectra of some, spikes, and what it cost."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.sgd import Spike, spikes
from numerics.training.horizon import horizon

__all__ = ["COLUMNS", "TrainingRecord", "counted"]

COLUMNS = {
    "sharpness": ("1 / learning rate", "largest eigenvalue of the Gauss–Newton matrix of the step's batch, before the step"),
    "sharpness_bound": ("1 / learning rate", "distance within which some eigenvalue lies; the largest is not below the value"),
    "critical_rate": ("learning rate", "largest linearly stable learning rate on the batch, momentum and decay included"),
    "relative_rate": ("1", "twice the learning rate over the critical one: ηλ for gradient descent, above 2 beyond the edge"),
    "top_loss": ("loss", "part of the batch loss in the top eigenspace of its kernel"),
    "growth": ("1", "loss of the batch after its own step over that before it"),
    "forecast": ("1", "growth, foreseen before the step from gradient and Gauss–Newton matrix"),
    "gradient_misfit": (
        "1",
        "relative distance of the gradient that is stepped with from the batch's: 0 unless clipped, say",
    ),
    "kernel": ("1 / learning rate", "largest eigenvalue of the Gauss–Newton matrix on the reference data"),
    "weight_norm": ("weights squared", "squared weight norm before the step"),
    "identity": ("1", "squared weight norm after the step minus the weight-norm identity's, over the squared weight norm"),
}
"""What is measured at some steps: name → (unit, meaning)."""


def counted(number: int, word: str) -> str:
    """A number of things, the word with an s unless there is one."""
    return f"{number} {word}{'' if number == 1 else 's'}"


@dataclass(frozen=True, eq=False, repr=False)
class TrainingRecord:
    """One training run as a monitor saw it: T steps, M of them measured.

    Attributes
    ----------
    loss, rate
        Loss of the batch before each step, and the learning rate of the step; (T,).
    steps
        The measured steps, (M,).
    measured
        `COLUMNS`, each (M,); NaN where something was not measured or is not defined.
    degree
        The degree in which the outputs are homogeneous in the weights; None if they are not. ``identity`` needs it.
    factor, memory
        What counts as a spike, see `numerics.sgd.spikes`.
    seconds, elapsed
        What the monitor took, and the time from the first step to the last; seconds.
    products
        Products with vectors that its spectra took.
    """

    loss: ndarray
    rate: ndarray
    steps: ndarray
    measured: dict[str, ndarray]
    degree: int | None
    factor: float
    memory: int
    seconds: float
    elapsed: float
    products: int

    def __repr__(self) -> str:
        found = self.spikes
        return (
            f"TrainingRecord({counted(len(self.loss), 'step')}, {len(self.steps)} measured, {counted(len(found), 'spike')}, "
            f"{counted(sum(spike.catapult for spike in found), 'catapult')}, {self.share:.1%} of the time)"
        )

    @property
    def share(self) -> float:
        """The monitor's time over that of training without it; NaN before there is any, which takes two steps."""
        training = self.elapsed - self.seconds
        return self.seconds / training if training > 0 and len(self.loss) > 1 else float("nan")

    @property
    def kernel(self) -> ndarray:
        """λ on the reference data at every step, (T,): the last that was measured; NaN before the first."""
        steps, values = self.steps, self.measured["kernel"]
        known = np.isfinite(values)
        place = np.searchsorted(steps[known], np.arange(len(self.loss)), side="right") - 1
        filled = np.append(values[known], np.nan)  # the place before the first is the last: NaN
        return filled[place]

    def _nearest_kernel(self) -> ndarray:
        """λ at every step as measured nearest to it, (T,): a spike begins before it is noticed and the kernel measured."""
        known = np.isfinite(self.measured["kernel"])
        steps, values, wanted = self.steps[known], self.measured["kernel"][known], np.arange(len(self.loss))
        if not len(steps):
            return np.full(len(wanted), np.nan)
        after = np.searchsorted(steps, wanted).clip(max=len(steps) - 1)
        before = (after - 1).clip(min=0)
        nearer = np.abs(steps[after] - wanted) < np.abs(wanted - steps[before])
        return np.asarray(np.where(nearer, values[after], values[before]))

    def horizon(self, constant: float, target_square: float) -> ndarray:
        """Steps for which the weight norm certainly does not blow up at the rate of each measured step, from it on; (M,).

        Parameters
        ----------
        constant, target_square
            C and c|y|² in the convention of the loss, see `numerics.training.horizon`.

        Raises
        ------
        ValueError
            If the net is not homogeneous.
        """
        if self.degree is None:
            raise ValueError("a horizon needs a net that is homogeneous in its weights")
        rates, norms = self.rate[self.steps], self.measured["weight_norm"]
        return np.array(
            [
                horizon(rate, constant, norm, target_square, self.degree) if rate > 0 and np.isfinite(norm) else np.nan
                for rate, norm in zip(rates.tolist(), norms.tolist(), strict=True)
            ]
        )

    @property
    def spikes(self) -> list[Spike]:
        """The spikes of the loss: steps where each starts, peaks and ends; a catapult is one through which the kernel drops.

        The kernel at its start and end is the one that was measured nearest to them.
        """
        return spikes(self.loss, self._nearest_kernel(), self.factor, self.memory)

    @property
    def catapults(self) -> list[Spike]:
        """The spikes through which the kernel on the reference data drops."""
        return [spike for spike in self.spikes if spike.catapult]

    def to_xarray(self) -> Any:
        """Return an ``xarray.Dataset`` with dimensions step, measurement and spike.

        Raises
        ------
        ImportError
            If xarray is not installed.
        """
        try:
            import xarray
        except ImportError as error:
            raise ImportError('to_xarray needs xarray: pip install "catapult-verify[sweeps]"') from error
        found = self.spikes
        variables: dict[str, Any] = {
            "loss": ("step", self.loss, {"long_name": "loss of the step's batch before the step"}),
            "learning_rate": ("step", self.rate),
            "measured_step": ("measurement", self.steps),
        }
        for name, (unit, meaning) in COLUMNS.items():
            variables[name] = ("measurement", self.measured[name], {"units": unit, "long_name": meaning})
        for name in ("start", "peak", "end"):
            variables[f"spike_{name}"] = ("spike", np.array([getattr(spike, name) for spike in found], dtype=np.int64))
        variables["spike_catapult"] = ("spike", np.array([spike.catapult for spike in found], dtype=bool))
        kept = {"factor": self.factor, "memory": self.memory, "degree": -1 if self.degree is None else self.degree}
        return xarray.Dataset(variables, coords={"step": np.arange(len(self.loss))}, attrs=kept)

    def draw(self, path: Path | str, title: str = "") -> Path:
        """Draw loss, relative rate and kernel with the spikes; see `numerics.training.show`."""
        from numerics.training.show import draw

        return draw(self, path, title)

    def to_html(self, path: Path | str, title: str = "") -> Path:
        """Write one self-contained page; see `numerics.training.page`."""
        from numerics.training.page import write_page

        return write_page(self, path, title)
