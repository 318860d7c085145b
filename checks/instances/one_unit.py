"""Models of one unit on one number: one function a kind of model.

A model from elsewhere registers its own with ``one_unit.register``, as deep nets do below; or has a method of this name.
"""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from numerics.models.base import Model
from numerics.models.deep import DeepNet
from numerics.models.two_layer import TwoLayerNet

__all__ = ["Kappas", "one_unit"]

Kappas = tuple[Any, Any]
"""κ = s²d²x² for u > 0 and for u < 0, where f = s d u v x and d is the slope on the side of u; fractions of an exact model."""


@singledispatch
def one_unit(model: Model) -> Kappas | None:
    """κ on either side of the unit, of a model whose output is s d u v x, or moves as it does; None for all others.

    Examples
    --------
    >>> from numerics.models.deep import DeepNet
    >>> [float(kappa) for kappa in one_unit(DeepNet([[2.0]], (1,), (1.0, 0.5), 1.0))]
    [4.0, 1.0]
    """
    asked = getattr(model, "one_unit", None)
    return None if asked is None else asked()


@one_unit.register
def _(model: DeepNet) -> Kappas | None:
    alone = tuple(model.widths) == (1,)
    return TwoLayerNet(model.inputs, 1, model.slopes, model.scale, model.slope_at_zero).one_unit() if alone else None
