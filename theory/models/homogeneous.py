"""The two-layer positively homogeneous net on one datum: f = s Σ_i v_i σ(u_i·x), σ with slopes a₊ and a₋.

Source: Meltzer & Liu, arXiv:2301.07737 (scale-invariant nets); Lewkowycz et al., arXiv:2003.02218 (linear net).
"""

from __future__ import annotations

from functools import partial

from sympy import Expr, Integer, S, Symbol, sqrt

from theory.arguments import as_expression, choice, shown, square_root
from theory.models.unit import UnitConstant, UnitModel
from theory.models.variant import ONE_DATUM, Special, Variant
from theory.symbols import PARAMETERS

__all__ = ["MODEL", "VARIANTS", "two_layer_net"]

MODEL = "two_layer"

_S, _A_PLUS, _A_MINUS, _A_ZERO, _X2, _N = (PARAMETERS[name].symbol for name in ("s", "a_plus", "a_minus", "a_zero", "x2", "n"))


def two_layer_net(
    variant: str = "leaky",
    *,
    slopes: tuple[Expr | int, Expr | int] | None = None,
    input_norm2: Expr | int = _X2,
    scale: Expr | int = _S,
) -> UnitModel:
    """Return the two-layer net on one datum x, in any input dimension and at any width.

    A unit is (p, v) with p = u·x/|x|; the components of u orthogonal to x never move. Its slope d is a constant as long
    as its pre-activation keeps its sign, so the maps derived from it hold for steps in which no unit flips.

    Parameters
    ----------
    variant
        ``"leaky"`` (slopes a₊, a₋), ``"relu"`` (a₊, 0) or ``"linear"`` (a₊ = a₋: one slope, no gate).
    slopes
        Other values of (a₊, a₋), exact numbers or expressions.
    input_norm2
        |x|².
    scale
        The prefactor s, usually n^(-1/2) with n the width.

    Raises
    ------
    ValueError
        For an unknown variant.
    TypeError
        If a slope, norm or scale is text or a float.

    Examples
    --------
    >>> two_layer_net("linear")
    UnitModel(two-layer net (linear): f = s Σ_i φ(p_i), φ = a_plus*p*v*sqrt(x2), p = (p, v), homogeneous of degree 2)
    """
    choice(variant, "variant", ("leaky", "relu", "linear"))
    defaults = {"leaky": (_A_PLUS, _A_MINUS), "relu": (_A_PLUS, 0), "linear": (_A_PLUS, _A_PLUS)}[variant]
    if slopes is not None and not (isinstance(slopes, (tuple, list)) and len(slopes) == 2):
        raise TypeError(f"slopes must be a pair (a_plus, a_minus), not {shown(slopes)}")
    plus, minus = (as_expression(slope, "slopes") for slope in (defaults if slopes is None else slopes))
    if plus == minus == 0:
        raise ValueError("slopes must not both be zero")
    length = square_root(input_norm2, "input_norm2")
    p, v, d = Symbol("p", real=True), Symbol("v", real=True), Symbol("d", real=True)
    gated = plus != minus
    return UnitModel(
        name=f"two-layer net ({variant})",
        coordinates=(p, v),
        output=(d if gated else plus) * length * p * v,
        constants=(UnitConstant(d, values=(plus, minus)),) if gated else (),
        scale=as_expression(scale, "scale", nonzero=True),
        frozen=True,
        validity="no unit changes the sign of its pre-activation in the step" if gated else "",
    )


_TWO = Integer(2)
_LEAKY, _LINEAR, _RELU = (partial(two_layer_net, variant) for variant in ("leaky", "linear", "relu"))
VARIANTS = {
    "": Variant(degree=_TWO, trapped=True, unit=_LEAKY),
    "linear": Variant(
        degree=_TWO, trapped=True, unit=_LINEAR, closed=True, fixed={_A_MINUS: _A_PLUS, _A_ZERO: _A_PLUS}, one_slope=True
    ),
    "relu": Variant(degree=_TWO, trapped=True, unit=_RELU, fixed={_A_MINUS: S.Zero}, settles=True),
    "relu any kink": Variant(degree=_TWO, trapped=True, unit=_RELU),
    "toy linear": Variant(
        ONE_DATUM,
        degree=_TWO,
        trapped=True,
        unit=_LINEAR,
        closed=True,
        special=Special(MODEL, "linear", {_S: 1 / sqrt(_N), _A_PLUS: S.One, _X2: S.One}),
        one_slope=True,
    ),
    "standard": Variant(degree=_TWO, trapped=True, unit=_LEAKY),
}
