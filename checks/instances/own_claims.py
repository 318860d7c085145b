"""What theory derives for a user's own model, as claims that can be verified: it has a numeric twin, and its ids a prefix."""

from __future__ import annotations

from dataclasses import replace

from checks.instances.own_model import twin
from theory.arguments import shown, words
from theory.models.own_data import DataUnits
from theory.models.unit import UnitModel
from theory.own_batches import own_batches
from theory.own_decay import own_decay
from theory.own_theorems import own_theorems
from theory.statements import Claim
from theory.updates import WeightDecay

__all__ = ["own_claims"]


def own_claims(unit: UnitModel | DataUnits, *, prefix: str = "OWN", update: WeightDecay | None = None) -> tuple[Claim, ...]:
    """What theory derives for a unit model, as claims ready for `checks.verify`.

    Four bounds (NTK, monotone weight norm, total squared output, loss that tends to zero), if the model has them, and the maps
    of one step that close in residual, NTK and weight norm. With weight decay: what a step makes of the weight norm, when it
    cannot grow, and when the weights tend to 0. For units on D data: when the weight norm cannot grow on any mini-batches, the
    total of the mean squared outputs of the batches, that they tend to 0, and on all data the loss.

    Parameters
    ----------
    unit
        From `theory.from_unit` or `theory.from_quadratic_form`, or on data from `theory.on_data`, with a rational number as its
        prefactor.
    prefix
        Beginning of the claims' ids, to tell several models apart.
    update
        `theory.WeightDecay`, if a homogeneous unit is trained with it; by default it is plain gradient descent.

    Raises
    ------
    theory.bounds.NoBoundError
        If nothing at all is derived: no bound is found, and no map closes. With weight decay or on data, if the unit is not
        homogeneous or its NTK has no bound.
    TypeError
        If ``unit`` is no unit model, or ``update`` another rule than weight decay.
    ValueError
        If weight decay is asked for on data, the prefactor is not rational, another model has this name, or the numbers of
        ``update`` are not η and μ (or a number).

    Examples
    --------
    >>> from sympy import symbols
    >>> from theory import from_unit
    >>> u, v = symbols("u v")
    >>> [claim.id for claim in own_claims(from_unit(u**2 * v, name="cubic"), prefix="CUBIC")]
    ['CUBIC-KERNEL', 'CUBIC-MONO', 'CUBIC-SUM', 'CUBIC-LIMIT', 'CUBIC-MAP']
    >>> from theory import WeightDecay
    >>> [claim.id for claim in own_claims(from_unit(u**2 * v, name="cubic"), prefix="CUBIC", update=WeightDecay())]
    ['CUBIC-DECAY-ID', 'CUBIC-DECAY-MONO', 'CUBIC-DECAY-COLLAPSE']
    >>> from theory import on_data
    >>> x = symbols("x")
    >>> [claim.id for claim in own_claims(on_data(u**2 * v * x, {x: [1, 2]}, name="cubic on two data"), prefix="CUBIC")]
    ['CUBIC-BATCH-MONO', 'CUBIC-BATCH-SUM', 'CUBIC-BATCH-LIMIT', 'CUBIC-DATA-LIMIT']
    """
    if not words(prefix, "prefix").isidentifier() or len(prefix) > 50:
        raise ValueError(f"prefix must be letters, digits and '_' that can begin an id, not {shown(prefix)}")
    for one in unit.units if isinstance(unit, DataUnits) else (unit,):
        twin(one, 1)  # a model without a numeric twin cannot be judged
    if isinstance(unit, DataUnits):
        if update is not None:
            raise ValueError("update must be left out for units on data: weight decay is about units on one datum")
        claims = own_batches(unit)
    else:
        claims = own_theorems(unit) if update is None else own_decay(unit, update)
    return tuple(replace(claim, id=f"{prefix}-{claim.id}") for claim in claims)
