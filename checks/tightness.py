"""How tight a bound is: the learning rate it allows, over the smallest at which its conclusion is seen to fail."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy import ndarray
from sympy.core.relational import Ge, Gt, Le, Lt, Relational

from checks.families import family
from checks.fuzz import tolerance
from checks.measure import environment, observables, run, wanted_names
from checks.rates import edges_float
from checks.robustly import compile_sentence
from checks.scene import Scene
from theory.statements import Quantifier, Statement
from theory.symbols import PARAMETERS

__all__ = ["Tightness", "tightness"]

_ETA = PARAMETERS["eta"].symbol
_GRID = np.geomspace(1.0, 1e4, 33)


@dataclass(frozen=True)
class Tightness:
    """Distribution of (bound / measured edge) over initialisations: 1 is sharp, 0.1 leaves nine tenths unexplained.

    Attributes
    ----------
    median, low, high
        Median, smallest and largest ratio.
    initialisations
        How many initialisations showed an edge.
    """

    median: float
    low: float
    high: float
    initialisations: int


def tightness(statement: Statement, *, rows: int = 6, steps: int = 32, seed: int = 0) -> Tightness | None:
    """Measure the tightness of the upper learning-rate bound among a statement's hypotheses.

    Returns None if there is no such bound, if it is not polynomial in the learning rate, if the conclusion itself mentions
    the learning rate (its failure would then say nothing about the dynamics), or if no edge was met.
    """
    bounds = [part for part in statement.hypotheses if _is_upper_bound(part)]
    if len(bounds) != 1 or statement.quantifier is not Quantifier.STEP or statement.conclusion.has(_ETA):
        return None
    only_bound = replace(statement, hypotheses=(bounds[0],))
    others = replace(statement, hypotheses=tuple(part for part in statement.hypotheses if part is not bounds[0]))
    ratios = [
        ratio
        for scene in family(statement.setting).typical_scenes(statement.setting, rows, seed)
        for ratio in _ratios(only_bound, others, scene, steps)
    ]
    if not ratios:
        return None
    return Tightness(float(np.median(ratios)), min(ratios), max(ratios), len(ratios))


def _is_upper_bound(part: object) -> bool:
    if not isinstance(part, Relational) or not part.has(_ETA):
        return False
    smaller = part.lhs if isinstance(part, (Le, Lt)) else part.rhs if isinstance(part, (Ge, Gt)) else None
    return smaller is not None and smaller.has(_ETA)


def _ratios(bound: Statement, others: Statement, scene: Scene, steps: int) -> list[float]:
    batch = len(scene.weights)
    start = observables(scene, scene.weights, wanted_names(bound) | {"H"}, np.ones(batch))
    initial: dict[str, ndarray | float] = {name: float(value) for name, value in scene.parameters.items()}
    initial.update({f"{name}_0": values for name, values in start.items()})
    edges = edges_float(bound, initial, batch)
    with np.errstate(invalid="ignore"):
        edge = np.nanmin(np.where(np.isnan(edges), np.inf, edges), axis=1)
    usable = np.flatnonzero(np.isfinite(edge))
    low, high = np.full(batch, np.nan), np.full(batch, np.nan)
    factors = _GRID
    for _ in range(2):
        rates = edge[usable, None] * factors
        fails = _fails(others, scene, rates, usable, steps)
        first = np.where(fails.any(axis=1), fails.argmax(axis=1), -1)
        found = first >= 0
        usable, first, rates = usable[found], first[found], rates[found]
        high[usable] = rates[np.arange(len(usable)), first]
        low[usable] = rates[np.arange(len(usable)), np.maximum(first - 1, 0)]
        factors = np.geomspace(low[usable], high[usable], 17, axis=1) / edge[usable, None]
    return [float(edge[row] / high[row]) for row in usable]


def _fails(statement: Statement, scene: Scene, rates: ndarray, rows: ndarray, steps: int) -> ndarray:
    if not rates.size:
        return np.zeros(rates.shape, dtype=bool)
    flat_rows = np.repeat(rows, rates.shape[1])
    runs = run(scene, statement, rates.ravel(), steps, flat_rows)
    values = environment(scene, statement, runs, flat_rows)
    margins = compile_sentence(statement.conclusion)(values, tolerance(scene)).certain
    with np.errstate(invalid="ignore"):
        fails = np.asarray(np.any(margins < 0, axis=1))
    return fails.reshape(rates.shape)
