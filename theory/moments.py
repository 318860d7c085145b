"""Unit sums after one gradient step, written in known unit sums: the matching behind every closed map.

A step moves each unit by −η r s ∇φ(p). So Σ_i q(p_i) becomes a polynomial in η r whose coefficients are again unit sums.
Each coefficient is either a linear combination of known sums, or a new moment that gets a name.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sympy import Add, Dummy, Expr, Matrix, Poly, Pow, Rational, Symbol, cancel, expand, factor, ilcm
from sympy import Integer as Int
from sympy.polys.matrices import DomainMatrix

from theory.models.unit import UnitModel, UnitSum

__all__ = ["ClosureCondition", "Ledger", "NewMoment", "factored", "stepped"]

_HIGHEST, _FEW = 12, 4
"""Degree and terms up to which a polynomial is factored to be read."""


@dataclass(frozen=True)
class ClosureCondition:
    """When a new moment is a multiple of a known sum: ``ratio`` must be the same number for all units."""

    ratio: Expr
    observable: Symbol

    def __str__(self) -> str:
        return f"{self.ratio} is the same for all units (then the moment is that number times {self.observable})"


@dataclass(frozen=True)
class NewMoment:
    """A unit sum that the known observables do not determine.

    Attributes
    ----------
    symbol
        The name it carries in the maps.
    polynomial
        Its unit polynomial q: the moment is Σ_i q(p_i).
    conditions
        Ways to express it: each names a ratio that would have to be the same for all units.
    """

    symbol: Symbol
    polynomial: Expr
    conditions: tuple[ClosureCondition, ...]

    def __str__(self) -> str:
        return f"{self.symbol} = Σ_i {self.polynomial}"


def stepped(model: UnitModel, polynomial: Expr, epsilon: Symbol, pull: tuple[Expr, ...] | None = None) -> list[Expr]:
    """Return the coefficients of ε⁰, ε¹, … in q(p − ε·pull): what a step makes of Σ_i q(p_i).

    ``pull`` is s∇φ(p) by default, for one datum with ε = ηr; for D data pass Σ_a r_a ∇f_a and ε = η.
    """
    directions = model.gradient if pull is None else pull
    moved = {p: p - epsilon * g for p, g in zip(model.coordinates, directions, strict=True)}
    after = Poly(expand(polynomial.subs(moved, simultaneous=True)), epsilon)
    return [expand(c) for c in reversed(after.all_coeffs())]


@dataclass
class Ledger:
    """The known unit sums of a model, and the new moments met so far; ``further`` are symbols of a unit besides the model's."""

    model: UnitModel
    known: list[UnitSum]
    new: list[NewMoment] = field(default_factory=list)
    further: tuple[Symbol, ...] = ()

    def express(self, polynomial: Expr, name: str, quantity: UnitSum) -> Expr:
        """Return Σ_i q(p_i) in known symbols; what they do not determine becomes a new moment called ``name``.

        ``quantity`` is the sum whose step produced q: the new moment is compared with it for a closure condition.
        """
        if polynomial == 0:
            return Int(0)
        found = self._combination(polynomial)
        if found is not None:
            return found
        moment = NewMoment(Symbol(name, real=True), factored(polynomial), self._conditions(polynomial, quantity))
        self.new.append(moment)
        self.known.append(UnitSum(moment.symbol, polynomial))
        return moment.symbol

    def _combination(self, polynomial: Expr) -> Expr | None:
        generators = (*self.model.generators, *self.further)
        rational, radical = _without_radicals([self.model.reduce(q) for q in (*(k.polynomial for k in self.known), polynomial)])
        *columns, goal = (Poly(q, *generators).as_dict() for q in rational)
        if not goal:
            return Int(0)
        monomials = sorted({monomial for column in (*columns, goal) for monomial in column})
        rows = [[column.get(monomial, Int(0)) for column in (*columns, goal)] for monomial in monomials]
        reduced, pivots = DomainMatrix.from_Matrix(Matrix(rows)).to_field().rref()
        if len(columns) in pivots:
            return None
        solution = reduced.to_Matrix()
        # Earlier sums win: the columns without a pivot (dependent on earlier ones) get coefficient zero.
        weights = [factor(solution[row, len(columns)].subs(radical)) for row in range(len(pivots))]
        return Add(*(weight * self.known[column].symbol for weight, column in zip(weights, pivots, strict=True)))

    def _conditions(self, polynomial: Expr, quantity: UnitSum) -> tuple[ClosureCondition, ...]:
        moving = (*self.model.coordinates, *self.further)
        one, other = (Poly(q, *moving).monoms() for q in (polynomial, quantity.polynomial))
        if one != other:  # then the ratio depends on the weights: no quotient of long polynomials is reduced to see it
            return ()
        ratio = cancel(polynomial / quantity.polynomial)
        return () if ratio.has(*moving) else (ClosureCondition(factor(ratio), quantity.symbol),)


def factored(polynomial: Expr) -> Expr:
    """A polynomial in factors, as it is read; as it is where that takes long: of high degree, with many terms."""
    degrees = (
        [sum(powers) for powers in Poly(polynomial).monoms()] if polynomial.is_polynomial() and polynomial.free_symbols else [0]
    )
    highest = max(degrees)
    return factor(polynomial) if highest <= _HIGHEST or len(Add.make_args(polynomial)) <= _FEW else polynomial


def _without_radicals(expressions: list[Expr]) -> tuple[list[Expr], dict[Expr, Expr]]:
    """Write symbols under a root as powers of a new symbol, so that coefficients are rational functions; and the way back."""
    orders: dict[Expr, int] = {}
    for power in set().union(*(expression.atoms(Pow) for expression in expressions)):
        if power.base.is_Symbol and power.exp.is_Rational:
            orders[power.base] = ilcm(orders.get(power.base, 1), power.exp.q)
    roots = {base: Dummy(f"root_{base}", positive=True) for base, order in orders.items() if order > 1}
    there = {base: root ** orders[base] for base, root in roots.items()}
    back = {root: base ** Rational(1, orders[base]) for base, root in roots.items()}
    return [expand(expression.subs(there)) for expression in expressions], back
