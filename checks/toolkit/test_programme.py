"""Linear programmes in exact fractions: a solution meets all constraints, nothing on a grid is better, and there is an end."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest
from sympy import Integer, Rational

from theory.programme import NoSolutionError, smallest

LARGEST = 3


def whole(row: list[int]) -> list[Rational]:
    return [Integer(x) for x in row]


def solved(cost: list[int], rows: list[list[int]], right: list[int], equations: list[list[int]], values: list[int]):
    return smallest(whole(cost), [*map(whole, rows)], whole(right), [*map(whole, equations)], whole(values))


@pytest.mark.parametrize("seed", range(60))
def test_a_solution_meets_the_constraints_and_no_grid_point_is_better(seed: int) -> None:
    draw = Random(seed)
    count, inside, exactly = draw.randint(1, 3), draw.randint(0, 3), draw.randint(0, 2)
    rows = [[draw.randint(-2, 2) for _ in range(count)] for _ in range(inside)]
    right = [draw.randint(-2, 3) for _ in rows]
    equations = [[draw.randint(-2, 2) for _ in range(count)] for _ in range(exactly)]
    values = [draw.randint(-2, 2) for _ in equations]
    cost = [draw.randint(-2, 2) for _ in range(count)]
    rows += [[int(i == j) for j in range(count)] for i in range(count)]
    right += [LARGEST] * count

    def times(row: list[int], x: tuple[Rational, ...]) -> Rational:
        return sum((a * b for a, b in zip(row, x, strict=True)), Integer(0))

    def meets(x: tuple[Rational, ...]) -> bool:
        below = all(times(row, x) <= limit for row, limit in zip(rows, right, strict=True))
        return below and all(times(row, x) == value for row, value in zip(equations, values, strict=True))

    grid = [Rational(k, 2) for k in range(2 * LARGEST + 1)]
    known = [times(cost, x) for x in product(grid, repeat=count) if meets(x)]
    try:
        value, found = solved(cost, rows, right, equations, values)
    except NoSolutionError:
        assert not known
        return
    assert meets(tuple(found))
    assert min(found) >= 0
    assert times(cost, tuple(found)) == value
    assert all(value <= other for other in known)


def test_programmes_that_the_solver_of_sympy_gets_wrong() -> None:
    with pytest.raises(NoSolutionError):
        solved([2, 0], [[2, -2], [1, 0], [0, 1]], [2, 10, 10], [[-1, -2], [-1, 2]], [-1, 2])
    rows = [[1, -2, 2], [0, 1, 0], [-2, 2, 2], [1, 0, 0], [0, 1, 0], [0, 0, 1]]
    with pytest.raises(NoSolutionError):
        solved([-2, 2, 1], rows, [3, 0, 0, 10, 10, 10], [[-2, 2, 2], [2, -2, -2]], [1, -2])
    with pytest.raises(NoSolutionError):
        solved([-1], [], [], [], [])
