"""Bias-free leaky nets with k layers of weights, homogeneous of degree k; and their chain of single units.

Source: Meltzer & Liu, arXiv:2301.07737 (three-layer ReLU nets in the figures). A deep net is not a sum over units. Its
weight-norm map follows from Euler's identity (`theory.homogeneous`), its kernel bound from `theory.depth`. The chain
below, f = s Σ_i d_i |x| w_1 ⋯ w_k over parallel chains, is a unit model with the same degree and the same constant.
"""

from __future__ import annotations

from sympy import Expr, Max, Mul, Symbol, symbols

from theory.arguments import as_expression, positive_integer, square_root
from theory.models.unit import UnitConstant, UnitModel
from theory.models.variant import Variant
from theory.symbols import PARAMETERS

__all__ = ["MODEL", "VARIANTS", "chain_net"]

MODEL = "deep"
VARIANTS = {"": Variant(degree=PARAMETERS["k"].symbol)}

_S, _A_PLUS, _A_MINUS, _X2 = (PARAMETERS[name].symbol for name in ("s", "a_plus", "a_minus", "x2"))


def chain_net(depth: int, *, input_norm2: Expr | int = _X2, scale: Expr | int = _S) -> UnitModel:
    """Return parallel chains of k scalar layers on one datum; the constant d is the product of a chain's k − 1 slopes.

    Parameters
    ----------
    depth
        k, the number of layers.
    input_norm2
        |x|², exact.
    scale
        The prefactor s, exact.

    Raises
    ------
    ValueError
        If the depth is not a positive integer.
    TypeError
        If a norm or scale is text or a float.

    Examples
    --------
    >>> chain_net(3)
    UnitModel(chains of 3 layers: f = s Σ_i φ(p_i), φ = d*w_1*w_2*w_3*sqrt(x2), p = (w_1, w_2, w_3), homogeneous of degree 3)
    """
    depth = positive_integer(depth, "depth")
    weights = symbols(f"w_1:{depth + 1}", real=True)
    d = Symbol("d", real=True)
    steepest = Max(_A_PLUS**2, _A_MINUS**2) ** (depth - 1)
    gated = depth > 1
    return UnitModel(
        name=f"chains of {depth} layers",
        coordinates=weights,
        output=(d if gated else 1) * square_root(input_norm2, "input_norm2") * Mul(*weights),
        constants=(UnitConstant(d, square_bound=steepest),) if gated else (),
        scale=as_expression(scale, "scale", nonzero=True),
        frozen=True,
        validity="no pre-activation changes its sign in the step" if gated else "",
    )
