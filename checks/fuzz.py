"""Fuzzing: Hypothesis draws scenes, the engine runs them as one batch, and suspects are replayed exactly."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from hypothesis import HealthCheck, Phase, assume, given, settings, target
from hypothesis import seed as hypothesis_seed
from hypothesis.errors import Unsatisfiable
from numpy import ndarray
from sympy import Eq

from checks.evidence import Counterexample, Fuzzed
from checks.families import family
from checks.hunt import replay
from checks.measure import environment, observables, run, wanted_names
from checks.profiles import Profile
from checks.rates import edges_float
from checks.robustly import Margins, compile_sentence
from checks.scene import Scene
from theory.statements import Claim, Quantifier, Statement

__all__ = ["fuzz", "judge_scene", "tolerance"]

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
    """Margins of one statement on one scene.

    Attributes
    ----------
    margins
        `Margins` of the conclusion, (trajectories, states).
    learning_rates, rows
        Learning rate and row of the scene of each trajectory.
    """

    margins: Margins
    learning_rates: ndarray
    rows: ndarray

    @property
    def suspects(self) -> list[tuple[int, int]]:
        """(trajectory, state) of violations that rounding cannot explain: one a row of the scene, earliest and worst first."""
        with np.errstate(invalid="ignore"):
            trajectory, state = np.nonzero(self.margins.certain < 0)
        order = np.lexsort((self.margins.certain[trajectory, state], state))
        of_row = {int(self.rows[trajectory[i]]): (int(trajectory[i]), int(state[i])) for i in reversed(order)}
        return sorted(of_row.values(), key=lambda suspect: (suspect[1], self.margins.certain[suspect]))

    @property
    def judged(self) -> int:
        """Number of states with a known margin."""
        return int((~np.isnan(self.margins.relative)).sum())


def tolerance(scene: Scene) -> float:
    """Rounding error of sums over P weights, relative to the size of their terms: (64 + 4P) ulp."""
    return float(np.finfo(np.float64).eps) * (64 + 4 * scene.model.weight_count)


def judge_scene(
    statement: Statement, scene: Scene, *, steps: int, most: int, engine: str = "numpy", updates: float = math.inf
) -> Judgement | None:
    """Run a floating-point scene over many learning rates and measure the conclusion where the hypotheses surely hold.

    At most ``most`` trajectories run: fewer, but no less than a tenth, where they would take more than ``updates`` updates of
    a weight by a datum. Returns None if no trajectory satisfies the hypotheses.
    """
    whole = statement.quantifier is Quantifier.TRAJECTORY
    length = {Quantifier.STATE: 0, Quantifier.FIRST: 1}.get(statement.quantifier, 25 * steps if whole else steps)
    cost = scene.model.weight_count * scene.model.data_count * (length + 1)
    most = max(most // 10, int(min(most, updates / cost)))
    rates, rows = _candidates(statement, scene, most // 2 if whole else most)
    if not len(rates):
        return None
    runs = run(scene, statement, rates, length, rows, engine)
    values = environment(scene, statement, runs, rows)
    margins = compile_sentence(statement.conclusion)(values, tolerance(scene))
    shape = (len(rates), margins.relative.shape[-1] if margins.relative.ndim else 1)
    spread = Margins(np.broadcast_to(margins.relative, shape), np.broadcast_to(margins.certain, shape))
    return Judgement(spread, rates, rows)


def _candidates(statement: Statement, scene: Scene, most: int) -> tuple[ndarray, ndarray]:
    """Learning rates and rows for which every hypothesis surely holds, at most ``most`` of them, spread evenly."""
    batch = len(scene.weights)
    every_row = np.arange(batch)
    names = wanted_names(statement) | {"f", "r", "H", "theta2"}
    tolerable = tolerance(scene)
    if statement.quantifier is Quantifier.STATE:
        return np.ones(batch), every_row
    start = observables(scene, scene.weights, names - {"flip_mass"}, np.ones(batch))
    initial: dict[str, ndarray | float] = {name: float(value) for name, value in scene.parameters.items()}
    initial.update({f"{name}_0": values for name, values in start.items()})
    with np.errstate(all="ignore"):
        phases = np.stack([2 / start["H"], 3 / start["H"], 4 / start["H"]], axis=1)
        edges = np.concatenate((edges_float(statement, initial, batch), phases), axis=1)
        rates = (edges[:, :, None] * _RATIOS).reshape(batch, -1)
    rows = np.repeat(every_row, rates.shape[1])
    rates = rates.ravel()
    sane = np.isfinite(rates) & (rates > 0) & (rates < 1e12)
    rates, rows = rates[sane], rows[sane]
    if not len(rates):
        return rates, rows
    values: dict[str, ndarray | float] = {name: float(value) for name, value in scene.parameters.items()}
    values["eta"] = rates
    values.update({f"{name}_0": column[rows] for name, column in start.items()})
    if "flip_mass" in names:
        values["flip_mass_0"] = observables(scene, scene.weights[rows], ("flip_mass",), rates)["flip_mass"]
    with np.errstate(all="ignore"):
        size = np.sqrt(scene.model.data_count * start["H"] * start["theta2"])[rows]
    values["f_0__size"] = size
    holds = np.ones(len(rates), dtype=bool)
    for hypothesis in statement.hypotheses:
        holds &= np.broadcast_to(compile_sentence(hypothesis)(values, tolerable).certain > 0, holds.shape)
    kept = np.flatnonzero(holds)
    if len(kept) > most:
        kept = kept[np.linspace(0, len(kept) - 1, most).astype(int)]
    return rates[kept], rows[kept]


def fuzz(claim: Claim, index: int, profile: Profile, seed: int = 0) -> Counterexample | Fuzzed:
    """Search for violations of one statement among Hypothesis-sampled scenes, driven towards small margins.

    Every suspect is replayed in exact arithmetic; only a confirmed one is a counterexample.
    """
    statement = claim.statements[index]
    tally = _Tally()
    if any(isinstance(hypothesis, Eq) for hypothesis in statement.hypotheses):
        return Fuzzed(index, 0, 0, math.nan, exact=False, seed=seed)  # a tie is a matter for exact arithmetic
    strategy = family(statement.setting).scenes(statement.setting, profile.batch, profile.largest_width)

    @hypothesis_seed(seed)
    @settings(
        max_examples=profile.examples,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.target),
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def search(scene: Scene) -> None:
        judgement = judge_scene(
            statement,
            scene,
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
            tally.found = replay(claim, index, scene, row, rate, state)
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
