"""A symmetric matrix that is known by its products with vectors only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from numpy import ndarray

from numerics.arguments import reals
from numerics.spectra.vectors import NumpyVectors, Vectors

__all__ = ["SymmetricOperator", "from_matrix"]


@dataclass(frozen=True, eq=False, repr=False)
class SymmetricOperator:
    """A symmetric linear map of vectors of length ``size``.

    Attributes
    ----------
    size
        Length of the vectors.
    apply
        The product with a vector; its result belongs to the caller.
    vectors
        The library that the vectors belong to.
    semidefinite
        Whether no eigenvalue is negative, as for tangent kernels; some statements on the error need it.
    """

    size: int
    apply: Callable[[Any], Any]
    vectors: Vectors
    semidefinite: bool

    def __repr__(self) -> str:
        return f"SymmetricOperator(size={self.size}, semidefinite={self.semidefinite})"


def from_matrix(matrix: ndarray, semidefinite: bool = False) -> SymmetricOperator:
    """The operator of a symmetric matrix (n, n), in its own float type.

    Raises
    ------
    ValueError
        If the matrix is not square.
    """
    array = reals(matrix, "matrix", "(n, n)", shape=(None, None), infinite=True)
    if array.shape[0] != array.shape[1] or not array.size:
        raise ValueError(f"matrix must have shape (n, n), not {array.shape}")
    return SymmetricOperator(len(array), lambda vector: array @ vector, NumpyVectors(array.dtype), semidefinite)
