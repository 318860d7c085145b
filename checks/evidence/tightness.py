"""How tight a bound is: the learning rate it allows, over the smallest at which its conclusion is seen to fail.

At typical initialisations the ratio is measured. Whether the bound is sharp is decided at the worst one: with the bound a
ten-thousandth wider, an exact counterexample is searched for as for any claim that may be wrong, climbing included.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy import ndarray
from sympy import Rational
from sympy.core.relational import Ge, Gt, Le, Lt, Relational

from checks.evidence.kinds import Counterexample
from checks.instances.instance import Instance
from checks.instances.measure import observables, wanted_names
from checks.instances.rates import edges_float
from checks.pairs import pair
from checks.search.climb import climb
from checks.search.exact import search_exactly
from checks.truth.margins import conclusion_margins
from theory.statements import Claim, Quantifier, Source, Statement
from theory.symbols import PARAMETERS

__all__ = ["Tightness", "first_failures", "tightness", "upper_bounds"]

_ETA = PARAMETERS["eta"].symbol
_GRID = np.geomspace(1.0, 1e4, 33)
_WIDER = Rational(10001, 10000)
_MOST = 24
"""Exact trajectories tried with the wider bound before the search climbs."""


@dataclass(frozen=True)
class Tightness:
    """Distribution of (bound / measured edge) over initialisations: 1 is sharp, 0.1 leaves nine tenths unexplained.

    Attributes
    ----------
    median, low, high
        Median, smallest and largest ratio.
    initialisations
        How many initialisations showed an edge.
    attained
        The exact case that breaks the conclusion with the bound a ten-thousandth wider; empty if none was found.
    nearest
        Of a conjecture, the case that was seen to fail closest to the bound; empty else.
    """

    median: float
    low: float
    high: float
    initialisations: int
    attained: str = ""
    nearest: str = ""

    @property
    def shown(self) -> str:
        """The ratio where it is largest, if that is 1, and the median; of a conjecture, from where on it is seen to fail.

        Examples
        --------
        >>> Tightness(0.25, 0.1, 0.4, 12).shown, Tightness(0.25, 0.1, 0.4, 12, "at η = 2").shown
        ('typically 0.25', 'sharp, typically 0.25')
        """
        if self.nearest:
            return f"fails from {1 / self.high:.4g} times the bound"
        return ("sharp, " if self.attained else "") + f"typically {self.median:.2g}"


def tightness(statement: Statement, *, rows: int = 6, steps: int = 32, seed: int = 0) -> Tightness | None:
    """Measure the tightness of the upper learning-rate bound among a statement's hypotheses.

    Returns None if there is no such bound, if it is not polynomial in the learning rate, if the conclusion itself mentions
    the learning rate (its failure would then say nothing about the dynamics), or if no edge was met.
    """
    bounds = upper_bounds(statement)
    if len(bounds) != 1 or statement.quantifier is not Quantifier.STEP or statement.conclusion.has(_ETA):
        return None
    ratios = [
        ratio
        for instance in pair(statement.setting).typical_instances(statement.setting, rows, seed)
        for ratio in first_failures(statement, bounds, instance, steps, _GRID).values()
    ]
    if not ratios:
        return None
    found = _beyond(statement, bounds[0], seed)
    attained = "" if found is None else found.case
    return Tightness(float(np.median(ratios)), min(ratios), max(ratios), len(ratios), attained)


def _beyond(statement: Statement, bound: Relational, seed: int) -> Counterexample | None:
    """An exact counterexample to a statement whose bound on the learning rate is a little wider."""
    lower = {_ETA: _ETA / _WIDER}
    wider = bound.func(bound.lhs.xreplace(lower), bound.rhs.xreplace(lower), evaluate=False)
    hypotheses = tuple(wider if part is bound else part for part in statement.hypotheses)
    claim = Claim("wider", Source("ours"), "The bound is a little wider.", (replace(statement, hypotheses=hypotheses),))
    found = search_exactly(claim, 0, most=_MOST)
    found = found if isinstance(found, Counterexample) else climb(claim, 0, seed=seed)
    return found if isinstance(found, Counterexample) else None


def upper_bounds(statement: Statement) -> tuple[Relational, ...]:
    """The hypotheses that bound the learning rate from above."""
    return tuple(part for part in statement.hypotheses if isinstance(part, Relational) and _is_upper_bound(part))


def _is_upper_bound(part: object) -> bool:
    if not isinstance(part, Relational) or not part.has(_ETA):
        return False
    smaller = part.lhs if isinstance(part, (Le, Lt)) else part.rhs if isinstance(part, (Ge, Gt)) else None
    return smaller is not None and smaller.has(_ETA)


def first_failures(
    statement: Statement, bounds: Sequence[Relational], instance: Instance, steps: int, grid: ndarray
) -> dict[int, float]:
    """Of each row of an instance that fails: the learning rate the bounds allow, over the smallest of a grid that fails.

    The grid, in units of what the bounds allow, is refined once around the first failure.
    """
    only = replace(statement, hypotheses=tuple(bounds))
    others = replace(statement, hypotheses=tuple(part for part in statement.hypotheses if part not in bounds))
    batch = len(instance.weights)
    start = observables(instance, instance.weights, wanted_names(only) | {"H"}, np.ones(batch))
    initial: dict[str, ndarray | float] = {name: float(value) for name, value in instance.parameters.items()}
    initial.update({f"{name}_0": values for name, values in start.items()})
    edges = edges_float(only, initial, batch)
    with np.errstate(invalid="ignore"):
        edge = np.nanmin(np.where(np.isnan(edges), np.inf, edges), axis=1)
    usable = np.flatnonzero(np.isfinite(edge))
    low, high = np.full(batch, np.nan), np.full(batch, np.nan)
    factors = grid
    for _ in range(2):
        rates = edge[usable, None] * factors
        fails = _fails(others, instance, rates, usable, steps)
        first = np.where(fails.any(axis=1), fails.argmax(axis=1), -1)
        found = first >= 0
        usable, first, rates = usable[found], first[found], rates[found]
        high[usable] = rates[np.arange(len(usable)), first]
        low[usable] = rates[np.arange(len(usable)), np.maximum(first - 1, 0)]
        factors = np.geomspace(low[usable], high[usable], len(grid) // 2 + 1, axis=1) / edge[usable, None]
    return {int(row): float(edge[row] / high[row]) for row in usable}


def _fails(statement: Statement, instance: Instance, rates: ndarray, rows: ndarray, steps: int) -> ndarray:
    if not rates.size:
        return np.zeros(rates.shape, dtype=bool)
    flat_rows = np.repeat(rows, rates.shape[1])
    margins = conclusion_margins(statement, instance, rates.ravel(), flat_rows, steps).certain
    with np.errstate(invalid="ignore"):
        fails = np.asarray(np.any(margins < 0, axis=1))
    return fails.reshape(rates.shape)
