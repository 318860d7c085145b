"""A batch whose kernel is too large to be formed: the top of its spectrum, and what the step will do, from few products."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
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

_PUSH, _PULL, _PULL_IN_PARTS = 0.8, 0.5, 1.0
"""Work of a product with J and with Jᵀ, in steps of training on the same data: what it took on small CNNs, rounded up. Of data
in parts, no pass is kept for the next product."""
_APART = 1e-5
"""Eigenvalue of the Gram matrix of unit vectors from which they are taken to span one more dimension."""
_DISTURBED = 0.3
"""Length of a random vector that is added to the second of the vectors to begin near."""


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
        self._pull_work = _PULL if len(parts) == 1 else _PULL_IN_PARTS

    def push(self, direction: Any) -> list[Any]:
        """J v."""
        self.work += _PUSH
        return [piece.push(direction) for piece, _, _ in self._parts]

    def bent(self, images: Sequence[Any]) -> list[Any]:
        """ℓ'' of the loss, times numbers of the outputs."""
        return [piece.loss_curvature(part, goal, image) for (piece, part, goal), image in zip(self._parts, images, strict=True)]

    def pulled(self, cotangents: Sequence[Any]) -> Any:
        """Jᵀ c, summed over processes."""
        self.work += self._pull_work
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

    def slope_and_loss(self) -> tuple[float, float]:
        """Σ f ∂L/∂f, and L."""
        each = [
            (self.vectors.dot(piece.loss_gradient(part, goal), piece.outputs()), piece.loss(part, goal))
            for piece, part, goal in self._parts
        ]
        slope, loss = self.numbers(np.sum(each, axis=0)).tolist()
        return slope, loss


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

    operator = SymmetricOperator(
        net.weight_count, lambda vector: through(batch.pulled(batch.bent(batch.push(through(vector))))), vectors, True
    )
    near = _near(vectors, search.start) if count == 1 else []
    # First, so that one shares its pass with the products backward.
    images = [batch.push(through(vector)) for vector in near]
    gradient = batch.gradient() if not (spectrum_only and near) else None
    moved, carried = (None, None) if spectrum_only else _step(vectors, weights, gradient, scaling, planned, decay)
    images += [batch.push(direction) for direction in (moved, carried) if direction is not None]
    bent = [batch.bent(image) for image in images]
    forms = batch.forms(images, bent)
    if near:
        plane = near if moved is None or root is not None else [*near, moved]
        found, others = _beginning_in(batch, operator, search, plane, bent, forms, through)
        forms = forms[len(near) :, len(near) :]
    else:
        start = search.start or _direction(vectors, through(gradient))
        found = top_eigenpairs(operator, count, start=start, products=search.products, tolerance=search.tolerance, confirm=False)
        others = _direction(vectors, through(gradient)) if count == 1 else ()
    spectrum = replace(
        unknown(count),
        values=found.values,
        bounds=found.bounds,
        products=found.products,
        work=batch.work,
        vectors=(*found.vectors, *others),
    )
    if spectrum_only:
        return spectrum
    steered = through(gradient)
    square, distance = vectors.dot(gradient, gradient), np.nan
    if planned is not None and planned.gradient is not None:
        apart = planned.gradient - gradient
        distance = vectors.dot(apart, apart) ** 0.5
    full = np.zeros((2, 2))
    full[: len(forms), : len(forms)] = forms
    slope, loss = batch.slope_and_loss()
    return replace(
        spectrum,
        along=np.array([vectors.dot(vector, steered) for vector in found.vectors]),
        loss=loss,
        gradient_square=square,
        misfit=relative(distance, square),
        slopes=(vectors.dot(gradient, moved), 0.0 if carried is None else vectors.dot(gradient, carried)),
        bends=(float(full[0, 0]), float(full[0, 1]), float(full[1, 1])),
        slope=slope,
        work=batch.work,
    )


def _step(vectors: Any, weights: Any, gradient: Any, scaling: Any, planned: Planned | None, decay: float) -> tuple[Any, Any]:
    """a and b of the step θ' = θ − ηa + b."""
    if planned is not None:
        return planned.scaled, planned.carried
    moved = gradient if scaling is None else gradient * scaling
    return (vectors.add(vectors.scaled(vectors.joined((weights,)), decay), 1.0, moved) if decay else moved), None


def _near(vectors: Any, start: Sequence[Any]) -> list[Any]:
    """The vectors to begin near, of length 1; the second is disturbed, so that nothing is overlooked for ever."""
    near = [vectors.joined((vector,)) for vector in start[:2]]
    if len(near) == 2:
        drawn = np.random.default_rng(0).standard_normal(len(near[1]))
        near[1] = vectors.add(vectors.new(drawn * (_DISTURBED / np.linalg.norm(drawn))), 1.0, near[1])
        near[1] = vectors.scaled(near[1], 1 / vectors.dot(near[1], near[1]) ** 0.5)
    return near


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
    """The largest eigenvalue, begun at the best vector of a space whose products forward are known; and the second best one."""
    vectors, size = batch.vectors, len(plane)
    gram = np.array([[vectors.dot(left, right) for right in plane] for left in plane])
    mixing = _best(gram, forms[:size, :size])

    def combined(parts: Sequence[Any], weights: ndarray) -> Any:
        total = vectors.scaled(vectors.joined((parts[0],)), float(weights[0]))
        for part, weight in zip(parts[1:], weights[1:].tolist(), strict=True):
            total = vectors.add(total, weight, part)
        return total

    sent = [combined(parts, mixing[0]) for parts in zip(*bent[:size], strict=True)]
    found = top_eigenpairs(
        operator,
        start=(combined(plane, mixing[0]),),
        image=through(batch.pulled(sent)),
        products=search.products,
        tolerance=search.tolerance,
        confirm=False,
    )
    return found, tuple(combined(plane, row) for row in mixing[1:2])


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
