"""Runs of an instance by its process, when that is not plain gradient descent: what is measured sees velocity, batch and rate."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy import ndarray

from checks.instances.instance import Instance
from checks.instances.process import process_of, start_state
from numerics.batches import FullBatch
from numerics.driver import Divergence, Iterate, drive
from numerics.trajectories import Trajectories

__all__ = ["run_process"]


def run_process(
    instance: Instance,
    rates: ndarray,
    steps: int,
    names: Sequence[str],
    watch: Callable[[Iterate], ndarray],
    divergence_loss: float,
) -> Trajectories:
    """Run every row of a floating-point instance, and record every step.

    Parameters
    ----------
    instance
        The instance.
    rates
        Learning rates, (B,).
    steps
        Number of steps.
    names, watch
        What is observed besides loss, NTK, weight norm and outputs: from a state of B trajectories to (B, names).
    divergence_loss
        Where a trajectory ends.
    """
    batch, count = len(instance.weights), instance.model.data_count
    process = process_of(instance, rates)
    loss, ntk, weight_norm = (np.full((batch, steps + 1), np.nan) for _ in range(3))
    outputs = np.full((batch, steps + 1, count), np.nan)
    observed = np.full((batch, steps + 1, len(names)), np.nan)
    last, diverged = np.full(batch, steps), np.zeros(batch, dtype=bool)

    def record(here: Iterate, stopped: ndarray) -> None:
        step, rows = here.state.step, np.arange(batch) if here.state.rows is None else here.state.rows
        loss[rows, step], weight_norm[rows, step], outputs[rows, step] = here.loss, here.weight_norm, here.outputs
        ntk[rows, step] = _top(instance, here.state.weights)
        if names:
            observed[rows, step] = watch(here)
        last[rows[stopped]], diverged[rows[stopped]] = step, True

    with np.errstate(all="ignore"):
        drive(process, start_state(instance, process), steps, record, Divergence(divergence_loss))
    return Trajectories(
        loss=loss,
        ntk=ntk,
        weight_norm=weight_norm,
        outputs=outputs,
        observed={name: observed[:, :, place] for place, name in enumerate(names)},
        steps=np.arange(steps + 1),
        last_step=last,
        diverged=diverged,
        final_weights=instance.weights,
        learning_rates=rates,
        targets=np.broadcast_to(np.asarray(instance.targets, dtype=float), (batch, count)),
        normalisation="mean",
        edge=_edge(instance, rates),
    )


def _top(instance: Instance, weights: ndarray) -> ndarray:
    """The NTK, (B,); NaN where weights are too large for it."""
    gram = instance.model.tangent_gram(weights)
    if instance.model.data_count == 1:
        return gram[:, 0, 0]
    finite = np.isfinite(gram).all(axis=(1, 2))
    top = np.full(len(gram), np.nan)
    top[finite] = np.linalg.eigvalsh(gram[finite])[:, -1] / instance.model.data_count
    return top


def _edge(instance: Instance, rates: ndarray) -> ndarray | float:
    """The ηH up to which a state is linearly stable at constant rates on all data; 0 where that is not what is run."""
    process = process_of(instance, rates)
    edge = getattr(process.update, "edge", None)
    constant = instance.setting.update.rate.is_Symbol and not instance.training.factors
    if edge is None or not constant or not isinstance(process.batches, FullBatch):
        return 0.0
    return np.asarray(edge(rates))
