"""Eigenpairs as measured: values, vectors, and what is known of their error."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, log, sqrt
from typing import Any

from numpy import ndarray

from numerics.arguments import real

__all__ = ["Eigenpairs"]


@dataclass(frozen=True, eq=False, repr=False)
class Eigenpairs:
    """The k largest eigenvalues that were found, in descending order, each with a distance within which some eigenvalue lies.

    For a symmetric matrix A and a unit vector x, some eigenvalue lies within |Ax − θx| of θ = x·Ax, and the largest one is not
    below θ. That is what ``bounds`` say. They include the unit of rounding and the asymmetry that rounding was seen to leave in
    the products, whose own error is not known otherwise. That no *larger* eigenvalue was missed cannot follow from products with
    a few vectors; `upper` says how probable it is.

    Attributes
    ----------
    values
        Rayleigh quotients θ, (k,), float64.
    bounds
        Distance within which an eigenvalue lies of each, (k,); not NaN.
    vectors
        The k unit vectors, in the library of the operator.
    products
        How many products with vectors were taken.
    converged
        Whether every residual is below the tolerance that was asked for.
    size
        Length of the vectors.
    krylov
        Dimension of the Krylov space of the random start before the first restart, ``size`` if it was found to be invariant;
        0 if the start was not random alone.
    semidefinite
        Whether the operator has no negative eigenvalue.
    """

    values: ndarray
    bounds: ndarray
    vectors: tuple[Any, ...]
    products: int
    converged: bool
    size: int
    krylov: int
    semidefinite: bool

    def __repr__(self) -> str:
        pairs = ", ".join(f"{value:.6g} (one within {bound:.1g})" for value, bound in zip(self.values, self.bounds, strict=True))
        return f"Eigenpairs({pairs}; {self.products} products{'' if self.converged else ', not converged'})"

    @property
    def top(self) -> float:
        """The largest value."""
        return float(self.values[0])

    def upper(self, confidence: float = 0.99) -> float:
        """A number that the largest eigenvalue exceeds with probability at most 1 − ``confidence`` over the random start.

        Infinite where nothing can be said: for indefinite operators, and for an iteration that began elsewhere than at random.

        Parameters
        ----------
        confidence
            Between 0 and 1.

        Notes
        -----
        Lanczos from a random start in m steps on a semidefinite matrix of size n: the relative error exceeds ε with
        probability at most 1.648 √n exp(−√ε (2m − 1)) (J. Kuczyński, H. Woźniakowski, SIAM J. Matrix Anal. Appl. 13, 1992).
        As m depends on the run here, the probability is shared out over all m.

        Raises
        ------
        ValueError
            If the confidence is not between 0 and 1.
        """
        real(confidence, "confidence", above=0, below=1)
        if not self.semidefinite or not self.krylov:
            return inf
        if self.krylov >= self.size:
            return float(self.values[0] + self.bounds[0])
        steps = self.krylov
        share = (1 - confidence) / (steps * (steps + 1))
        root = log(1.648 * sqrt(self.size) / share) / (2 * steps - 1)
        return float(self.values[0] / (1 - root**2) + self.bounds[0]) if root < 1 else inf
