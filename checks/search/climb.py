"""Climbing: from random starts a trajectory is driven to where a statement comes nearest to failing, and judged exactly there.

A constant that is nearly right fails on a set that hardly any sample meets, around the maximiser of a ratio. On a few small exact
models, of one unit and of several, floating-point weights and learning rates climb while the hypotheses hold: towards the
smallest margin of the conclusion, towards the same at an edge of the hypotheses (else margins are least at tiny learning rates),
and towards the largest ηH that the hypotheses allow. What is found is rounded to fractions, coarsely first, and only the exact
judge decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from fractions import Fraction
from itertools import chain, islice

import numpy as np
from numpy import ndarray

from checks.evidence.kinds import Counterexample, Fuzzed
from checks.evidence.replay import confirmed
from checks.instances.instance import Instance
from checks.instances.numbers import in_floats
from checks.instances.pools import about_parameters, admissible, different_models, measurable
from checks.instances.rates import candidate_rates
from checks.pairs import pair, rebuilt
from checks.pairs._exact import fractions
from checks.search.solving import equations, solved
from checks.truth.exact_judge import judge_exactly
from checks.truth.margins import conclusion_margins, edges_and_phases, hypothesis_margins, start_values
from theory.statements import Claim, Quantifier, Statement

__all__ = ["climb"]

_ROWS, _MODELS, _LARGEST = 24, 6, 12
_STEPS = {Quantifier.STATE: 0, Quantifier.FIRST: 1, Quantifier.STEP: 3, Quantifier.TRAJECTORY: 300}
_ROUNDS = {Quantifier.STATE: 100, Quantifier.FIRST: 60, Quantifier.STEP: 60, Quantifier.TRAJECTORY: 15}
_RATIOS = np.array([0.3, 0.9, 0.999, 0.999999, 1.000001, 1.001, 1.1, 1.7])
_TIES = np.array([1 - 1e-9, 1 + 1e-9])
_GRIDS = (1, 2, 5, 10, 100, 10**3, 10**4, 10**6, 10**8)
"""Largest denominators that weights are rounded to, relative to the largest of them."""
_SIFTED, _SCALES = 2000, 5.0
"""How many starts are sifted whose weights are of all sizes, and the logarithm of the largest of them."""
_UNMET = 1e3
"""Added to the score of trajectories on which a hypothesis fails: worse than any other."""


class _Goal(Enum):
    """What a swarm climbs to: the smallest margin, anywhere or at an edge, or the largest ηH at one."""

    MARGIN = "margin"
    AT_EDGE = "margin at an edge"
    REACH = "ηH at an edge"


def climb(claim: Claim, index: int, *, seed: int = 0) -> Counterexample | Fuzzed:
    """Drive one statement to where it comes nearest to failing, on a few small models of its setting."""
    statement = claim.statements[index]
    alone = about_parameters(statement)
    rest = tuple(part for part in statement.hypotheses if alone is None or part not in alone.hypotheses)
    loose = replace(statement, hypotheses=rest)
    if equations(loose):
        return Fuzzed(index, 0, 0, np.nan, exact=False, seed=seed, climbed=True)  # what climbs never is on a set of measure zero
    trajectories, states, worst = 0, 0, np.inf
    for number, template in enumerate(_templates(statement)):
        for kind, goal in enumerate(_Goal if statement.quantifier is not Quantifier.STATE else (_Goal.MARGIN,)):
            swarm = _Swarm(loose, template, np.random.default_rng((seed, number, kind)), goal)
            found = _climbed(claim, index, swarm)
            if found is not None:
                return found
            trajectories, states, worst = trajectories + swarm.trajectories, states + swarm.states, min(worst, swarm.worst)
    return Fuzzed(index, trajectories, states, worst if np.isfinite(worst) else np.nan, exact=False, seed=seed, climbed=True)


def _climbed(claim: Claim, index: int, swarm: _Swarm) -> Counterexample | None:
    tried = 0
    for _ in range(_ROUNDS[swarm.statement.quantifier]):
        for row in swarm.suspects[: 3 - tried]:
            tried += 1
            found = _judged(claim, index, swarm, row)
            if found is not None:
                return found
        swarm.move()
    best = np.argsort(swarm.score, kind="stable")[:2]
    judged = (_judged(claim, index, swarm, row) for row in best.tolist())
    return next((found for found in judged if found is not None), None)


def _templates(statement: Statement) -> Iterator[Instance]:
    """Small exact models in which the hypotheses about parameters alone hold; where none is in the pools, they are solved for."""
    found = islice(different_models(statement, _LARGEST), _MODELS)
    first = next(found, None)
    if first is not None:
        return chain((first,), found)
    alone = about_parameters(statement)
    if alone is None:
        return iter(())
    offered = pair(statement.setting).exact_instances(statement.setting)
    starts = ((instance, Fraction(1)) for instance in islice(offered, 40) if measurable(statement, instance))
    solutions = solved(alone, equations(alone), starts)
    small = (instance for instance, _ in solutions if instance.model.weight_count <= _LARGEST)
    return islice(admissible(statement, small), _MODELS)


@dataclass
class _Swarm:
    """Rows that climb, each for itself, from weights of an exact instance and from random ones.

    The learning rate of a row follows an edge of the hypotheses or of the phases at a ratio.
    """

    statement: Statement
    template: Instance
    source: np.random.Generator
    goal: _Goal
    trajectories: int = 0
    states: int = 0
    worst: float = np.inf
    suspects: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.model = in_floats(self.template.model)
        self.weights = self.source.normal(size=(_ROWS, self.template.model.weight_count))
        self.weights[::2] *= np.exp(self.source.normal(size=self.weights[::2].shape))
        self.weights[0] = np.asarray(self.template.weights[0], dtype=float)
        self.ratios = _RATIOS if self.goal is _Goal.MARGIN else _TIES
        self.edge, self.ratio = self.source.integers(0, 1 << 16, _ROWS), self.source.choice(self.ratios, _ROWS)
        self.length = np.full(_ROWS, 0.3)
        if self.statement.quantifier is not Quantifier.TRAJECTORY:
            self._sift()
        self.score, self.rates, fails = self._scored(self.weights, self.edge, self.ratio)
        self.suspects = np.flatnonzero(fails).tolist()

    def _sift(self) -> None:
        """Replace some starts by the best of many whose weights are of all sizes: a stiff unit beside others is far from them."""
        sizes = np.exp(self.source.uniform(-_SCALES, _SCALES, (_SIFTED, self.weights.shape[1])))
        rows = sizes * self.source.choice([-1.0, 1.0], sizes.shape)
        edge, ratio = self.source.integers(0, 1 << 16, _SIFTED), self.source.choice(self.ratios, _SIFTED)
        score, _, _ = self._scored(rows, edge, ratio)
        best = np.argsort(score, kind="stable")[: len(self.weights[1::4])]
        self.weights[1::4], self.edge[1::4], self.ratio[1::4] = rows[best], edge[best], ratio[best]

    def move(self) -> None:
        """One trial step of every row; it is taken where it is no worse."""
        weights = self._moved()
        ratio = self.ratio * np.exp(0.3 * self.length * self.source.normal(size=_ROWS))
        ratio = np.where(self.source.random(_ROWS) < (0.5 if self.goal is _Goal.MARGIN else 0.0), ratio, self.ratio)
        jump = self.source.random(_ROWS) < 0.05
        edge = np.where(jump, self.source.integers(0, 1 << 16, _ROWS), self.edge)
        ratio = np.where(jump, self.source.choice(self.ratios, _ROWS), ratio)
        score, rates, fails = self._scored(weights, edge, ratio)
        better = score <= self.score
        for kept, tried in ((self.weights, weights), (self.edge, edge), (self.ratio, ratio), (self.score, score)):
            kept[better] = tried[better]
        self.rates[better] = rates[better]
        self.length = np.minimum(self.length * np.where(better, 1.6, 0.85), 1.0)
        self.suspects = np.flatnonzero(fails & better).tolist()

    def _moved(self) -> ndarray:
        """Weights a trial step away: in all directions alike, of one weight alone, or of each in proportion to its size.

        Or one weight grows as much as another shrinks, so that their product stays.
        """
        noise = self.length[:, None] * self.source.normal(size=self.weights.shape)
        size = np.sqrt((self.weights**2).mean(axis=1, keepdims=True))
        alone = np.arange(self.weights.shape[1]) == self.source.integers(0, self.weights.shape[1], (_ROWS, 1))
        kind = self.source.integers(0, 4, (_ROWS, 1))
        change = size * np.where((kind == 0) | alone, noise, 0.0)
        traded = np.where(alone, 2 * noise, 0.0)
        traded = traded - np.roll(traded, self.source.integers(0, self.weights.shape[1]), axis=1)
        return np.where(kind < 2, self.weights + change, self.weights * np.exp(np.where(kind == 2, noise, traded)))

    def _scored(self, weights: ndarray, edge: ndarray, ratio: ndarray) -> tuple[ndarray, ndarray, ndarray]:
        """Score and learning rate of each row, and whether its conclusion surely fails where the hypotheses surely hold."""
        statement, targets = self.statement, np.asarray(self.template.targets, dtype=float)
        instance = rebuilt(self.template, model=self.model, weights=weights, targets=targets)
        start, rows = start_values(statement, instance), np.arange(len(weights))
        rates = np.ones(len(weights))
        if statement.quantifier is not Quantifier.STATE:
            edges = edges_and_phases(statement, instance, start)
            rates = edges[rows, edge % edges.shape[1]] * ratio
            rates = np.where(np.isfinite(rates) & (rates > 0) & (rates < 1e9), rates, 1.0)
        given = hypothesis_margins(statement, instance, start, rates, rows)
        met = given.certain > 0
        unmet = np.where(np.isnan(given.relative), np.inf, _UNMET - np.minimum(given.relative, 1.0))
        if self.goal is _Goal.REACH:
            with np.errstate(all="ignore"):
                reach = -np.log(rates * start["H"])
            return np.where(met, np.where(np.isfinite(reach), reach, np.inf), unmet), rates, np.zeros(len(weights), dtype=bool)
        margins = conclusion_margins(statement, instance, rates, rows, _STEPS[statement.quantifier])
        lowest = np.where(np.isnan(margins.relative), np.inf, margins.relative).min(axis=1)
        with np.errstate(invalid="ignore"):
            fails = met & (margins.certain < 0).any(axis=1)
        self.trajectories += int(met.sum())
        self.states += int((~np.isnan(margins.relative[met])).sum())
        self.worst = min(self.worst, float(np.where(met, lowest, np.inf).min()))
        return np.where(met, lowest, unmet), rates, fails


def _judged(claim: Claim, index: int, swarm: _Swarm, row: int) -> Counterexample | None:
    """One row in fractions, coarse ones first."""
    tried = set()
    for grid in _GRIDS:
        instance = _rounded(swarm, row, grid)
        if tuple(instance.weights[0]) in tried:
            continue
        tried.add(tuple(instance.weights[0]))
        for rate in _rates(swarm, instance, float(swarm.rates[row]), grid):
            failure, _ = judge_exactly(claim.statements[index], instance, rate, 1 if swarm.goal is _Goal.REACH else 2)
            found = None if failure is None else confirmed(claim, index, instance, rate, failure)
            if found is not None:
                return found
    return None


def _rounded(swarm: _Swarm, row: int, grid: int) -> Instance:
    weights = swarm.weights[row]
    largest = float(np.abs(weights).max()) or 1.0
    unit = Fraction(largest).limit_denominator(grid) or Fraction(1)
    entries = [Fraction(weight / largest).limit_denominator(grid) * unit for weight in weights.tolist()]
    template = swarm.template
    return rebuilt(template, weights=fractions([entries]))


def _rates(swarm: _Swarm, instance: Instance, rate: float, grid: int) -> Iterator[Fraction]:
    if swarm.statement.quantifier is Quantifier.STATE:
        yield Fraction(1)
        return
    yield from islice(candidate_rates(swarm.statement, instance), 3)
    yield Fraction(rate).limit_denominator(max(grid, 10)) or Fraction(rate)
