"""The quadratic model with a bias on one datum, f = φ·θ_f + (ζ/2) θ_mᵀψθ_m, ψ in its eigenbasis.

Source: Meltzer & Liu, arXiv:2301.07737 (quadratic models with bias). Feature weights θ_f and meta weights θ_m are separate;
a unit pairs the i-th of both, the shorter list filled up with zeros φ_i or ψ_i.
"""

from __future__ import annotations

from sympy import Symbol

from theory.models.unit import UnitConstant, UnitModel, UnitSum
from theory.models.variant import Variant
from theory.symbols import OBSERVABLES, PARAMETERS

__all__ = ["MODEL", "VARIANTS", "biased_quadratic"]

MODEL = "biased_quadratic"
VARIANTS = {"": Variant(), "effective": Variant(("many",))}

_ZETA, _TOP, _PHI2 = (PARAMETERS[name].symbol for name in ("zeta", "psi2_top", "phi2"))


def biased_quadratic() -> UnitModel:
    """Return the model; its known sums are φ², φ·θ_f and the meta weights' squared norm.

    Examples
    --------
    >>> biased_quadratic().output
    phi_i*theta_fi + psi_i*theta_mi**2*zeta/2
    """
    feature, meta, phi, psi = (Symbol(name, real=True) for name in ("theta_fi", "theta_mi", "phi_i", "psi_i"))
    return UnitModel(
        name="quadratic with bias",
        coordinates=(feature, meta),
        output=phi * feature + _ZETA * psi * meta**2 / 2,
        constants=(UnitConstant(phi), UnitConstant(psi, square_bound=_TOP)),
        sums=(
            UnitSum(_PHI2, phi**2, "φ²"),
            UnitSum(OBSERVABLES["phi_theta"].now, phi * feature, "the linear part of the output"),
            UnitSum(OBSERVABLES["theta_m2"].now, meta**2, "the squared norm of the meta weights"),
            UnitSum(OBSERVABLES["theta_f2"].now, feature**2, "the squared norm of the feature weights"),
        ),
    )
