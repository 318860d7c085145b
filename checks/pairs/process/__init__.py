"""Update rules and losses of `theory` and their numeric twins: found by name, one line for a rule or a loss from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np
from numpy import ndarray
from sympy import Expr

import numerics.losses
import numerics.updates
from checks.pairs.process.twins import refuse_other_loss, refuse_other_rule
from checks.truth.algebraic import Exact, UndecidedError
from checks.truth.exactly import exact_value
from numerics.losses import Loss
from numerics.updates import Schedule, UpdateRule
from theory.losses import Loss as SymbolicLoss
from theory.updates import UpdateRule as SymbolicRule

__all__ = ["has_exact_arithmetic", "numeric_loss", "numeric_rule", "value_of"]


def value_of(number: Expr, values: Mapping[str, float | Exact], exact: bool) -> float | Fraction:
    """The value of a number of a rule or a loss, such as the momentum, at values of parameters or observables.

    Raises
    ------
    UndecidedError
        If it has none, or is to be exact and is no fraction: a rounded one would be another process.
    """
    if not number.free_symbols:
        found: Exact | float = Fraction(int(number.p), int(number.q)) if number.is_Rational else float(number)
    else:
        names = {symbol.name for symbol in number.free_symbols}
        known = {name: Fraction(v) if isinstance(v, float) else v for name, v in values.items() if name in names}
        found = exact_value(number, known)
    if exact and not isinstance(found, Fraction):
        raise UndecidedError(f"{number} is not rational here")
    return found if exact and isinstance(found, Fraction) else float(found)


def _made(twins: object, symbolic: SymbolicRule | SymbolicLoss, what: str) -> Callable[..., Any]:
    """What makes the numeric twin: the one that was given, or the class of the same name."""
    made = symbolic.pair or getattr(twins, type(symbolic).__name__, None)
    if not callable(made):
        raise KeyError(f"no numeric twin of the {what} {type(symbolic).__name__}: give it one, pair=…")
    return made


def numeric_rule(
    update: SymbolicRule, schedule: Schedule | Any, values: Mapping[str, float | Exact], *, exact: bool
) -> UpdateRule:
    """The numeric twin of an update rule.

    Parameters
    ----------
    update
        The rule in symbols. Its twin is ``update.pair``, or the class of that name in `numerics.updates`; it is called with the
        learning rates, and with the other numbers by name.
    schedule
        Learning rates.
    values
        Values of the parameters that the rule's numbers are made of.
    exact
        Whether numbers are fractions.

    Raises
    ------
    KeyError
        If there is no such twin.
    ValueError
        If a twin from elsewhere makes another step.
    """
    numbers = {name: value_of(getattr(update, name), values, exact) for name in update.numbers if name != "rate"}
    made = _made(numerics.updates, update, "update rule")
    if update.pair is not None:
        refuse_other_rule(update, made)
    rule: UpdateRule = made(schedule, **numbers)
    return rule


def numeric_loss(loss: SymbolicLoss, values: Mapping[str, float | Exact], *, exact: bool) -> Loss:
    """The numeric twin of a loss: ``loss.pair``, or the class of that name in `numerics.losses`; parameters as for a rule.

    Raises
    ------
    KeyError
        If there is no such twin.
    ValueError
        If a twin from elsewhere has another value or slope.
    """
    numbers = {name: value_of(getattr(loss, name), values, exact) for name in loss.numbers}
    made = _made(numerics.losses, loss, "loss")
    if loss.pair is not None:
        refuse_other_loss(loss, made)
    found: Loss = made(**numbers)
    return found


def has_exact_arithmetic(loss: Loss) -> bool:
    """Whether a loss can be computed in fractions."""
    one: ndarray = np.array([[Fraction(1)]], dtype=object)
    try:
        loss.slope(one, one[0])
    except TypeError:
        return False
    return True
