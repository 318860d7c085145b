"""The learning-rate bound of the quadratic model with a bias, from the right weighted norm. One datum, y = 0.

The plain weight norm need not fall. N = |θ_m|² + 2(φ·θ_f)²/φ² does: its factor 2 is derived, not chosen.
"""

from __future__ import annotations

from sympy import Expr, Le, Poly, Symbol, cancel, expand, factor, solve

from theory.bound import Bound
from theory.bounds import kernel_bound, weight_norm_edge, weight_norm_total
from theory.derivation import Derivation
from theory.descent import F, H, UpdateMaps, update_maps
from theory.models.biased_quadratic import biased_quadratic
from theory.models.quadratic import pure_quadratic
from theory.symbols import OBSERVABLES, PARAMETERS

__all__ = ["bias_bounds", "norm_weight", "published_norm", "weighted_norm_change"]

_ETA, _PHI2 = PARAMETERS["eta"].symbol, PARAMETERS["phi2"].symbol
_LINEAR, _META2, _FEATURE2 = (OBSERVABLES[name].now for name in ("phi_theta", "theta_m2", "theta_f2"))
_NORM, _H_META = OBSERVABLES["N_bias"], OBSERVABLES["H_meta"].now


def _change(weight: Expr, maps: UpdateMaps) -> Expr:
    """Return the change of |θ_m|² + weight·(φ·θ_f)²/φ² in one step."""
    after = dict(maps.others)
    return expand(after[_META2] - _META2 + weight * (after[_LINEAR] ** 2 - _LINEAR**2) / _PHI2)


def norm_weight() -> Expr:
    """Derive the weight of (φ·θ_f)²/φ² for which the first-order change of the norm is a multiple of f²."""
    weight = Symbol("weight")
    first = _change(weight, update_maps(biased_quadratic(), 0)).coeff(_ETA, 1)
    mixed = Poly(first, F, _LINEAR).coeff_monomial(F * _LINEAR)
    (found,) = solve(mixed, weight)
    return found


def weighted_norm_change() -> tuple[Expr, Derivation]:
    """Derive N' − N in f, the NTK H_m of the meta weights and φ² (H = H_m + φ²)."""
    maps, weight = update_maps(biased_quadratic(), 0), norm_weight()
    change = factor(_change(weight, maps).subs(H, _H_META + _PHI2))
    after = dict(maps.others)
    derivation = maps.derivation.then("The linear part of the output after the step", after[_LINEAR])
    derivation = derivation.then("The squared norm of the meta weights after the step", after[_META2])
    derivation = derivation.then("The first-order change is a multiple of f² for the weight", weight)
    return change, derivation.then("With it the weighted norm changes by", change)


def bias_bounds() -> tuple[Bound, Bound]:
    """Derive the edge below which N cannot grow, and the bound on the total squared output, in N₀.

    Examples
    --------
    >>> bias_bounds()[0]
    Bound(weight norm nonincreasing: eta*(N_bias_0*psi2_top*zeta**2 + 2*phi2) <= 4)
    """
    change, derivation = weighted_norm_change()
    constant = kernel_bound(pure_quadratic()).expression
    bracket = cancel(change / (_ETA * F**2)).subs(_H_META, constant * _META2)
    derivation = derivation.then("The meta weights' NTK is a pure quadratic's, so the bracket is at most", bracket)
    bracket = bracket.subs(_META2, _NORM.initial)
    derivation = derivation.then("and, as the meta weights' norm is at most N, at the start at most", bracket)
    return weight_norm_edge(bracket, derivation, norm=_NORM), weight_norm_total(bracket, derivation, norm=_NORM)


def published_norm() -> tuple[Expr, Expr, Derivation]:
    """Derive a weaker form that needs only the plain weight norm, and what it gives away.

    Returns
    -------
    The larger norm θ² + (φ·θ_f)²/φ², its excess over N (nonnegative by Cauchy–Schwarz), and the steps.
    """
    weight = norm_weight()
    exact = _META2 + weight * _LINEAR**2 / _PHI2
    # One of the `weight` copies of (φ·θ_f)²/φ² is traded for |θ_f|², which is at least as large.
    larger = _META2 + _FEATURE2 + (weight - 1) * _LINEAR**2 / _PHI2
    derivation = Derivation().then("The weighted norm", exact)
    derivation = derivation.then("By Cauchy-Schwarz", Le(_LINEAR**2, _PHI2 * _FEATURE2))
    derivation = derivation.then("so it is at most", larger)
    return larger, expand(larger - exact), derivation
