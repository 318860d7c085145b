"""What a net is, measured at its weights: sizes, degree of homogeneity by Euler's identity, and what stands in its way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy import ndarray
from scipy.optimize import nnls

from numerics.adapters.as_model import AsModel
from numerics.adapters.torch_random import draws
from numerics.training.euler import elsewhere

__all__ = ["Anatomy", "Euler", "anatomy", "euler", "homogeneous", "pushed", "slices"]

_EXACT = 1e-6
"""Relative misfit up to which an identity counts as met; it is measured in float64."""
_FEW = 12
"""Most biases of which each is tried whether it may stay."""
_SOME = 64
"""Data that the identities are measured on."""
_FACTORS = (2.0, 16.0, 2.0**20)


@dataclass(frozen=True)
class Euler:
    """Euler's identity Jθ = kf at some weights.

    Attributes
    ----------
    slope
        The k of least squares, ⟨Jθ, f⟩/|f|²; NaN where all outputs are 0.
    misfit
        |Jθ − kf|/|Jθ|.
    scaled
        Largest relative distance of f(tθ) from t^k f(θ), k rounded, over some factors t.
    elsewhere
        |Jθ − kf|/|Jθ| at other weights, none of which is 0, k rounded: biases that are still 0 show there only.
    """

    slope: float
    misfit: float
    scaled: float
    elsewhere: float

    @property
    def degree(self) -> int | None:
        """k, if the net is positively homogeneous as far as this can be seen."""
        nearest = round(self.slope) if np.isfinite(self.slope) else 0
        met = max(self.misfit, abs(self.slope - nearest), self.scaled, self.elsewhere) <= _EXACT if nearest >= 1 else False
        return nearest if met else None

    @property
    def here(self) -> bool:
        """Whether the identity is met at the weights themselves."""
        return abs(self.slope - round(self.slope)) <= _EXACT and max(self.misfit, self.scaled) <= _EXACT


@dataclass(frozen=True)
class Anatomy:
    """A net at its weights.

    Attributes
    ----------
    weight_count, data_count, output_count
        P, D and K.
    blocks
        Name and shape of each trainable array.
    weight_square
        θ².
    euler
        Euler's identity at these weights.
    weighted
        Name of each array → ω ≥ 0 with Σ ω θ·∂f = f, where the net is not homogeneous but this can be met; else empty.
    without
        Arrays of one dimension (biases, as a rule) without which the net is homogeneous, where it is not with them; as few as
        possible.
    degree_without
        Its degree then; None if setting them to 0 does not make it homogeneous.
    linear
        Whether f(θ') = f(θ) + J(θ' − θ) at other weights: the kernel never changes.
    random
        Whether it draws random numbers, so that each step trains another net.
    silent
        Whether its outputs are 0 at these weights, and stay so along them: Euler's identity is then measured at other ones.
    """

    weight_count: int
    data_count: int
    output_count: int
    blocks: tuple[tuple[str, tuple[int, ...]], ...]
    weight_square: float
    euler: Euler
    weighted: dict[str, float]
    without: tuple[str, ...]
    degree_without: int | None
    linear: bool
    random: bool
    silent: bool

    @property
    def degree(self) -> int | None:
        """Degree of homogeneity; None if the net is not homogeneous."""
        return self.euler.degree


def slices(net: AsModel) -> dict[str, slice]:
    """Name of each trainable array → its place in the flat weights."""
    places, start = {}, 0
    for name, shape in net.blocks:
        places[name] = slice(start, start + int(np.prod(shape)))
        start = places[name].stop
    return places


def pushed(net: AsModel, weights: ndarray, direction: ndarray) -> ndarray:
    """J v for a direction v (P,), datum by datum, (D·K,)."""
    at = net.native(weights)
    vectors = net.vectors(at)
    return np.concatenate([vectors.numpy(piece.push(net.native(direction))) for piece in net.linearised(at)])


def euler(net: AsModel, weights: ndarray, held: tuple[str, ...] | None = None) -> Euler:
    """Euler's identity of a net on its data at flat weights (P,), float64; ``held`` are arrays that stay 0."""
    outputs, along = net.outputs(weights[None])[0], pushed(net, weights, weights)
    square, size = float(outputs @ outputs), float(np.linalg.norm(along))
    if not square > 0 or not np.isfinite(square):
        return Euler(float("nan"), float("nan"), float("nan"), float("nan"))
    slope = float(along @ outputs) / square
    misfit = float(np.linalg.norm(along - slope * outputs)) / size if size > 0 else 1.0
    scaled = 0.0
    for factor in _FACTORS:
        larger = net.outputs(factor * weights[None])[0]
        expected = factor ** round(slope) * outputs
        if not np.isfinite(expected).all():  # of a high degree, too large to be seen
            continue
        scaled = max(scaled, float(np.linalg.norm(larger - expected) / np.linalg.norm(expected)))
    others = elsewhere(net, net.native(weights))
    if held is not None:
        others = _zeroed(net, others, held)
    away, along = net.outputs(others[None])[0], pushed(net, others, others)
    length = float(np.linalg.norm(along))
    return Euler(slope, misfit, scaled, float(np.linalg.norm(along - round(slope) * away)) / length if length > 0 else 0.0)


def anatomy(net: AsModel, weights: ndarray) -> Anatomy:
    """Measure a net on the first of its data.

    Parameters
    ----------
    net
        The net on its data.
    weights
        (P,), float64.
    """
    data = net.data_count // net.output_count
    random = draws(net)
    few = net.on(net.chosen(np.arange(min(data, _SOME))))
    silent = not few.outputs(weights[None]).any() and not pushed(few, weights, weights).any()
    found = euler(few, elsewhere(few, few.native(weights)) if silent else weights)
    flat = tuple(name for name, shape in net.blocks if len(shape) <= 1)
    homogeneous = found.degree is not None
    without, degree_without = ((), None) if homogeneous or not flat else _without(few, weights, flat)
    return Anatomy(
        weight_count=net.weight_count,
        data_count=data,
        output_count=net.output_count,
        blocks=tuple(net.blocks),
        weight_square=float(weights @ weights),
        euler=found,
        weighted={} if homogeneous else _weighted(few, weights),
        without=without,
        degree_without=degree_without,
        linear=not random and _linear(few, weights),
        random=random,
        silent=silent,
    )


def homogeneous(net: AsModel, weights: ndarray, factors: ndarray, degree: int) -> bool:
    """Whether Σ n θ·∂f = kf for factors n (P,), on the first of the data, at these weights and at others.

    Parameters
    ----------
    net, weights
        See `anatomy`.
    factors, degree
        n and k.
    """
    few = net.on(net.chosen(np.arange(min(net.data_count // net.output_count, _SOME))))
    for at in (weights, elsewhere(few, few.native(weights))):
        expected = degree * few.outputs(at[None])[0]
        if not np.linalg.norm(pushed(few, at, factors * at) - expected) <= _EXACT * np.linalg.norm(expected):
            return False
    return True


def _linear(net: AsModel, weights: ndarray) -> bool:
    """Whether the net's first-order expansion is met at other weights and at much larger ones."""
    at = net.outputs(weights[None])[0]
    for other in (elsewhere(net, net.native(weights)), _FACTORS[-1] * elsewhere(net, net.native(weights), 1)):
        away = net.outputs(other[None])[0]
        if not np.linalg.norm(at + pushed(net, weights, other - weights) - away) <= _EXACT * np.linalg.norm(away):
            return False
    return True


def _without(net: AsModel, weights: ndarray, flat: tuple[str, ...]) -> tuple[tuple[str, ...], int | None]:
    """Arrays without which the net is homogeneous, none of which can stay, and its degree then; ((), None) if there are none."""

    def degree_at(names: tuple[str, ...]) -> int | None:
        return euler(net, _zeroed(net, weights, names), names).degree

    degree = degree_at(flat)
    if degree is None:
        return (), None
    for name in flat if 1 < len(flat) <= _FEW else ():
        fewer = tuple(other for other in flat if other != name)
        found = degree_at(fewer)
        if found is not None:
            flat, degree = fewer, found
    return flat, degree


def _zeroed(net: AsModel, weights: ndarray, names: tuple[str, ...]) -> ndarray:
    changed = weights.copy()
    for name, place in slices(net).items():
        if name in names:
            changed[place] = 0
    return changed


def _weighted(net: AsModel, weights: ndarray) -> dict[str, float]:
    """ω ≥ 0, one for each array, with Σ ω θ·∂f = f, at these weights, twice them and others; empty if there are none."""
    columns, outputs = [], []
    for at in (weights, _FACTORS[0] * weights, elsewhere(net, net.native(weights))):
        outputs.append(net.outputs(at[None])[0])
        shares = []
        for place in slices(net).values():
            direction = np.zeros_like(at)
            direction[place] = at[place]
            shares.append(pushed(net, at, direction))
        columns.append(np.array(shares).T)
    shares_of, wanted = np.concatenate(columns), np.concatenate(outputs)
    size = float(np.linalg.norm(wanted))
    if not (np.isfinite(shares_of).all() and np.isfinite(size) and size > 0):
        return {}
    # The solution of least norm gives weight to all arrays, if it has no negative entry.
    found = np.linalg.lstsq(shares_of, wanted, rcond=1e-10)[0]
    if found.min() < -_EXACT:
        found = nnls(shares_of, wanted)[0]
    met = float(np.linalg.norm(shares_of @ found - wanted)) <= _EXACT * size
    return dict(zip(slices(net), np.where(found > _EXACT, found, 0.0).tolist(), strict=True)) if met else {}
