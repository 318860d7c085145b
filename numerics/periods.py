"""What undecided trajectories do: period detection and a finite-time Lyapunov exponent."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy import ndarray

from numerics.arguments import integer, reals
from numerics.blas import single_thread
from numerics.descent import simulate
from numerics.driver import Iterate
from numerics.initial import generator
from numerics.losses import Loss
from numerics.models.base import Model
from numerics.process import RuleOfRates
from numerics.trajectories import Trajectories
from numerics.updates import State, UpdateRule
from numerics.validation import validated

__all__ = ["CHAOS", "behaviour", "lyapunov_exponent", "period"]

CHAOS = 0.02
"""Finite-time Lyapunov exponent per step above which a trajectory without a period is called chaotic."""


def period(series: ndarray, *, longest: int = 64, tolerance: float = 1e-6) -> ndarray:
    """Smallest period of the end of each series, (B,): 1 at rest, p for a p-cycle, 0 if none up to ``longest``.

    A period p counts if, over the last max(2 p, ``longest``) values, no value differs from the one p steps earlier by more
    than ``tolerance`` times the largest of them in size.

    Parameters
    ----------
    series
        Values at successive steps, (B, T); a row with a value that is not finite at its end has no period.
    longest
        Longest period looked for; at most T/3.
    tolerance
        What counts as equal.

    Raises
    ------
    ValueError
        If the series is too short for ``longest``.
    """
    values = reals(series, "series", "(B, T)", infinite=True, missing=True)
    if values.ndim != 2 or values.shape[1] < 3 * longest:
        raise ValueError(f"series must have shape (B, T) with T ≥ {3 * longest}, not {values.shape}")
    found = np.zeros(len(values), np.int64)
    with np.errstate(invalid="ignore"):
        size = np.abs(values[:, -3 * longest :]).max(axis=1)
        for candidate in range(longest, 0, -1):
            tail = values[:, -(max(2 * candidate, longest) + candidate) :]
            apart = np.abs(tail[:, candidate:] - tail[:, :-candidate]).max(axis=1)
            found[apart <= tolerance * size] = candidate
    return found


def lyapunov_exponent(
    model: Model,
    weights: ndarray | State,
    targets: ndarray | float,
    learning_rates: ndarray | float | None,
    steps: int,
    *,
    settle: int = 200,
    offset: float = 1e-7,
    normalisation: str = "mean",
    update: UpdateRule | RuleOfRates | None = None,
    loss: Loss | None = None,
    seed: int = 0,
) -> ndarray:
    """Finite-time Lyapunov exponent of training in the weights (and what the rule remembers), per step, (B,); NaN on divergence.

    The mean of log(growth) of a small random displacement, brought back to its length after every step: positive for
    chaos, 0 along a manifold of minima or a cycle's neutral directions, negative at an isolated minimum or cycle.

    Parameters
    ----------
    model, weights, targets, learning_rates, normalisation, update, loss
        As in `numerics.descent.simulate`.
    steps
        Steps over which growth is averaged.
    settle
        Steps made before, so that the displacement turns into the fastest direction.
    offset
        Length of the displacement, relative to that of the weights.
    seed
        Seed of the displacement; trajectory b uses the stream (seed, b).

    Raises
    ------
    ValueError
        If ``steps`` is not positive or ``settle`` negative.
    """
    integer(steps, "steps", least=1)
    integer(settle, "settle")
    start = weights if isinstance(weights, State) else reals(weights, "weights", "(B, P)", dtype=float)
    request = validated(model, start, targets, learning_rates, settle + steps, normalisation, update, loss)
    here = Iterate(request.process, request.start)
    size = sum(part.shape[1] for part in _parts(here.state))
    displacement = np.stack([generator(seed, row).standard_normal(size) for row in range(len(here.state.weights))])
    growth = np.zeros(len(displacement))
    with np.errstate(all="ignore"), single_thread():
        for step in range(settle + steps):
            place = np.concatenate(_parts(here.state), axis=1)
            length = offset * np.sqrt(here.weight_norm[:, None])
            displacement *= length / np.sqrt((displacement * displacement).sum(axis=1, keepdims=True))
            near = place + displacement
            # The displacement that the sum really has, after rounding.
            displacement = near - place
            before = np.sqrt((displacement * displacement).sum(axis=1))
            other = Iterate(here.process, _state(near, here.state)).next()
            here = here.next()
            displacement = np.concatenate(_parts(other.state), axis=1) - np.concatenate(_parts(here.state), axis=1)
            if step >= settle:
                # A direction that is contracted to nothing counts as contracted to the rounding unit.
                after = np.maximum(np.sqrt((displacement * displacement).sum(axis=1)), 2.0**-52 * before)
                growth += np.log(after / before)
            lost = ~(displacement * displacement).any(axis=1)
            displacement[lost] = 1.0
    return np.where(np.isfinite(here.state.weights).all(axis=1), growth / steps, np.nan)


def _parts(state: State) -> tuple[ndarray, ...]:
    """The weights and what the rule remembers: the coordinates in which trajectories part."""
    return (state.weights, *state.memory)


def _state(place: ndarray, like: State) -> State:
    """A state from all its coordinates side by side, (B, …)."""
    cuts = np.cumsum([part.shape[1] for part in _parts(like)])[:-1]
    weights, *memory = np.split(place, cuts, axis=1)
    return State(weights, tuple(memory), like.step, like.rows)


def behaviour(
    model: Model,
    weights: ndarray | State,
    targets: ndarray | float,
    learning_rates: ndarray | None,
    steps: int,
    *,
    normalisation: str = "mean",
    update: UpdateRule | RuleOfRates | None = None,
    loss: Loss | None = None,
) -> list[str]:
    """What trajectories do that neither settle nor diverge: ``"period p"``, ``"chaotic"``, ``"slow"``, or
    ``"divergent later"``, one a row.

    The first ``steps`` steps are dropped; as many more are judged, at least 192. Slow means none of the others: still on the
    way to a rest that is nearly unstable, or on a cycle longer than 64.

    Parameters
    ----------
    model, weights, targets, learning_rates, normalisation, update, loss
        As in `numerics.descent.simulate`.
    steps
        Steps after which the judgement starts.
    """
    process: dict[str, Any] = {"normalisation": normalisation, "update": update, "loss": loss}

    def run(start: ndarray | State, count: int, record: int | None) -> Trajectories:
        return simulate(model, start, targets, learning_rates, count, record_every=record, keep_outputs=False, **process)

    start = run(weights, steps, None).final_state
    runs = run(start, max(steps, 3 * 64), 1)
    periods = period(runs.loss)
    exponents = lyapunov_exponent(model, start, targets, learning_rates, max(steps, 192), settle=0, **process)
    names = []
    for found, exponent, diverged in zip(periods, exponents, runs.diverged, strict=True):
        if diverged:
            names.append("divergent later")
        elif found:
            names.append(f"period {found}")
        else:
            names.append("chaotic" if exponent > CHAOS else "slow")
    return names
