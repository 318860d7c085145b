"""What a batch says before the step: the top of its Gauss–Newton spectrum, and how much of the loss lies there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.spectra.curvature import gauss_newton, loss_gradient, loss_parts
from numerics.spectra.lanczos import top_eigenpairs
from numerics.spectra.network import Loss, Network, Piece
from numerics.spectra.operator import SymmetricOperator
from numerics.spectra.vectors import Vectors

__all__ = ["Measurement", "Shared", "measure"]

_ENTRIES = 2**26
"""Most numbers of a Jacobian that is formed whole."""
_OUTPUTS = 512
"""Most outputs of a batch whose kernel is formed whole."""
_PRODUCT = 2.5
"""Work of a product of the Gauss–Newton matrix, in steps of training on the same data: what it took on small CNNs, rounded up."""
_SLOPES = 2.0
"""Work of the gradient and what else a measurement from products takes besides them."""


@dataclass(frozen=True)
class Shared:
    """A batch of which this process has a part, as in data-parallel training.

    Attributes
    ----------
    share
        The part's share of the batch.
    total
        Sums a vector over all processes, which all call it.
    vectors
        The library of such vectors.
    """

    share: float
    total: Callable[[Any], Any]
    vectors: Vectors


@dataclass(frozen=True, eq=False)
class Measurement:
    """One batch at the weights before a step.

    Attributes
    ----------
    values, bounds
        The largest eigenvalues of the Gauss–Newton matrix of the batch loss, descending, and bounds of their errors; (k,).
    along
        v_j·∇L for their eigenvectors v_j, (k,).
    gradient_square
        |∇L|².
    descent, bend
        g·Sg and (Sg)·GN·(Sg), g = ∇L and S the factors of the rate (1 without): a step of gradient descent changes the loss by
        −η·descent + η²/2·bend up to the net's own curvature.
    slope
        Σ f ∂L/∂f over all outputs: θ·∇L = k times this for a net that is homogeneous of degree k in its weights.
    euler
        (⟨Jθ, f⟩/|f|², |Jθ − kf|/|Jθ|) over the batch's outputs, k being the first: degree of homogeneity, and how far from it
        the net is; None where it was not measured.
    products
        Products with vectors that were taken; 0 where the kernel was formed whole.
    work
        Estimate of what it took, in steps of training on the same data.
    vectors
        Eigenvectors in the space of the weights, to begin the next search near; none where the kernel was formed whole.
    """

    values: ndarray
    bounds: ndarray
    along: ndarray
    gradient_square: float
    descent: float
    bend: float
    slope: float
    euler: tuple[float, float] | None
    products: int
    work: float
    vectors: tuple[Any, ...]

    @property
    def sharpness(self) -> float:
        """λ, the largest eigenvalue."""
        return float(self.values[0])

    @property
    def top_loss(self) -> float:
        """Σ_j (v_j·∇L)²/(2λ_j): for the squared loss, the part (c/2) Σ_j ⟨u_j, r⟩² of it in the top eigenspace of the kernel."""
        positive = self.values > 0
        return float((self.along[positive] ** 2 / (2 * self.values[positive])).sum())


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
    euler: bool = False,
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
    euler
        Whether to measure the degree of homogeneity.
    spectrum_only
        Whether what else would cost more products may be left out: all but the spectrum is NaN then.
    """
    count = min(top, net.weight_count, net.data_count)
    parts = loss_parts(net, weights, targets, loss)
    whole = shared is None and len(parts) == 1 and net.data_count <= _OUTPUTS and net.data_count * net.weight_count <= _ENTRIES
    # A product costs about as much as four forward passes, a row of the Jacobian for each output of a datum about two, and
    # far more where the data cannot be taken one by one.
    if whole and net.data_count // net.row_count <= 4 and net.separable:
        return _formed(net, weights, *parts[0], count, scaling)
    search = _Search(start, max(products, count), tolerance)
    return _from_products(net, weights, targets, loss, count, search, scaling, shared, euler, spectrum_only)


@dataclass(frozen=True)
class _Search:
    """How eigenvectors are looked for."""

    start: Sequence[Any]
    products: int
    tolerance: float


def _formed(net: Network, weights: Any, piece: Piece, loss: Loss, goal: Any, count: int, scaling: Any) -> Measurement:
    """From the Jacobian of the whole batch, which is one piece."""
    vectors = net.vectors(weights)
    rows = piece.jacobian()
    along_weights, outputs = vectors.numpy(vectors.product(rows, weights)), vectors.numpy(piece.outputs())
    slopes = vectors.numpy(piece.loss_gradient(loss, goal))
    gram = vectors.gram(rows)
    scaled = gram if scaling is None else vectors.gram(rows, scaling)
    if not np.isfinite(scaled).all():
        return _unknown(count)
    root = _root(scaled)
    curvature = _curvature(piece, loss, goal, vectors, len(outputs), len(outputs) // net.row_count)
    values, mixing = np.linalg.eigh(root @ curvature @ root)
    values, mixing = values[::-1][:count], mixing[:, ::-1][:, :count]
    # The eigenvector in the space of weights is √s·Jᵀy/|√s·Jᵀy|; its product with √s·∇L needs the kernel only.
    sent, pushed = curvature @ root @ mixing, scaled @ slopes
    lengths = np.sqrt(np.maximum(np.einsum("aj,ab,bj->j", sent, scaled, sent), np.finfo(float).tiny))
    return Measurement(
        values=values,
        bounds=4 * vectors.rounding * np.abs(values) * len(outputs) ** 0.5,
        along=(sent.T @ pushed) / lengths,
        gradient_square=float(slopes @ gram @ slopes),
        descent=float(slopes @ pushed),
        bend=float(pushed @ curvature @ pushed),
        slope=float(slopes @ outputs),
        euler=_degree(along_weights, outputs),
        products=0,
        work=0.7 + 0.9 * len(outputs) / net.row_count,
        vectors=(),
    )


def _root(matrix: ndarray) -> ndarray:
    values, vectors = np.linalg.eigh(matrix)
    return (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T


def _curvature(piece: Piece, loss: Loss, targets: Any, vectors: Vectors, size: int, outputs: int) -> ndarray:
    """∂²L/∂f², (b·K, b·K): one K × K block for each datum, so that K products give all of them."""
    matrix = np.zeros((size, size))
    for output in range(outputs):
        places = np.arange(output, size, outputs)
        chosen = np.zeros(size)
        chosen[places] = 1
        column = vectors.numpy(piece.loss_curvature(loss, targets, vectors.new(chosen)))
        for datum, place in enumerate(places):
            block = slice(datum * outputs, (datum + 1) * outputs)
            matrix[block, place] = column[block]
    return (matrix + matrix.T) / 2


def _from_products(
    net: Network,
    weights: Any,
    targets: Any,
    loss: Loss,
    count: int,
    search: _Search,
    scaling: Any,
    shared: Shared | None,
    euler: bool,
    spectrum_only: bool,
) -> Measurement:
    vectors = net.vectors(weights)
    own = gauss_newton(net, weights, targets=targets, loss=loss)
    root = None if scaling is None else scaling**0.5

    def everywhere(vector: Any) -> Any:
        return vector if shared is None else shared.total(vectors.scaled(vector, shared.share))

    def apply(vector: Any) -> Any:
        image = own.apply(vector if root is None else vector * root)
        return everywhere(image if root is None else image * root)

    operator = SymmetricOperator(net.weight_count, apply, vectors, own.semidefinite)
    found = top_eigenpairs(
        operator, count, start=search.start, products=search.products, tolerance=search.tolerance, confirm=False
    )
    if spectrum_only:
        return replace(
            _unknown(count),
            values=found.values,
            bounds=found.bounds,
            products=found.products,
            work=_PRODUCT * found.products,
            vectors=found.vectors,
        )
    gradient = everywhere(loss_gradient(net, weights, targets=targets, loss=loss))
    steered = gradient if root is None else gradient * root
    parts = loss_parts(net, weights, targets, loss)
    slope = sum(vectors.dot(piece.loss_gradient(part, goal), piece.outputs()) for piece, part, goal in parts)
    degree = None
    if euler:
        pushed = np.concatenate([vectors.numpy(piece.push(weights)) for piece, _, _ in parts])
        degree = _degree(pushed, np.concatenate([vectors.numpy(piece.outputs()) for piece, _, _ in parts]))
    return Measurement(
        values=found.values,
        bounds=found.bounds,
        along=np.array([vectors.dot(vector, steered) for vector in found.vectors]),
        gradient_square=vectors.dot(gradient, gradient),
        descent=vectors.dot(steered, steered),
        bend=vectors.dot(steered, apply(steered)),
        slope=float(vectors.numpy(everywhere(vectors.new(np.array([slope]))))[0]),
        euler=degree,
        products=found.products + 1,
        work=_PRODUCT * (found.products + 1) + _SLOPES,
        vectors=found.vectors,
    )


def _degree(pushed: ndarray, outputs: ndarray) -> tuple[float, float]:
    """Euler's identity Jθ = kf by least squares: k, and the relative misfit."""
    square = float(outputs @ outputs)
    degree = float(pushed @ outputs) / square if square > 0 else 0.0
    size = float(np.linalg.norm(pushed))
    return degree, float(np.linalg.norm(pushed - degree * outputs)) / size if size > 0 else 0.0


def _unknown(count: int) -> Measurement:
    nan = np.full(count, np.nan)
    unknown = float("nan")
    return Measurement(nan, np.full(count, np.inf), nan, unknown, unknown, unknown, unknown, None, 0, 1.0, ())
