"""The hash of a statement: the same for statements that differ in writing only."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

from sympy import Add, Basic, CoercionFailed, Eq, Expr, Function, Max, Min, Mul, Ne, Poly, PolynomialError, Symbol, srepr
from sympy.core.relational import GreaterThan, LessThan, Relational, StrictGreaterThan, StrictLessThan
from sympy.logic.boolalg import And, Boolean, Equivalent, Or

from theory.arguments import shown
from theory.losses import Loss
from theory.statements import Setting, Statement
from theory.symbols import OBSERVABLES
from theory.updates import UpdateRule

__all__ = ["statement_hash"]

_UNORDERED = (Add, Mul, Max, Min, And, Or, Eq, Ne, Equivalent)
_MAYBE_INFINITE = frozenset(getattr(OBSERVABLES["flip"], role) for role in ("now", "next", "initial", "total"))
"""A unit that is exactly at its kink makes them infinite."""
_ORDER = (LessThan, StrictLessThan, GreaterThan, StrictGreaterThan)


def statement_hash(statement: Statement) -> str:
    """SHA-256 of a statement: setting, hypotheses, quantifier and conclusion, however they are written.

    Hypotheses may come in any order, once or twice, one by one or joined by ``And``; arguments that commute may change places;
    ``a < b`` may be written ``b > a``; and between polynomials in real numbers, which are defined everywhere, terms may stand
    on either side and a positive factor may be left out. Nothing is cancelled from a quotient: that would change where a
    sentence is defined.

    Raises
    ------
    TypeError
        If ``statement`` is not a `Statement`, or its setting not a `Setting`.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from theory import claim
    >>> statement = claim("UV-CONV").statements[0]
    >>> statement_hash(statement) == statement_hash(replace(statement, hypotheses=statement.hypotheses[::-1]))
    True
    """
    if type(statement) is not Statement:  # a subclass may answer otherwise the next time it is asked
        raise TypeError(f"statement must be a Statement, not {shown(statement)} ({type(statement).__name__})")
    setting = statement.setting
    if type(setting) is not Setting:
        raise TypeError(f"setting must be a Setting, not {shown(setting)} ({type(setting).__name__})")
    hypotheses = {text for part in statement.hypotheses for text in _conjuncts(part)}
    lines = [
        f"setting {setting.model}|{setting.data}|{setting.targets}|{setting.variant}",
        *_definition(setting),
        *_process(setting),
        *(f"if {text}" for text in sorted(hypotheses)),
        f"for {statement.quantifier.name}",
        *(f"then {text}" for text in sorted(set(_conjuncts(statement.conclusion)))),
    ]
    return sha256("\n".join(lines).encode()).hexdigest()


def _definition(setting: Setting) -> list[str]:
    """What a user's own model is: two that have one name make different statements."""
    return [f"where {setting.known.definition}"] if setting.known.definition else []


def _process(setting: Setting) -> list[str]:
    """What is run, if not plain gradient descent on the squared loss: kind, numbers and formulas of update rule and loss."""
    if setting.plain:
        return []
    lines = []
    for what, value in (("update", setting.update), ("loss", setting.loss)):
        numbers = [f"{name} {_canonical(getattr(value, name))}" for name in value.numbers]
        start = [] if getattr(value, "at_rest", True) else ["from any memory"]
        lines.append(" ".join([what, type(value).__module__, type(value).__qualname__, *numbers, *start, *_formulas(value)]))
    return [*lines, *([f"batches {setting.batches.name}"] if not setting.batches.alike else [])]


@lru_cache(maxsize=256)
def _formulas(value: UpdateRule | Loss) -> tuple[str, ...]:
    """What a rule or a loss does, in symbols: another one may have its name, in a session that defines it anew."""
    if isinstance(value, UpdateRule):
        memory = tuple(Symbol(f"memory_{place}") for place in range(len(value.memory)))
        weights, kept = value.step(Symbol("theta"), memory, Function("gradient"))
        return tuple(srepr(part) for part in (weights, *kept))
    output, target, slope = (Symbol(name, real=True) for name in ("output", "target", "slope"))
    said = (*value.facts(output, target, slope), *value.allows(target))
    return tuple(srepr(part) for part in (value.value(output, target), value.slope(output, target), *said))


def _conjuncts(part: Boolean) -> list[str]:
    parts = part.args if isinstance(part, And) else (part,)
    return [_canonical(item) for item in parts]


def _canonical(expression: Basic) -> str:
    """Text of an expression that does not depend on how it is written."""
    if not expression.args:
        return srepr(expression)
    if isinstance(expression, Relational):
        return _relation(expression)
    parts = [_canonical(part) for part in expression.args]
    if isinstance(expression, _UNORDERED):
        parts.sort()
    return f"{type(expression).__name__}({', '.join(parts)})"


def _relation(relation: Relational) -> str:
    ordered = isinstance(relation, _ORDER)
    smaller, larger = (relation.lts, relation.gts) if ordered else relation.args
    name = relation.func.__name__ if not ordered else "Lt" if isinstance(relation, StrictLessThan | StrictGreaterThan) else "Le"
    difference = _difference(smaller, larger, signed=ordered)
    if difference is not None:
        return f"{name}({srepr(difference)}, 0)"
    sides = [_canonical(smaller), _canonical(larger)]
    return f"{name}({', '.join(sides if ordered else sorted(sides))})"


def _difference(smaller: Expr, larger: Expr, *, signed: bool) -> Expr | None:
    """smaller − larger without its positive content (and sign, unless signed) between polynomials in real numbers, else None."""
    symbols = sorted(smaller.free_symbols | larger.free_symbols, key=str)
    if not symbols or not all(symbol.is_real and symbol not in _MAYBE_INFINITE for symbol in symbols):
        return None  # terms in something infinite cannot change sides
    try:
        # Each side by itself: SymPy cancels what both have in common, also where it is not defined.
        both = [Poly(side, *symbols, domain="QQ") for side in (smaller, larger)]
    except (PolynomialError, CoercionFailed):
        return None
    _, primitive = (both[0] - both[1]).primitive()
    sign = -1 if not signed and primitive.LC() < 0 else 1
    return (sign * primitive).as_expr()
