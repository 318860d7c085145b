"""Models of one unit on one number: one function a kind of model.

A model from elsewhere registers its own with ``one_unit.register``, as deep nets do below; or has a method of this name.
"""

from __future__ import annotations

from fractions import Fraction
from functools import singledispatch

from numerics.models.base import Model
from numerics.models.deep import DeepNet

__all__ = ["Kappas", "one_unit"]

Kappas = tuple[Fraction, Fraction]
"""κ = s²d²x² for u > 0 and for u < 0, where f = s d u v x and d is the slope on the side of u."""


@singledispatch
def one_unit(model: Model) -> Kappas | None:
    """κ on either side of the unit, of a model whose output is s d u v x, or moves as it does; None for all others.

    Examples
    --------
    >>> from numerics.models.deep import DeepNet
    >>> one_unit(DeepNet([[2]], (1,), (1, Fraction(1, 2))))
    (Fraction(4, 1), Fraction(1, 1))
    """
    asked = getattr(model, "one_unit", None)
    return None if asked is None else asked()


@one_unit.register
def _(model: DeepNet) -> Kappas | None:
    if tuple(model.widths) != (1,) or model.inputs.shape != (1, 1):
        return None
    (plus, minus), x = model.slopes, Fraction(model.inputs[0, 0])
    ahead, behind = (plus, minus) if x > 0 else (minus, plus)
    return (Fraction(model.scale) * Fraction(ahead) * x) ** 2, (Fraction(model.scale) * Fraction(behind) * x) ** 2
