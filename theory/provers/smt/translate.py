"""SymPy real algebra in the language of Z3: polynomials, quotients, roots, min, max, |·| and the connectives.

Every partial operation is made total by leaving it *free* where it is undefined: a quotient by zero or an even root of a
negative number is an arbitrary real. A statement that depends on such a value can therefore not be proved, and an undefined
hypothesis never becomes a contradiction from which anything would follow.
"""

from __future__ import annotations

from typing import Any

from sympy import Abs, Add, Basic, Eq, Ge, Gt, Integer, Le, Lt, Max, Min, Mul, Ne, Piecewise, Pow, Rational, Symbol
from sympy.core.relational import Relational
from sympy.logic.boolalg import And, BooleanFalse, BooleanTrue, Equivalent, Implies, Not, Or

__all__ = ["Translation", "UntranslatableError", "load_z3"]

_RELATIONS: dict[type, str] = {Eq: "__eq__", Ne: "__ne__", Lt: "__lt__", Le: "__le__", Gt: "__gt__", Ge: "__ge__"}


class UntranslatableError(TypeError):
    """An expression outside real algebra: it has no counterpart in the language of the solver."""


def load_z3() -> Any:
    """Import Z3.

    Raises
    ------
    ImportError
        If it is missing; names the extra that brings it.
    """
    try:
        import z3
    except ImportError as error:
        raise ImportError('SMT proofs need Z3: pip install "catapult-verify[proofs]"') from error
    return z3


class Translation:
    """One translation: Z3 reals for the SymPy symbols met so far, and the constraints that define auxiliary reals.

    Attributes
    ----------
    context
        Its own: in one that is shared, names and the order of arguments would depend on what was asked before.
    symbols
        The Z3 real of each SymPy symbol met.
    constraints
        Assumptions of the symbols (positive, nonnegative, …; an integer is relaxed to a real) and defining constraints of
        auxiliary reals. They belong to every query about the translated formulas.
    """

    def __init__(self) -> None:
        self._z3 = load_z3()
        self.context = self._z3.Context()
        self.symbols: dict[Symbol, Any] = {}
        self.constraints: list[Any] = []
        self._auxiliary: dict[Basic, Any] = {}
        self._count = 0

    def formula(self, expression: Basic) -> Any:
        """Translate a SymPy Boolean.

        Raises
        ------
        UntranslatableError
            For text, and for anything that is not built from relations of real algebra.
        """
        z3 = self._z3
        if isinstance(expression, BooleanTrue | BooleanFalse):
            return z3.BoolVal(bool(expression), self.context)
        if isinstance(expression, Relational) and expression.func in _RELATIONS:
            return getattr(self.term(expression.lhs), _RELATIONS[expression.func])(self.term(expression.rhs))
        if not isinstance(expression, And | Or | Not | Implies | Equivalent):
            raise UntranslatableError(f"not a formula of real algebra: {expression!r}")
        parts = [self.formula(part) for part in expression.args]
        if isinstance(expression, And):
            return z3.And(parts)
        if isinstance(expression, Or):
            return z3.Or(parts)
        if isinstance(expression, Not):
            return z3.Not(parts[0])
        if isinstance(expression, Implies):
            return z3.Implies(parts[0], parts[1])
        return z3.And([part == parts[0] for part in parts[1:]])

    def term(self, expression: Basic) -> Any:
        """Translate a real SymPy expression; raises `UntranslatableError` like `formula`."""
        z3 = self._z3
        if isinstance(expression, Rational):
            return z3.Q(int(expression.p), int(expression.q), self.context)
        if isinstance(expression, Symbol):
            return self._symbol(expression)
        if isinstance(expression, Add):
            return z3.Sum([self.term(part) for part in expression.args])
        if isinstance(expression, Mul):
            return self._product(expression)
        if isinstance(expression, Pow):
            return self._power(*expression.as_base_exp())
        if isinstance(expression, Max | Min):
            return self._extremum(expression)
        if isinstance(expression, Abs):
            inner = self.term(expression.args[0])
            return self._define(expression, lambda value: [value >= 0, z3.Or(value == inner, value == -inner)])
        if isinstance(expression, Piecewise):
            value = self._fresh()
            for branch, condition in reversed(expression.args):
                value = z3.If(self.formula(condition), self.term(branch), value)
            return value
        raise UntranslatableError(f"not a term of real algebra: {expression!r}")

    def _symbol(self, symbol: Symbol) -> Any:
        if symbol in self.symbols:
            return self.symbols[symbol]
        if symbol.is_extended_real is not True:
            raise UntranslatableError(f"{symbol!r} is not declared real")
        if any(other.name == symbol.name for other in self.symbols):
            raise UntranslatableError(f"two symbols named {symbol.name!r} with different assumptions")
        real = self._z3.Real(symbol.name, self.context)
        self.symbols[symbol] = real
        if symbol.is_positive:
            self.constraints.append(real >= 1 if symbol.is_integer else real > 0)
        elif symbol.is_extended_nonnegative:
            self.constraints.append(real >= 0)
        elif symbol.is_negative or symbol.is_nonpositive:
            self.constraints.append(real < 0 if symbol.is_negative else real <= 0)
        if symbol.is_nonzero and not symbol.is_positive:
            self.constraints.append(real != 0)
        return real

    def _product(self, expression: Mul) -> Any:
        numerator, denominator = expression.as_numer_denom()
        if denominator == 1 or numerator == expression:
            return self._multiplied([self.term(part) for part in expression.args])
        return self._quotient(expression, self.term(numerator), self.term(denominator))

    def _power(self, base: Basic, exponent: Basic) -> Any:
        if isinstance(exponent, Integer):
            power = abs(int(exponent))
            inner = self._multiplied([self.term(base)] * power)
            return inner if exponent > 0 else self._quotient(Pow(base, exponent), self._z3.Q(1, 1, self.context), inner)
        if not isinstance(exponent, Rational):
            raise UntranslatableError(f"not an algebraic power: {base!r}**{exponent!r}")
        inner = self.term(base)
        order = int(exponent.q)
        root = self._define(
            Pow(base, Rational(1, order), evaluate=False),
            lambda value: [self._z3.Implies(inner >= 0, self._z3.And(value >= 0, self._multiplied([value] * order) == inner))],
        )
        power = self._multiplied([root] * abs(int(exponent.p)))
        return (
            power if exponent > 0 else self._quotient(Pow(base, exponent, evaluate=False), self._z3.Q(1, 1, self.context), power)
        )

    def _quotient(self, key: Basic, numerator: Any, denominator: Any) -> Any:
        return self._define(key, lambda value: [self._z3.Implies(denominator != 0, value * denominator == numerator)])

    def _extremum(self, expression: Basic) -> Any:
        z3 = self._z3
        terms = [self.term(part) for part in expression.args]
        outer = isinstance(expression, Max)
        return self._define(
            expression,
            lambda value: [z3.Or([value == t for t in terms]), *((value >= t) if outer else (value <= t) for t in terms)],
        )

    def _multiplied(self, factors: list[Any]) -> Any:
        """The product, in a form every solver reads: at least two factors under one multiplication."""
        return factors[0] if len(factors) == 1 else self._z3.Product(factors)

    def _define(self, key: Basic, constraints: Any) -> Any:
        if key not in self._auxiliary:
            value = self._fresh()
            self._auxiliary[key] = value
            self.constraints.extend(constraints(value))
        return self._auxiliary[key]

    def _fresh(self) -> Any:
        self._count += 1
        return self._z3.Real(f"aux!{self._count}", self.context)
