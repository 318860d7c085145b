"""Axes of the training process for phase diagrams: momentum, weight decay, batch size, bounded slope; and their linear edges."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.arguments import choice, instance, integer, reals
from numerics.batches import Shuffled
from numerics.diagram import Diagram, measure
from numerics.ensemble import Ensemble, Problem, problem
from numerics.losses import Huber
from numerics.progress import Progress
from numerics.updates import HeavyBall, Nesterov, WeightDecay

__all__ = ["PROCESS_AXES", "ProcessAxis", "process_diagram"]


@dataclass(frozen=True)
class ProcessAxis:
    """One way to change what is run.

    Attributes
    ----------
    meaning
        What its values are.
    process
        From a value and a learning rate η to the keywords ``update``, ``loss`` and ``batches`` of `numerics.diagram.measure`.
    edge
        From a value and λ₀ to the η·λ₀ up to which a minimum of curvature λ₀ is linearly stable.
    of_the_rate
        Whether the process depends on the learning rate beyond the update rule's.
    """

    meaning: str
    process: Callable[[float, float], dict[str, Any]]
    edge: Callable[[float, float], float]
    of_the_rate: bool = False


PROCESS_AXES: dict[str, ProcessAxis] = {
    "momentum": ProcessAxis(
        "β of heavy ball, from rest",
        lambda beta, rate: {"update": partial(HeavyBall, momentum=beta)},
        lambda beta, ntk: 2 * (1 + beta),
    ),
    "nesterov": ProcessAxis(
        "β of Nesterov's momentum, from rest",
        lambda beta, rate: {"update": partial(Nesterov, momentum=beta)},
        lambda beta, ntk: 2 * (1 + beta) / (1 + 2 * beta),
    ),
    "weight_decay": ProcessAxis(
        "μ, with (μ/2)θ² added to the loss",
        lambda mu, rate: {"update": partial(WeightDecay, decay=mu)},
        lambda mu, ntk: 2 / (1 + mu / ntk),
    ),
    "batch_size": ProcessAxis(
        "data in a batch of shuffled epochs", lambda size, rate: {"batches": Shuffled(int(size))}, lambda size, ntk: 2.0
    ),
    "slope_bound": ProcessAxis(
        "ρ = ηM√κ of Huber's loss, whose slope is at most M; κ is s²a²|x|², here 1/n",
        lambda rho, rate: {"loss": Huber(rho / rate)},
        lambda rho, ntk: 2.0,
        of_the_rate=True,
    ),
}
"""Axes by name; another is another entry."""


def process_diagram(
    ensemble: Ensemble,
    rates: ndarray | Sequence[float],
    axis: str,
    values: Sequence[float],
    *,
    replicates: int = 1,
    steps: int = 1000,
    seed: int = 0,
    engine: str = "auto",
) -> Diagram:
    """Train the same draws of an ensemble over learning rates and the values of one of `PROCESS_AXES`.

    Parameters
    ----------
    ensemble
        Model, data, targets and law of the initial weights.
    rates
        Learning rates in units of 1/λ₀ (each initialisation's own), positive.
    axis, values
        A name in `PROCESS_AXES`, and its values.
    replicates, steps, seed, engine
        As for `numerics.diagram.phase_diagram`.

    Raises
    ------
    TypeError, ValueError
        If rates or values are empty or out of range.

    Examples
    --------
    >>> from numerics import Ensemble
    >>> process_diagram(Ensemble(width=16, slope=1.0), [1.5, 2.5], "momentum", [0.0, 0.9], steps=300).phase[:, 0].tolist()
    [[0, 1], [1, 2]]
    """
    instance(ensemble, "ensemble", Ensemble)
    chosen = PROCESS_AXES[choice(axis, "axis", PROCESS_AXES)]
    relative, grid = (
        reals(given, name, "(R,)", shape=(None,), dtype=float) for given, name in ((rates, "rates"), (values, "values"))
    )
    if not relative.size or not (relative > 0).all():
        raise ValueError("rates must be a list of positive numbers")
    if not grid.size:
        raise ValueError(f"values of the axis {axis!r} must not be empty")
    if chosen.of_the_rate and (ensemble.model, ensemble.data) != ("two_layer", "toy"):
        raise ValueError(f"the axis {axis!r} is defined for the two-layer net on the toy datum, not for {ensemble.model_name}")
    drawn = problem(ensemble, integer(seed, "seed"), integer(replicates, "replicates", least=1))
    steps = integer(steps, "steps")
    parts = []
    with Progress("phase diagram", len(grid), "values") as progress:
        for value in grid.tolist():
            run = _by_rate if chosen.of_the_rate else _at_once
            parts.append(run(chosen, drawn, relative, value, steps, engine))
            progress.update(len(parts))
    data = {name: np.stack([part[name] for part in parts]) for name in parts[0]}
    return Diagram(ensemble, axis, grid, relative, seed, replicates, steps, data, chosen.meaning)


def _at_once(axis: ProcessAxis, drawn: Problem, rates: ndarray, value: float, steps: int, engine: str) -> dict[str, ndarray]:
    return measure(drawn, rates, steps, engine=engine, **axis.process(value, float("nan")))


def _by_rate(axis: ProcessAxis, drawn: Problem, rates: ndarray, value: float, steps: int, engine: str) -> dict[str, ndarray]:
    """One initialisation and one learning rate at a time: here the process is another one for each."""
    scale = float(np.sqrt(drawn.net.weight_count / 2))  # 1/√κ of a two-layer net with inputs and outputs of one dimension
    rows = []
    for row in range(len(drawn.weights)):
        alone = Problem(drawn.ensemble, drawn.net, drawn.targets, drawn.weights[row : row + 1])
        ntk = measure(alone, rates[:1], 0, engine=engine)["initial_ntk"][0]
        cells = [
            measure(alone, rates[c : c + 1], steps, engine=engine, **axis.process(value * scale, rate / ntk))
            for c, rate in enumerate(rates)
        ]
        rows.append({name: np.stack([cell[name][0] for cell in cells]).ravel() for name in cells[0]})
    found = {name: np.stack([part[name] for part in rows]) for name in rows[0]}
    return {name: found[name][:, 0] if name.startswith("initial") else found[name] for name in found}
