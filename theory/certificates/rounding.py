"""From a floating-point proposal to exact numbers: round, solve the linear equations exactly, factor the matrices exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from theory.certificates.program import Program
from theory.certificates.surds import Exact, sign

__all__ = ["LinearSystem", "factored"]


@dataclass(frozen=True)
class _Row:
    """pivot = constant − Σ coefficient · free unknown."""

    pivot: int
    constant: Exact
    free: tuple[tuple[int, Exact], ...]


class LinearSystem:
    """The linear equations of a programme, solved for as many unknowns as there are independent equations.

    Attributes
    ----------
    solvable
        Whether they have a solution at all.
    rows
        What the other unknowns are in terms of the free ones.
    free
        The free unknowns.
    """

    def __init__(self, program: Program) -> None:
        self.count = len(program.unknowns)
        self.diagonal = [u.block >= 0 and u.row == u.column for u in program.unknowns]
        places = program.rows
        rows: list[dict[int, Exact]] = [{} for _ in places]
        for number, column in enumerate(program.columns):
            for monomial, c in column.items():
                rows[places[monomial]][number] = c
        for monomial, c in program.goal.items():
            rows[places[monomial]][-1] = c
        self.solvable = True
        self.rows = self._eliminated(rows)
        pivots = {row.pivot for row in self.rows}
        self.free = tuple(number for number in range(self.count) if number not in pivots)

    def _eliminated(self, rows: list[dict[int, Exact]]) -> list[_Row]:
        solved: dict[int, dict[int, Exact]] = {}
        where: dict[int, set[int]] = {}
        for row in sorted(rows, key=len):
            for pivot in [key for key in row if key in solved]:
                _subtract(row, row[pivot], solved[pivot])
            unknowns = [key for key in row if key >= 0]
            if not unknowns:
                self.solvable = self.solvable and not row
                continue
            pivot = min(unknowns, key=lambda key: (len(where.get(key, ())), self.diagonal[key], key))
            row = {key: value / row[pivot] for key, value in row.items()}
            users = {other for other in where.pop(pivot, ()) if pivot in solved[other]}
            for other in users:
                _subtract(solved[other], solved[other][pivot], row)
            solved[pivot] = row
            for key in row.keys() - {pivot, -1}:
                where.setdefault(key, set()).update(users, {pivot})
        return [
            _Row(pivot, row.get(-1, Fraction(0)), tuple((k, c) for k, c in row.items() if k not in (pivot, -1)))
            for pivot, row in solved.items()
        ]

    def near(self, free: Sequence[float], denominator: int) -> list[Exact]:
        """The exact values of all unknowns if the free ones are rounded to multiples of 1/denominator."""
        found: list[Exact] = [Fraction(0)] * self.count
        for number, value in zip(self.free, free, strict=True):
            found[number] = Fraction(round(value * denominator), denominator)
        for row in self.rows:
            found[row.pivot] = row.constant - sum((c * found[key] for key, c in row.free), Fraction(0))
        return found

    def in_floats(self, free: Sequence[float]) -> list[float]:
        """The values of all unknowns from those of the free ones."""
        found = dict(zip(self.free, free, strict=True))
        for row in self.rows:
            found[row.pivot] = float(row.constant) - sum(float(c) * found[key] for key, c in row.free)
        return [found[number] for number in range(self.count)]


def _subtract(row: dict[int, Exact], factor: Exact, other: dict[int, Exact]) -> None:
    """Subtract factor times another row, in place."""
    for key, value in other.items():
        left = row.get(key, Fraction(0)) - factor * value
        if left:
            row[key] = left
        else:
            row.pop(key, None)


def factored(matrix: list[list[Exact]]) -> list[tuple[Exact, list[Exact]]] | None:
    """Positive weights and rows with matrix = Σ weight · rowᵀ row, exactly; None if it is not positive semidefinite."""
    size = len(matrix)
    left = [row[:] for row in matrix]
    found: list[tuple[Exact, list[Exact]]] = []
    for k in range(size):
        pivot = left[k][k]
        if sign(pivot) < 0 or (not pivot and any(left[k][k:])):
            return None
        if not pivot:
            continue
        row = [entry / pivot if j >= k else entry for j, entry in enumerate(left[k])]
        found.append((pivot, row))
        for i in range(k + 1, size):
            factor = left[i][k]
            if factor:
                left[i] = [a - factor * b for a, b in zip(left[i], row, strict=True)]
    return found
