"""Observables that a user adds to the alphabet of `theory.symbols`, so that claims can speak of them."""

from __future__ import annotations

from sympy import Expr

from theory.arguments import instance
from theory.symbols import OBSERVABLES, PARAMETERS, Observable, observable_of

__all__ = ["add_observable"]

_OWN: dict[str, Observable] = {}


def add_observable(observable: Observable) -> Observable:
    """Make an observable known in this process, under its name; adding the same one again changes nothing.

    Parameters
    ----------
    observable
        Its name, how it is typeset and what it means; where it follows from others on one datum, ``one_datum`` says how.

    Returns
    -------
    Observable
        The same one: its symbols ``now``, ``next``, ``initial``, … are what statements speak of.

    Raises
    ------
    TypeError
        If it is no `Observable`, or its definition no expression.
    ValueError
        If its name is no plain word, already means something else or would be read as another observable at another time, or
        its definition speaks of what is neither an observable now nor a parameter.

    Examples
    --------
    >>> from theory.symbols import OBSERVABLES, Observable
    >>> r = OBSERVABLES["r"].now
    >>> add_observable(Observable("r_fourth", "r_t^4", "fourth power of the residual", True, one_datum=r**4)).next
    r_fourth_next
    """
    instance(observable, "observable", Observable, "Observable(name, latex, meaning)")
    name = observable.name
    if not (name.isascii() and name.isidentifier()) or "__" in name:
        raise ValueError(f"observable must have a name of ASCII letters, digits and single underscores, not {name!r}")
    known = OBSERVABLES.get(name)
    if known is not None and known != observable:
        raise ValueError(f"observable {name!r} already means: {known.meaning}")
    symbols = (observable.now, observable.next, observable.initial, observable.total, observable.peak, observable.limit)
    taken = {symbol.name for symbol in symbols} & (PARAMETERS.keys() | OBSERVABLES.keys() - {name})
    if taken or (known is None and observable_of(observable.now) is not None):
        raise ValueError(f"observable {name!r} would be read as {', '.join(sorted(taken)) or 'another one at another time'}")
    if observable.one_datum is not None:
        _refuse_unknown(instance(observable.one_datum, "one_datum", Expr), name)
    _OWN[name] = OBSERVABLES[name] = observable
    return observable


def _refuse_unknown(definition: Expr, name: str) -> None:
    for symbol in sorted(definition.free_symbols, key=str):
        found = observable_of(symbol)
        told = found is not None and found[1] == "now" and found[0].now == symbol and found[0].name != name
        if not told and getattr(PARAMETERS.get(symbol.name), "symbol", None) != symbol:
            raise ValueError(f"one_datum of {name!r} speaks of {symbol}, which is neither an observable now nor a parameter")
