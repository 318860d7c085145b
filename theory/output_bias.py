"""A homogeneous model of degree k with an output bias c: the norm that falls, and the bound it gives. D data, y = 0.

The plain weight norm need not fall. N = |θ|² + k c² does, θ without c: the factor k is solved for. As c follows the mean residual
alone, a constant target y is a shift of c: everything here holds for it, with c − y in the place of c.
"""

from __future__ import annotations

from sympy import Expr, Le, Symbol, expand, solve, sqrt

from theory.arguments import as_expression
from theory.bound import Bound
from theory.bounds import weight_norm_edge, weight_norm_total
from theory.derivation import Derivation
from theory.homogeneous import homogeneous_maps
from theory.symbols import OBSERVABLES, PARAMETERS

__all__ = ["bias_weight", "output_bias_bounds", "shifted_norm_change"]

_ETA, _K = PARAMETERS["eta"].symbol, PARAMETERS["k"].symbol
_RF, _RHR, _MEAN, _F2, _N, _THETA2 = (OBSERVABLES[name] for name in ("rf", "rHr", "r_mean", "f2", "N_shift", "theta2"))
_C, _WEIGHT = Symbol("c", real=True), Symbol("weight", real=True)


def _change(weight: Expr, degree: Expr | int) -> Expr:
    """The change of |θ|² + weight·c² in one step: θ by Euler's identity without the bias, c by the mean residual."""
    maps = homogeneous_maps(degree)
    inner = {_RF.now: _RF.now - _C * _MEAN.now, _RHR.now: _RHR.now - _MEAN.now**2}
    weights = (maps.weight_norm_data - _THETA2.now).subs(inner, simultaneous=True)
    bias = (_C - _ETA * _MEAN.now) ** 2 - _C**2
    return expand(weights + weight * bias)


def bias_weight(degree: Expr | int = _K) -> Expr:
    """Derive the weight of c² for which the change of the norm speaks of c through the outputs alone: k."""
    (found,) = solve(_change(_WEIGHT, degree).coeff(_C, 1), _WEIGHT)
    return found


def shifted_norm_change(degree: Expr | int = _K) -> tuple[Expr, Derivation]:
    """Derive N' − N = −2kη r·f/D + η²(rᵀHr/D + (k − 1) r̄²) for any targets, r̄ the mean residual.

    Examples
    --------
    >>> shifted_norm_change(2)[0]
    eta**2*rHr + eta**2*r_mean**2 - 4*eta*rf
    """
    weight = bias_weight(degree)
    derivation = homogeneous_maps(degree).derivation.then("The output bias moves by the mean residual", _C - _ETA * _MEAN.now)
    derivation = derivation.then("With a weight of its square, the norm changes by", _change(_WEIGHT, degree))
    derivation = derivation.then("The bias itself drops out for the weight", weight)
    change = _change(weight, degree)
    return change, derivation.then("With it the norm changes by", change)


def output_bias_bounds(constant: Expr | int, degree: Expr | int = _K) -> tuple[Bound, Bound]:
    """Derive the edge below which N cannot grow for target 0, and the bound on the total output, in N₀.

    Parameters
    ----------
    constant
        C with λmax(H) ≤ C θ^(2(k−1)) for the model without the bias.
    degree
        k, the degree of homogeneity of the model without the bias.

    Examples
    --------
    >>> from theory import gram_bound
    >>> output_bias_bounds(gram_bound().expression, 2)[0]
    Bound(weight norm nonincreasing: eta*(N_shift_0*gram_top*s**2*Max(a_minus**2, a_plus**2) + 2) <= 4)
    """
    constant = as_expression(constant, "constant", positive=True)
    change, derivation = shifted_norm_change(degree)
    order = homogeneous_maps(degree).degree
    derivation = derivation.then("For target 0 the residuals are the outputs", change.subs(_RF.now, _F2.now))
    derivation = derivation.then(
        "and their squared mean is at most their mean square (Cauchy-Schwarz)", Le(_MEAN.now**2, _F2.now)
    )
    # |∇L|² is that without the bias, at most λmax(H) F, and r̄².
    largest = change.subs(_RHR.now, constant * _N.now ** (order - 1) * _F2.now + _MEAN.now**2)
    bracket = expand(largest.subs({_RF.now: _F2.now, _MEAN.now: sqrt(_F2.now)}) / (_ETA * _F2.now))
    derivation = derivation.then("As the weights without the bias have a norm of at most N, the bracket is at most", bracket)
    bracket = bracket.subs(_N.now, _N.initial)
    return weight_norm_edge(bracket, derivation, norm=_N), weight_norm_total(bracket, derivation, norm=_N)
