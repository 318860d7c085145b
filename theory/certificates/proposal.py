"""Floating-point solutions of the semidefinite programme, by Clarabel: proposals, which nothing believes.

Source: Goulart & Chen, Clarabel: an interior-point solver for conic programs with quadratic objectives, arXiv:2405.12762.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from itertools import accumulate
from math import sqrt
from typing import Any

from theory.certificates.program import Program
from theory.certificates.rounding import LinearSystem

__all__ = ["Proposal", "available", "propose"]

_MISSING = 'Clarabel is needed to search for certificates: pip install "catapult-verify[certificates]"'


@dataclass(frozen=True)
class Proposal:
    """Values of the free unknowns and of all, and the largest t with every matrix at least t times the identity."""

    free: tuple[float, ...]
    values: tuple[float, ...]
    margin: float

    @property
    def size(self) -> float:
        """The largest absolute value."""
        return max(map(abs, self.values), default=0.0)


@dataclass(frozen=True)
class _Columns:
    """A sparse matrix, column by column, as the solver reads it."""

    shape: tuple[int, int]
    indptr: list[int]
    indices: list[int]
    data: list[float]
    has_canonical_format: bool = True


def available() -> bool:
    """Whether the solver is installed."""
    return find_spec("clarabel") is not None


def propose(program: Program, system: LinearSystem) -> Proposal | None:
    """Maximise the margin; None if the solver finds no solution at all.

    Parameters
    ----------
    program
        The programme.
    system
        Its linear equations, solved: the solver sees the free unknowns only.

    Raises
    ------
    ImportError
        If Clarabel is missing.
    """
    if not available():
        raise ImportError(_MISSING)
    clarabel = import_module("clarabel")
    scale = max((abs(float(c)) for c in program.goal.values()), default=1.0)
    matrix, right = _inequalities(program, system, scale)
    cones: list[Any] = [clarabel.PSDTriangleConeT(len(block.basis)) for block in program.blocks]
    cones.append(clarabel.NonnegativeConeT(1))
    count = matrix.shape[1]
    nothing = _Columns((count, count), [0] * (count + 1), [], [])
    cost = [0.0] * (count - 1) + [-1.0]
    solution = clarabel.DefaultSolver(nothing, cost, matrix, right, cones, _settings(clarabel)).solve()
    if "Solved" not in str(solution.status):
        return None
    *free, margin = (float(value) * scale for value in solution.x)
    return Proposal(tuple(free), tuple(system.in_floats(free)), margin)


def _settings(clarabel: Any) -> Any:
    settings = clarabel.DefaultSettings()
    settings.verbose = False
    settings.max_threads = 1  # the same numbers on every machine
    settings.tol_gap_abs = settings.tol_gap_rel = settings.tol_feas = 1e-10
    return settings


def _inequalities(program: Program, system: LinearSystem, scale: float) -> tuple[_Columns, list[float]]:
    """Each matrix, as a function of the free unknowns, minus t times the identity is positive semidefinite; and t ≤ 1."""
    places: dict[int, tuple[int, float]] = {}
    margin: list[int] = []
    height = 0
    for block_number, block in enumerate(program.blocks):
        for number, unknown in enumerate(program.unknowns):
            if unknown.block == block_number:
                diagonal = unknown.row == unknown.column
                place = height + unknown.column * (unknown.column + 1) // 2 + unknown.row
                places[number] = place, 1.0 if diagonal else sqrt(2)
                margin += [place] * diagonal
        height += len(block.basis) * (len(block.basis) + 1) // 2
    right = [0.0] * height + [1.0]
    entries: dict[int, list[tuple[int, float]]] = {number: [] for number in system.free}
    for number in system.free:
        if number in places:
            place, weight = places[number]
            entries[number].append((place, -weight))
    for row in system.rows:
        if row.pivot in places:
            place, weight = places[row.pivot]
            right[place] = weight * float(row.constant) / scale
            for number, c in row.free:
                entries[number].append((place, weight * float(c)))
    columns = [sorted(entries[number]) for number in system.free]
    columns.append([*((place, 1.0) for place in sorted(margin)), (height, 1.0)])
    indptr = [0, *accumulate(map(len, columns))]
    indices = [place for column in columns for place, _ in column]
    data = [value for column in columns for _, value in column]
    return _Columns((height + 1, len(columns)), indptr, indices, data), right
