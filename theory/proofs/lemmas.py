"""Sum models of the settings, and the relations between their observables that are tried, and kept where they are proved.

The contributions of a unit are read off the unit models from which the update maps are derived. A relation listed here is
a *candidate*: it becomes knowledge only through `theory.proofs.units.prove_sum`.
"""

from __future__ import annotations

from functools import lru_cache

from sympy import Abs, And, Eq, Expr, Ge, Integer, Le, Max, Min, Mul, S, Symbol, sqrt
from sympy.logic.boolalg import Boolean

from theory.models.homogeneous import two_layer_net
from theory.models.quadratic import pure_quadratic
from theory.proofs.smt import SmtResult
from theory.proofs.units import Branch, Part, SumModel, prove_sum
from theory.statements import Setting
from theory.symbols import OBSERVABLES, PARAMETERS

__all__ = ["Lemma", "candidates", "instance_of", "proved_lemmas", "sum_model"]

Lemma = tuple[Boolean, tuple[Boolean, ...]]
"""A relation between observables, and the conditions under which it holds."""

_INSTANCES = (("two_layer", "linear"), ("quadratic", "isotropic"))
_NAMES = ("f", "H", "theta2", "H_active", "H_meta", "theta_m2", "theta_f2", "phi_theta", "N_bias")
f, H, theta2, H_active, H_meta, theta_m2, theta_f2, phi_theta, N_bias = (OBSERVABLES[name] for name in _NAMES)
r, flip = OBSERVABLES["r"].now, OBSERVABLES["flip"].now
eta, s, x2, zeta, psi2_top, phi2 = (PARAMETERS[name].symbol for name in ("eta", "s", "x2", "zeta", "psi2_top", "phi2"))
a_plus, a_minus = PARAMETERS["a_plus"].symbol, PARAMETERS["a_minus"].symbol


def instance_of(setting: Setting) -> tuple[Setting, dict[Symbol, Expr]]:
    """The general setting that a setting is an instance of, and the values its parameters take; itself if none is known.

    A neural quadratic model on one datum is the linear net of its active units; a quadratic form with Σ² = |x|²I is isotropic.
    """
    m, d, n, gamma = (PARAMETERS[name].symbol for name in ("m", "d", "n", "gamma"))
    linear, isotropic = (Setting(name, targets=setting.targets, variant=v) for name, v in _INSTANCES)
    known: dict[tuple[str, str, str], tuple[Setting, dict[Symbol, Expr]]] = {
        ("two_layer", "toy linear", "one"): (linear, {s: 1 / sqrt(n), a_plus: S.One, x2: S.One}),
        ("nqm", "", "one"): (linear, {s: 1 / sqrt(m * d), a_plus: S.One}),
        ("general_quadratic", "isotropic", "one"): (isotropic, {zeta: gamma, psi2_top: x2}),
    }
    return known.get((setting.model, setting.variant, setting.data), (setting, {}))


def sum_model(setting: Setting) -> SumModel | None:
    """The setting as a sum over parts; None if it is not one (several data, depth, unknown names).

    Raises
    ------
    TypeError
        If ``setting`` is not a `Setting`.
    """
    if not isinstance(setting, Setting):
        raise TypeError(f"a Setting is expected, not {type(setting).__name__}")
    return _sum_model(setting.model, setting.variant) if setting.data == "one" else None


@lru_cache(maxsize=32)
def _sum_model(model: str, variant: str) -> SumModel | None:
    if model == "two_layer" and variant in ("", "linear", "relu"):
        return _net(variant)
    if model == "quadratic" and variant in ("", "isotropic"):
        return SumModel(f"quadratic {variant}".strip(), (_eigendirection(variant),))
    if model == "biased_quadratic" and variant == "":
        return SumModel("biased quadratic", (_eigendirection("biased"), _features()))
    return None


def _net(variant: str) -> SumModel:
    unit = two_layer_net("leaky")
    (p, v), slope = unit.coordinates, unit.constants[0].symbol
    frozen = Symbol("u_orthogonal", real=True)
    minus = {"": a_minus, "linear": a_plus, "relu": S.Zero}[variant]

    def branch(condition: Boolean, value: Expr) -> Branch:
        kernel = unit.kernel_polynomial.subs(slope, value)
        sums = {"f": unit.output_polynomial.subs(slope, value), "H": kernel, "theta2": unit.norm_polynomial + frozen**2}
        # No unit changes sign while η|r|·flip < 1: a finite flip is one inequality a unit.
        tame = s * sqrt(x2) * Abs(value * v) <= flip * Abs(p)
        return Branch(condition, {**sums, "H_active": kernel} if variant == "relu" else sums, {flip: tame})

    # The gradient uses one slope at a tie, the same in all units and at all steps.
    tie = (slope - a_plus) * (slope - minus)
    allowed = Eq(tie, 0) if variant == "relu" else Le(tie, 0)
    branches = (branch(p > 0, a_plus), branch(p < 0, minus), branch(And(Eq(p, 0), allowed), slope))
    return SumModel(f"two-layer net {variant}".strip(), (Part((p, v), branches, kept=(frozen,), shared=(slope,)),))


def _eigendirection(variant: str) -> Part:
    unit = pure_quadratic()
    eigenvalue = unit.constants[0].symbol
    relation = Eq(eigenvalue**2, psi2_top) if variant == "isotropic" else Le(eigenvalue**2, psi2_top)
    kernel, norm = unit.kernel_polynomial, unit.norm_polynomial
    sums = {"f": unit.output_polynomial, "H": kernel, "theta2": norm}
    if variant == "biased":
        sums |= {"H_meta": kernel, "theta_m2": norm, "N_bias": norm}
    return Part(unit.coordinates, (Branch(relation, sums),), kept=(eigenvalue,))


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
    norm_map = Eq(theta2.next, theta2.now - 4 * eta * r * f.now + eta**2 * r**2 * H.now)
    if setting.model == "two_layer":
        slope = Max(Abs(a_plus), Abs(a_minus)) if setting.variant == "" else Abs(a_plus)
        floor = Min(Abs(a_plus), Abs(a_minus)) if setting.variant == "" else Abs(a_plus)
        root, lower = s * sqrt(x2) * slope, s * sqrt(x2) * floor
        still: tuple[Boolean, ...] = (eta * Abs(r) * flip < 1,)
    else:
        root = Abs(zeta) * sqrt(psi2_top)
        lower, still = root, ()
    lemmas: list[Lemma] = [(Le(H.now, root**2 * theta2.now), ())]
    if setting.model == "biased_quadratic":
        return (*_biased(root), *((relation, ()) for relation in (Le(H_meta.now, root**2 * theta_m2.now),)))
    lemmas += [(norm_map, ()), *((relation, ()) for relation in _size(2 * f.now, root * theta2.now))]
    lemmas += [(relation, ()) for relation in _size(2 * lower * f.now, H.now)]
    if setting.variant in ("linear", "isotropic"):
        lemmas += [(Eq(f.next, f.now - eta * r * H.now + eta**2 * r**2 * root**2 * f.now), ())]
        lemmas += [(Eq(H.next, H.now - 4 * eta * r * root**2 * f.now + eta**2 * r**2 * root**2 * H.now), ())]
    elif setting.variant == "relu":
        lemmas += _relu(root, PARAMETERS["y"].symbol if setting.targets == "any" else Integer(0))
    else:
        change = f.next - f.now + eta * r * H.now
        lemmas += [(relation, still) for relation in _size(change, eta**2 * r**2 * root * H.now / 2)]
    if setting.variant == "isotropic":
        lemmas += [(Eq(H.now, root**2 * theta2.now), ())]
    return tuple(lemmas)


def _relu(root: Expr, y: Expr) -> list[Lemma]:
    """A unit that leaves the active set contributes nothing afterwards, which bounds the sums from one side."""
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
    ]
    return [(relation, ()) for relation in relations]


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
