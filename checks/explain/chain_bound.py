"""How far the tangent kernel of a chain of layers with biases can reach: a polynomial in its weighted norm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy import ndarray

__all__ = ["Link", "kernel_bound"]


@dataclass(frozen=True)
class Link:
    """A layer z = B(W, h) + E b with |B(W, h)|² ≤ m‖W‖²|h|² and |E b|² = q|b|² for each datum, and what stands behind it.

    Attributes
    ----------
    overlap
        m.
    places
        q, to how many numbers each bias is added; 0 without biases, and in the first layer, whose biases are its weights of one
        more input.
    gain
        g: |p(z)|² ≤ g|z|² and |Dp|² ≤ g for what stands between this layer and the next.
    """

    overlap: float
    places: float
    gain: float


def kernel_bound(links: Sequence[Link], first: float, data: int, norm: float) -> float:
    """An upper bound on |nᐟ²Jᵀc|²/|c|² wherever Σ nθ² ≤ N, n being 1 for weights and l for the biases of layer l.

    Parameters
    ----------
    links
        The k layers.
    first
        ‖P‖², the rows of P being what the first layer reads, with a 1 where it has biases.
    data
        D.
    norm
        N.

    Notes
    -----
    A short proof that no prover has checked. For cotangents c (D, K), δ_l = c sent back to layer l has
    |δ_l|² ≤ |c|² S_l Π_{j>l} w_j, w = ‖W‖² and S_l the product of all m behind layer l and all g from it on. The gradient by the
    first layer is at most |δ_1|‖P‖, its biases in w_1, that by W_l at most √m |δ_l||h|, that by b_l at most |δ_l|√(qD), h being
    what layer l reads of all data. By the triangle inequality |h| is at most the sum of t_1 = ‖P‖√(w_1 Π_{1<i<l} m_i w_i), with
    the √g before layer l, and of one t_j = √(D q_j |b_j|² Π_{j<i<l} m_i w_i), with those from j on, for each further layer with
    biases. So the sum of squares, that by b_l with the factor l, is at most a polynomial in √w and |b| without minus signs. Its
    terms without biases are S_1‖P‖² Σ_l Π_{j≠l} w_j, at most S_1‖P‖² k(N/k)^(k−1) by Maclaurin's inequality; of each other one,
    Π x_i^p_i with Σ x_i ≤ N is largest where x_i = N p_i/Σp.
    """
    depth = len(links)

    def above(layer: int) -> float:
        return float(np.prod([link.gain for link in links[layer:]]) * np.prod([link.overlap for link in links[layer + 1 :]]))

    def behind(layer: int, last: int) -> ndarray:
        """Powers of w, and behind them of l|b_l|²: those of Π_{layer<i<last} w_i."""
        powers = np.zeros(2 * depth)
        powers[layer + 1 : last] = 1
        return powers

    total = above(0) * first * depth * (norm / depth) ** (depth - 1)
    for layer in range(1, depth):
        sent, link = behind(layer, depth), links[layer]
        total += above(layer) * (layer + 1) * link.places * data * _largest(sent, norm)
        read = [_part(links, first, data, place, layer, behind(place, layer)) for place in range(layer)]
        for one, (size, powers) in enumerate(read):
            for other, (factor, others) in enumerate(read):
                if one or other:  # what is without biases is in the sum already
                    height = _largest(sent + (powers + others) / 2, norm)
                    total += above(layer) * link.overlap * float(np.sqrt(size * factor)) * height
    return total


def _part(links: Sequence[Link], first: float, data: int, place: int, layer: int, powers: ndarray) -> tuple[float, ndarray]:
    """t_j² of layer ``layer``, j being ``place``: its factor, and its powers."""
    gains, overlaps = [link.gain for link in links[place:layer]], [link.overlap for link in links[place + 1 : layer]]
    passed = float(np.prod(gains) * np.prod(overlaps))
    powers[place + (len(links) if place else 0)] = 1
    return passed * (data * links[place].places / (place + 1) if place else first), powers


def _largest(powers: ndarray, norm: float) -> float:
    """The largest Π x_i^p_i with x ≥ 0, Σ x_i ≤ N."""
    used = powers[powers > 0]
    return float(np.prod((used * norm / used.sum()) ** used))
