"""A derived bound as a value: what it bounds, how it was found, and how close it is to the best possible one."""

from __future__ import annotations

from dataclasses import dataclass, field

from sympy import Basic, Expr, Integer, Symbol, cancel

from theory.as_html import bound_html
from theory.certificates.certificate import Certificate
from theory.derivation import Derivation, to_latex
from theory.symbols import taken

__all__ = ["Bound", "NoBoundError"]


_DIGITS = (8, 16, 32)


class NoBoundError(ValueError):
    """The model has no bound of the asked kind, or none that this method can find; the message says why."""


@dataclass(frozen=True)
class Bound:
    """A derived bound: its value, the sentence it belongs to, and how it was found.

    Attributes
    ----------
    name
        What it bounds.
    expression
        The bounding value (an edge in η, a constant, a right-hand side).
    statement
        The sentence as a relation.
    hypotheses
        What the sentence needs.
    derivation
        The steps.
    sharp
        Whether the constant is known to be best possible.
    certificate
        A polynomial that is nonnegative for all weights of one unit, from which the bound follows; or None.
    squares
        That polynomial as a sum of squares; None if what shows the bound is something else.
    attained
        The same value from what is attained instead of what is proved: the best possible one is between the two. None if none
        is known.
    point
        (symbol, value) pairs: weights of one unit at which it is attained.
    validity
        A condition in words under which the map behind the bound holds (gates that do not flip), or empty.
    """

    name: str
    expression: Expr
    statement: Basic
    hypotheses: tuple[Basic, ...] = ()
    derivation: Derivation = field(default_factory=Derivation)
    sharp: bool = False
    certificate: Expr | None = None
    validity: str = ""
    squares: Certificate | None = None
    attained: Expr | None = None
    point: tuple[tuple[Symbol, Expr], ...] = ()

    def __str__(self) -> str:
        given = f"  if {', '.join(str(h) for h in self.hypotheses)}" if self.hypotheses else ""
        valid = f", as long as {self.validity}" if self.validity else ""
        tight = f" ({self.tightness})" if self.tightness else ""
        return f"{self.name}: {self.statement}{given}{valid}{tight}"

    @property
    def tightness(self) -> str:
        """That the constant is best possible, with a point that shows it; or between what the best one lies; or nothing."""
        where = ", ".join(f"{symbol} = {value}" for symbol, value in self.point)
        where = f"the weights {where}" if taken(symbol for symbol, _ in self.point) else where
        if self.sharp:
            return f"sharp: attained at {where}" if where else "sharp"
        if self.attained is None:
            return ""
        if where and self.attained.is_number and self.expression.is_number:
            low, high = _apart(self.attained, self.expression)
            return f"the best constant is between {low} and {high}"
        part = cancel(self.attained / self.expression)
        if not part.is_number:
            return ""
        if where:
            return f"at {where} the two sides differ by the factor {part.evalf(6)}"
        return f"the best one is at most {_apart(Integer(1), part)[1]} times it"

    def __repr__(self) -> str:
        return f"Bound({self})"

    def latex(self) -> str:
        """Return the statement, with its hypotheses, as LaTeX without delimiters."""
        given = ",\\; ".join(to_latex(h) for h in self.hypotheses)
        return (rf"{given} \;\Longrightarrow\; " if given else "") + to_latex(self.statement)

    def _repr_latex_(self) -> str:
        return f"$$ {self.latex()} $$"

    def _repr_html_(self) -> str:
        return bound_html(self)


def _apart(low: Expr, high: Expr) -> tuple[Expr, Expr]:
    """Two numbers in as few digits as tell them apart, if some do."""
    rounded = [(low.evalf(digits), high.evalf(digits)) for digits in _DIGITS]
    return next((pair for pair in rounded if str(pair[0]) != str(pair[1]) and pair[0] < pair[1]), rounded[-1])
