"""The matrices whose top eigenvalues limit the learning rate, by products: NTK, Gauss–Newton matrix, Hessian of the loss."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite
from typing import Any, ClassVar

from numerics.arguments import choice
from numerics.losses import NORMALISATIONS
from numerics.spectra.network import Loss, Network, Piece
from numerics.spectra.operator import SymmetricOperator
from numerics.validation import coefficient

__all__ = [
    "Parts",
    "SquaredLoss",
    "gauss_newton",
    "hessian",
    "loss_gradient",
    "loss_parts",
    "parts_curvature",
    "parts_gradient",
    "tangent_kernel",
]

Parts = list[tuple[Piece, Loss, Any]]
_SAME = 1e-4
"""Relative difference up to which a loss counts as the mean or sum of those of its parts."""


@dataclass(frozen=True)
class SquaredLoss:
    """L = (c/2) Σ r² as a function (outputs, targets): a sum over the data, whatever part of them it is given.

    Attributes
    ----------
    coefficient
        c; see `numerics.validation.coefficient`.
    """

    coefficient: float
    reduction: ClassVar[str] = "sum"

    def __call__(self, outputs: Any, targets: Any) -> Any:
        """(c/2) Σ (f − y)²; raises ValueError if the shapes differ."""
        # Other shapes would be broadcast to something else than a residual.
        if tuple(outputs.shape) != tuple(targets.shape):
            raise ValueError(f"targets must have the shape of the outputs, {tuple(outputs.shape)}, not {tuple(targets.shape)}")
        residuals = outputs - targets
        return self.coefficient / 2 * (residuals * residuals).sum()


@dataclass(frozen=True)
class _Share:
    """A mean over some of the data, as their share of the mean over all of them."""

    loss: Loss
    share: float

    def __call__(self, outputs: Any, targets: Any) -> Any:
        return self.share * self.loss(outputs, targets)


def tangent_kernel(net: Network, weights: Any = None, normalisation: str = "mean") -> SymmetricOperator:
    """c·JJᵀ, (D·K) × (D·K): the NTK on all data and outputs; each product is one backward and one forward pass.

    Parameters
    ----------
    net
        A net on its data, see `numerics.adapters`.
    weights
        (P,); by default the net's current ones.
    normalisation
        The c of L = (c/2) Σ r²: 1/(D·K) for ``"mean"``, 1 for ``"sum"``, 2/(D·K) for ``"mean_square"``; 2/λmax is then the
        largest linearly stable learning rate.
    """
    at = net.weights() if weights is None else weights
    vectors, pieces, scale = net.vectors(at), net.linearised(at), coefficient(normalisation, net.data_count)
    width = net.data_count // net.row_count

    def apply(cotangents: Any) -> Any:
        pulled = (piece.pull(cotangents[piece.rows.start * width : piece.rows.stop * width]) for piece in pieces)
        total = _total(net, at, pulled)
        return vectors.scaled(vectors.joined([piece.push(total) for piece in pieces]), scale)

    return SymmetricOperator(net.data_count, apply, vectors, semidefinite=True)


def gauss_newton(
    net: Network, weights: Any = None, *, targets: Any = None, loss: str | Loss = "mean", convex: bool = True
) -> SymmetricOperator:
    """Jᵀℓ''J, P × P: the Hessian of the loss without the curvature of the net; each product is a forward and a backward pass.

    For the squared loss it is c·JᵀJ, whose eigenvalues, zeros apart, are those of `tangent_kernel`.

    Parameters
    ----------
    net, weights
        See `tangent_kernel`.
    targets
        (D, …), for a loss that is not the squared one.
    loss
        The normalisation of the squared loss, or a callable (outputs, targets) -> number: a mean over the data, or a sum if
        it has an attribute ``reduction`` that says so.
    convex
        Whether the loss is convex in the outputs, so that no eigenvalue is negative.
    """
    at = net.weights() if weights is None else weights
    vectors = net.vectors(at)
    if isinstance(loss, str):
        pieces, scale = net.linearised(at), _coefficient(loss, net)
        return SymmetricOperator(
            net.weight_count,
            lambda v: vectors.scaled(_total(net, at, (piece.pull(piece.push(v)) for piece in pieces)), scale),
            vectors,
            semidefinite=True,
        )
    if targets is None:
        raise ValueError("targets must be given for a loss that is not the squared one")
    return parts_curvature(net, at, loss_parts(net, at, targets, loss), convex)


def parts_curvature(net: Network, weights: Any, parts: Parts, convex: bool = True) -> SymmetricOperator:
    """`gauss_newton` of the parts that `loss_parts` has made.

    Parameters
    ----------
    net, weights, convex
        See `gauss_newton`.
    parts
        Pieces of the data with their losses and targets.
    """

    def apply(v: Any) -> Any:
        return _total(net, weights, (piece.pull(piece.loss_curvature(part, goal, piece.push(v))) for piece, part, goal in parts))

    return SymmetricOperator(net.weight_count, apply, net.vectors(weights), semidefinite=convex)


def hessian(net: Network, weights: Any = None, *, targets: Any, loss: str | Loss = "mean") -> SymmetricOperator:
    """∇²L, P × P, the second derivative of the loss by the weights; its largest eigenvalue is called sharpness.

    Parameters
    ----------
    net, weights, targets, loss
        See `gauss_newton`; targets are always needed.
    """
    at = net.weights() if weights is None else weights
    parts = loss_parts(net, at, targets, loss)

    def apply(v: Any) -> Any:
        return _total(net, at, (piece.hessian_product(part, goal, v) for piece, part, goal in parts))

    return SymmetricOperator(net.weight_count, apply, net.vectors(at), semidefinite=False)


def loss_gradient(net: Network, weights: Any = None, *, targets: Any, loss: str | Loss = "mean") -> Any:
    """∇L, (P,), for the same losses.

    Parameters
    ----------
    net, weights, targets, loss
        See `gauss_newton`.
    """
    at = net.weights() if weights is None else weights
    return parts_gradient(net, at, loss_parts(net, at, targets, loss))


def parts_gradient(net: Network, weights: Any, parts: Parts) -> Any:
    """`loss_gradient` of the parts that `loss_parts` has made.

    Parameters
    ----------
    net, weights, parts
        See `parts_curvature`.
    """
    return _total(net, weights, (piece.pull(piece.loss_gradient(part, goal)) for piece, part, goal in parts))


def loss_parts(net: Network, weights: Any, targets: Any, loss: str | Loss) -> Parts:
    """Each piece of the data with its share of the loss, as a function (outputs, targets), and its targets.

    Parameters
    ----------
    net, weights, targets, loss
        See `gauss_newton`.

    Raises
    ------
    ValueError
        If there are not as many targets as data, or the loss is neither a mean nor a sum over the pieces.
    """
    pieces = net.linearised(weights)
    goal = None if targets is None else net.targets(targets, weights)
    if goal is not None and len(goal) != net.row_count:
        raise ValueError(f"targets must have shape (D, …) with D = {net.row_count}, not {tuple(goal.shape)}")
    found: Parts = []
    for piece in pieces:
        share = (piece.rows.stop - piece.rows.start) / net.row_count
        found.append((piece, _share_of(loss, share, net), None if goal is None else goal[piece.rows]))
    if len(found) > 1 and not isinstance(loss, str):
        _check_parts(found[0][0], loss, found[0][2])
    return found


def _check_parts(piece: Piece, loss: Loss, targets: Any) -> None:
    """Raise ValueError if the loss of a piece is not what its reduction says it is of two parts of unequal size."""
    count = piece.rows.stop - piece.rows.start
    if count < 2:
        return
    cut = max(count // 3, 1)
    whole, first, second = (piece.loss(loss, targets, part) for part in (slice(0, count), slice(0, cut), slice(cut, count)))
    summed = getattr(loss, "reduction", "mean") == "sum"
    parts = first + second if summed else (cut * first + (count - cut) * second) / count
    if isfinite(whole) and not abs(parts - whole) <= _SAME * (abs(whole) + abs(first) + abs(second)):
        raise ValueError(
            f"at_once must be None: the loss of a piece of the data is {whole:.6g}, but {parts:.6g} from its parts as a "
            f"{'sum' if summed else 'mean'} over the data (class weights, ignored targets, pairs of data, an undeclared sum?)"
        )


def _share_of(loss: str | Loss, share: float, net: Network) -> Loss:
    """The part of the whole loss that some of the data contribute."""
    if isinstance(loss, str):
        return SquaredLoss(_coefficient(loss, net))
    reduction = getattr(loss, "reduction", "mean")
    if reduction not in ("mean", "sum"):
        raise ValueError(f"loss must be a mean or a sum over the data, but its reduction is {reduction!r}")
    return loss if reduction == "sum" or share == 1 else _Share(loss, share)


def _coefficient(loss: str, net: Network) -> float:
    """The c of the squared loss, by the name of its normalisation."""
    return coefficient(choice(loss, "loss", NORMALISATIONS), net.data_count)


def _total(net: Network, weights: Any, products: Iterable[Any]) -> Any:
    """Sum of the products of the pieces, one at a time."""
    vectors, total = net.vectors(weights), None
    for product in products:
        total = product if total is None else vectors.add(total, 1.0, product)
    return total
