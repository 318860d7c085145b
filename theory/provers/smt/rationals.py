"""Small rational numbers that satisfy formulas, by trying them: a witness where no solver is installed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random

from sympy import Eq, Expr, Integer, Poly, PolynomialError, Rational, Symbol, lambdify, together
from sympy.logic.boolalg import And, Boolean, false, true

from theory.provers.smt.smt import holds

__all__ = ["rational_point"]

_PAIRS = ((1, 1), (2, 1), (1, 2), (3, 2), (-1, 1), (0, 1), (3, 1), (1, 4), (-2, 1), (1, 16), (5, 1), (1, 64))
_POOL = tuple(Rational(*pair) for pair in _PAIRS)
_DRAWS = 4000


def rational_point(formulas: Iterable[Boolean]) -> dict[Symbol, Expr] | None:
    """Rational values that satisfy all formulas, checked exactly; None if none was found, which shows nothing.

    Equations are solved for a symbol in which they are linear; the other symbols are drawn from a few small numbers.

    Parameters
    ----------
    formulas
        SymPy relations and Boolean combinations of them.

    Examples
    --------
    >>> from sympy import Eq, symbols
    >>> x, y = symbols("x y", real=True)
    >>> values = rational_point([Eq(x * y, 3), x > 1])
    >>> values[x] * values[y]
    3
    """
    parts = [item for part in formulas for item in And.make_args(part) if item is not true]
    if false in parts:
        return None
    try:
        solved = _solved(parts)
        rest = And(*(part.xreplace(solved) for part in parts))
    except TypeError:  # what an equation says makes a part undefined
        return None
    symbols = sorted(set().union(*(part.free_symbols for part in parts)) - solved.keys(), key=str)
    screen = lambdify(symbols, rest, modules="math")
    for values in _draws(symbols):
        if _passes(screen, values):
            chosen = dict(zip(symbols, values, strict=True))
            whole = {**chosen, **{symbol: value.xreplace(chosen) for symbol, value in solved.items()}}
            if all(value.is_Rational for value in whole.values()) and holds(parts, whole):
                return whole
    return None


def _solved(parts: list[Boolean]) -> dict[Symbol, Expr]:
    """For some equations a symbol and what it is in terms of symbols that no equation is solved for."""
    solved: dict[Symbol, Expr] = {}
    for part in parts:
        equation = part.xreplace(solved)
        if isinstance(equation, Eq):
            numerator = together(equation.lhs - equation.rhs).as_numer_denom()[0]
            for symbol in sorted(numerator.free_symbols, key=str):
                value = _linear(numerator, symbol)
                if value is not None:
                    solved = {other: found.xreplace({symbol: value}) for other, found in solved.items()} | {symbol: value}
                    break
    return solved


def _linear(numerator: Expr, symbol: Symbol) -> Expr | None:
    """The root of an expression that is linear in a symbol; None if it is not."""
    try:
        polynomial = Poly(numerator, symbol)
    except PolynomialError:
        return None
    if polynomial.degree() != 1:
        return None
    slope, rest = polynomial.all_coeffs()
    return -rest / slope


def _draws(symbols: list[Symbol]) -> Iterator[tuple[Expr, ...]]:
    pools = [[value for value in _POOL if _suits(symbol, value)] for symbol in symbols]
    if not symbols or not all(pools):
        yield from [()] * (not symbols)
        return
    draw = Random(0)
    for _ in range(_DRAWS):
        yield tuple(draw.choice(pool) for pool in pools)


def _suits(symbol: Symbol, value: Expr) -> bool:
    return holds((), {symbol: value})


def _passes(screen: object, values: tuple[Expr, ...]) -> bool:
    """Whether the formulas hold in floating point, or cannot be judged there: the exact check follows."""
    assert callable(screen)
    try:
        return bool(screen(*(int(value) if isinstance(value, Integer) else float(value) for value in values)))
    except (ArithmeticError, ValueError, TypeError):
        return False
