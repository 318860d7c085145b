"""The closed maps in reduced variables: (u, v), (u, v, w), and the normal form (R, e, P, Q) with a target.

Source of the maps: the derived update maps of the two-layer linear net on one datum. With κ the coefficient that closes
them: u = κη²r², v = ηH, w = κη²ry, R = η√κ r, Y = η√κ y, F = R + Y = η√κ f, e = v − 4 − YR, P = v + 2F, Q = v − 2F.
"""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Abs, Expr, Le, Lt, Matrix, Poly, Symbol, diff, discriminant, expand, factor, simplify, solve, sqrt, symbols

from theory.arguments import as_expression, instance
from theory.bound import Bound
from theory.derivation import Derivation
from theory.descent import THETA2, F, H, R, UpdateMaps, update_maps
from theory.models.homogeneous import two_layer_net
from theory.models.unit import UnitModel
from theory.symbols import OBSERVABLES, PARAMETERS

__all__ = [
    "Equilibrium",
    "NormalForm",
    "ReducedMap",
    "closing_constant",
    "equilibria",
    "normal_form",
    "real_weights_certificate",
    "reduced_map",
    "sign_conservation_range",
    "stable_minimum_range",
    "target_edge",
]

_ETA, _Y = PARAMETERS["eta"].symbol, PARAMETERS["y"].symbol
u, v, w = Symbol("u", nonnegative=True), Symbol("v", nonnegative=True), Symbol("w", real=True)
X, Y, E = symbols("R Y e", real=True)


@dataclass(frozen=True)
class ReducedMap:
    """(u, v, w) after one step, and the factorisation of v'² − 4u' at w = 0, which keeps 0 ≤ 4u ≤ v² invariant."""

    u: Expr
    v: Expr
    w: Expr
    invariant: Expr
    derivation: Derivation


@dataclass(frozen=True)
class NormalForm:
    """R, e, P, Q after one step, in R, Y and e (with v = e + 4 + YR); P and Q as multiples of themselves."""

    R: Expr
    e: Expr
    P_factor: Expr
    Q_factor: Expr
    derivation: Derivation


@dataclass(frozen=True)
class Equilibrium:
    """A fixed point (R, e), its kernel v = ηλ there, and the eigenvalues of the step's Jacobian in (R, e)."""

    R: Expr
    e: Expr
    kernel: Expr
    eigenvalues: tuple[Expr, ...]


def closing_constant(maps: UpdateMaps) -> Expr:
    """Return κ, the factor of η² r² f in the residual's closed map.

    Raises
    ------
    ValueError
        If the maps do not close, or the residual's map has no such term.
    """
    residual = F if maps.target == 0 else R
    kappa = expand(maps.residual).coeff(_ETA, 2).subs({F: 1, residual: 1})
    if not maps.closed or kappa == 0 or kappa.has(H, THETA2):
        raise ValueError(f"{maps.model.name}: residual and NTK do not close with a constant")
    return kappa


def real_weights_certificate(model: UnitModel | None = None) -> tuple[Expr, Expr]:
    """Return the unit polynomials of H + 2√κ f and H − 2√κ f, factored: squares, so that v ≥ 2|F| for real weights."""
    model = two_layer_net("linear") if model is None else model
    root = sqrt(closing_constant(update_maps(model))).replace(Abs, lambda inside: inside)
    terms = (model.kernel_polynomial + sign * root * model.output_polynomial for sign in (2, -2))
    plus, minus = (factor(expand(term)) for term in terms)
    return plus, minus


def _closed_step(model: UnitModel | None, scaled_residual: Expr, kernel: Expr, scaled_target: Expr) -> tuple[Expr, Expr]:
    """Return η√κ r' and η H' for given η√κ r, ηH and η√κ y, from the derived maps."""
    maps = update_maps(two_layer_net("linear") if model is None else instance(model, "model", UnitModel))
    root = sqrt(closing_constant(maps))
    values = {R: scaled_residual / (_ETA * root), H: kernel / _ETA, F: (scaled_residual + scaled_target) / (_ETA * root)}
    residual = expand(_ETA * root * maps.residual.subs(values, simultaneous=True))
    next_kernel = expand(_ETA * maps.ntk.subs(values, simultaneous=True))
    if (residual.free_symbols | next_kernel.free_symbols) - {u, v, w, X, Y, E}:
        raise ValueError(f"{maps.model.name}: residual and NTK do not close with one constant")
    return residual, next_kernel


def reduced_map(model: UnitModel | None = None) -> ReducedMap:
    """Derive the map of (u, v, w) from a model whose update maps close (default: the two-layer linear net).

    Examples
    --------
    >>> reduced_map().u
    u*(u - v + w + 1)**2
    """
    root_u = sqrt(u)
    residual, kernel = _closed_step(model, root_u, v, w / root_u)
    next_u, next_v, next_w = factor(residual**2), factor(kernel), factor(residual * w / root_u)
    at_zero = {w: 0}
    invariant = factor(expand(next_v.subs(at_zero) ** 2 - 4 * next_u.subs(at_zero)))
    derivation = Derivation().then("With u, v, w for residual, NTK and target the step gives u'", next_u)
    derivation = (
        derivation.then("v'", next_v).then("w'", next_w).then("and for y = 0 the quantity v'² - 4u' factors as", invariant)
    )
    return ReducedMap(next_u, next_v, next_w, invariant, derivation)


def normal_form(model: UnitModel | None = None) -> NormalForm:
    """Derive the normal form with a target from a model whose update maps close (default: the two-layer linear net)."""
    kernel = E + 4 + Y * X
    residual, next_kernel = _closed_step(model, X, kernel, Y)
    next_e = factor(next_kernel - 4 - Y * residual)
    output, next_output = X + Y, residual + Y
    factors = []
    for sign in (2, -2):
        factors.append(factor(factor(expand(next_kernel + sign * next_output)) / factor(expand(kernel + sign * output))))
    derivation = Derivation().then("In R = η√κ r, Y and e = v − 4 − YR one step gives R′", factor(residual))
    derivation = derivation.then("e′", next_e).then("P = v + 2F is multiplied by", factors[0])
    derivation = derivation.then("Q = v - 2F is multiplied by", factors[1])
    return NormalForm(factor(residual), next_e, factors[0], factors[1], derivation)


def equilibria() -> tuple[Equilibrium, ...]:
    """Solve for all fixed points of the normal form; a free e in the first one marks the line of minima R = 0."""
    form = normal_form()
    jacobian = Matrix([form.R, form.e]).jacobian([X, E])
    found = []
    for solution in solve([form.R - X, form.e - E], [X, E], dict=True):
        point = {X: solution.get(X, X), E: solution.get(E, E)}
        eigenvalues = tuple(factor(simplify(root)) for root in jacobian.subs(point, simultaneous=True).eigenvals(multiple=True))
        kernel = expand((E + 4 + Y * X).subs(point, simultaneous=True))
        found.append(Equilibrium(point[X], point[E], kernel, eigenvalues))
    return tuple(found)


def sign_conservation_range() -> Bound:
    """Derive |Y| < 2: the targets for which the sign of e never changes (its factor has no real zero)."""
    form = normal_form()
    multiplier = factor(form.e / E)
    edge = max(solve(discriminant(Poly(multiplier, X)), Y))
    statement = Lt(abs(Y), edge)
    derivation = form.derivation.then("One step multiplies e by", multiplier).then(
        "which is positive for all R exactly if", statement
    )
    return Bound("sign of e conserved", edge, statement, (), derivation, sharp=True)


def stable_minimum_range() -> Bound:
    """Derive |Y| ≤ 1: beyond it every minimum (R = 0) that real weights can have is unstable."""
    form = normal_form()
    multiplier = diff(form.R, X).subs(X, 0)
    kernel_top = (E + 4).subs(E, solve(multiplier + 1, E)[0])
    edge = solve(2 * Y - kernel_top, Y)[0]
    derivation = form.derivation.then("At a minimum the residual is multiplied by", multiplier)
    derivation = derivation.then("which is above -1 exactly if the NTK times the learning rate is below", kernel_top)
    square = real_weights_certificate()[1]
    derivation = derivation.then(
        "Real weights have v at least 2|F| (one unit adds a square to v - 2F, over the learning rate)", square
    )
    derivation = derivation.then("and F = Y at a minimum; so a stable one needs", Le(abs(Y), edge))
    return Bound("stable minimum exists", edge, Le(abs(Y), edge), (), derivation, sharp=True)


def target_edge(kappa: Expr | None = None) -> Bound:
    """Derive η*, the learning rate at which e = 0 at the start: the upper edge with a target (one datum, closed map).

    Parameters
    ----------
    kappa
        The constant of the closed map; by default that of the two-layer linear net. For a gate ReLU net use the H₀ of
        its active units.

    Raises
    ------
    TypeError
        If ``kappa`` is text or a float.

    Examples
    --------
    >>> target_edge().statement
    eta < 8/(H_0 + sqrt(H_0**2 - 16*a_plus**2*f_0*s**2*x2*y + 16*a_plus**2*s**2*x2*y**2))
    """
    kappa = (
        closing_constant(update_maps(two_layer_net("linear"))) if kappa is None else as_expression(kappa, "kappa", positive=True)
    )
    f0, h0 = OBSERVABLES["f"].initial, OBSERVABLES["H"].initial
    in_weights = {X: _ETA * sqrt(kappa) * (f0 - _Y), Y: _ETA * sqrt(kappa) * _Y}
    start = expand((_ETA * h0 - 4 - Y * X).subs(in_weights, simultaneous=True))
    derivation = Derivation().then("At the start e is", start)
    a, b, c = (Poly(start, _ETA).coeff_monomial(_ETA**power) for power in (2, 1, 0))
    # The root that stays finite as the quadratic term vanishes (y → 0), with its numerator rationalised.
    edge = factor(-2 * c) / (b + sqrt(factor(b**2 - 4 * a * c)))
    derivation = derivation.then("It vanishes first at the learning rate", edge).then(
        "which for y = 0 is", simplify(edge.subs(_Y, 0))
    )
    return Bound("upper edge with a target", edge, Lt(_ETA, edge), (), derivation, sharp=True)
