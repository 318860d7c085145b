"""Training in exact rational arithmetic: the judge of every candidate counterexample."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

import numpy as np
from numpy import ndarray

from numerics.arguments import integer, shown
from numerics.arguments import model as check_model
from numerics.arithmetic import rational
from numerics.batches import Batches
from numerics.driver import Iterate, iterates
from numerics.losses import Loss
from numerics.models.base import Model
from numerics.process import Process, RuleOfRates, at_rest, chosen_batches, chosen_loss, chosen_rule, continued
from numerics.updates import State, UpdateRule

__all__ = ["ExactState", "exact_process", "rational", "simulate_exact"]


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
        L = c Σ_a ℓ_a.
    gram
        c ∇f_a·∇f_b as D rows of D fractions.
    weight_norm
        Squared norm of all weights.
    memory
        What the update rule remembers, such as the velocity: tuples of P fractions.
    """

    step: int
    weights: tuple[Fraction, ...]
    outputs: tuple[Fraction, ...]
    loss: Fraction
    gram: tuple[tuple[Fraction, ...], ...]
    weight_norm: Fraction
    memory: tuple[tuple[Fraction, ...], ...] = ()

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


def exact_process(
    model: Model,
    weights: object,
    targets: object,
    learning_rate: object,
    *,
    normalisation: str = "mean",
    update: UpdateRule | RuleOfRates | None = None,
    loss: Loss | None = None,
    batches: Batches | None = None,
) -> tuple[Process, State]:
    """One trajectory, given exactly: the process in fractions, and its state at the start.

    The parameters are those of `simulate_exact`.

    Raises
    ------
    TypeError, ValueError
        If an argument is of the wrong kind, shape or range.
    """
    check_model(model)
    goal = rational(targets, "targets")
    if goal.shape not in ((), (model.data_count,)):
        raise ValueError(f"targets must have shape (D,) with D = {model.data_count}, not {goal.shape}")
    goal = np.array(np.broadcast_to(goal, (model.data_count,)))
    if learning_rate is not None:
        eta = rational(learning_rate, "learning_rate")
        if eta.shape != () or eta[()] < 0:
            raise ValueError(f"learning_rate must be one number, not negative: {shown(learning_rate)}")
        learning_rate = eta[()]
    rule, cost = chosen_rule(update, learning_rate, "learning_rate"), chosen_loss(loss, normalisation)
    cost.check(goal)
    process = Process(model, goal, rule, cost, chosen_batches(batches))
    if not isinstance(weights, State):
        return process, at_rest(rule, _exact_row(weights, model.weight_count)[None])
    row = _exact_row(weights.weights, model.weight_count)[None]
    continued(rule, weights, row)
    return process, State(row, tuple(rational(part, "memory") for part in weights.memory), weights.step)


def _exact_row(weights: object, count: int) -> ndarray:
    """One weight vector, (P,) or (1, P), as exact fractions (P,)."""
    row = rational(weights, "weights")
    if row.ndim == 2 and len(row) == 1:
        row = row[0]
    if row.shape != (count,):
        raise ValueError(f"weights must have shape (P,) with P = {count}, not {row.shape}")
    return row


def simulate_exact(
    model: Model,
    weights: object,
    targets: object,
    learning_rate: Fraction | float | None = None,
    steps: int | None = None,
    *,
    normalisation: str = "mean",
    update: UpdateRule | RuleOfRates | None = None,
    loss: Loss | None = None,
    batches: Batches | None = None,
) -> list[ExactState]:
    """Train without rounding, by default θ' = θ − η∇L; floats are taken as the rationals they are.

    The number of digits grows geometrically with the step, so about ten steps are practical. The model's constants, too, are
    taken as the rationals they are: a net whose scale is the double nearest n^(-1/2) is the net with *that* scale.

    Parameters
    ----------
    model
        A piecewise polynomial model of `numerics.models` (not tanh or swish).
    weights
        P numbers, or a `State` with what the rule remembers.
    targets
        D numbers, or one for all.
    learning_rate
        η ≥ 0; None if ``update`` has its own.
    steps
        Number of steps.
    normalisation
        ``"mean"``, ``"sum"`` or ``"mean_square"``, of the squared loss.
    update, loss, batches
        As in `numerics.descent.simulate`; with rational constants.

    Returns
    -------
    list of ExactState
        States 0 … ``steps``.

    Raises
    ------
    TypeError, ValueError
        If an argument is of the wrong kind, shape or range, or something in the process has no exact arithmetic.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from numerics import HeavyBall, PureQuadratic
    >>> model = PureQuadratic([[Fraction(1), Fraction(-1)]], Fraction(1))
    >>> [str(state.loss) for state in simulate_exact(model, [Fraction(1), Fraction(0)], [Fraction(0)], Fraction(1), 2)]
    ['1/8', '1/128', '2401/524288']
    >>> rule = HeavyBall(Fraction(1), Fraction(1, 2))
    >>> [str(state.weights[0]) for state in simulate_exact(model, [1, 0], 0, steps=2, update=rule)]
    ['1', '1/2', '3/16']
    """
    count = integer(steps, "steps")
    process, start = exact_process(
        model, weights, targets, learning_rate, normalisation=normalisation, update=update, loss=loss, batches=batches
    )
    return [_exact_state(here) for here in islice(iterates(process, start), count + 1)]


def _exact_state(here: Iterate) -> ExactState:
    model, (row,) = here.process.model, here.state.weights
    gram = model.tangent_gram(here.state.weights)[0] * here.process.loss.coefficient(model.data_count)
    return ExactState(
        step=here.state.step,
        weights=tuple(row),
        outputs=tuple(here.outputs[0]),
        loss=Fraction(here.loss[0]),
        gram=tuple(tuple(line) for line in gram),
        weight_norm=Fraction(here.weight_norm[0]),
        memory=tuple(tuple(part[0]) for part in here.state.memory),
    )
