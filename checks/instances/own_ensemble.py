"""A user's own unit as a model that ensembles can draw, with prefactor n^(-1/2), and the edges that are derived for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy import ndarray
from numpy.random import Generator
from sympy import Symbol, lambdify

from checks.instances.edge_values import Measured, edge_values
from checks.instances.edges import Named, norm_edges
from checks.instances.own_model import UnitTwin, twin
from numerics.ensemble import Ensemble
from numerics.model_kinds import ModelKind, Sizes
from theory.bound import NoBoundError
from theory.bounds import weight_norm_bound
from theory.models.unit import UnitModel
from theory.weighted_bounds import weighted_edge
from theory.weighted_norm import norm_of

__all__ = ["own_kind"]

_PREFACTOR = Symbol("own_prefactor", positive=True)


@dataclass(frozen=True)
class _Made:
    """Makes the twin of a unit at the width of an ensemble."""

    unit: UnitModel

    @property
    def __name__(self) -> str:
        return f"f = n^(-1/2) Σ {self.unit.output}"

    def __call__(self, sizes: Sizes, inputs: ndarray, rng: Generator) -> UnitTwin:
        return twin(self.unit, sizes.width, float(self.unit.scale) * sizes.width**-0.5)


def own_kind(unit: UnitModel) -> ModelKind:
    """The kind of model of an ensemble that is f = s n^(-1/2) Σ φ(p_i) on one datum.

    Raises
    ------
    ValueError
        As `checks.twin`.
    """
    twin(unit, 1)
    return ModelKind(_Made(unit), data=("toy",), weights=lambda sizes: sizes.width * len(unit.coordinates))


@norm_edges.register
def _(net: UnitTwin, ensemble: Ensemble) -> list[Named]:
    find, name = (weighted_edge, "weighted norm") if net.unit.degree is None else (weight_norm_bound, "weight norm")
    try:
        edge = find(net.unit).expression
    except NoBoundError:
        return []
    return [(name, "derived", "bounded", edge / _PREFACTOR**2)]


@edge_values.register
def _(net: UnitTwin, weights: ndarray) -> Measured:
    norm = norm_of(net.unit)
    found: Measured = {"n": lambda: float(net.width), _PREFACTOR.name: lambda: float(net.scale) / float(net.unit.scale)}
    if norm is None:
        return found

    def weighted() -> ndarray:
        units = weights.reshape(len(weights), net.width, -1)
        size = lambdify(net.unit.coordinates, norm.polynomial, "numpy")(*(units[:, :, j] for j in range(units.shape[2])))
        return np.broadcast_to(size, units.shape[:2]).sum(axis=1)

    return {**found, "N_omega_0": weighted}
