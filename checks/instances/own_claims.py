"""What theory derives for a user's own model, as claims: bounds where there are any, and the maps of one step that close."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from sympy import Eq

from checks.instances.own_model import twin
from theory.arguments import shown, words
from theory.bound import Bound, NoBoundError
from theory.bounds import kernel_bound, output_sum_bound, weight_norm_bound
from theory.descent import update_maps
from theory.models.own import register
from theory.models.unit import UnitModel
from theory.plain_text import to_text
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES, PARAMETERS, Observable, observable_of
from theory.weighted_bounds import weighted_edge, weighted_kernel_bound, weighted_total
from theory.weighted_norm import weighted_norm

__all__ = ["own_claims"]

_H, _THETA2, _LOSS, _R, _KERNEL, _NORM = (OBSERVABLES[name] for name in ("H", "theta2", "L", "r", "H_omega", "N_omega"))


def own_claims(unit: UnitModel, *, prefix: str = "OWN") -> tuple[Claim, ...]:
    """What theory derives for a unit model, as claims ready for `checks.verify`.

    Four bounds (NTK, monotone weight norm, total squared output, loss that tends to zero), if the model has them, and the maps
    of one step that close in residual, NTK and weight norm.

    Parameters
    ----------
    unit
        From `theory.from_unit` or `theory.from_quadratic_form`, with a rational number as its prefactor.
    prefix
        Beginning of the claims' ids, to tell several models apart.

    Raises
    ------
    theory.bounds.NoBoundError
        If nothing at all is derived: no bound is found, and no map closes.
    ValueError
        If the prefactor is not rational, or another model has this name.

    Examples
    --------
    >>> from sympy import symbols
    >>> from theory import from_unit
    >>> u, v = symbols("u v")
    >>> [claim.id for claim in own_claims(from_unit(u**2 * v, name="cubic"), prefix="CUBIC")]
    ['CUBIC-KERNEL', 'CUBIC-MONO', 'CUBIC-SUM', 'CUBIC-LIMIT', 'CUBIC-MAP']
    """
    if not words(prefix, "prefix").isidentifier() or len(prefix) > 50:
        raise ValueError(f"prefix must be letters, digits and '_' that can begin an id, not {shown(prefix)}")
    twin(unit, 1)  # a model without a numeric twin cannot be judged
    register({unit.name: unit})
    setting = Setting("own", variant=unit.name)
    missing = ""
    try:
        bounds = tuple(_bounds(unit, setting) if unit.degree is not None else _weighted_bounds(unit, setting))
    except NoBoundError as error:
        bounds, missing = (), str(error)
    claims = (*bounds, *_maps(unit, setting))
    if not claims:
        raise NoBoundError(f"{missing}; and no map of one step closes in residual, NTK and weight norm")
    return tuple(replace(claim, id=f"{prefix}-{claim.id}") for claim in claims)


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
    if not unit.polynomial:
        return
    maps, anywhere = update_maps(unit), replace(setting, targets="any")
    derived = {_R: maps.residual, _H: maps.ntk, _THETA2: maps.weight_norm}
    known = {parameter.symbol for parameter in PARAMETERS.values()}
    closed = {
        o: value for o, value in derived.items() if all(x in known or observable_of(x) is not None for x in value.free_symbols)
    }
    if closed:
        text = ", ".join(f"{o.next} = {to_text(value)}" for o, value in closed.items())
        statements = (Statement(anywhere, (), Quantifier.STEP, Eq(o.next, value)) for o, value in closed.items())
        yield _claim(setting, "MAP", f"One step: {text}", "theory.update_maps", *statements)
