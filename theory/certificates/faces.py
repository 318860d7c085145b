"""Facial reduction: a Gram matrix that has to be singular is written in a smaller basis, in which it need not be.

Where a polynomial vanishes, every square in it vanishes. So a sharp constant makes the matrix singular, and no matrix that was
rounded is positive semidefinite, until the directions in which it must vanish are taken out of the basis. They are known
exactly at a known zero of the polynomial, or are read off the proposal, as small fractions.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from theory.certificates.polynomials import Polynomial, total
from theory.certificates.surds import Exact

__all__ = ["null_vectors", "without"]

_RELATIVE = 1e-5
"""A pivot is taken to be zero below this part of the largest entry."""
_LARGEST_DENOMINATOR = 60
_DISTANCE = 1e-3


def null_vectors(matrix: Sequence[Sequence[float]], margin: float, scale: float) -> list[list[Exact]] | None:
    """Directions in which a floating-point matrix vanishes, as small fractions; None if they are none."""
    size = len(matrix)
    left = [list(map(float, row)) for row in matrix]
    largest = max(left[k][k] for k in range(size))
    if largest < _RELATIVE * scale:
        return [_unit(k, size) for k in range(size)]  # the whole matrix vanishes
    threshold = max(_RELATIVE * largest, 30 * abs(margin))
    order = list(range(size))
    rank = 0
    while rank < size:
        best = max(range(rank, size), key=lambda k: left[order[k]][order[k]])
        order[rank], order[best] = order[best], order[rank]
        chosen = left[order[rank]]
        pivot = chosen[order[rank]]
        if pivot <= threshold:
            break
        for i in order[rank + 1 :]:
            factor = left[i][order[rank]] / pivot
            for j in order[rank + 1 :]:
                left[i][j] -= factor * chosen[j]
        rank += 1
    vectors = [_null_vector(left, order[:rank], free) for free in order[rank:]]
    return None if None in vectors else [vector for vector in vectors if vector is not None]


def _unit(position: int, size: int) -> list[Exact]:
    return [Fraction(int(k == position)) for k in range(size)]


def _null_vector(left: list[list[float]], pivots: list[int], free: int) -> list[Exact] | None:
    """Back substitution: the vector that is 1 at ``free`` and 0 at the other free places; None if it is not made of fractions."""
    values = [0.0] * len(left)
    values[free] = 1.0
    for number in range(len(pivots) - 1, -1, -1):
        row = left[pivots[number]]
        values[pivots[number]] = -sum(row[j] * values[j] for j in (*pivots[number + 1 :], free)) / row[pivots[number]]
    exact = [Fraction(value).limit_denominator(_LARGEST_DENOMINATOR) for value in values]
    close = all(abs(float(a) - b) < _DISTANCE * max(1.0, abs(b)) for a, b in zip(exact, values, strict=True))
    return list(exact) if close else None


def without(basis: Sequence[Polynomial], vectors: Sequence[Sequence[Exact]]) -> list[Polynomial]:
    """The basis of all combinations of the given one that are orthogonal to some vectors."""
    rows: list[tuple[int, list[Exact]]] = []
    for vector in vectors:
        row = list(vector)
        for pivot, other in rows:
            row = [a - row[pivot] * b for a, b in zip(row, other, strict=True)] if row[pivot] else row
        pivot = max(range(len(row)), key=lambda k: abs(float(row[k])))
        if not row[pivot]:
            continue
        row = [a / row[pivot] for a in row]
        rows = [(p, [a - r[pivot] * b for a, b in zip(r, row, strict=True)] if r[pivot] else r) for p, r in rows]
        rows.append((pivot, row))
    pivots = {pivot for pivot, _ in rows}
    kept = []
    for k, element in enumerate(basis):
        if k not in pivots:
            kept.append(total([(Fraction(1), element), *((-row[k], basis[pivot]) for pivot, row in rows)]))
    return kept
