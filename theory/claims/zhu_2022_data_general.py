"""Zhu et al., arXiv:2205.11787: general quadratic models on D data, one step in entries of residual and kernel.

G_a = rᵀ∇f H_a, H_a the Hessian of f_a. Conventions as in `theory.claims.zhu_2022_data`.
"""

from __future__ import annotations

from sympy import And, Eq

from theory.claims.vocabulary import r
from theory.claims.zhu_2022_data import K1D, K11, Kr1, rate
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES

GENERAL = Setting("general_quadratic", data="many", targets="any")

GJr1, GJ11, GG11, GJ1D, JG1D, GG1D = (
    OBSERVABLES[name].now for name in ("GJr_first", "GJ_first", "GG_first", "GJ_cross", "JG_cross", "GG_cross")
)

_RESIDUAL = Eq(r.next, r.now - rate * Kr1.now + rate**2 / 2 * GJr1)  # the printed half that is right

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
                    Eq(K11.next, K11.now - rate / 4 * (4 * GJ11 - rate * GG11)),
                ),
            ),
        ),
        reading="First entries; rows of ∇f are the gradients of the outputs.",
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
                    Eq(K11.next, K11.now - 2 * rate * GJ11 + rate**2 * GG11),
                    Eq(K1D.next, K1D.now - rate * (GJ1D + JG1D) + rate**2 * GG1D),
                ),
            ),
        ),
        reading="First entries, and the entry (1, D) of the kernel.",
        evidence="A quadratic function is its own second-order expansion.",
        sharp=True,
    ),
)
