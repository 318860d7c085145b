"""When to measure, and what becomes of it: the part of a monitor that knows neither PyTorch nor JAX."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite, nan
from time import perf_counter
from typing import Any, Literal

import numpy as np

from numerics.arguments import callable_or_none, flag, integer, real
from numerics.training.foresight import forecast
from numerics.training.measurement import Measurement
from numerics.training.record import COLUMNS, TrainingRecord
from numerics.training.rules import StepRule

__all__ = ["Monitor", "Step"]

_EVERY, _BUDGET = 20, 0.1
"""Steps from one measurement to the next, and share of the training's work, where neither is asked for."""
_PASS = 0.7
"""Work of a forward pass, in steps of training."""
_MISFIT = 0.01
"""Relative difference from which the gradient of the step is another than that of the batch: clipped, for instance."""
_ALLOWANCE = 3
"""Measurements where spikes begin or end, beyond half as many as there are others."""


@dataclass(frozen=True, eq=False)
class Step:
    """A step about to be made; what costs is a function that is called only where it is measured.

    Attributes
    ----------
    loss
        Loss of the batch before the step.
    batch
        Measures the batch; the argument says whether to measure the degree of homogeneity.
    kernel
        λ on the reference data.
    batch_loss
        Loss of this batch at the weights of the moment when it is called.
    weight_square
        Squared weight norm at the moment when it is called.
    steer
        From the measurement, if one was made, to the update rule with the learning rate that the step will have.
    data
        Equal for two steps on the same batch, whose loss is then known without evaluating it; None: not known.
    random
        Whether the net draws random numbers in training, so that a step is made with others than those of its measurement.
    uniform
        Whether all weights follow the update rule alike.
    changed
        Whether the weights are others than those of the step before, as when layers are frozen or unfrozen.
    """

    loss: float
    batch: Callable[[bool], Measurement]
    kernel: Callable[[], float]
    batch_loss: Callable[[], float]
    weight_square: Callable[[], float]
    steer: Callable[[Measurement | None], StepRule]
    data: Any = None
    random: bool = False
    uniform: bool = True
    changed: bool = False


@dataclass(eq=False)
class _Pending:
    """A measured step whose end has not been seen."""

    step: Step
    rule: StepRule
    measurement: Measurement
    weight_square: float
    row: dict[str, float]


class Monitor:
    """Collects the steps of one training run.

    Parameters
    ----------
    every
        Measure the first step and each k-th; None: the first only; ``"auto"``: each 20th, and within a budget of a tenth.
    on_spikes
        Whether to measure the kernel, too, where the loss begins to spike and where it is back, at most half as often and thrice.
    growth
        Whether to evaluate the loss of each measured batch again after its step, which costs a forward pass; without it, its
        growth is known where the same batch comes next again.
    factor, memory
        What counts as a spike, see `numerics.sgd.spikes`.
    tell
        Called with the number of the step and its measured values after each measurement.
    budget
        Most that measuring may take of the work of training without it: what would exceed it is put off until it does not. Work
        is counted, see `Measurement.work`, not clocked, so that the same steps are measured in each run. None: no limit.

    Attributes
    ----------
    work
        What measuring took until now, in steps of training; who measures adds to it.

    Raises
    ------
    TypeError, ValueError
        If an argument is of the wrong kind or out of range.
    """

    def __init__(
        self,
        every: int | Literal["auto"] | None = "auto",
        *,
        budget: float | None = None,
        on_spikes: bool = True,
        growth: bool = False,
        factor: float = 2.0,
        memory: int = 10,
        tell: Callable[[int, dict[str, float]], None] | None = None,
    ) -> None:
        if every == "auto":
            every, budget = _EVERY, _BUDGET if budget is None else budget
        self.every = None if every is None else integer(every, "every", least=1)
        self.factor, self.memory = real(factor, "factor", above=1), integer(memory, "memory", least=1)
        self.on_spikes, self.growth = flag(on_spikes, "on_spikes"), flag(growth, "growth")
        self.budget = None if budget is None else real(budget, "budget", above=0)
        self.tell = callable_or_none(tell, "tell", "(step, values) -> None")
        self.loss: list[float] = []
        self.rate: list[float] = []
        self.steps: list[int] = []
        self.rows: list[dict[str, float]] = []
        self.degree: int | None = None
        self._unseen = True  # the degree has not been measured yet
        self.products = 0
        self._pending: _Pending | None = None
        # Of a spike that is going on: the loss that it started from. Of the next one: where it may start.
        self._base: float | None = None
        self._earliest = 0
        # Measurements where spikes begin and end: at most half as many as others and a few, so that a noisy loss costs no more.
        self._extra = 0
        self.work = 0.0
        self._seconds = self._begun = self._ended = 0.0
        self._owed = False

    @property
    def next_step(self) -> int:
        """Number of the step that comes next, from 0."""
        return len(self.loss)

    @property
    def due(self) -> bool:
        """Whether the next step is to be measured, if the budget allows."""
        number = len(self.loss)
        return self._owed or number == 0 or (self.every is not None and number % self.every == 0)

    def before_step(self, step: Step) -> None:
        """Take in a step; call this after the loss is known and before the weights change."""
        start = perf_counter()
        if not self.loss:
            self._begun = start
        if step.changed:
            self.degree, self._pending, self._unseen = None, None, True
        self._finish(step)
        number = len(self.loss)
        self._owed = self.due
        self.loss.append(step.loss)
        event = self._spike_begins_or_ends(step.loss)
        allowed = number == 0 or self._within_budget()
        due, finite = self._owed and allowed, isfinite(step.loss)
        measurement = step.batch(self._unseen) if due and finite else None
        rule = step.steer(measurement)
        self.rate.append(rule.rate)
        self._owed = self._owed and not due
        if measurement is not None:
            self._keep(number, step, measurement, rule)
        elif self.on_spikes and event and finite and allowed and 3 * self._extra < len(self.rows) + 2 * _ALLOWANCE:
            self._extra += 1
            self._add(number, {"kernel": step.kernel()})
        self._ended = perf_counter()
        self._seconds += self._ended - start

    def unwatched(self, losses: Sequence[float], rate: float) -> None:
        """Take in steps that were made without it, after the one that was taken in last, by their losses alone.

        A measurement that was due among them is made at the next step that is watched.
        """
        start = perf_counter()
        self._pending = None if len(losses) else self._pending  # the weights of now are not those after its step
        for loss in losses:
            self._owed = self.due
            self.loss.append(loss)
            self.rate.append(rate)
            self._spike_begins_or_ends(loss)
        self._ended = perf_counter()
        self._seconds += self._ended - start

    def _within_budget(self) -> bool:
        return self.budget is None or self.work <= self.budget * (len(self.loss) - 1)

    def _add(self, number: int, values: dict[str, float]) -> dict[str, float]:
        row = dict.fromkeys(COLUMNS, nan) | values
        self.steps.append(number)
        self.rows.append(row)
        if self.tell is not None:
            self.tell(number, row)
        return row

    def _keep(self, number: int, step: Step, measurement: Measurement, rule: StepRule) -> None:
        if self._unseen:
            self.degree, self._unseen = measurement.degree, False
        self.products += measurement.products
        sharpness = measurement.sharpness
        critical = rule.critical_rate(sharpness)
        values = {
            "sharpness": sharpness,
            "sharpness_bound": float(measurement.bounds[0]),
            "critical_rate": critical,
            "relative_rate": 2 * rule.rate / critical,
            "top_loss": measurement.top_loss,
            "forecast": forecast(measurement, rule),
            "gradient_misfit": measurement.misfit,
            "kernel": step.kernel(),
            "weight_norm": step.weight_square(),
        }
        self._pending = _Pending(step, rule, measurement, values["weight_norm"], self._add(number, values))

    def _finish(self, following: Step | None = None) -> None:
        """Fill in what of the last measured step could be known only after it."""
        pending = self._pending
        if pending is None:
            return
        after = pending.step.weight_square()
        if after == pending.weight_square:  # the step has not been made yet
            return
        self._pending = None
        before, random = pending.measurement.loss, pending.step.random
        again = following is not None and pending.step.data is not None and following.data == pending.step.data
        if again and not random and following is not None:
            pending.row["growth"] = following.loss / pending.step.loss if pending.step.loss > 0 else nan
        elif self.growth and before > 0:
            self.work += _PASS
            pending.row["growth"] = pending.step.batch_loss() / before
        pending.row["identity"] = self._identity(pending, after)

    def _identity(self, pending: _Pending, after: float) -> float:
        """Relative excess of the squared weight norm over w²θ² − 2wηk Σ f ∂L/∂f + η²|∇L|², w = 1 − ημ."""
        rule, before = pending.rule, pending.weight_square
        # The gradient of the step must be that of the batch alone, by which all weights move alike.
        other = pending.step.random or pending.measurement.misfit > _MISFIT
        if self.degree is None or other or not (rule.plain and pending.step.uniform) or before == 0:
            return nan
        kept, slope = 1 - rule.rate * rule.decay, self.degree * pending.measurement.slope
        expected = kept**2 * before - 2 * kept * rule.rate * slope + rule.rate**2 * pending.measurement.gradient_square
        return (after - expected) / before

    def _spike_begins_or_ends(self, loss: float) -> bool:
        number = len(self.loss) - 1
        if self._base is None:
            window = self.loss[max(self._earliest, number - self.memory) : number]
            if not window or not loss > self.factor * min(window):
                return False
            self._base = min(window)
            return True
        if not loss <= self.factor * self._base:
            return False
        self._base, self._earliest = None, number
        return True

    def record(self) -> TrainingRecord:
        """What was seen until now."""
        start = perf_counter()
        self._finish()
        if self.loss:
            self._ended = perf_counter()
            self._seconds += self._ended - start
        return TrainingRecord(
            loss=np.array(self.loss),
            rate=np.array(self.rate),
            steps=np.array(self.steps, dtype=np.int64),
            measured={name: np.array([row[name] for row in self.rows]) for name in COLUMNS},
            degree=self.degree,
            factor=self.factor,
            memory=self.memory,
            seconds=self._seconds,
            elapsed=self._ended - self._begun,
            products=self.products,
        )
