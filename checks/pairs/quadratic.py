"""Pure quadratic models f_a = (ζ/2) θᵀψ_aθ.

Variants: ``""`` (any symmetric ψ), ``"isotropic"`` (ψ² = cI), ``"effective"`` (two diagonal forms).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any, NamedTuple

import numpy as np
from hypothesis import strategies as st
from numpy import ndarray

from checks.instances.instance import Instance, Parameter
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
from checks.pairs._forms import EFFECTIVE, exact_constant, form_constant, isotropic, sharp_constant, top_of_squares, turning_forms
from checks.pairs._growth import Grown, diagonal, more
from checks.pairs._norms import length
from numerics.initial import initialise
from numerics.models.base import Model
from numerics.models.quadratic import PureQuadratic
from theory.statements import Setting

__all__ = ["as_exact", "boundary_instances", "exact_instances", "fits", "grown", "instance", "instances", "typical_instances"]


class _Variant(NamedTuple):
    """What a restriction says: that ψ² = cI, or that there are two diagonal forms; nothing of the whole family."""

    isotropic: bool = False
    effective: bool = False

    @property
    def whole(self) -> bool:
        return not any(self)


_VARIANTS = {"": _Variant(), "isotropic": _Variant(isotropic=True), "effective": _Variant(effective=True)}


def instance(setting: Setting, model: PureQuadratic, initial: ndarray, goal: ndarray) -> Instance:
    """The instance of a quadratic model with initial weights (B, n) and targets (D,)."""
    count, size = model.psi.shape[:2]
    exact = model.psi.dtype == object
    omega = model.zeta**2 * top_of_squares(model.psi) / count
    parameters: dict[str, Parameter] = {
        "zeta": model.zeta,
        "n": Fraction(size),
        "P": Fraction(size),
        "D": Fraction(count),
        "k": Fraction(2),
        "y_norm": length(goal),
        "omega_top": omega,
    }
    sharp = exact_constant(model.psi, Fraction(model.zeta)) if exact else sharp_constant(model.psi, float(model.zeta))
    if sharp is not None:
        parameters["c_star"] = sharp
    if count == 1:
        parameters |= {"y": goal[0], "psi2_top": top_of_squares(model.psi)}
    recipe = f"PureQuadratic({model.psi.tolist()!r}, {model.zeta!r})"
    extras = EFFECTIVE if _VARIANTS[setting.variant].effective else {}
    closed = closed_constant(setting, initial, form_constant(model))
    return Instance(setting, model, initial, goal, parameters, extras, recipe, float(omega), closed)


def fits(setting: Setting, model: Model, initial: ndarray) -> bool:
    """Whether a model is a pure quadratic one; isotropic if all ψ_a² are one multiple of the identity."""
    if not isinstance(model, PureQuadratic):
        return False
    if _VARIANTS[setting.variant].isotropic:
        return isotropic(model.psi)
    return _VARIANTS[setting.variant].whole or (model.psi.ndim == 2 and len(model.psi) == 2)


@st.composite
def instances(draw: st.DrawFn, setting: Setting, batch: int, largest: int) -> Instance:
    """Quadratic models in n weights: dense ψ up to n = 12, diagonal ψ beyond; eigenvalues of one or both signs."""
    count = 1 if setting.single_datum else draw(st.integers(1, 5))
    size = draw(widths(largest))
    if _VARIANTS[setting.variant].effective:
        count, size = 2, draw(st.integers(1, 3))
    zeta = draw(st.sampled_from((1.0, size**-0.5, -2.0, (size / 2) ** -0.5)))
    source = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    law = draw(st.sampled_from(("signs", "normal", "wide", "one", "uniform")))
    if _VARIANTS[setting.variant].isotropic:
        psi = draw(st.sampled_from((1.0, 0.5, 3.0))) * source.choice((-1.0, 1.0), size=(count, size))
    elif law == "uniform":
        psi = source.uniform(1.0, 2.0, (count, size))
    elif law == "one":
        psi = np.zeros((count, size))
        psi[:, 0] = 1.0
    else:
        spread = {"signs": 0.0, "normal": 1.0, "wide": 3.0}[law]
        psi = source.choice((-1.0, 1.0), size=(count, size)) * np.exp(spread * source.normal(size=(count, size)))
    if size <= 12 and _VARIANTS[setting.variant].whole and draw(st.booleans()):
        rotations = np.linalg.qr(source.normal(size=(count, size, size)))[0]
        psi = np.matmul(rotations * psi[:, None, :], rotations.swapaxes(1, 2))
        psi = (psi + psi.swapaxes(1, 2)) / 2
    model = PureQuadratic(psi, zeta)
    return instance(setting, model, draw(weights(size, batch)), draw(targets(setting.targets, count)))


def exact_instances(setting: Setting) -> Iterator[Instance]:
    """Diagonal forms with small rational eigenvalues, and a few dense ones, with small rational weights."""
    if _VARIANTS[setting.variant].effective:
        for case, same in product(turning_forms(biased=False), (0,) if setting.zero_targets else (0, 1)):
            yield instance(setting, PureQuadratic(case.psi, Fraction(1)), case.weights, fractions([same, same]))
        return
    spectra: tuple[tuple[int | Fraction, ...], ...] = ((1,), (1, -1), (2, 2, -2, 2))
    if not _VARIANTS[setting.variant].isotropic:
        spectra += ((1, 2), (1, Fraction(1, 8)), (3, -1, Fraction(1, 2)), (0, 1))
    counts = (1,) if setting.single_datum else (1, 2)
    goals = (0,) if setting.zero_targets else (0, 1, -1, Fraction(1, 10), 3)
    zetas = (1, Fraction(1, 2), -2, 2)
    cases: list[tuple[Any, ...]] = [*product(spectra, counts, zetas, goals, range(12))]
    cases += product(_DENSE[setting.variant], counts, zetas[:2], goals[:2], range(12))
    cases += product(((1, -1, 1), (1, -1, 1, 1, -1), (1,) * 6, (-1,) * 8), counts, zetas[:2], goals[:2], (0, 9))
    for form, count, zeta, goal, number in shuffled(
        cases,
        first=lambda case: case[0] in spectra[:5] and case[2] == 1 and case[3] in (0, 1) and case[4] in (0, 1, 5),
    ):
        psi = fractions([form, form[::-1] if isinstance(form[0], (int, Fraction)) else _turned(form)][:count])
        row = small_weights(len(form), number)
        yield instance(setting, PureQuadratic(psi, fractions(zeta).item()), row, alternating(goal, count, number))


_DENSE: dict[str, tuple[tuple[tuple[int | Fraction, ...], ...], ...]] = {
    "": (((1, 2), (2, -1)), ((2, 1), (1, 2)), ((1, 1), (1, 0)), ((1, 1), (1, -1)), ((0, 1, 1), (1, 1, 0), (1, 0, 2))),
    "isotropic": (((Fraction(3, 5), Fraction(4, 5)), (Fraction(4, 5), Fraction(-3, 5))),),
}
"""Dense forms; of the isotropic kind one with the square I."""


def _turned(form: tuple[tuple[int | Fraction, ...], ...]) -> list[tuple[int | Fraction, ...]]:
    """A form with its rows and columns in the opposite order."""
    return [row[::-1] for row in form[::-1]]


def boundary_instances(setting: Setting) -> Iterator[Instance]:
    """Forms in one or two weights: balanced, nearly silent, silent, one that a step maps to output 0, and two that turn."""
    if _VARIANTS[setting.variant].effective:
        return
    goals = (Fraction(0),) if setting.zero_targets else (Fraction(0), Fraction(1, 4), Fraction(3))
    nearly = 1 - Fraction(1, 10**6)
    cases = (((1,), (1,)), ((1, -1), (1, nearly)), ((1, -1), (5, 3)), ((1, -1), (1, 0)), ((1,), (0,)))
    for (form, row), goal in product(cases, goals):
        yield instance(setting, PureQuadratic(fractions([form]), Fraction(1)), fractions([row]), fractions([goal]))
    if setting.many_data and _VARIANTS[setting.variant].whole:
        turning = PureQuadratic(fractions([[[1, 0], [0, -1]], [[0, 1], [1, 0]]]), Fraction(1))
        yield instance(setting, turning, fractions([[1, 1]]), fractions([goals[-1]] * 2))


def typical_instances(setting: Setting, rows: int, seed: int) -> Iterator[Instance]:
    """Standard Gaussian weights, ζ = (n/2)^(-1/2), eigenvalues ±U[1, 2] (±1 if isotropic), n = 16 and 128."""
    source = np.random.default_rng(seed)
    for size in (16, 128):
        count = 1 if setting.single_datum else 4
        signs = source.choice((-1.0, 1.0), size=(count, size))
        psi = signs if _VARIANTS[setting.variant].isotropic else signs * source.uniform(1.0, 2.0, (count, size))
        goal = np.zeros(count) if setting.zero_targets else source.normal(size=count)
        model = PureQuadratic(psi, (size / 2) ** -0.5)
        yield instance(setting, model, initialise("gaussian", seed, range(rows), size), goal)


def as_exact(rough: Instance, row: int, digits: int | None) -> Instance:
    """One row of an instance in fractions."""
    model = rough.model
    if not isinstance(model, PureQuadratic):
        raise TypeError(f"expected a PureQuadratic, not {type(model).__name__}")
    exact = PureQuadratic(rounded(model.psi, digits), rounded_number(model.zeta, digits))
    return instance(rough.setting, exact, rational_row(rough.weights[row], digits), rounded(rough.targets, digits))


def grown(start: Instance, way: str, times: int, copied: bool) -> Grown | None:
    """The model with more of something, see `checks.instances.larger`."""
    model: Any = start.model
    weights, targets = start.weights, start.targets
    psi = diagonal(model.psi)
    if way == "units":
        psi, weights = more(psi, 1, times, True), more(weights, 1, times, copied)
    elif way == "data":
        psi, targets = more(psi, 0, times, True), more(targets, 0, times, copied)
    else:
        return None
    return Grown(weights, targets, lambda _: PureQuadratic(psi, model.zeta))
