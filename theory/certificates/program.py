"""The semidefinite programme of a sum of squares: which coefficients are unknown, and what they have to add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from typing import TypeVar

from theory.certificates.bases import consistent, parity_classes
from theory.certificates.polynomials import Monomial, Polynomial, degree, monomials, product
from theory.certificates.surds import Exact

__all__ = ["Block", "Program", "Unknown", "sum_programme"]

_Number = TypeVar("_Number", Exact, float)


@dataclass(frozen=True)
class Block:
    """One unknown matrix: the squares are of combinations of ``basis``, times the product of some hypotheses."""

    basis: tuple[Polynomial, ...]
    factor: Polynomial
    given: tuple[int, ...] = ()


@dataclass(frozen=True)
class Unknown:
    """An entry (row, column) of the matrix of a block, or the coefficient of a monomial in the cofactor of an equation."""

    block: int
    row: int
    column: int


@dataclass(frozen=True)
class Program:
    """Unknown positive semidefinite matrices and free numbers, under one linear equation for each monomial.

    Attributes
    ----------
    goal
        The polynomial that the squares have to add up to.
    blocks
        The matrices; their upper triangles are the first unknowns, column by column.
    equations
        Equations and the monomials of their cofactors; those coefficients are the last unknowns.
    """

    goal: Polynomial
    blocks: tuple[Block, ...]
    equations: tuple[tuple[Polynomial, tuple[Monomial, ...]], ...] = ()
    unknowns: tuple[Unknown, ...] = field(init=False, repr=False)
    columns: tuple[Polynomial, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        unknowns: list[Unknown] = []
        columns: list[Polynomial] = []
        for number, block in enumerate(self.blocks):
            scaled = [product(block.factor, element) for element in block.basis]
            for column, second in enumerate(block.basis):
                for row in range(column + 1):
                    unknowns.append(Unknown(number, row, column))
                    columns.append(product(scaled[row], second, 1 if row == column else 2))
        for number, (equation, allowed) in enumerate(self.equations):
            for position, monomial in enumerate(allowed):
                unknowns.append(Unknown(-1, number, position))
                columns.append(product(equation, {monomial: Fraction(1)}))
        object.__setattr__(self, "unknowns", tuple(unknowns))
        object.__setattr__(self, "columns", tuple(columns))

    @property
    def rows(self) -> dict[Monomial, int]:
        """Every monomial that occurs, numbered."""
        found: dict[Monomial, int] = {}
        for polynomial in (*self.columns, self.goal):
            for monomial in polynomial:
                found.setdefault(monomial, len(found))
        return found

    def matrices(self, values: Sequence[_Number]) -> list[list[list[_Number]]]:
        """The symmetric matrix of each block, from the values of all unknowns."""
        found = [[list(values[:1]) * len(block.basis) for _ in block.basis] for block in self.blocks]
        for unknown, value in zip(self.unknowns, values, strict=True):
            if unknown.block >= 0:
                matrix = found[unknown.block]
                matrix[unknown.row][unknown.column] = matrix[unknown.column][unknown.row] = value
        return found


def sum_programme(
    goal: Polynomial, hypotheses: Sequence[Polynomial], equations: Sequence[Polynomial], order: int | None, count: int
) -> Program:
    """The programme that writes ``goal`` as squares, squares times one or two hypotheses, and multiples of the equations.

    Parameters
    ----------
    goal, hypotheses, equations
        Polynomials, the last two assumed to be nonnegative and to vanish.
    order
        Highest degree of a term; by default that of the polynomials.
    count
        Number of variables.
    """
    factors: list[tuple[tuple[int, ...], Polynomial]] = [((), {(0,) * count: Fraction(1)})]
    factors += [((number,), hypothesis) for number, hypothesis in enumerate(hypotheses)]
    factors += [((a, b), product(hypotheses[a], hypotheses[b])) for a, b in combinations(range(len(hypotheses)), 2)]
    if order is None:
        order = max(map(degree, (goal, *(factor for _, factor in factors), *equations)))
    supports = [monomial for polynomial in (goal, *hypotheses, *equations) for monomial in polynomial]
    lowest = 0 if hypotheses or equations else (min(map(sum, goal), default=0) + 1) // 2
    blocks: list[Block] = []
    for given, factor in factors:
        room = (order - degree(factor)) // 2
        candidates = list(monomials(count, room, min(lowest, room))) if room >= 0 else []
        if len(factors) == 1 and not equations:
            candidates = consistent(candidates, goal)
        for members in parity_classes(candidates, supports).values():
            blocks.append(Block(tuple({monomial: Fraction(1)} for monomial in members), factor, given))
    cofactors = [
        (equation, tuple(parity_classes(monomials(count, order - degree(equation)), supports).get(0, ())))
        for equation in equations
        if degree(equation) <= order
    ]
    return Program(goal, tuple(blocks), tuple(cofactors))
