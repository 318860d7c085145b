"""Mini-batch training of one trajectory along given batches, and the critical learning rate of each batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.arguments import callable_or_none, flag, integer, real, reals
from numerics.arguments import model as check_model
from numerics.batches import Listed
from numerics.batches import shuffled_epochs as batches
from numerics.blas import single_thread
from numerics.driver import Iterate, iterates
from numerics.losses import Loss, Squared
from numerics.models.base import Model
from numerics.models.rows import on_rows
from numerics.process import RuleOfRates, chosen_rule
from numerics.spikes import Spike, catapult_count, spikes
from numerics.updates import Gradient, State, UpdateRule
from numerics.validation import coefficient, validated

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


def batch_critical_rate(model: Model, weights: ndarray, rows: ndarray, normalisation: str = "mean_square") -> float:
    """2/(c_b λmax(J_b J_bᵀ)) for the data ``rows``: the edge of linear stability of the batch loss, Gauss–Newton part.

    Above it the batch is called super-critical (Zhu et al. 2023). ``weights`` (P,); c_b = 2/b for ``"mean_square"``.
    """
    return _critical(on_rows(model, rows), weights[None], coefficient(normalisation, len(rows)))


def _critical(model: Model, weights: ndarray, share: float) -> float:
    return float(2 / (share * np.linalg.eigvalsh(model.tangent_gram(weights)[0])[-1]))


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
        c/2·⟨u_j, r⟩² for the s = min(``top``, D) top eigenvectors u_j of the *current* kernel, then the rest; (R + 1, s + 1).
        For another than the squared loss they are NaN.
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


class _Rates:
    """The learning rate of each step as a schedule that keeps what it was asked for: rates, and critical rates of the batches."""

    def __init__(self, rates: object, steps: int, critical: bool) -> None:
        self.follow: Callable[[float], float] | None = rates if callable(rates) else None
        self.values, self.limits = np.full(steps, np.nan), np.full(steps, np.nan)
        self.critical = critical or self.follow is not None
        self.given: object = None if rates is None else self
        """What a rule is made from: a number if there is one for all steps, which any rule takes."""
        if self.follow is None and rates is not None:
            found = reals(rates, "rates", "() or (S,)", dtype=float)
            if (found < 0).any():
                raise ValueError(f"rates must not be negative, but one is {found.min()}")
            if found.shape not in ((), (steps,)):
                raise ValueError(f"rates must have shape () or (S,), here {(steps,)}, not {found.shape}")
            self.values[:] = found
            self.given = self if found.ndim else float(found)

    def measure(self, state: State, gradient: Gradient) -> None:
        """Find the critical rate of the step's batch, if that is wanted."""
        if self.critical:
            self.limits[state.step] = _critical(gradient.model, state.weights, gradient.coefficient)

    def __call__(self, state: State, gradient: Gradient) -> float:
        """The rate of this step."""
        if self.follow is not None:
            limit = float(self.limits[state.step])
            # A kernel that has overflowed has no critical rate; the run is about to diverge.
            chosen = np.inf if np.isnan(limit) else real(self.follow(limit), "what rates returns", least=0, infinite=True)
            self.values[state.step] = chosen
        return float(self.values[state.step])


class _Record:
    """What is kept of the states at the recorded steps."""

    def __init__(self, steps: ndarray, top: int, observe: Callable[[ndarray], ndarray] | None) -> None:
        self.steps, self.top, self.observe = steps, top, observe
        self.loss, self.kernel = np.full(len(steps), np.nan), np.full(len(steps), np.nan)
        self.parts = np.full((len(steps), top + 1), np.nan)
        self.observed: list[ndarray] = []
        self.column = 0

    def take(self, here: Iterate, limit: float) -> bool:
        """Record a state, and say whether its loss is finite and at most the limit."""
        model, loss = here.process.model, here.process.loss
        scale = float(loss.scale(here.state.weights, model.data_count))
        self.loss[self.column] = here.loss[0]
        if not here.loss[0] <= limit:
            return False
        values, vectors = np.linalg.eigh(model.tangent_gram(here.state.weights)[0])
        self.kernel[self.column] = scale * values[-1]
        if isinstance(loss, Squared):
            along = scale / 2 * (vectors[:, : -self.top - 1 : -1].T @ loss.slope(here.outputs, here.targets)[0]) ** 2
            self.parts[self.column] = np.append(along, max(here.loss[0] - along.sum(), 0.0))
        if self.observe is not None:
            self.observed.append(np.asarray(self.observe(here.state.weights[0])))
        self.column += 1
        return True


def stochastic_descent(
    model: Model,
    weights: ndarray,
    targets: ndarray,
    rates: float | Sequence[float] | ndarray | Callable[[float], float] | None,
    rows: Sequence[ndarray],
    *,
    update: UpdateRule | RuleOfRates | None = None,
    loss: Loss | None = None,
    normalisation: str | None = None,
    top: int = 5,
    record_every: int = 1,
    critical: bool = False,
    observe: Callable[[ndarray], ndarray] | None = None,
    divergence_loss: float = 1e8,
) -> StochasticRun:
    """Train along given batches, by default θ' = θ − η∇L_b, L_b = (c_b/2) Σ_{a∈b} r_a².

    Parameters
    ----------
    model, weights, targets
        A model on all its data, weights (P,), targets (D,).
    rates
        Learning rate, or one for each step, or a function from the critical rate of the step's batch to the rate; None if
        ``update`` has its own.
    rows
        The batch of each step, see `batches`.
    update, loss
        As in `numerics.descent.simulate`.
    normalisation
        Of the squared loss, full and on a batch; c is 2/D and 2/b for ``"mean_square"``, which is the default.
    top
        How many eigenvectors of the kernel the loss is resolved along, at most D.
    record_every
        Record each k-th step and the last.
    critical
        Whether to compute the critical rate of each batch (always done where the rates depend on it).
    observe
        A further measurement of the weights (P,).
    divergence_loss
        Stop at a larger loss.

    Raises
    ------
    TypeError, ValueError
        If an argument is of the wrong kind, shape or range; the message names it.
    """
    check_model(model)
    if isinstance(rates, type):
        raise TypeError(f"rates must be numbers or a function, not the class {rates.__name__}")
    listed = Listed(rows)
    steps = len(listed.rows)
    observe = callable_or_none(observe, "observe", "(weights) -> array")
    limit = real(divergence_loss, "divergence_loss", above=0, infinite=True)
    schedule = _Rates(rates, steps, flag(critical, "critical"))
    rule = chosen_rule(update, schedule.given, "rates")
    convention = normalisation if normalisation is not None else ("mean" if loss is not None else "mean_square")
    start = reals(weights, "weights", "(P,)", shape=(model.weight_count,), dtype=float)[None]
    request = validated(model, start, targets, None, steps, convention, rule, loss, listed)
    every, most = integer(record_every, "record_every", least=1), min(integer(top, "top"), model.data_count)
    record = _Record(np.unique(np.append(np.arange(0, steps + 1, every), steps)), most, observe)
    growth, diverged = np.full(steps, np.nan), False
    with np.errstate(all="ignore"), single_thread():
        walk = iterates(request.process, request.start)
        here = next(walk)
        for step in count():
            if step == record.steps[record.column] and not record.take(here, limit):
                diverged = True
                break
            if step == steps:
                break
            schedule.measure(here.state, here.gradient)
            before, here = here, next(walk)
            if schedule.critical:
                growth[step] = _batch_loss(before, here.state.weights) / _batch_loss(before, before.state.weights)
            if not np.isfinite(here.state.weights).all():
                diverged = True
                break
    measured = np.array(record.observed) if observe is not None else None
    return StochasticRun(
        record.steps,
        record.loss,
        record.kernel,
        record.parts,
        measured,
        schedule.values,
        schedule.limits,
        growth,
        diverged,
        here.state.weights[0],
    )


def _batch_loss(here: Iterate, weights: ndarray) -> Any:
    """The loss at other weights on the batch of the step made here, over its coefficient."""
    gradient = here.gradient
    return here.process.loss.term(gradient.model.outputs(weights), gradient.targets).sum()
