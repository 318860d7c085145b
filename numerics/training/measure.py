"""What a batch says before the step: the top of its Gauss–Newton spectrum, and how much of the loss lies there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.spectra.curvature import Parts, loss_parts, parts_curvature, parts_gradient
from numerics.spectra.lanczos import top_eigenpairs
from numerics.spectra.network import Loss, Network, Piece
from numerics.spectra.operator import SymmetricOperator
from numerics.spectra.vectors import Vectors
from numerics.training.measurement import Measurement, Planned, Shared, unknown

__all__ = ["measure"]

_ENTRIES = 2**26
"""Most numbers of a Jacobian that is formed whole."""
_OUTPUTS = 512
"""Most outputs of a batch whose kernel is formed whole."""
_PRODUCT, _PRODUCT_IN_PARTS = 1.5, 2.5
"""Work of a product of the Gauss–Newton matrix, in steps of training on the same data: what it took on small CNNs, rounded up.
Of data in parts, no pass is kept for the next product."""
_SLOPES = 3.0
"""Work of the first passes, the gradient and what else a measurement from products takes besides them."""
_COUPLED = 1e-3
"""Relative difference from which the second derivative of a loss is not one block for each datum."""


def measure(
    net: Network,
    weights: Any,
    targets: Any,
    loss: Loss,
    *,
    top: int = 1,
    start: Sequence[Any] = (),
    products: int = 30,
    tolerance: float = 1e-3,
    scaling: Any = None,
    shared: Shared | None = None,
    planned: Planned | None = None,
    decay: float = 0.0,
    spectrum_only: bool = False,
) -> Measurement:
    """Measure a batch; its kernel is formed whole where that is cheap, else the spectrum comes from products.

    Parameters
    ----------
    net
        The net on the batch.
    weights, targets
        (P,), and what the loss takes.
    loss
        (outputs, targets) -> number, a mean over the data.
    top
        How many eigenvalues.
    start, products, tolerance
        See `numerics.spectra.lanczos.top_eigenpairs`.
    scaling
        Factors of the learning rate for each weight, (P,), with which the spectrum is that of √s·GN·√s; None for 1.
    shared
        In data-parallel training, how to sum over processes.
    planned
        The step that will be made; by default a = S∇L + μθ, b = 0, S being the factors of the rate.
    decay
        That μ.
    spectrum_only
        Whether what else would cost more products may be left out: all but the spectrum is NaN then.
    """
    count = min(top, net.weight_count, net.data_count)
    parts = loss_parts(net, weights, targets, loss)
    whole = shared is None and len(parts) == 1 and net.data_count <= _OUTPUTS and net.data_count * net.weight_count <= _ENTRIES
    # A product costs about as much as four forward passes, a row of the Jacobian for each output of a datum about two, and
    # far more where the data cannot be taken one by one.
    if whole and net.data_count // net.row_count <= 4 and net.separable:
        return _formed(net, weights, *parts[0], count, scaling, planned, decay)
    search = _Search(start, max(products, count), tolerance)
    return _from_products(net, weights, parts, count, search, scaling, shared, planned, decay, spectrum_only)


@dataclass(frozen=True)
class _Search:
    """How eigenvectors are looked for."""

    start: Sequence[Any]
    products: int
    tolerance: float


def _formed(
    net: Network,
    weights: Any,
    piece: Piece,
    loss: Loss,
    goal: Any,
    count: int,
    scaling: Any,
    planned: Planned | None,
    decay: float,
) -> Measurement:
    """From the Jacobian of the whole batch, which is one piece."""
    vectors = net.vectors(weights)
    rows = piece.jacobian()

    def image(direction: Any) -> ndarray:
        return vectors.numpy(vectors.product(rows, direction))

    outputs, slopes = vectors.numpy(piece.outputs()), vectors.numpy(piece.loss_gradient(loss, goal))
    gram = vectors.gram(rows)
    scaled = gram if scaling is None else vectors.gram(rows, scaling)
    if not np.isfinite(scaled).all():
        return unknown(count)
    root = _root(scaled)
    curvature = _curvature(piece, loss, goal, vectors, len(outputs), len(outputs) // net.row_count)
    values, mixing = np.linalg.eigh(root @ curvature @ root)
    values, mixing = values[::-1][:count], mixing[:, ::-1][:, :count]
    # The eigenvector in the space of weights is √s·Jᵀy/|√s·Jᵀy|; its product with √s·∇L needs the kernel only.
    sent, pushed = curvature @ root @ mixing, scaled @ slopes
    lengths = np.sqrt(np.maximum(np.einsum("aj,ab,bj->j", sent, scaled, sent), np.finfo(float).tiny))
    square, distance = float(slopes @ gram @ slopes), np.nan
    moved, carried = (pushed if decay == 0 else pushed + decay * image(weights)), np.zeros_like(pushed)
    if planned is not None:
        moved = image(planned.scaled)
        carried = carried if planned.carried is None else image(planned.carried)
        if planned.gradient is not None:
            left = vectors.dot(planned.gradient, planned.gradient)
            distance = max(left - 2 * float(slopes @ image(planned.gradient)) + square, 0.0) ** 0.5
    return Measurement(
        values=values,
        bounds=4 * vectors.rounding * np.abs(values) * len(outputs) ** 0.5,
        along=(sent.T @ pushed) / lengths,
        loss=piece.loss(loss, goal),
        gradient_square=square,
        misfit=_relative(distance, square),
        slopes=(float(slopes @ moved), float(slopes @ carried)),
        bends=(float(moved @ curvature @ moved), float(moved @ curvature @ carried), float(carried @ curvature @ carried)),
        slope=float(slopes @ outputs),
        degree=None,
        products=0,
        work=0.7 + 0.9 * len(outputs) / net.row_count,
        vectors=(),
    )


def _relative(distance: float, square: float) -> float:
    """|p − ∇L| over |∇L|."""
    return distance / square**0.5 if square > 0 else float("nan")


def _root(matrix: ndarray) -> ndarray:
    values, vectors = np.linalg.eigh(matrix)
    return (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T


def _curvature(piece: Piece, loss: Loss, targets: Any, vectors: Vectors, size: int, outputs: int) -> ndarray:
    """∂²L/∂f², (b·K, b·K): for a mean over data one K × K block for each, so that K products give all of them."""

    def product(direction: ndarray) -> ndarray:
        return vectors.numpy(piece.loss_curvature(loss, targets, vectors.new(direction)))

    matrix = np.zeros((size, size))
    for output in range(outputs):
        places = np.arange(output, size, outputs)
        chosen = np.zeros(size)
        chosen[places] = 1
        column = product(chosen)
        for datum, place in enumerate(places):
            block = slice(datum * outputs, (datum + 1) * outputs)
            matrix[block, place] = column[block]
    probe = np.cos(np.arange(size))
    image = product(probe)
    if not np.abs(matrix @ probe - image).max() <= _COUPLED * np.abs(image).max():  # the loss couples data
        matrix = np.stack([product(unit) for unit in np.eye(size)], axis=1)
    return (matrix + matrix.T) / 2


def _from_products(
    net: Network,
    weights: Any,
    parts: Parts,
    count: int,
    search: _Search,
    scaling: Any,
    shared: Shared | None,
    planned: Planned | None,
    decay: float,
    spectrum_only: bool,
) -> Measurement:
    vectors = net.vectors(weights)
    own = parts_curvature(net, weights, parts)
    product = _PRODUCT if len(parts) == 1 else _PRODUCT_IN_PARTS
    root = None if scaling is None else scaling**0.5

    def everywhere(vector: Any) -> Any:
        return vector if shared is None else shared.total(vectors.scaled(vector, shared.share))

    def curved(vector: Any) -> Any:
        return everywhere(own.apply(vector))

    def apply(vector: Any) -> Any:
        return curved(vector) if root is None else curved(vector * root) * root

    operator = SymmetricOperator(net.weight_count, apply, vectors, own.semidefinite)
    found = top_eigenpairs(
        operator, count, start=search.start, products=search.products, tolerance=search.tolerance, confirm=False
    )
    spectrum = replace(
        unknown(count),
        values=found.values,
        bounds=found.bounds,
        products=found.products,
        work=product * found.products + _SLOPES,
        vectors=found.vectors,
    )
    if spectrum_only:
        return spectrum
    gradient = everywhere(parts_gradient(net, weights, parts))
    steered = gradient if root is None else gradient * root
    square, distance = vectors.dot(gradient, gradient), np.nan
    moved, carried = gradient if scaling is None else gradient * scaling, None
    if planned is not None:
        moved, carried = planned.scaled, planned.carried
        if planned.gradient is not None:
            apart = planned.gradient - gradient
            distance = vectors.dot(apart, apart) ** 0.5
    elif decay:
        moved = vectors.add(vectors.scaled(vectors.joined((weights,)), decay), 1.0, moved)
    slopes, bends = _quadratic(vectors, gradient, moved, carried, curved)
    sums = [
        (vectors.dot(piece.loss_gradient(part, goal), piece.outputs()), piece.loss(part, goal)) for piece, part, goal in parts
    ]
    slope, mean = vectors.numpy(everywhere(vectors.new(np.sum(sums, axis=0)))).tolist()
    more = 1 if carried is None else 2
    return replace(
        spectrum,
        along=np.array([vectors.dot(vector, steered) for vector in found.vectors]),
        loss=mean,
        gradient_square=square,
        misfit=_relative(distance, square),
        slopes=slopes,
        bends=bends,
        slope=slope,
        products=found.products + more,
        work=product * (found.products + more) + _SLOPES,
    )


def _quadratic(
    vectors: Vectors, gradient: Any, moved: Any, carried: Any, curved: Callable[[Any], Any]
) -> tuple[tuple[float, float], tuple[float, float, float]]:
    """`Measurement.slopes` and ``bends``; one product for each vector that there is."""
    image = curved(moved)
    if carried is None:
        return (vectors.dot(gradient, moved), 0.0), (vectors.dot(moved, image), 0.0, 0.0)
    return (
        (vectors.dot(gradient, moved), vectors.dot(gradient, carried)),
        (vectors.dot(moved, image), vectors.dot(carried, image), vectors.dot(carried, curved(carried))),
    )
