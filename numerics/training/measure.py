"""What a batch says before the step: the top of its Gauss–Newton spectrum, and how much of the loss lies there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.spectra.curvature import loss_parts
from numerics.spectra.network import Loss, Network, Piece
from numerics.spectra.vectors import Vectors
from numerics.training.measurement import Measurement, Planned, Shared, relative, unknown
from numerics.training.products import Search, from_products

__all__ = ["measure"]

_ENTRIES = 2**26
"""Most numbers of a Jacobian that is formed whole."""
_OUTPUTS = 512
"""Most outputs of a batch whose kernel is formed whole."""
_FEW = 4
"""Most outputs of a datum for which the kernel is formed, by as many backward passes."""
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
        Whether what else would cost more may be left out: all but the spectrum is NaN then.
    """
    count = min(top, net.weight_count, net.data_count)
    parts = loss_parts(net, weights, targets, loss)
    whole = shared is None and len(parts) == 1 and net.data_count <= _OUTPUTS and net.data_count * net.weight_count <= _ENTRIES
    # A row of the Jacobian for each output of a datum costs about as much as a step, and far more where the data cannot be taken
    # one by one.
    if whole and net.data_count // net.row_count <= _FEW and net.separable:
        return _formed(net, weights, *parts[0], count, scaling, planned, decay, spectrum_only)
    search = Search(start, max(products, count), tolerance)
    return from_products(net, weights, parts, count, search, scaling, shared, planned, decay, spectrum_only)


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
    spectrum_only: bool,
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
    bounds, work = 4 * vectors.rounding * np.abs(values) * len(outputs) ** 0.5, 0.7 + 0.9 * len(outputs) / net.row_count
    if spectrum_only:
        return replace(unknown(count), values=values, bounds=bounds, work=work)
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
        bounds=bounds,
        along=(sent.T @ pushed) / lengths,
        loss=piece.loss(loss, goal),
        gradient_square=square,
        misfit=relative(distance, square),
        slopes=(float(slopes @ moved), float(slopes @ carried)),
        bends=(float(moved @ curvature @ moved), float(moved @ curvature @ carried), float(carried @ curvature @ carried)),
        slope=float(slopes @ outputs),
        degree=None,
        products=0,
        work=work,
        vectors=(),
    )


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
