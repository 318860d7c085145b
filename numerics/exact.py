"""Gradient descent in exact rational arithmetic: the judge of every candidate counterexample."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy import ndarray

from numerics.models.arrays import rational
from numerics.models.base import Model
from numerics.validation import NORMALISATIONS

__all__ = ["ExactState", "rational", "simulate_exact"]


@dataclass(frozen=True)
class ExactState:
    """One state of an exact trajectory.

    Attributes
    ----------
    step
        Its number; 0 is the initialisation.
    weights
        Flat weights, a tuple of P fractions.
    outputs
        f_a, a tuple of D fractions.
    loss
        L = (c/2) Σ r_a².
    gram
        c ∇f_a·∇f_b as D rows of D fractions.
    weight_norm
        Squared norm of all weights.
    """

    step: int
    weights: tuple[Fraction, ...]
    outputs: tuple[Fraction, ...]
    loss: Fraction
    gram: tuple[tuple[Fraction, ...], ...]
    weight_norm: Fraction

    @property
    def ntk(self) -> Fraction:
        """The NTK of a single datum.

        Raises
        ------
        ValueError
            If there are several data: the top eigenvalue is then not rational in general; use ``gram``.
        """
        if len(self.gram) != 1:
            raise ValueError(
                f"the top eigenvalue of a {len(self.gram)} × {len(self.gram)} kernel is not rational in general; use gram"
            )
        return self.gram[0][0]


def simulate_exact(
    model: Model,
    weights: object,
    targets: object,
    learning_rate: Fraction | float,
    steps: int,
    *,
    normalisation: str = "mean",
) -> list[ExactState]:
    """Step θ' = θ − η∇L without rounding; floats are taken as the rationals they are.

    The number of digits grows geometrically with the step, so about ten steps are practical. The model's constants, too, are
    taken as the rationals they are: a net whose scale is the double nearest n^(-1/2) is the net with *that* scale.

    Parameters
    ----------
    model
        A piecewise polynomial model of `numerics.models` (not tanh or swish).
    weights
        P numbers.
    targets
        D numbers, or one for all.
    learning_rate
        η ≥ 0.
    steps
        Number of steps.
    normalisation
        ``"mean"``, ``"sum"`` or ``"mean_square"``, as in `numerics.descent.simulate`.

    Returns
    -------
    list of ExactState
        States 0 … ``steps``.

    Raises
    ------
    TypeError, ValueError
        If an argument is of the wrong kind, shape or range.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from numerics import PureQuadratic
    >>> model = PureQuadratic([[Fraction(1), Fraction(-1)]], Fraction(1))
    >>> [str(state.loss) for state in simulate_exact(model, [Fraction(1), Fraction(0)], [Fraction(0)], Fraction(1), 2)]
    ['1/8', '1/128', '2401/524288']
    """
    state = rational(weights)
    if state.shape != (model.weight_count,):
        raise ValueError(f"weights must have shape (P,) with P = {model.weight_count}, not {state.shape}")
    goal = rational(targets)
    if goal.shape not in ((), (model.data_count,)):
        raise ValueError(f"targets must have shape (D,) with D = {model.data_count}, not {goal.shape}")
    eta = rational(learning_rate)
    if eta.shape != () or eta[()] < 0:
        raise ValueError(f"learning_rate must be one number, not negative: {learning_rate!r}")
    if isinstance(steps, bool) or not isinstance(steps, int) or steps < 0:
        raise ValueError(f"steps must be a nonnegative integer, not {steps!r}")
    if normalisation not in NORMALISATIONS:
        raise ValueError(f"normalisation must be one of {', '.join(NORMALISATIONS)}, not {normalisation!r}")
    coefficient = Fraction(*{"mean": (1, model.data_count), "sum": (1, 1), "mean_square": (2, model.data_count)}[normalisation])
    states = []
    row = state[None]
    for step in range(steps + 1):
        outputs = model.outputs(row)
        residuals = outputs - goal
        states.append(_state(model, step, row, outputs, residuals, coefficient))
        if step < steps:
            row = row - eta[()] * coefficient * model.pullback(row, residuals)
    return states


def _state(model: Model, step: int, row: ndarray, outputs: ndarray, residuals: ndarray, coefficient: Fraction) -> ExactState:
    gram = model.tangent_gram(row)[0] * coefficient
    return ExactState(
        step=step,
        weights=tuple(row[0]),
        outputs=tuple(outputs[0]),
        loss=Fraction(np.sum(residuals * residuals) * coefficient / 2),
        gram=tuple(tuple(line) for line in gram),
        weight_norm=Fraction(np.sum(row * row)),
    )
