"""Which numbers rule and loss are tried with: simple ones first, all inside the range that their symbols declare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

from hypothesis import strategies as st
from sympy import Rational
from sympy.logic.boolalg import true

from theory.symbols import Parameter

__all__ = ["drawn_numbers", "exact_numbers", "in_range"]

_SIMPLE = tuple(
    Fraction(value) for value in ("1/2", "9/10", "0", "1/10", "1/3", "1", "99/100", "2", "1/4", "1/50", "4", "5", "8")
)


def in_range(parameter: Parameter, value: Fraction | float) -> bool:
    """Whether a number is one that the parameter may be: of the sign of its symbol, and within its bounds."""
    symbol, exact = parameter.symbol, Fraction(value)
    if (symbol.is_positive and exact <= 0) or (symbol.is_nonnegative and exact < 0):
        return False
    number = Rational(exact.numerator, exact.denominator)
    return all(part.subs(symbol, number) == true for part in parameter.within)


def exact_numbers(parameters: Mapping[str, Parameter]) -> list[dict[str, Fraction]]:
    """Combinations of simple fractions, those of the first ones first."""
    choices = {name: [value for value in _SIMPLE if in_range(parameter, value)] for name, parameter in parameters.items()}
    found = list(_combined(choices))
    return sorted(found, key=lambda numbers: sum(choices[name].index(value) for name, value in numbers.items()))


def _combined(choices: Mapping[str, list[Fraction]]) -> Iterator[dict[str, Fraction]]:
    for values in product(*choices.values()):
        yield dict(zip(choices, values, strict=True))


def drawn_numbers(parameters: Mapping[str, Parameter]) -> st.SearchStrategy[dict[str, float]]:
    """Floats in the ranges: simple ones, any up to 10, and close to 1, where momentum loses its damping."""
    near = st.sampled_from((0.5, 0.9, 0.0, 0.99, 0.1, 1.0, 0.01, 2.0, 4.0)) | st.floats(
        0.0, 10.0, width=32, allow_subnormal=False
    )

    def drawn(parameter: Parameter) -> st.SearchStrategy[float]:
        return near.filter(lambda value: in_range(parameter, value))

    return st.fixed_dictionaries({name: drawn(parameter) for name, parameter in parameters.items()})
