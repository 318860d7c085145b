"""What is run, as one value: a model on its data, targets, a loss, an update rule and batches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import FunctionType
from typing import Any, TypeAlias

from numpy import ndarray

from numerics.arguments import choice, offers, shown
from numerics.batches import Batches, FullBatch
from numerics.losses import NORMALISATIONS, Loss, Squared
from numerics.models.base import Model
from numerics.updates import GradientDescent, State, UpdateRule

__all__ = [
    "Process",
    "RuleOfRates",
    "at_rest",
    "chosen_batches",
    "chosen_loss",
    "chosen_rule",
    "continued",
    "described",
    "rule_of_rates",
]

RuleOfRates: TypeAlias = Callable[[Any], UpdateRule]
"""From learning rates, a number or (B,), to an update rule: a rule's class, or ``partial(HeavyBall, momentum=0.9)``."""

_SQUARED = {name: Squared(name) for name in NORMALISATIONS}
_FULL = FullBatch()


@dataclass(frozen=True, eq=False)
class Process:
    """A training process.

    Attributes
    ----------
    model
        The model on its data.
    targets
        (D,), or (B, D) with one row a trajectory; taken into the arithmetic of the weights.
    update
        The update rule, learning rate included.
    loss
        The loss.
    batches
        The batch of each step.
    """

    model: Model
    targets: ndarray
    update: UpdateRule
    loss: Loss = _SQUARED["mean"]
    batches: Batches = _FULL


def chosen_loss(loss: object, normalisation: str) -> Loss:
    """The loss given, or the squared one in a convention.

    Raises
    ------
    TypeError, ValueError
        If it is no loss, there is no such convention, or both were given.
    """
    if loss is None:
        try:
            return _SQUARED[normalisation]
        except (KeyError, TypeError):
            return _SQUARED[choice(normalisation, "normalisation", NORMALISATIONS)]
    if not isinstance(loss, Loss):
        what = f"the class {loss.__name__}: make one, {loss.__name__}(…)" if isinstance(loss, type) else shown(loss)
        raise TypeError(f"loss must be a Loss of numerics.losses, not {what}")
    if normalisation != "mean":
        raise ValueError(f"normalisation belongs to the loss: give {type(loss).__name__}(normalisation={normalisation!r})")
    return loss


def _is_rule(value: object) -> bool:
    return offers(value, "init", "step")


def rule_of_rates(update: object) -> RuleOfRates:
    """What makes an update rule from learning rates; gradient descent if nothing is given.

    Raises
    ------
    TypeError
        If it cannot, such as a rule whose learning rate is already in it.
    """
    if update is None:
        return GradientDescent
    if _is_rule(update) or not callable(update):
        raise TypeError(
            f"update must make an update rule from learning rates, such as partial(HeavyBall, momentum=0.9), not {shown(update)}"
        )
    return update


def chosen_rule(update: object, rates: object, name: str) -> UpdateRule:
    """The update rule given, or the one that ``update`` makes from the learning rates, argument ``name``.

    Raises
    ------
    TypeError, ValueError
        If neither or both hold a learning rate, or it is out of range.
    """
    if _is_rule(update):
        if rates is not None:
            raise TypeError(f"{name} must be None where update, {type(update).__name__}, has its own learning rate")
        return update  # type: ignore[return-value]  # a rule, as was just asked
    if rates is None:
        raise TypeError(f"{name} must be given, or an update rule that has one: update=GradientDescent(0.1)")
    try:
        made = rule_of_rates(update)(rates)
    except TypeError as error:
        what = "" if update is None else f"update, {described(update)}, must make an update rule from {name}: "
        raise TypeError(f"{what}{error}") from error
    if not _is_rule(made):
        raise TypeError(f"update must make an update rule (with init and step), not {shown(made)}")
    return made


def at_rest(rule: UpdateRule, weights: ndarray) -> State:
    """Where a rule starts, from weights (B, P).

    Raises
    ------
    TypeError
        If its ``init`` returns something else than a state.
    """
    start = rule.init(weights)
    if not isinstance(start, State):
        raise TypeError(
            f"init of the update rule {type(rule).__name__} must return a State of numerics.updates, not {shown(start)}"
        )
    return start


def continued(rule: UpdateRule, state: State, weights: ndarray) -> None:
    """Raise an error unless a rule can go on from a state; what another rule remembers is not needed by one without memory.

    Raises
    ------
    ValueError
        If the state holds another number of arrays than the rule remembers at ``weights``, those of the state in its arithmetic.
    """
    wanted, held = len(at_rest(rule, weights).memory), len(state.memory)
    if wanted and wanted != held:
        raise ValueError(
            f"arrays that {type(rule).__name__} remembers: {wanted}, in the state given as weights: {held}; "
            "to start at rest give weights of shape (B, P)"
        )


def chosen_batches(batches: object) -> Batches:
    """The batches given; the full batch if none are.

    Raises
    ------
    TypeError
        If it is none of `numerics.batches`, nor has a method ``at(step, count)``.
    """
    if batches is None:
        return _FULL
    if not offers(batches, "at"):
        raise TypeError(f"batches must be a value of numerics.batches, not {shown(batches)}")
    return batches  # type: ignore[return-value]  # it has the one method, as was just asked


def described(value: object) -> str:
    """A rule, what makes one, a loss or batches in a few words."""
    if isinstance(value, partial):
        given = (*map(shown, value.args), *(f"{name}={shown(part)}" for name, part in value.keywords.items()))
        return f"{described(value.func)}({', '.join(given)})"
    return value.__qualname__ if isinstance(value, (type, FunctionType)) else shown(value)
