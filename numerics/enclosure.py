"""Rigorous enclosures of training: trajectories in ball arithmetic, with the precision raised until they are tight.

Weights, data, targets, learning rate and all constants are taken as the rational numbers they are, and every ball contains the
true value of *that* trajectory.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.arguments import integer
from numerics.arithmetic import Number, balls
from numerics.balls import Ball, UndecidedError, ball, load_flint
from numerics.driver import Iterate, iterates
from numerics.exact import exact_process
from numerics.models.base import Model
from numerics.process import Process
from numerics.updates import State

__all__ = ["BallPoint", "Enclosure", "EnclosureError", "ball_points", "enclose", "precisions", "top_eigenvalue"]

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


def ball_points(process: Process, start: State) -> Iterator[BallPoint]:
    """The balls of step 0, 1, … without end, at the working precision of the caller.

    Parameters
    ----------
    process, start
        One trajectory in fractions, see `numerics.exact.exact_process`.

    Raises
    ------
    UndecidedError
        At the first step at which a gate, or another comparison, cannot be decided.
    """
    enclosed = State(balls(start.weights), tuple(balls(part) for part in start.memory), start.step)
    for here in iterates(process, enclosed):
        yield _point(here)


def _point(here: Iterate) -> BallPoint:
    model, weights = here.process.model, here.state.weights
    gram = model.tangent_gram(weights)[0]
    _check_balls(model, here.outputs, gram)
    top = top_eigenvalue([[entry.arb for entry in row] for row in gram])
    outputs = tuple(value.arb for value in here.outputs[0])
    ntk = ball(here.process.loss.coefficient(model.data_count)).arb * top
    return BallPoint(here.state.step, outputs, here.loss[0].arb, ntk, here.weight_norm[0].arb)


def _check_balls(model: Model, *found: ndarray) -> None:
    """Refuse a model that left ball arithmetic on the way: nothing would be enclosed."""
    for values in found:
        if any(type(value) is not Ball for value in values.flat):
            raise TypeError(f"{type(model).__name__} does not compute in balls: its constants must be real numbers")


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
            return flint.arb(0).union(sum((row[i] for i, row in enumerate(gram)), flint.arb(0)))
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
    learning_rate: Number | None = None,
    steps: int | None = None,
    *,
    precision: int = FIRST_PRECISION,
    tightness: int = 24,
    **process: Any,
) -> Enclosure:
    """Enclose a trajectory in balls; the precision is doubled until all gates are decided and all balls are tight.

    Parameters
    ----------
    model
        A model on its data whose formulas are arithmetic, comparisons and elementary functions: any of `numerics.models`.
    weights, targets, learning_rate, steps
        As for `numerics.exact.simulate_exact`: exact numbers.
    precision
        Working precision in bits to begin with.
    tightness
        Bits b of the result: every radius is at most 2^(−b)(1 + |midpoint|). With several data the NTK is found to about 16.
    **process
        ``normalisation``, ``update``, ``loss`` and ``batches``, as for `numerics.exact.simulate_exact`.

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
        As for `numerics.exact.simulate_exact`.
    """
    count = integer(steps, "steps")
    flint = load_flint()
    run = exact_process(model, weights, targets, learning_rate, **process)
    asked = tightness if model.data_count == 1 else min(tightness, 11)
    for bits in precisions(precision):
        with flint.ctx.workprec(bits):
            try:
                points = tuple(islice(ball_points(*run), count + 1))
            except UndecidedError:
                continue
            if all(point.tight(asked) for point in points):
                return Enclosure(points, bits)
    raise EnclosureError(f"no enclosure of {count} steps to {asked} bits with {LAST_PRECISION} bits")


def precisions(first: int) -> Iterator[int]:
    """Working precisions to try: doubled each time."""
    bits = first
    while bits <= LAST_PRECISION:
        yield bits
        bits *= 2
