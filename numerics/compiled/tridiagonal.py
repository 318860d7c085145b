"""Small symmetric matrices: brought to tridiagonal form, and the largest eigenvalue of that."""

from __future__ import annotations

from math import sqrt

from numpy import finfo, ndarray

from numerics.compiled.jit import inner, sweep

__all__ = ["top_of_tridiagonal", "tridiagonalise"]


@sweep
def tridiagonalise(a: ndarray, count: int) -> None:
    """Householder's reflections of the first ``count`` rows of a symmetric matrix, whose columns number n.

    Row n takes the diagonal and row n + 1 what stands beside it; rows n + 2 and n + 3 are scratch. With the reflection
    1 − u uᵀ/h and p = A u / h, A becomes A − u qᵀ − q uᵀ, q = p − (u·p / 2h) u. What is too small for its square is 0 here.
    """
    n = a.shape[1]
    for k in range(count):
        a[n, k] = a[k, k]
        if k + 1 < count:
            a[n + 1, k] = a[k, k + 1]
        rest = a.dtype.type(0)
        for i in range(k + 2, count):
            rest += a[k, i] * a[k, i]
        if not rest > 0:
            continue
        head = a[k, k + 1]
        length = sqrt(rest + head * head)
        a[n + 1, k] = length
        for i in range(k + 1, count):
            a[n + 2, i] = a[k, i]
        a[n + 2, k + 1] = head + length if head > 0 else head - length
        h = length * (length + abs(head))
        along = a.dtype.type(0)
        for i in range(k + 1, count):
            total = a.dtype.type(0)
            for j in range(k + 1, count):
                total += a[i, j] * a[n + 2, j]
            a[n + 3, i] = total / h
            along += total / h * a[n + 2, i]
        for i in range(k + 1, count):
            a[n + 3, i] -= along / (2 * h) * a[n + 2, i]
        for i in range(k + 1, count):
            for j in range(k + 1, count):
                a[i, j] -= a[n + 2, i] * a[n + 3, j] + a[n + 3, i] * a[n + 2, j]


@inner
def top_of_tridiagonal(diagonal: ndarray, off: ndarray, count: int, upper: float) -> float:
    """Largest eigenvalue of a symmetric tridiagonal matrix of positive trace, from an upper bound down by Laguerre's iteration.

    Where eigenvalues are close, rounding takes a step too far; then it goes on from half of the way.
    """
    kind = diagonal.dtype.type
    near = kind(8 * finfo(diagonal.dtype).eps)
    lower = kind(0)
    x = upper
    for _ in range(60):
        first = kind(0)
        second = kind(0)
        pivot = kind(-1)
        slope = kind(0)
        bend = kind(0)
        for i in range(count):
            if i == 0:
                new_pivot = diagonal[0] - x
                new_slope = kind(-1)
                new_bend = kind(0)
            else:
                square = off[i - 1] * off[i - 1] / pivot
                ratio = slope / pivot
                new_pivot = diagonal[i] - x - square
                new_slope = -1 + square * ratio
                new_bend = square * (bend / pivot - 2 * ratio * ratio)
            pivot, slope, bend = new_pivot, new_slope, new_bend
            if not pivot < 0:
                break
            ratio = slope / pivot
            first += ratio
            second += ratio * ratio - bend / pivot
        if not pivot < 0:
            lower = x
        else:
            upper = x
            spread = (count - 1) * (count * second - first * first)
            step = count / (first + sqrt(max(spread, kind(0))))
            if not step > 2 * near * x:
                return x - step if step > 0 else x
            # It stays above the eigenvalue by a little, so that the next step can tell that it has arrived.
            x -= step - near * x
        if upper - lower <= 2 * near * upper:
            return upper
        if not lower < x:
            x = (lower + upper) / 2
    return upper
