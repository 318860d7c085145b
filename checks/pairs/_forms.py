"""Effective and sharp constants of D quadratic forms, and small forms for which the effective ones do not bound the kernel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy import ndarray

from checks.instances.instance import Extra, Parameter, Point
from checks.pairs._exact import fractions
from checks.truth.algebraic import Exact, root
from checks.truth.eigenvalues import top_eigenvalue
from numerics.models.biased_quadratic import BiasedQuadratic
from numerics.models.quadratic import PureQuadratic

__all__ = [
    "EFFECTIVE",
    "Turning",
    "exact_constant",
    "form_constant",
    "isotropic",
    "sharp_constant",
    "top_of_squares",
    "turning_forms",
]

_UNKNOWN = float("nan")
_TURNING, _STARTS = 12, 8
"""Cases that are looked for, and random starts of a climb."""


def _projected_exactly(gram: ndarray, pair: ndarray) -> Exact:
    """|e·pair|² for the top unit eigenvector e of a 2 × 2 kernel; the largest if e is not unique."""
    difference, cross = gram[0, 0] - gram[1, 1], gram[0, 1]
    gap = root(difference**2 + 4 * cross**2 + Fraction(0))
    square: Fraction = pair[0] ** 2 + pair[1] ** 2
    tilt: Fraction = difference * (pair[0] ** 2 - pair[1] ** 2) + 4 * cross * pair[0] * pair[1]
    projected: Exact = (square + tilt / gap) / 2 if gap else square
    return projected


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


def form_constant(model: PureQuadratic | BiasedQuadratic) -> Fraction | None:
    """κ = ζ²c of diagonal forms with ψ² = cI; None for any other."""
    squares = set((model.psi**2).ravel().tolist()) if model.psi.ndim == 2 else set()
    return Fraction(model.zeta) ** 2 * squares.pop() if len(squares) == 1 else None


def turning_forms(*, biased: bool) -> Iterator[Turning]:
    """Small rational cases in which floating point sees the (weighted) norm grow just below the effective bound.

    A random search in blocks; it proposes, and exact arithmetic judges.
    """
    source = np.random.default_rng(0)
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
            if found >= _TURNING:
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


def top_of_squares(psi: ndarray) -> Parameter:
    """λmax(Σ_a ψ_a²) of symmetric forms (D, n, n) or diagonals (D, n)."""
    if psi.ndim == 2:
        largest: Parameter = (psi**2).sum(axis=0).max()
        return largest
    squares = np.matmul(psi, psi).sum(axis=0)
    return top_eigenvalue(squares) if psi.dtype == object else float(np.linalg.eigvalsh(squares)[-1])


def sharp_constant(psi: ndarray, zeta: float) -> float:
    """C* = (ζ²/D) max_{|z|=1} ‖Σ_a z_aψ_a‖² of D symmetric forms (D, n, n) or diagonals (D, n), in floating point.

    Diagonal forms commute, so that Σ z_aψ_a is diagonal and its largest entry a Cauchy–Schwarz maximum. Otherwise the maximum
    over unit z and θ of |Σ_a z_aψ_aθ| is climbed from many starts, each side in turn; the climb is monotone, and the best of
    the starts is taken.
    """
    count = len(psi)
    if psi.ndim == 2:
        return float(zeta**2 * top_of_squares(psi) / count)
    mixtures = np.concatenate((np.eye(count), np.random.default_rng(0).normal(size=(_STARTS, count))))
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


def exact_constant(psi: ndarray, zeta: Fraction) -> Exact | None:
    """C* of exact forms: diagonal ones (D, n), one dense form, or dense forms (D, 2, 2) without trace; else None.

    A form ασ_z + βσ_x has the square (α² + β²)I: the largest ‖Σ z_aψ_a‖² over unit z is the top eigenvalue of the Gram matrix
    of α and β.
    """
    unit = zeta**2 / len(psi)
    if psi.ndim == 2 or len(psi) == 1:
        largest = top_of_squares(psi)
        return None if isinstance(largest, float) else unit * largest
    if psi.shape[1:] != (2, 2) or (psi[:, 0, 0] + psi[:, 1, 1]).any():
        return None
    pair = psi[:, 0].T
    return unit * top_eigenvalue(pair @ pair.T)
