"""Sentences about real numbers that follow by exact certificates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sympy import And, Expr, Implies, Pow, Symbol
from sympy.logic.boolalg import Boolean

from theory.certificates.certificate import Certificate
from theory.plain_text import to_text

__all__ = ["Algebra", "Implied"]


@dataclass(frozen=True)
class Implied:
    """A relation that follows from relations by a certificate.

    Attributes
    ----------
    relation, given
        What follows, and from what; declared signs of symbols are given besides. Symbols that equal a number are replaced by it.
    factor
        A product of polynomials that are positive where all that is given holds.
    certificate
        That ``factor`` times the relation's polynomial is nonnegative; or, where ``by_contradiction``, that −``factor`` is where
        the relation fails. Certificates check themselves when they are built.
    by_contradiction
        Which of the two.
    roots
        (letter, base) pairs: the letters that stand for square roots.
    """

    relation: Boolean
    given: tuple[Boolean, ...]
    factor: Expr
    certificate: Certificate
    by_contradiction: bool = False
    roots: tuple[tuple[Symbol, Expr], ...] = ()

    @property
    def identity(self) -> str:
        """What the certificate says, with its terms left as products, which SymPy would multiply out."""
        shown = self.certificate
        terms = [(s.weight, *(shown.hypotheses[k] for k in s.given), Pow(s.base, 2, evaluate=False)) for s in shown.squares]
        terms += [pair for pair in zip(shown.equations, shown.cofactors, strict=True) if 0 not in pair]
        products = ("*".join(_factor(part) for part in term if part not in (1, _UNIT)) or "1" for term in terms)
        return f"{shown.left} = {' + '.join(products) or '0'}"

    def __str__(self) -> str:
        lines = [f"{to_text(self.relation)}, because"]
        lines += [f"  {h} ≥ 0 and" for h in self.certificate.hypotheses]
        lines += [f"  {e} = 0 and" for e in self.certificate.equations]
        if self.by_contradiction:
            lines[1:] = [f"  otherwise {line.strip()}" for line in lines[1:]]
        lines.append(f"  {self.identity}")
        if self.by_contradiction:
            lines.append(f"  which cannot be: {self.factor} > 0")
        elif self.factor != 1:
            lines.append(f"  and {self.factor} > 0")
        lines += [f"  where {letter} is the root of {base}" for letter, base in self.roots]
        return "\n".join(lines)


_UNIT = Pow(1, 2, evaluate=False)


def _factor(part: Expr) -> str:
    return f"({part})" if part.is_Add or part.is_Mul else str(part)


@dataclass(frozen=True)
class Algebra:
    """A sentence about real numbers, and the certificates that show it.

    Attributes
    ----------
    given
        What is assumed; declared signs of symbols are assumed besides.
    shown
        Each relation that is asserted, or several of them, with its certificates. The parts of each have values where those
        before it hold.
    witness
        Values that satisfy what is assumed.
    """

    given: tuple[Boolean, ...]
    shown: tuple[tuple[Boolean, tuple[Implied, ...]], ...]
    witness: Mapping[Symbol, Expr]

    def __str__(self) -> str:
        return to_text(Implies(And(*self.given), And(*(goal for goal, _ in self.shown)), evaluate=False))
