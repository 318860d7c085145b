"""Linear programmes in exact fractions: the simplex method with the rule that cannot go round in circles.

`sympy.solvers.simplex.linprog` (1.14) calls some programmes without solutions solved, with numbers that violate them, and does
not end on others.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sympy import Rational

from theory.certificates.surds import to_sympy

__all__ = ["NoSolutionError", "smallest"]

_Row = list[Fraction]


class NoSolutionError(ValueError):
    """No nonnegative numbers meet the constraints, or the cost has no smallest value."""


def smallest(
    cost: Sequence[Rational],
    rows: Sequence[Sequence[Rational]],
    right: Sequence[Rational],
    equations: Sequence[Sequence[Rational]] = (),
    values: Sequence[Rational] = (),
) -> tuple[Rational, list[Rational]]:
    """The smallest cost · x over x ≥ 0 with rows · x ≤ right and equations · x = values, and an x that has it.

    Raises
    ------
    NoSolutionError
        If there is none.

    Examples
    --------
    >>> from sympy import Integer
    >>> smallest([Integer(-1), Integer(-2)], [[Integer(1), Integer(1)]], [Integer(3)])
    (-6, [0, 3])
    """
    count, slacks = len(cost), len(rows)
    table: list[_Row] = []
    for number, (row, limit) in enumerate([*zip(rows, right, strict=True), *zip(equations, values, strict=True)]):
        slack = [Fraction(int(number == k)) for k in range(slacks)]
        full = [*map(Fraction, row), *slack, Fraction(limit)]
        table.append([-x for x in full] if full[-1] < 0 else full)
    height = len(table)
    # First the sum of one further number for each row is brought to 0.
    for number, full in enumerate(table):
        full[-1:-1] = [Fraction(int(number == k)) for k in range(height)]
    base = [count + slacks + number for number in range(height)]
    first = [Fraction(0)] * (count + slacks) + [Fraction(1)] * height
    if _descend(table, base, first) > 0:
        raise NoSolutionError("no nonnegative numbers meet the constraints")
    _leave(table, base, count + slacks)
    table = [[*full[: count + slacks], full[-1]] for full in table]
    whole = [*map(Fraction, cost), *[Fraction(0)] * slacks]
    value = _descend(table, base, whole)
    found = dict(zip(base, (full[-1] for full in table), strict=True))
    return to_sympy(value), [to_sympy(found.get(place, Fraction(0))) for place in range(count)]


def _descend(table: list[_Row], base: list[int], cost: Sequence[Fraction]) -> Fraction:
    """Exchange letters while the cost falls, the first that lowers it for the first that stops it: this ends."""
    while True:
        entering = next((k for k in range(len(cost)) if k not in base and _reduced(table, base, cost, k) < 0), None)
        if entering is None:
            return sum((cost[place] * full[-1] for place, full in zip(base, table, strict=True)), Fraction(0))
        steps = [(full[-1] / full[entering], base[n], n) for n, full in enumerate(table) if full[entering] > 0]
        if not steps:
            raise NoSolutionError("the cost has no smallest value")
        _exchange(table, base, min(steps)[2], entering)


def _reduced(table: Sequence[_Row], base: Sequence[int], cost: Sequence[Fraction], place: int) -> Fraction:
    """What one more of a letter adds to the cost."""
    held = (cost[inside] * full[place] for inside, full in zip(base, table, strict=True))
    return cost[place] - sum(held, Fraction(0))


def _exchange(table: list[_Row], base: list[int], row: int, entering: int) -> None:
    pivot = table[row][entering]
    table[row] = [x / pivot for x in table[row]]
    for number, full in enumerate(table):
        factor = full[entering]
        if number != row and factor != 0:
            table[number] = [x - factor * y for x, y in zip(full, table[row], strict=True)]
    base[row] = entering


def _leave(table: list[_Row], base: list[int], count: int) -> None:
    """Exchange what is left of the further numbers, all of them 0, for letters; a row without any says nothing."""
    for row in reversed(range(len(table))):
        if base[row] < count:
            continue
        place = next((k for k in range(count) if table[row][k] != 0), None)
        if place is None:
            del table[row], base[row]
        else:
            _exchange(table, base, row, place)
