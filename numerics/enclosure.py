"""Rigorous enclosures of gradient descent: trajectories in ball arithmetic, with the precision raised until they are tight.

Weights, data, targets, learning rate and the model's constants are taken as the rational numbers they are, and every ball
contains the true value of *that* trajectory. Squared loss, L = (c/2) Σ r_a², NTK = c · λmax(J Jᵀ), c by normalisation.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.ball_models import UndecidedGateError, ball, ball_model, balls, dot, exact_weights, load_flint
from numerics.models.arrays import Number, rational
from numerics.models.base import Model
from numerics.validation import NORMALISATIONS

__all__ = ["BallPoint", "Enclosure", "EnclosureError", "Problem", "enclose"]

FIRST_PRECISION, LAST_PRECISION = 96, 24576


class EnclosureError(ArithmeticError):
    """No tight enclosure was found at the highest precision allowed."""


@dataclass(frozen=True)
class BallPoint:
    """Balls of the observables at one step: outputs (D of them), loss, NTK, squared weight norm."""

    step: int
    outputs: tuple[Any, ...]
    loss: Any
    ntk: Any
    weight_norm: Any

    def tight(self, bits: int) -> bool:
        """Whether every radius is at most 2^(−bits) of 1 + |midpoint|."""
        flint = load_flint()
        slack = flint.arb(2) ** -bits
        every = (*self.outputs, self.loss, self.ntk, self.weight_norm)
        return all(value.is_finite() and value.rad() <= slack * (1 + abs(value.mid())) for value in every)


@dataclass(frozen=True)
class Enclosure:
    """An enclosed trajectory.

    Attributes
    ----------
    points
        One `BallPoint` for each step 0, 1, …
    precision
        Working precision in bits that sufficed.
    """

    points: tuple[BallPoint, ...]
    precision: int

    def bounds(self, name: str) -> tuple[ndarray, ndarray]:
        """Lower and upper bounds as float64, rounded outwards: (T+1,), or (T+1, D) for ``outputs``.

        Raises
        ------
        ValueError
            If ``name`` is not one of ``outputs``, ``loss``, ``ntk``, ``weight_norm``.
        """
        if name not in ("outputs", "loss", "ntk", "weight_norm"):
            raise ValueError(f"no enclosure of {name!r}: outputs, loss, ntk or weight_norm is expected")
        rows = [getattr(point, name) for point in self.points]
        rows = [row if isinstance(row, tuple) else (row,) for row in rows]
        low = np.array([[_outward(value.lower(), -math.inf) for value in row] for row in rows])
        high = np.array([[_outward(value.upper(), math.inf) for value in row] for row in rows])
        return (low, high) if name == "outputs" else (low[:, 0], high[:, 0])


def _outward(value: Any, direction: float) -> float:
    return math.nextafter(float(value), direction)


@dataclass(frozen=True, init=False)
class Problem:
    """One trajectory, given exactly: model, weights, targets, learning rate and the normalisation of the loss.

    Parameters
    ----------
    model
        A `TwoLayerNet` or `PureQuadratic` on its data.
    weights
        P numbers.
    targets
        D numbers, or one for all.
    learning_rate
        η ≥ 0.
    normalisation
        ``"mean"``, ``"sum"`` or ``"mean_square"``.

    Raises
    ------
    TypeError, ValueError
        For text, non-finite numbers and wrong shapes.
    """

    model: Model
    weights: tuple[Fraction, ...]
    targets: tuple[Fraction, ...]
    learning_rate: Fraction
    coefficient: Fraction

    def __init__(
        self, model: Model, weights: object, targets: object, learning_rate: Number, normalisation: str = "mean"
    ) -> None:
        if normalisation not in NORMALISATIONS:
            raise ValueError(f"normalisation must be one of {', '.join(NORMALISATIONS)}, not {normalisation!r}")
        rate = rational(learning_rate).item()
        if rate < 0:
            raise ValueError(f"learning_rate must not be negative, not {learning_rate}")
        count = model.data_count
        values = rational(targets)
        if values.ndim > 1 or values.size not in (1, count):
            raise ValueError(f"targets must be {count} numbers or one, not of shape {values.shape}")
        coefficients = {"mean": Fraction(1, count), "sum": Fraction(1), "mean_square": Fraction(2, count)}
        object.__setattr__(self, "model", model)
        object.__setattr__(self, "weights", tuple(exact_weights(weights, model.weight_count).tolist()))
        object.__setattr__(self, "targets", tuple(np.broadcast_to(values.ravel(), (count,)).tolist()))
        object.__setattr__(self, "learning_rate", rate)
        object.__setattr__(self, "coefficient", coefficients[normalisation])

    def trajectory(self) -> Iterator[BallPoint]:
        """The balls of step 0, 1, … without end, at the working precision of the caller.

        Raises
        ------
        UndecidedGateError
            At the first step at which a gate cannot be decided.
        """
        twin = ball_model(self.model)
        weights, targets = balls(rational(self.weights)), balls(rational(self.targets))
        coefficient, rate = ball(self.coefficient), ball(self.learning_rate)
        step = 0
        while True:
            state = twin.state(weights)
            residuals = [f - y for f, y in zip(state.outputs, targets, strict=True)]
            loss = coefficient * sum((r**2 for r in residuals), ball(0)) / 2
            ntk = coefficient * top_eigenvalue(state.gram)
            yield BallPoint(step, tuple(state.outputs), loss, ntk, sum((w**2 for w in weights), ball(0)))
            move = state.pullback([rate * coefficient * r for r in residuals])
            weights = [w - m for w, m in zip(weights, move, strict=True)]
            step += 1


def top_eigenvalue(gram: list[list[Any]]) -> Any:
    """A ball that contains the top eigenvalue of a positive semidefinite matrix of balls.

    With p a power of two, (tr Kᵖ/D)^(1/p) ≤ λmax ≤ (tr Kᵖ)^(1/p); a single entry is its own.
    """
    if len(gram) == 1:
        return gram[0][0]
    flint = load_flint()
    doublings, size = 16, len(gram)
    matrix, scale = flint.arb_mat(gram), flint.arb(1)
    for level in range(doublings):
        trace = matrix.trace()
        if not trace > 0:
            return flint.arb(0).union(dot([row[i] for i, row in enumerate(gram)], [flint.arb(1)] * size))
        matrix = matrix / trace
        scale *= trace ** (flint.arb(1) / 2**level)
        matrix = matrix * matrix
    trace = matrix.trace()
    power = flint.arb(1) / 2**doublings
    return (scale * (trace / size) ** power).union(scale * trace**power)


def enclose(
    model: Model,
    weights: object,
    targets: object,
    learning_rate: Number,
    steps: int,
    *,
    normalisation: str = "mean",
    precision: int = FIRST_PRECISION,
    tightness: int = 24,
) -> Enclosure:
    """Enclose a trajectory in balls; the precision is doubled until all gates are decided and all balls are tight.

    Parameters
    ----------
    model
        A `TwoLayerNet` or `PureQuadratic` on its data.
    weights, targets, learning_rate, normalisation
        As for `Problem`: exact numbers.
    steps
        Number of steps.
    precision
        Working precision in bits to begin with.
    tightness
        Bits b of the result: every radius is at most 2^(−b)(1 + |midpoint|). With several data the NTK is found to about 16.

    Returns
    -------
    Enclosure

    Raises
    ------
    EnclosureError
        If the highest precision does not suffice: a pre-activation that is exactly zero without being so in binary.
    ImportError
        If python-flint is missing.
    TypeError, ValueError
        As for `Problem`, or if ``steps`` is not a nonnegative integer.
    """
    if isinstance(steps, bool) or not isinstance(steps, int) or steps < 0:
        raise ValueError(f"steps must be a nonnegative integer, not {steps!r}")
    flint = load_flint()
    problem = Problem(model, weights, targets, learning_rate, normalisation)
    asked = tightness if model.data_count == 1 else min(tightness, 11)
    for bits in precisions(precision):
        with flint.ctx.workprec(bits):
            try:
                points = tuple(point for _, point in zip(range(steps + 1), problem.trajectory(), strict=False))
            except UndecidedGateError:
                continue
            if all(point.tight(asked) for point in points):
                return Enclosure(points, bits)
    raise EnclosureError(f"no enclosure of {steps} steps to {asked} bits with {LAST_PRECISION} bits")


def precisions(first: int) -> Iterator[int]:
    """Working precisions to try: doubled each time."""
    bits = first
    while bits <= LAST_PRECISION:
        yield bits
        bits *= 2
