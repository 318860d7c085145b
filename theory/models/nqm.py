"""The neural quadratic model of a unit model: its second-order Taylor expansion at initialisation.

Source: Zhu et al., arXiv:2205.11787. For the two-layer net with its gates fixed by the initial weights the unit is
already quadratic, so its neural quadratic model is the net with frozen gates: the same maps, without the condition on flips.
"""

from __future__ import annotations

from sympy import Expr, S, Symbol, diff, expand, sqrt
from sympy import Integer as Int

from theory.arguments import instance
from theory.models.homogeneous import two_layer_net
from theory.models.unit import UnitConstant, UnitModel
from theory.models.variant import Special, Variant
from theory.symbols import PARAMETERS

__all__ = ["MODEL", "VARIANTS", "expansion", "neural_quadratic_model", "relu_nqm"]

MODEL = "nqm"
_S, _A_PLUS, _M, _D = (PARAMETERS[name].symbol for name in ("s", "a_plus", "m", "d"))
VARIANTS = {
    "": Variant(closed=True, special=Special("two_layer", "linear", {_S: 1 / sqrt(_M * _D), _A_PLUS: S.One})),
    "positive": Variant(("many",)),
    "kinks": Variant(("many",)),
}


def expansion(model: UnitModel, order: int) -> UnitModel:
    """Return the Taylor expansion of a unit model at its initial weights, up to the given order in their change.

    The coordinates stay the current weights; initial weights p₀ that do not cancel become constants of the unit, with the
    name of the weight and ``_init``.

    Raises
    ------
    TypeError
        If ``model`` is not a `UnitModel`.
    ValueError
        If ``order`` is not 1 or 2.
    """
    instance(model, "model", UnitModel)
    if order not in (1, 2):
        raise ValueError(f"order must be 1 or 2, not {order!r}")
    start = {p: Symbol(f"{p.name}_init", real=True) for p in model.coordinates}
    taylor: Expr = model.output.subs(start, simultaneous=True)
    for p in model.coordinates:
        taylor += diff(model.output, p).subs(start, simultaneous=True) * (p - start[p])
        for q in model.coordinates if order == 2 else ():
            second = diff(model.output, p, q).subs(start, simultaneous=True)
            taylor += second * (p - start[p]) * (q - start[q]) / Int(2)
    taylor = expand(taylor)
    left = tuple(UnitConstant(symbol) for symbol in start.values() if taylor.has(symbol))
    name = {1: "linearised", 2: "neural quadratic model of"}[order]
    return UnitModel(
        name=f"{name} {model.name}",
        coordinates=model.coordinates,
        output=taylor,
        constants=(*model.constants, *left),
        scale=model.scale,
        frozen=model.frozen,
    )


def neural_quadratic_model(model: UnitModel) -> UnitModel:
    """Return the second-order expansion of a unit model at its initial weights; gates are frozen there."""
    return expansion(model, 2)


def relu_nqm() -> UnitModel:
    """Return the neural quadratic model of the two-layer ReLU net on one datum, with κ = s²a₊²|x|²."""
    return neural_quadratic_model(two_layer_net("relu"))
