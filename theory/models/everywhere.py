"""Whether a unit has a real value and a slope at all real weights, as far as it is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product

from sympy import (
    And,
    Basic,
    Derivative,
    DiracDelta,
    Dummy,
    Expr,
    Function,
    Ge,
    Gt,
    Integer,
    Le,
    Lt,
    Not,
    Or,
    Piecewise,
    Pow,
    Subs,
    Symbol,
    diff,
    expand,
)

from theory.models.occurring import occurs

__all__ = ["pole_of", "without_slope", "without_value"]

_SMALL = (Integer(0), Integer(1), Integer(-1), Integer(2), Integer(-2))
_MOST = 3000


def without_value(output: Expr) -> tuple[str, ...]:
    """The parts of an expression of which it is not known that they are real; in a case what is tested there is known."""
    unknown: set[str] = set()
    _settled(output, (), unknown)
    return tuple(sorted(unknown))


def _settled(part: Basic, known: tuple[Expr, ...], unknown: set[str]) -> Basic:
    """The part with a real letter for each function with cases, and for each root of what is known not to be negative."""
    if isinstance(part, Piecewise):
        before: tuple[Expr, ...] = ()
        for value, condition in part.args:
            _settled(value, (*known, *before, *_not_negative(condition)), unknown)
            before = (*before, *_not_negative(Not(condition)))
        if occurs(Not(Or(*(condition for _, condition in part.args)))):
            unknown.add(f"{part}, which has no last case")
        return Dummy(real=True)
    if not part.args:
        return part
    settled = part.func(*(_settled(inner, known, unknown) for inner in part.args))
    if isinstance(settled, Pow) and not settled.exp.is_integer and not settled.is_real:
        if settled.exp.is_positive and any(expand(part.args[0] - one) == 0 for one in known):
            return Dummy(nonnegative=True)
        unknown.add(str(part))
    elif isinstance(settled, Function) and not settled.is_real:
        unknown.add(str(part.func))
    return settled


def _not_negative(condition: Basic) -> tuple[Expr, ...]:
    """What one comparison, or each of several that all hold, says is not negative."""
    parts = (part for part in And.make_args(condition) if isinstance(part, Gt | Ge | Lt | Le))
    return tuple(part.gts - part.lts for part in parts)


def without_slope(output: Expr, coordinates: Sequence[Symbol]) -> tuple[str, ...]:
    """The functions in an expression that have no derivative which is a function again."""
    slopes = [diff(output, p) for p in coordinates]
    if not any(slope.has(Derivative, Subs, DiracDelta) for slope in slopes):
        return ()
    parts = sorted(output.atoms(Function), key=str)
    return tuple(str(part.func) for part in parts if any(diff(part, p).has(Derivative, Subs, DiracDelta) for p in coordinates))


def pole_of(output: Expr, coordinates: Sequence[Symbol]) -> tuple[Expr, dict[Symbol, Expr]] | None:
    """A divisor that is 0, and small weights at which it is; None if small weights show none."""
    for divisor in _divisors(output, coordinates):
        held = [p for p in coordinates if divisor.has(p)]
        for values in islice(product(_SMALL, repeat=len(held)), _MOST):
            at = dict(zip(held, values, strict=True))
            if divisor.subs(at) == 0:
                return divisor, at
    return None


def _divisors(output: Expr, coordinates: Sequence[Symbol]) -> Iterator[Expr]:
    parts = sorted(output.atoms(Pow), key=str)
    bases = dict.fromkeys(part.base for part in parts if part.exp.is_negative and part.base.has(*coordinates))
    yield from (base for base in bases if not base.is_nonzero)
