"""That relations imply a relation, by a certificate: divisors are cleared, and what is positive may be divided out."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, count, product
from math import comb

from sympy import Eq, Expr, Ge, Gt, Integer, Le, Lt, Mul, Ne, Poly, Pow, Symbol, expand, together
from sympy.core.relational import Relational
from sympy.logic.boolalg import And, Boolean, Not, Or, to_nnf, true

from theory.certificates.algebra import Implied
from theory.certificates.certificate import Certificate, Square
from theory.certificates.search import square_factor, sum_of_squares
from theory.certificates.surds import primes_of

__all__ = ["cases", "flat", "goals", "implied", "in_roots", "read", "signs"]

_LARGEST = 90
"""Monomials of half the degree: what is larger takes minutes."""
_ONE = Integer(1)


@dataclass
class _Known:
    """Polynomials that are nonnegative, positive, or zero where all that is given holds."""

    variables: tuple[Symbol, ...]
    nonnegative: list[Expr] = field(default_factory=list)
    positive: list[Expr] = field(default_factory=list)
    zero: list[Expr] = field(default_factory=list)

    def learn(self, relation: Boolean) -> None:
        """Take in what a relation says; nothing, if it is not one between polynomials or their quotients."""
        found = read(relation, self.variables)
        if found is None:
            return
        kind, value = found
        if kind is Eq:
            self.zero.append(value)
        elif kind is Ne:
            self.positive.append(expand(value**2))
        else:
            self.nonnegative.append(value)
            self.positive += [value] * (kind is Gt)

    def factors(self) -> Iterator[Expr]:
        """1, what is positive, the product of it all, and the square of what was learnt last."""
        yield _ONE
        yield from self.positive
        if len(self.positive) > 1:
            yield expand(Mul(*self.positive))
        if self.positive:
            yield expand(self.positive[-1] ** 2)


def implied(given: Iterable[Boolean], conclusion: Boolean, seconds: float) -> tuple[Implied, ...] | None:
    """Certificates that together show that a conclusion holds wherever all that is given does; None if one was not found.

    Parameters
    ----------
    given, conclusion
        Relations and Boolean combinations of them, all of whose parts are known to have values.
    seconds
        Of processor time, after which no further search is begun.

    Raises
    ------
    ImportError
        If Clarabel is missing where it is needed.
    """
    end = time.process_time() + seconds
    (conclusion, *known), roots = in_roots((conclusion, *given))
    found: list[Implied] = []
    for premises, relation in goals(conclusion):
        for case in cases(flat((*known, *premises, *(Eq(letter**2, base) for letter, base in roots)))):
            one = _relation(case, relation, end)
            if one is None:
                return None
            found += (replace(item, roots=roots) for item in one)
    return tuple(found)


def flat(given: Iterable[Boolean]) -> tuple[Boolean, ...]:
    """Relations, and alternatives between them, that together say what is given."""
    return tuple(part for item in given for part in And.make_args(to_nnf(item, simplify=False)) if part is not true)


def cases(given: tuple[Boolean, ...]) -> Iterator[tuple[Boolean, ...]]:
    """What may be assumed in each case, one of which holds: an alternative in the place of each choice."""
    for number, part in enumerate(given):
        if isinstance(part, Or):
            for one in part.args:
                yield from cases((*given[:number], *And.make_args(one), *given[number + 1 :]))
            return
    yield given


def in_roots(formulas: Iterable[Boolean]) -> tuple[tuple[Boolean, ...], tuple[tuple[Symbol, Expr], ...]]:
    """Formulas with a letter for each square root, inner ones first, and what the squares of the letters are."""
    formulas, roots = tuple(formulas), list[tuple[Symbol, Expr]]()
    taken = {symbol.name for part in formulas for symbol in part.free_symbols}
    while True:
        powers = {power for part in formulas for power in part.atoms(Pow) if power.base.free_symbols and power.exp.is_Rational}
        bases = {power.base for power in powers if power.exp.q == 2 and not _rooted(power.base)}
        if not bases:
            return formulas, tuple(roots)
        base = min(bases, key=str)
        name = next(name for number in count(1) if (name := f"s_{number}") not in taken)
        taken.add(name)
        letter = Symbol(name, real=True, nonnegative=True)
        roots.append((letter, base))
        halves = {power: letter ** (2 * power.exp) for power in powers if power.base == base and power.exp.q == 2}
        formulas = tuple(part.xreplace(halves) for part in formulas)


def _rooted(expression: Expr) -> bool:
    return any(power.exp.is_Rational and power.exp.q == 2 and power.base.free_symbols for power in expression.atoms(Pow))


def goals(conclusion: Boolean) -> Iterator[tuple[tuple[Boolean, ...], Boolean]]:
    """Relations that together say what a negation normal form says, each with what may be assumed for it."""
    if isinstance(conclusion, And):
        for part in conclusion.args:
            yield from goals(part)
    elif isinstance(conclusion, Or):
        *others, last = sorted(conclusion.args, key=str)
        for premises, relation in goals(last):
            yield (*map(Not, others), *premises), relation
    elif conclusion is not true:
        yield (), conclusion


def read(relation: Boolean, variables: tuple[Symbol, ...]) -> tuple[type, Expr] | None:
    """A relation as Ge, Gt, Eq or Ne, and the polynomial that it compares with 0; equivalent where all divisors are not 0."""
    if not isinstance(relation, Relational):
        return None
    above = relation.rhs - relation.lhs if isinstance(relation, Le | Lt) else relation.lhs - relation.rhs
    numerator, denominator = together(above).as_numer_denom()
    kinds: dict[type, type] = {Le: Ge, Ge: Ge, Lt: Gt, Gt: Gt, Eq: Eq, Ne: Ne}
    kind = kinds.get(relation.func)
    value = numerator if kind in (Eq, Ne) else numerator * denominator
    if kind is None or not value.is_polynomial(*variables) or not value.free_symbols <= set(variables):
        return None
    return None if primes_of([value]) is None else (kind, expand(value))


def signs(symbol: Symbol) -> Iterator[Boolean]:
    """What a symbol is declared to be."""
    if symbol.is_positive and symbol.is_integer:
        yield Ge(symbol, 1, evaluate=False)
    elif symbol.is_positive or symbol.is_negative:
        yield (Gt if symbol.is_positive else Lt)(symbol, 0, evaluate=False)
    elif symbol.is_nonnegative or symbol.is_nonpositive:
        yield (Ge if symbol.is_nonnegative else Le)(symbol, 0, evaluate=False)
    elif symbol.is_nonzero:
        yield Ne(symbol, 0, evaluate=False)


def _relation(given: Sequence[Boolean], relation: Boolean, end: float) -> tuple[Implied, ...] | None:
    fixed = {part.lhs: part.rhs for part in given if isinstance(part, Eq) and part.lhs.is_Symbol and part.rhs.is_Rational}
    try:
        given, relation = [part.subs(fixed) for part in given], relation.subs(fixed)
    except TypeError:  # a part has no value at these numbers
        return None
    if relation is true:
        return ()
    symbols = set().union(relation.free_symbols, *(part.free_symbols for part in given))
    variables = tuple(sorted(symbols, key=str))
    goal = read(relation, variables)
    if goal is None or not variables:
        return None
    known = _Known(variables)
    for part in (*given, *(sign for symbol in variables for sign in signs(symbol))):
        known.learn(part)
    kind, value = goal
    if kind in (Ge, Eq):
        both = []
        for side in (value,) if kind is Ge else (value, -value):
            one = _nonnegative(side, known, end)
            if one is None:
                break
            both.append(Implied(relation, tuple(given), *one))
            if value == 0:
                return tuple(both)
        else:
            return tuple(both)
        if kind is Eq:
            return None
    known.learn(Not(relation))
    contradiction = _nonnegative(Integer(-1), known, end)
    return None if contradiction is None else (Implied(relation, tuple(given), *contradiction, by_contradiction=True),)


def _nonnegative(value: Expr, known: _Known, end: float) -> tuple[Expr, Certificate] | None:
    """A positive factor, and a certificate that the factor times the value is nonnegative."""
    if value.is_Rational and value >= 0:
        return _ONE, Certificate(value, known.variables, (Square(value, _ONE),) if value else ())
    hypotheses = tuple(h for h in dict.fromkeys(known.nonnegative) if not h.is_number)
    equations = tuple(e for e in dict.fromkeys(known.zero) if e != 0)
    # Where fewer hypotheses do, the others only make the matrices singular.
    chosen = [hypotheses, *(combinations(hypotheses, 2) if len(hypotheses) > 2 else ())]
    for extra, given, factor in product((0, 2, 4), chosen, known.factors()):
        target = expand(factor * value)
        order = _order((target, *given, *equations), known.variables) + extra
        if time.process_time() > end:
            return None
        if comb(len(known.variables) + order // 2, order // 2) > _LARGEST:
            continue
        times = (0, 0) if given or equations else (min(extra, 1), extra // 2)
        room = None if times[1] else order
        found = _without_square(target, known.variables, given, equations)
        if found is None:
            found = sum_of_squares(target, known.variables, given, equations, order=room, multiplier=times)
        if found is not None:
            return factor, found
    return None


def _without_square(
    target: Expr, variables: tuple[Symbol, ...], given: tuple[Expr, ...], equations: tuple[Expr, ...]
) -> Certificate | None:
    """A certificate of a multiple of a square, by one of its other factor: where the square vanishes, no matrix has to."""
    if not (given or equations) or primes_of([target]) != ():
        return None
    outer, inner = square_factor(target, variables)
    if outer.is_number:
        return None
    found = sum_of_squares(inner, variables, given, equations, order=_order((inner, *given, *equations), variables))
    if found is None:
        return None
    squares = tuple(replace(square, base=expand(outer * square.base)) for square in found.squares)
    cofactors = tuple(expand(outer**2 * cofactor) for cofactor in found.cofactors)
    return Certificate(target, variables, squares, given, equations, cofactors)


def _order(polynomials: Iterable[Expr], variables: tuple[Symbol, ...]) -> int:
    """The even degree that has room for all polynomials."""
    highest = max(Poly(polynomial, *variables).total_degree() for polynomial in polynomials)
    return int(highest + highest % 2)
