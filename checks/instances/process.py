"""The numeric process that an instance is trained by, as its setting names it, and the state in which it starts."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
from numpy import ndarray
from sympy import Expr, Symbol, lambdify

from checks.instances.instance import Instance
from checks.instances.training import EveryBatch, EveryRate, Scheduled
from checks.pairs.process import numeric_loss, numeric_rule, value_of
from numerics.arithmetic import is_exact
from numerics.batches import FullBatch
from numerics.driver import Iterate
from numerics.losses import Loss
from numerics.process import Process
from numerics.updates import GradientDescent, State
from theory.symbols import OBSERVABLES, PARAMETERS, observable_of

__all__ = ["begin", "linear_edge", "loss_of", "process_of", "start_state"]

_STANDING = GradientDescent(0)
_ETA, _ETA_T = PARAMETERS["eta"].symbol, OBSERVABLES["eta_t"].now


def process_of(instance: Instance, rates: ndarray) -> Process:
    """The process of an instance at learning rates (B,), one for each of its rows."""
    setting, training = instance.setting, instance.training
    update, values = setting.update, instance.parameters
    schedule: Any = rates
    if update.rate == _ETA_T:
        schedule = EveryRate(rates, training.factors or (Fraction(1),))
    elif update.rate != _ETA:
        schedule = _FollowsState(instance, update.rate, rates)
    elif instance.exact:
        (schedule,) = rates
    return Scheduled(
        instance.model,
        instance.targets,
        numeric_rule(update, schedule, values, exact=instance.exact),
        loss_of(instance),
        EveryBatch(training.shares) if training.shares else FullBatch(),
        schedule,
    )


def loss_of(instance: Instance) -> Loss:
    """The loss of an instance."""
    return numeric_loss(instance.setting.loss, instance.parameters, exact=instance.exact)


def start_state(instance: Instance, process: Process) -> State:
    """Where an instance starts: at rest, or with what it is said to remember."""
    rest = process.update.init(instance.weights)
    return State(rest.weights, instance.training.memory, 0) if instance.training.memory else rest


def begin(instance: Instance, rates: ndarray) -> Iterate:
    """The first state of an instance at learning rates (B,)."""
    process = process_of(instance, rates)
    return Iterate(process, start_state(instance, process))


def linear_edge(instance: Instance) -> float:
    """The ηλ up to which the rule of an instance is linearly stable as η → 0; 2 where it does not say."""
    process = process_of(instance, np.array([Fraction(1)] if instance.exact else np.ones(len(instance.weights))))
    edge = getattr(process.update, "edge", None)
    return float(np.max(edge(0.0))) if edge is not None else 2.0


@lru_cache(maxsize=256)
def _compiled(rate: Expr) -> tuple[tuple[str, ...], Any]:
    names = tuple(sorted(symbol.name for symbol in rate.free_symbols))
    plain = {symbol: Symbol(symbol.name) for symbol in rate.free_symbols}
    return names, lambdify([Symbol(name) for name in names], rate.xreplace(plain), modules="numpy")


@dataclass(frozen=True, eq=False)
class _FollowsState:
    """A learning rate that is an expression in parameters and in what is measured at the state."""

    instance: Instance
    rate: Expr
    rates: ndarray

    def __call__(self, state: State, gradient: Any) -> ndarray:
        """The rates of this step, (B, 1); where the expression has no value nothing moves, if it is by a gradient of 0."""
        from checks.instances.measure import observables  # which measures along the processes of this module

        rates = self.rates if state.rows is None else self.rates[state.rows]
        entries = [observable_of(symbol) for symbol in self.rate.free_symbols]
        asked = {entry[0].name for entry in entries if entry is not None}
        here = Iterate(Process(self.instance.model, self.instance.targets, _STANDING, loss_of(self.instance)), state)
        values = {**self.instance.parameters, **observables(self.instance, state.weights, asked, rates, here), "eta": rates}
        if is_exact(state.weights):
            known = {name: value[0] if isinstance(value, np.ndarray) else value for name, value in values.items()}
            return np.array([[value_of(self.rate, known, exact=True)]], dtype=object)
        names, evaluate = _compiled(self.rate)
        with np.errstate(all="ignore"):
            column = np.asarray(evaluate(*(np.asarray(values[name], dtype=float) for name in names)), dtype=float)
        column = np.broadcast_to(column, (len(state.weights),))
        return np.where(np.isfinite(column), column, 0.0)[:, None]
