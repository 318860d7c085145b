"""Phase diagrams: what becomes of gradient descent over learning rate and one more axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.arguments import choice, instance, integer, reals, sequence, shown
from numerics.batches import Batches
from numerics.descent import simulate
from numerics.engines import ENGINES
from numerics.ensemble import AXES, Ensemble, Problem, problem, with_axis
from numerics.kernel import spectrum
from numerics.losses import Loss
from numerics.models.base import Model
from numerics.phases import classify
from numerics.process import RuleOfRates, chosen_batches, chosen_loss, described, rule_of_rates
from numerics.progress import Progress
from numerics.trajectories import Trajectories

__all__ = ["PER_INITIALISATION", "VARIABLES", "Diagram", "initial_ntk", "measure", "phase_diagram", "rows_together"]

VARIABLES: dict[str, tuple[str, str, str]] = {
    "phase": ("int8", "1", "0 monotone, 1 catapult, 2 divergent, 3 undecided"),
    "final_loss": ("float64", "loss", "loss at the last step"),
    "peak_loss": ("float64", "loss", "largest loss over all steps; infinite if it overflowed"),
    "peak_step": ("int64", "step", "first step at which the loss was largest"),
    "last_step": ("int64", "step", "step at which the trajectory was frozen, or the last step"),
    "final_ntk": ("float64", "1 / learning rate", "top NTK eigenvalue at the last step"),
    "final_weight_norm": ("float64", "weight²", "squared weight norm at the last step"),
    "loss_rise": ("float64", "loss", "largest rise of the loss over one step"),
    "weight_norm_rise": ("float64", "weight²", "largest rise of the squared weight norm over one step"),
}
"""What is kept of a trajectory: name → (type, unit, meaning)."""

PER_INITIALISATION: dict[str, tuple[str, str, str]] = {
    "initial_loss": ("float64", "loss", "loss at initialisation"),
    "initial_ntk": ("float64", "1 / learning rate", "top NTK eigenvalue at initialisation, λ₀"),
    "initial_weight_norm": ("float64", "weight²", "squared weight norm at initialisation"),
}
"""What is kept of an initialisation: name → (type, unit, meaning)."""


@dataclass(frozen=True, eq=False)
class Diagram:
    """Phases over learning rate, initialisation and, if there is one, a further axis.

    Attributes
    ----------
    ensemble
        What is drawn from; its value along ``axis`` does not matter.
    axis, values
        Name in `numerics.ensemble.AXES`, or None; its V values (V = 1 without an axis).
    rates
        Learning rates in units of 1/λ₀, (R,).
    seed, replicates, steps
        Seed, number N of initialisations per value, number of steps.
    data
        `VARIABLES`, each (V, N, R), and `PER_INITIALISATION`, each (V, N).
    process
        What was run instead of full-batch gradient descent on the squared loss, in words.
    """

    ensemble: Ensemble
    axis: str | None
    values: ndarray
    rates: ndarray
    seed: int
    replicates: int
    steps: int
    data: dict[str, ndarray]
    process: str = ""

    def __repr__(self) -> str:
        axis = f"{len(self.values)} values of {self.axis} × " if self.axis else ""
        rates = f"{len(self.rates)} rates from {self.rates[0]:g} to {self.rates[-1]:g}"
        other = f"; {self.process}" if self.process else ""
        drawn = f"{axis}{self.replicates} initialisations × {rates}, {self.steps} steps"
        return f"Diagram({self.ensemble.model_name}: {drawn}{other})"

    @property
    def phase(self) -> ndarray:
        """Phase codes, (V, N, R) int8."""
        return self.data["phase"]

    def shares(self, phase: int) -> ndarray:
        """Fraction of the initialisations in a phase, (V, R)."""
        return (self.phase == phase).mean(axis=1)


def initial_ntk(drawn: Problem, loss: Loss | None = None) -> ndarray:
    """λ₀ = c · λmax(JJᵀ) of each initialisation, (B,), c the loss's; the expansions of a net share its NTK."""
    scale = chosen_loss(loss, "mean").scale(drawn.weights, drawn.net.data_count)
    rows = max(1, 2**20 // (drawn.net.weight_count * drawn.net.data_count))
    parts = [spectrum(drawn.net, drawn.weights[start : start + rows])[:, -1] for start in range(0, len(drawn.weights), rows)]
    return np.concatenate(parts) * scale if parts else np.zeros(0)


def rows_together(weight_count: int, rates: int, *, per_row: bool) -> int:
    """How many initialisations are trained at once: enough to keep the engine busy, few enough to stay in memory."""
    return 1 if per_row else max(1, 2**22 // (weight_count * max(1, rates)))


def measure(
    drawn: Problem,
    rates: ndarray,
    steps: int,
    *,
    engine: str = "auto",
    update: RuleOfRates | None = None,
    loss: Loss | None = None,
    batches: Batches | None = None,
) -> dict[str, ndarray]:
    """Run every initialisation at every learning rate, (R,) in units of its own 1/λ₀.

    Parameters
    ----------
    drawn
        Model, targets and initial weights.
    rates, steps, engine, update, loss, batches
        As for `phase_diagram`.

    Returns
    -------
    dict
        `VARIABLES`, each (B, R), and `PER_INITIALISATION`, each (B,).
    """
    found: dict[str, ndarray] = {name: np.empty((len(drawn.weights), len(rates)), kind[0]) for name, kind in VARIABLES.items()}
    ntk = initial_ntk(drawn, loss)
    process: dict[str, Any] = {"engine": engine, "update": rule_of_rates(update), "loss": loss, "batches": batches}
    found |= {name: np.empty(len(drawn.weights)) for name in PER_INITIALISATION} | {"initial_ntk": ntk}
    together = rows_together(drawn.net.weight_count, len(rates), per_row=drawn.per_row)
    for start in range(0, len(drawn.weights), together):
        rows = slice(start, min(start + together, len(drawn.weights)))
        count = rows.stop - rows.start
        with np.errstate(divide="ignore", invalid="ignore"):
            learning_rates = np.nan_to_num(rates[None] / ntk[rows, None], nan=0.0, posinf=0.0).ravel()
        runs = _run(drawn.model(start), drawn.weights[rows], drawn.targets, learning_rates, len(rates), steps, process)
        summary = runs.summary
        found["phase"][rows] = classify(runs).reshape(count, -1)
        found["last_step"][rows] = runs.last_step.reshape(count, -1)
        for name in VARIABLES:
            if name not in ("phase", "last_step"):
                found[name][rows] = getattr(summary, name).reshape(count, -1)
        for name in ("initial_loss", "initial_weight_norm"):
            found[name][rows] = getattr(summary, name).reshape(count, -1)[:, 0]
    return found


def _run(
    model: Model,
    weights: ndarray,
    targets: ndarray,
    learning_rates: ndarray,
    repeats: int,
    steps: int,
    process: dict[str, Any],
) -> Trajectories:
    repeated = np.repeat(weights, repeats, axis=0)
    return simulate(model, repeated, targets, learning_rates, steps, record_every=None, keep_outputs=False, **process)


def phase_diagram(
    ensemble: Ensemble,
    rates: ndarray | Sequence[float],
    *,
    axis: str | None = None,
    values: Sequence[float] = (),
    replicates: int = 1,
    steps: int = 1000,
    seed: int = 0,
    engine: str = "auto",
    update: RuleOfRates | None = None,
    loss: Loss | None = None,
    batches: Batches | None = None,
) -> Diagram:
    """Train draws of an ensemble over learning rates, initialisations and the values of one axis.

    Parameters
    ----------
    ensemble
        Model, data, targets and law of the initial weights.
    rates
        Learning rates in units of 1/λ₀ (each initialisation's own), positive.
    axis, values
        A name in `numerics.ensemble.AXES` and its values; None for no further axis.
    replicates
        Initialisations per value.
    steps, seed, engine
        See `numerics.descent.simulate` and `numerics.ensemble.problem`.
    update
        What makes an update rule from learning rates: a rule's class, or ``partial(HeavyBall, momentum=0.9)``.
    loss, batches
        See `numerics.descent.simulate`; λ₀ is in the loss's normalisation.

    Raises
    ------
    TypeError, ValueError
        If rates or values are empty or out of range, or the model lacks the axis.

    Examples
    --------
    >>> from numerics import Ensemble
    >>> phase_diagram(Ensemble(width=16, slope=1.0), [1.0, 3.0, 5.0], steps=200).phase.tolist()
    [[[0, 1, 2]]]
    """
    instance(ensemble, "ensemble", Ensemble)
    relative = reals(rates, "rates", "(R,)", shape=(None,), dtype=float)
    if not relative.size or not (relative > 0).all():
        raise ValueError(f"rates must be a list of positive numbers, not {shown(rates)}")
    replicates, seed, steps = integer(replicates, "replicates", least=1), integer(seed, "seed"), integer(steps, "steps")
    choice(engine, "engine", ("auto", *ENGINES))
    rule_of_rates(update), chosen_loss(loss, "mean"), chosen_batches(batches)
    axis = None if axis is None else choice(axis, "axis", AXES)
    values = sequence(values, "values", "numbers")
    if axis is None and values:
        raise ValueError(f"values must be empty where axis is None, not {shown(values)}")
    if axis is not None and not len(values):
        raise ValueError(f"values of the axis {axis!r} must not be empty")
    ensembles = [ensemble] if axis is None else [with_axis(ensemble, axis, value) for value in values]
    process: dict[str, Any] = {"update": update, "loss": loss, "batches": batches}
    parts = []
    with Progress("phase diagram", len(ensembles), "values") as progress:
        for each in ensembles:
            parts.append(measure(problem(each, seed, replicates), relative, steps, engine=engine, **process))
            progress.update(len(parts))
    data = {name: np.stack([part[name] for part in parts]) for name in parts[0]}
    grid = np.asarray(values if axis is not None else [np.nan], dtype=float)
    other = ", ".join(described(value) for value in process.values() if value is not None)
    return Diagram(ensemble, axis, grid, relative, seed, replicates, steps, data, other)
