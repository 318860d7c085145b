"""From trajectories to the values of the symbols in a statement."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial

import numpy as np
from numpy import ndarray

from checks.instances.instance import Extra, Instance, Point
from checks.instances.overall import FROM_OUTPUTS, from_outputs, overall
from checks.instances.process import begin, loss_of
from checks.instances.process_observables import PROCESS
from checks.instances.running import run_process
from checks.truth.eigenvalues import top_eigenvalue
from numerics.descent import simulate
from numerics.driver import Iterate
from numerics.models.base import Model
from numerics.trajectories import Trajectories
from theory.statements import Quantifier, Statement
from theory.symbols import OBSERVABLES, observable_of

__all__ = ["FROM_OUTPUTS", "environment", "observables", "rate_dependent", "run", "unknown_names", "wanted_names"]

_DIVERGENCE_LOSS = 1e120
"""Freeze here: far beyond any bound in the claims, and squares of what is measured still have room."""
_SEGMENT = frozenset({"L_there", "L_middle", "L_third"})


def _extras(instance: Instance) -> Mapping[str, Extra]:
    """Observables beyond those of every model: of the family, and of the process if it is not plain gradient descent."""
    return instance.extras if instance.setting.plain else ChainMap(dict(instance.extras), PROCESS)


def rate_dependent(names: Iterable[str]) -> frozenset[str]:
    """Those of some observables that depend on the learning rate of the step by more than a formula."""
    return frozenset(name for name in names if name in OBSERVABLES and OBSERVABLES[name].of_rate)


@lru_cache(maxsize=512)
def wanted_names(statement: Statement, *roles: str) -> frozenset[str]:
    """Names of the observables that a statement mentions, in one of the roles if any are given."""
    found = (observable_of(symbol) for symbol in statement.symbols)
    return frozenset(entry[0].name for entry in found if entry is not None and (not roles or entry[1] in roles))


def _at_start_only(statement: Statement) -> frozenset[str]:
    """Names of the observables of step 0 alone: not to be measured at every step, which no compiled engine does."""
    later = wanted_names(statement, "now", "next", "total", "peak", "limit")
    return wanted_names(statement) - later - FROM_OUTPUTS - {"H"}


def _ntk_every(statement: Statement, instance: Instance) -> int | None:
    """1 if the NTK matters between the first and the last step: as such, or as the size of what an output was added up from."""
    sized = {name for name in ("f", "r", "rf") if f"{name}__size" not in _extras(instance)}
    stepwise = wanted_names(statement, "now", "next", "total")
    return 1 if stepwise & {"H", *sized} or "H" in wanted_names(statement, "peak") else None


def _record_every(statement: Statement) -> int | None:
    """None if a run's summary tells all that is asserted: limits, and peaks of the loss and of the weight norm."""
    others = wanted_names(statement, "peak") - {"L", "theta2"}
    return 1 if others or statement.quantifier is not Quantifier.TRAJECTORY else None


def unknown_names(statement: Statement, instance: Instance) -> frozenset[str]:
    """Names of the symbols of a statement to which an instance gives no value."""
    # The second weight vector of a segment is drawn anew for each state, so that no step connects its losses.
    segment = _SEGMENT if statement.quantifier is Quantifier.STATE else frozenset()
    measured = FROM_OUTPUTS | {"theta2", "H", "rHr", "step"} | segment | _extras(instance).keys()
    found = {symbol.name: observable_of(symbol) for symbol in statement.symbols if symbol.name != "eta"}
    return frozenset(
        name for name, entry in found.items() if (entry[0].name not in measured if entry else name not in instance.parameters)
    )


def observables(
    instance: Instance, weights: ndarray, names: Iterable[str], learning_rates: ndarray, here: Iterate | None = None
) -> dict[str, ndarray]:
    """Measure observables at given weights (B, P), in floating point or exactly; each of shape (B,).

    Parameters
    ----------
    instance, weights, names
        What is measured where.
    learning_rates
        (B,).
    here
        The state of the instance's process at these weights; if it is not given, the one in which the instance starts.
    """
    plain = instance.setting.plain
    if here is None and not plain:
        here = begin(replace(instance, weights=weights), learning_rates)
    at = Point(instance.model, weights, instance.targets, learning_rates, here)
    count = instance.model.data_count
    values: dict[str, ndarray] = {}
    for name in names:
        if name == "L" and here is not None:
            values[name] = here.loss
        elif name in FROM_OUTPUTS:
            values[name] = from_outputs(name, at.outputs, at.residuals)
        elif name == "step":
            values[name] = weights[:, 0] * 0 + (0 if here is None else here.state.step)
        elif name == "theta2":
            values[name] = (weights**2).sum(axis=1)
        elif name == "H":
            if count == 1:
                values[name] = at.gram[:, 0, 0]
            elif instance.exact:
                values[name] = np.array([top_eigenvalue(gram / count) for gram in at.gram], dtype=object)
            else:
                values[name] = np.linalg.eigvalsh(at.gram)[:, -1] / count
        elif name == "rHr":
            values[name] = (at.pulled**2).sum(axis=1) / count**2
        elif name in _SEGMENT:
            values[name] = _on_segment(name, instance, weights)
        elif name in _extras(instance):
            with np.errstate(all="ignore"):
                values[name] = _extras(instance)[name](at)
        else:
            raise KeyError(f"the family {instance.setting.model!r} does not measure {name!r}")
    return values


def _on_segment(name: str, instance: Instance, weights: ndarray) -> ndarray:
    """Loss on the line through the weights and their partner: the next row of the batch, or the mirrored weights if alone."""
    partner = np.roll(weights, 1, axis=0) if len(weights) > 1 else weights[:, ::-1] - weights

    def loss(points: ndarray) -> ndarray:
        return loss_of(instance).value(instance.model.outputs(points), instance.targets)

    if name == "L_there":
        return loss(partner)
    if name == "L_middle":
        return loss((weights + partner) / 2)
    along = partner - weights
    return loss(weights + 3 * along) - 3 * loss(weights + 2 * along) + 3 * loss(weights + along) - loss(weights)


def run(
    instance: Instance,
    statement: Statement,
    learning_rates: ndarray,
    steps: int,
    rows: ndarray | None = None,
    engine: str = "numpy",
) -> Trajectories:
    """Simulate a floating-point instance, recording what the statement mentions."""
    weights = instance.weights if rows is None else instance.weights[rows]
    names = wanted_names(statement) - _at_start_only(statement)
    special = (names - FROM_OUTPUTS - {"H", "theta2", "step"} - _SEGMENT) | _sized(instance, names)
    if not instance.setting.plain:
        chosen = instance if rows is None else instance.of_rows(rows)
        watch = partial(_watch_state, chosen, learning_rates, sorted(special))
        return run_process(chosen, learning_rates, steps, sorted(special), watch, _DIVERGENCE_LOSS)
    watched = sorted(special - rate_dependent(special))
    runs = simulate(
        instance.model,
        weights,
        instance.targets,
        learning_rates,
        steps,
        record_every=_record_every(statement),
        ntk_every=_ntk_every(statement, instance),
        observe={"all": partial(_watch, instance, watched)} if watched else {},
        divergence_loss=_DIVERGENCE_LOSS,
        engine=engine,
    )
    together = runs.observed.get("all")
    apart = {} if together is None else {name: together[:, :, place] for place, name in enumerate(watched)}
    return replace(runs, observed=apart)


def _sized(instance: Instance, names: Iterable[str]) -> frozenset[str]:
    """Names of the sizes that a family offers for values that cancel: what was added up to obtain them."""
    return frozenset(f"{name}__size" for name in names) & _extras(instance).keys()


def _watch_state(instance: Instance, rates: ndarray, names: Sequence[str], here: Iterate) -> ndarray:
    """The named observables side by side at a state of a process, (B, names)."""
    values = observables(instance, here.state.weights, names, rates if here.state.rows is None else rates[here.state.rows], here)
    return np.stack([values[name] for name in names], axis=1)


def _watch(instance: Instance, names: Sequence[str], model: Model, weights: ndarray) -> ndarray:
    """The named observables side by side, (B, names): together, for they share most of what they are made of."""
    values = observables(instance, weights, names, np.ones(len(weights)))
    return np.stack([values[name] for name in names], axis=1)


def environment(instance: Instance, statement: Statement, runs: Trajectories, rows: ndarray) -> dict[str, ndarray | float]:
    """Arrays for every symbol of a statement, broadcastable to (B, steps), and the sizes of values that cancel."""
    with np.errstate(all="ignore"):
        return _environment(instance, statement, runs, rows)


def _environment(instance: Instance, statement: Statement, runs: Trajectories, rows: ndarray) -> dict[str, ndarray | float]:
    series = _series(instance, statement, runs, rows)
    wanted = wanted_names(statement)
    names = {"f", "r", "H", "theta2"} | wanted | _sized(instance, wanted)
    chosen = instance.of_rows(rows)
    start = observables(chosen, chosen.weights, names, runs.learning_rates)
    values: dict[str, ndarray | float] = {name: float(value) for name, value in instance.parameters.items()}
    values["eta"] = runs.learning_rates[:, None]
    single = statement.quantifier in (Quantifier.STATE, Quantifier.FIRST)
    now_cut, next_cut = (slice(0, 1), slice(1, 2)) if single else (slice(0, -1), slice(1, None))
    if statement.quantifier is Quantifier.STATE:
        series = {name: values_0[:, None] for name, values_0 in start.items()}
    for name in wanted - series.keys():
        later = np.full((len(rows), len(runs.steps) - 1), np.nan)
        series[name] = np.concatenate((start[name][:, None], later), axis=1)
    for symbol in statement.symbols:
        entry = observable_of(symbol)
        if entry is None:
            continue
        name, role = entry[0].name, entry[1]
        if role == "initial":
            values[symbol.name] = start[name][:, None]
        elif role == "now":
            values[symbol.name] = series[name][:, now_cut]
        elif role == "next":
            values[symbol.name] = series[name][:, next_cut]
        elif role == "total":
            values[symbol.name] = np.cumsum(series[name], axis=1)[:, now_cut]
        else:
            values[symbol.name] = overall(instance, name, role, series, runs)[:, None]
        if name in ("f", "r", "rf", "H") and f"{name}__size" not in series and role not in ("peak", "limit", "total"):
            values[f"{symbol.name}__size"] = _size(name, role, series, start, instance, now_cut, next_cut)
        elif f"{name}__size" in series and role in ("now", "next"):
            sizes = series[f"{name}__size"]
            values[f"{symbol.name}__size"] = np.maximum(sizes[:, now_cut], sizes[:, next_cut if role == "next" else now_cut])
        elif role not in ("peak", "limit"):
            # A measured 0 may be what underflow has left, so that it is not surely one.
            measured = np.abs(values[symbol.name])
            values[f"{symbol.name}__size"] = np.where(measured == 0, np.finfo(np.float64).tiny, measured)
    return values


def _series(instance: Instance, statement: Statement, runs: Trajectories, rows: ndarray) -> dict[str, ndarray]:
    numbers = np.broadcast_to(runs.steps.astype(float), runs.ntk.shape)
    series = {"H": runs.ntk, "theta2": runs.weight_norm, "step": numbers, **runs.observed}
    if runs.outputs is None:
        raise ValueError("the outputs were not recorded")
    for name in (wanted_names(statement) & FROM_OUTPUTS) | {"L", "f"}:
        series[name] = from_outputs(name, runs.outputs, runs.outputs - instance.targets)
    if not instance.setting.plain:
        series["L"] = runs.loss
    series["f_zero"] = _exact_zeros(series["f"])
    # A frozen state belongs to no step that can be judged.
    frozen = runs.steps[None, :] >= np.where(runs.diverged, runs.last_step, runs.steps[-1] + 1)[:, None]
    return {name: np.where(frozen, np.nan, array) if array.ndim == 2 else array for name, array in series.items()}


def _exact_zeros(outputs: ndarray) -> ndarray:
    """1 where the output is zero and was not merely on its way to underflow."""
    before = np.concatenate((np.full((len(outputs), 1), np.inf), np.abs(outputs[:, :-1])), axis=1)
    return ((outputs == 0) & ~(before < 1e-100)).astype(float)


def _size(
    name: str,
    role: str,
    series: Mapping[str, ndarray],
    start: Mapping[str, ndarray],
    instance: Instance,
    now_cut: slice,
    next_cut: slice,
) -> ndarray:
    """Size of the terms of a sum that may cancel, before and after the step alike.

    |f| ≤ √(H θ²) by Cauchy–Schwarz; where forms are dense, the terms of H itself are as large as Cθ².
    """
    H, theta2 = (series.get(key, start[key][:, None]) for key in ("H", "theta2"))
    H, theta2 = (start[key][:, None] if values.shape[1] == 1 else values for key, values in (("H", H), ("theta2", theta2)))
    with np.errstate(all="ignore"):
        kernel = np.maximum(H, instance.kernel_constant * theta2)
        output = np.sqrt(instance.model.data_count * kernel * theta2)
        residual = output + np.sqrt((np.asarray(instance.targets, dtype=float) ** 2).sum())
    size = {"f": output, "r": residual, "rf": output * residual, "H": kernel}[name]
    if role == "now":
        return size[:, now_cut]
    return np.maximum(size[:, now_cut], size[:, next_cut]) if role == "next" else size[:, :1]
