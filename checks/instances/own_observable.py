"""A user's own observables: what they are is said in `theory.observables`, how they are measured here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy import ndarray

from checks.truth.algebraic import Algebraic
from numerics.models.base import Model
from theory.observables import add_observable
from theory.symbols import Observable

if TYPE_CHECKING:
    from checks.instances.instance import Extra, Point

__all__ = ["OwnObservable", "own_extras", "own_observable", "own_observables"]

Measure = Callable[[Model, ndarray], ndarray]


@dataclass(frozen=True)
class OwnObservable:
    """An observable with its measure, (model, weights (B, P)) → (B,), and whether that is exact on fractions."""

    observable: Observable
    measure: Measure
    exact: bool

    def extra(self, at: Point) -> ndarray:
        """The values at weights; NaN, of which nothing can be decided, where it is undefined or fractions cannot be had."""
        unknown = np.full(len(at.weights), np.nan, dtype=at.weights.dtype)
        if self._beyond(at.weights):
            return unknown
        try:
            values = np.asarray(self.measure(at.model, at.weights))
        except ZeroDivisionError:  # fractions divide by nothing where floats give no number
            return unknown
        if values.shape != (len(at.weights),):
            raise ValueError(f"measure of {self.observable.name!r} must return {len(at.weights)} numbers, not {values.shape}")
        return values

    def measures(self, model: Model, weights: ndarray) -> bool:
        """Whether it is defined for this kind of model: measures say so by TypeError."""
        if self._beyond(weights):
            return True
        try:
            self.measure(model, weights[:1])
        except TypeError:
            return False
        except ZeroDivisionError:
            return True
        return True

    def _beyond(self, weights: ndarray) -> bool:
        """Whether weights are numbers that the measure need not know: fractions, if it is not exact; irrational ones."""
        return weights.dtype == object and (not self.exact or any(isinstance(value, Algebraic) for value in weights.flat))


_OWN: dict[str, OwnObservable] = {}


def own_observable(observable: Observable, measure: Measure, *, exact: bool = True) -> Observable:
    """Make a user's observable known, so that claims can speak of it and trajectories are measured for it.

    Parameters
    ----------
    observable
        What it is, as for `theory.observables.add_observable`.
    measure
        (model, weights (B, P)) → (B,), as `numerics.simulate` takes it for ``observe``: those of `numerics.observables` will
        do. It raises TypeError for models that it is not defined for.
    exact
        Whether it computes with arrays of fractions; without that nothing about it can be refuted exactly.

    Returns
    -------
    Observable
        The observable, whose symbols claims use.

    Raises
    ------
    TypeError, ValueError
        As for `theory.observables.add_observable`; if the measure cannot be called; if another measure has this name.

    Examples
    --------
    >>> from numerics.observables import inactive_units
    >>> from theory.symbols import Observable
    >>> own_observable(Observable("closed", "c_t", "fraction of units without a datum", True), inactive_units, exact=False).now
    closed
    """
    if not callable(measure):
        raise TypeError(f"measure must be a function of a model and weights, not {type(measure).__name__}")
    if not isinstance(exact, bool):
        raise TypeError(f"exact must be True or False, not {exact!r}")
    mine = OwnObservable(add_observable(observable), measure, exact)
    if _OWN.setdefault(observable.name, mine) != mine:
        raise ValueError(f"observable {observable.name!r} has another measure already")
    return observable


def own_observables() -> tuple[OwnObservable, ...]:
    """The observables that were made known in this process."""
    return tuple(_OWN.values())


def own_extras(model: Model, weights: ndarray) -> dict[str, Extra]:
    """How a user's observables are measured on a model; those that are not defined for it are left out."""
    return {name: own.extra for name, own in _OWN.items() if own.measures(model, weights)}
