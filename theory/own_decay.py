"""Weight decay of a user's own homogeneous model with target 0: its norm falls up to an edge, and collapses below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sympy import Eq, Expr, expand

from theory.arguments import instance
from theory.bounds import kernel_bound
from theory.homogeneous import homogeneous_maps
from theory.models.unit import UnitModel
from theory.plain_text import to_text
from theory.settings import Setting
from theory.statements import Claim, Quantifier, Source, Statement
from theory.symbols import OBSERVABLES, PARAMETERS
from theory.updates import WeightDecay
from theory.updates.weight_decay import DECAY

__all__ = ["decay_edge", "own_decay"]

_THETA2, _ETA = OBSERVABLES["theta2"], PARAMETERS["eta"].symbol


def decay_edge(kernel: Expr, degree: int, update: WeightDecay) -> Expr:
    """η(B(θ₀²) + kμ), which must not exceed 2k, for H ≤ B(θ²)."""
    return expand(_ETA * (kernel.subs(_THETA2.now, _THETA2.initial) + degree * update.decay))


def own_decay(unit: UnitModel, update: WeightDecay | None = None) -> tuple[Claim, ...]:
    """What is derived for a homogeneous unit model on one datum that is trained with weight decay, as claims.

    Three: the weight norm after a step, for any target; the learning rates at which it cannot grow; and at which the weights tend
    to 0 (both for the target 0, with the bound of the NTK that the model has). Without decay there is no third.

    Parameters
    ----------
    unit
        A homogeneous one, from `theory.from_unit` or `theory.from_quadratic_form`.
    update
        `theory.WeightDecay` at the learning rate η; its decay is μ, or a number.

    Raises
    ------
    TypeError
        If ``unit`` is no unit model, or ``update`` another rule.
    theory.bounds.NoBoundError
        If the unit is not homogeneous, or its NTK has no bound.
    ValueError
        If another model has its name, the learning rate is not η, or the decay is neither μ nor a number, or may be negative.

    Examples
    --------
    >>> from sympy import symbols
    >>> from theory import from_unit
    >>> u, v = symbols("u v")
    >>> print(own_decay(from_unit(u * v, name="linear net with decay"))[1].text)
    weight decay, weight norm nonincreasing: 2*eta*mu + eta*theta2_0 <= 4; y = 0
    """
    rule = WeightDecay() if update is None else instance(update, "update", WeightDecay)
    if type(rule) is not WeightDecay:
        raise TypeError(f"update must be WeightDecay itself: a {type(rule).__name__} may make another step")
    if rule.rate != _ETA:
        raise ValueError(f"update must have the learning rate eta, not {rule.rate}")
    if not (rule.decay.is_nonnegative and rule.decay.free_symbols <= {DECAY.symbol}):
        raise ValueError(f"update must have the decay mu or a number, and none that may be negative, not {rule.decay}")
    kernel = kernel_bound(unit).statement.rhs
    assert unit.degree is not None  # kernel_bound has refused it
    return tuple(_claims(Setting.of_unit(unit, update=rule), unit.degree, decay_edge(kernel, unit.degree, rule)))


def _claims(setting: Setting, degree: int, edge: Expr) -> Iterator[Claim]:
    assert isinstance(setting.update, WeightDecay)
    source, mu = Source("own model", setting.variant), setting.update.decay
    after = homogeneous_maps(degree, update=setting.update).weight_norm_data
    step = Statement(replace(setting, targets="any"), (), Quantifier.STEP, Eq(_THETA2.next, after))
    text = f"weight decay, one step: {_THETA2.next} = {to_text(after)}"
    yield Claim("DECAY-ID", source, text, (step,), evidence="Derived by theory.homogeneous.homogeneous_maps.")
    stays = Statement(setting, (edge <= 2 * degree,), Quantifier.STEP, _THETA2.next <= _THETA2.now)
    text = f"weight decay, weight norm nonincreasing: {edge <= 2 * degree}; y = 0"
    yield Claim("DECAY-MONO", source, text, (stays,), evidence="Derived by theory.own_decay.decay_edge.")
    decays = () if mu.is_positive else (mu > 0,)
    if mu.is_zero:
        return
    falls = Statement(setting, (*decays, edge < 2 * degree), Quantifier.TRAJECTORY, Eq(_THETA2.limit, 0))
    text = f"weight decay, {edge < 2 * degree}{', ' + to_text(mu > 0) if decays else ''}, y = 0: the weights tend to zero"
    yield Claim("DECAY-COLLAPSE", source, text, (falls,), evidence="Derived by theory.own_decay.decay_edge.")
