"""Taylor expansions of a model at fixed weights: the linear model (first order) and the neural quadratic model (second order).

An expansion is a model in the *same* weights θ as the original, not in the displacement, so that both can start from the
same initialisation. At a kink the expansion uses the model's own σ'(0).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy import ndarray

from numerics.arguments import integer, shown
from numerics.arguments import model as check_model
from numerics.arithmetic import in_kind, rational, scalar_in_kind
from numerics.models.arrays import expansion_centre
from numerics.models.base import Model
from numerics.models.general_quadratic import GeneralQuadratic
from numerics.models.units import TwoLayerForm, TwoLayerUnits

__all__ = ["TwoLayerTaylor", "first_order", "second_order"]


@dataclass(frozen=True, init=False, eq=False, repr=False)
class TwoLayerTaylor(TwoLayerForm):
    """A two-layer net expanded at weights ``centre`` (P,) to order 1 or 2, without forming a Hessian.

    With z the pre-activations and φ its derivatives at the centre, the second order is
    f = s Σ_i [v_i (φ + φ'δz) + ½ v⁰_i φ'' δz²], δz = z − z⁰; the first order is f = s Σ_i [v_i φ + v⁰_i φ' δz].
    """

    is_quadratic: ClassVar[bool] = True
    net: TwoLayerUnits
    centre: ndarray
    order: int

    def __init__(self, net: TwoLayerUnits, centre: ndarray, order: int) -> None:
        if not isinstance(net, TwoLayerUnits):
            raise TypeError(f"net must be a TwoLayerNet or a SmoothNet, not {shown(net)} ({type(net).__name__})")
        self._set_form(net.inputs, net.width, net.scale, False)
        object.__setattr__(self, "net", net)
        object.__setattr__(self, "centre", expansion_centre(net, centre, "centre"))
        object.__setattr__(self, "order", integer(order, "order", least=1, most=2))

    def __repr__(self) -> str:
        return f"TwoLayerTaylor({self.net!r}, order={self.order})"

    def on_rows(self, rows: ndarray) -> Self:
        """The same expansion on some of its data: those of the net that it expands, too."""
        smaller = super().on_rows(rows)
        object.__setattr__(smaller, "net", self.net.on_rows(rows))
        return smaller

    def _gates(self, weights: ndarray) -> ndarray | None:
        """σ' at the centre, (1, D, width), if that is all of the second order: of a net without curvature; else None."""
        if self.order == 1 or not self.net.piecewise_linear:
            return None
        return self.net.values_and_slopes(self.net.preactivations(in_kind(self.centre, weights)[None]))[1]

    def _terms(self, weights: ndarray) -> tuple[ndarray, ndarray, ndarray, ndarray]:
        """h and b of the form, φ'' v⁰, and δz; each (B, D, width) or broadcasting to it."""
        centre = in_kind(self.centre, weights)[None]
        start = self.net.preactivations(centre)
        value, slope, bend = self.net.expansion(start)
        moved = self.preactivations(weights) - start
        second, second_start = self.split(weights)[1][:, None, :], self.split(centre)[1][:, None, :]
        if self.order == 1:
            still = moved * scalar_in_kind(0.0, weights)
            return value + still, slope * second_start + still, still, moved
        bend = bend * second_start
        return value + slope * moved, slope * second + bend * moved, bend, moved

    def outputs(self, weights: ndarray) -> ndarray:
        """Outputs f_a, shape (B, D)."""
        _, second = self.split(weights)
        scale = scalar_in_kind(self.scale, weights)
        gates = self._gates(weights)
        if gates is not None:
            return np.matmul(gates * self.preactivations(weights), second[:, :, None])[:, :, 0] * scale
        hidden, back, bend, moved = self._terms(weights)
        total = np.matmul(hidden, second[:, :, None])[:, :, 0]
        rest = back * moved if self.order == 1 else bend * moved * moved / 2
        return (total + rest.sum(axis=2)) * scale

    def hidden_and_back(self, weights: ndarray) -> tuple[ndarray, ndarray]:
        """φ + φ'δz and v φ' + v⁰φ''δz (second order), or their values at the centre; both (B, D, width)."""
        gates = self._gates(weights)
        if gates is not None:
            return gates * self.preactivations(weights), gates * self.split(weights)[1][:, None, :]
        hidden, back, _, _ = self._terms(weights)
        return hidden, back


def second_order(model: Model, weights: object) -> Model:
    """Return the second-order Taylor expansion of a model at given weights: its neural quadratic model.

    Quadratic models are returned unchanged: they are their own expansion. For piecewise linear nets the expansion keeps the
    gates of the centre.

    Parameters
    ----------
    model
        Any model of `numerics.models`; another one if it has a method ``expanded(centre, order)``, or says ``is_quadratic``.
    weights
        The centre, shape (P,).

    Raises
    ------
    ValueError
        If the weights do not have shape (P,).
    TypeError
        If the second derivatives of this kind of model are not known.

    Examples
    --------
    >>> import numpy as np
    >>> from numerics import TwoLayerNet
    >>> net, start = TwoLayerNet(np.ones((1, 1)), 1, slopes=(1.0, 1.0)), np.array([1.0, 2.0])
    >>> second_order(net, start).outputs(np.array([[3.0, 5.0]])).tolist()
    [[15.0]]
    """
    check_model(model)
    centre = expansion_centre(model, weights, "weights")
    told: Any = model
    if getattr(told, "is_quadratic", False):
        return model
    if hasattr(told, "expanded"):
        return check_model(told.expanded(centre, 2))
    raise TypeError(f"the second derivatives of {type(model).__name__} are not known")


def first_order(model: Model, weights: object) -> Model:
    """Return the linear model f(θ⁰) + J(θ⁰)(θ − θ⁰) of any model at weights θ⁰, shape (P,).

    Raises
    ------
    ValueError
        If the weights do not have shape (P,).

    Examples
    --------
    >>> import numpy as np
    >>> from numerics import TwoLayerNet
    >>> net, start = TwoLayerNet(np.ones((1, 1)), 1, slopes=(1.0, 1.0)), np.array([1.0, 2.0])
    >>> first_order(net, start).outputs(np.array([[1.0, 2.0], [2.0, 2.0]])).tolist()
    [[2.0], [4.0]]
    """
    check_model(model)
    centre = expansion_centre(model, weights, "weights")
    told: Any = model
    if hasattr(told, "expanded"):
        return check_model(told.expanded(centre, 1))
    rows, values = model.jacobian(centre[None])[0], model.outputs(centre[None])[0]
    zeros = np.zeros(rows.shape) if rows.dtype != object else rational(np.zeros(rows.shape))
    return GeneralQuadratic(values - np.matmul(rows, centre[:, None])[:, 0], rows, zeros, 1.0)
