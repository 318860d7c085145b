"""From trajectories to the values of the symbols in a statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache, partial

import numpy as np
from numpy import ndarray

from checks.scene import Point, Scene
from numerics.descent import simulate
from numerics.models.base import Model
from numerics.trajectories import Trajectories
from theory.statements import Quantifier, Statement
from theory.symbols import observable_of

__all__ = ["FROM_OUTPUTS", "environment", "observables", "run", "unknown_names", "wanted_names"]

FROM_OUTPUTS = frozenset({"f", "r", "L", "f2", "r2", "rf", "f_zero"})
"""Observables that the recorded outputs and targets give."""
_DIVERGENCE_LOSS = 1e120
"""Freeze here: far beyond any bound in the claims, and squares of what is measured still have room."""
_SEGMENT = frozenset({"L_there", "L_middle", "L_third"})


@lru_cache(maxsize=512)
def wanted_names(statement: Statement, *roles: str) -> frozenset[str]:
    """Names of the observables that a statement mentions, in one of the roles if any are given."""
    found = (observable_of(symbol) for symbol in statement.symbols)
    return frozenset(entry[0].name for entry in found if entry is not None and (not roles or entry[1] in roles))


def _at_start_only(statement: Statement) -> frozenset[str]:
    """Names of the observables of step 0 alone: not to be measured at every step, which no compiled engine does."""
    later = wanted_names(statement, "now", "next", "total", "peak", "limit")
    return wanted_names(statement) - later - FROM_OUTPUTS - {"H"}


def _ntk_every(statement: Statement, scene: Scene) -> int | None:
    """1 if the NTK matters between the first and the last step: as such, or as the size of what an output was added up from."""
    sized = {name for name in ("f", "r", "rf") if f"{name}__size" not in scene.extras}
    stepwise = wanted_names(statement, "now", "next", "total")
    return 1 if stepwise & {"H", *sized} or "H" in wanted_names(statement, "peak") else None


def _record_every(statement: Statement) -> int | None:
    """None if a run's summary tells all that is asserted: limits, and peaks of the loss and of the weight norm."""
    others = wanted_names(statement, "peak") - {"L", "theta2"}
    return 1 if others or statement.quantifier is not Quantifier.TRAJECTORY else None


def unknown_names(statement: Statement, scene: Scene) -> frozenset[str]:
    """Names of the symbols of a statement to which a scene gives no value."""
    # The second weight vector of a segment is drawn anew for each state, so that no step connects its losses.
    segment = _SEGMENT if statement.quantifier is Quantifier.STATE else frozenset()
    measured = FROM_OUTPUTS | {"theta2", "H", "rHr"} | segment | scene.extras.keys()
    found = {symbol.name: observable_of(symbol) for symbol in statement.symbols if symbol.name != "eta"}
    return frozenset(
        name for name, entry in found.items() if (entry[0].name not in measured if entry else name not in scene.parameters)
    )


def observables(scene: Scene, weights: ndarray, names: Iterable[str], learning_rates: ndarray) -> dict[str, ndarray]:
    """Measure observables at given weights (B, P), in floating point or exactly; each of shape (B,).

    A name that has no exact value (the top eigenvalue for D > 1 in fractions) is left out.
    """
    at = Point(scene.model, weights, scene.targets, learning_rates)
    count = scene.model.data_count
    values: dict[str, ndarray] = {}
    for name in names:
        if name in FROM_OUTPUTS:
            values[name] = _from_outputs(name, at.outputs, at.residuals)
        elif name == "theta2":
            values[name] = (weights**2).sum(axis=1)
        elif name == "H":
            if count == 1:
                values[name] = at.gram[:, 0, 0]
            elif not scene.exact:
                values[name] = np.linalg.eigvalsh(at.gram)[:, -1] / count
        elif name == "rHr":
            values[name] = (at.pulled**2).sum(axis=1) / count**2
        elif name in _SEGMENT:
            values[name] = _on_segment(name, scene, weights)
        elif name in scene.extras:
            with np.errstate(all="ignore"):
                values[name] = scene.extras[name](at)
        else:
            raise KeyError(f"the family {scene.setting.model!r} does not measure {name!r}")
    return values


def _from_outputs(name: str, outputs: ndarray, residuals: ndarray) -> ndarray:
    count = outputs.shape[-1]
    if name == "f":
        return outputs[..., 0]
    if name == "r":
        return residuals[..., 0]
    if name == "f_zero":
        return (outputs[..., 0] == 0) * (Fraction(1) if outputs.dtype == object else 1.0)
    product = {"L": residuals * residuals / 2, "r2": residuals**2, "f2": outputs**2, "rf": residuals * outputs}[name]
    mean: ndarray = product.sum(axis=-1) / count
    return mean


def _on_segment(name: str, scene: Scene, weights: ndarray) -> ndarray:
    """Loss on the line through the weights and their partner: the next row of the batch, or the mirrored weights if alone."""
    partner = np.roll(weights, 1, axis=0) if len(weights) > 1 else weights[:, ::-1] - weights

    def loss(points: ndarray) -> ndarray:
        outputs = scene.model.outputs(points)
        return _from_outputs("L", outputs, outputs - scene.targets)

    if name == "L_there":
        return loss(partner)
    if name == "L_middle":
        return loss((weights + partner) / 2)
    along = partner - weights
    return loss(weights + 3 * along) - 3 * loss(weights + 2 * along) + 3 * loss(weights + along) - loss(weights)


def run(
    scene: Scene,
    statement: Statement,
    learning_rates: ndarray,
    steps: int,
    rows: ndarray | None = None,
    engine: str = "numpy",
) -> Trajectories:
    """Simulate a floating-point scene, recording what the statement mentions."""
    weights = scene.weights if rows is None else scene.weights[rows]
    names = wanted_names(statement) - _at_start_only(statement)
    special = (names - FROM_OUTPUTS - {"H", "theta2"} - _SEGMENT) | _sized(scene, names)
    watched = sorted(special - {"flip_mass"})  # which depends on the learning rate
    runs = simulate(
        scene.model,
        weights,
        scene.targets,
        learning_rates,
        steps,
        record_every=_record_every(statement),
        ntk_every=_ntk_every(statement, scene),
        observe={"all": partial(_watch, scene, watched)} if watched else {},
        divergence_loss=_DIVERGENCE_LOSS,
        engine=engine,
    )
    together = runs.observed.get("all")
    apart = {} if together is None else {name: together[:, :, place] for place, name in enumerate(watched)}
    return replace(runs, observed=apart)


def _sized(scene: Scene, names: Iterable[str]) -> frozenset[str]:
    """Names of the sizes that a family offers for values that cancel: what was added up to obtain them."""
    return frozenset(f"{name}__size" for name in names) & scene.extras.keys()


def _watch(scene: Scene, names: Sequence[str], model: Model, weights: ndarray) -> ndarray:
    """The named observables side by side, (B, names): together, for they share most of what they are made of."""
    values = observables(scene, weights, names, np.ones(len(weights)))
    return np.stack([values[name] for name in names], axis=1)


def environment(scene: Scene, statement: Statement, runs: Trajectories, rows: ndarray) -> dict[str, ndarray | float]:
    """Arrays for every symbol of a statement, broadcastable to (B, steps), and the sizes of values that cancel."""
    with np.errstate(all="ignore"):
        return _environment(scene, statement, runs, rows)


def _environment(scene: Scene, statement: Statement, runs: Trajectories, rows: ndarray) -> dict[str, ndarray | float]:
    series = _series(scene, statement, runs, rows)
    wanted = wanted_names(statement)
    names = {"f", "r", "H", "theta2"} | wanted | _sized(scene, wanted)
    start = observables(scene, scene.weights[rows], names, runs.learning_rates)
    values: dict[str, ndarray | float] = {name: float(value) for name, value in scene.parameters.items()}
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
            values[symbol.name] = _overall(name, role, series, runs)[:, None]
        if name in ("f", "r", "rf", "H") and f"{name}__size" not in series and role not in ("peak", "limit", "total"):
            values[f"{symbol.name}__size"] = _size(name, role, series, start, scene, now_cut, next_cut)
        elif f"{name}__size" in series and role in ("now", "next"):
            sizes = series[f"{name}__size"]
            values[f"{symbol.name}__size"] = np.maximum(sizes[:, now_cut], sizes[:, next_cut if role == "next" else now_cut])
    return values


def _series(scene: Scene, statement: Statement, runs: Trajectories, rows: ndarray) -> dict[str, ndarray]:
    series = {"H": runs.ntk, "theta2": runs.weight_norm, **runs.observed}
    if runs.outputs is None:
        raise ValueError("the outputs were not recorded")
    for name in (wanted_names(statement) & FROM_OUTPUTS) | {"L", "f"}:
        series[name] = _from_outputs(name, runs.outputs, runs.outputs - scene.targets)
    series["f_zero"] = _exact_zeros(series["f"])
    # A frozen state belongs to no step that can be judged.
    frozen = runs.steps[None, :] >= np.where(runs.diverged, runs.last_step, runs.steps[-1] + 1)[:, None]
    return {name: np.where(frozen, np.nan, array) if array.ndim == 2 else array for name, array in series.items()}


def _exact_zeros(outputs: ndarray) -> ndarray:
    """1 where the output is zero and was not merely on its way to underflow."""
    before = np.concatenate((np.full((len(outputs), 1), np.inf), np.abs(outputs[:, :-1])), axis=1)
    return ((outputs == 0) & ~(before < 1e-100)).astype(float)


def _overall(name: str, role: str, series: Mapping[str, ndarray], runs: Trajectories) -> ndarray:
    """Peak or limit of each run, (B,): infinite if it diverged, NaN if it neither diverged nor converged."""
    if role == "peak":
        whole = _peak(name, series, runs)
        if name == "f_zero":
            return whole
    else:
        whole = _limit(name, series, runs)
    return np.where(runs.diverged, np.inf, np.where(_converged(runs), whole, np.nan))


def _peak(name: str, series: Mapping[str, ndarray], runs: Trajectories) -> ndarray:
    """Largest value over all steps, (B,)."""
    if runs.measured_summary is None:
        largest: ndarray = np.nanmax(series[name], axis=1)
        return largest
    return {"L": runs.measured_summary.peak_loss, "theta2": runs.measured_summary.peak_weight_norm}[name]


def _limit(name: str, series: Mapping[str, ndarray], runs: Trajectories) -> ndarray:
    """What a converged run tends to, (B,): outputs to their targets, residuals to 0, and the rest to its last value."""
    if name in FROM_OUTPUTS - {"f_zero"}:
        return _from_outputs(name, runs.targets, np.zeros_like(runs.targets))
    return series[name][:, -1]


def _converged(runs: Trajectories) -> ndarray:
    """Whether the loss of a run has fallen to 0 but for rounding, (B,)."""
    summary = runs.measured_summary
    with np.errstate(invalid="ignore"):
        peak = np.nanmax(np.where(np.isfinite(runs.loss), runs.loss, np.nan), axis=1) if summary is None else summary.peak_loss
        reached: ndarray = runs.loss[:, -1] <= 1e-24 * peak
    return reached & ~runs.diverged


def _size(
    name: str,
    role: str,
    series: Mapping[str, ndarray],
    start: Mapping[str, ndarray],
    scene: Scene,
    now_cut: slice,
    next_cut: slice,
) -> ndarray:
    """Size of the terms of a sum that may cancel, before and after the step alike.

    |f| ≤ √(H θ²) by Cauchy–Schwarz; where forms are dense, the terms of H itself are as large as Cθ².
    """
    H, theta2 = (series.get(key, start[key][:, None]) for key in ("H", "theta2"))
    H, theta2 = (start[key][:, None] if values.shape[1] == 1 else values for key, values in (("H", H), ("theta2", theta2)))
    with np.errstate(all="ignore"):
        kernel = np.maximum(H, scene.kernel_constant * theta2)
        output = np.sqrt(scene.model.data_count * kernel * theta2)
        residual = output + np.sqrt((np.asarray(scene.targets, dtype=float) ** 2).sum())
    size = {"f": output, "r": residual, "rf": output * residual, "H": kernel}[name]
    if role == "now":
        return size[:, now_cut]
    return np.maximum(size[:, now_cut], size[:, next_cut]) if role == "next" else size[:, :1]
