"""General quadratic models f_a = c_a + φ_a·w + (γ/2) wᵀΣ_a w.

Variants: ``""`` (any entries), ``"isotropic"`` (f = (γ/2) wᵀΣw with Σ² = |x|²I), ``"linear net"`` (the Σ of a two-layer
linear net f = m^(-1/2) vᵀUx with w = (U row by row, v) and γ = m^(-1/2)).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any, NamedTuple

import numpy as np
from hypothesis import strategies as st
from numpy import ndarray

from checks.instances.instance import Extra, Instance, Parameter, Point
from checks.instances.strategies import targets, weights, widths
from checks.pairs._exact import (
    alternating,
    closed_constant,
    fractions,
    inverse_root,
    rational_part,
    rational_row,
    rounded,
    rounded_number,
    shuffled,
    small_weights,
)
from checks.pairs._forms import isotropic
from checks.pairs._growth import Grown, diagonal, more
from checks.pairs._kernel import ENTRIES, gradient_sizes, probe
from checks.pairs._net_forms import grown_form, net_form, net_of, net_width
from checks.pairs._norms import length
from numerics.arithmetic import scalar_in_kind
from numerics.initial import initialise
from numerics.models.base import Model
from numerics.models.general_quadratic import GeneralQuadratic
from numerics.models.quadratic import apply_forms
from numerics.models.two_layer import TwoLayerNet
from theory.statements import Setting

__all__ = ["as_exact", "boundary_instances", "exact_instances", "fits", "grown", "instance", "instances", "typical_instances"]


class _Variant(NamedTuple):
    """What a restriction says: that Σ² = |x|²I, or that Σ is that of a linear net; nothing of the whole family."""

    isotropic: bool = False
    net: bool = False

    @property
    def whole(self) -> bool:
        return not any(self)


_VARIANTS = {"": _Variant(), "isotropic": _Variant(isotropic=True), "linear net": _Variant(net=True)}


def instance(setting: Setting, model: GeneralQuadratic, initial: ndarray, goal: ndarray) -> Instance:
    """The instance of a model with initial weights (B, P) and targets (D,)."""
    count, size = model.linear.shape
    parameters: dict[str, Parameter] = {
        "gamma": model.gamma,
        "n": Fraction(size),
        "P": Fraction(size),
        "D": Fraction(count),
        "k": Fraction(2),
        "y_norm": length(goal),
    }
    if count == 1:
        parameters["y"] = goal[0]
    if _VARIANTS[setting.variant].isotropic:
        parameters["x2"] = (model.quadratic[0][:1] ** 2).sum()  # of Σ² = |x|²I, diagonal or dense
    extras: dict[str, Extra] = {**ENTRIES, **_CURVATURE} if _VARIANTS[setting.variant].whole else {**ENTRIES}
    if _VARIANTS[setting.variant].net:
        net = net_of(model)
        parameters |= {"m": Fraction(net.width), "d": Fraction(net.inputs.shape[1]), "x2": (net.inputs**2).sum()}
        extras |= {
            "f_net": lambda at: net.outputs(at.weights)[:, 0],
            "H_net": lambda at: net.tangent_gram(at.weights)[:, 0, 0],
            "f_net__size": ENTRIES["f__size"],
        }
    recipe = (
        f"GeneralQuadratic({model.offset.tolist()!r}, {model.linear.tolist()!r}, {model.quadratic.tolist()!r}, {model.gamma!r})"
    )
    kappa = parameters["gamma"] ** 2 * parameters["x2"] if "x2" in parameters else None
    closed = closed_constant(setting, initial, kappa)
    return Instance(setting, model, initial, goal, parameters, extras, recipe, closed_constant=closed)


def fits(setting: Setting, model: Model, initial: ndarray) -> bool:
    """Whether a model is a general quadratic one; the variants are forms alone, on one datum."""
    if not isinstance(model, GeneralQuadratic):
        return False
    if _VARIANTS[setting.variant].whole:
        return True
    if model.offset.any() or model.linear.any() or len(model.quadratic) != 1:
        return False
    if _VARIANTS[setting.variant].isotropic:
        return isotropic(model.quadratic)
    return model.gamma**2 * net_width(model.quadratic[0]) == 1


def _vectors(at: Point) -> dict[str, ndarray]:
    """Σ z_a G_a of the rows G_a = rᵀ∇f γΣ_a, the gradient ∇fᵀr, and Σ z_a ∇f_a; (B, P) each."""
    if not isinstance(at.model, GeneralQuadratic):
        raise TypeError(f"expected a GeneralQuadratic, not {type(at.model).__name__}")
    curved = apply_forms(at.model.quadratic, at.pulled) * scalar_in_kind(at.model.gamma, at.weights)
    z = probe(at.model.data_count, at.weights)
    return {
        "curved": (curved * z[:, None]).sum(axis=1),
        "pulled": at.pulled,
        "gradient": (at.model.jacobian(at.weights) * z[:, None]).sum(axis=1),
    }


_PAIRS = {"z_GJr": ("curved", "pulled"), "z_GJz": ("curved", "gradient"), "z_GGz": ("curved", "curved")}
"""Which two vectors each observable multiplies."""


def _product(one: str, other: str) -> Extra:
    def measure(at: Point) -> ndarray:
        vectors = at.once(_vectors)
        total: ndarray = (vectors[one] * vectors[other]).sum(axis=1)
        return total

    return measure


def _product_size(one: str, other: str) -> Extra:
    def measure(at: Point) -> ndarray:
        model = at.model
        if not isinstance(model, GeneralQuadratic):
            raise TypeError(f"expected a GeneralQuadratic, not {type(model).__name__}")
        roots, pulled = gradient_sizes(at)
        axes = tuple(range(1, model.quadratic.ndim))
        bent = np.sqrt((model.quadratic**2).sum(axis=axes)) * abs(model.gamma)
        z = abs(probe(model.data_count, at.weights))
        sizes = {"curved": pulled * (bent * z).sum(), "pulled": pulled, "gradient": (roots * z).sum(axis=1)}
        product_size: ndarray = sizes[one] * sizes[other]
        return product_size

    return measure


_CURVATURE: dict[str, Extra] = {
    **{name: _product(*pair) for name, pair in _PAIRS.items()},
    **{f"{name}__size": _product_size(*pair) for name, pair in _PAIRS.items()},
}


@st.composite
def instances(draw: st.DrawFn, setting: Setting, batch: int, largest: int) -> Instance:
    """Models in up to 6 weights; the variants also in more."""
    source = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    if _VARIANTS[setting.variant].net:
        width, dimension = draw(st.integers(1, 8)), draw(st.integers(1, 3))
        inputs = np.array(draw(st.lists(st.sampled_from((1.0, -1.0, 2.0, 0.5)), min_size=dimension, max_size=dimension)))
        size = width * (dimension + 1)
        model = GeneralQuadratic(np.zeros(1), np.zeros((1, size)), net_form(inputs, width), width**-0.5)
        return instance(setting, model, draw(weights(size, batch)), draw(targets(setting.targets, 1)))
    gamma = draw(st.sampled_from((1.0, 0.5, -2.0, 0.01)))
    if _VARIANTS[setting.variant].isotropic:
        size, root = draw(widths(largest)), draw(st.sampled_from((1.0, 0.5, 3.0)))
        form = root * source.choice((-1.0, 1.0), size=(1, size))
        model = GeneralQuadratic(np.zeros(1), np.zeros((1, size)), form, gamma)
        return instance(setting, model, draw(weights(size, batch)), draw(targets(setting.targets, 1)))
    count = 1 if setting.single_datum else draw(st.integers(1, 3))
    size = draw(st.integers(1, 6))
    forms = source.normal(size=(count, size, size))
    model = GeneralQuadratic(
        source.normal(size=count), source.normal(size=(count, size)), (forms + forms.swapaxes(1, 2)) / 2, gamma
    )
    return instance(setting, model, draw(weights(size, batch)), draw(targets(setting.targets, count)))


def exact_instances(setting: Setting) -> Iterator[Instance]:
    """Models with small integer entries and weights."""
    goals: tuple[int | Fraction, ...] = (0,) if setting.zero_targets else (0, 1, -1, Fraction(1, 10), 3)
    if _VARIANTS[setting.variant].net:
        for width, inputs, goal, number in shuffled(product((1, 4), ((1,), (2,), (3, 4), (1, 2)), goals, range(12))):
            form = net_form(fractions(inputs), width)
            zeros = fractions([[0] * form.shape[1]])
            model = GeneralQuadratic(zeros[0, :1], zeros, form, inverse_root(width))
            row = small_weights(form.shape[1], number)
            yield instance(setting, model, row, fractions([goal]))
        return
    gammas = (Fraction(1), Fraction(1, 2), Fraction(-2), Fraction(1, 10))
    if _VARIANTS[setting.variant].isotropic:
        for signs, root, gamma, goal, number in shuffled(product(((1,), (1, -1), (1, 1, -1)), (1, 2), gammas, goals, range(12))):
            zeros = fractions([[0] * len(signs)])
            model = GeneralQuadratic(zeros[0, :1], zeros, fractions([[root * sign for sign in signs]]), gamma)
            yield instance(setting, model, small_weights(len(signs), number), fractions([goal]))
        return
    counts = (1,) if setting.single_datum else (1, 2)
    cases = [*product(counts, (1, 2), gammas, goals, range(12)), *product((counts[-1],), (3,), gammas, goals[:2], (0, 9))]
    for count, size, gamma, goal, number in shuffled(cases):
        source = np.random.default_rng(number)
        forms = source.integers(-2, 3, size=(count, size, size))
        forms = forms + forms.swapaxes(1, 2)
        model = GeneralQuadratic(
            fractions(source.integers(-1, 2, size=count).tolist()),
            fractions(source.integers(-1, 2, size=(count, size)).tolist()),
            fractions(forms.tolist()),
            gamma,
        )
        yield instance(setting, model, small_weights(size, number), alternating(goal, count, number))


def boundary_instances(setting: Setting) -> Iterator[Instance]:
    """Isotropic forms in one or two weights: balanced, nearly silent, silent, and one that a step maps to output 0."""
    if not _VARIANTS[setting.variant].isotropic:
        return
    goals = (Fraction(0),) if setting.zero_targets else (Fraction(0), Fraction(1, 4), Fraction(3))
    nearly = 1 - Fraction(1, 10**6)
    for (form, row), goal in product((((1,), (1,)), ((1, -1), (1, nearly)), ((1, -1), (5, 3)), ((1,), (0,))), goals):
        zeros = fractions([[0] * len(form)])
        model = GeneralQuadratic(zeros[0, :1], zeros, fractions([form]), Fraction(1))
        yield instance(setting, model, fractions([row]), fractions([goal]))


def typical_instances(setting: Setting, rows: int, seed: int) -> Iterator[Instance]:
    """Zhu et al.'s choice: 100 weights from N(0, I), Σ = diag(±1), γ = 1e-3, |φ| = 1 (φ = 0 for the isotropic form)."""
    source = np.random.default_rng(seed)
    count = 1 if setting.single_datum else 4
    goal = np.zeros(count) if setting.zero_targets else source.normal(size=count)
    if _VARIANTS[setting.variant].net:
        form = net_form(np.array([0.6, 0.8]), 32)
        model = GeneralQuadratic(np.zeros(1), np.zeros((1, 96)), form, 32**-0.5)
        yield instance(setting, model, initialise("gaussian", seed, np.arange(rows), 96), goal)
        return
    linear = source.normal(size=(count, 100))
    linear = linear / np.sqrt((linear**2).sum(axis=1, keepdims=True)) if _VARIANTS[setting.variant].whole else linear * 0
    model = GeneralQuadratic(np.zeros(count), linear, source.choice((-1.0, 1.0), size=(count, 100)), 1e-3)
    yield instance(setting, model, initialise("gaussian", seed, np.arange(rows), 100), goal)


def as_exact(rough: Instance, row: int, digits: int | None) -> Instance:
    """One row of an instance in fractions."""
    model = rough.model
    if not isinstance(model, GeneralQuadratic):
        raise TypeError(f"expected a GeneralQuadratic, not {type(model).__name__}")
    if _VARIANTS[rough.setting.variant].net:
        return _exact_net(rough, net_of(model), row, digits)
    exact = GeneralQuadratic(
        rounded(model.offset, digits),
        rounded(model.linear, digits),
        rounded(model.quadratic, digits),
        rounded_number(model.gamma, digits),
    )
    return instance(rough.setting, exact, rational_row(rough.weights[row], digits), rounded(rough.targets, digits))


def _exact_net(rough: Instance, net: TwoLayerNet, row: int, digits: int | None) -> Instance:
    """As many of a linear net's first units as have a rational m^(-1/2)."""
    _, width = rational_part(1, net.width)
    first, second = net.split(rough.weights[row : row + 1])
    kept = np.concatenate((first[0, :width].ravel(), second[0, :width]))
    zeros = fractions([[0] * len(kept)])
    model = GeneralQuadratic(zeros[0, :1], zeros, net_form(rounded(net.inputs[0], digits), width), inverse_root(width))
    return instance(rough.setting, model, rational_row(kept, digits), rounded(rough.targets, digits))


def grown(start: Instance, way: str, times: int, copied: bool) -> Grown | None:
    """The model with more of something, see `checks.instances.larger`."""
    model: Any = start.model
    weights, targets = start.weights, start.targets
    offset, linear, forms = model.offset, model.linear, model.quadratic
    if _VARIANTS[start.setting.variant].net:
        return grown_form(start, way, times, copied)
    forms = diagonal(forms)
    if way == "units":
        linear, forms = more(linear, 1, times, copied), more(forms, 1, times, True)
        weights = more(weights, 1, times, copied)
    elif way == "data":
        offset, linear, forms = (more(part, 0, times, True) for part in (offset, linear, forms))
        targets = more(targets, 0, times, copied)
    else:
        return None
    return Grown(weights, targets, lambda _: GeneralQuadratic(offset, linear, forms, model.gamma))
