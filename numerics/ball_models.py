"""Models in ball arithmetic: the same formulas, with every number an interval that certainly contains the true value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

import numpy as np
from numpy import ndarray

from numerics.models.arrays import Number, rational
from numerics.models.quadratic import PureQuadratic
from numerics.models.two_layer import TwoLayerNet

__all__ = ["BallModel", "BallState", "UndecidedGateError", "ball", "ball_model", "load_flint"]


class UndecidedGateError(ArithmeticError):
    """A pre-activation's ball contains zero and more: its gate cannot be decided at this precision."""


def load_flint() -> Any:
    """Import python-flint.

    Raises
    ------
    ImportError
        If it is missing; names the extra that brings it.
    """
    try:
        import flint
    except ImportError as error:
        raise ImportError('ball arithmetic needs python-flint: pip install "catapult-verify[proofs]"') from error
    return flint


def ball(value: Number) -> Any:
    """A ball at the working precision that contains a float or fraction (both are exact rational numbers)."""
    flint = load_flint()
    exact = Fraction(value)
    return flint.arb(flint.fmpq(exact.numerator, exact.denominator))


def balls(values: ndarray) -> list[Any]:
    """One ball for each entry, in order."""
    return [ball(value) for value in values.ravel().tolist()]


def dot(left: list[Any], right: list[Any]) -> Any:
    """Σ l_i r_i."""
    return sum((a * b for a, b in zip(left, right, strict=True)), load_flint().arb(0))


@dataclass(frozen=True)
class BallState:
    """What is known of the model at one weight vector.

    Attributes
    ----------
    outputs
        f_a, D balls.
    gram
        ∇f_a·∇f_b, D lists of D balls.
    pullback
        From D cotangents to Σ_a c_a ∇f_a, P balls.
    """

    outputs: list[Any]
    gram: list[list[Any]]
    pullback: Callable[[list[Any]], list[Any]]


class BallModel(Protocol):
    """A model on its data in ball arithmetic; numbers are converted at the precision of the moment."""

    def state(self, weights: list[Any]) -> BallState:
        """Outputs, tangent Gram matrix and pullback at P balls; raises `UndecidedGateError`."""


def ball_model(model: object) -> BallModel:
    """The ball-arithmetic twin of a `TwoLayerNet` or a `PureQuadratic`, at the current precision.

    Raises
    ------
    TypeError
        For any other model.
    """
    if isinstance(model, TwoLayerNet):
        return _BallNet(model)
    if isinstance(model, PureQuadratic):
        return _BallQuadratic(model)
    raise TypeError(f"no ball arithmetic for {type(model).__name__}: a TwoLayerNet or a PureQuadratic is expected")


class _BallNet:
    def __init__(self, model: TwoLayerNet) -> None:
        self._width, self._dimension = model.width, int(model.inputs.shape[1])
        self._inputs = [balls(row) for row in model.inputs]
        self._input_gram = [[dot(a, b) for b in self._inputs] for a in self._inputs]
        self._scale = ball(model.scale)
        self._plus, self._minus = (ball(slope) for slope in model.slopes)
        self._tie = ball(model.slope_at_zero)
        self._gated = model.slopes[0] != model.slopes[1] or model.slope_at_zero != model.slopes[0]

    def _gate(self, preactivation: Any) -> Any:
        if not self._gated or preactivation > 0:
            return self._plus
        if preactivation < 0:
            return self._minus
        if preactivation.is_zero():
            return self._tie
        raise UndecidedGateError(f"a pre-activation lies in {preactivation}")

    def state(self, weights: list[Any]) -> BallState:
        n, d = self._width, self._dimension
        first = [weights[i * d : (i + 1) * d] for i in range(n)]
        second = weights[n * d :]
        hidden, back = [], []
        for x in self._inputs:
            preactivations = [dot(u, x) for u in first]
            gates = [self._gate(p) for p in preactivations]
            hidden.append([g * p for g, p in zip(gates, preactivations, strict=True)])
            back.append([g * v for g, v in zip(gates, second, strict=True)])
        outputs = [self._scale * dot(h, second) for h in hidden]
        points = range(len(self._inputs))
        gram = [
            [self._scale**2 * (dot(hidden[a], hidden[b]) + self._input_gram[a][b] * dot(back[a], back[b])) for b in points]
            for a in points
        ]

        def pullback(cotangents: list[Any]) -> list[Any]:
            scaled = [c * self._scale for c in cotangents]
            rows = [[scaled[a] * back[a][i] for a in points] for i in range(n)]
            moved = [dot(row, [x[j] for x in self._inputs]) for row in rows for j in range(d)]
            return moved + [dot(scaled, [hidden[a][i] for a in points]) for i in range(n)]

        return BallState(outputs, gram, pullback)


class _BallQuadratic:
    def __init__(self, model: PureQuadratic) -> None:
        self._zeta = ball(model.zeta)
        self._diagonal = model.psi.ndim == 2
        self._forms = [balls(form) if self._diagonal else [balls(row) for row in form] for form in model.psi]

    def state(self, weights: list[Any]) -> BallState:
        if self._diagonal:
            applied = [[p * w for p, w in zip(form, weights, strict=True)] for form in self._forms]
        else:
            applied = [[dot(row, weights) for row in form] for form in self._forms]
        gradients = [[self._zeta * entry for entry in row] for row in applied]
        outputs = [dot(gradient, weights) / 2 for gradient in gradients]
        gram = [[dot(a, b) for b in gradients] for a in gradients]

        def pullback(cotangents: list[Any]) -> list[Any]:
            return [dot(cotangents, [gradient[i] for gradient in gradients]) for i in range(len(weights))]

        return BallState(outputs, gram, pullback)


def exact_weights(weights: object, count: int) -> ndarray:
    """One weight vector (P,) or (1, P) as exact fractions.

    Raises
    ------
    TypeError, ValueError
        If the weights are text, not finite, or not one vector of length ``count``.
    """
    vector = rational(np.asarray(weights))
    if vector.ndim == 2 and len(vector) == 1:
        vector = vector[0]
    if vector.shape != (count,):
        raise ValueError(f"weights must have shape ({count},), not {vector.shape}")
    return vector
