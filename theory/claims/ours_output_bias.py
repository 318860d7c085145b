"""An output bias, y = 0, D data: a norm in which the bias counts k times, and the edge it gives; hidden biases are weights."""

from __future__ import annotations

from sympy import Eq

from theory.claims.ours_data import c_star
from theory.claims.vocabulary import C_deep, C_net_data, L, eta, f2, k, kink, rf, rHr
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES

_BIAS = Source("ours", "output bias")
N_shift, r_mean = OBSERVABLES["N_shift"], OBSERVABLES["r_mean"]
_VARIANTS = (("two layer", 2, C_net_data, (kink,)), ("quadratic", 2, c_star, ()), ("deep", k, C_deep, (kink,)))
"""Variant, degree k, C, and what C needs."""
_ZERO = tuple(
    (
        Setting("output_bias", data="many", variant=name),
        degree,
        eta * (constant * N_shift.initial ** (degree - 1) + degree),
        given,
    )
    for name, degree, constant, given in _VARIANTS
)
_ANY = tuple((Setting("output_bias", data="many", targets="any", variant=name), degree) for name, degree, *_ in _VARIANTS)

CLAIMS = (
    Claim(
        id="SHIFT-ID",
        source=_BIAS,
        text="Homogeneous model of degree k with output bias c, any targets, N = θ² + kc²: "
        "N′ = N − 2kη r·f/D + η²(rᵀHr/D + (k − 1)r̄²), r̄ the mean residual.",
        statements=tuple(
            Statement(
                setting,
                (),
                Quantifier.STEP,
                Eq(
                    N_shift.next,
                    N_shift.now - 2 * degree * eta * rf.now + eta**2 * (rHr.now + (degree - 1) * r_mean.now**2),
                ),
            )
            for setting, degree in _ANY
        ),
        reading="θ² is without c. Two-layer and k-layer leaky nets, D quadratic forms; an input that is 1 makes hidden biases.",
        evidence="Euler's identity without the bias; the weight k is solved for.",
        sharp=True,
    ),
    Claim(
        id="SHIFT-MONO",
        source=_BIAS,
        text="Output bias, y = 0, λmax(H) ≤ Cθ^(2(k−1)) without it: η(CN₀^(k−1) + k) ≤ 2k implies that N never increases.",
        statements=tuple(
            Statement(setting, (*given, edge <= 2 * degree), Quantifier.STEP, N_shift.next <= N_shift.now)
            for setting, degree, edge, given in _ZERO
        ),
        reading="N = θ² + kc². For a constant target y read c − y for c: a step depends on their difference alone.",
        evidence="|∇L|² without the bias is at most CN^(k−1)|f|²/D, and r̄² ≤ |f|²/D.",
        sharp=True,
    ),
    Claim(
        id="SHIFT-SUM",
        source=_BIAS,
        text="Output bias, y = 0, η(CN₀^(k−1) + k) < 2k: Σ_t |f_t|²/D ≤ N₀/(η(2k − η(CN₀^(k−1) + k))).",
        statements=tuple(
            Statement(
                setting, (*given, edge < 2 * degree), Quantifier.STEP, f2.total <= N_shift.initial / (eta * (2 * degree - edge))
            )
            for setting, degree, edge, given in _ZERO
        ),
        evidence="Telescoping N.",
    ),
    Claim(
        id="SHIFT-LIMIT",
        source=_BIAS,
        text="Output bias, y = 0, η(CN₀^(k−1) + k) < 2k: the loss tends to zero.",
        statements=tuple(
            Statement(setting, (*given, edge < 2 * degree), Quantifier.TRAJECTORY, Eq(L.limit, 0))
            for setting, degree, edge, given in _ZERO
        ),
        evidence="The sum of the squared outputs is finite.",
    ),
)
