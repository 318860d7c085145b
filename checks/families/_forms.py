"""Effective and sharp constants of D quadratic forms, and small forms for which the effective ones do not bound the kernel.

In exact arithmetic the effective constants are rounded up by less than 1e-15 where they are irrational: a learning rate that
satisfies a bound with the rounded constant satisfies it with the true one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

import numpy as np
from numpy import ndarray

from checks.families._exact import exact_root, fractions
from checks.scene import Extra, Point
from numerics.models.biased_quadratic import BiasedQuadratic
from numerics.models.quadratic import PureQuadratic

__all__ = ["EFFECTIVE", "Turning", "exact_constants", "isotropic", "sharp_constant", "turning_forms"]

_UNKNOWN = float("nan")


def _root_bounds(value: Fraction) -> tuple[Fraction, Fraction]:
    """Rational lower and upper bounds of a square root; equal if it is rational."""
    shift = 10**20
    top = isqrt(value.numerator * value.denominator * shift**2)
    low = Fraction(top, value.denominator * shift)
    return (low, low) if low * low == value else (low, low + Fraction(1, value.denominator * shift))


def _projected_exactly(gram: ndarray, pair: ndarray) -> Fraction:
    """|e·pair|² for the top unit eigenvector e of a 2 × 2 kernel, rounded up; the largest if e is not unique."""
    difference, cross = gram[0, 0] - gram[1, 1], gram[0, 1]
    low, high = _root_bounds(difference**2 + 4 * cross**2)
    square: Fraction = pair[0] ** 2 + pair[1] ** 2
    tilt: Fraction = difference * (pair[0] ** 2 - pair[1] ** 2) + 4 * cross * pair[0] * pair[1]
    if high == 0:
        return square
    return (square + tilt / (low if tilt > 0 else high)) / 2


def _effective(at: Point, vectors: ndarray) -> ndarray:
    """max_k (Σ_a e_a vectors_ak)²/D for each row, (B,); NaN in exact arithmetic for more than two data."""
    grams, count = at.gram, at.model.data_count
    if grams.dtype == object:
        values = np.empty(len(grams), dtype=object)
        for number, gram in enumerate(grams):
            if count == 1:
                values[number] = max(vectors[0] ** 2)
            elif count == 2:
                values[number] = max(_projected_exactly(gram, pair) for pair in vectors.T) / 2
            else:
                values[number] = _UNKNOWN
        return values
    grams = np.where(np.isfinite(grams), grams, 0.0)
    top = np.linalg.eigh(grams)[1][:, :, -1]
    largest: ndarray = (np.matmul(top, vectors) ** 2).max(axis=1) / count
    return largest


def _psi_eff2(at: Point) -> ndarray:
    model = at.model
    if not isinstance(model, (PureQuadratic, BiasedQuadratic)) or model.psi.ndim != 2:
        raise TypeError("the effective form is measured for diagonal forms")
    return _effective(at, model.psi)


def _phi_eff2(at: Point) -> ndarray:
    model = at.model
    if not isinstance(model, BiasedQuadratic) or model.feature_count != 1:
        raise TypeError("the effective feature vector is measured for one feature")
    return _effective(at, model.phi)


EFFECTIVE: dict[str, Extra] = {"psi_eff2": _psi_eff2, "phi_eff2": _phi_eff2}


@dataclass(frozen=True)
class Turning:
    """Two diagonal forms, one feature each (or none), and weights: candidates for a kernel whose top eigenvector turns."""

    phi: ndarray | None
    psi: ndarray
    weights: ndarray


def turning_forms(*, biased: bool, count: int = 12, seed: int = 0) -> Iterator[Turning]:
    """Small rational cases in which floating point sees the (weighted) norm grow just below the effective bound.

    A random search in blocks; it proposes, and exact arithmetic judges.
    """
    source = np.random.default_rng(seed)
    found = 0
    for size in (2, 3) * 10:
        batch = 6000
        psi = source.integers(-3, 4, size=(batch, 2, size)).astype(float)
        theta = source.choice((1.0, -1.0, 0.5, 2.0, 0.25, -0.5, 3.0), size=(batch, size))
        phi = source.choice((0.125, 0.25, -0.125), size=(batch, 2)) * (1.0 if biased else 0.0)
        feature = source.choice((0.0, 0.25, -0.125), size=batch)
        for number in np.flatnonzero(_grows(phi, psi, feature, theta)):
            row = np.concatenate(([feature[number]], theta[number])) if biased else theta[number]
            column = fractions(phi[number, :, None].tolist()) if biased else None
            yield Turning(column, fractions(psi[number].tolist()), fractions([row.tolist()]))
            found += 1
            if found >= count:
                return


def _grows(phi: ndarray, psi: ndarray, feature: ndarray, theta: ndarray) -> ndarray:
    """Whether θ_m² + 2θ_f² grows in a few steps at 0.9999 of the effective bound."""
    gradients = psi * theta[:, None, :]
    gram = np.matmul(gradients, gradients.swapaxes(1, 2)) + phi[:, :, None] * phi[:, None, :]
    top = np.linalg.eigh(gram)[1][:, :, -1]
    form = (np.matmul(top[:, None, :], psi)[:, 0] ** 2).max(axis=1) / 2
    bias = (top * phi).sum(axis=1) ** 2 / 2
    norm = (theta**2).sum(axis=1)
    with np.errstate(all="ignore"):
        rate = 0.9999 * 4 / (2 * bias + form * (norm + 2 * feature**2))
        grown = np.zeros(len(psi), dtype=bool)
        before = norm + 2 * feature**2
        for _ in range(4):
            output = phi * feature[:, None] + np.matmul(psi, (theta**2)[:, :, None])[:, :, 0] / 2
            pull = (output[:, :, None] * psi).sum(axis=1) * theta
            feature = feature - rate / 2 * (output * phi).sum(axis=1)
            theta = theta - (rate / 2)[:, None] * pull
            after = (theta**2).sum(axis=1) + 2 * feature**2
            grown |= after > before * (1 + 1e-6)
            before = after
    return grown & np.isfinite(rate)


def isotropic(psi: ndarray) -> bool:
    """Whether the squares of all forms, dense (D, n, n) or diagonal (D, n), are one multiple of the identity."""
    if psi.ndim == 2:
        return bool((psi**2 == psi[0, 0] ** 2).all())
    squares = np.matmul(psi, psi)
    return bool((squares == np.eye(psi.shape[1], dtype=int) * squares[0, 0, 0]).all())


def sharp_constant(psi: ndarray, zeta: float, *, starts: int = 8, seed: int = 0) -> float:
    """C* = (ζ²/D) max_{|z|=1} ‖Σ_a z_aψ_a‖² of D symmetric forms (D, n, n) or diagonals (D, n).

    Diagonal forms have a closed form. Otherwise the maximum over unit z and θ of |Σ_a z_aψ_aθ| is climbed from many starts,
    each side in turn; the climb is monotone, and the best of the starts is taken.
    """
    count = len(psi)
    if psi.ndim == 2:
        return float(zeta) ** 2 / count * float((psi**2).sum(axis=0).max())
    source = np.random.default_rng(seed)
    mixtures = np.concatenate((np.eye(count), source.normal(size=(starts, count))))
    best = 0.0
    for mixture in mixtures:
        value = 0.0
        for _ in range(100):
            mixture = mixture / np.sqrt((mixture**2).sum())
            values, vectors = np.linalg.eigh(np.tensordot(mixture, psi, 1))
            largest = int(np.argmax(np.abs(values)))
            if abs(values[largest]) <= value * (1 + 1e-12):
                break
            value = float(abs(values[largest]))
            vector = vectors[:, largest]
            mixture = np.matmul(np.matmul(psi, vector), vector)
            if not mixture.any():
                break
        best = max(best, value)
    return float(zeta) ** 2 / count * best**2


def exact_constants(psi: ndarray, zeta: Fraction) -> dict[str, Fraction]:
    """λmax(Ω) and C* of exact forms (D, 2, 2) without trace, where they are rational; else empty.

    A form ασ_z + βσ_x has the square (α² + β²)I. Hence Σψ_a² = (|α|² + |β|²)I, and the largest ‖Σ z_aψ_a‖² over unit z is the
    top eigenvalue of the Gram matrix of α and β.
    """
    if psi.shape[1:] != (2, 2) or (psi[:, 0, 0] + psi[:, 1, 1]).any():
        return {}
    alpha, beta = psi[:, 0, 0], psi[:, 0, 1]
    total, gap, cross = (alpha**2 + beta**2).sum(), (alpha**2 - beta**2).sum(), (alpha * beta).sum()
    root = exact_root(Fraction(gap**2 + 4 * cross**2))
    unit = Fraction(zeta) ** 2 / len(psi)
    return {"omega_top": unit * total} | ({} if root is None else {"c_star": unit * (total + root) / 2})
