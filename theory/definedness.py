"""Where a sentence is defined: the one table of partial operations, read by every check and every prover.

*A sentence holds at a state only if every part of it is defined there*, parts below "or", "not" and "⇒" included. What a part
needs is read off the sentence as it is written, before anything is expanded or cancels; inner parts come first, so that what
an outer part needs can be evaluated once the inner needs are met. Conventions: 0⁰ = 1 (the empty product); products of
infinities, and a positive power of +∞, are infinite; infinity as a side of a relation may be compared with anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sympy import Add, And, Basic, Expr, Ge, Gt, Mul, Ne, Or, Pow, Symbol, oo, postorder_traversal, true
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean, Not, to_nnf

from theory.plain_text import to_text

__all__ = ["PARTIAL_OPERATIONS", "PartialOperation", "Requirement", "defined", "extended", "may_be_infinite", "requirements"]


@dataclass(frozen=True)
class PartialOperation:
    """A row of the table.

    Attributes
    ----------
    name
        Of the operation.
    sentence
        Where it has no value.
    needs
        What a part needs to have a value, as far as this row knows; nothing if it is another operation.
    """

    name: str
    sentence: str
    needs: Callable[[Basic], Iterable[Boolean]]


@dataclass(frozen=True)
class Requirement:
    """What one part of a sentence needs in order to have a value.

    Attributes
    ----------
    operation
        Name of the row of the table.
    part
        The part.
    needs
        A relation, or a Boolean combination of relations, whose own inner parts have come before.
    """

    operation: str
    part: Basic
    needs: Boolean

    def __str__(self) -> str:
        return f"undefined at {to_text(to_nnf(Not(self.needs), simplify=False))}; add {to_text(self.needs)}"


def may_be_infinite(expression: Basic) -> bool:
    """Whether a value may be infinite: something in it is infinity, or a symbol that is not declared finite."""
    if isinstance(expression, Pow) and expression.exp.is_extended_negative:
        return False  # the reciprocal of infinity has no value here
    if not expression.args:
        return expression in (oo, -oo) or (expression.is_Symbol and expression.is_finite is not True)
    return any(map(may_be_infinite, expression.args))


def _finite(value: Expr) -> Boolean:
    return And(Ne(value, oo), Ne(value, -oo)) if may_be_infinite(value) else true


def _division(part: Basic) -> Iterator[Boolean]:
    if isinstance(part, Pow) and part.exp.is_number and part.exp.is_negative:
        yield Ne(part.base, 0)


def _root(part: Basic) -> Iterator[Boolean]:
    if isinstance(part, Pow) and part.exp.is_number and not part.exp.is_integer:
        yield Ge(part.base, 0)


def _symbolic_power(part: Basic) -> Iterator[Boolean]:
    if not isinstance(part, Pow) or part.exp.is_number:
        return
    base, exponent = part.args
    yield _finite(exponent)
    if exponent.is_integer:
        yield Or(Ge(exponent, 0), Ne(base, 0))
    else:
        yield And(Ge(base, 0), Or(Gt(base, 0), Ge(exponent, 0)))


def _power_of_infinity(part: Basic) -> Iterator[Boolean]:
    if isinstance(part, Pow) and not part.exp.is_positive:
        yield _finite(part.base)


def _zero_times_infinity(part: Basic) -> Iterator[Boolean]:
    if isinstance(part, Mul):
        for place, factor in enumerate(part.args):
            if may_be_infinite(factor):
                others = part.args[:place] + part.args[place + 1 :]
                yield Or(_finite(factor), And(*(Ne(other, 0) for other in others)))


def _difference_of_infinities(part: Basic) -> Iterator[Boolean]:
    if isinstance(part, Add):
        terms = [term for term in part.args if may_be_infinite(term)]
        for place, one in enumerate(terms):
            for other in terms[place + 1 :]:
                yield Or(Ne(one, oo), Ne(other, -oo))
                yield Or(Ne(one, -oo), Ne(other, oo))


def _comparison_of_infinities(part: Basic) -> Iterator[Boolean]:
    if isinstance(part, Relational) and not {oo, -oo} & set(part.args) and all(map(may_be_infinite, part.args)):
        yield Or(*map(_finite, part.args))


PARTIAL_OPERATIONS: tuple[PartialOperation, ...] = (
    PartialOperation("division", "a divisor, or the base of a negative power, is 0", _division),
    PartialOperation("root", "the radicand of a root, even or odd, or the base of a fractional power, is negative", _root),
    PartialOperation(
        "symbolic power",
        "the exponent contains symbols and is infinite; or is a negative whole number and the base 0; or is not declared whole, "
        "and the base is negative, or 0 with a negative exponent",
        _symbolic_power,
    ),
    PartialOperation(
        "power of infinity", "the base is infinite, and the exponent negative or not known to be positive", _power_of_infinity
    ),
    PartialOperation("0·∞", "one factor is 0 and another infinite", _zero_times_infinity),
    PartialOperation("∞ − ∞", "two terms of a sum are infinities of opposite signs", _difference_of_infinities),
    PartialOperation(
        "comparison of infinities",
        "both sides of a relation are infinite, and neither is written as infinity",
        _comparison_of_infinities,
    ),
)
"""The table. A part that no row mentions, and all of whose own parts have values, has a value."""


@lru_cache(maxsize=4096)
def requirements(formula: Basic, *, signs: bool = True) -> tuple[Requirement, ...]:
    """What the parts of a sentence, or of an expression, need in order to have values; inner parts first.

    Parameters
    ----------
    formula
        Relations and Boolean combinations of them, or an expression.
    signs
        Whether to leave out what the declared signs of the symbols decide: the learning rate and the width are positive.

    Raises
    ------
    TypeError
        If ``formula`` is not a SymPy object.

    Examples
    --------
    >>> from theory import OBSERVABLES
    >>> L, f = OBSERVABLES["L"], OBSERVABLES["f"]
    >>> [str(item) for item in requirements(L.now / f.now**2 > 0)]
    ['undefined at f = 0; add f ≠ 0']
    """
    if not isinstance(formula, Basic):
        raise TypeError(f"a SymPy relation or expression is expected, not {type(formula).__name__}")
    if not signs:
        return _without_signs(formula)
    found: dict[Boolean, Requirement] = {}
    for part in postorder_traversal(formula):
        for operation in PARTIAL_OPERATIONS:
            for needs in operation.needs(part):
                if needs is not true:
                    found.setdefault(needs, Requirement(operation.name, part, needs))
    return tuple(found.values())


def _without_signs(formula: Basic) -> tuple[Requirement, ...]:
    plain = {symbol: _unsigned(symbol) for symbol in formula.free_symbols if isinstance(symbol, Symbol)}
    signed = {other: symbol for symbol, other in plain.items()}
    return tuple(
        Requirement(item.operation, item.part.xreplace(signed), _as_written(item.needs, signed))
        for item in requirements(formula.xreplace(plain))
    )


def _unsigned(symbol: Symbol) -> Symbol:
    return Symbol(symbol.name, **{"integer" if symbol.is_integer else "real" if symbol.is_finite else "extended_real": True})


def _as_written(needs: Boolean, symbols: Mapping[Basic, Basic]) -> Boolean:
    """The needs in other symbols, whose signs must not decide them."""
    if isinstance(needs, Relational):
        return needs.func(*(side.xreplace(symbols) for side in needs.args), evaluate=False)
    return needs.func(*(_as_written(part, symbols) for part in needs.args), evaluate=False)


@lru_cache(maxsize=1024)
def extended(formula: Basic, names: frozenset[str]) -> Basic:
    """The formula, in which the symbols of these names may be infinite, whatever they are declared to be."""
    return formula.xreplace(
        {s: Symbol(s.name, extended_real=True) for s in formula.free_symbols if s.name in names and s.is_finite}
    )


def defined(formula: Basic) -> Boolean:
    """The sentence that every part of a formula has a value."""
    return And(*(item.needs for item in requirements(formula)))
