"""Mini-batch gradient descent on one trajectory, the critical learning rate of a batch, and what counts as a catapult."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy import ndarray
from numpy.random import Generator

from numerics.blas import single_thread
from numerics.models.deep import DeepNet
from numerics.models.taylor import TwoLayerTaylor
from numerics.models.units import TwoLayerForm
from numerics.validation import coefficient

__all__ = [
    "Spike",
    "StochasticRun",
    "batch_critical_rate",
    "batches",
    "catapult_count",
    "on_rows",
    "spikes",
    "stochastic_descent",
]

Net = TypeVar("Net", TwoLayerForm, DeepNet)


def on_rows(model: Net, rows: ndarray) -> Net:
    """The same net on some of its data; the weights are the same.

    Raises
    ------
    TypeError
        If the model keeps its data elsewhere than in ``inputs``.
    """
    if not isinstance(model, (TwoLayerForm, DeepNet)):
        raise TypeError(f"on_rows is defined for nets, not {type(model).__name__}")
    smaller = copy(model)
    object.__setattr__(smaller, "inputs", np.ascontiguousarray(model.inputs[rows]))
    if isinstance(model, TwoLayerTaylor):
        # An expansion reads its data from the net that it expands, too.
        object.__setattr__(smaller, "net", on_rows(model.net, rows))
    return smaller


def batch_critical_rate(model: Net, weights: ndarray, rows: ndarray, normalisation: str = "mean_square") -> float:
    """2/(c_b λmax(J_b J_bᵀ)) for the data ``rows``: the edge of linear stability of the batch loss, Gauss–Newton part.

    Above it the batch is called super-critical (Zhu et al. 2023). ``weights`` (P,); c_b = 2/b for ``"mean_square"``.
    """
    gram = on_rows(model, rows).tangent_gram(weights[None])[0]
    return float(2 / (coefficient(normalisation, len(rows)) * np.linalg.eigvalsh(gram)[-1]))


def batches(rng: Generator, count: int, size: int, steps: int) -> list[ndarray]:
    """Row numbers for each step: shuffled epochs of ``count`` data in batches of ``size``; the last may be smaller."""
    found: list[ndarray] = []
    while len(found) < steps:
        order = rng.permutation(count)
        found += [np.sort(order[start : start + size]) for start in range(0, count, size)]
    return found[:steps]


@dataclass(frozen=True, eq=False, repr=False)
class StochasticRun:
    """One run; R + 1 recorded states (step 0 first), S steps.

    Attributes
    ----------
    steps
        Numbers of the recorded steps, (R + 1,).
    loss, kernel
        Full loss and c λmax(JJᵀ) at the recorded steps; NaN after divergence.
    parts
        c/2·⟨u_j, r⟩² for the top s eigenvectors u_j of the *current* kernel, then the rest; (R + 1, s + 1).
    observed
        What ``observe`` returned at the recorded steps, (R + 1, …), or None.
    rates, critical
        Learning rate of each step, and the critical rate of its batch (NaN where it was not asked for); (S,).
    growth
        Loss of the batch after its own step over that before it; (S,), NaN as above.
    diverged
        Whether the loss stopped being finite or exceeded the threshold.
    final_weights
        (P,).
    """

    steps: ndarray
    loss: ndarray
    kernel: ndarray
    parts: ndarray
    observed: ndarray | None
    rates: ndarray
    critical: ndarray
    growth: ndarray
    diverged: bool
    final_weights: ndarray

    def __repr__(self) -> str:
        return f"StochasticRun({len(self.rates)} steps, {len(self.loss)} recorded, diverged={self.diverged})"


def stochastic_descent(
    model: Net,
    weights: ndarray,
    targets: ndarray,
    rates: float | Sequence[float] | ndarray | Callable[[float], float],
    rows: Sequence[ndarray],
    *,
    normalisation: str = "mean_square",
    top: int = 5,
    record_every: int = 1,
    critical: bool = False,
    observe: Callable[[ndarray], ndarray] | None = None,
    divergence_loss: float = 1e8,
) -> StochasticRun:
    """Step θ' = θ − η∇L_b along given batches, L_b = (c_b/2) Σ_{a∈b} r_a².

    Parameters
    ----------
    model, weights, targets
        A net on all its data, weights (P,), targets (D,).
    rates
        Learning rate, or one for each step, or a function from the critical rate of the step's batch to the rate.
    rows
        The batch of each step, see `batches`.
    normalisation
        Of the full and of the batch loss; c is 2/D and 2/b for ``"mean_square"``.
    top
        How many eigenvectors of the kernel the loss is resolved along.
    record_every
        Record each k-th step and the last.
    critical
        Whether to compute the critical rate of each batch (always done where the rates depend on it).
    observe
        A further measurement of the weights (P,).
    divergence_loss
        Stop at a larger loss.
    """
    count, steps = model.data_count, len(rows)
    scale = coefficient(normalisation, count)
    follow = rates if callable(rates) else None
    schedule = np.full(steps, np.nan) if callable(rates) else np.array(np.broadcast_to(np.asarray(rates, dtype=float), (steps,)))
    critical = critical or follow is not None
    recorded = np.unique(np.append(np.arange(0, steps + 1, record_every), steps))
    loss, kernel = np.full(len(recorded), np.nan), np.full(len(recorded), np.nan)
    parts, limits, growth = np.full((len(recorded), top + 1), np.nan), np.full(steps, np.nan), np.full(steps, np.nan)
    observed: list[ndarray] = []
    state, diverged, column = np.array(weights, dtype=np.float64)[None], False, 0
    with np.errstate(all="ignore"), single_thread():
        for step in range(steps + 1):
            if step == recorded[column]:
                residuals = model.outputs(state)[0] - targets
                loss[column] = scale / 2 * float(residuals @ residuals)
                if not loss[column] <= divergence_loss:
                    diverged = True
                    break
                values, vectors = np.linalg.eigh(model.tangent_gram(state)[0])
                kernel[column] = scale * values[-1]
                along = scale / 2 * (vectors[:, : -top - 1 : -1].T @ residuals) ** 2
                parts[column] = np.append(along, max(loss[column] - along.sum(), 0.0))
                if observe is not None:
                    observed.append(np.asarray(observe(state[0])))
                column += 1
            if step < steps:
                batch = rows[step]
                part, share = on_rows(model, batch), coefficient(normalisation, len(batch))
                if critical:
                    limits[step] = 2 / (share * np.linalg.eigvalsh(part.tangent_gram(state)[0])[-1])
                if follow is not None:
                    schedule[step] = follow(float(limits[step]))
                residuals = part.outputs(state) - targets[batch]
                state = state - schedule[step] * share * part.pullback(state, residuals)
                if critical:
                    growth[step] = ((part.outputs(state) - targets[batch]) ** 2).sum() / (residuals**2).sum()
                if not np.isfinite(state).all():
                    diverged = True
                    break
    measured = np.array(observed) if observe is not None else None
    return StochasticRun(recorded, loss, kernel, parts, measured, schedule, limits, growth, diverged, state[0])


@dataclass(frozen=True)
class Spike:
    """One spike of the loss: the recorded states where it starts, peaks and ends, and the kernel's norm at start and end."""

    start: int
    peak: int
    end: int
    kernel_before: float
    kernel_after: float

    @property
    def catapult(self) -> bool:
        """Whether the norm of the tangent kernel is lower after the spike than before it."""
        return self.kernel_after < self.kernel_before


def spikes(loss: ndarray, kernel: ndarray, factor: float = 2.0, memory: int = 10) -> list[Spike]:
    """Find the spikes of a run; our definition, as the literature gives no numeric criterion.

    A spike starts at the smallest loss of the last ``memory`` recorded states (counted from the end of the spike before) when
    the loss exceeds ``factor`` times that value, and ends when it is back below. It is a catapult if the norm of the kernel is
    lower at its end than at its start.

    Parameters
    ----------
    loss, kernel
        Loss and norm of the tangent kernel at successive states, (R,).
    factor, memory
        See above; conclusions should not depend on them, which the caller should check.

    Examples
    --------
    >>> import numpy as np
    >>> loss = np.array([1.0, 1.0, 5.0, 2.0, 0.5, 0.5])
    >>> kernel = np.array([2.0, 2.0, 2.0, 1.5, 1.0, 1.0])
    >>> len(spikes(loss, kernel))
    1
    """
    found: list[Spike] = []
    earliest, state = 0, 1
    while state < len(loss):
        window = max(earliest, state - memory)
        base = window + int(np.argmin(loss[window:state]))
        if not loss[state] > factor * loss[base]:
            state += 1
            continue
        back = np.flatnonzero(loss[state:] <= factor * loss[base])
        if not len(back):
            break
        end = state + int(back[0])
        found.append(Spike(base, base + int(np.argmax(loss[base:end])), end, float(kernel[base]), float(kernel[end])))
        earliest, state = end, end + 1
    return found


def catapult_count(loss: ndarray, kernel: ndarray, factor: float = 2.0, memory: int = 10) -> int:
    """Number of catapults: spikes through which the norm of the kernel drops; see `spikes`."""
    return sum(spike.catapult for spike in spikes(loss, kernel, factor, memory))
