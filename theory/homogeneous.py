"""Any model that is homogeneous of degree k in its weights: the weight-norm map from Euler's identity alone.

Used: θ·g_a = k f_a for the gradients g_a that the step uses, and θ' = θ − η c Σ_a r_a g_a (c = 1/D). Any depth, any width,
any slope at a kink; false with biases, where Euler's identity fails.
"""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr, Lt, MatMul, MatrixExpr, MatrixSymbol, expand, factor, sqrt
from sympy import Integer as Int

from theory.bounds import Bound, weight_norm_edge, weight_norm_total
from theory.derivation import Derivation, as_expression
from theory.descent import THETA2, F, H, R
from theory.symbols import OBSERVABLES, PARAMETERS

__all__ = ["HomogeneousMaps", "falling_norm_condition", "homogeneous_maps", "master_bounds"]

_ETA, _D, _K, _P = (PARAMETERS[name].symbol for name in ("eta", "D", "k", "P"))
_RF, _RHR = OBSERVABLES["rf"].now, OBSERVABLES["rHr"].now


@dataclass(frozen=True)
class HomogeneousMaps:
    """The weight-norm map of a degree-k model.

    Attributes
    ----------
    degree
        k, a number or the symbol.
    weight_norm
        θ²' on one datum, L = (f − y)²/2.
    weight_norm_data
        θ²' on D data, L = (1/2D) Σ r_a²; in ``rf`` = (1/D) r·f and ``rHr`` = (1/D) rᵀHr.
    derivation
        The steps for D data, as matrix expressions.
    """

    degree: Expr
    weight_norm: Expr
    weight_norm_data: Expr
    derivation: Derivation


def homogeneous_maps(degree: Expr | int = _K) -> HomogeneousMaps:
    """Derive the weight-norm map of any model that is homogeneous of degree k ≥ 1 in its weights.

    Raises
    ------
    TypeError
        If ``degree`` is text or a float.
    ValueError
        If it is a number that is not a positive integer.

    Examples
    --------
    >>> homogeneous_maps(2).weight_norm
    H*eta**2*r**2 - 4*eta*f*r + theta2
    """
    degree = as_expression(degree, "degree")
    if not (degree.is_positive and degree.is_integer):
        raise ValueError(f"degree must be a positive integer, not {degree}")
    theta, jacobian = MatrixSymbol("theta", _P, 1), MatrixSymbol("J", _D, _P)
    residual, output = MatrixSymbol("r", _D, 1), MatrixSymbol("f", _D, 1)
    after = theta - (_ETA / _D) * jacobian.T * residual
    squared = (after.T * after).doit().expand().doit()
    derivation = Derivation().then("One step, J the Jacobian and r the residuals", after)
    derivation = derivation.then("The squared weight norm after it", squared)
    kernel = MatrixSymbol("H", _D, _D)
    total: Expr = Int(0)
    for term in squared.args:
        total += _as_observable(term, theta, jacobian, residual, degree)
    derivation = derivation.then("Euler's identity J theta = k f, in entries", degree * output)
    derivation = derivation.then("and the product of J with its transpose, D times the NTK,", _D * kernel)
    derivation = derivation.then("give the squared weight norm after the step", total)
    one = expand(total.subs({_RF: R * F, _RHR: R**2 * H}, simultaneous=True))
    return HomogeneousMaps(degree, one, total, derivation.then("For one datum", factor(one - THETA2)))


def _as_observable(term: MatrixExpr, theta: MatrixSymbol, jacobian: MatrixSymbol, residual: MatrixSymbol, degree: Expr) -> Expr:
    """Return the number that a 1×1 product stands for, by θᵀθ = θ², Jθ = k f and JJᵀ = D H."""
    number, product = term.as_coeff_mmul() if isinstance(term, MatMul) else (Int(1), term)
    scalars: dict[MatrixExpr, Expr] = {
        theta.T * theta: THETA2,
        residual.T * jacobian * theta: degree * _D * _RF,
        theta.T * jacobian.T * residual: degree * _D * _RF,
        residual.T * jacobian * jacobian.T * residual: _D**2 * _RHR,
    }
    return number * scalars[product.doit()]


def master_bounds(constant: Expr, degree: Expr | int = _K) -> tuple[Bound, Bound]:
    """Derive, for y = 0 and λmax(H) ≤ C θ^(2(k−1)), the edge for the weight norm and the bound on the total output.

    Holds on D data with L = (1/2D) Σ f_a²: then (1/D) fᵀHf ≤ λmax(H) |f|²/D, and ``f2`` is |f|²/D.

    Parameters
    ----------
    constant
        C, from any kernel bound.
    degree
        k.

    Raises
    ------
    TypeError
        If an argument is text or a float.
    ValueError
        If ``degree`` is not a positive integer.

    Examples
    --------
    >>> from sympy import Symbol
    >>> master_bounds(Symbol("C", positive=True), 3)[0]
    Bound(weight norm nonincreasing: C*eta*theta2_0**2 <= 6)
    """
    constant, maps = as_expression(constant, "constant"), homogeneous_maps(degree)
    mean_square = OBSERVABLES["f2"].now
    change = (maps.weight_norm_data - THETA2).subs({_RF: mean_square, _RHR: H * mean_square}, simultaneous=True)
    bracket = expand(change / (_ETA * mean_square)).subs(H, constant * THETA2 ** (maps.degree - 1))
    derivation = maps.derivation.then(
        "With y = 0 and rHr at most the top eigenvalue H times |f|², the change is at most", factor(change)
    )
    derivation = derivation.then("and with the bound on H the bracket is at most", bracket)
    bracket = bracket.subs(THETA2, OBSERVABLES["theta2"].initial)
    return weight_norm_edge(bracket, derivation), weight_norm_total(bracket, derivation)


def falling_norm_condition(degree: Expr | int = _K) -> Bound:
    """Derive when one step lowers the weight norm on D data with targets: residuals large against |y|, H = λmax(H).

    Raises
    ------
    TypeError
        If ``degree`` is text or a float.
    ValueError
        If it is not a positive integer.
    """
    maps = homogeneous_maps(degree)
    mean_square, size = OBSERVABLES["r2"].now, PARAMETERS["y_norm"].symbol
    # f = r + y, and r·y ≥ −|r||y|, with |r| = √(D r2).
    least = mean_square - sqrt(mean_square) * size / sqrt(_D)
    change = (maps.weight_norm_data - THETA2).subs({_RF: least, _RHR: H * mean_square}, simultaneous=True)
    bracket = expand(change / (_ETA * sqrt(mean_square)) * sqrt(_D))
    residual_part = bracket.subs(size, 0)
    statement = Lt(expand(bracket - residual_part), factor(-residual_part))
    derivation = maps.derivation.then("With f = r + y and Cauchy-Schwarz the change is at most", factor(change))
    derivation = derivation.then("which is negative if", statement)
    return Bound("weight norm falls at this step", statement.lhs, statement, (), derivation)
