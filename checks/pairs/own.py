"""A user's own unit models on one datum, registered by `checks.instances.own_model`; the variant is the model's name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import product
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy import ndarray
from sympy import Poly, expand, hessian

from checks.instances.instance import Extra, Instance, Parameter, Point
from checks.instances.own_model import UnitTwin, registered, twin
from checks.instances.strategies import targets, weights, widths
from checks.pairs._exact import fractions, rational_row, rounded, small_weights
from checks.pairs._growth import Grown, more
from checks.truth.algebraic import Exact
from checks.truth.real_roots import of_one_field
from numerics.initial import initialise
from numerics.models.base import Model
from theory.bound import NoBoundError
from theory.climbing import climbed, exact_point
from theory.models.unit import UnitModel
from theory.statements import Setting
from theory.weighted_kernel import unit_bound
from theory.weighted_norm import norm_of

__all__ = [
    "as_exact",
    "boundary_instances",
    "exact_instances",
    "fits",
    "grown",
    "instance",
    "instances",
    "peaks",
    "typical_instances",
]


def instance(setting: Setting, model: UnitTwin, initial: ndarray, goal: ndarray) -> Instance:
    """The instance of a twin with initial weights (B, P) and one target."""
    parameters: dict[str, Parameter] = {
        "n": Fraction(model.width),
        "P": Fraction(model.weight_count),
        "D": Fraction(1),
        "y": goal[0],
        "y_norm": abs(goal[0]),
    }
    if model.unit.degree is not None:
        parameters["k"] = Fraction(model.unit.degree)
    extras = {"radial": _radial, **_weighted(model)}
    source = f"twin(registered({model.unit.name!r}), {model.width})"
    return Instance(setting, model, initial, goal, parameters, extras, source)


def _radial(at: Point) -> ndarray:
    """The derivative of the output along the weights."""
    along: ndarray = (at.weights * at.model.jacobian(at.weights)[:, 0]).sum(axis=1)
    return along


def _weighted(model: UnitTwin) -> dict[str, Extra]:
    """The weighted norm and NTK of a unit that is not homogeneous, if it has them."""
    found = norm_of(model.unit)
    if found is None:
        return {}
    numbers = [
        (Fraction(int(w.p), int(w.q)), Fraction(int(t.p), int(t.q))) for w, t in zip(found.weights, found.centre, strict=True)
    ]
    omega, centre = (fractions(list(side)) for side in zip(*numbers, strict=True))

    def norm(at: Point) -> ndarray:
        units = at.weights.reshape(len(at.weights), model.width, -1)
        w, t = (side if at.weights.dtype == object else side.astype(float) for side in (omega, centre))
        total: ndarray = (w * (units - t) ** 2).sum(axis=(1, 2))
        return total

    def kernel(at: Point) -> ndarray:
        slopes = at.model.jacobian(at.weights)[:, 0].reshape(len(at.weights), model.width, -1)
        w = omega if at.weights.dtype == object else omega.astype(float)
        total: ndarray = (w * slopes**2).sum(axis=(1, 2))
        return total

    return {"N_omega": norm, "H_omega": kernel}


def fits(setting: Setting, model: Model, initial: ndarray) -> bool:
    """Whether a model is a twin of the unit model that is registered under the setting's variant."""
    return isinstance(model, UnitTwin) and model.unit.name == setting.variant


@st.composite
def instances(draw: st.DrawFn, setting: Setting, batch: int, largest: int) -> Instance:
    """Widths up to an eighth of ``largest``."""
    unit = registered(setting.variant)
    model = twin(unit, draw(widths(max(largest // 8, 4))), float(unit.scale))
    return instance(setting, model, draw(weights(model.weight_count, batch)), draw(targets(setting.targets, 1)))


def exact_instances(setting: Setting) -> Iterator[Instance]:
    """Widths 1, 2 and 3, and later 4 to 6, with small rational weights; none of units that have no fractions."""
    unit = registered(setting.variant)
    if not twin(unit, 1).exact:
        return
    goals = (0,) if setting.zero_targets else (0, 1, -1)
    for number, width, goal in (*product(range(14), (1, 2, 3), goals), *product((0, 9), (4, 5, 6), goals)):
        model = twin(unit, width)
        yield instance(setting, model, small_weights(model.weight_count, number), fractions([goal]))


def boundary_instances(setting: Setting) -> Iterator[Instance]:
    """One unit where H and |f| are as large as they get, in exact numbers or rounded to fractions; two of different stiffness."""
    unit = registered(setting.variant)
    if not twin(unit, 1).exact:
        return
    for peak, aim in product(peaks(unit), (0,) if setting.zero_targets else (0, 1)):
        yield instance(setting, twin(unit, 1), fractions([peak]), fractions([aim]))
    yield from _where_attained(setting, unit)
    yield from _unbalanced(setting, unit)
    form = hessian(unit.output, unit.coordinates) if unit.polynomial else None
    if form is None or form.free_symbols:
        return
    values, vectors = np.linalg.eigh(np.array(form.tolist(), dtype=float))
    goals = (Fraction(0),) if setting.zero_targets else (Fraction(0), Fraction(1))
    for direction, goal in product(vectors.T[abs(values) > (1 - 1e-9) * abs(values).max()], goals):
        row = fractions([[Fraction(entry).limit_denominator(10**4) for entry in direction.tolist()]])
        yield instance(setting, twin(unit, 1), row, fractions([goal]))


def _where_attained(setting: Setting, unit: UnitModel) -> Iterator[Instance]:
    """One unit where the bound of its weighted NTK is attained or nearly so, and further out and nearer to the centre."""
    try:
        found = None if norm_of(unit) is None else unit_bound(unit)
    except NoBoundError:
        return
    if found is None:
        return
    for stretch in (Fraction(1), Fraction(4), Fraction(1, 4)):
        pairs = ((float(t), float(x)) for t, x in zip(found.norm.centre, found.point, strict=True))
        row = [Fraction(t) + stretch * Fraction(x - t).limit_denominator(10**6) for t, x in pairs]
        yield instance(setting, twin(unit, 1), fractions([row]), fractions([0]))


def _unbalanced(setting: Setting, unit: UnitModel) -> Iterator[Instance]:
    """Two units, one with a large weight and small others, which is stiff though its kernel is no larger than the other's."""
    plain = unit if unit.polynomial else unit.pieces[0]
    size, degree = len(unit.coordinates), Poly(plain.output, *unit.coordinates).total_degree()
    for large, place in product((10, 100, 1000), range(size if size > 1 < degree else 0)):
        row = [Fraction(large) ** (degree - 2) if position == place else Fraction(1, large) for position in range(size)]
        yield instance(setting, twin(unit, 2), fractions([row + [1] * size]), fractions([0 if setting.zero_targets else 1]))


@lru_cache(maxsize=64)
def peaks(unit: UnitModel) -> tuple[tuple[Exact, ...], ...]:
    """Weights of one unit of which NTK and squared output are largest for their norm, as far as exact numbers are found."""
    found: list[tuple[Exact, ...]] = []
    parts = (unit,) if unit.polynomial else unit.pieces
    forms = [form for part in parts for form in (part.kernel_polynomial, expand(part.output_polynomial**2))]
    for form in dict.fromkeys(forms) if (unit.degree or 0) > 1 else ():
        point = exact_point(form, unit.coordinates, climbed(form, unit.coordinates))
        exact = None if point is None else of_one_field(point)
        if exact is not None:
            found += [tuple(exact)] if unit.polynomial else _reflected(exact)
    return tuple(dict.fromkeys(found))


def _reflected(point: Sequence[Exact]) -> list[tuple[Exact, ...]]:
    """A point and its reflections: of several cases each has some of them."""
    return [tuple(sign * x for sign, x in zip(signs, point, strict=True)) for signs in product((1, -1), repeat=len(point))]


def typical_instances(setting: Setting, rows: int, seed: int) -> Iterator[Instance]:
    """Standard Gaussian weights at widths 4 and 32."""
    unit = registered(setting.variant)
    for width in (4, 32):
        model = twin(unit, width, float(unit.scale))
        goal = np.zeros(1) if setting.zero_targets else np.ones(1)
        yield instance(setting, model, initialise("gaussian", seed, np.arange(rows), model.weight_count), goal)


def as_exact(rough: Instance, row: int, digits: int | None) -> Instance:
    """One row of an instance in fractions."""
    model = rough.model
    if not isinstance(model, UnitTwin):
        raise TypeError(f"expected a UnitTwin, not {type(model).__name__}")
    unit = registered(rough.setting.variant)
    return instance(
        rough.setting, twin(unit, model.width), rational_row(rough.weights[row], digits), rounded(rough.targets, digits)
    )


def grown(start: Instance, way: str, times: int, copied: bool) -> Grown | None:
    """The model with more of something, see `checks.instances.larger`."""
    model: Any = start.model
    if way != "units":
        return None
    units = more(start.weights.reshape(1, model.width, -1), 1, times, copied)
    return Grown(units.reshape(1, -1), start.targets, lambda _: twin(model.unit, model.width * times, model.scale))
