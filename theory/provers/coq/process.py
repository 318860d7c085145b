"""How what is run reads in Coq: update rule, loss and batches, in the terms of ``UpdateRules.v``, ``Losses.v``, ``Trained.v``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple, TypeVar

from sympy import Expr

from theory.batches import AnyBatches, Batches, FullBatch, RecurringBatches
from theory.losses import SQUARED, Huber, LogCosh, Logistic, Loss, Squared
from theory.provers.coq.frame import Frame, Named
from theory.provers.coq.printer import coq_prop, coq_term
from theory.settings import Setting
from theory.symbols import OBSERVABLES, PARAMETERS, Parameter, observable_of
from theory.updates import GradientDescent, HeavyBall, Nesterov, UpdateRule, WeightDecay

__all__ = ["IMPORTED", "with_process"]

IMPORTED = ("WeightSpace", "UpdateRules", "Losses")
"""Files that a statement about another process than plain gradient descent opens."""
_Row = TypeVar("_Row")


class _Rule(NamedTuple):
    """A rule in the library's words, and where it takes a gradient besides at the weights."""

    term: str
    ahead: str = ""


_AHEAD = "(add {space} (weights_of {{w}}) (scale {space} {momentum} (velocity_of {{w}})))"
_RULES: dict[type[UpdateRule], _Rule] = {
    GradientDescent: _Rule("gradient_descent {rate}"),
    WeightDecay: _Rule("weight_decay {rate} {decay}"),
    HeavyBall: _Rule("heavy_ball {rate} {momentum}"),
    Nesterov: _Rule("nesterov {rate} {momentum}", _AHEAD),
}
_LOSSES: dict[type[Loss], str] = {
    Squared: "squared",
    Huber: "(huber {delta})",
    LogCosh: "log_cosh",
    Logistic: "logistic",
}
_ETA, _RATE = PARAMETERS["eta"].symbol, OBSERVABLES["eta_t"].now
_WEIGHTS: tuple[Named, ...] = (
    ("batch_nonnegative", "forall t a, (a < D {n})%nat -> 0 <= b t a"),
    ("batch_whole", "forall t, Sum (D {n}) (b t) = 1"),
)
_RECURRING: Named = (
    "batch_recurring",
    "exists (M : nat) (p : R), 0 < p /\\ forall t a, (a < D {n})%nat -> exists j, (j < M)%nat /\\ p <= b (t + j)%nat a",
)
_BATCHES: dict[type[Batches], tuple[Named, ...]] = {
    FullBatch: (),
    AnyBatches: _WEIGHTS,
    RecurringBatches: (*_WEIGHTS, _RECURRING),
}
"""What is said of the weights b of the data; nothing where all count alike."""
_GRADIENT = "(Trained.batch_gradient {m} {loss} (Trained.whole {m}) {at})"
_AT = {
    "slope_velocity": "dot {space} (velocity_of {{w}}) {gradient}",
    "slope_kernel": "square_norm {space} {gradient}",
    "slope_f": "Trained.share {m} * Sum (D {n}) (fun a => Trained.slopes {m} {loss} {at} a * output {n} {at} a)",
    "slope": "Trained.slopes {m} {loss} {at} 0",
    "f": "output {n} {at} 0",
}
"""Observables of the point where the rule takes its gradient."""
_STATE = {
    "velocity2": "square_norm {space} (velocity_of {{w}})",
    "theta_velocity": "dot {space} (weights_of {{w}}) (velocity_of {{w}})",
    "eta_t": "rate (step_of {{w}})",
    "r2_batch": "Sum (D {n}) (fun a => {batches} (step_of {{w}}) a * residual {n} (weights_of {{w}}) a ^ 2)",
}
"""Observables of a state, which has a velocity and the number of its step."""


def with_process(frame: Frame, setting: Setting) -> Frame:
    """The frame of a model that plain gradient descent trains, with the update rule, the loss and the batches of a setting.

    Parameters
    ----------
    frame
        As for plain gradient descent on the squared loss.
    setting
        What is run.

    Raises
    ------
    KeyError
        If the Coq library has no such update rule, loss or batches.
    """
    name, loss = frame.trained, setting.loss
    model = f"(trained {name})"
    brought = setting.brought.values()
    names = {**frame.parameters, **{parameter.symbol.name: parameter.symbol.name for parameter in brought}}
    term = _looked_up(_LOSSES, loss).format(**_numbers(loss, names))
    follows = setting.update.rate != _ETA
    known, numbers = _looked_up(_RULES, setting.update), _numbers(setting.update, names)
    rule = known.term.format(**{**numbers, "rate": "rate" if follows else "(constant_rate eta)"})
    weights = _looked_up(_BATCHES, setting.batches)
    batches = "b" if weights else f"(Trained.full {model})"
    run = f"(Trained.run {model} ({rule}) {term} {batches} w t)"
    parts = {"n": name, "m": model, "loss": term, "batches": batches, "space": f"(Trained.weight_space {model})"}
    observables = {key: text.replace("{w}", "(weights_of {w})") for key, text in frame.observables.items()}
    observables |= {key: text.format(**parts) for key, text in _STATE.items()}
    for suffix, place in {"": "(weights_of {{w}})", **({"_ahead": known.ahead} if known.ahead else {})}.items():
        parts["at"] = place.format(**parts, **numbers)
        parts["gradient"] = _GRADIENT.format(**parts)
        observables |= {key + suffix: text.format(**parts) for key, text in _AT.items()}
    if loss != SQUARED:
        observables["L"] = f"Trained.total_loss {model} {term} (weights_of {{w}})"
    frame = replace(
        frame,
        state=run,
        start="(start w)",
        parameters=names,
        observables=observables,
        indicators={key: text.replace("{w}", "(weights_of {w})") for key, text in frame.indicators.items()},
        unit_maxima={},
    )
    if allowed := loss.allows(PARAMETERS["y"].symbol):
        if not setting.single_datum:
            raise KeyError(f"the Coq library states the {loss.words} on one datum only")
        given = tuple(("target_allowed", coq_prop(part, names)) for part in allowed)
        frame = replace(frame, hypotheses=(*frame.hypotheses, *given))
    for parameter in brought:
        frame = _with(frame, f"({parameter.symbol.name} : R)", parameter.symbol.name, _range(parameter))
    if weights:
        frame = _with(frame, "(b : nat -> nat -> R)", "b", tuple((field, text.format(n=name)) for field, text in weights))
    return _with_schedule(frame, setting.update.rate) if follows else frame


def _looked_up(table: Mapping[type, _Row], value: UpdateRule | Loss | Batches) -> _Row:
    if type(value) not in table:
        raise KeyError(f"the Coq library has no {value.words}")
    return table[type(value)]


def _numbers(value: UpdateRule | Loss, names: Mapping[str, str]) -> dict[str, str]:
    """The numbers of a rule, without its rate, or of a loss, by field, as Coq terms."""
    return {field: coq_term(getattr(value, field), names) for field in value.numbers if field != "rate"}


def _with(frame: Frame, binder: str, argument: str, hypotheses: tuple[Named, ...]) -> Frame:
    return replace(
        frame,
        binders=f"{binder} {frame.binders}",
        arguments=f"{argument} {frame.arguments}",
        hypotheses=(*frame.hypotheses, *hypotheses),
    )


def _range(parameter: Parameter) -> tuple[Named, ...]:
    symbol = parameter.symbol
    names = {symbol.name: symbol.name}
    sign = "positive" if symbol.is_positive else "nonnegative" if symbol.is_nonnegative else ""
    signs = ((f"{symbol.name}_{sign}", f"0 {'<' if sign == 'positive' else '<='} {symbol.name}"),) if sign else ()
    return (*signs, *((f"{symbol.name}_range", coq_prop(part, names)) for part in parameter.within))


def _with_schedule(frame: Frame, rate: Expr) -> Frame:
    """A learning rate for each step: any nonnegative one, or the one that follows the state."""
    binders = frame.binders.replace("eta : R", "rate : nat -> R").replace(" eta : R", " : R) (rate : nat -> R")
    arguments = " ".join("rate" if argument == "eta" else argument for argument in frame.arguments.split())
    kept = tuple(item for item in frame.hypotheses if item[1] != "0 < eta")
    if rate == _RATE:
        rates: Named = ("rates_nonnegative", "forall t, 0 <= rate t")
    else:
        state = frame.state
        names = {name: text if text.isidentifier() else f"({text})" for name, text in frame.parameters.items()}
        for symbol in rate.free_symbols:
            found = observable_of(symbol)
            if found is not None:
                names[symbol.name] = f"({frame.observables[found[0].name].format(w=state, t='t')})"
        rates = ("rates_follow", f"forall t : nat, rate t = {coq_term(rate, names)}")
    return replace(frame, binders=binders, arguments=arguments, hypotheses=(*kept, rates))
