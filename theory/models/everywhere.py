"""Whether a unit has a real value and a slope at all real weights, as far as it is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product

from sympy import Derivative, DiracDelta, Expr, Function, Integer, Pow, Subs, Symbol, diff

__all__ = ["pole_of", "without_slope", "without_value"]

_SMALL = (Integer(0), Integer(1), Integer(-1), Integer(2), Integer(-2))
_MOST = 3000


def without_value(output: Expr) -> tuple[str, ...]:
    """The parts of an expression of which it is not known that they are real."""
    roots = {part for part in output.atoms(Pow) if not part.exp.is_integer and not part.is_real}
    functions = {str(part.func) for part in output.atoms(Function) if not part.is_real}
    return tuple(sorted(functions | {str(part) for part in roots}))


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
