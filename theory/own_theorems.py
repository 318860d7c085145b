"""What is derived for a user's own model, as claims: bounds where there are any, and the maps of one step that close."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from sympy import Eq, Expr, Ne, NumberSymbol
from sympy.logic.boolalg import And, Equivalent

from theory.bound import Bound, NoBoundError
from theory.bounds import kernel_bound, output_sum_bound, weight_norm_bound
from theory.descent import update_maps
from theory.homogeneous import homogeneous_maps
from theory.models.unit import UnitModel
from theory.plain_text import to_text
from theory.settings import Setting
from theory.statements import Claim, Quantifier, Source, Statement
from theory.symbols import OBSERVABLES, PARAMETERS, Observable, observable_of
from theory.weighted_bounds import weighted_edge, weighted_kernel_bound, weighted_total
from theory.weighted_norm import norm_of, weighted_norm

__all__ = ["FALLS_ALONG", "NORM_FALLS", "NORM_STEPPED", "STEPPED_ALONG", "own_theorems"]

_H, _THETA2, _LOSS, _F, _R, _KERNEL, _NORM = (OBSERVABLES[name] for name in ("H", "theta2", "L", "f", "r", "H_omega", "N_omega"))
_ETA = PARAMETERS["eta"].symbol
NORM_STEPPED: Expr = _NORM.now - 2 * _ETA * _R.now * _F.now + _ETA**2 * _R.now**2 * _KERNEL.now
"""The weighted norm after a step."""
_ALONG = OBSERVABLES["radial"]
STEPPED_ALONG: Expr = _THETA2.now - 2 * _ETA * _R.now * _ALONG.now + _ETA**2 * _R.now**2 * _H.now
"""The weight norm after a step, of any model."""
FALLS_ALONG = Equivalent(_THETA2.next < _THETA2.now, _R.now * (2 * _ALONG.now - _ETA * _R.now * _H.now) > 0)
"""When it is smaller than before."""
NORM_FALLS = Equivalent(_NORM.next < _NORM.now, And(Ne(_F.now, 0), _ETA * _KERNEL.now < 2))
"""When it is smaller than before, with y = 0."""


def own_theorems(unit: UnitModel) -> tuple[Claim, ...]:
    """What is derived for a unit model on one datum, as claims about ``Setting.of_unit(unit)``; it becomes known in this process.

    Raises
    ------
    theory.bounds.NoBoundError
        If nothing at all is derived: no bound is found, and no map closes.
    ValueError
        If another model has its name.
    """
    setting = Setting.of_unit(unit)
    missing = ""
    try:
        bounds = tuple(_bounds(unit, setting) if unit.degree is not None else _weighted_bounds(unit, setting))
    except NoBoundError as error:
        bounds, missing = (), str(error)
    claims = (*bounds, *(() if bounds else _norm(unit, setting, missing)), *_maps(unit, setting))
    if not claims:
        raise NoBoundError(f"{missing}; and no map of one step closes in residual, NTK and weight norm")
    return claims


def _norm(unit: UnitModel, setting: Setting, missing: str) -> Iterator[Claim]:
    """What holds of the weighted norm of a unit of whose kernel no bound is found: one step of it, and when it falls."""
    norm = norm_of(unit)
    if norm is None:
        yield from _along(unit, setting, missing)
        return
    derived = f"theory.weighted_norm. No more is: {missing}"
    text = f"One step: {to_text(_NORM.next)} = {to_text(NORM_STEPPED)}; {norm}"
    stepped = Statement(replace(setting, targets="any"), (), Quantifier.STEP, Eq(_NORM.next, NORM_STEPPED))
    yield _claim(setting, "NORM", text, derived, stepped)
    text = f"The weighted norm falls in a step if and only if f is not 0 and {to_text(_ETA * _KERNEL.now < 2)}; y = 0; {norm}"
    yield _claim(setting, "FALLS", text, derived, Statement(setting, (), Quantifier.STEP, NORM_FALLS))


def _along(unit: UnitModel, setting: Setting, missing: str) -> Iterator[Claim]:
    """What holds of the weight norm of any unit: one step of it, and when it falls."""
    if unit.constants or unit.validity or unit.frozen:
        return
    anywhere = replace(setting, targets="any")
    derived, where = f"theory.own_theorems. No more is: {missing}", f"{_ALONG.now} = Σ_j θ_j ∂f/∂θ_j"
    text = f"One step: {to_text(_THETA2.next)} = {to_text(STEPPED_ALONG)}; {where}"
    yield _claim(setting, "NORM", text, derived, Statement(anywhere, (), Quantifier.STEP, Eq(_THETA2.next, STEPPED_ALONG)))
    text = f"The weight norm falls in a step if and only if {to_text(FALLS_ALONG.args[1])}; {where}"
    yield _claim(setting, "FALLS", text, derived, Statement(anywhere, (), Quantifier.STEP, FALLS_ALONG))


def _claim(setting: Setting, name: str, text: str, derived: str, *statements: Statement) -> Claim:
    return Claim(name, Source("own model", setting.variant), text, statements, evidence=f"Derived by {derived}.")


def _bounds(unit: UnitModel, setting: Setting) -> Iterator[Claim]:
    """The bounds of a homogeneous unit, in the weight norm."""
    bounds = (kernel_bound, weight_norm_bound, output_sum_bound)
    yield from _four(setting, unit, bounds, _H, _THETA2)


def _weighted_bounds(unit: UnitModel, setting: Setting) -> Iterator[Claim]:
    """The bounds of a unit that is not homogeneous, in its weighted norm."""
    bounds = (weighted_kernel_bound, weighted_edge, weighted_total)
    yield from _four(setting, unit, bounds, _KERNEL, _NORM, f"; {weighted_norm(unit)}")


def _four(
    setting: Setting, unit: UnitModel, find: Sequence[Callable[[UnitModel], Bound]], H: Observable, N: Observable, where: str = ""
) -> Iterator[Claim]:
    """The bound of a kernel, and what follows: a norm that cannot grow, the total squared output, a loss that tends to zero."""
    kernel, edge, total = (one(unit) for one in find)
    by, at, summed_by = (f"{one.__module__}.{one.__name__}" for one in find)
    bounded = Statement(setting, (), Quantifier.STATE, H.now <= kernel.statement.rhs)
    yield _claim(setting, "KERNEL", f"{kernel}{where}", by, bounded)
    stays = Statement(setting, (edge.statement,), Quantifier.STEP, N.next <= N.now)
    yield _claim(setting, "MONO", f"{edge.name}: {edge.statement}; y = 0{where}", at, stays)
    summed = Statement(setting, total.hypotheses, Quantifier.STEP, total.statement)
    yield _claim(setting, "SUM", f"{total}; y = 0{where}", summed_by, summed)
    falls = Statement(setting, total.hypotheses, Quantifier.TRAJECTORY, Eq(_LOSS.limit, 0))
    below = to_text(total.hypotheses[0])
    yield _claim(setting, "LIMIT", f"{below}, y = 0: the loss tends to zero{where}", summed_by, falls)


def _maps(unit: UnitModel, setting: Setting) -> Iterator[Claim]:
    """One claim of the maps that need no sum over units which a statement cannot name."""
    anywhere = replace(setting, targets="any")
    if unit.polynomial:
        maps = update_maps(unit)
        derived = {_R: maps.residual, _H: maps.ntk, _THETA2: maps.weight_norm}
    elif unit.degree is not None:  # several cases of one degree
        derived = {_THETA2: homogeneous_maps(unit.degree).weight_norm_data}
    else:
        return
    known = {parameter.symbol for parameter in PARAMETERS.values()}
    closed = {
        o: value
        for o, value in derived.items()
        if all(x in known or observable_of(x) is not None for x in value.free_symbols) and not value.has(NumberSymbol)
    }
    if closed:
        text = ", ".join(f"{o.next} = {to_text(value)}" for o, value in closed.items())
        statements = (Statement(anywhere, (), Quantifier.STEP, Eq(o.next, value)) for o, value in closed.items())
        yield _claim(setting, "MAP", f"One step: {text}", "theory.update_maps", *statements)
