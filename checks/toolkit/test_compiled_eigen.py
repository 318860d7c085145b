"""Tiles of matrix products, and the certified top eigenvalue, on matrices that fool a warm start."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("numba")


def top(matrix: np.ndarray, start: np.ndarray | None = None) -> float:
    from numerics.compiled.eigen import eigen_scratch, top_eigenvalue

    count = len(matrix)
    size = -(-count // 16) * 16
    full = np.full((size, size), np.nan)
    full[:count, :count] = np.triu(matrix)
    vector = np.zeros(size)
    if start is not None:
        vector[:count] = start
    return float(top_eigenvalue(full, count, vector, eigen_scratch(size, full)))


@pytest.mark.parametrize("count", [2, 3, 5, 8, 9, 16, 17, 60])
def test_top_eigenvalue_is_that_of_lapack(count):
    rng = np.random.default_rng(count)
    wide, thin = rng.standard_normal((count, count + 3)), rng.standard_normal((count, 1))
    twins = np.diag(np.r_[np.full(2, 3.0), np.ones(count)][:count])
    close = np.diag(1 + 1e-9 * np.arange(count))
    for matrix in (wide @ wide.T, thin @ thin.T, twins, close, np.eye(count), 1e290 * wide @ wide.T, 1e-290 * wide @ wide.T):
        assert top(matrix) == pytest.approx(np.linalg.eigvalsh(matrix)[-1], rel=1e-12)


@pytest.mark.parametrize("count", [2, 8, 17, 60])
def test_a_start_orthogonal_to_the_top_eigenvector_is_found_out(count):
    """A plain warm-started iteration stays with the eigenvector that it starts from and reports 1 or 1.5."""
    matrix = np.diag(np.linspace(1, 2, count))
    for wrong in (0, count // 2):
        assert top(matrix, np.eye(count)[wrong]) == pytest.approx(2, rel=1e-12)


def test_kernels_that_are_zero_or_not_finite():
    assert top(np.zeros((5, 5))) == 0
    assert np.isinf(top(np.diag([1.0, np.inf])))
    assert np.isnan(top(np.diag([1.0, np.nan, 2.0])))


def test_tiles_multiply_as_matrices_do():
    from numerics.compiled.tile import gram, multiply

    rng = np.random.default_rng(0)
    left, right = rng.standard_normal((24, 5)), rng.standard_normal((5, 48))
    panels = np.ascontiguousarray(right.reshape(5, 3, 16).swapaxes(0, 1)).reshape(-1)
    product = np.ones((24, 48))
    multiply(product.reshape(-1), left.reshape(-1), panels, 24, 5, 48)
    np.testing.assert_allclose(product, 1 + left @ right, atol=1e-13)
    square = np.zeros((48, 48))
    gram(square.reshape(-1), right.reshape(-1), 5, 48)
    np.testing.assert_allclose(np.triu(square), np.triu(right.T @ right), atol=1e-13)
