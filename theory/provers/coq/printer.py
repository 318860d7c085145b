"""Print SymPy expressions and relations over the reals as Coq terms (scope ``R_scope``).

Only what the statements need is printed; anything else raises, so that no construct is ever printed with a changed meaning.
"""

from __future__ import annotations

from collections.abc import Mapping

from sympy import (
    Abs,
    Add,
    Basic,
    Eq,
    Ge,
    Gt,
    Integer,
    Le,
    Lt,
    Max,
    Min,
    Mul,
    Ne,
    Piecewise,
    Pow,
    Rational,
    Symbol,
    cos,
    exp,
    log,
    sin,
    tanh,
)
from sympy.logic.boolalg import And, Boolean, BooleanTrue, Equivalent, Implies, Not, Or

from theory.provers.coq.named import Named

__all__ = ["coq_prop", "coq_term"]

_COMPARISONS = {Eq: "=", Ne: "<>", Lt: "<", Le: "<=", Gt: ">", Ge: ">="}
_FUNCTIONS = {tanh: "tanh", exp: "exp", sin: "sin", cos: "cos", log: "ln"}
"""Functions and their names in Coq."""
_DECISIONS = {Lt: "Rlt_dec", Le: "Rle_dec", Gt: "Rgt_dec", Ge: "Rge_dec", Eq: "Req_EM_T"}


def coq_term(expression: Basic, names: Mapping[str, str]) -> str:
    """Return a real SymPy expression as a Coq term.

    Parameters
    ----------
    expression
        Polynomial, rational, absolute value, root, maximum, minimum or piecewise expression.
    names
        Coq term of each symbol, by the symbol's name.

    Raises
    ------
    TypeError
        If the expression is text, or contains something without a known Coq counterpart.
    KeyError
        If a symbol has no Coq term.
    """
    if isinstance(expression, str):
        raise TypeError("expected a SymPy expression, not text")
    return _term(expression, names)


def coq_prop(relation: Boolean, names: Mapping[str, str]) -> str:
    """Return a relation, or a Boolean combination of relations, as a Coq proposition.

    Parameters and errors are those of :func:`coq_term`.
    """
    if isinstance(relation, str):
        raise TypeError("expected a SymPy relation, not text")
    return _prop(relation, names)


def _ordered(arguments: tuple[Basic, ...]) -> list[Basic]:
    return sorted(arguments, key=lambda part: (not part.is_number, part.sort_key()))


def _term(expression: Basic, names: Mapping[str, str]) -> str:
    if isinstance(expression, Symbol):
        return names[expression.name]
    if isinstance(expression, Integer):
        return str(expression.p) if expression.p >= 0 else f"(-{-expression.p})"
    if isinstance(expression, Rational):
        return f"({expression.p} / {expression.q})"
    if isinstance(expression, Add):
        return "(" + " + ".join(_term(part, names) for part in _ordered(expression.args)) + ")"
    if isinstance(expression, Mul):
        return _product(expression, names)
    if isinstance(expression, Pow):
        return _power(expression, names)
    if isinstance(expression, Named):
        return f"({expression.word} {_term(expression.args[0], names)})"
    if type(expression) in _FUNCTIONS:
        return f"({_FUNCTIONS[type(expression)]} {_term(expression.args[0], names)})"
    if isinstance(expression, Abs):
        return f"(Rabs {_term(expression.args[0], names)})"
    if isinstance(expression, Max | Min):
        head = "Rmax" if isinstance(expression, Max) else "Rmin"
        parts = [_term(part, names) for part in _ordered(expression.args)]
        result = parts[-1]
        for part in reversed(parts[:-1]):
            result = f"({head} {part} {result})"
        return result
    if isinstance(expression, Piecewise):
        return _piecewise(expression, names)
    raise TypeError(f"no Coq term for {type(expression).__name__}: {expression}")


def _product(expression: Mul, names: Mapping[str, str]) -> str:
    numerator: list[Basic] = []
    denominator: list[Basic] = []
    for part in _ordered(expression.args):
        if isinstance(part, Pow) and part.exp.is_number and part.exp.is_negative:
            denominator.append(Pow(part.base, -part.exp))
        else:
            numerator.append(part)
    above = " * ".join(_term(part, names) for part in numerator) or "1"
    if not denominator:
        return f"({above})"
    below = " * ".join(_term(part, names) for part in denominator)
    return f"({above} / ({below}))" if len(denominator) > 1 else f"({above} / {below})"


def _power(expression: Pow, names: Mapping[str, str]) -> str:
    base, exponent = expression.base, expression.exp
    if exponent.is_number and exponent.is_negative:
        return f"(/ {_term(Pow(base, -exponent), names)})"
    if exponent == Rational(1, 2):
        return f"(sqrt {_term(base, names)})"
    if isinstance(exponent, Integer):
        return f"({_term(base, names)} ^ {exponent.p})"
    return _symbolic_power(expression, names)


def _symbolic_power(expression: Pow, names: Mapping[str, str]) -> str:
    """A power with exponent k, ±(k − 1) or, of a positive base, k − 2 and c − k, where Coq has ``INR`` of k > 0."""
    base, exponent = expression.base, expression.exp
    for k in exponent.free_symbols:
        number = names[k.name]
        if k.is_integer and k.is_positive and number.startswith("(INR "):
            term, natural = _term(base, names), number.removeprefix("(INR ").removesuffix(")")
            if exponent == k:
                return f"({term} ^ {natural})"
            if exponent == k - 1:
                return f"({term} ^ ({natural} - 1))"
            if exponent == 1 - k:
                return f"(/ ({term} ^ ({natural} - 1)))"
            if base.is_positive and (2 - k + exponent) == 0:
                return f"({term} ^ {natural} / {term} ^ 2)"
            constant = exponent + k
            if base.is_positive and isinstance(constant, Integer) and constant.p >= 0:
                return f"({term} ^ {constant.p} / {term} ^ {natural})"
    raise TypeError(f"no Coq term for the power {expression}")


def _piecewise(expression: Piecewise, names: Mapping[str, str]) -> str:
    *cases, (last, otherwise) = expression.args
    if not isinstance(otherwise, BooleanTrue):
        raise TypeError(f"a piecewise expression must end with an unconditional case: {expression}")
    text = _term(last, names)
    for value, condition in reversed(cases):
        decision = _DECISIONS.get(type(condition))
        if decision is None:
            raise TypeError(f"no Coq decision for the condition {condition}")
        left, right = (_term(side, names) for side in condition.args)
        text = f"(if {decision} {left} {right} then {_term(value, names)} else {text})"
    return text


def _prop(relation: Boolean, names: Mapping[str, str]) -> str:
    sign = _COMPARISONS.get(type(relation))
    if sign is not None:
        left, right = (_strip(_term(side, names)) for side in relation.args)
        return f"{left} {sign} {right}"
    parts = [f"({_prop(part, names)})" for part in relation.args]
    if isinstance(relation, And):
        return " /\\ ".join(sorted(parts))
    if isinstance(relation, Or):
        return " \\/ ".join(sorted(parts))
    if isinstance(relation, Not):
        return f"~ {parts[0]}"
    if isinstance(relation, Implies):
        return f"{parts[0]} -> {parts[1]}"
    if isinstance(relation, Equivalent):
        first, *others = parts  # a chain A <-> B <-> C would not say that all three agree
        return f"{first} <-> {others[0]}" if len(others) == 1 else " /\\ ".join(f"({first} <-> {other})" for other in others)
    raise TypeError(f"no Coq proposition for {type(relation).__name__}: {relation}")


def _strip(text: str) -> str:
    """Drop one pair of brackets that encloses the whole text."""
    if not text.startswith("(") or text.startswith("(-"):
        return text
    depth = 0
    for position, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0 and position < len(text) - 1:
            return text
    return text[1:-1]
