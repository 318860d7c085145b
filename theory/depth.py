"""The kernel constant of bias-free nets with k layers, f = s W_k σ(W_{k−1} … σ(W_1 x)): H ≤ C_k θ^(2(k−1)).

The gradient in layer j has norm at most s a^(k−1) |x| times the product of the other layers' Frobenius norms (a bounds the
slopes). With t_j = |W_j|² this leaves a symmetric polynomial in t_1 … t_k, bounded by Maclaurin's inequality.
"""

from __future__ import annotations

from itertools import combinations

from sympy import Add, Expr, Le, Max, Mul, Symbol, powsimp, simplify, symbols

from theory.arguments import as_expression, count_or_symbol, positive_integer
from theory.bound import Bound
from theory.derivation import Derivation
from theory.descent import THETA2, H
from theory.symbols import PARAMETERS

__all__ = ["depth_constant", "layer_polynomial"]

_S, _A_PLUS, _A_MINUS, _X2, _K = (PARAMETERS[name].symbol for name in ("s", "a_plus", "a_minus", "x2", "k"))


def layer_polynomial(depth: int) -> tuple[Expr, tuple[Symbol, ...]]:
    """Return Σ_j Π_{i≠j} t_i, what the layers' squared norms t_i contribute to the bound on the NTK, and its symbols."""
    depth = positive_integer(depth, "depth")
    layers = symbols(f"t_1:{depth + 1}", nonnegative=True)
    return Add(*(Mul(*others) for others in combinations(layers, depth - 1))), layers


def depth_constant(depth: Expr | int = _K, *, input_norm2: Expr | int = _X2) -> Bound:
    """Derive C_k, the sharp constant of the k-layer leaky net on one datum; for D data |x|² becomes λmax(XXᵀ)/D.

    Parameters
    ----------
    depth
        k, the number of layers of weights: a number or the symbol.
    input_norm2
        |x|², or λmax(XXᵀ)/D (the symbol ``gram_top``).

    Raises
    ------
    TypeError
        If an argument is text or a float.
    ValueError
        If the depth is not a positive integer.

    Examples
    --------
    >>> depth_constant(3)
    Bound(NTK: H <= s**2*theta2**2*x2*Max(a_minus**2, a_plus**2)**2/3 (sharp))
    """
    depth, norm2 = count_or_symbol(depth, "depth"), as_expression(input_norm2, "input_norm2", nonnegative=True)
    slope2 = Max(_A_PLUS**2, _A_MINUS**2)
    prefix = _S**2 * slope2 ** (depth - 1) * norm2
    # Maclaurin: the mean of the k products of k − 1 numbers is at most the (k−1)-th power of the mean number.
    mean = THETA2 / depth
    layers = depth * mean ** (depth - 1)
    bound = powsimp(simplify(prefix * layers / THETA2 ** (depth - 1)), force=True)
    derivation = Derivation()
    if depth.is_Integer:
        derivation = derivation.then(
            "Up to a common factor the squared gradients sum to at most", layer_polynomial(int(depth))[0]
        )
    derivation = derivation.then("The common factor is", prefix)
    derivation = derivation.then(
        "The rest, a sum of k products of k - 1 squared layer norms, is at most (Maclaurin's inequality)", layers
    )
    derivation = derivation.then(
        "with equality for equal layer norms, reached by one active unit a layer. The constant is", bound
    )
    return Bound("NTK", bound, Le(H, bound * THETA2 ** (depth - 1)), (), derivation, sharp=True)
