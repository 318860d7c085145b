"""Quadratic models with bias, f_a = φ_a·θ_f + (ζ/2) θ_mᵀψ_aθ_m; variants ``""`` and ``"effective"`` (D = 2, one feature)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy import ndarray

from checks.instances.instance import Extra, Instance, Parameter, Point
from checks.instances.strategies import targets, weights, widths
from checks.pairs._exact import (
    alternating,
    closed_constant,
    fractions,
    rational_row,
    rounded,
    rounded_number,
    shuffled,
    small_weights,
)
from checks.pairs._forms import EFFECTIVE, form_constant, top_of_squares, turning_forms
from checks.pairs._growth import Grown, diagonal, joined, more
from checks.pairs._norms import length
from numerics import observables as measured
from numerics.initial import initialise
from numerics.models.base import Model
from numerics.models.biased_quadratic import BiasedQuadratic
from theory.statements import Setting

__all__ = ["as_exact", "boundary_instances", "exact_instances", "fits", "grown", "instance", "instances", "typical_instances"]


_EFFECTIVE = {"": False, "effective": True}
"""Whether a restriction is that to D = 2, one feature and diagonal forms."""


def instance(setting: Setting, model: BiasedQuadratic, initial: ndarray, goal: ndarray) -> Instance:
    """The instance of a model with initial weights (B, n_f + n) and targets (D,)."""
    count = model.data_count
    parameters: dict[str, Parameter] = {
        "zeta": model.zeta,
        "n": Fraction(model.psi.shape[1]),
        "P": Fraction(model.weight_count),
        "D": Fraction(count),
        "y_norm": length(goal),
    }
    extras: dict[str, Extra] = {"theta_m2": _meta_norm, "theta_f2": _feature_norm}
    if count == 1:
        parameters |= {"phi2": (model.phi**2).sum(), "y": goal[0], "psi2_top": top_of_squares(model.psi)}
        extras |= _ONE_DATUM
    if _EFFECTIVE[setting.variant]:
        extras |= {**EFFECTIVE, "N_bias": _one_feature_norm}
    recipe = f"BiasedQuadratic({model.phi.tolist()!r}, {model.psi.tolist()!r}, {model.zeta!r})"
    closed = closed_constant(setting, initial, form_constant(model))
    return Instance(setting, model, initial, goal, parameters, extras, recipe, closed_constant=closed)


def fits(setting: Setting, model: Model, initial: ndarray) -> bool:
    """Whether a model is a quadratic one with bias; of the effective kind: two data, one feature, diagonal forms."""
    if not isinstance(model, BiasedQuadratic):
        return False
    return not _EFFECTIVE[setting.variant] or (model.phi.shape == (2, 1) and model.psi.ndim == 2)


def _parts(at: Point) -> tuple[BiasedQuadratic, ndarray, ndarray]:
    if not isinstance(at.model, BiasedQuadratic):
        raise TypeError(f"expected a BiasedQuadratic, not {type(at.model).__name__}")
    return at.model, *at.model.split(at.weights)


def _meta_norm(at: Point) -> ndarray:
    total: ndarray = (_parts(at)[2] ** 2).sum(axis=1)
    return total


def _feature_norm(at: Point) -> ndarray:
    total: ndarray = (_parts(at)[1] ** 2).sum(axis=1)
    return total


def _one_feature_norm(at: Point) -> ndarray:
    """θ_m² + 2θ_f²: with one feature (φ·θ)²/φ² is θ_f² whatever φ."""
    return _meta_norm(at) + 2 * _feature_norm(at)


def _linear_part(at: Point) -> ndarray:
    biased, feature, _ = _parts(at)
    total: ndarray = (feature * biased.phi[0]).sum(axis=1)
    return total


def _linear_size(at: Point) -> ndarray:
    biased, feature, _ = _parts(at)
    total: ndarray = np.sqrt((feature**2).sum(axis=1) * (biased.phi[0] ** 2).sum())
    return total


def _published_norm(at: Point) -> ndarray:
    linear = _linear_part(at)
    total: ndarray = (at.weights**2).sum(axis=1) + linear**2 / (_parts(at)[0].phi[0] ** 2).sum()
    return total


_ONE_DATUM: dict[str, Extra] = {
    "phi_theta": _linear_part,
    "phi_theta__size": _linear_size,
    "N_published": _published_norm,
    "N_bias": lambda at: measured.bias_norm(at.model, at.weights),
    "H_meta": lambda at: measured.meta_ntk(at.model, at.weights),
}


def _nonzero(phi: ndarray) -> ndarray:
    return np.where(np.abs(phi) < 1e-3, 1.0, phi)


@st.composite
def instances(draw: st.DrawFn, setting: Setting, batch: int, largest: int) -> Instance:
    """One to four features, any number of meta weights; dense ψ up to 8 of them."""
    source = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    effective = _EFFECTIVE[setting.variant]
    count = 1 if setting.single_datum else 2 if effective else draw(st.integers(1, 4))
    features = 1 if effective else draw(st.integers(1, 4))
    size = draw(st.integers(1, 3)) if effective else draw(widths(largest))
    zeta = draw(st.sampled_from((1.0, -2.0, (size / 2) ** -0.5)))
    phi = _nonzero(draw(st.sampled_from((0.1, 1.0, 3.0))) * source.normal(size=(count, features)))
    psi = source.choice((-1.0, 1.0), size=(count, size)) * draw(st.sampled_from((1.0, 0.5)))
    if draw(st.booleans()):
        psi = psi * source.normal(size=(count, size))
    if size <= 8 and not effective and draw(st.booleans()):
        rotations = np.linalg.qr(source.normal(size=(count, size, size)))[0]
        psi = np.matmul(rotations * psi[:, None, :], rotations.swapaxes(1, 2))
        psi = (psi + psi.swapaxes(1, 2)) / 2
    model = BiasedQuadratic(phi, psi, zeta)
    return instance(setting, model, draw(weights(model.weight_count, batch)), draw(targets(setting.targets, count)))


def exact_instances(setting: Setting) -> Iterator[Instance]:
    """Diagonal forms and features with small rational entries and weights."""
    if _EFFECTIVE[setting.variant]:
        for case, same in product(turning_forms(biased=True), (0,) if setting.zero_targets else (0, 1)):
            yield instance(setting, BiasedQuadratic(case.phi, case.psi, Fraction(1)), case.weights, fractions([same, same]))
        return
    spectra = ((1,), (1, -1), (1, 2), (3, -1, Fraction(1, 2)), (0, 1))
    features = ((1,), (1, 2), (Fraction(1, 4),), (1, 0))
    goals: tuple[int | Fraction, ...] = (0,) if setting.zero_targets else (0, 1, -1, Fraction(1, 10), 3)
    counts = (1,) if setting.single_datum else (1, 2)
    zetas = (Fraction(1), Fraction(1, 2), Fraction(-2))
    for spectrum, phi, zeta, goal, count, number in shuffled(product(spectra, features, zetas, goals, counts, range(12))):
        model = BiasedQuadratic(fractions([phi, phi[::-1]][:count]), fractions([spectrum, spectrum[::-1]][:count]), zeta)
        row = small_weights(model.weight_count, number)
        if number % 3 == 0:
            row[:, : len(phi)] = Fraction(0)  # all of the output from the meta weights: where the bound is sharp
        yield instance(setting, model, row, alternating(goal, count, number))


def boundary_instances(setting: Setting) -> Iterator[Instance]:
    """A feature of little weight: with all of the output from the meta weights the bound is nearly that of a pure form."""
    if _EFFECTIVE[setting.variant]:
        return
    goals = (Fraction(0),) if setting.zero_targets else (Fraction(0), Fraction(30), Fraction(-30))
    for weight, feature, goal in product((Fraction(1, 1000), Fraction(1, 2)), (0, 1), goals):
        model = BiasedQuadratic(fractions([[weight]]), fractions([[1]]), Fraction(1))
        yield instance(setting, model, fractions([[feature, 1]]), fractions([goal]))
    # Here one step feeds the meta weights from the feature: how much the bias counts in N matters.
    fed = BiasedQuadratic(fractions([[Fraction(3, 2)]]), fractions([[-1, 1]]), Fraction(1))
    yield instance(setting, fed, fractions([[-1, Fraction(1, 2), 1]]), fractions([goals[0]]))


def typical_instances(setting: Setting, rows: int, seed: int) -> Iterator[Instance]:
    """Meltzer & Liu's toy: 10 features, 100 meta weights, ψ with eigenvalues ±1, ζ = (n/2)^(-1/2), Gaussian weights."""
    source = np.random.default_rng(seed)
    effective = _EFFECTIVE[setting.variant]
    count = 1 if setting.single_datum else 2 if effective else 4
    features = 1 if effective else 10
    model = BiasedQuadratic(
        source.normal(size=(count, features)) / features**0.5, source.choice((-1.0, 1.0), size=(count, 100)), 50**-0.5
    )
    goal = np.zeros(count) if setting.zero_targets else source.normal(size=count)
    yield instance(setting, model, initialise("gaussian", seed, np.arange(rows), model.weight_count), goal)


def as_exact(rough: Instance, row: int, digits: int | None) -> Instance:
    """One row of an instance in fractions."""
    model = rough.model
    if not isinstance(model, BiasedQuadratic):
        raise TypeError(f"expected a BiasedQuadratic, not {type(model).__name__}")
    exact = BiasedQuadratic(rounded(model.phi, digits), rounded(model.psi, digits), rounded_number(model.zeta, digits))
    return instance(rough.setting, exact, rational_row(rough.weights[row], digits), rounded(rough.targets, digits))


def grown(start: Instance, way: str, times: int, copied: bool) -> Grown | None:
    """The model with more of something, see `checks.instances.larger`."""
    model: Any = start.model
    targets = start.targets
    phi, psi = model.phi, diagonal(model.psi)
    feature, meta = model.split(start.weights)
    if way == "units":
        psi, meta = more(psi, 1, times, True), more(meta, 1, times, copied)
    elif way == "inputs":
        phi, feature = more(phi, 1, times, copied), more(feature, 1, times, copied)
    elif way == "data":
        phi, psi, targets = more(phi, 0, times, True), more(psi, 0, times, True), more(targets, 0, times, copied)
    else:
        return None
    return Grown(joined(feature, meta), targets, lambda _: BiasedQuadratic(phi, psi, model.zeta))
