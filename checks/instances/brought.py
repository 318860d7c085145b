"""What a user has made known in this process, and how another is told: models, observables, provers."""

from __future__ import annotations

from collections.abc import Mapping

from checks.instances.outside import OutsideModel, outside_model
from checks.instances.own_observable import OwnObservable, own_observable, own_observables
from checks.pairs import added_pairs
from theory.models.own import register, registry
from theory.models.own_data import DataUnits, data_registry, register_data
from theory.models.unit import UnitModel
from theory.provers.prover import Prover, add_prover, added_provers

__all__ = ["brought", "restore"]

Brought = tuple[
    Mapping[str, UnitModel], Mapping[str, DataUnits], tuple[OwnObservable, ...], tuple[OutsideModel, ...], tuple[Prover, ...]
]


def brought() -> Brought:
    """All of it, as arguments of `restore`."""
    outside = tuple(pair for pair in added_pairs() if isinstance(pair, OutsideModel))
    return registry(), data_registry(), own_observables(), outside, added_provers()


def restore(
    units: Mapping[str, UnitModel],
    on_data: Mapping[str, DataUnits],
    observables: tuple[OwnObservable, ...],
    models: tuple[OutsideModel, ...],
    provers: tuple[Prover, ...] = (),
) -> None:
    """Make it known here."""
    register(units)
    register_data(on_data)
    for own in observables:
        own_observable(own.observable, own.measure, exact=own.exact)
    for model in models:
        outside_model(model)
    for prover in provers:
        add_prover(prover)
