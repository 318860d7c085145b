"""The quadratic model with bias: a weighted norm that falls, and the bound it gives. One datum, y = 0."""

from __future__ import annotations

from sympy import Eq

from theory.claims.vocabulary import C_quadratic, H, L, eta, f, f2
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES, PARAMETERS

BIASED = Setting("biased_quadratic")
BIASED_ANY_TARGET = Setting("biased_quadratic", targets="any")
phi2 = PARAMETERS["phi2"].symbol
N, N_published, H_meta = (OBSERVABLES[name] for name in ("N_bias", "N_published", "H_meta"))
theta_m2, theta_f2, phi_theta = (OBSERVABLES[name] for name in ("theta_m2", "theta_f2", "phi_theta"))
_OURS = Source("ours", "quadratic model with bias")
_edge = eta * (2 * phi2 + C_quadratic * N.initial)

CLAIMS = (
    Claim(
        id="BIAS-ID",
        source=_OURS,
        text="y = 0: N = θ_m² + 2(φ·θ_f)²/φ² changes in a step by ηf²(η(H_m + 2φ²) − 4); H = H_m + φ² for any target.",
        statements=(
            Statement(BIASED, (), Quantifier.STEP, Eq(N.next, N.now + eta * f.now**2 * (eta * (H_meta.now + 2 * phi2) - 4))),
            Statement(BIASED_ANY_TARGET, (), Quantifier.STATE, Eq(H.now, H_meta.now + phi2)),
        ),
        evidence="One gradient step; the weight 2 is solved for.",
        sharp=True,
    ),
    Claim(
        id="BIAS",
        source=_OURS,
        text="y = 0, η(2φ² + CN₀) ≤ 4, C = ζ²λmax(ψ²): N never increases; below: Σf² ≤ N₀/(η(4 − η(2φ² + CN₀))), and L → 0.",
        statements=(
            Statement(BIASED, (_edge <= 4,), Quantifier.STEP, N.next <= N.now),
            Statement(BIASED, (_edge < 4,), Quantifier.STEP, f2.total <= N.initial / (eta * (4 - _edge))),
            Statement(BIASED, (_edge < 4,), Quantifier.TRAJECTORY, Eq(L.limit, 0)),
        ),
        evidence="The map of N, H_m ≤ Cθ_m² ≤ CN, induction.",
        sharp=True,
    ),
    Claim(
        id="BIAS-PUBLISHED",
        source=_OURS,
        text="The published denominator is the larger one: it has C(θ² + (φ·θ_f)²/φ²) in place of CN.",
        statements=(Statement(BIASED_ANY_TARGET, (), Quantifier.STATE, C_quadratic * N.now <= C_quadratic * N_published.now),),
        evidence="Cauchy–Schwarz.",
        sharp=True,
    ),
    Claim(
        id="BIAS-GAP",
        source=_OURS,
        text="The difference is the squared norm of the feature weights orthogonal to φ, which no step moves.",
        statements=(
            Statement(
                BIASED_ANY_TARGET, (), Quantifier.STATE, Eq(N_published.now, N.now + theta_f2.now - phi_theta.now**2 / phi2)
            ),
            Statement(BIASED_ANY_TARGET, (), Quantifier.STEP, Eq(N_published.next - N.next, N_published.now - N.now)),
        ),
        evidence="Expansion; the gradient with respect to θ_f is a multiple of φ.",
        sharp=True,
    ),
)
