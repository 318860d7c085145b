"""The sweep behind most figures: one model, one initialisation, many learning rates in units of 1/λmax(H₀)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.descent import simulate
from numerics.kernel import top_ntk
from numerics.models.base import Model
from numerics.observing import Observable
from numerics.phases import settled
from numerics.validation import coefficient

__all__ = ["Sweep", "sweep"]

Sweep = dict[str, Any]


def _last(values: ndarray, columns: ndarray) -> ndarray:
    return values[np.arange(len(values)), columns]


def sweep(
    model: Model,
    weights: ndarray,
    targets: ndarray | float,
    ratios: Sequence[float],
    epochs: int,
    *,
    normalisation: str = "mean",
    divergence_loss: float = 1e8,
    points: int = 100,
    traces: Sequence[float] = (),
    final: Mapping[str, Observable] | None = None,
    observe: Mapping[str, Observable] | None = None,
    finish: Callable[[ndarray], Mapping[str, ndarray]] | None = None,
    frozen_norm: float = 0.0,
    constant_loss: float = 0.0,
) -> Sweep:
    """Run gradient descent from one initialisation at η = ratio/λmax(H₀) for each ratio.

    Parameters
    ----------
    model, weights
        The model, and its initial weights (P,).
    targets
        (D,) or one number.
    ratios
        η λmax(H₀), the axis of all figures.
    epochs
        Steps of full-batch gradient descent.
    normalisation
        Of loss and NTK, see `numerics.descent.simulate`.
    divergence_loss
        A run is divergent when its loss exceeds this or is not finite.
    points
        About how many states are recorded; peaks and rises are taken over every step all the same.
    traces
        Ratios (nearest are taken) whose loss, weight norm and η·NTK against the step are kept.
    final, finish
        What to measure on the final weights: observables, or one function of all final weights (B, P) to columns (B,).
    observe
        Observables to keep in the traces, and at the end.
    frozen_norm, constant_loss
        Parts of the weight norm and of the loss that an exact reduction of the model left out.

    Returns
    -------
    One list per quantity over the ratios: ``diverged``, ``settled``, ``initial_loss``, ``final_loss``, ``peak_loss``,
    ``norm`` (θ²_∞), ``norm_ratio`` (θ²_∞/θ₀²), ``norm_rise`` (largest rise of θ² in one step, relative), ``ntk``
    (η λmax(H_∞)), those of ``final``/``observe``; with the numbers ``initial_norm``, ``initial_ntk``, and ``traces``.
    Quantities at the end are None where a run diverged.
    """
    start = np.asarray(weights, dtype=np.float64)[None]
    edge = float(top_ntk(model, start)[0] * coefficient(normalisation, model.data_count))
    axis = np.asarray(ratios, dtype=np.float64)
    runs = simulate(
        model,
        np.repeat(start, len(axis), axis=0),
        targets,
        axis / edge,
        epochs,
        normalisation=normalisation,
        record_every=max(1, epochs // points),
        observe=observe,
        keep_outputs=False,
        divergence_loss=divergence_loss,
        engine="numpy",
    )
    summary = runs.summary
    columns = np.searchsorted(runs.steps, runs.last_step)
    norm0 = float(summary.initial_weight_norm[0]) + frozen_norm
    norms = summary.final_weight_norm + frozen_norm
    quantities: dict[str, ndarray] = {
        "final_loss": summary.final_loss + constant_loss,
        "norm": norms,
        "norm_ratio": norms / norm0,
        "ntk": runs.learning_rates * summary.final_ntk,
    }
    for name, values in runs.observed.items():
        quantities[name] = _last(values, columns)
    kept = ~runs.diverged
    measured = {name: np.asarray(measure(model, runs.final_weights)) for name, measure in (final or {}).items()}
    measured |= {name: np.asarray(values) for name, values in (finish(runs.final_weights) if finish else {}).items()}
    quantities |= measured
    result: Sweep = {
        "ratios": axis,
        "diverged": runs.diverged,
        "settled": settled(runs, loss_change=1e-6),
        "initial_loss": float(summary.initial_loss[0]) + constant_loss,
        "peak_loss": np.where(np.isfinite(summary.peak_loss), summary.peak_loss + constant_loss, np.nan),
        "peak_step": summary.peak_step,
        "norm_rise": summary.weight_norm_rise / norm0,
        "initial_norm": norm0,
        "initial_ntk": edge,
    }
    result |= {name: np.where(kept, values, np.nan) for name, values in quantities.items()}
    shown = sorted({int(np.abs(axis - ratio).argmin()) for ratio in traces})
    result["traces"] = []
    for row in shown:
        kept_columns = _thinned(int(columns[row]) + 1)
        trace = {
            "ratio": axis[row],
            "steps": runs.steps[kept_columns],
            "loss": runs.loss[row, kept_columns] + constant_loss,
            "norm": runs.weight_norm[row, kept_columns] + frozen_norm,
            "ntk": axis[row] / edge * runs.ntk[row, kept_columns],
        }
        result["traces"].append(trace | {name: values[row, kept_columns] for name, values in runs.observed.items()})
    return result


def _thinned(count: int) -> ndarray:
    """Which of ``count`` columns a picture needs: the first 50, then 50 more at growing distances."""
    late = np.geomspace(50, max(count - 1, 50), 50).astype(int)
    return np.unique(np.minimum(np.concatenate((np.arange(50), late)), count - 1))
