"""The pure quadratic model on one datum, f = (ζ/2) θᵀψθ, in the eigenbasis of the symmetric matrix ψ.

Source: Meltzer & Liu, arXiv:2301.07737 (quadratic models).
"""

from __future__ import annotations

from functools import partial

from sympy import Expr, Integer, Symbol, sqrt

from theory.arguments import as_expression, choice
from theory.models.unit import UnitConstant, UnitModel
from theory.models.variant import Variant
from theory.symbols import PARAMETERS

__all__ = ["MODEL", "VARIANTS", "pure_quadratic"]

MODEL = "quadratic"

_ZETA, _TOP = PARAMETERS["zeta"].symbol, PARAMETERS["psi2_top"].symbol


def pure_quadratic(variant: str = "", *, zeta: Expr | int = _ZETA, square_bound: Expr | int = _TOP) -> UnitModel:
    """Return the quadratic form with any spectrum: one unit is one eigendirection, its constant the eigenvalue ψ_i.

    Parameters
    ----------
    variant
        Empty for any spectrum, ``"isotropic"`` for ψ² = λmax(ψ²) I: all eigenvalues ± one number.
    zeta
        The prefactor ζ.
    square_bound
        λmax(ψ²), the largest squared eigenvalue.

    Raises
    ------
    ValueError
        For an unknown variant.
    TypeError
        If an argument is text or a float.

    Examples
    --------
    >>> pure_quadratic("isotropic")
    UnitModel(isotropic pure quadratic: f = 1 Σ_i φ(p_i), φ = psi_i*theta_i**2*zeta/2, p = (theta_i,), homogeneous of degree 2)
    """
    choice(variant, "variant", ("", "isotropic"))
    theta, psi = Symbol("theta_i", real=True), Symbol("psi_i", real=True)
    largest = as_expression(square_bound, "square_bound", positive=True)
    values = (sqrt(largest), -sqrt(largest)) if variant else ()
    return UnitModel(
        name=" ".join(part for part in (variant, "pure quadratic") if part),
        coordinates=(theta,),
        output=as_expression(zeta, "zeta", nonzero=True) * psi * theta**2 / 2,
        constants=(UnitConstant(psi, values=values, square_bound=largest),),
    )


_TWO = Integer(2)
VARIANTS = {
    "": Variant(degree=_TWO, trapped=True, unit=pure_quadratic),
    "isotropic": Variant(degree=_TWO, trapped=True, unit=partial(pure_quadratic, "isotropic"), closed=True),
    "effective": Variant(("many",), degree=_TWO, trapped=True),
}
