"""Identities: the update maps that were derived from one gradient step, put into the statement, leave exactly zero.

What cancels must have been defined: that no divisor vanishes under the hypotheses is shown first, on the equations as written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.util import find_spec

from sympy import Eq, Expr, Integer, Symbol, cancel, expand, together
from sympy.logic.boolalg import And, Boolean, false

from theory.arguments import instance
from theory.descent import UpdateMaps, update_maps
from theory.homogeneous import homogeneous_maps
from theory.plain_text import to_text
from theory.provers.obligations import granted, owed
from theory.provers.smt.induction import prove_statement
from theory.provers.smt.smt import prove
from theory.roles import at
from theory.statements import Quantifier, Setting, Statement
from theory.symbols import OBSERVABLES, PARAMETERS, observable_of

__all__ = ["Identity", "derived_maps", "equations_of", "identity"]

_F, _R, _H, _THETA2 = (OBSERVABLES[name] for name in ("f", "r", "H", "theta2"))
_PATIENCE = 2.0
"""Seconds for each query about definedness."""


@dataclass(frozen=True)
class Identity:
    """Equations that hold identically: each difference before and after the derived maps are put in.

    Attributes
    ----------
    differences
        lhs − rhs of each equation, as stated.
    maps
        The derived map of each symbol that was replaced.
    needs
        What follows from the hypotheses so that every part of the equations is defined, and by which means.
    """

    differences: tuple[Expr, ...]
    maps: tuple[tuple[Symbol, Expr], ...]
    needs: tuple[tuple[Boolean, str], ...] = ()

    def __str__(self) -> str:
        lines = [f"{symbol} = {value}" for symbol, value in self.maps]
        lines += [f"{to_text(need)} ({means})" for need, means in self.needs]
        return "\n".join([*lines, *(f"expand({difference}) = 0" for difference in self.differences)])


def derived_maps(setting: Setting) -> dict[Symbol, Expr]:
    """Values after one step that hold for every step of a setting, by the derivations of `theory.descent`.

    A gated net has a map for the weight norm only: it does not depend on gates that flip. Empty for unknown settings.

    Raises
    ------
    TypeError
        If ``setting`` is not a `Setting`.
    """
    instance(setting, "setting", Setting)
    general, values = setting.general
    return {symbol: value.subs(values, simultaneous=True) for symbol, value in _derived_maps(general).items()}


def _derived_maps(setting: Setting) -> dict[Symbol, Expr]:
    model, update, loss = setting.known, setting.update, setting.loss
    if not setting.batches.alike:
        return {}
    if setting.many_data:
        if model.degree is None:
            return {}
        data = homogeneous_maps(model.degree, update=update, loss=loss)
        return {_THETA2.next: data.weight_norm_data, **_next(data.memory)}
    if model.unit is None:
        return {}
    unit = model.unit()
    if not unit.polynomial:  # of several cases of one degree the weight norm does not ask which they are
        known = unit.degree is not None and setting.plain
        return {_THETA2.next: homogeneous_maps(unit.degree).weight_norm_data} if known else {}
    maps = update_maps(unit, setting.target, update=update, loss=loss)
    found = _all(maps, setting.target) if model.closed else _norms(maps)
    unknown = {moment.symbol for moment in maps.new_moments}
    return {symbol: value for symbol, value in found.items() if not value.free_symbols & unknown}


def _next(pairs: Iterable[tuple[Symbol, Expr]]) -> dict[Symbol, Expr]:
    """Values after a step by the symbols of `theory.symbols`; what a rule remembers beyond them has none."""
    entries = ((observable_of(symbol), value) for symbol, value in pairs)
    return {entry[0].next: value for entry, value in entries if entry is not None}


def _norms(maps: UpdateMaps) -> dict[Symbol, Expr]:
    """The weight norm and what is remembered, which depend on gradients before the step alone.

    Where the rule takes a gradient ahead of the weights the gates may be other ones than at the weights.
    """
    if maps.slopes and maps.model.validity:
        return {}
    squares = {name: value for name, value in _next(maps.memory).items() if name != OBSERVABLES["f_velocity"].next}
    return {_THETA2.next: maps.weight_norm, **squares}


def _all(maps: UpdateMaps, target: Expr) -> dict[Symbol, Expr]:
    found = {_H.next: maps.ntk, _F.next: maps.residual + target, _R.next: maps.residual}
    return {**found, _THETA2.next: maps.weight_norm, **_next(maps.memory)}


def _definitions(setting: Setting) -> dict[Symbol, Expr]:
    """Observables on one datum that are functions of f and H."""
    if setting.many_data:
        return {}
    found: dict[Symbol, Expr] = {PARAMETERS["y"].symbol: setting.target, PARAMETERS["D"].symbol: Integer(1)}
    for role in ("now", "next"):
        found |= {getattr(o, role): at(value, now=role) for o, value in setting.one_datum.items()}
    return found


def equations_of(statement: Statement) -> tuple[Boolean, ...]:
    """The equations about a state or a step that a statement makes; none if it makes anything else."""
    parts = statement.conclusion.args if isinstance(statement.conclusion, And) else (statement.conclusion,)
    step = statement.quantifier is not Quantifier.TRAJECTORY
    return tuple(parts) if step and all(isinstance(part, Eq) for part in parts) else ()


def identity(statement: Statement) -> Identity | None:
    """Show that a statement of equations about one step holds identically, or return None.

    Parameters
    ----------
    statement
        Quantifier STEP, FIRST or STATE, and a conclusion that is an equation or a conjunction of equations. The hypotheses are
        used for one thing: that every part of the equations is defined. What holds identically needs no others.

    Returns
    -------
    Identity or None
        None if the statement has another form, if it speaks of values that no derived map gives, if a difference does not
        vanish, or if a part is not shown to be defined; which refutes nothing.

    Raises
    ------
    TypeError
        If ``statement`` is not a `Statement`.
    """
    instance(statement, "statement", Statement)
    equations = equations_of(statement)
    if not equations:
        return None
    maps, definitions = derived_maps(statement.setting), _definitions(statement.setting)
    used: dict[Symbol, Expr] = {}
    for equation in equations:
        value = (equation.lhs - equation.rhs).subs(definitions).subs(maps, simultaneous=True).subs(definitions)
        if any(symbol.name.endswith("_next") for symbol in value.free_symbols) or not _vanishes(value):
            return None
        used |= {symbol: maps[symbol] for symbol in maps if equation.subs(definitions).has(symbol)}
    needs = _shown_needs(statement)
    if needs is None:
        return None
    ordered = tuple(sorted(used.items(), key=lambda item: item[0].name))
    return Identity(tuple(_difference(equation) for equation in equations), ordered, needs)


def _shown_needs(statement: Statement) -> tuple[tuple[Boolean, str], ...] | None:
    """What the conclusion needs in order to be defined, each with the means by which it is shown; None if one is not."""
    found = []
    for need in owed(statement.conclusion):
        means = _means(statement, need)
        if not means:
            return None
        found.append((need, means))
    return tuple(found)


def _means(statement: Statement, need: Boolean) -> str:
    """By what a need follows from the hypotheses; empty if it is not shown to."""
    # The first step starts from the initialisation.
    renamed = {"initial": "now"} if statement.quantifier is Quantifier.FIRST else {}
    given = tuple(at(part, **renamed) for part in (*granted(statement.hypotheses), *statement.hypotheses))
    if at(need, **renamed) in given:
        return "a hypothesis"
    if need is false or find_spec("z3") is None:
        return ""
    try:
        algebra = prove(given, at(need, **renamed), timeout=_PATIENCE, counterexample=False).proved
    except TypeError:  # a power with a symbolic exponent
        algebra = False
    if algebra:
        return "by Z3 from the hypotheses"
    known = prove_statement(replace(statement, conclusion=need), timeout=_PATIENCE)
    return "by Z3 from the hypotheses and the lemmas of the model" if known is not None and known.proved else ""


def _difference(equation: Boolean) -> Expr:
    return equation.lhs - equation.rhs


def _vanishes(value: Expr) -> bool:
    return expand(value) == 0 or cancel(together(value)) == 0
