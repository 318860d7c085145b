"""A batch whose kernel is too large to be formed: the top of its spectrum, and what the step will do, from few products."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.spectra.curvature import Parts
from numerics.spectra.eigenpairs import Eigenpairs
from numerics.spectra.lanczos import top_eigenpairs
from numerics.spectra.network import Network
from numerics.spectra.operator import SymmetricOperator
from numerics.training.measurement import Measurement, Planned, Shared, relative, unknown

__all__ = ["Search", "from_products"]

_PASS = 1 / 3
"""Work of a forward pass, in steps of training on the same data: a backward pass takes two, and so does each direction that is
pushed forward, besides the pass along which it goes."""
_APART = 1e-5
"""Eigenvalue of the Gram matrix of unit vectors from which they are taken to span one more dimension."""
_DISTURBED = 0.3
"""Length of a random vector that is added to the second of two vectors to begin near."""
_ALONE = 0.01
"""Length of the one that is added where there is one vector, besides the step."""
_ALIKE = 0.6
"""Power of the rounding below which, along the directions that are tried, a gradient is taken to be that of the batch."""


@dataclass(frozen=True)
class Search:
    """How eigenvectors are looked for.

    Attributes
    ----------
    start
        Vectors to begin near, for one eigenvalue two; none: the gradient.
    products
        Most products for one spectrum.
    tolerance
        Residual, relative to the eigenvalue, with which the search for it ends.
    """

    start: Sequence[Any]
    products: int
    tolerance: float


class _Batch:
    """Products with the Jacobian of one batch: the pieces of its data here, and the same in other processes.

    What is pushed forward stays in pieces, the numbers of the outputs; what is pulled back is a vector of weights.
    """

    def __init__(self, net: Network, weights: Any, parts: Parts, shared: Shared | None) -> None:
        self.vectors, self.work = net.vectors(weights), 0.0
        self._parts, self._shared = parts, shared

    def push(self, direction: Any) -> list[Any]:
        """J v."""
        self.work += 3 * _PASS
        return [piece.push(direction) for piece, _, _ in self._parts]

    def pushes(self, directions: Sequence[Any]) -> list[list[Any]]:
        """J v of each direction."""
        self.work += (1 + 2 * len(directions)) * _PASS
        return [list(parts) for parts in zip(*(piece.pushes(directions) for piece, _, _ in self._parts), strict=True)]

    def bent(self, images: Sequence[Any]) -> list[Any]:
        """ℓ'' of the loss, times numbers of the outputs."""
        return [piece.loss_curvature(part, goal, image) for (piece, part, goal), image in zip(self._parts, images, strict=True)]

    def pulled(self, cotangents: Sequence[Any]) -> Any:
        """Jᵀ c, summed over processes."""
        # Of data in parts, no pass is kept for the next product.
        self.work += (2 if len(self._parts) == 1 else 3) * _PASS
        total = None
        for (piece, _, _), sent in zip(self._parts, cotangents, strict=True):
            found = piece.pull(sent)
            total = found if total is None else self.vectors.add(total, 1.0, found)
        return total if self._shared is None else self._shared.total(self.vectors.scaled(total, self._shared.share))

    def gradient(self) -> Any:
        """∇L."""
        return self.pulled([piece.loss_gradient(part, goal) for piece, part, goal in self._parts])

    def numbers(self, own: Sequence[float]) -> ndarray:
        """Numbers that add up over the data, summed over processes."""
        if self._shared is None:
            return np.array(own)
        sent = self.vectors.new(np.array(own) * self._shared.share)
        return self.vectors.numpy(self._shared.total(sent))

    def forms(self, images: Sequence[Sequence[Any]], bent: Sequence[Sequence[Any]]) -> ndarray:
        """v_i·GN·v_j of the directions with these images, (n, n)."""
        own = [sum(self.vectors.dot(a, b) for a, b in zip(left, right, strict=True)) for left in images for right in bent]
        found = self.numbers(own).reshape(len(images), len(images))
        return np.asarray((found + found.T) / 2)

    def slopes_and_loss(self, images: Sequence[Sequence[Any]]) -> tuple[list[float], float, float]:
        """∇L·v of the directions with these images, Σ f ∂L/∂f, and L."""
        each = []
        for place, (piece, part, goal) in enumerate(self._parts):
            sent = piece.loss_gradient(part, goal)
            along = [self.vectors.dot(sent, image[place]) for image in images]
            each.append((*along, self.vectors.dot(sent, piece.outputs()), piece.loss(part, goal)))
        *slopes, slope, loss = self.numbers(np.sum(each, axis=0)).tolist()
        return slopes, slope, loss


def from_products(
    net: Network,
    weights: Any,
    parts: Parts,
    count: int,
    search: Search,
    scaling: Any,
    shared: Shared | None,
    planned: Planned | None,
    decay: float,
    spectrum_only: bool,
) -> Measurement:
    """A measurement without a kernel that is formed whole.

    The step is pushed forward to know the loss behind it, and so are the last two eigenvectors, where one begins: the best vector
    of the space of the three is often near enough to an eigenvector, and then one product backward says so. The second vector is
    there for eigenvalues that cross: a single one would stay at its own where another becomes the largest.

    Parameters
    ----------
    net, weights, scaling, shared, planned, decay, spectrum_only
        See `numerics.training.measure.measure`.
    parts
        See `numerics.spectra.curvature.loss_parts`.
    count
        How many eigenvalues.
    search
        How they are looked for.
    """
    batch = _Batch(net, weights, parts, shared)
    vectors, root = batch.vectors, None if scaling is None else scaling**0.5

    def through(vector: Any) -> Any:
        return vector if root is None else vector * root

    def product(vector: Any) -> Any:
        return through(batch.pulled(batch.bent(batch.push(through(vector)))))

    operator = SymmetricOperator(net.weight_count, product, vectors, True)
    in_plane = root is None and not spectrum_only
    near = _near(vectors, search.start[: 1 if in_plane else 2]) if count == 1 else []
    # The gradient that the backward pass left will do for the search where it is that of the batch.
    given = None if planned is None else planned.gradient
    gradient = None if near and (spectrum_only or given is not None) else batch.gradient()
    moved, carried = (None, None) if spectrum_only else _step(vectors, weights, gradient, scaling, planned, decay)
    directions = [*(through(vector) for vector in near), *(part for part in (moved, carried) if part is not None)]
    images = batch.pushes(directions)
    bent = [batch.bent(image) for image in images]
    forms = batch.forms(images, bent)
    if near:
        plane = [*near, moved] if in_plane else near
        found, others = _beginning_in(batch, operator, search, plane, bent, forms, through)
    else:
        start = search.start or _direction(vectors, through(gradient))
        found = top_eigenpairs(operator, count, start=start, products=search.products, tolerance=search.tolerance, confirm=False)
        others = (*found.vectors, *(_direction(vectors, through(gradient)) if count == 1 else ()))
    spectrum = replace(
        unknown(count),
        values=found.values,
        bounds=found.bounds,
        products=found.products,
        work=batch.work,
        vectors=others,
    )
    if spectrum_only:
        return spectrum
    slopes, slope, loss = batch.slopes_and_loss(images)
    if gradient is None:
        misfit = _noticed(vectors, given, directions, slopes)
        gradient = given if misfit <= vectors.rounding**_ALIKE else batch.gradient()
    square = vectors.dot(gradient, gradient)
    if given is not None and gradient is not given:
        apart = given - gradient
        misfit = relative(vectors.dot(apart, apart) ** 0.5, square)
    steered, first = through(gradient), len(near)
    full = np.zeros((2, 2))
    full[: len(forms) - first, : len(forms) - first] = forms[first:, first:]
    return replace(
        spectrum,
        along=np.array([vectors.dot(vector, steered) for vector in found.vectors]),
        loss=loss,
        gradient_square=square,
        misfit=np.nan if given is None else misfit,
        slopes=(slopes[first], 0.0 if carried is None else slopes[-1]),
        bends=(float(full[0, 0]), float(full[0, 1]), float(full[1, 1])),
        slope=slope,
        work=batch.work,
    )


def _noticed(vectors: Any, given: Any, directions: Sequence[Any], slopes: Sequence[float]) -> float:
    """Largest |p·v − ∇L·v|/(|p||v|) over some directions v: what is seen there of a gradient p that is not the batch's."""
    length, worst = vectors.dot(given, given) ** 0.5, 0.0
    for direction, slope in zip(directions, slopes, strict=True):
        size = length * vectors.dot(direction, direction) ** 0.5
        apart = abs(vectors.dot(given, direction) - slope)
        worst = max(worst, apart / size if size > 0 else float(apart > 0))
    return worst


def _step(vectors: Any, weights: Any, gradient: Any, scaling: Any, planned: Planned | None, decay: float) -> tuple[Any, Any]:
    """a and b of the step θ' = θ − ηa + b."""
    if planned is not None:
        return planned.scaled, planned.carried
    moved = gradient if scaling is None else gradient * scaling
    return (vectors.add(vectors.scaled(vectors.joined((weights,)), decay), 1.0, moved) if decay else moved), None


def _near(vectors: Any, start: Sequence[Any]) -> list[Any]:
    """The vectors to begin near, of length 1; the last is disturbed, so that nothing is overlooked for ever."""
    near = [vectors.joined((vector,)) for vector in start]
    if near:
        size = _ALONE if len(near) == 1 else _DISTURBED
        near[-1] = vectors.add(near[-1], size, vectors.new(_drawn(len(near[-1]))))
        near[-1] = vectors.scaled(near[-1], 1 / vectors.dot(near[-1], near[-1]) ** 0.5)
    return near


@lru_cache(2)
def _drawn(size: int) -> ndarray:
    """A random vector of length 1, kept from one measurement to the next."""
    drawn = np.random.default_rng(0).standard_normal(size)
    return np.asarray(drawn / np.linalg.norm(drawn), dtype=np.float32)


def _direction(vectors: Any, vector: Any) -> tuple[Any, ...]:
    """The vector at length 1; nothing where it has no length."""
    length = vectors.dot(vector, vector) ** 0.5
    return (vectors.scaled(vectors.joined((vector,)), 1 / length),) if 0 < length < np.inf else ()


def _beginning_in(
    batch: _Batch,
    operator: SymmetricOperator,
    search: Search,
    plane: Sequence[Any],
    bent: Sequence[Sequence[Any]],
    forms: ndarray,
    through: Callable[[Any], Any],
) -> tuple[Eigenpairs, tuple[Any, ...]]:
    """The largest eigenvalue, begun at the best vector of a space whose products forward are known; and where to begin next.

    That is its vector, which is multiplied once more where that costs nothing, and the second best one of the space.
    """
    vectors, size = batch.vectors, len(plane)
    gram = np.array([[vectors.dot(left, right) for right in plane] for left in plane])
    mixing = _best(gram, forms[:size, :size])

    def combined(parts: Sequence[Any], weights: ndarray) -> Any:
        total = vectors.scaled(vectors.joined((parts[0],)), float(weights[0]))
        for part, weight in zip(parts[1:], weights[1:].tolist(), strict=True):
            total = vectors.add(total, weight, part)
        return total

    sent = [combined(parts, mixing[0]) for parts in zip(*bent[:size], strict=True)]
    image = through(batch.pulled(sent))
    ahead = _direction(vectors, image)
    found = top_eigenpairs(
        operator,
        start=(combined(plane, mixing[0]),),
        image=image,
        products=search.products,
        tolerance=search.tolerance,
        confirm=False,
    )
    best = ahead if found.products == 1 and ahead else found.vectors
    return found, (*best, *(combined(plane, row) for row in mixing[1:2]))


def _best(gram: ndarray, forms: ndarray) -> ndarray:
    """The Ritz vectors in a space as combinations (n, m) of its vectors, of length 1, that of the largest value first."""
    lengths = np.sqrt(np.diag(gram))
    first = np.zeros((1, len(gram)))
    first[0, 0] = 1 / lengths[0]
    if not np.isfinite([gram, forms]).all() or not (lengths > 0).all():
        return first
    squares, directions = np.linalg.eigh(gram / np.outer(lengths, lengths))
    kept = squares > _APART
    # An orthonormal basis, without what the vectors have in common but for rounding.
    basis = (directions[:, kept] / np.sqrt(squares[kept])).T / lengths
    return np.asarray((np.linalg.eigh(basis @ forms @ basis.T)[1].T @ basis)[::-1])
