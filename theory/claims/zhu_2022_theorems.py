"""Zhu et al., arXiv:2205.11787: theorems 1, 3 and 4, for every width and every initialisation, with constants.

What the paper says with high probability and up to factors of order 1 holds for each trajectory whose first state meets a
condition. κ = ‖x‖²/(md); for the block of data of one sign ‖x‖²/d becomes S = Σ x_i² over it.
"""

from __future__ import annotations

from sympy import Abs, Eq, Expr, Min, Ne, Or, Symbol

from theory.claims.vocabulary import H, L, eta, f, r, y
from theory.claims.zhu_2022_data import NQM_DATA_ANY_TARGET, lambda1, lambda2, m, p1_r, p1_y, p2_r, rate
from theory.claims.zhu_2022_one_datum import NQM_ANY_TARGET, kappa
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES, PARAMETERS, Observable


def _ours(printed: str) -> Source:
    return Source("ours", f"makes {printed} explicit")


def _lazy(start: Expr, size: Expr, residual: Observable, kernel: Expr, setting: Setting) -> tuple[Statement, Statement]:
    """Below ηλ = 2 the residual contracts and the kernel hardly moves, if a = ``size`` is small beside δ²."""
    delta = Min(start, 2 - start)
    hypotheses = (start > 0, start < 2, 18 * size <= delta**2)
    contracts = delta * Abs(residual.next) <= (delta - delta**2 + 9 * size) * Abs(residual.now)
    stays = delta * Abs(kernel - start) <= 8 * size
    return Statement(setting, hypotheses, Quantifier.STEP, contracts), Statement(setting, hypotheses, Quantifier.STEP, stays)


def _rise_along(first: Expr, residual: Observable, square: Observable, target: Symbol) -> Statement:
    """Between ηλ_i = 2 and 4 the residual along p_i first rises."""
    return Statement(
        NQM_DATA_ANY_TARGET,
        (first > 2, first <= 4, Ne(residual.initial, 0)),
        Quantifier.TRAJECTORY,
        16 * rate**2 * (square.peak + 2 * target**2) >= m * (first - 2) ** 2,
    )


def _end_along(first: Expr, residual: Observable, target: Symbol) -> Statement:
    """Below the sharp edge the residual along p_i tends to 0, or to that of output 0."""
    return Statement(
        NQM_DATA_ANY_TARGET,
        (rate**2 * target**2 < m, m * (first - 4) < rate**2 * target * residual.initial),
        Quantifier.TRAJECTORY,
        Or(Eq(residual.limit, 0), Eq(residual.limit, -target)),
    )


def _along(kernel: Observable, residual: Observable, square: Observable, target: Symbol) -> tuple[Statement, ...]:
    """What the residual along one of p₁, p₂ does: rises, ends, contracts; and its kernel."""
    first, size = rate * kernel.initial, rate**2 / m * (residual.initial**2 + Abs(residual.initial * target))
    lazy = _lazy(first, size, residual, rate * kernel.now, NQM_DATA_ANY_TARGET)
    return (_rise_along(first, residual, square, target), _end_along(first, residual, target), *lazy)


_p1 = _along(lambda1, p1_r, OBSERVABLES["p1_r2"], p1_y)
_p2 = _along(lambda2, p2_r, OBSERVABLES["p2_r2"], PARAMETERS["p2_y"].symbol)
_start, _kappa_eta2 = eta * H.initial, kappa * eta**2

CLAIMS = (
    Claim(
        id="ZQ-5c",
        source=_ours("ZQ-5"),
        text="2 < ηλ₀ ≤ 4, g₀ ≠ y: the loss rises to at least md(ηλ₀−2)²/(32η²‖x‖²) − y². If κη²y² < 1 and ηλ₀ < 4 + κη²y(g₀−y), "
        "it then tends to 0, or to y²/2 with g to 0.",
        statements=(
            Statement(
                NQM_ANY_TARGET,
                (_start > 2, _start <= 4, Ne(r.initial, 0)),
                Quantifier.TRAJECTORY,
                32 * _kappa_eta2 * (L.peak + y**2) >= (_start - 2) ** 2,
            ),
            Statement(
                NQM_ANY_TARGET,
                (_kappa_eta2 * y**2 < 1, _start < 4 + _kappa_eta2 * y * r.initial),
                Quantifier.TRAJECTORY,
                Or(Eq(L.limit, 0), Eq(f.limit, 0)),
            ),
        ),
        reading="κ = ‖x‖²/(md). For every width and initialisation, with no logarithm and no probability.",
        evidence="While u is small, each step multiplies √u by at least 1 + (ηλ₀ − 2)/4, and λ loses no more than √u gains.",
    ),
    Claim(
        id="ZQ-8c",
        source=_ours("ZQ-8"),
        text="0 < ηλ₀ < 2, δ = min(ηλ₀, 2−ηλ₀), a = κη²(r₀² + |r₀y|) ≤ δ²/18: for all t, L(t+1) ≤ (1−δ+9a/δ)² L(t) and "
        "|ηλ(t)−ηλ(0)| ≤ 8a/δ.",
        statements=_lazy(_start, _kappa_eta2 * (r.initial**2 + Abs(r.initial * y)), r, eta * H.now, NQM_ANY_TARGET),
        reading="r = g − y, κ = ‖x‖²/(md), so that a is of order 1/m. For every width and initialisation.",
        evidence="√u contracts by at least 1 − δ/2 a step, so that all steps of λ together are at most 8a/δ.",
    ),
    Claim(
        id="ZQ-14c",
        source=_ours("ZQ-14"),
        text="For i = 1 and 2, ρ_i = ⟨g−y, p_i⟩ with p_i = (x_j 1[…]), Y_i = ⟨y, p_i⟩: if 2 < ηλ_i ≤ 4 and ρ_i ≠ 0 at first, "
        "ρ_i² rises to at least m(ηλ_i−2)²/(16η²) − 2Y_i². If η²Y_i² < m and ηλ_i < 4 + η²Y_iρ_i/m at first, ρ_i tends to 0 or "
        "to −Y_i. If 0 < ηλ_i < 2, δ = min(ηλ_i, 2−ηλ_i) and a = η²(ρ_i² + |ρ_iY_i|)/m ≤ δ²/18 at first, then for all t "
        "|ρ_i(t+1)| ≤ (1−δ+9a/δ)|ρ_i(t)| and |ηλ_i(t)−ηλ_i(0)| ≤ 8a/δ.",
        statements=tuple(statement for pair in zip(_p1, _p2, strict=True) for statement in pair),
        reading="1-d inputs, any targets. One direction does as it does whatever the other does: both catapult, or one, or none. "
        "2SΠ_iL = ρ_i², as p_i has length √S, S = Σ x_j² over its sign.",
        evidence="A sign block is one datum with ‖x‖² = S: ZQ-5c and ZQ-8c.",
    ),
)
