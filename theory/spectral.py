"""The spectral weight norm of the two-layer linear net on D data: N = |v|² + Σ_k m_k |U w_k|², y = 0.

σ_k, w_k are the singular values and right vectors of the inputs X; in the basis of left vectors the outputs are
f_k = s σ_k Σ_i v_i z_ik with z_ik = u_i·w_k. The weights m_k are solved for, not chosen.
"""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Add, Expr, Poly, Symbol, diff, expand, factor, simplify, solve, symbols

from theory.bound import Bound
from theory.bounds import weight_norm_edge
from theory.derivation import Derivation
from theory.symbols import OBSERVABLES, PARAMETERS

__all__ = ["SpectralNorm", "spectral_bounds", "spectral_change", "spectral_weight"]

_ETA, _D, _S, _GRAM = (PARAMETERS[name].symbol for name in ("eta", "D", "s", "gram_top"))
_NORM = OBSERVABLES["N_spec"]


@dataclass(frozen=True)
class SpectralNorm:
    """One unit's share of N' − N for K directions.

    Attributes
    ----------
    outputs, singular_values, weights
        f_k, σ_k, m_k.
    first
        The part of order η of the whole N' − N, in the outputs.
    second
        The part of order η² of one unit.
    second_bound
        Its Cauchy–Schwarz bound.
    certificate
        ``second_bound − second``, a sum of squares over m_j m_k.
    """

    outputs: tuple[Symbol, ...]
    singular_values: tuple[Symbol, ...]
    weights: tuple[Symbol, ...]
    first: Expr
    second: Expr
    second_bound: Expr
    certificate: Expr


def spectral_change(directions: int = 2) -> SpectralNorm:
    """Derive N' − N from one gradient step on (1/2D) Σ f_k², for K explicit directions.

    Raises
    ------
    ValueError
        If ``directions`` is not a positive integer.
    """
    if isinstance(directions, bool) or not isinstance(directions, int) or directions < 1:
        raise ValueError(f"directions must be a positive integer, not {directions!r}")
    span = f"1:{directions + 1}"
    v, z = Symbol("v", real=True), symbols(f"z_{span}", real=True)
    outputs = symbols(f"f_{span}", real=True)
    sigma, m = symbols(f"sigma_{span}", positive=True), symbols(f"m_{span}", positive=True)
    shares = [_S * sigma_k * v * z_k for sigma_k, z_k in zip(sigma, z, strict=True)]
    slope = {p: Add(*(f * diff(share, p) for f, share in zip(outputs, shares, strict=True))) / _D for p in (v, *z)}
    moved = {p: p - _ETA * slope[p] for p in (v, *z)}
    norm = v**2 + Add(*(m_k * z_k**2 for m_k, z_k in zip(m, z, strict=True)))
    change = Poly(expand(norm.subs(moved, simultaneous=True) - norm), _ETA)
    first_unit, second = change.coeff_monomial(_ETA), change.coeff_monomial(_ETA**2)
    # Summed over units, each share becomes its output: v z_k is worth f_k/(s σ_k).
    first = Add(
        *(
            Poly(first_unit, v, *z).coeff_monomial(v * z_k) * f / (_S * sigma_k)
            for z_k, f, sigma_k in zip(z, outputs, sigma, strict=True)
        )
    )
    spread = Add(*(sigma_k**2 * f**2 / m_k for sigma_k, f, m_k in zip(sigma, outputs, m, strict=True)))
    rest = Add(*(m_k * sigma_k**2 * f**2 for sigma_k, f, m_k in zip(sigma, outputs, m, strict=True)))
    bound = _S**2 / _D**2 * (spread * (norm - v**2) + rest * v**2)
    return SpectralNorm(outputs, sigma, m, factor(first), factor(second), bound, factor(expand(bound - second)))


def spectral_weight(ratio: Expr) -> Expr:
    """Derive m for σ²/σ₁² = ``ratio``: the gain 1 + m of the first order then matches σ²/m of the second in all directions.

    Normalised by m = 1 in the top direction.
    """
    m = Symbol("m_k", positive=True)
    balance = ratio / m / (1 + m) - 1 / (m * (1 + m)).subs(m, 1)
    (found,) = solve(balance, m)
    return found


def spectral_bounds() -> tuple[Bound, Bound]:
    """Derive the edge below which N cannot grow, and the bound on the total output, with C = s² λmax(XXᵀ/D).

    ``f2`` is |f|²/D; the total is halved in strength because a direction gains 1 + m_k ≥ 1 where the top one gains 2.

    Examples
    --------
    >>> spectral_bounds()[0]
    Bound(weight norm nonincreasing: N_spec_0*eta*gram_top*s**2 <= 4)
    """
    ratio, m = Symbol("rho_k", positive=True), Symbol("m_k", positive=True)
    change = spectral_change()
    weight = spectral_weight(ratio)
    derivation = Derivation().then("To first order in the learning rate N changes by (two directions)", change.first)
    derivation = derivation.then("The second order of one unit is at most (Cauchy-Schwarz)", change.second_bound)
    derivation = derivation.then("as their difference is a sum of squares", change.certificate)
    derivation = derivation.then(
        "The same gain in all directions, with ρ the squared singular value over the top one, needs the weight", weight
    )
    slack = factor(1 - weight**2)
    derivation = derivation.then("It is at most 1, so the part with |v|² is not the larger one: this is nonnegative", slack)
    # Per direction and per f_k²/D: first order −2(1 + m_k); second at most (C/2)(1 + m_k) N, from σ_k²/m_k = σ_1²(1 + m_k)/2.
    per_direction = solve(weight - m, ratio)[0] / m * _S**2 * _GRAM * _NORM.initial
    gain = simplify(per_direction / (1 + m))
    bracket = expand(-2 + _ETA * gain) * 2
    derivation = derivation.then(
        "With it the bracket of the change, at the start, is (up to half of one plus the weight)", bracket
    )
    edge = weight_norm_edge(bracket, derivation, norm=_NORM)
    # (1 + m_k)/2 ≥ 1/2, the value for a vanishing direction.
    least = spectral_weight(ratio).subs(ratio, 0)
    total = _NORM.initial / (_ETA * expand(-bracket) * (1 + least) / 2)
    statement = OBSERVABLES["f2"].total <= total
    steps = edge.derivation.then("and every direction gains at least half, so the total squared output is at most", total)
    strict = edge.statement.lhs < edge.statement.rhs
    return edge, Bound("total squared output", total, statement, (strict,), steps)
