"""One letter for a constant that occurs only as a product: C = s²a²|x|² for nets, C = ζ²‖ψ‖² for quadratic forms.

Renaming is exact, monomial by monomial: Cᵏ replaces the k-th power of the whole product, and a formula in which the factors
occur in any other way is not renamed. What is proved for every C ≥ 0 holds for the product, and is found much faster.
"""

from __future__ import annotations

from dataclasses import replace

from sympy import Abs, Basic, Dummy, Expr, Symbol, expand, sqrt
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from theory.provers.smt.knowledge import Knowledge
from theory.provers.smt.lemmas import reading_of
from theory.statements import Setting
from theory.symbols import PARAMETERS, observable_of

__all__ = ["CONSTANT", "renamed", "renamed_knowledge"]

CONSTANT = Symbol("C", nonnegative=True)
"""The constant of the kernel bound H ≤ C θ²."""

_ROOT = Dummy("root_C", positive=True)

_S, _X2, _ZETA, _TOP = (PARAMETERS[name].symbol for name in ("s", "x2", "zeta", "psi2_top"))
_PLUS, _MINUS, _ZERO = (PARAMETERS[name].symbol for name in ("a_plus", "a_minus", "a_zero"))
_SLOPE, _LENGTH = Dummy("a", positive=True), Dummy("x", positive=True)


def renamed(formula: Boolean, setting: Setting) -> Boolean | None:
    """The formula in terms of C, or None if the factors of C occur apart.

    Parameters
    ----------
    formula
        Relations and Boolean combinations of them.
    setting
        Of a two-layer net or a quadratic model. Of a net with two slopes only the larger is part of C, not a₊ as such.
    """
    if isinstance(formula, Relational):
        sides = [_side(side, setting) for side in formula.args]
        return None if None in sides else formula.func(*sides)
    if not formula.args:
        return formula
    parts = [renamed(part, setting) for part in formula.args]
    return None if None in parts else formula.func(*parts)


def _side(expression: Basic, setting: Setting) -> Expr | None:
    reading = reading_of(setting)
    if reading is not None and reading.slopes:
        slopes = {factor: _SLOPE**power for factor, power in reading.slopes.items()}
        value = expression.subs({sqrt(_X2): _LENGTH}).subs(_X2, _LENGTH**2).subs(slopes)
        value = value.subs(_S, _ROOT / (_SLOPE * _LENGTH))
    else:
        value = expression.subs({Abs(_ZETA): _SLOPE, sqrt(_TOP): _LENGTH}).subs(_TOP, _LENGTH**2).subs(_ZETA**2, _SLOPE**2)
        value = value.subs(_SLOPE, _ROOT / _LENGTH)
    value = _expanded(value).subs(_ROOT**2, CONSTANT)
    return None if value.has(_ROOT, _SLOPE, _LENGTH, _S, _X2, _PLUS, _MINUS, _ZERO, _ZETA, _TOP) else value


def _expanded(value: Expr) -> Expr:
    """Expanded numerator over expanded denominator, so that all factors that cancel do."""
    numerator, denominator = value.as_numer_denom()
    if denominator.has(_SLOPE, _LENGTH):
        common = expand(value)
        return common if not common.has(_SLOPE, _LENGTH) else numerator / denominator
    return expand(numerator) / expand(denominator)


def renamed_knowledge(
    known: Knowledge, hypotheses: tuple[Boolean, ...], conclusion: Boolean
) -> tuple[Knowledge, tuple[Boolean, ...], Boolean] | None:
    """The bare algebra of the maps: renamed hypotheses, conclusion, and facts about the step between observables they mention.

    A hypothesis that cannot be renamed is left out; None if the conclusion cannot.
    """
    # What is proved without a hypothesis (of the slope at zero, say) holds with it.
    kept = [part for part in (renamed(part, known.setting) for part in hypotheses) if part is not None]
    new_conclusion = renamed(conclusion, known.setting)
    if new_conclusion is None:
        return None
    mentioned = set().union(*(_stems(part) for part in (*kept, new_conclusion))) | {"f"}
    step = [renamed(fact, known.setting) for fact in known.step if _stems(fact) <= mentioned]
    bare = replace(known, state=(), step=tuple(fact for fact in step if fact is not None))
    return bare, tuple(kept), new_conclusion


def _stems(formula: Boolean) -> set[str]:
    """Names of the observables in a formula."""
    return {found[0].name for symbol in formula.free_symbols if (found := observable_of(symbol)) is not None}
