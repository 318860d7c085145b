"""The k largest eigenvalues of a symmetric operator: Lanczos iteration, fully reorthogonalised, with thick restarts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.arguments import flag, instance, integer, real
from numerics.spectra.eigenpairs import Eigenpairs
from numerics.spectra.operator import SymmetricOperator

__all__ = ["top_eigenpairs"]

_SPARE = 10
"""Vectors held beyond 2k: with fewer, restarts cost products; with more, memory."""
_ASYMMETRY = 1e-2
"""Relative difference of x·Ay and y·Ax above which the products are not those of a symmetric matrix, in any float type."""
_COPIES = 1e-3
"""Relative residual at which the largest eigenvalue of what is left beside the k largest counts as known."""


def top_eigenpairs(
    operator: SymmetricOperator,
    k: int = 1,
    *,
    start: Sequence[Any] = (),
    tolerance: float | None = None,
    products: int = 300,
    seed: int = 0,
    confirm: bool = True,
    image: Any = None,
) -> Eigenpairs:
    """The k largest (not: largest in modulus) eigenvalues of an operator, their vectors, and how near some eigenvalue lies.

    Memory for at most 3k + 12 vectors besides the ones that a product itself needs; each step takes one product.

    Parameters
    ----------
    operator
        A symmetric operator, see `numerics.spectra.operator`.
    k
        How many, counted with multiplicity; not more than the operator's size.
    start
        Vectors to begin near, the eigenvectors of a similar operator for instance: fewer products are then needed. Their sum
        is disturbed by a tenth of a random vector, so that what is orthogonal to all of them is not overlooked for ever.
    tolerance
        Largest residual |Ax − θx|, relative to the largest |θ|; by default the root of the unit of rounding.
    products
        Number of products after which what was found is returned, with its bounds, converged or not; ``confirm`` takes k more.
    seed
        Of the random start.
    confirm
        Whether to look for further copies of multiple eigenvalues from a new random vector (k > 1), and to compute each
        residual afresh at the end, with k more products, instead of relying on the recurrence.
    image
        The product with ``start``, one vector of length 1 then, where it is known: the iteration begins at that very vector, and
        the product counts as taken.

    Returns
    -------
    Eigenpairs
        If a product is not finite the values are NaN and the bounds infinite.

    Raises
    ------
    TypeError, ValueError
        If an argument is of the wrong kind or out of range, or the products are not those of a symmetric matrix.

    Examples
    --------
    >>> import numpy as np
    >>> from numerics.spectra.operator import from_matrix
    >>> top_eigenpairs(from_matrix(np.diag([1.0, 5.0, 3.0])), 2).values.round(12).tolist()
    [5.0, 3.0]
    """
    instance(operator, "operator", SymmetricOperator, "see numerics.spectra.curvature")
    count = integer(k, "k", least=1, most=operator.size)
    most = integer(products, "products", least=count)
    limit = operator.vectors.rounding**0.5 if tolerance is None else real(tolerance, "tolerance", above=0)
    if image is not None and len(start) != 1:
        raise ValueError(f"image must belong to one vector in start, not {len(start)}")
    return _Lanczos(operator, count, limit, most, integer(seed, "seed")).run(start, flag(confirm, "confirm"), image)


class _NotFiniteError(ArithmeticError):
    """A product holds NaN or infinity."""


class _Lanczos:
    """One run: an orthonormal basis, the operator projected on it, its Ritz values (descending) and their residuals."""

    def __init__(self, operator: SymmetricOperator, k: int, tolerance: float, most: int, seed: int) -> None:
        self.operator, self.k, self.tolerance, self.most = operator, k, tolerance, most
        self.vectors, self.rng = operator.vectors, np.random.default_rng(seed)
        self.capacity = min(2 * k + _SPARE, operator.size)
        self.basis: list[Any] = []
        self.projected = np.zeros((self.capacity, self.capacity))
        self.values, self.residuals, self.mixing = np.zeros(0), np.zeros(0), np.zeros((0, 0))
        # The components along the next vector that the images of the basis are known to have.
        self.expected = np.zeros(0)
        self.products = self.krylov = 0
        self.asymmetry = 0.0
        # What of the images of kept vectors lies outside the basis, because the iteration went on elsewhere.
        self.outside = 0.0

    def run(self, start: Sequence[Any], confirm: bool, image: Any) -> Eigenpairs:
        """Iterate until the k largest have converged and a new random vector finds no more of them."""
        begun = self._begin(start) if image is None else start[0]
        with np.errstate(all="ignore"):
            return self._found(begun, bool(start), confirm, image)

    def _found(self, begun: Any, near: bool, confirm: bool, image: Any) -> Eigenpairs:
        try:
            going_on = self._iterate(begun, random=not near, product=image)
            while confirm and self.k > 1 and going_on and self.products < self.most:
                before = self.values[: self.k].copy()
                self._restart(self.k)
                self.outside = float(self.residuals.max())
                self.expected = np.zeros(len(self.basis))
                going_on = self._iterate(self._random(), separate=True)
                if np.abs(self.values[: self.k] - before).max() <= self.tolerance * self._scale:
                    break
            return self._result(confirm)
        except _NotFiniteError:
            unknown = (np.full(self.k, np.nan), np.full(self.k, np.inf))
            return self._pairs(*unknown, vectors=(begun,) * self.k, converged=False)

    def _iterate(self, following: Any, *, random: bool = False, separate: bool = False, product: Any = None) -> bool:
        """Extend the basis until settled or spent; whether there is anything left to look at.

        ``separate``: only when the next Ritz value, too, is known roughly, so that it does not hide one of the k largest.
        ``product``: that with the first vector, where it is known.
        """
        while True:
            self.basis.append(following)
            image, beta = self._project(self.operator.apply(following) if product is None else product)
            product = None
            self.products += 1
            self.krylov += random
            width, scale = len(self.basis), self._scale
            if width == self.operator.size:
                self.residuals = np.zeros(width)
                return False
            # Then what is left of the image is rounding: the basis is invariant, and a new direction must be drawn.
            invariant = beta <= 8 * self.vectors.rounding * scale * width**0.5
            self.expected = (0.0 if invariant else beta) * np.eye(width)[-1]
            self.residuals = np.abs(self.expected[-1] * self.mixing[-1]) + self.outside
            if invariant and random:
                # A random vector has, almost surely, a part along each eigenspace: nothing larger is left.
                self.krylov, random = self.operator.size, False
            if (self.products >= self.most and width >= self.k) or self._settled(separate):
                return True
            if width == self.capacity:
                self._restart(min(self.k + 2, width - 1))
                random = False
            following = self._random() if invariant else self.vectors.scaled(image, 1 / beta)

    @property
    def _scale(self) -> float:
        return float(np.abs(self.values).max())

    def _settled(self, separate: bool) -> bool:
        if len(self.basis) < self.k + separate:
            return False
        allowed = self.tolerance * self._scale + self.outside
        if not (self.residuals[: self.k] <= allowed).all():
            return False
        return not separate or bool(self.residuals[self.k] <= allowed + _COPIES * self._scale)

    def _project(self, image: Any) -> tuple[Any, float]:
        """Take the product with the newest vector in: the part of it outside the basis, and the length of that part."""
        image, coefficients, beta = self._orthogonal(image, self.expected)
        width = len(self.basis)
        self.projected[:width, width - 1] = self.projected[width - 1, :width] = coefficients
        values, mixing = np.linalg.eigh(self.projected[:width, :width])
        self.values, self.mixing = values[::-1], mixing[:, ::-1]
        unexpected = float(np.abs(coefficients[:-1] - self.expected).max(initial=0.0))
        self.asymmetry = max(self.asymmetry, unexpected - self.outside)
        if self.asymmetry > _ASYMMETRY * self._scale:
            raise ValueError("the operator is not symmetric: x·Ay and y·Ax differ; is it random, not linear, wrongly derived?")
        return image, beta

    def _orthogonal(self, image: Any, expected: ndarray) -> tuple[Any, ndarray, float]:
        """The part of a vector outside the basis, its coefficients in it, and the length of that part.

        Coefficients that are expected are taken away first, so that one pass over the whole basis will do.
        """
        coefficients = np.zeros(len(self.basis))
        for place, coefficient in enumerate(expected.tolist()):
            if coefficient:
                image = self.vectors.add(image, -coefficient, self.basis[place])
                coefficients[place] = coefficient
        if len(expected) < len(self.basis):  # the newest, of which nothing was known
            image = self._without(image, coefficients, [len(expected)])
        length = self._norm(image)
        for _ in range(3):
            image = self._without(image, coefficients, range(len(self.basis)))
            before, length = length, self._norm(image)
            # Where little was taken away, nothing of the basis is left beyond rounding.
            if length > 0.7 * before:
                break
        if not np.isfinite(length):
            raise _NotFiniteError
        return image, coefficients, length

    def _without(self, image: Any, coefficients: ndarray, places: Sequence[int]) -> Any:
        """The image without its parts along some of the basis, which are added to the coefficients."""
        along = [self.vectors.dot(self.basis[place], image) for place in places]
        if not np.isfinite(along).all():
            raise _NotFiniteError
        for place, part in zip(places, along, strict=True):
            image = self.vectors.add(image, -part, self.basis[place])
            coefficients[place] += part
        return image

    def _norm(self, vector: Any) -> float:
        return float(np.sqrt(self.vectors.dot(vector, vector)))

    def _begin(self, start: Sequence[Any]) -> Any:
        drawn = self.rng.standard_normal(self.operator.size)
        if not start:
            return self.vectors.new(drawn / np.linalg.norm(drawn))
        begun = self.vectors.new(drawn * (0.1 / np.linalg.norm(drawn)))
        for vector in start:
            begun = self.vectors.add(begun, 1.0, vector)
        return self.vectors.scaled(begun, 1 / self._norm(begun))

    def _random(self) -> Any:
        """A random unit vector outside the basis."""
        drawn = self.vectors.new(self.rng.standard_normal(self.operator.size))
        vector, _, length = self._orthogonal(drawn, np.zeros(len(self.basis)))
        return self.vectors.scaled(vector, 1 / length)

    def _combined(self, weights: ndarray) -> Any:
        total = self.vectors.new(np.zeros(self.operator.size))
        for weight, vector in zip(weights.tolist(), self.basis, strict=True):
            total = self.vectors.add(total, weight, vector)
        return total

    def _restart(self, kept: int) -> None:
        """Keep the Ritz vectors of the largest values; the iteration goes on from where it is (K. Wu, H. Simon, 2000)."""
        self.expected = self.expected @ self.mixing[:, :kept]
        self.basis = [self._combined(self.mixing[:, place]) for place in range(kept)]
        self.values, self.residuals = self.values[:kept], self.residuals[:kept]
        self.projected[:] = 0
        self.projected[range(kept), range(kept)] = self.values

    def _result(self, confirm: bool) -> Eigenpairs:
        values, residuals, vectors = self.values[: self.k], self.residuals[: self.k], []
        scale = self._scale
        for place in range(self.k):
            vectors.append(self._combined(self.mixing[:, place]))
        if confirm:
            values, residuals = values.copy(), residuals.copy()
            for place, vector in enumerate(vectors):
                image = self.operator.apply(vector)
                self.products += 1
                square = self.vectors.dot(vector, vector)
                values[place] = self.vectors.dot(vector, image) / square
                residuals[place] = self._norm(self.vectors.add(image, -float(values[place]), vector)) / square**0.5
        converged = bool((residuals <= 2 * self.tolerance * scale).all())
        return self._pairs(values, residuals + self.asymmetry + 4 * self.vectors.rounding * scale, tuple(vectors), converged)

    def _pairs(self, values: ndarray, bounds: ndarray, vectors: tuple[Any, ...], converged: bool) -> Eigenpairs:
        order = np.argsort(-values, kind="stable")
        return Eigenpairs(
            values=values[order],
            bounds=bounds[order],
            vectors=tuple(vectors[place] for place in order),
            products=self.products,
            converged=converged,
            size=self.operator.size,
            krylov=self.krylov,
            semidefinite=self.operator.semidefinite,
        )
