"""Fuzzing: Hypothesis draws instances, the engine runs them as one batch, and suspects are replayed exactly."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from hypothesis import HealthCheck, Phase, assume, given, settings, target
from hypothesis import seed as hypothesis_seed
from hypothesis.errors import Unsatisfiable
from numpy import ndarray
from sympy import Eq

from checks.evidence.kinds import Counterexample, Fuzzed
from checks.instances.instance import Instance
from checks.pairs import pair
from checks.search.exact import replay_suspect
from checks.truth.margins import conclusion_margins, edges_and_phases, hypothesis_margins, start_values
from checks.truth.robustly import Margins
from checks.verdict.profiles import Profile
from theory.statements import Claim, Quantifier, Statement

__all__ = ["fuzz", "judge_instance"]

_RATIOS = np.array([0.02, 0.3, 0.7, 0.95, 0.9999, 1.0001, 1.05, 1.4, 2.2])


@dataclass
class _Tally:
    trajectories: int = 0
    states: int = 0
    worst: float = math.inf
    suspects: int = 0
    found: Counterexample | None = None


class _FoundError(Exception):
    """An exact counterexample ends the search."""


@dataclass(frozen=True)
class Judgement:
    """Margins of one statement on one instance.

    Attributes
    ----------
    margins
        `Margins` of the conclusion, (trajectories, states).
    learning_rates, rows
        Learning rate and row of the instance of each trajectory.
    """

    margins: Margins
    learning_rates: ndarray
    rows: ndarray

    @property
    def suspects(self) -> list[tuple[int, int]]:
        """(trajectory, state) of violations that rounding cannot explain: one a row of the instance, earliest and worst first."""
        with np.errstate(invalid="ignore"):
            trajectory, state = np.nonzero(self.margins.certain < 0)
        order = np.lexsort((self.margins.certain[trajectory, state], state))
        of_row = {int(self.rows[trajectory[i]]): (int(trajectory[i]), int(state[i])) for i in reversed(order)}
        return sorted(of_row.values(), key=lambda suspect: (suspect[1], self.margins.certain[suspect]))

    @property
    def judged(self) -> int:
        """Number of states with a known margin."""
        return int((~np.isnan(self.margins.relative)).sum())


def judge_instance(
    statement: Statement, instance: Instance, *, steps: int, most: int, engine: str = "numpy", updates: float = math.inf
) -> Judgement | None:
    """Run a floating-point instance over many learning rates and measure the conclusion where the hypotheses surely hold.

    At most ``most`` trajectories run: fewer, but no less than a tenth, where they would take more than ``updates`` updates of
    a weight by a datum. Returns None if no trajectory satisfies the hypotheses.
    """
    whole = statement.quantifier is Quantifier.TRAJECTORY
    length = {Quantifier.STATE: 0, Quantifier.FIRST: 1}.get(statement.quantifier, 25 * steps if whole else steps)
    cost = instance.model.weight_count * instance.model.data_count * (length + 1)
    most = max(most // 10, int(min(most, updates / cost)))
    rates, rows = _candidates(statement, instance, most // 2 if whole else most)
    if not len(rates):
        return None
    return Judgement(conclusion_margins(statement, instance, rates, rows, length, engine), rates, rows)


def _candidates(statement: Statement, instance: Instance, most: int) -> tuple[ndarray, ndarray]:
    """Learning rates and rows for which every hypothesis surely holds, at most ``most`` of them, spread evenly."""
    start = start_values(statement, instance)
    if statement.quantifier is Quantifier.STATE:
        rates = np.ones(len(instance.weights))
    else:
        with np.errstate(all="ignore"):
            rates = (edges_and_phases(statement, instance, start)[:, :, None] * _RATIOS).ravel()
    rows = np.repeat(np.arange(len(instance.weights)), len(rates) // len(instance.weights))
    sane = np.isfinite(rates) & (rates > 0) & (rates < 1e12)
    rates, rows = rates[sane], rows[sane]
    holds = hypothesis_margins(statement, instance, start, rates, rows).certain > 0
    kept = np.flatnonzero(holds)
    if len(kept) > most:
        kept = kept[np.linspace(0, len(kept) - 1, most).astype(int)]
    return rates[kept], rows[kept]


def fuzz(claim: Claim, index: int, profile: Profile, seed: int = 0) -> Counterexample | Fuzzed:
    """Search for violations of one statement among Hypothesis-sampled instances, driven towards small margins.

    Every suspect is replayed in exact arithmetic; only a confirmed one is a counterexample.
    """
    statement = claim.statements[index]
    tally = _Tally()
    if any(isinstance(hypothesis, Eq) for hypothesis in statement.hypotheses):
        return Fuzzed(index, 0, 0, math.nan, exact=False, seed=seed)  # a tie is a matter for exact arithmetic
    strategy = pair(statement.setting).instances(statement.setting, profile.batch, profile.largest_width)

    @hypothesis_seed(seed)
    @settings(
        max_examples=profile.examples,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.target),
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def search(instance: Instance) -> None:
        judgement = judge_instance(
            statement,
            instance,
            steps=profile.steps,
            most=profile.trajectories,
            engine=profile.engine,
            updates=profile.updates,
        )
        assume(judgement is not None)
        assert judgement is not None
        _absorb(tally, judgement)
        for trajectory, state in judgement.suspects[: 3 if tally.suspects < 60 else 0]:
            row, rate = int(judgement.rows[trajectory]), float(judgement.learning_rates[trajectory])
            tally.found = replay_suspect(claim, index, instance, row, rate, state)
            if tally.found is not None:
                raise _FoundError
            tally.suspects += 1
        finite = judgement.margins.relative[np.isfinite(judgement.margins.relative)]
        if finite.size:
            target(-float(finite.min()))

    try:
        search()
    except _FoundError:
        assert tally.found is not None
        return tally.found
    except Unsatisfiable:
        return Fuzzed(index, 0, 0, math.nan, exact=False, seed=seed)
    return Fuzzed(index, tally.trajectories, tally.states, tally.worst, exact=False, suspects=tally.suspects, seed=seed)


def _absorb(tally: _Tally, judgement: Judgement) -> None:
    tally.trajectories += len(judgement.rows)
    tally.states += judgement.judged
    finite = judgement.margins.relative[np.isfinite(judgement.margins.relative)]
    if finite.size:
        tally.worst = min(tally.worst, float(finite.min()))
