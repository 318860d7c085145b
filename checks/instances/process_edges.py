"""Learning-rate edges over the axes of the training process: where a minimum stops being stable, and what a claim proves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from sympy import Expr, Symbol

from checks.instances.edges import Edge, evaluate, turning_rate
from checks.pairs import pair
from numerics.diagram import initial_ntk
from numerics.ensemble import Problem
from numerics.process_axes import PROCESS_AXES
from theory.updates.heavy_ball import MOMENTUM
from theory.updates.weight_decay import DECAY

__all__ = ["process_edges"]


class _Proved(NamedTuple):
    """The claim whose hypothesis is the edge, and the symbol that the axis gives a value."""

    claim: str
    symbol: Symbol | None = None


_PROVED: Mapping[str, tuple[_Proved, ...]] = {
    "momentum": tuple(_Proved(claim_id, MOMENTUM.symbol) for claim_id in ("HEAVY-MONO", "HEAVY-SHADOW", "HEAVY-LEAKY")),
    "nesterov": (_Proved("NESTEROV-MONO", MOMENTUM.symbol),),
    "weight_decay": (_Proved("DECAY-MONO", DECAY.symbol),),
    "batch_size": (_Proved("BATCH-MONO"),),
}


def process_edges(drawn: Problem, axis: str, value: float) -> list[Edge]:
    """The linear edge of a process, and the edges that claims prove for such a model with targets 0.

    Parameters
    ----------
    drawn
        Model, data, targets and initial weights.
    axis, value
        A name in `numerics.process_axes.PROCESS_AXES`, and one of its values.

    Raises
    ------
    KeyError
        If there is no such axis.

    Examples
    --------
    >>> from numerics.ensemble import Ensemble, problem
    >>> toy = problem(Ensemble(width=16, slope=1.0), 0, 1)
    >>> [(edge.name, round(float(edge.relative[0]), 3)) for edge in process_edges(toy, "momentum", 0.5)]
    [('linear stability', 3.0), ('HEAVY-MONO', 0.444), ('HEAVY-SHADOW', 0.857), ('HEAVY-LEAKY', 0.062)]
    """
    ntk = initial_ntk(drawn)
    linear = np.array([PROCESS_AXES[axis].edge(value, each) for each in ntk.tolist()])
    found = [Edge("linear stability", "stability", "monotone", linear / ntk, linear)]
    for proved in () if drawn.targets.any() else _PROVED.get(axis, ()):
        formula = _edge(proved.claim, drawn)
        if formula is not None:
            given = {} if proved.symbol is None else {proved.symbol.name: value}
            rates = evaluate(formula, drawn, **given)
            found.append(Edge(proved.claim, "derived", "bounded", rates, rates * ntk))
    return found


def _edge(claim_id: str, drawn: Problem) -> Expr | None:
    """The learning rate that a claim allows for such a model; None if none of its statements fits."""
    from theory.claims import claim

    for part in claim(claim_id).statements:
        if pair(part.setting).fits(part.setting, drawn.net, drawn.weights):
            return turning_rate(part)
    return None
