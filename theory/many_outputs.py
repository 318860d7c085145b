"""Several outputs, y = 0: the kernel constant of a two-layer net with K outputs, λmax(H) ≤ C θ², H a mean over D·K numbers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from sympy import Expr, Le, Max, diff, expand, symbols

from theory.arguments import positive_integer
from theory.bound import Bound
from theory.derivation import Derivation
from theory.descent import THETA2, H
from theory.symbols import PARAMETERS

__all__ = ["OutputsKernel", "outputs_bound", "outputs_kernel"]

_S, _K, _GRAM = (PARAMETERS[name].symbol for name in ("s", "K", "gram_top"))
_SLOPE2 = Max(PARAMETERS["a_plus"].symbol ** 2, PARAMETERS["a_minus"].symbol ** 2)


@dataclass(frozen=True)
class OutputsKernel:
    """One unit of a two-layer net with several outputs on explicit data: its share of zᵀHz, a bound of it, and why it holds.

    Attributes
    ----------
    share
        The unit's part of zᵀHz, z a vector of D·K numbers.
    bound
        (s²/DK) Σ_c |Σ_a z_ac d_a x_a|² (|u|² + |v|²).
    certificate
        ``bound − share`` as a sum of squares: Lagrange's identity once for the inner weights, and once for each output.
    pulled
        Σ_c |Σ_a z_ac d_a x_a|².
    """

    share: Expr
    bound: Expr
    certificate: Expr
    pulled: Expr


def outputs_kernel(data_count: int = 2, dimension: int = 2, outputs: int = 2) -> OutputsKernel:
    """Derive one unit's share of zᵀHz for explicit symbolic data and outputs; d_a is the unit's slope on datum a.

    Raises
    ------
    TypeError, ValueError
        If a number is no positive integer.

    Examples
    --------
    >>> from sympy import expand
    >>> found = outputs_kernel()
    >>> expand(found.bound - found.share - found.certificate)
    0
    """
    data_count, dimension = positive_integer(data_count, "data_count"), positive_integer(dimension, "dimension")
    outputs = positive_integer(outputs, "outputs")
    u, v = symbols(f"u_1:{dimension + 1}", real=True), symbols(f"v_1:{outputs + 1}", real=True)
    d = symbols(f"d_1:{data_count + 1}", real=True)
    data = [symbols(f"x{a + 1}_1:{dimension + 1}", real=True) for a in range(data_count)]
    z = [symbols(f"z{a + 1}_1:{outputs + 1}", real=True) for a in range(data_count)]
    units = [d_a * sum(p * q for p, q in zip(u, x, strict=True)) for d_a, x in zip(d, data, strict=True)]
    total = sum(z[a][c] * _S * v[c] * units[a] for a in range(data_count) for c in range(outputs))
    share = expand(sum(diff(total, weight) ** 2 for weight in (*u, *v)) / (data_count * outputs))
    sums = [[sum(z[a][c] * d[a] * data[a][j] for a in range(data_count)) for j in range(dimension)] for c in range(outputs)]
    pulled = sum(part**2 for row in sums for part in row)
    factor = _S**2 / (data_count * outputs)
    inner = [(v[c] * sums[e][j] - v[e] * sums[c][j]) ** 2 for c, e in combinations(range(outputs), 2) for j in range(dimension)]
    outer = [(u[i] * row[j] - u[j] * row[i]) ** 2 for row in sums for i, j in combinations(range(dimension), 2)]
    bound = factor * pulled * (sum(p**2 for p in u) + sum(p**2 for p in v))
    return OutputsKernel(share, bound, factor * sum((*inner, *outer)), pulled)


def outputs_bound() -> Bound:
    """Derive λmax(H) ≤ (s² a² λmax(XXᵀ/D)/K) θ² for the two-layer leaky net with K outputs, a² the larger squared slope.

    Over D·K numbers the mean is K times smaller; but for that, several outputs keep the constant of one.

    Examples
    --------
    >>> outputs_bound()
    Bound(NTK: H <= gram_top*s**2*theta2*Max(a_minus**2, a_plus**2)/K)
    """
    explicit = outputs_kernel()
    constant = _S**2 * _SLOPE2 * _GRAM / _K
    statement = Le(H, constant * THETA2)
    derivation = Derivation().then("One unit's share of zᵀHz (two data in two dimensions, two outputs)", explicit.share)
    derivation = derivation.then("is at most (Cauchy-Schwarz, for the inner weights and for each output)", explicit.bound)
    derivation = derivation.then("as the difference is a sum of squares", explicit.certificate)
    derivation = derivation.then(
        "The slopes shorten the z of each output by at most a, so the sum over the outputs, divided by D and K, is at most",
        _SLOPE2 * _GRAM / _K,
    )
    return Bound(
        "NTK", constant, statement, (), derivation.then("Summed over the units", statement), certificate=explicit.certificate
    )
