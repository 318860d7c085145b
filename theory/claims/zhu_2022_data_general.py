"""Zhu et al., arXiv:2205.11787: general quadratic models on D data, one step of residual and kernel.

G_a = rᵀ∇f H_a, H_a the Hessian of f_a; z is any vector. Conventions as in `theory.claims.zhu_2022_data`.
"""

from __future__ import annotations

from sympy import And, Eq

from theory.claims.zhu_2022_data import rate, z_Kr, z_Kz, z_r
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES

GENERAL = Setting("general_quadratic", data="many", targets="any")

z_GJr, z_GJz, z_GGz = (OBSERVABLES[name].now for name in ("z_GJr", "z_GJz", "z_GGz"))

_RESIDUAL = Eq(z_r.next, z_r.now - rate * z_Kr.now + rate**2 / 2 * z_GJr)  # the printed half that is right

CLAIMS = (
    Claim(
        id="ZQ-17",
        source=Source("ZQ", "section 5, general quadratic models"),
        text="General NQM: f(t+1)−y = (I − ηK + ½η² G ∇fᵀ)(f−y), K(t+1) = K − ¼η(4G∇fᵀ − ηGGᵀ), G_i = (f−y)ᵀ∇f H_f(x_i).",
        statements=(
            Statement(
                GENERAL,
                (),
                Quantifier.STEP,
                And(
                    _RESIDUAL,
                    Eq(z_Kz.next, z_Kz.now - rate / 4 * (4 * z_GJz - rate * z_GGz)),
                ),
            ),
        ),
        reading="Both equations times any vector z, the second also zᵀ; rows of ∇f are the gradients of the outputs.",
        evidence="The second equation fails at one exact step.",
        correction="ZQ-17c",
    ),
    Claim(
        id="ZQ-17c",
        source=Source("ours", "corrects ZQ-17"),
        text="f(t+1)−y = (I − ηK + ½η² G ∇fᵀ)(f−y), K(t+1) = K − η(G∇fᵀ + ∇f Gᵀ) + η²GGᵀ.",
        statements=(
            Statement(
                GENERAL,
                (),
                Quantifier.STEP,
                And(
                    _RESIDUAL,
                    Eq(z_Kz.next, z_Kz.now - 2 * rate * z_GJz + rate**2 * z_GGz),
                ),
            ),
        ),
        reading="Both equations times any vector z, the second also zᵀ: all entries, as K is symmetric.",
        evidence="A quadratic function is its own second-order expansion.",
        sharp=True,
    ),
)
