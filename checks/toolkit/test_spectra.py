"""Top eigenvalues from products: held against dense matrices, with bounds that hold and starts that are wrong."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from numerics.spectra.lanczos import top_eigenpairs
from numerics.spectra.operator import SymmetricOperator, from_matrix
from numerics.spectra.vectors import NumpyVectors


def symmetric(seed: int) -> tuple[np.ndarray, int, type[np.floating]]:
    """A matrix with many multiple eigenvalues, of any size, sign and scale, in one of two precisions."""
    rng = np.random.default_rng(seed)
    size = int(rng.integers(1, 60))
    count = int(rng.integers(1, min(size, 6) + 1))
    kind: type[np.floating] = np.float64 if seed % 2 else np.float32
    rotation, _ = np.linalg.qr(rng.standard_normal((size, size)))
    spectrum = np.round(rng.standard_normal(size) * rng.choice([1, 3])) * 10.0 ** rng.integers(-5, 6)
    matrix = (rotation * spectrum) @ rotation.T
    return ((matrix + matrix.T) / 2).astype(kind), count, kind


@pytest.mark.parametrize("seed", range(60))
def test_values_lie_within_their_bounds_of_the_dense_ones(seed):
    matrix, count, kind = symmetric(seed)
    found = top_eigenpairs(from_matrix(matrix), count, seed=seed)
    expected = np.linalg.eigvalsh(matrix.astype(float))[::-1][:count]
    assert found.converged
    assert (np.abs(found.values - expected) <= found.bounds + np.finfo(kind).tiny).all()
    assert (found.bounds <= 40 * np.finfo(kind).eps ** 0.5 * max(np.abs(np.linalg.eigvalsh(matrix)).max(), 1e-30)).all()
    basis = np.array(found.vectors, dtype=float)
    np.testing.assert_allclose(basis @ basis.T, np.eye(count), atol=200 * float(np.finfo(kind).eps))


def test_few_products_give_wide_bounds_that_still_hold():
    spectrum = np.linspace(0, 1, 300)
    found = top_eigenpairs(from_matrix(np.diag(spectrum)), 2, products=6)
    assert not found.converged
    assert found.products == 8  # two of them to confirm
    for value, bound in zip(found.values, found.bounds, strict=True):
        assert bound > 1e-3
        assert np.abs(spectrum - value).min() <= bound
    assert found.top <= 1.0
    assert "one within" in repr(found)


def test_copies_of_a_multiple_eigenvalue_are_counted():
    rotation, _ = np.linalg.qr(np.random.default_rng(0).standard_normal((200, 200)))
    spectrum = np.r_[5.0, 5.0, 5.0, 3.0, 2.0, np.linspace(0, 1, 195)]
    found = top_eigenpairs(from_matrix((rotation * spectrum) @ rotation.T), 5)
    np.testing.assert_allclose(found.values, [5, 5, 5, 3, 2], rtol=1e-12)


def test_a_near_start_saves_products():
    rng = np.random.default_rng(3)
    half = rng.standard_normal((400, 200))
    matrix = half @ half.T
    cold = top_eigenpairs(from_matrix(matrix, True), confirm=False)
    change = 1e-4 * np.outer(half[:, 0], half[:, 0])
    warm = top_eigenpairs(from_matrix(matrix + change, True), start=cold.vectors, confirm=False)
    assert warm.products < cold.products
    assert abs(warm.top - np.linalg.eigvalsh(matrix + change)[-1]) <= warm.bounds[0]
    assert np.isinf(warm.upper())


def test_a_product_that_is_known_is_not_taken_again():
    matrix, taken = np.diag(np.arange(1.0, 30.0)), []
    vector = np.eye(29)[-1] + 1e-3 * np.eye(29)[0]
    vector /= np.linalg.norm(vector)

    def apply(direction):
        taken.append(direction)
        return matrix @ direction

    operator = SymmetricOperator(29, apply, NumpyVectors(), True)
    found = top_eigenpairs(operator, start=(vector,), image=matrix @ vector, tolerance=1e-2, confirm=False)
    assert not taken
    assert found.products == 1
    assert found.converged
    assert 29 - found.bounds[0] <= found.top <= 29
    with pytest.raises(ValueError, match="image must belong to one vector in start, not 0"):
        top_eigenpairs(operator, image=vector)


def test_a_start_orthogonal_to_the_top_does_not_hide_it():
    spectrum = np.r_[2.0, 1.0, np.zeros(50)]
    found = top_eigenpairs(from_matrix(np.diag(spectrum)), start=[np.eye(52)[1]])
    assert found.top == pytest.approx(2.0, abs=1e-7)


def test_the_probable_upper_bound_is_kept_at_its_confidence():
    spectrum = np.arange(1.0, 401.0) ** -0.3
    operator = from_matrix(np.diag(spectrum), True)
    runs = [top_eigenpairs(operator, products=steps, seed=seed, confirm=False) for seed in range(100) for steps in (3, 8, 16)]
    exceeded = sum(run.upper(0.5) < spectrum[0] for run in runs)
    assert exceeded <= len(runs) / 2
    assert min(run.upper(0.99) for run in runs) < 2 * spectrum[0]
    assert all(run.upper(0.99) >= run.upper(0.5) for run in runs)
    assert np.isinf(top_eigenpairs(from_matrix(np.diag(spectrum))).upper())


def test_what_is_not_symmetric_is_refused():
    matrix = np.random.default_rng(1).standard_normal((50, 50))
    with pytest.raises(ValueError, match="not symmetric"):
        top_eigenpairs(from_matrix(matrix))
    rng = np.random.default_rng(2)
    noise = SymmetricOperator(40, lambda v: v + 0.3 * rng.standard_normal(40), NumpyVectors(), True)
    with pytest.raises(ValueError, match="is it random"):
        top_eigenpairs(noise)


@pytest.mark.parametrize("entry", [np.inf, -np.inf, 1e308])
def test_products_that_are_not_finite_are_data(entry):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = top_eigenpairs(from_matrix(np.full((5, 5), entry)), 2)
    assert np.isnan(found.values).all()
    assert np.isinf(found.bounds).all()
    assert not found.converged


@pytest.mark.parametrize("size", [1, 2, 3, 40])
def test_zero_and_identity(size):
    for factor in (0.0, 1.0):
        found = top_eigenpairs(from_matrix(factor * np.eye(size), True), min(size, 3))
        assert found.values.tolist() == [factor] * min(size, 3)
        assert found.upper() == pytest.approx(factor)


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"k": 0}, ValueError, "k must be at least 1"),
        ({"k": 6}, ValueError, "k must be at most 5"),
        ({"k": 1.0}, TypeError, "k must be an integer"),
        ({"k": 3, "products": 2}, ValueError, "products must be at least 3"),
        ({"tolerance": 0.0}, ValueError, "tolerance must be positive"),
        ({"confirm": 1}, TypeError, "confirm must be True or False"),
    ],
)
def test_arguments(arguments, error, words):
    with pytest.raises(error, match=words):
        top_eigenpairs(from_matrix(np.eye(5)), **arguments)
    with pytest.raises(TypeError, match="operator must be a SymmetricOperator"):
        top_eigenpairs(np.eye(5))
    with pytest.raises(ValueError, match="shape"):
        from_matrix(np.ones((2, 3)))
    with pytest.raises(ValueError, match="confidence must be"):
        top_eigenpairs(from_matrix(np.eye(5))).upper(1.0)


def test_the_same_seed_gives_the_same_bits():
    matrix, count, _ = symmetric(17)
    first, second = (top_eigenpairs(from_matrix(matrix), count, seed=5) for _ in range(2))
    assert first.values.tobytes() == second.values.tobytes()
