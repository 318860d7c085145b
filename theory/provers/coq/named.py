"""Bounded activations that have a name in the Coq library, as their slopes have: an expression is written with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import combinations
from typing import ClassVar

from sympy import Expr, Function, Mul, atan

from theory.activations import recognised

__all__ = ["NAMED", "Named", "named"]


class Named(Function):
    """A function that the library defines; it has real values and a slope everywhere."""

    is_real = True
    word: ClassVar[str] = ""
    """What the library calls it."""

    def fdiff(self, argindex: int = 1) -> Expr:
        """Its slope, which has a name as well."""
        slope: Expr = _SLOPES[self.func](*self.args)
        return slope


class Softsign(Named):
    """z / (1 + |z|)."""

    word = "softsign"


class Algebraic(Named):
    """z / √(1 + z²)."""

    word = "algebraic"


class Arctangent(Named):
    """The arctangent."""

    word = "arctangent"


class SoftsignSlope(Named):
    """1 / (1 + |z|)²."""

    word = "softsign_slope"


class AlgebraicSlope(Named):
    """1 / √(1 + z²)³."""

    word = "algebraic_slope"


class ArctangentSlope(Named):
    """1 / (1 + z²)."""

    word = "arctangent_slope"


NAMED: Mapping[str, type[Named]] = {"softsign": Softsign, "algebraic sigmoid": Algebraic, "arctangent": Arctangent}
"""The functions, by the names of the activations in `theory.activations`."""
_SLOPES: Mapping[type[Named], type[Named]] = {
    Softsign: SoftsignSlope,
    Algebraic: AlgebraicSlope,
    Arctangent: ArctangentSlope,
}


@lru_cache(maxsize=256)
def named(expression: Expr) -> Expr:
    """The expression with the values of these activations written by their names, each alone or as a factor of a product."""
    written = expression.replace(atan, Arctangent)
    return written.replace(lambda part: isinstance(part, Mul), _product)


def _product(product: Mul) -> Expr:
    for parts in _choices(product):
        found = recognised(Mul(*parts), declared=False)
        if found is not None and found[0].name in NAMED:
            rest = Mul(*(factor for factor in product.args if factor not in parts))
            return rest * NAMED[found[0].name](found[1])
    return product


def _choices(product: Mul) -> Iterator[tuple[Expr, ...]]:
    """Factors of a product that may be a value together: what divides, with some of the others."""
    divisors = [factor for factor in product.args if factor.is_Pow and factor.exp.is_negative and not factor.base.is_number]
    others = [factor for factor in product.args if factor not in divisors]
    for divisor in divisors:
        for count in range(1, len(others) + 1):
            yield from ((divisor, *some) for some in combinations(others, count))
