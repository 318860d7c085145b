"""Pure quadratic models f_a = (ζ/2) θᵀψ_aθ.

Variants: ``""`` (any symmetric ψ), ``"isotropic"`` (ψ² = cI), ``"effective"`` (two diagonal forms).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import numpy as np
from hypothesis import strategies as st
from numpy import ndarray

from checks.families._exact import fractions, rational_row, shuffled, small_weights
from checks.families._forms import EFFECTIVE, exact_constants, isotropic, sharp_constant, turning_forms
from checks.scene import Number, Scene
from checks.strategies import targets, weights, widths
from numerics.initial import initialise
from numerics.models.base import Model
from numerics.models.quadratic import PureQuadratic
from theory.statements import Setting

__all__ = ["VARIANTS", "as_exact", "boundary_scenes", "exact_scenes", "fits", "scene", "scenes", "typical_scenes"]

VARIANTS = ("", "isotropic", "effective")


def scene(setting: Setting, model: PureQuadratic, initial: ndarray, goal: ndarray) -> Scene:
    """The scene of a quadratic model with initial weights (B, n) and targets (D,)."""
    count, size = model.psi.shape[:2]
    exact = model.psi.dtype == object
    parameters: dict[str, Number] = {
        "zeta": model.zeta,
        "n": Fraction(size),
        "P": Fraction(size),
        "D": Fraction(count),
        "k": Fraction(2),
    }
    if model.psi.ndim == 2:
        parameters["omega_top"] = model.zeta**2 * (model.psi**2).sum(axis=0).max() / count
        # The forms commute, so Σ z_a ψ_a is diagonal and its largest entry is a Cauchy–Schwarz maximum.
        parameters["c_star"] = parameters["omega_top"]
    elif not exact:
        parameters["c_star"] = sharp_constant(model.psi, float(model.zeta))
        squares = np.matmul(model.psi, model.psi).sum(axis=0)
        parameters["omega_top"] = model.zeta**2 * float(np.linalg.eigvalsh(squares)[-1]) / count
    else:
        parameters |= exact_constants(model.psi, Fraction(model.zeta))
    if count == 1:
        parameters["y"] = goal[0]
        parameters["y_norm"] = abs(goal[0])
        if model.psi.ndim == 2:
            parameters["psi2_top"] = (model.psi**2).max()
        elif not exact:
            parameters["psi2_top"] = float(np.abs(np.linalg.eigvalsh(model.psi[0])).max()) ** 2
    elif not exact:
        parameters["y_norm"] = float(np.sqrt((goal**2).sum()))
    recipe = f"PureQuadratic({model.psi.tolist()!r}, {model.zeta!r})"
    extras = EFFECTIVE if setting.variant == "effective" else {}
    return Scene(setting, model, initial, goal, parameters, extras, recipe, float(parameters.get("omega_top", 0.0)))


def fits(setting: Setting, model: Model, initial: ndarray) -> bool:
    """Whether a model is a pure quadratic one; isotropic if all ψ_a² are one multiple of the identity."""
    if not isinstance(model, PureQuadratic):
        return False
    if setting.variant == "isotropic":
        return isotropic(model.psi)
    return not setting.variant or (setting.variant == "effective" and model.psi.ndim == 2 and len(model.psi) == 2)


@st.composite
def scenes(draw: st.DrawFn, setting: Setting, batch: int, largest: int) -> Scene:
    """Quadratic models in n weights: dense ψ up to n = 12, diagonal ψ beyond; eigenvalues of one or both signs."""
    count = 1 if setting.data == "one" else draw(st.integers(1, 5))
    size = draw(widths(largest))
    if setting.variant == "effective":
        count, size = 2, draw(st.integers(1, 3))
    zeta = draw(st.sampled_from((1.0, size**-0.5, -2.0, (size / 2) ** -0.5)))
    source = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    law = draw(st.sampled_from(("signs", "normal", "wide", "one", "uniform")))
    if setting.variant == "isotropic":
        psi = draw(st.sampled_from((1.0, 0.5, 3.0))) * source.choice((-1.0, 1.0), size=(count, size))
    elif law == "uniform":
        psi = source.uniform(1.0, 2.0, (count, size))
    elif law == "one":
        psi = np.zeros((count, size))
        psi[:, 0] = 1.0
    else:
        spread = {"signs": 0.0, "normal": 1.0, "wide": 3.0}[law]
        psi = source.choice((-1.0, 1.0), size=(count, size)) * np.exp(spread * source.normal(size=(count, size)))
    if size <= 12 and not setting.variant and draw(st.booleans()):
        rotations = np.linalg.qr(source.normal(size=(count, size, size)))[0]
        psi = np.matmul(rotations * psi[:, None, :], rotations.swapaxes(1, 2))
        psi = (psi + psi.swapaxes(1, 2)) / 2
    model = PureQuadratic(psi, zeta)
    return scene(setting, model, draw(weights(size, batch)), draw(targets(setting.targets, count)))


def exact_scenes(setting: Setting) -> Iterator[Scene]:
    """Diagonal forms with small rational eigenvalues and weights."""
    if setting.variant == "effective":
        for case in turning_forms(biased=False):
            yield scene(setting, PureQuadratic(case.psi, Fraction(1)), case.weights, fractions([0, 0]))
        return
    spectra: tuple[tuple[int | Fraction, ...], ...] = ((1,), (1, -1), (2, 2, -2, 2))
    if setting.variant != "isotropic":
        spectra += ((1, 2), (1, Fraction(1, 8)), (3, -1, Fraction(1, 2)), (0, 1))
    counts = (1,) if setting.data == "one" else (1, 2)
    goals = (0,) if setting.targets == "zero" else (0, 1, -1, Fraction(1, 10), 3)
    for spectrum, count, zeta, goal, number in shuffled(
        product(spectra, counts, (1, Fraction(1, 2), -2, 2), goals, range(12)),
        first=lambda case: len(case[0]) <= 2 and case[2] == 1 and case[3] in (0, 1) and case[4] in (0, 1, 5),
    ):
        psi = fractions([spectrum, spectrum[::-1]][:count])
        row = small_weights(len(spectrum), number)
        yield scene(setting, PureQuadratic(psi, fractions(zeta).item()), row, fractions([goal] * count))


def boundary_scenes(setting: Setting) -> Iterator[Scene]:
    """Forms in one or two weights: balanced, nearly silent, silent, one that a step maps to output 0, and two that turn."""
    if setting.variant == "effective":
        return
    goals = (Fraction(0),) if setting.targets == "zero" else (Fraction(0), Fraction(1, 4), Fraction(3))
    nearly = 1 - Fraction(1, 10**6)
    cases = (((1,), (1,)), ((1, -1), (1, nearly)), ((1, -1), (5, 3)), ((1, -1), (1, 0)), ((1,), (0,)))
    for (form, row), goal in product(cases, goals):
        yield scene(setting, PureQuadratic(fractions([form]), Fraction(1)), fractions([row]), fractions([goal]))
    if setting.data == "many" and not setting.variant:
        turning = PureQuadratic(fractions([[[1, 0], [0, -1]], [[0, 1], [1, 0]]]), Fraction(1))
        yield scene(setting, turning, fractions([[1, 1]]), fractions([goals[-1]] * 2))


def typical_scenes(setting: Setting, rows: int, seed: int) -> Iterator[Scene]:
    """Standard Gaussian weights, ζ = (n/2)^(-1/2), eigenvalues ±U[1, 2] (±1 if isotropic), n = 16 and 128."""
    source = np.random.default_rng(seed)
    for size in (16, 128):
        count = 1 if setting.data == "one" else 4
        signs = source.choice((-1.0, 1.0), size=(count, size))
        psi = signs if setting.variant == "isotropic" else signs * source.uniform(1.0, 2.0, (count, size))
        goal = np.zeros(count) if setting.targets == "zero" else source.normal(size=count)
        model = PureQuadratic(psi, (size / 2) ** -0.5)
        yield scene(setting, model, initialise("gaussian", seed, range(rows), size), goal)


def as_exact(rough: Scene, row: int, digits: int | None) -> Scene:
    """One row of a scene in fractions."""
    model = rough.model
    if not isinstance(model, PureQuadratic):
        raise TypeError(f"expected a PureQuadratic, not {type(model).__name__}")
    exact = PureQuadratic(fractions(model.psi.tolist()), Fraction(model.zeta))
    return scene(rough.setting, exact, rational_row(rough.weights[row], digits), fractions(rough.targets.tolist()))
