"""The largest eigenvalue of a symmetric positive semi-definite matrix, warm-started and certified.

A Lanczos iteration that starts from the last top eigenvector converges in a few steps, but would silently follow the wrong
eigenvector after two eigenvalues cross. So every answer μ is certified: μ(1 + δ) I − K has a Cholesky factor exactly when no
eigenvalue is above μ(1 + δ). Where it has none the iteration goes on, then starts afresh, and at last gives way to bisection.
A matrix of a few rows is made tridiagonal instead, without a start: there is nothing to certify.
"""

from __future__ import annotations

from math import isfinite, sqrt

from numpy import finfo, ndarray

from numerics.compiled.jit import compiled, inner, sweep
from numerics.compiled.scratch import copy, scratch
from numerics.compiled.tile import COLUMNS, ROWS, tile
from numerics.compiled.tridiagonal import top_of_tridiagonal, tridiagonalise

__all__ = ["eigen_room", "eigen_scratch", "top_eigenvalue"]

# Lanczos vectors kept; a start that has not converged by then is abandoned.
_BASIS = 48
# Up to this many rows a matrix is made tridiagonal as a whole, which is cheaper than a certificate.
_FEW = 16


@inner
def eigen_room(size: int) -> int:
    """How many numbers `eigen_scratch` holds."""
    return (2 * size + ROWS + _BASIS + 2) * size + 3 * (_BASIS + 2)


@compiled
def eigen_scratch(size: int, like: ndarray) -> ndarray:
    """Scratch for matrices of ``size`` columns: two matrices, a panel, a basis and one more vector, and 3 × the basis."""
    return scratch(eigen_room(size), like)


@sweep
def _dot(a: ndarray, b: ndarray) -> float:
    total = a.dtype.type(0)
    for i in range(a.shape[0]):
        total += a[i] * b[i]
    return total


@sweep
def _scale(a: ndarray, factor: float, b: ndarray) -> None:
    for i in range(a.shape[0]):
        a[i] = factor * b[i]


@sweep
def _subtract(a: ndarray, factor: float, b: ndarray) -> None:
    for i in range(a.shape[0]):
        a[i] -= factor * b[i]


@sweep
def _apply(matrix: ndarray, vector: ndarray, image: ndarray) -> None:
    """image = K · vector for a full symmetric matrix, eight rows at a time."""
    image[:] = 0
    for row in range(0, matrix.shape[0], 8):
        rows = matrix[row : row + 8]
        f = vector[row : row + 8]
        f0, f1, f2, f3, f4, f5, f6, f7 = f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7]
        r0, r1, r2, r3, r4, r5, r6, r7 = rows[0], rows[1], rows[2], rows[3], rows[4], rows[5], rows[6], rows[7]
        for i in range(image.shape[0]):
            low = f0 * r0[i] + f1 * r1[i] + f2 * r2[i] + f3 * r3[i]
            image[i] += low + f4 * r4[i] + f5 * r5[i] + f6 * r6[i] + f7 * r7[i]


@inner
def _bounds(matrix: ndarray, level: float, work: ndarray, scaled: ndarray) -> bool:
    """Whether level · I − K is positive definite, that is, K has no eigenvalue at or above ``level``.

    Cholesky's elimination on and above the diagonal, eight rows at a time; the rest is updated by tiles.
    """
    size = matrix.shape[0]
    for row in range(size):
        for column in range(row, size):
            work[row, column] = -matrix[row, column]
        work[row, row] += level
    flat, flat_scaled = work.ravel(), scaled.ravel()
    for panel in range(0, size, ROWS):
        for k in range(panel, panel + ROWS):
            pivot = work[k, k]
            if not pivot > 0:
                return False
            _scale(scaled[k - panel, k:], -1 / pivot, work[k, k:])
            for row in range(k + 1, panel + ROWS):
                _subtract(work[row, row:], -scaled[k - panel, row], work[k, row:])
        for row in range(panel + ROWS, size, ROWS):
            for column in range(row - row % COLUMNS, size, COLUMNS):
                tile(flat, row * size + column, size, flat_scaled, row, 1, size, flat, panel * size + column, size, ROWS)
    return True


@inner
def _lanczos(matrix: ndarray, basis: ndarray, image: ndarray, work: ndarray, count: int) -> float:
    """Largest Ritz value from the start in ``basis[0]``; its vector replaces the start.

    Every new vector is orthogonalised twice against all others.
    """
    kind = matrix.dtype.type
    eps = kind(finfo(matrix.dtype).eps)
    diagonal, off, share = work[0], work[1], work[2]
    norm = kind(sqrt(_dot(basis[0], basis[0])))
    _scale(basis[0], 1 / norm, basis[0])
    top = kind(0)
    used = 0
    while True:
        vector = basis[used]
        _apply(matrix, vector, image)
        diagonal[used] = _dot(vector, image)
        for _ in range(2):
            for other in range(used + 1):
                _subtract(image, _dot(basis[other], image), basis[other])
        rest = kind(sqrt(_dot(image, image)))
        if used == 0:
            top = diagonal[0]
        else:
            upper = (max(top, diagonal[used]) + off[used - 1]) * (1 + 64 * eps)
            top = top_of_tridiagonal(diagonal, off, used + 1, upper)
        # Ritz vector from the last component up: all its shares are positive, so nothing cancels.
        share[used] = 1
        pivot = diagonal[0] - top
        for i in range(used):
            share[i] = pivot
            pivot = diagonal[i + 1] - top - off[i] * off[i] / pivot
        for i in range(used - 1, -1, -1):
            share[i] = -off[i] / share[i] * share[i + 1]
        size = kind(sqrt(_dot(share[: used + 1], share[: used + 1])))
        used += 1
        if rest <= 4 * eps * top or rest / size <= kind(sqrt(eps)) * top or used >= min(count, _BASIS):
            break
        off[used - 1] = rest
        _scale(basis[used], 1 / rest, image)
    image[:] = 0
    for i in range(used):
        _subtract(image, -share[i] / size, basis[i])
    copy(basis[0], image)
    return top


@inner
def _top_of_few(matrix: ndarray, count: int, factor: float, work: ndarray) -> float:
    """Largest eigenvalue of factor · K, which has trace 1; 1 where it is not finite."""
    kind = matrix.dtype.type
    frobenius = kind(0)
    for row in range(count):
        for column in range(row, count):
            value = factor * matrix[row, column]
            work[row, column] = work[column, row] = value
            frobenius += value * value if column == row else 2 * value * value
    if not isfinite(frobenius):
        return kind(1)
    tridiagonalise(work, count)
    upper = min(kind(1), kind(sqrt(frobenius))) * (1 + 64 * kind(finfo(matrix.dtype).eps))
    return top_of_tridiagonal(work[_FEW], work[_FEW + 1], count, upper)


@compiled
def top_eigenvalue(matrix: ndarray, count: int, start: ndarray, memory: ndarray) -> float:
    """Largest eigenvalue of the positive semi-definite matrix given on and above the diagonal.

    Parameters
    ----------
    matrix
        Shape (S, S), S a multiple of 16; only the first ``count`` rows and columns count.
    start
        Start vector, shape (S,), 0 if there is none; replaced by the eigenvector.
    memory
        From `eigen_scratch`.

    Returns
    -------
    float
        The eigenvalue; the trace where the matrix is not finite.
    """
    kind = matrix.dtype.type
    trace = kind(0)
    for i in range(count):
        trace += matrix[i, i]
    if count == 1 or trace == 0 or not isfinite(trace):
        return trace
    # Scaled to trace 1, unless the reciprocal of a denormal would overflow.
    factor = 1 / max(trace, 16 * kind(finfo(matrix.dtype).tiny))
    trace = 1 / factor
    if count <= _FEW:
        return _top_of_few(matrix, count, factor, memory[: (_FEW + 4) * _FEW].reshape(_FEW + 4, _FEW)) * trace
    size = matrix.shape[0]
    full = memory[: size * size].reshape(size, size)
    work = memory[size * size : 2 * size * size].reshape(size, size)
    end = (2 * size + ROWS) * size
    scaled = memory[2 * size * size : end].reshape(ROWS, size)
    basis = memory[end : end + (_BASIS + 1) * size].reshape(_BASIS + 1, size)
    image = memory[end + (_BASIS + 1) * size : end + (_BASIS + 2) * size]
    small = memory[end + (_BASIS + 2) * size :].reshape(3, _BASIS + 2)
    full[:] = 0
    for row in range(count):
        _scale(full[row, row:count], factor, matrix[row, row:count])
        for column in range(row):
            full[row, column] = full[column, row]
    frobenius = _dot(full.ravel(), full.ravel())
    if not isfinite(frobenius):
        return trace
    slack = 128 * kind(finfo(matrix.dtype).eps) * kind(sqrt(kind(count)))
    copy(basis[0], start)
    length = _dot(start, start)
    share = kind(0.125) if isfinite(length) and length > kind(0.25) else kind(1)
    if share == 1:
        basis[0] = 0
    top = kind(0)
    for attempt in range(12):
        if attempt > 0 or share == 1:
            for i in range(count):
                basis[0, i] += share * kind(((i + 1) * (40503 + 2 * attempt)) % 65521 - 32760) / 32760
        top = max(top, _lanczos(full, basis, image, small, count))
        # The other eigenvalues add up to 1 − top, their squares to |K|² − top²: often enough to show that none is larger.
        alone = top > kind(0.51) or kind(1.01) * (frobenius - top * top) < top * top
        if alone or _bounds(full, top * (1 + slack), work, scaled):
            copy(start, basis[0])
            return top * trace
    upper = kind(1)
    while upper - top > slack * upper:
        middle = (top + upper) / 2
        if _bounds(full, middle, work, scaled):
            upper = middle
        else:
            top = middle
    start[:] = 0
    return upper * trace
