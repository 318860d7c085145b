"""When the first step raises the loss above the linear-stability edge: the start of a catapult. One datum, y = 0.

If the maps close, the condition is exact. If not, the output's new moment is bounded by the NTK unit by unit, which gives
a condition that suffices.
"""

from __future__ import annotations

from functools import reduce

from sympy import Abs, Expr, Le, Lt, Ne, Poly, Symbol, cancel, expand, factor, gcd, sqrt

from theory.arguments import instance
from theory.bound import Bound, NoBoundError
from theory.bounds import bounded_constants, upper_edge
from theory.derivation import Derivation
from theory.descent import F, H, UpdateMaps, update_maps
from theory.models.unit import UnitModel
from theory.sphere import sphere_maximum
from theory.symbols import OBSERVABLES, PARAMETERS

__all__ = ["growth_condition", "moment_bound", "sufficient_growth_condition"]

_ETA = PARAMETERS["eta"].symbol
_H_0, _F_0 = OBSERVABLES["H"].initial, OBSERVABLES["f"].initial


def growth_condition(maps: UpdateMaps) -> Bound:
    """Derive exactly when the first step raises the loss below the upper edge (a closed map, y = 0).

    Raises
    ------
    NoBoundError
        If the target is not 0, or the maps do not close in a way that gives an upper edge.

    Examples
    --------
    >>> from theory import two_layer_net, update_maps
    >>> growth_condition(update_maps(two_layer_net("linear"), 0)).statement
    a_plus**2*eta**2*f_0**2*s**2*x2 < H_0*eta - 2
    """
    edge = upper_edge(maps)
    multiplier = expand(maps.residual / F)
    derivation = Derivation().then("The output is multiplied in one step by", multiplier)
    slack = expand(-1 - multiplier).subs({F: _F_0, H: _H_0}, simultaneous=True)
    left = -slack.coeff(_F_0, 2) * _F_0**2
    statement = Lt(left, expand(slack + left))
    derivation = derivation.then("which is below -1 exactly if", statement)
    given = (edge.statement, Ne(_F_0, 0))
    return Bound("loss grows in the first step", statement.rhs, statement, given, derivation, True, None, edge.validity)


def moment_bound(model: UnitModel) -> Bound:
    """Derive the constant c with |M| ≤ c H for the moment M that enters the output at second order (degree 2).

    Raises
    ------
    NoBoundError
        If the model is not homogeneous of degree 2, its maps close without a moment, or unit by unit no c exists.
    """
    if instance(model, "model", UnitModel).degree != 2:
        raise NoBoundError(f"{model.name}: only models of degree 2 have a moment of the same degree as their NTK")
    moment = next((m for m in update_maps(model, 0).new_moments if m.symbol.name == "M_f2"), None)
    if moment is None:
        raise NoBoundError(f"{model.name}: the output's map closes; use growth_condition")
    moment_prefix, moment_shape = _split(moment.polynomial, model)
    kernel_prefix, kernel_shape = _split(model.kernel_polynomial, model)
    scale = cancel(kernel_shape / model.norm_polynomial)
    if not scale.is_number:
        raise NoBoundError(f"{model.name}: one unit's NTK is no multiple of its squared norm")
    top = max((sphere_maximum(sign * moment_shape, model.coordinates).value for sign in (1, -1)), key=lambda value: value.evalf())
    # The prefactor may be negative (an odd power of a slope): bound its square.
    ratio = sqrt(bounded_constants(model, factor(cancel((moment_prefix / kernel_prefix) ** 2)))) * top / scale
    name = Symbol("M_f2", real=True)
    derivation = Derivation().then("One unit contributes to the moment", moment.polynomial)
    derivation = derivation.then("and to the NTK", factor(model.kernel_polynomial)).then(
        "The first is in size at most the second times", ratio
    )
    return Bound("moment", ratio, Le(Abs(name), ratio * H), (), derivation, sharp=True)


def sufficient_growth_condition(model: UnitModel) -> Bound:
    """Derive a condition on |f₀| under which the first step raises the loss, for maps that do not close (y = 0).

    Raises
    ------
    NoBoundError
        As `moment_bound`.

    Examples
    --------
    >>> from theory import two_layer_net
    >>> sufficient_growth_condition(two_layer_net("leaky")).statement
    H_0*eta**2*s*sqrt(x2)*Abs(f_0)*sqrt(Max(a_minus**2, a_plus**2))/2 < H_0*eta - 2
    """
    bound = moment_bound(model)
    maps = update_maps(model, 0)
    name = Symbol("M_f2", real=True)
    multiplier = expand(maps.residual / F)
    slack = expand(-1 - multiplier)
    worst = expand(-slack.coeff(name) * name).subs({F: Abs(_F_0), name: bound.statement.rhs}, simultaneous=True).subs(H, _H_0)
    statement = Lt(worst, slack.subs(name, 0).subs(H, _H_0))
    derivation = bound.derivation.then("The output is multiplied in one step by", multiplier)
    derivation = derivation.then("which is below -1 if", statement)
    return Bound("loss grows in the first step", statement.rhs, statement, (Ne(_F_0, 0),), derivation, validity=model.validity)


def _split(polynomial: Expr, model: UnitModel) -> tuple[Expr, Expr]:
    """Return a factor without coordinates and the rest, whose coefficients are numbers."""
    prefix = reduce(gcd, Poly(polynomial, *model.coordinates).coeffs())
    shape = expand(cancel(polynomial / prefix))
    if not all(c.is_number for c in Poly(shape, *model.coordinates).coeffs()):
        raise NoBoundError(f"{model.name}: {polynomial} has no common factor of the unit's constants")
    return prefix, shape
