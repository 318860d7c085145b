"""From a model and its update maps to bounds: kernel constant, learning-rate edges, total loss. One datum.

Every bound is found by solving or factoring what `theory.descent` derived; no bound is written down.
"""

from __future__ import annotations

from functools import reduce

from sympy import Basic, Expr, Le, Lt, Poly, cancel, diff, expand, factor, gcd, trigsimp

from theory.arguments import instance
from theory.bound import Bound, NoBoundError
from theory.cases import change_of_norm, largest, nameable
from theory.derivation import Derivation
from theory.descent import THETA2, F, H, R, UpdateMaps, update_maps
from theory.models.unit import UnitModel
from theory.sphere import sphere_maximum
from theory.symbols import OBSERVABLES, PARAMETERS, Observable

__all__ = [
    "bounded_constants",
    "kernel_bound",
    "linear_stability_edge",
    "output_sum_bound",
    "upper_edge",
    "weight_norm_bound",
    "weight_norm_edge",
    "weight_norm_total",
]

_ETA, _N = PARAMETERS["eta"].symbol, PARAMETERS["n"].symbol
_F2_TOTAL = OBSERVABLES["f2"].total
_THETA2_0, _H_0 = (OBSERVABLES[name].initial for name in ("theta2", "H"))


def kernel_bound(model: UnitModel) -> Bound:
    """Derive the constant C with H ≤ C θ^(2(k−1)), k the model's degree (one datum, H = |∇f|²).

    Raises
    ------
    NoBoundError
        If the model is not homogeneous, or a per-unit constant has no known bound.

    Examples
    --------
    >>> from theory import two_layer_net
    >>> kernel_bound(two_layer_net("relu"))
    Bound(NTK: H <= a_plus**2*s**2*theta2*x2 (sharp: attained at p = 1, v = 0))
    """
    degree = _degree(model)
    if model.pieces:
        return largest(model, [kernel_bound(piece) for piece in model.pieces])
    per_unit = _kernel_form(model)
    derivation = Derivation().then("One unit contributes to the NTK", factor(per_unit))
    if degree == 1:
        constant = bounded_constants(model, per_unit) * _N
        derivation = derivation.then("It does not depend on the weights; summed over n units it is at most", constant)
        sharp = not model.constants
        return Bound("NTK", constant, Le(H, constant), (), derivation, sharp, attained=constant if sharp else None)
    poly = Poly(per_unit, *model.coordinates)
    content = reduce(gcd, poly.coeffs())
    shape = expand(cancel(per_unit / content))
    prefix = bounded_constants(model, content)
    try:
        top = sphere_maximum(shape, model.coordinates)
    except ValueError as error:
        raise NoBoundError(
            f"{model.name}: the unit's NTK is no multiple of a form whose coefficients are rational numbers or square roots of "
            f"such: {factor(per_unit)}"
        ) from error
    norm = model.norm_polynomial
    certificate = expand(top.value * norm ** (degree - 1) - shape)
    constant, attained = nameable(prefix * top.value), prefix * top.lower
    derivation = derivation.then("Its factor that does not depend on the weights is", factor(content))
    derivation = derivation.then("which is at most, over all units", prefix)
    derivation = derivation.then(f"The other factor is bounded on the unit sphere by ({top.reason})", top.value)
    if certificate != 0:
        derivation = derivation.then("that is, for all weights of one unit, this is nonnegative", factor(certificate))
    derivation = derivation.then(
        "Summed over units (a sum of powers is at most the power of the sum), H is at most", constant * THETA2 ** (degree - 1)
    )
    return Bound(
        "NTK",
        constant,
        Le(H, constant * THETA2 ** (degree - 1)),
        (),
        derivation,
        bool(constant == attained),
        certificate,
        squares=top.certificate,
        attained=attained,
        point=tuple(zip(model.coordinates, top.point, strict=True)),
    )


def weight_norm_bound(model: UnitModel) -> Bound:
    """Derive the learning rates at which the weight norm cannot grow, for all steps (one datum, y = 0).

    Raises
    ------
    NoBoundError
        As `kernel_bound`.

    Examples
    --------
    >>> from theory import two_layer_net
    >>> weight_norm_bound(two_layer_net("leaky")).expression
    4/(s**2*theta2_0*x2*Max(a_minus**2, a_plus**2))
    """
    kernel = kernel_bound(model)
    bracket, derivation = _norm_bracket(model, kernel)
    return weight_norm_edge(bracket, kernel.derivation + derivation, kernel)


def output_sum_bound(model: UnitModel) -> Bound:
    """Derive the bound on the total squared output Σ_t f_t² below the edge of `weight_norm_bound` (one datum, y = 0).

    Raises
    ------
    NoBoundError
        As `kernel_bound`.

    Examples
    --------
    >>> from theory import two_layer_net
    >>> output_sum_bound(two_layer_net("linear")).statement
    f2_total <= theta2_0/(eta*(-a_plus**2*eta*s**2*theta2_0*x2 + 4))
    """
    return weight_norm_total(*_norm_bracket(model, kernel_bound(model)))


def weight_norm_edge(
    bracket: Expr, derivation: Derivation, kernel: Bound | None = None, *, norm: Observable = OBSERVABLES["theta2"]
) -> Bound:
    """Return the learning rates at which θ² cannot grow, from b with θ²' − θ² ≤ η f² b at the start (b grows with θ²).

    Where the bound on the kernel from which b comes is attained, the norm grows in the first step beyond the edge.
    """
    edge = factor(_only_root(bracket))
    derivation = derivation.then("It is not positive up to the learning rate", edge)
    stays = Le(norm.now, norm.initial)
    derivation = derivation.then("The norm then stays below its start, so the same holds at every later step", stays)
    attained = None if kernel is None or kernel.attained is None else cancel(edge * kernel.expression / kernel.attained)
    sharp = kernel is not None and kernel.sharp
    return Bound("weight norm nonincreasing", edge, _below(bracket, strict=False), (), derivation, sharp, attained=attained)


def weight_norm_total(bracket: Expr, derivation: Derivation, *, norm: Observable = OBSERVABLES["theta2"]) -> Bound:
    """Return the bound on the total squared output, from b with θ²' − θ² ≤ η f² b at the start (b grows with θ²)."""
    gain = _ETA * expand(-bracket)
    derivation = derivation.then("Each step lowers the norm by at least the squared output times", gain)
    total = norm.initial / gain
    derivation = derivation.then(
        "The norm stays nonnegative, so the sum of squared outputs over any number of steps is at most", total
    )
    return Bound("total squared output", total, Le(_F2_TOTAL, total), (_below(bracket, strict=True),), derivation)


def linear_stability_edge(maps: UpdateMaps) -> Bound:
    """Derive 2/λ₀: the learning rate up to which a small residual does not grow (one datum, any target).

    Examples
    --------
    >>> from theory import two_layer_net, update_maps
    >>> linear_stability_edge(update_maps(two_layer_net("linear")))
    Bound(linear stability: H_0*eta <= 2 (sharp))
    """
    residual = F if instance(maps, "maps", UpdateMaps).target == 0 else R
    multiplier = diff(maps.residual.subs(F, residual + maps.target) if maps.target != 0 else maps.residual, residual).subs(
        residual, 0
    )
    derivation = Derivation().then("A small residual is multiplied in one step by", multiplier)
    bracket = -(multiplier + 1).subs(H, _H_0)
    edge = _only_root(bracket)
    derivation = derivation.then("which reaches -1 at the learning rate", edge)
    return Bound("linear stability", edge, _below(bracket, strict=False), (), derivation, True, None, maps.model.validity)


def upper_edge(maps: UpdateMaps) -> Bound:
    """Derive 4/λ₀: the first learning rate at which the NTK stops falling (one datum, y = 0, a closed map).

    Raises
    ------
    NoBoundError
        If the target is not 0, or the map of the NTK does not close.

    Examples
    --------
    >>> from theory import two_layer_net, update_maps
    >>> upper_edge(update_maps(two_layer_net("linear"), 0))
    Bound(upper edge of the catapult window: H_0*eta < 4 (sharp))
    """
    change = factor(instance(maps, "maps", UpdateMaps).ntk - H)
    if maps.target != 0:
        raise NoBoundError("the upper edge with a target is theory.normal_form.target_edge")
    if not maps.closed or change == 0:
        raise NoBoundError(f"{maps.model.name}: the NTK's change is not a function of f and H with a sign: {change}")
    bracket = cancel(change / (_ETA * F**2))
    derivation = Derivation().then("In one step the NTK changes by", change)
    if bracket.free_symbols & {F}:
        raise NoBoundError(f"{maps.model.name}: the sign of the NTK's change depends on f: {change}")
    bracket = bracket.subs(H, _H_0)
    edge = _only_root(bracket)
    bracket = expand(bracket / diff(bracket, _ETA) * _H_0)
    derivation = derivation.then("Its first non-zero change of sign in the learning rate is at", edge)
    return Bound(
        "upper edge of the catapult window", edge, _below(bracket, strict=True), (), derivation, True, None, maps.model.validity
    )


def _degree(model: UnitModel) -> int:
    degree: int | None = instance(model, "model", UnitModel).degree
    if degree is None:
        raise NoBoundError(f"{model.name} is not homogeneous in its weights: p·∇φ is no multiple of φ")
    return degree


def _kernel_form(model: UnitModel) -> Expr:
    """What one unit contributes to the NTK, a polynomial; of another homogeneous unit it may become one."""
    if model.polynomial:
        return model.kernel_polynomial
    found = expand(cancel(trigsimp(model.kernel_polynomial)))
    if not found.is_polynomial(*model.coordinates):
        raise NoBoundError(f"{model.name}: the unit's NTK is no polynomial in its weights: {found}")
    return found


def bounded_constants(model: UnitModel, content: Expr) -> Expr:
    """Replace even powers of the per-unit constants by powers of their bounds.

    Raises
    ------
    NoBoundError
        If a constant has no bound, or the expression is not an even monomial in it.
    """
    for constant in model.constants:
        powers = Poly(content, constant.symbol)
        if powers.degree() == 0:
            continue
        if constant.square_bound is None:
            raise NoBoundError(f"{model.name}: the constant {constant.symbol} needs a square_bound")
        if len(powers.terms()) > 1 or powers.degree() % 2:
            raise NoBoundError(f"{model.name}: the NTK is not an even monomial in {constant.symbol}: {content}")
        content = powers.LC() * constant.square_bound ** (powers.degree() // 2)
    return content


def _norm_bracket(model: UnitModel, kernel: Bound) -> tuple[Expr, Derivation]:
    """Return b with θ²' − θ² ≤ η f² b, in η and the initial weight norm, for y = 0."""
    change = factor(change_of_norm(model) if not model.polynomial else update_maps(model, 0).weight_norm - THETA2)
    if change.has(THETA2) and model.polynomial and not model.constants:  # the output is a multiple of the norm: Euler's identity
        change = factor(change_of_norm(model))
    bracket = cancel(change / (_ETA * F**2))
    derivation = Derivation().then("With y = 0 one step changes the weight norm by", change)
    ratio = cancel(model.kernel_polynomial / model.output_polynomial) if model.polynomial else F
    if bracket.has(F) and not ratio.has(*model.coordinates):
        bracket = expand(bracket.subs(F, H / ratio))
        derivation = derivation.then("in which the NTK is the output times", ratio)
    if bracket.has(F) or (bracket.has(H) and diff(bracket, H) != _ETA) or not _rising(bracket):
        raise NoBoundError(f"{model.name}: the weight norm's change has no sign of its own: {change}")
    bracket = bracket.subs(H, kernel.statement.rhs).subs(THETA2, _THETA2_0)
    derivation = derivation.then("With the bound on the NTK, at the first step, the bracket is at most", bracket)
    return bracket, derivation


def _rising(bracket: Expr) -> bool:
    """Whether an expression in the NTK or, where that is a multiple of it, the weight norm is largest where these are."""
    slopes = (diff(bracket, quantity) for quantity in (H, THETA2))
    return bracket.has(H, THETA2, _N) and all(slope.is_nonnegative for slope in slopes)


def _only_root(expression: Expr) -> Expr:
    """Return the root in η of an expression that is linear in η."""
    slope = diff(expression, _ETA)
    if slope == 0 or slope.has(_ETA):
        raise NoBoundError(f"no single edge in the learning rate: {expression}")
    return -expression.subs(_ETA, 0) / slope


def _below(bracket: Expr, *, strict: bool) -> Basic:
    """Return bracket ≤ 0 (or < 0), linear in η, without dividing: a zero constant is allowed."""
    left, right = _ETA * diff(bracket, _ETA), -bracket.subs(_ETA, 0)
    return Lt(left, right) if strict else Le(left, right)
