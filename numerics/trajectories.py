"""What a simulation returns: the recorded trajectories, and their summaries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.per_row import chosen_rows, rows_of, same
from numerics.phases import classify
from numerics.updates.base import State

__all__ = ["Summary", "SummaryBuilder", "Trajectories"]


@dataclass(frozen=True)
class Summary:
    """Per-trajectory facts, each of shape (B,), taken over *every* step 0 … ``last_step``, recorded or not.

    Attributes
    ----------
    initial_loss, final_loss, peak_loss
        Loss at step 0, at ``last_step``, and its largest value; a loss that is NaN counts as infinite.
    peak_step
        First step at which the loss is at its peak.
    loss_rise, weight_norm_rise
        Largest increase over one step, L_{t+1} − L_t and θ²_{t+1} − θ²_t: at most 0 means nonincreasing;
        −inf if no step was made.
    loss_change
        Increase over the last step made; NaN if none was.
    initial_ntk, final_ntk
        Top NTK eigenvalue at step 0 and at ``last_step``.
    initial_weight_norm, final_weight_norm, peak_weight_norm
        Squared weight norm at step 0 and at ``last_step``, and its largest value.
    peak_weight_norm_step
        First step at which it is at its peak.
    """

    initial_loss: ndarray
    final_loss: ndarray
    peak_loss: ndarray
    peak_step: ndarray
    loss_rise: ndarray
    loss_change: ndarray
    weight_norm_rise: ndarray
    initial_ntk: ndarray
    final_ntk: ndarray
    initial_weight_norm: ndarray
    final_weight_norm: ndarray
    peak_weight_norm: ndarray
    peak_weight_norm_step: ndarray

    def worst_margin(self, quantity: str, bound: ndarray | float) -> tuple[ndarray, ndarray]:
        """Least value over all steps of ``bound`` − quantity, and the first step at which it is reached.

        Parameters
        ----------
        quantity
            ``"loss"`` or ``"weight_norm"``.
        bound
            What the quantity should not exceed: one number, or one a trajectory, shape (B,).

        Returns
        -------
        margin, step
            Each of shape (B,); a negative margin is a violation. A quantity that is NaN counts as infinite.

        Raises
        ------
        ValueError
            If the quantity is neither of the two.
        """
        if quantity == "loss":
            peak, step = self.peak_loss, self.peak_step
        elif quantity == "weight_norm":
            peak, step = self.peak_weight_norm, self.peak_weight_norm_step
        else:
            raise ValueError(f"quantity must be loss or weight_norm, not {quantity!r}")
        return np.asarray(bound) - peak, step

    @property
    def loss_monotone(self) -> ndarray:
        """Whether the loss never rose, to the last bit; (B,) bool."""
        return self.loss_rise <= 0

    @property
    def weight_norm_monotone(self) -> ndarray:
        """Whether the squared weight norm never rose, to the last bit; (B,) bool."""
        return self.weight_norm_rise <= 0


class SummaryBuilder:
    """Accumulates a Summary step by step in O(B) memory."""

    def __init__(self, batch: int, dtype: np.dtype) -> None:
        def column(value: float) -> ndarray:
            return np.full(batch, value, dtype)

        self.initial_loss, self.loss, self.peak_loss = column(np.nan), column(np.nan), column(-np.inf)
        self.peak_step, self.peak_weight_norm_step = np.zeros(batch, np.int64), np.zeros(batch, np.int64)
        self.peak_weight_norm = column(-np.inf)
        self.loss_rise, self.loss_change, self.weight_norm_rise = column(-np.inf), column(np.nan), column(-np.inf)
        self.initial_weight_norm, self.weight_norm = column(np.nan), column(np.nan)

    def add(self, rows: ndarray, step: int, loss: ndarray, weight_norm: ndarray) -> None:
        """Take in the state of trajectories ``rows`` at the given step (0 first, then without gaps)."""
        with np.errstate(all="ignore"):
            loss = np.where(np.isnan(loss), np.inf, loss)
            weight_norm = np.where(np.isnan(weight_norm), np.inf, weight_norm)
            if step == 0:
                self.initial_loss[rows], self.initial_weight_norm[rows] = loss, weight_norm
            else:
                change = loss - self.loss[rows]
                self.loss_change[rows] = change
                self.loss_rise[rows] = np.maximum(self.loss_rise[rows], change)
                self.weight_norm_rise[rows] = np.maximum(self.weight_norm_rise[rows], weight_norm - self.weight_norm[rows])
            self.peak_step[rows] = np.where(loss > self.peak_loss[rows], step, self.peak_step[rows])
            self.peak_loss[rows] = np.maximum(self.peak_loss[rows], loss)
            higher = weight_norm > self.peak_weight_norm[rows]
            self.peak_weight_norm_step[rows] = np.where(higher, step, self.peak_weight_norm_step[rows])
            self.peak_weight_norm[rows] = np.maximum(self.peak_weight_norm[rows], weight_norm)
            self.loss[rows], self.weight_norm[rows] = loss, weight_norm

    def finish(self, initial_ntk: ndarray, final_ntk: ndarray) -> Summary:
        """Return the Summary."""
        return Summary(
            initial_loss=self.initial_loss,
            final_loss=self.loss,
            peak_loss=self.peak_loss,
            peak_step=self.peak_step,
            loss_rise=self.loss_rise,
            loss_change=self.loss_change,
            weight_norm_rise=self.weight_norm_rise,
            initial_ntk=initial_ntk,
            final_ntk=final_ntk,
            initial_weight_norm=self.initial_weight_norm,
            final_weight_norm=self.weight_norm,
            peak_weight_norm=self.peak_weight_norm,
            peak_weight_norm_step=self.peak_weight_norm_step,
        )


@dataclass(frozen=True, init=False, eq=False)
class Trajectories:
    """B gradient-descent trajectories, recorded at R + 1 steps; step 0 is the initialisation.

    A trajectory is frozen at its first state whose loss or weight norm is not finite, or whose loss exceeds the
    threshold. That state stands in the first recorded column at or after ``last_step``; later entries are NaN.

    Attributes
    ----------
    loss
        L = (c/2) Σ_a r_a², c = 1/D, 1, 2/D for ``normalisation`` mean, sum, mean_square; shape (B, R + 1).
    ntk
        c · λmax(JJᵀ), so that 2/ntk is the linear-stability edge of the learning rate; (B, R + 1).
    weight_norm
        Squared norm of all weights, not divided by P; (B, R + 1).
    outputs
        f_a, shape (B, R + 1, D), or None if they were not asked for.
    observed
        The further quantities asked for, each (B, R + 1, …).
    steps
        Numbers of the recorded steps, (R + 1,).
    last_step
        Step at which each trajectory was frozen, or the last step; (B,).
    diverged
        Whether it was frozen; (B,).
    final_weights
        Weights at ``last_step``, (B, P).
    learning_rates, targets, normalisation
        As simulated; (B,), (B, D), the loss's. Of a schedule the rate of the last step, and NaN where the rule has no rate.
    edge
        η·NTK up to which the last state is linearly stable: 2 for gradient descent on the squared loss; infinite if unknown.
    final_memory
        What the update rule remembers at ``last_step``, such as the velocity: arrays (B, P).
    """

    loss: ndarray
    ntk: ndarray
    weight_norm: ndarray
    outputs: ndarray | None
    observed: Mapping[str, ndarray]
    steps: ndarray
    last_step: ndarray
    diverged: ndarray
    final_weights: ndarray
    learning_rates: ndarray
    targets: ndarray
    normalisation: str
    # Filled by the engine when it did not record every step; see `summary`.
    measured_summary: Summary | None = None
    edge: ndarray | float = 2.0
    final_memory: tuple[ndarray, ...] = ()

    def __init__(
        self,
        loss: ndarray,
        ntk: ndarray,
        weight_norm: ndarray,
        outputs: ndarray | None,
        observed: Mapping[str, ndarray],
        steps: ndarray,
        last_step: ndarray,
        diverged: ndarray,
        final_weights: ndarray,
        learning_rates: ndarray,
        targets: ndarray,
        normalisation: str,
        measured_summary: Summary | None = None,
        edge: ndarray | float = 2.0,
        final_memory: tuple[ndarray, ...] = (),
    ) -> None:
        # At once: set one by one, as a frozen dataclass does, they would take a tenth of the time of a small simulation.
        fields = locals()
        del fields["self"]
        self.__dict__.update(fields)

    def __repr__(self) -> str:
        batch, columns = self.loss.shape
        last = int(self.steps[-1])
        many = f"{batch} {'trajectory' if batch == 1 else 'trajectories'}"
        return f"Trajectories({many}, {last} steps, {columns} recorded, {int(self.diverged.sum())} diverged)"

    def __len__(self) -> int:
        return len(self.loss)

    def __getitem__(self, chosen: int | slice | list[int] | ndarray) -> Trajectories:
        """Some of the trajectories, by number, slice, numbers or a mask; a single one is still a batch, of one."""
        rows = chosen_rows(chosen, len(self))
        return replace(
            self, **{name: rows_of(getattr(self, name), rows) for name in self.__dataclass_fields__ if name != "steps"}
        )

    def __eq__(self, other: object) -> bool:
        """Whether everything that was recorded is the same, to the last bit; NaN equals NaN."""
        if not isinstance(other, Trajectories):
            return NotImplemented
        return all(same(getattr(self, name), getattr(other, name)) for name in self.__dataclass_fields__)

    @cached_property
    def summary(self) -> Summary:
        """Peaks, monotonicity and end states of each trajectory."""
        if self.measured_summary is not None:
            return self.measured_summary
        builder = SummaryBuilder(len(self.loss), self.loss.dtype)
        for column, step in enumerate(self.steps.tolist()):
            rows = np.flatnonzero(self.last_step >= step)
            if not len(rows):
                break
            builder.add(rows, step, self.loss[rows, column], self.weight_norm[rows, column])
        final = self.ntk[np.arange(len(self.ntk)), np.searchsorted(self.steps, self.last_step)]
        return builder.finish(self.ntk[:, 0], final)

    @property
    def final_state(self) -> State:
        """The state at the end, from which another run goes on."""
        return State(self.final_weights, self.final_memory, int(self.steps[-1]))

    def phases(self) -> ndarray:
        """Phase of each trajectory, (B,) of `numerics.phases.Phase` codes; see `numerics.phases.classify`."""
        return classify(self)

    def plot(self, most: int = 32) -> Any:
        """Loss, NTK and squared weight norm as a Matplotlib figure; see `numerics.trajectory_views.draw_trajectories`."""
        from numerics.trajectory_views import draw_trajectories

        return draw_trajectories(self, most)

    def save(self, file: Path | str) -> None:
        """Write them to a file; see `numerics.trajectory_files.save_trajectories`."""
        from numerics.trajectory_files import save_trajectories

        save_trajectories(self, file)

    @staticmethod
    def load(file: Path | str) -> Trajectories:
        """Read what `save` wrote; see `numerics.trajectory_files.load_trajectories`."""
        from numerics.trajectory_files import load_trajectories

        return load_trajectories(file)

    def to_dataframe(self) -> Any:
        """A ``pandas.DataFrame`` with a row for each trajectory and step; see `numerics.trajectory_views.table_of`."""
        from numerics.trajectory_views import table_of

        return table_of(self)

    def to_xarray(self) -> Any:
        """An ``xarray.Dataset``; see `numerics.trajectory_views.dataset_of`."""
        from numerics.trajectory_views import dataset_of

        return dataset_of(self)
