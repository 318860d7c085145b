"""Identities: the update maps that were derived from one gradient step, put into the statement, leave exactly zero."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Eq, Expr, Integer, Symbol, cancel, expand, together
from sympy.logic.boolalg import And, Boolean

from theory.descent import UpdateMaps, update_maps
from theory.homogeneous import homogeneous_maps
from theory.models.homogeneous import two_layer_net
from theory.models.quadratic import pure_quadratic
from theory.proofs.lemmas import instance_of
from theory.statements import Quantifier, Setting, Statement
from theory.symbols import OBSERVABLES, PARAMETERS

__all__ = ["Identity", "derived_maps", "identity"]

_F, _R, _H, _THETA2 = (OBSERVABLES[name] for name in ("f", "r", "H", "theta2"))
_DEGREES = {"two_layer": Integer(2), "quadratic": Integer(2), "deep": PARAMETERS["k"].symbol}


@dataclass(frozen=True)
class Identity:
    """Equations that hold identically: each difference before and after the derived maps are put in.

    Attributes
    ----------
    differences
        lhs − rhs of each equation, as stated.
    maps
        The derived map of each symbol that was replaced.
    """

    differences: tuple[Expr, ...]
    maps: tuple[tuple[Symbol, Expr], ...]

    def __str__(self) -> str:
        lines = [f"{symbol} = {value}" for symbol, value in self.maps]
        return "\n".join([*lines, *(f"expand({difference}) = 0" for difference in self.differences)])


def derived_maps(setting: Setting) -> dict[Symbol, Expr]:
    """Values after one step that hold for every step of a setting, by the derivations of `theory.descent`.

    A gated net has a map for the weight norm only: it does not depend on gates that flip. Empty for unknown settings.

    Raises
    ------
    TypeError
        If ``setting`` is not a `Setting`.
    """
    if not isinstance(setting, Setting):
        raise TypeError(f"a Setting is expected, not {type(setting).__name__}")
    general, values = instance_of(setting)
    return {symbol: value.subs(values, simultaneous=True) for symbol, value in _derived_maps(general).items()}


def _derived_maps(setting: Setting) -> dict[Symbol, Expr]:
    if setting.data == "many":
        degree = _DEGREES.get(setting.model)
        return {} if degree is None or setting.variant else {_THETA2.next: homogeneous_maps(degree).weight_norm_data}
    target = Integer(0) if setting.targets == "zero" else PARAMETERS["y"].symbol
    key = (setting.model, setting.variant)
    if key in (("two_layer", ""), ("two_layer", "relu")):
        maps = update_maps(two_layer_net("leaky" if not setting.variant else "relu"), target)
        return {_THETA2.next: maps.weight_norm}
    if key == ("two_layer", "linear"):
        return _all(update_maps(two_layer_net("linear"), target), target)
    if setting.model == "quadratic" and setting.variant in ("", "isotropic"):
        maps = update_maps(pure_quadratic(), target)
        return {_THETA2.next: maps.weight_norm} if not setting.variant else _all(_isotropic(maps), target)
    return {}


def _isotropic(maps: UpdateMaps) -> UpdateMaps:
    """The closed maps when ψ² = cI: ψ_i² has the same value in all units."""
    condition = next(c for c in maps.closure_conditions if c.ratio.as_powers_dict().get(_psi(c.ratio)) == 2)
    return maps.closed_under(condition, condition.ratio.subs(_psi(condition.ratio), 1) * PARAMETERS["psi2_top"].symbol)


def _psi(ratio: Expr) -> Symbol:
    return next(symbol for symbol in ratio.free_symbols if symbol.name == "psi_i")


def _all(maps: UpdateMaps, target: Expr) -> dict[Symbol, Expr]:
    found = {_H.next: maps.ntk, _F.next: maps.residual + target, _R.next: maps.residual}
    # Without a frozen part the weight norm is one of the observables; else its map is still exact.
    return {**found, _THETA2.next: maps.weight_norm}


def _definitions(setting: Setting) -> dict[Symbol, Expr]:
    """Observables on one datum that are functions of f and H."""
    if setting.data == "many":
        return {}
    y = Integer(0) if setting.targets == "zero" else PARAMETERS["y"].symbol
    found: dict[Symbol, Expr] = {PARAMETERS["y"].symbol: y, PARAMETERS["D"].symbol: Integer(1)}
    for role in ("now", "next"):
        f, kernel = getattr(_F, role), getattr(_H, role)
        values = {
            "r": f - y,
            "L": (f - y) ** 2 / 2,
            "f2": f**2,
            "r2": (f - y) ** 2,
            "rf": (f - y) * f,
            "rHr": (f - y) ** 2 * kernel,
        }
        found |= {getattr(OBSERVABLES[name], role): value for name, value in values.items()}
    return found


def identity(statement: Statement) -> Identity | None:
    """Show that a statement of equations about one step holds identically, or return None.

    Parameters
    ----------
    statement
        Quantifier STEP, FIRST or STATE, and a conclusion that is an equation or a conjunction of equations. Hypotheses are
        not used: what holds identically needs none. Equations are read as between rational functions: where a denominator
        vanishes, by continuity.

    Returns
    -------
    Identity or None
        None if the statement has another form, if it speaks of values that no derived map gives, or if a difference does
        not vanish, which refutes nothing.

    Raises
    ------
    TypeError
        If ``statement`` is not a `Statement`.
    """
    if not isinstance(statement, Statement):
        raise TypeError(f"a Statement is expected, not {type(statement).__name__}")
    equations = statement.conclusion.args if isinstance(statement.conclusion, And) else (statement.conclusion,)
    if statement.quantifier is Quantifier.TRAJECTORY or not all(isinstance(part, Eq) for part in equations):
        return None
    maps, definitions = derived_maps(statement.setting), _definitions(statement.setting)
    used: dict[Symbol, Expr] = {}
    for equation in equations:
        value = (equation.lhs - equation.rhs).subs(definitions).subs(maps, simultaneous=True).subs(definitions)
        if any(symbol.name.endswith("_next") for symbol in value.free_symbols) or not _vanishes(value):
            return None
        used |= {symbol: maps[symbol] for symbol in maps if equation.subs(definitions).has(symbol)}
    ordered = tuple(sorted(used.items(), key=lambda item: item[0].name))
    return Identity(tuple(_difference(equation) for equation in equations), ordered)


def _difference(equation: Boolean) -> Expr:
    return equation.lhs - equation.rhs


def _vanishes(value: Expr) -> bool:
    return expand(value) == 0 or cancel(together(value)) == 0
