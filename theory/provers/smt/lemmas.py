"""Sum models of the settings, and the relations between their observables that are tried, and kept where they are proved.

The contributions of a unit are read off the unit models from which the update maps are derived. A relation listed here is
a *candidate*: it becomes knowledge only through `theory.provers.smt.units.prove_sum`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial

from sympy import Abs, And, Eq, Expr, Ge, Integer, Le, Max, Min, Mul, S, Symbol, sqrt
from sympy.logic.boolalg import Boolean

from theory.models.homogeneous import two_layer_net
from theory.models.quadratic import pure_quadratic
from theory.provers.smt.smt import SmtResult
from theory.provers.smt.units import Branch, Part, SumModel, prove_sum
from theory.statements import Setting
from theory.symbols import OBSERVABLES, PARAMETERS

__all__ = ["Lemma", "Reading", "candidates", "proved_lemmas", "reading_of", "sum_model"]

Lemma = tuple[Boolean, tuple[Boolean, ...]]
"""A relation between observables, and the conditions under which it holds."""

_NAMES = ("f", "H", "theta2", "H_active", "H_meta", "theta_m2", "theta_f2", "phi_theta", "N_bias")
f, H, theta2, H_active, H_meta, theta_m2, theta_f2, phi_theta, N_bias = (OBSERVABLES[name] for name in _NAMES)
r, flip = OBSERVABLES["r"].now, OBSERVABLES["flip"].now
eta, s, x2, zeta, psi2_top, phi2 = (PARAMETERS[name].symbol for name in ("eta", "s", "x2", "zeta", "psi2_top", "phi2"))
a_plus, a_minus, a_zero = (PARAMETERS[name].symbol for name in ("a_plus", "a_minus", "a_zero"))


@dataclass(frozen=True)
class Reading:
    """What is told to the solver of a model on one datum.

    Attributes
    ----------
    sums
        Makes the model as a sum over parts.
    root, lower
        Numbers with H ≤ root² θ² and 2 lower |f| ≤ H.
    step
        (root, setting) → what may hold of one step.
    bounded
        Conditions of H ≤ root² θ².
    slopes
        For a net: what stands for a power of its slope in root², and the power.
    whole
        Replaces all relations, where the ones that others share do not hold.
    """

    sums: Callable[[], SumModel]
    root: Expr
    lower: Expr
    step: Callable[[Expr, Setting], list[Lemma]]
    bounded: tuple[Boolean, ...] = ()
    slopes: Mapping[Expr, int] = field(default_factory=dict)
    whole: Callable[[Expr], list[Lemma]] | None = None


def reading_of(setting: Setting) -> Reading | None:
    """What the solver is told of a setting; None if it is told nothing (several data, depth)."""
    return _READINGS.get((setting.model, setting.variant)) if setting.single_datum else None


def sum_model(setting: Setting) -> SumModel | None:
    """The setting as a sum over parts; None if it is not one (several data, depth, unknown names).

    Raises
    ------
    TypeError
        If ``setting`` is not a `Setting`.
    """
    if not isinstance(setting, Setting):
        raise TypeError(f"a Setting is expected, not {type(setting).__name__}")
    reading = reading_of(setting)
    return None if reading is None else reading.sums()


@lru_cache(maxsize=32)
def _net(name: str, minus: Expr, allowed: Boolean = S.true, *, active: bool = False) -> SumModel:
    """A net of slopes a₊ and ``minus``, with what is allowed of the slope at a tie; H_active is told if only a₊ adds to H."""
    unit = two_layer_net("leaky")
    (p, v), slope = unit.coordinates, unit.constants[0].symbol
    frozen = Symbol("u_orthogonal", real=True)

    def branch(condition: Boolean, value: Expr) -> Branch:
        kernel = unit.kernel_polynomial.subs(slope, value)
        sums = {"f": unit.output_polynomial.subs(slope, value), "H": kernel, "theta2": unit.norm_polynomial + frozen**2}
        # No unit changes sign while η|r|·flip < 1: a finite flip is one inequality a unit.
        tame = s * sqrt(x2) * Abs(value * v) <= flip * Abs(p)
        return Branch(condition, {**sums, "H_active": kernel} if active else sums, {flip: tame})

    # The gradient uses one slope at a tie, the same in all units and at all steps.
    branches = (branch(p > 0, a_plus), branch(p < 0, minus), branch(And(Eq(p, 0), allowed), a_zero))
    return SumModel(name, (Part((p, v), branches, kept=(frozen,), shared=(a_zero,)),))


def _eigendirection(isotropic: bool = False, biased: bool = False) -> Part:
    unit = pure_quadratic()
    eigenvalue = unit.constants[0].symbol
    relation = Eq(eigenvalue**2, psi2_top) if isotropic else Le(eigenvalue**2, psi2_top)
    kernel, norm = unit.kernel_polynomial, unit.norm_polynomial
    sums = {"f": unit.output_polynomial, "H": kernel, "theta2": norm}
    if biased:
        sums |= {"H_meta": kernel, "theta_m2": norm, "N_bias": norm}
    return Part(unit.coordinates, (Branch(relation, sums),), kept=(eigenvalue,), eigenvalue=eigenvalue)


@lru_cache(maxsize=2)
def _form(isotropic: bool) -> SumModel:
    return SumModel("quadratic isotropic" if isotropic else "quadratic", (_eigendirection(isotropic),))


@cache
def _biased_form() -> SumModel:
    return SumModel("biased quadratic", (_eigendirection(biased=True), _features()))


def _features() -> Part:
    """The linear part φ·θ_f: its value along φ moves, the rest of θ_f is frozen."""
    along, frozen = Symbol("theta_f_along_phi", real=True), Symbol("theta_f_orthogonal", real=True)
    linear, norm = sqrt(phi2) * along, along**2 + frozen**2
    sums = {"f": linear, "phi_theta": linear, "H": phi2, "theta2": norm, "theta_f2": norm, "N_bias": 2 * along**2}
    return Part((along,), (Branch(S.true, sums),), kept=(frozen,), single=True)


def _size(expression: Expr, bound: Expr) -> tuple[Boolean, Boolean]:
    return Le(expression, bound), Le(-expression, bound)


def candidates(setting: Setting) -> tuple[Lemma, ...]:
    """Relations worth trying in a setting; some are false in it and will not be proved."""
    reading = reading_of(setting)
    if reading is None:
        return ()
    root = reading.root
    if reading.whole is not None:
        return tuple(reading.whole(root))
    norm_map = Eq(theta2.next, theta2.now - 4 * eta * r * f.now + eta**2 * r**2 * H.now)
    lemmas: list[Lemma] = [(Le(H.now, root**2 * theta2.now), reading.bounded)]
    lemmas += [(norm_map, ()), *((relation, ()) for relation in _size(2 * f.now, root * theta2.now))]
    lemmas += [(relation, ()) for relation in _size(2 * reading.lower * f.now, H.now)]
    return (*lemmas, *reading.step(root, setting))


def _closed(root: Expr, setting: Setting) -> list[Lemma]:
    return [
        (Eq(f.next, f.now - eta * r * H.now + eta**2 * r**2 * root**2 * f.now), ()),
        (Eq(H.next, H.now - 4 * eta * r * root**2 * f.now + eta**2 * r**2 * root**2 * H.now), ()),
    ]


def _isotropic(root: Expr, setting: Setting) -> list[Lemma]:
    return [*_closed(root, setting), (Eq(H.now, root**2 * theta2.now), ())]


def _nearly(still: tuple[Boolean, ...], root: Expr, setting: Setting) -> list[Lemma]:
    change = f.next - f.now + eta * r * H.now
    return [(relation, still) for relation in _size(change, eta**2 * r**2 * root * H.now / 2)]


def _relu(root: Expr, setting: Setting) -> list[Lemma]:
    """A unit that leaves the active set contributes nothing afterwards, which bounds the sums from one side."""
    y = setting.target
    kernel = H.now - 4 * eta * r * root**2 * f.now + eta**2 * r**2 * root**2 * H.now
    stepped = f.now + eta**2 * r**2 * root**2 * f.now - eta * r * H.now
    lemmas: list[Lemma] = [(Eq(H_active.now, H.now), ())]
    lemmas += [(Le(H.next, kernel), ())]
    if y != 0:
        # With a target, what decides is ηH − κη²y f; what a unit adds to it is nonnegative while κη²y² ≤ 4.
        pull = eta * root**2 * y
        lemmas += [(Le(H.next - pull * f.next, kernel - pull * stepped), (Le(eta**2 * root**2 * y**2, 4),))]
    for sign in (Integer(1), Integer(-1)):
        small = (Ge(sign * r, 0), Le(Mul(sign, eta, r, root), 1))
        lemmas += [(Le(sign * f.next, sign * f.now), small), (Ge(sign * f.next, sign * stepped), small)]
    return lemmas


def _biased(root: Expr) -> list[Lemma]:
    norm_map = Eq(N_bias.next, N_bias.now - 4 * eta * r * f.now + eta**2 * r**2 * (H_meta.now + 2 * phi2))
    relations = [
        norm_map,
        Eq(H.now, H_meta.now + phi2),
        Eq(theta2.now, theta_m2.now + theta_f2.now),
        Le(theta_m2.now, N_bias.now),
        Le(H_meta.now, root**2 * N_bias.now),
        Eq(phi_theta.next, phi_theta.now - eta * r * phi2),
        Eq(theta_f2.next, theta_f2.now - 2 * eta * r * phi_theta.now + eta**2 * r**2 * phi2),
        Le(H_meta.now, root**2 * theta_m2.now),
    ]
    return [(relation, ()) for relation in relations]


_LENGTH, _FORM = s * sqrt(x2), Abs(zeta) * sqrt(psi2_top)
_STEEP, _STEEPER = Abs(a_plus), Max(Abs(a_plus), Abs(a_minus))
_LARGER: dict[Expr, int] = {Max(a_plus**2, a_minus**2): 2, _STEEPER: 1}
_ANY = {**_LARGER, _STEEP: 1, a_plus**2: 2}
_READINGS = {
    ("two_layer", ""): Reading(
        partial(_net, "two-layer net", a_minus),
        _LENGTH * _STEEPER,
        _LENGTH * Min(Abs(a_plus), Abs(a_minus)),
        partial(_nearly, (eta * Abs(r) * flip < 1,)),
        # At a kink the gradient may be steeper than either slope: then there is no such bound.
        bounded=(Le(a_zero**2, Max(a_plus**2, a_minus**2)),),
        slopes=_LARGER,
    ),
    ("two_layer", "linear"): Reading(
        partial(_net, "two-layer net linear", a_plus, Eq(a_zero, a_plus)),
        _LENGTH * _STEEP,
        _LENGTH * _STEEP,
        _closed,
        slopes=_ANY,
    ),
    ("two_layer", "relu"): Reading(
        partial(_net, "two-layer net relu", S.Zero, Eq(a_zero * (a_zero - a_plus), 0), active=True),
        _LENGTH * _STEEP,
        _LENGTH * _STEEP,
        _relu,
        slopes=_ANY,
    ),
    ("quadratic", ""): Reading(partial(_form, False), _FORM, _FORM, partial(_nearly, ())),
    ("quadratic", "isotropic"): Reading(partial(_form, True), _FORM, _FORM, _isotropic),
    ("biased_quadratic", ""): Reading(_biased_form, _FORM, _FORM, _closed, whole=_biased),
}
"""The models that the solver knows, by name and variant; another one is another entry."""


@lru_cache(maxsize=64)
def proved_lemmas(setting: Setting, timeout: float = 5.0) -> tuple[tuple[Lemma, SmtResult], ...]:
    """The candidates of a setting that are proved at every width, each with its proof."""
    model = sum_model(setting)
    if model is None:
        return ()
    found = []
    for relation, hypotheses in candidates(setting):
        result = prove_sum(model, relation, hypotheses, timeout)
        if result is not None:
            found.append(((relation, hypotheses), result))
    return tuple(found)
