"""What theory derives for a user's own model, as claims that can be verified: it has a numeric twin, and its ids a prefix."""

from __future__ import annotations

from dataclasses import replace

from checks.instances.own_model import twin
from theory.arguments import shown, words
from theory.models.unit import UnitModel
from theory.own_theorems import own_theorems
from theory.statements import Claim

__all__ = ["own_claims"]


def own_claims(unit: UnitModel, *, prefix: str = "OWN") -> tuple[Claim, ...]:
    """What theory derives for a unit model, as claims ready for `checks.verify`.

    Four bounds (NTK, monotone weight norm, total squared output, loss that tends to zero), if the model has them, and the maps
    of one step that close in residual, NTK and weight norm.

    Parameters
    ----------
    unit
        From `theory.from_unit` or `theory.from_quadratic_form`, with a rational number as its prefactor.
    prefix
        Beginning of the claims' ids, to tell several models apart.

    Raises
    ------
    theory.bounds.NoBoundError
        If nothing at all is derived: no bound is found, and no map closes.
    ValueError
        If the prefactor is not rational, or another model has this name.

    Examples
    --------
    >>> from sympy import symbols
    >>> from theory import from_unit
    >>> u, v = symbols("u v")
    >>> [claim.id for claim in own_claims(from_unit(u**2 * v, name="cubic"), prefix="CUBIC")]
    ['CUBIC-KERNEL', 'CUBIC-MONO', 'CUBIC-SUM', 'CUBIC-LIMIT', 'CUBIC-MAP']
    """
    if not words(prefix, "prefix").isidentifier() or len(prefix) > 50:
        raise ValueError(f"prefix must be letters, digits and '_' that can begin an id, not {shown(prefix)}")
    twin(unit, 1)  # a model without a numeric twin cannot be judged
    return tuple(replace(claim, id=f"{prefix}-{claim.id}") for claim in own_theorems(unit))
