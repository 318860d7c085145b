"""What a user has made known in this process, and how another one is told: unit models, observables, models from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from checks.instances.outside import OutsideModel, outside_model
from checks.instances.own_observable import OwnObservable, own_observable, own_observables
from checks.pairs import added_pairs
from theory.models.own import register, registry
from theory.models.unit import UnitModel

__all__ = ["brought", "restore"]

Brought = tuple[Mapping[str, UnitModel], tuple[OwnObservable, ...], tuple[OutsideModel, ...]]


def brought() -> Brought:
    """All of it, as arguments of `restore`."""
    outside = tuple(pair for pair in added_pairs() if isinstance(pair, OutsideModel))
    return registry(), own_observables(), outside


def restore(units: Mapping[str, UnitModel], observables: tuple[OwnObservable, ...], models: tuple[OutsideModel, ...]) -> None:
    """Make it known here."""
    register(units)
    for own in observables:
        own_observable(own.observable, own.measure, exact=own.exact)
    for model in models:
        outside_model(model)
