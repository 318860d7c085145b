"""D data, y = 0: kernel constants of quadratic forms and two-layer nets, λmax(H) ≤ C θ². H_ab = (1/D) ∇f_a·∇f_b.

Everything rests on zᵀHz = (1/D) |Σ_a z_a ∇f_a|² for unit vectors z; the gradients are differentiated, not stated.
"""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr, ImmutableMatrix, Le, MatrixSymbol, Max, Symbol, diff, expand, factor, symbols

from theory.arguments import instance
from theory.bound import Bound
from theory.derivation import Derivation
from theory.descent import THETA2, H
from theory.homogeneous import master_bounds
from theory.models.general_quadratic import GeneralQuadratic
from theory.symbols import PARAMETERS

__all__ = [
    "NetKernel",
    "c_star_bound",
    "gram_bound",
    "many_data_bounds",
    "net_kernel",
    "omega_bound",
    "omega_matrix",
    "projected_kernel",
]

_D, _ZETA, _S = (PARAMETERS[name].symbol for name in ("D", "zeta", "s"))
_OMEGA, _C_STAR, _GRAM = (PARAMETERS[name].symbol for name in ("omega_top", "c_star", "gram_top"))
_SLOPE2 = Max(PARAMETERS["a_plus"].symbol ** 2, PARAMETERS["a_minus"].symbol ** 2)


def projected_kernel(model: GeneralQuadratic, direction: tuple[Expr, ...]) -> Expr:
    """Return zᵀHz = (1/D) |Σ_a z_a ∇f_a|² of a model with explicit entries, differentiated from its outputs."""
    jacobian = model.outputs.jacobian(model.weights)
    pulled = jacobian.T * ImmutableMatrix(direction)
    return expand((pulled.T * pulled)[0] / len(model.quadratic))


def omega_matrix(forms: tuple[ImmutableMatrix, ...], zeta: Expr = _ZETA) -> ImmutableMatrix:
    """Return Ω_{(a,m),(b,n)} = (ζ²/D) (ψ_aψ_b)_{mn} for D explicit symmetric forms ψ_a."""
    blocks = [[zeta**2 / len(forms) * first * second for second in forms] for first in forms]
    return ImmutableMatrix.vstack(*(ImmutableMatrix.hstack(*row) for row in blocks))


def _combined_forms() -> Derivation:
    count = PARAMETERS["P"].symbol
    mixed, theta = MatrixSymbol("A_z", count, count), MatrixSymbol("theta", count, 1)
    derivation = Derivation().then(
        "With A the sum of the forms weighted by z, the gradients combined by z are", (_ZETA * mixed * theta).doit()
    )
    squared = (_ZETA**2 / _D) * theta.T * mixed * mixed * theta
    return derivation.then("so zᵀHz for a unit vector z is", squared.doit())


def c_star_bound() -> Bound:
    """Derive λmax(H) ≤ C* θ² for D pure quadratic forms, C* = (ζ²/D) max over unit z of ‖Σ_a z_aψ_a‖²; sharp."""
    statement = Le(H, _C_STAR * THETA2)
    derivation = _combined_forms().then("Its maximum over unit theta and z is the constant", _C_STAR)
    return Bound("NTK", _C_STAR, statement, (), derivation.then("reached at some weights, so", statement), sharp=True)


def omega_bound() -> Bound:
    """Derive λmax(H) ≤ λmax(Ω) θ² for D pure quadratic forms: z ⊗ θ has norm |z||θ|, and zᵀHz = (z⊗θ)ᵀΩ(z⊗θ).

    Examples
    --------
    >>> omega_bound()
    Bound(NTK: H <= omega_top*theta2)
    """
    statement = Le(H, _OMEGA * THETA2)
    derivation = _combined_forms().then("This is the quadratic form of Omega at the product vector of z and theta, so", statement)
    return Bound("NTK", _OMEGA, statement, (), derivation.then("Product vectors are vectors, so", Le(_C_STAR, _OMEGA)))


@dataclass(frozen=True)
class NetKernel:
    """One unit of a two-layer net on D explicit data: its share of zᵀHz, a bound of it, and why the bound holds.

    Attributes
    ----------
    share
        The unit's part of zᵀHz.
    bound
        (s²/D) |Σ_a z_a d_a x_a|² (|u|² + v²).
    certificate
        ``bound − share``, a sum of squares (Lagrange's identity).
    pulled
        |Σ_a z_a d_a x_a|².
    """

    share: Expr
    bound: Expr
    certificate: Expr
    pulled: Expr


def net_kernel(data_count: int = 2, dimension: int = 2) -> NetKernel:
    """Derive one unit's share of zᵀHz for explicit symbolic data; d_a is the unit's slope on datum a."""
    if min(data_count, dimension) < 1:
        raise ValueError("data_count and dimension must be positive")
    u, v = symbols(f"u_1:{dimension + 1}", real=True), Symbol("v", real=True)
    z, d = symbols(f"z_1:{data_count + 1}", real=True), symbols(f"d_1:{data_count + 1}", real=True)
    data = [symbols(f"x{a + 1}_1:{dimension + 1}", real=True) for a in range(data_count)]
    total = sum(
        z_a * _S * v * d_a * sum(p * q for p, q in zip(u, x, strict=True)) for z_a, d_a, x in zip(z, d, data, strict=True)
    )
    share = expand(sum(diff(total, weight) ** 2 for weight in (*u, v)) / data_count)
    pulled = sum(sum(z_a * d_a * x[j] for z_a, d_a, x in zip(z, d, data, strict=True)) ** 2 for j in range(dimension))
    bound = _S**2 / data_count * pulled * (sum(p**2 for p in u) + v**2)
    return NetKernel(share, bound, factor(expand(bound - share)), pulled)


def gram_bound() -> Bound:
    """Derive λmax(H) ≤ s² a² λmax(XXᵀ/D) θ² for the two-layer leaky net in any input dimension, a² the larger squared slope.

    Sharper: put the largest (1/D)‖XᵀD_pattern‖² over realisable activation patterns for a² λmax(XXᵀ/D).

    Examples
    --------
    >>> gram_bound()
    Bound(NTK: H <= gram_top*s**2*theta2*Max(a_minus**2, a_plus**2))
    """
    explicit = net_kernel()
    constant = _S**2 * _SLOPE2 * _GRAM
    statement = Le(H, constant * THETA2)
    derivation = Derivation().then("One unit's share of zᵀHz (two data in two dimensions)", factor(explicit.share))
    derivation = derivation.then("is at most (Cauchy-Schwarz)", explicit.bound)
    derivation = derivation.then("as the difference is a square", explicit.certificate)
    derivation = derivation.then("The slopes shorten z by at most a, so |Xᵀ(d z)|²/D is at most", _SLOPE2 * _GRAM)
    return Bound(
        "NTK", constant, statement, (), derivation.then("Summed over the units", statement), certificate=explicit.certificate
    )


def many_data_bounds(kernel: Bound) -> tuple[Bound, Bound]:
    """Return the weight-norm edge and the bound on the total output that follow from a kernel bound on D data.

    Parameters
    ----------
    kernel
        A bound λmax(H) ≤ C θ² on D data, of a model of degree 2.

    Examples
    --------
    >>> many_data_bounds(omega_bound())[0]
    Bound(weight norm nonincreasing: eta*omega_top*theta2_0 <= 4)
    """
    instance(kernel, "kernel", Bound)
    edge, total = master_bounds(kernel.expression, 2)
    steps = (kernel.derivation + edge.derivation, kernel.derivation + total.derivation)
    return (
        Bound(edge.name, edge.expression, edge.statement, edge.hypotheses, steps[0]),
        Bound(total.name, total.expression, total.statement, total.hypotheses, steps[1]),
    )
