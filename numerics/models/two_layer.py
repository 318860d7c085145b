"""The two-layer positively homogeneous net: f(x) = s Σ_i v_i σ(u_i·x), σ(z) = a₊z for z ≥ 0 and a₋z for z < 0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy import ndarray

from numerics.arguments import number, shown
from numerics.arithmetic import Number, constant, scalar_in_kind
from numerics.models.units import TwoLayerUnits

__all__ = ["TwoLayerNet", "gates", "slope_pair"]


def slope_pair(slopes: object) -> tuple[Number, Number]:
    """Return (a₊, a₋) as finite numbers, or raise TypeError or ValueError."""
    if not isinstance(slopes, (tuple, list)) or len(slopes) != 2:
        raise TypeError(f"slopes must be a pair (a_plus, a_minus), not {shown(slopes)}")
    return number(slopes[0], "slopes[0]"), number(slopes[1], "slopes[1]")


def gates(preactivations: ndarray, slopes: tuple[Number, Number], slope_at_zero: Number) -> ndarray:
    """σ' at each pre-activation, same shape: a₊, a₋, or ``slope_at_zero`` at an exact tie."""
    if slopes[0] == slopes[1] == slope_at_zero:  # nothing to decide, which balls about zero could not
        return constant(slope_at_zero, preactivations)
    above, below, at_zero = (
        np.asarray(scalar_in_kind(slope, preactivations), preactivations.dtype) for slope in (*slopes, slope_at_zero)
    )
    opened = np.where(preactivations >= 0, above, below)
    return opened if slope_at_zero == slopes[0] else np.where(preactivations == 0, at_zero, opened)


@dataclass(frozen=True, init=False, eq=False, repr=False)
class TwoLayerNet(TwoLayerUnits):
    """A bias-free two-layer net with slopes a₊, a₋ on D inputs: linear, ReLU or leaky ReLU.

    Flat weights are the first layer U row by row (width × d), then v (width); P = width · (d + 1).

    Parameters
    ----------
    inputs
        Data points x_a, shape (D, d).
    width
        Number n of hidden units.
    slopes
        (a₊, a₋): (1, 1) is linear, (1, 0) ReLU.
    scale
        Prefactor s; None means n^(-1/2), times d^(-1/2) if ``ntk_parameterisation``. With exact weights, give a Fraction:
        n^(-1/2) is irrational in general, and its double stands in for it.
    slope_at_zero
        The value that a gradient uses for σ'(0); None means a₊.
    ntk_parameterisation
        Whether the default scale includes d^(-1/2).

    Raises
    ------
    TypeError, ValueError
        If an argument is not a number or array of the stated shape.
    """

    piecewise_linear: ClassVar[bool] = True
    slopes: tuple[Number, Number]
    slope_at_zero: Number

    def __init__(
        self,
        inputs: object,
        width: int,
        slopes: tuple[Number, Number] = (1.0, 0.0),
        scale: Number | None = None,
        slope_at_zero: Number | None = None,
        *,
        ntk_parameterisation: bool = False,
    ) -> None:
        self._set_form(inputs, width, scale, ntk_parameterisation)
        pair = slope_pair(slopes)
        object.__setattr__(self, "slopes", pair)
        object.__setattr__(self, "slope_at_zero", pair[0] if slope_at_zero is None else number(slope_at_zero, "slope_at_zero"))

    def __repr__(self) -> str:
        return f"TwoLayerNet(inputs {self.inputs.shape}, width={self.width}, slopes={self.slopes}, scale={self.scale!r})"

    def gates(self, preactivations: ndarray) -> ndarray:
        """σ' at each pre-activation, same shape."""
        return gates(preactivations, self.slopes, self.slope_at_zero)

    def one_unit(self) -> tuple[Number, Number] | None:
        """s²σ'²x² for u > 0 and for u < 0, of a net of one unit on one number: f = sσ'·u·v·x. None for all others."""
        if self.weight_count != 2 or self.data_count != 1:
            return None
        (plus, minus), x = self.slopes, self.inputs[0, 0]
        ahead, behind = (plus, minus) if x > 0 else (minus, plus)
        return (self.scale * ahead * x) ** 2, (self.scale * behind * x) ** 2

    def values_and_slopes(self, preactivations: ndarray) -> tuple[ndarray, ndarray]:
        """σ and σ' at each pre-activation."""
        opened = self.gates(preactivations)
        return opened * preactivations, opened

    def expansion(self, preactivations: ndarray) -> tuple[ndarray, ndarray, ndarray]:
        """σ, σ' and σ'' at each pre-activation."""
        return *self.values_and_slopes(preactivations), np.zeros_like(preactivations)
