"""A proof by a certificate as text: the identity, to be expanded by anybody, and its numbers, from which it is built again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from sympy import Add, Expr, Integer, Mul, Poly, Rational, Symbol, expand, sqrt

from theory.certificates.certificate import Certificate, CertificateError, Square
from theory.provers.canonical import statement_hash
from theory.provers.certificates.demands import Demand, demand_of
from theory.statements import Statement

__all__ = ["accepted", "written"]

_RATIONAL = re.compile(r"-?\d{1,4000}(/[1-9]\d{0,3999})?")
_NUMBERS = "its squares: "


def written(statement: Statement, demand: Demand, certificates: Sequence[Certificate]) -> str:
    """The proof of a statement: what is assumed of one unit, the identity that shows it, the theorem, and the numbers."""
    unit = demand.unit
    names = ", ".join(symbol.name for symbol in unit.coordinates)
    numbers = [
        [list(one.multiplier), [[_number(s.weight), _polynomial(s.base, unit.coordinates)] for s in one.squares]]
        for one in certificates
    ]
    why = f", because for all real {names}" if certificates else f" for all real {names}, by expanding it"
    return "\n".join(
        [
            f"statement {statement_hash(statement)}",
            f"one unit with the weights {names} contributes {unit.output_polynomial} to f",
            f"{demand.said}{why}",
            *(f"  {_identity(one)}" for one in certificates),
            f"the statement follows by the theorem {demand.theorem} of the Coq library",
            f"{_NUMBERS}{json.dumps(numbers)}",
        ]
    )


def accepted(statement: Statement, artefact: str) -> bool:
    """Whether a text is a proof of a statement: nothing is searched for, its identity is expanded again."""
    demand = demand_of(statement)
    head, _, numbers = artefact.rpartition(f"\n{_NUMBERS}")
    if demand is None or not head:
        return False
    try:
        listed = _rows(json.loads(numbers))
        certificates = [_read(*pair, target, demand) for pair, target in zip(listed, demand.targets, strict=True)]
    except (CertificateError, ValueError, TypeError, RecursionError):
        return False
    return artefact == written(statement, demand, certificates)


def _read(multiplier: Any, squares: Any, target: Expr, demand: Demand) -> Certificate:
    constant, power = multiplier
    if type(constant) is not int or type(power) is not int or not 0 <= power <= 20:
        raise ValueError("a multiplier is made of two small whole numbers")
    read = tuple(Square(_read_number(weight), _read_polynomial(base, demand.unit.coordinates)) for weight, base in _rows(squares))
    return Certificate(target, demand.unit.coordinates, read, multiplier=(constant, power))


def _identity(certificate: Certificate) -> str:
    terms = " + ".join(f"({s.weight})*({s.base})**2" for s in certificate.squares)
    factor = f" * ({certificate.factor})" if certificate.multiplier[1] else ""
    return f"({certificate.target}){factor} = {terms or '0'}"


def _number(number: Expr) -> list[list[str]]:
    """Pairs of rational numbers and whole ones, of whose square roots they are multiples."""
    found = []
    for term in Add.make_args(expand(number)):
        rational, root = term.as_coeff_Mul()
        found.append([str(rational), str(expand(root**2))])
    return sorted(found)


def _read_number(pairs: Any) -> Expr:
    return Add(*(_rational(factor) * sqrt(_rational(radicand)) for factor, radicand in _rows(pairs)))


def _rational(text: Any) -> Rational:
    if not isinstance(text, str) or not _RATIONAL.fullmatch(text):
        raise ValueError("a rational number is expected")
    value = Fraction(text)
    return Rational(value.numerator, value.denominator)


def _polynomial(polynomial: Expr, variables: tuple[Symbol, ...]) -> list[list[Any]]:
    """Pairs of exponents and coefficients."""
    return [[list(powers), _number(c)] for powers, c in Poly(polynomial, *variables).terms()]


def _read_polynomial(rows: Any, variables: tuple[Symbol, ...]) -> Expr:
    terms = []
    for powers, c in _rows(rows):
        if len(powers) != len(variables) or not all(type(power) is int and 0 <= power <= 100 for power in powers):
            raise ValueError("exponents of the variables are expected")
        monomial = (variable**power for variable, power in zip(variables, powers, strict=True))
        terms.append(Mul(_read_number(c), *monomial))
    return expand(Add(Integer(0), *terms))


def _rows(rows: Any) -> Iterable[tuple[Any, Any]]:
    if not isinstance(rows, list):
        raise TypeError("a list of pairs is expected")
    return ((first, second) for first, second in rows)
