"""The two-layer positively homogeneous net on one datum: f = s Σ_i v_i σ(u_i·x), σ with slopes a₊ and a₋.

Source: Meltzer & Liu, arXiv:2301.07737 (scale-invariant nets); Lewkowycz et al., arXiv:2003.02218 (linear net).
"""

from __future__ import annotations

from sympy import Expr, Symbol, sqrt

from theory.derivation import as_expression
from theory.models.unit import UnitConstant, UnitModel
from theory.symbols import PARAMETERS

__all__ = ["two_layer_net"]

_S, _A_PLUS, _A_MINUS, _X2 = (PARAMETERS[name].symbol for name in ("s", "a_plus", "a_minus", "x2"))


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
    if variant not in ("leaky", "relu", "linear"):
        raise ValueError(f"variant must be 'leaky', 'relu' or 'linear', not {variant!r}")
    defaults = {"leaky": (_A_PLUS, _A_MINUS), "relu": (_A_PLUS, 0), "linear": (_A_PLUS, _A_PLUS)}[variant]
    plus, minus = (as_expression(slope, "slopes") for slope in (slopes or defaults))
    length = sqrt(as_expression(input_norm2, "input_norm2"))
    p, v, d = Symbol("p", real=True), Symbol("v", real=True), Symbol("d", real=True)
    gated = plus != minus
    return UnitModel(
        name=f"two-layer net ({variant})",
        coordinates=(p, v),
        output=(d if gated else plus) * length * p * v,
        constants=(UnitConstant(d, values=(plus, minus)),) if gated else (),
        scale=as_expression(scale, "scale"),
        frozen=True,
        validity="no unit changes the sign of its pre-activation in the step" if gated else "",
    )
