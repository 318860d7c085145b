"""Any model that is homogeneous of degree k in its weights: the weight-norm map from Euler's identity alone.

Used: θ·∇L = (k/D) Σ_a ℓ'_a f_a for the gradient that the step uses, and the update rule; by default θ' = θ − η∇L of the squared
loss. Any depth, any width, any slope at a kink; false with biases, where Euler's identity fails.
"""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr, Lt, MatrixSymbol, Poly, Symbol, expand, factor, sqrt
from sympy import Integer as Int

from theory.arguments import as_expression, count_or_symbol, instance
from theory.bound import Bound
from theory.bounds import weight_norm_edge, weight_norm_total
from theory.derivation import Derivation
from theory.descent import SLOPE, THETA2, F, H, R
from theory.losses import SQUARED, Loss
from theory.symbols import OBSERVABLES, PARAMETERS, now_of
from theory.updates import GRADIENT_DESCENT, UpdateRule

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
        θ²' on one datum.
    weight_norm_data
        θ²' on D data, L = (1/D) Σ ℓ(f_a, y_a); of the squared loss in ``rf`` = (1/D) r·f and ``rHr`` = (1/D) rᵀHr, of others in
        ``slope_f`` and ``slope_kernel``.
    derivation
        The steps for D data, as matrix expressions.
    memory
        (symbol now, value next) of the squared norm of what the rule remembers, and of its product with the weights.
    """

    degree: Expr
    weight_norm: Expr
    weight_norm_data: Expr
    derivation: Derivation
    memory: tuple[tuple[Symbol, Expr], ...] = ()


def homogeneous_maps(degree: Expr | int = _K, *, update: UpdateRule = GRADIENT_DESCENT, loss: Loss = SQUARED) -> HomogeneousMaps:
    """Derive the weight-norm map of any model that is homogeneous of degree k ≥ 1 in its weights.

    Parameters
    ----------
    degree
        k.
    update, loss
        What is stepped; by default gradient descent on the squared loss.

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
    >>> from theory import WeightDecay
    >>> homogeneous_maps(2, update=WeightDecay()).weight_norm_data.coeff(THETA2)
    eta**2*mu**2 - 2*eta*mu + 1
    """
    degree = count_or_symbol(degree, "degree")
    instance(update, "update", UpdateRule), instance(loss, "loss", Loss)
    squared = loss.slope(F, PARAMETERS["y"].symbol) == F - PARAMETERS["y"].symbol
    inner = _Inner(update, degree, squared)
    theta, memory = inner.weights, inner.memory
    after, remembered = update.step(theta, memory, inner.gradient)
    total = inner.product(after, after)
    moved = [inner.product(value, value) for value in remembered] + [inner.product(after, value) for value in remembered]
    names = [inner.named(part, part) for part in memory] + [inner.named(theta, part) for part in memory]
    slope = R if squared else SLOPE
    single = {o.now: o.one_datum for o in OBSERVABLES.values() if o.one_datum is not None and o.now != R}
    one = expand(total.subs(single, simultaneous=True).subs(SLOPE, slope))
    derivation = _steps(degree, update, squared, {*inner.points} == {theta})
    derivation = derivation.then("give the squared weight norm after the step", total)
    derivation = derivation.then("For one datum", factor(one - THETA2))
    return HomogeneousMaps(degree, one, total, derivation, tuple(zip(names, moved, strict=True)))


class _Inner:
    """Inner products of what a step is a linear combination of: weights, memory and gradients, each written as a number.

    A product of two combinations is a quadratic form in these numbers, whose products stand for inner products.
    """

    def __init__(self, update: UpdateRule, degree: Expr, squared: bool) -> None:
        self.degree, self.squared = degree, squared
        self.weights = Symbol("theta")
        self.memory = tuple(Symbol(name) for name in update.memory)
        self.points: dict[Expr, Symbol] = {}

    def gradient(self, at: Expr) -> Expr:
        """The gradient at a point, a linear combination of weights and memory."""
        return self.points.setdefault(expand(at), Symbol(f"gradient_{len(self.points)}"))

    def product(self, one: Expr, other: Expr) -> Expr:
        """The inner product of two combinations, in observables."""
        vectors = (self.weights, *self.memory, *self.points.values())
        value: Expr = Int(0)
        for powers, number in Poly(expand(one * other), *vectors).terms():
            if number != 0:
                value += number * self.named(
                    *(vector for vector, power in zip(vectors, powers, strict=True) for _ in range(power))
                )
        return expand(value)

    def named(self, one: Symbol, other: Symbol) -> Expr:
        """The inner product of two of the vectors."""
        if other not in self.points.values():
            if one == other:
                return THETA2 if one == self.weights else now_of(f"{one.name}2")
            return now_of(f"theta_{other.name}" if one == self.weights else f"{one.name}_{other.name}")
        (point,) = (at for at, gradient in self.points.items() if gradient == other)
        there = "" if point == self.weights else "_ahead"
        if one == other:
            return now_of("rHr" if self.squared and not there else f"slope_kernel{there}")
        if one in self.points.values():
            return now_of(f"{one.name}_{other.name}")
        if one in self.memory:
            return now_of(f"slope_{one.name}{there}")
        # Euler's identity where the gradient is taken: point · gradient = k (1/D) Σ ℓ'_a f_a.
        euler = self.degree * now_of("rf" if self.squared and not there else f"slope_f{there}")
        return euler - self.product(expand(point - self.weights), other)


def _steps(degree: Expr, update: UpdateRule, squared: bool, here: bool) -> Derivation:
    """The step as a matrix expression, and what its products are."""
    theta, jacobian = MatrixSymbol("theta", _P, 1), MatrixSymbol("J", _D, _P)
    slopes, output = MatrixSymbol("r" if squared else "slope", _D, 1), MatrixSymbol("f", _D, 1)
    memory = tuple(MatrixSymbol("m" if name == "velocity" else name, _P, 1) for name in update.memory)
    known = update.step(theta, memory, lambda at: (1 / _D) * jacobian.T * slopes)[0]
    what = "residuals" if squared else "slopes of the loss"
    where = "" if here else ", where the rule takes the gradient"
    derivation = Derivation().then(f"One step, J the Jacobian and {slopes.name} the {what}{where}", known)
    derivation = derivation.then("The squared weight norm after it", (known.T * known).doit().expand().doit())
    derivation = derivation.then("Euler's identity Jθ = kf, in entries", degree * output)
    return derivation.then("and the product of J with its transpose, D times the NTK,", _D * MatrixSymbol("H", _D, _D))


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
    constant, maps = as_expression(constant, "constant", positive=True), homogeneous_maps(degree)
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
