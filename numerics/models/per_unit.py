"""A model that says what one of its units does: what an engine needs to write a pass of its own for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from numpy import ndarray

from numerics.arithmetic import Number

__all__ = ["PerUnit", "UnitFunction", "unchanged"]

UnitFunction: TypeAlias = Callable[[Sequence[Any], Sequence[Any]], Any]
"""From the weights of one unit and one datum to what it contributes, in arithmetic that is the same for all numbers."""


@dataclass(frozen=True, eq=False)
class PerUnit:
    """A model f_a = s Σ_i φ(p_i, x_a); a model may have a method ``per_unit()`` that returns this, or None.

    Attributes
    ----------
    width
        n, the number of units.
    places
        For each weight of a unit where it is in the flat weights: (first, step), that of unit i is at first + i · step.
    inputs
        x, (D, d); d = 0 for a model on one datum that φ knows.
    value
        φ.
    gradient
        ∂φ/∂p, as many numbers as a unit has weights.
    scale
        s.
    """

    width: int
    places: tuple[tuple[int, int], ...]
    inputs: ndarray
    value: UnitFunction
    gradient: UnitFunction
    scale: Number


_COMPUTING = ("outputs", "jacobian", "pullback", "tangent_gram")


def unchanged(model: object, family: type) -> bool:
    """Whether a model computes as its family does: a subclass that does not is no longer what the family says of its units."""
    return all(getattr(type(model), name) is getattr(family, name) for name in _COMPUTING)
