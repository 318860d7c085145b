"""The two-layer ReLU neural quadratic model on D one-dimensional data: rank-2 kernel and two decoupled blocks. L = ½ Σ r_i².

A unit whose gate was open for positive inputs at initialisation (g = 1) never sees a negative one, and the other way
round. Each sign block is therefore a single datum in disguise. Source: Zhu et al., arXiv:2205.11787 (K_ij = ∇f_i·∇f_j).
"""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Add, Expr, ImmutableMatrix, Symbol, collect, diff, expand, factor, sqrt, symbols
from sympy import Integer as Int

from theory.derivation import Derivation
from theory.models.unit import UnitConstant, UnitModel, UnitSum
from theory.moments import Ledger, stepped
from theory.symbols import PARAMETERS

__all__ = ["SignBlock", "VectorDynamics", "vector_dynamics"]

_ETA, _S = PARAMETERS["eta"].symbol, PARAMETERS["s"].symbol


@dataclass(frozen=True)
class SignBlock:
    """The data of one sign.

    Attributes
    ----------
    inputs
        The x_i of this sign (zero elsewhere): the kernel's eigenvector, (D, 1).
    amplitude, next_amplitude
        A with f_i = A x_i on the block, now and after the step.
    rate, next_rate
        Λ with K_ij = Λ x_i x_j on the block, now and after the step.
    eigenvalue
        λ = Λ Σ x².
    residual, next_residual
        ρ = Σ x_i r_i/√S of the equivalent single datum with |x|² = S = Σ x², and its next value.
    target
        Its target √S · Σ x_i y_i / S.
    """

    inputs: ImmutableMatrix
    amplitude: Symbol
    next_amplitude: Expr
    rate: Symbol
    next_rate: Expr
    eigenvalue: Expr
    residual: Expr
    next_residual: Expr
    target: Expr


@dataclass(frozen=True)
class VectorDynamics:
    """One step on all D data.

    Attributes
    ----------
    outputs, residual, next_residual
        (D, 1); residuals are symbols r_i, outputs A x_i.
    kernel, next_kernel
        (D, D), of rank 2.
    blocks
        The positive and the negative block.
    derivation
        The steps.
    """

    outputs: ImmutableMatrix
    residual: ImmutableMatrix
    next_residual: ImmutableMatrix
    kernel: ImmutableMatrix
    next_kernel: ImmutableMatrix
    blocks: tuple[SignBlock, SignBlock]
    derivation: Derivation


def vector_dynamics(positive: int = 2, negative: int = 2) -> VectorDynamics:
    """Derive the step for symbolic data with the given numbers of positive and negative inputs.

    Nothing depends on these numbers but the range of the sums Σ x_i r_i, so the same formulas hold for all D.

    Raises
    ------
    ValueError
        If a number is negative or both are zero.
    """
    if min(positive, negative) < 0 or positive + negative == 0:
        raise ValueError(f"positive and negative must count at least one datum, not {positive} and {negative}")
    count = positive + negative
    x = [Symbol(f"x_{i + 1}", positive=i < positive, negative=i >= positive) for i in range(count)]
    r, y = symbols(f"r_1:{count + 1}", real=True), symbols(f"y_1:{count + 1}", real=True)
    u, v, g = symbols("u v g", real=True)
    unit = UnitModel("two-layer ReLU neural quadratic model", (u, v), g * u * v, (UnitConstant(g, values=(1, 0)),), _S)
    gates = [g if i < positive else 1 - g for i in range(count)]
    shares = [_S * gate * u * v * x_i for gate, x_i in zip(gates, x, strict=True)]
    pull = tuple(Add(*(r_i * diff(share, weight) for r_i, share in zip(r, shares, strict=True))) for weight in (u, v))

    names = symbols("A_plus A_minus", real=True) + symbols("Lambda_plus Lambda_minus", nonnegative=True)
    polynomials = [expand(_S * gate * u * v) for gate in (g, 1 - g)] + [
        expand(_S**2 * gate * (u**2 + v**2)) for gate in (g, 1 - g)
    ]
    ledger = Ledger(unit, [UnitSum(name, polynomial) for name, polynomial in zip(names, polynomials, strict=True)])

    def total(polynomial: Expr) -> Expr:
        found = ledger.express(expand(polynomial), "unexpected", ledger.known[0])
        if ledger.new:
            raise RuntimeError(f"the blocks do not close: {ledger.new[-1]}")
        return found

    def after(known: UnitSum) -> Expr:
        orders = stepped(unit, known.polynomial, _ETA, pull)
        return collect(Add(*(_ETA**order * total(part) for order, part in enumerate(orders))), _ETA)

    a_plus, a_minus, rate_plus, rate_minus = (after(known) for known in tuple(ledger.known))
    derivation = Derivation().then("A unit's share of all outputs, g = 1 for gates open on positive inputs", Add(*shares))
    outputs = ImmutableMatrix([total(share) for share in shares])
    kernel = ImmutableMatrix(count, count, lambda i, j: total(sum(diff(shares[i], w) * diff(shares[j], w) for w in (u, v))))
    derivation = (
        derivation.then("The NTK", kernel)
        .then("The positive amplitude after the step", a_plus)
        .then("The positive rate after it", rate_plus)
    )
    moved = dict(zip(names, (a_plus, a_minus, rate_plus, rate_minus), strict=True))
    shift = outputs.subs(moved, simultaneous=True) - outputs
    next_residual = ImmutableMatrix([r_i + factor(change) for r_i, change in zip(r, shift, strict=True)])
    next_kernel = kernel.subs(moved, simultaneous=True)

    def block(sign: int) -> SignBlock:
        inside = [i < positive if sign == 0 else i >= positive for i in range(count)]
        inputs = ImmutableMatrix([x_i if here else 0 for x_i, here in zip(x, inside, strict=True)])
        size = Add(*(x_i**2 for x_i in inputs)) or Int(1)
        amplitude, rate = names[sign], names[2 + sign]
        project = inputs.T / sqrt(size)
        residual = (project * ImmutableMatrix(r))[0]
        return SignBlock(
            inputs=inputs,
            amplitude=amplitude,
            next_amplitude=moved[amplitude],
            rate=rate,
            next_rate=moved[rate],
            eigenvalue=factor(expand((inputs.T * kernel * inputs)[0]) / size),
            residual=residual,
            next_residual=(project * next_residual)[0],
            target=(project * ImmutableMatrix(y))[0],
        )

    blocks = (block(0), block(1))
    derivation = derivation.then("The residuals after the step", next_residual)
    return VectorDynamics(outputs, ImmutableMatrix(r), next_residual, kernel, next_kernel, blocks, derivation)
