"""From a statement about an own model to one inequality between polynomials of one unit, and the theorem that it follows by.

With N = Σ_i ν(p_i) a norm of the weights, H = Σ_i h(p_i) the squared gradient in it and κ from Σ_j ω_j (p_j − t_j) ∂_jφ = κ φ,
the inequality is h ≤ b_0 + b_1 ν + b_2 ν² + … for all weights p of one unit, with numbers b_j ≥ 0. Summed over the units it
gives H ≤ B(N) = b_0 n + b_1 N + b_2 N² + …, since a sum of powers is at most the power of the sum; and for the target 0 one step
changes N by −2κηf² + η²f²H, so that ηB(N_0) ≤ 2κ keeps N from growing. The theorems are those of the Coq library.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sympy import (
    Add,
    Dummy,
    Eq,
    Expr,
    Function,
    Integer,
    Ne,
    Piecewise,
    Poly,
    PolynomialError,
    Pow,
    Rational,
    Symbol,
    atan,
    cancel,
    cos,
    diff,
    erf,
    exp,
    expand,
    factor_list,
    log,
    sin,
    tanh,
    together,
)
from sympy.core.relational import GreaterThan, LessThan, StrictGreaterThan, StrictLessThan
from sympy.logic.boolalg import Boolean

from theory.bound import NoBoundError
from theory.bounding_kernels import bounding_kernels
from theory.models.occurring import occurring
from theory.models.own import unit_of
from theory.models.unit import UnitModel
from theory.own_theorems import FALLS_ALONG, NORM_FALLS, NORM_STEPPED, STEPPED_ALONG
from theory.provers.obligations import owed
from theory.statements import Quantifier, Statement
from theory.symbols import OBSERVABLES, PARAMETERS, Observable
from theory.weighted_norm import norm_of

__all__ = ["Demand", "demand_of"]

_SMOOTH = (exp, tanh, sin, cos, erf, atan, log)

_ETA, _N = PARAMETERS["eta"].symbol, PARAMETERS["n"].symbol
_F2, _LOSS = OBSERVABLES["f2"], OBSERVABLES["L"]
_ORDER = (LessThan, StrictLessThan, GreaterThan, StrictGreaterThan)


@dataclass(frozen=True)
class _Norm:
    """A norm of the weights of an own model, and what one unit contributes to it and to the kernel.

    Attributes
    ----------
    norm, kernel
        The observables N and H.
    size
        ν, a polynomial in the weights of one unit.
    slopes
        Polynomials of which h is at most the largest: h itself, or one for each case of φ.
    about
        What of φ they stand for, in words.
    share
        κ.
    powers
        The powers of N of which B may be made, 0 for the number of units; any if empty.
    theorems
        Names of the theorems: bound of the kernel, norm that does not grow, total squared output, loss that tends to zero.
    """

    norm: Observable
    kernel: Observable
    size: Expr
    slopes: tuple[Expr, ...]
    about: str
    share: int
    powers: tuple[int, ...]
    theorems: tuple[str, str, str, str]


@dataclass(frozen=True)
class Demand:
    """What has to be shown of one unit so that a statement holds.

    Attributes
    ----------
    unit
        The model.
    targets
        The polynomials that have to be nonnegative for all weights of one unit.
    said
        What that shows of one unit, in words.
    theorem
        Name of the general theorem that gives the statement.
    """

    unit: UnitModel
    targets: tuple[Expr, ...]
    said: str
    theorem: str


def demand_of(statement: Statement) -> Demand | None:
    """What a statement follows from; None if no theorem is of its form."""
    setting = statement.setting
    unit = unit_of(setting.model, setting.variant)
    if unit is None or not setting.plain or unit.constants or unit.validity or not isinstance(unit.scale, Rational):
        return None
    stepped = _of_step(statement, unit)
    if stepped is not None or not setting.zero_targets:
        return stepped
    for norm in _norms(unit):
        found = _needed(statement, norm)
        if found is not None:
            bound, theorem = found
            per_unit = Add(*(c * norm.size**power for power, c in bound.items()))
            targets = tuple(expand(per_unit - slopes) for slopes in norm.slopes)
            return Demand(unit, targets, f"{norm.about} is at most {per_unit}", theorem)
    return None


def _of_step(statement: Statement, unit: UnitModel) -> Demand | None:
    """An equation of one step of the norm, weighted or not, or when it falls: an identity is all that is needed."""
    conclusion, norm = statement.conclusion, norm_of(unit)
    if statement.quantifier is Quantifier.STEP and conclusion in (FALLS_ALONG, Eq(OBSERVABLES["theta2"].next, STEPPED_ALONG)):
        return Demand(unit, (), "|p - e*dφ/dp|² = |p|² - 2*e*p·dφ/dp + e²*|dφ/dp|²", "norm_along")
    if norm is None or statement.quantifier is not Quantifier.STEP or not _readable(unit):
        return None
    falls = statement.setting.zero_targets and conclusion == NORM_FALLS
    if not (falls or conclusion == Eq(OBSERVABLES["N_omega"].next, NORM_STEPPED)):
        return None
    if not _is_euler(unit, norm.weights, norm.centre):
        return None
    parts = [f"{w}*({p - t})*dφ/d{p}" for w, p, t in zip(norm.weights, unit.coordinates, norm.centre, strict=True) if w != 0]
    return Demand(unit, (), f"{' + '.join(parts)} = φ", "weighted_norm_identity")


def _readable(unit: UnitModel) -> bool:
    """Whether the general theorems speak of φ: it has derivatives everywhere, or has them in each of its cases."""
    return _smooth(unit.output) or all(_smooth(output) for output in _cases(unit))


def _cases(unit: UnitModel) -> tuple[Expr, ...]:
    """What φ is in each of its cases that occur; φ, if it has none."""
    return occurring(unit.output) or (unit.output,)


def _smooth(output: Expr) -> bool:
    """Whether it has derivatives everywhere: made of polynomials, functions that have them, and divisors that are positive."""
    output = _unkinked(output)
    functions = all(isinstance(part, _SMOOTH) for part in output.atoms(Function))
    logarithms = all(part.args[0].is_positive for part in output.atoms(log))
    powers = all(
        part.is_number or part.base.is_positive or (part.exp.is_Integer and part.exp.is_positive) for part in output.atoms(Pow)
    )
    return functions and logarithms and powers


def _unkinked(output: Expr) -> Expr:
    """The output with a letter s ≥ 0 for each |g| on which it depends so that the derivative by s vanishes where g = 0.

    The slopes on both sides of g = 0 differ by twice that derivative times those of g.
    """
    for part in output.atoms(Piecewise):
        inner, letter = part.args[0][0], Dummy(nonnegative=True)
        if part != Piecewise((inner, inner >= 0), (-inner, True)) or not inner.is_polynomial():
            continue
        written = output.xreplace({part: letter})
        above, _ = together(diff(written, letter).subs(letter, 0)).as_numer_denom()
        if above.is_polynomial() and cancel(above / inner).is_polynomial():
            output = written
    return output


def _norms(unit: UnitModel) -> Iterator[_Norm]:
    slopes = "its squared gradient"
    parts = (unit,) if unit.polynomial else unit.pieces
    if unit.degree is not None and parts:
        theorems = ("kernel_bound" if unit.degree > 1 else "kernel_of_linear", "unit_monotone", "unit_sum", "unit_limit")
        if not unit.polynomial:
            slopes = "in each case of its definition its squared gradient"
        kernels = tuple(part.kernel_polynomial for part in parts)
        norm, kernel = OBSERVABLES["theta2"], OBSERVABLES["H"]
        yield _Norm(norm, kernel, unit.norm_polynomial, kernels, slopes, unit.degree, (unit.degree - 1,), theorems)
    weighted = norm_of(unit)
    if weighted is None or not _readable(unit) or not _is_euler(unit, weighted.weights, weighted.centre):
        return
    try:
        kernels = tuple(expand(unit.scale**2 * part) for part in bounding_kernels(weighted, declared=False))
    except NoBoundError:
        return
    theorems = ("weighted_kernel_bound", "weighted_monotone", "weighted_sum", "weighted_limit")
    norm, kernel = OBSERVABLES["N_omega"], OBSERVABLES["H_omega"]
    slopes = "its weighted squared gradient"
    if unit.pieces:
        slopes = "in each case of its definition its weighted squared gradient"
    elif not unit.polynomial:
        slopes += ", with the squares of its bounded activations replaced by their bounds,"
    yield _Norm(norm, kernel, weighted.polynomial, kernels, slopes, 1, (), theorems)


def _is_euler(unit: UnitModel, weights: tuple[Expr, ...], centre: tuple[Expr, ...]) -> bool:
    """Whether Σ ω_j (p_j − t_j) ∂_jφ = φ with ω_j ≥ 0, by expanding it."""
    return all(w.is_nonnegative for w in weights) and all(
        expand(Add(*(w * (p - t) * diff(output, p) for w, p, t in zip(weights, unit.coordinates, centre, strict=True))) - output)
        == 0
        for output in _cases(unit)
    )


def _needed(statement: Statement, norm: _Norm) -> tuple[Mapping[int, Expr], str] | None:
    """The coefficients of the bound that a statement needs, by the power of N, and the theorem it follows by."""
    conclusion, quantifier = statement.conclusion, statement.quantifier
    bounds, stays, sums, ends = norm.theorems
    initial = norm.norm.initial
    if quantifier is Quantifier.TRAJECTORY and conclusion == Eq(_LOSS.limit, 0):
        below = next(_edges(statement, norm, strict=True), None)
        return None if below is None else (below, ends)
    if not isinstance(conclusion, LessThan | GreaterThan):
        return None
    lesser, greater = conclusion.lts, conclusion.gts
    if quantifier is Quantifier.STATE and lesser == norm.kernel.now and not owed(conclusion):
        stated = _coefficients(greater, norm.norm.now, norm)
        return None if stated is None else (stated, bounds)
    if quantifier is not Quantifier.STEP:
        return None
    if lesser == norm.norm.next and greater == norm.norm.now:
        below = next(_edges(statement, norm, strict=False), None)
        return None if below is None else (below, stays)
    if lesser != _F2.total:
        return None
    stated = _coefficients(cancel((2 * norm.share - initial / (_ETA * greater)) / _ETA), initial, norm)
    if stated is None or not _defined(owed(conclusion), stated, norm):
        return None
    # The edge that is assumed must lie at or below that of the bound which the conclusion names.
    edges = _edges(statement, norm, strict=True)
    enough = any(all((below.get(power, Integer(0)) - c).is_nonnegative for power, c in stated.items()) for below in edges)
    return (stated, sums) if enough else None


def _edges(statement: Statement, norm: _Norm, *, strict: bool) -> Iterator[Mapping[int, Expr]]:
    """The coefficients of B for each hypothesis that says ηB(N_0) ≤ 2κ, or < where that is asked for."""
    for part in statement.hypotheses:
        if not isinstance(part, _ORDER) or (strict and not isinstance(part, StrictLessThan | StrictGreaterThan)):
            continue
        difference = expand(part.lts - part.gts)
        right = -difference.subs(_ETA, 0)
        left = cancel((difference + right) / _ETA)
        if right.is_number and right.is_positive and not left.has(_ETA):
            found = _coefficients(2 * norm.share * left / right, norm.norm.initial, norm)
            if found is not None:
                yield found


def _coefficients(expression: Expr, size: Symbol, norm: _Norm) -> Mapping[int, Expr] | None:
    """b_0, b_1, … of b_0 n + b_1 N + b_2 N² + … by the power of N; None if an expression is not of this form."""
    try:
        terms = Poly(expression, size, _N).terms()
    except PolynomialError:
        return None
    found: dict[int, Expr] = {}
    for (power, width), c in terms:
        if not c.is_number or c.is_nonnegative is not True or (power > 0) == (width > 0) or width > 1:
            return None
        found[power] = c
    return found if found and (not norm.powers or set(found) <= set(norm.powers)) else None


def _defined(needs: tuple[Boolean, ...], bound: Mapping[int, Expr], norm: _Norm) -> bool:
    """Whether a conclusion has a value: its divisors are made of η and 2κ − ηB(N_0), which are positive."""
    initial = norm.norm.initial
    gap = 2 * norm.share - _ETA * Add(*(c * (initial**power if power else _N) for power, c in bound.items()))
    for need in needs:
        if not isinstance(need, Ne) or need.rhs != 0:
            return False
        _, factors = factor_list(need.lhs)
        if not all(part == _ETA or cancel(part / gap).is_number for part, _ in factors):
            return False
    return True
