"""Exact search: small rational trajectories on which a statement fails, and the replay of suspects from floating point."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy import ndarray
from sympy.logic.boolalg import Boolean

from checks.certify import certified_values, enclosures_present
from checks.evidence import Counterexample, Fuzzed
from checks.exactly import UndecidedError, exact_truth
from checks.families import family
from checks.measure import observables, wanted_names
from checks.numbers import model_to_json
from checks.rates import edges_exact
from checks.scene import Scene
from theory.statements import Claim, Quantifier, Statement
from theory.symbols import observable_of

__all__ = ["Failure", "candidate_rates", "hunt", "hypotheses_hold", "judge", "judge_exactly", "replay", "shown_values"]

_NEAR = tuple(
    Fraction(numerator, 100000)
    for numerator in (100000, 99999, 100001, 99000, 101000, 80000, 120000, 50000, 150000, 20000, 200000)
)
_CLOSE = 6
"""Learning rates that every scene meets: those at and next to the first two edges of the hypotheses."""
_REPLAYS: tuple[tuple[int | None, int], ...] = ((1, 8), (3, 7), (8, 6), (None, 4))
"""Binary digits kept of each weight in a replay, and the longest replay that stays affordable with them."""
_BIT_LIMIT = 2_500
"""Stop an orbit when a weight exceeds this many bits: they triple at every step."""


@dataclass(frozen=True)
class Failure:
    """Where an exact trajectory breaks a conclusion: the step and the values of its symbols."""

    step: int
    values: dict[str, Fraction | float]


@dataclass(frozen=True)
class _Orbit:
    """An exact trajectory: observables per step, and whether and how it is known for ever."""

    series: dict[str, list[Fraction | float]]
    cycle: int | None
    settled: bool


def hunt(claim: Claim, index: int, *, most: int, steps: int = 5) -> Counterexample | Fuzzed:
    """Search the exact pool of a statement's family for a counterexample, on at most ``most`` trajectories that qualify.

    Learning rates are the exact edges of the hypotheses and of the phases, and points near both, so ties are met exactly.
    """
    statement = claim.statements[index]
    if statement.quantifier is Quantifier.TRAJECTORY:
        most = max(most // 4, 1)  # whole orbits cost several times as much as a few steps
    judged = states = tried = 0
    usable = (s for s in family(statement.setting).exact_scenes(statement.setting) if _measurable(statement, s))
    for number, scene in enumerate(usable):
        rates = candidate_rates(statement, scene)
        # Every scene meets the edges of the hypotheses, and a quarter of the rest, so that more scenes are seen.
        for rate in rates[:_CLOSE] + rates[_CLOSE + number % 4 :: 4]:
            failure, count = judge_exactly(statement, scene, rate, steps)
            tried += 1
            judged += count > 0
            states += count
            if failure is not None:
                return _counterexample(claim, index, scene, rate, failure)
            if judged >= most or tried >= 8 * most:
                return Fuzzed(index, judged, states, float("nan"), exact=True)
    return Fuzzed(index, judged, states, float("nan"), exact=True)


def _measurable(statement: Statement, scene: Scene) -> bool:
    """Whether everything the statement mentions has a rational value here (a top eigenvalue for D > 1 has not)."""
    parameters = {symbol.name for symbol in statement.symbols if observable_of(symbol) is None} - {"eta"}
    rational = all(isinstance(scene.parameters.get(name), Fraction) for name in parameters)
    return rational and (scene.model.data_count == 1 or "H" not in wanted_names(statement))


def replay(claim: Claim, index: int, rough: Scene, row: int, rate: float, step: int) -> Counterexample | None:
    """Repeat a floating-point suspect in exact arithmetic: first rounded to a few digits, then exactly as it was."""
    statement = claim.statements[index]
    for digits in (digits for digits, longest in _REPLAYS if step <= longest):
        scene = family(statement.setting).as_exact(rough, row, digits)
        for exact_rate in _roundings(rate, digits):
            failure = judge(statement, scene, exact_rate, step + 1)
            if failure is not None:
                return _counterexample(claim, index, scene, exact_rate, failure)
    return None


def judge(statement: Statement, scene: Scene, rate: Fraction, steps: int) -> Failure | None:
    """Judge one exact trajectory, if need be by its certified fate."""
    failure, _ = judge_exactly(statement, scene, rate, steps)
    if failure is None and statement.quantifier is Quantifier.TRAJECTORY:
        return _judge_certified(statement, scene, rate)
    return failure


def _judge_certified(statement: Statement, scene: Scene, rate: Fraction) -> Failure | None:
    """Judge a whole trajectory by its certified fate: a ball trajectory into a region of a proved lemma."""
    if not enclosures_present() or not hypotheses_hold(statement, scene, rate):
        return None
    values = certified_values(scene, rate)
    try:
        return None if not values or exact_truth(statement.conclusion, values) else Failure(0, values)
    except UndecidedError:
        return None


def _roundings(rate: float, digits: int | None) -> Iterable[Fraction]:
    exact = Fraction(rate)
    return (exact,) if digits is None else (exact.limit_denominator(10), exact.limit_denominator(1000), exact)


def judge_exactly(statement: Statement, scene: Scene, rate: Fraction, steps: int) -> tuple[Failure | None, int]:
    """Judge one exact trajectory: (failure or None, number of states judged; 0 if the hypotheses do not hold)."""
    fixed = _initial_values(statement, scene, rate)
    try:
        if not all(exact_truth(hypothesis, fixed) for hypothesis in statement.hypotheses):
            return None, 0
        if statement.quantifier is Quantifier.STATE:
            truth = exact_truth(statement.conclusion, fixed)
            return (None if truth else Failure(0, fixed)), 1
        orbit = _orbit(scene, statement, rate, 1 if statement.quantifier is Quantifier.FIRST else steps)
        return _judge_orbit(statement, orbit, fixed)
    except UndecidedError:
        return None, 0


def hypotheses_hold(statement: Statement, scene: Scene, rate: Fraction) -> bool:
    """Whether an exact initialisation and learning rate surely satisfy every hypothesis."""
    try:
        fixed = _initial_values(statement, scene, rate)
        return all(exact_truth(hypothesis, fixed) for hypothesis in statement.hypotheses)
    except UndecidedError:
        return False


def _initial_values(statement: Statement, scene: Scene, rate: Fraction) -> dict[str, Fraction | float]:
    fixed: dict[str, Fraction | float] = {name: value for name, value in scene.parameters.items() if isinstance(value, Fraction)}
    fixed["eta"] = rate
    start = _measure(scene, scene.weights, wanted_names(statement), rate)
    for symbol in statement.symbols:
        entry = observable_of(symbol)
        if entry is not None and entry[1] in ("initial", "now") and entry[0].name in start:
            fixed[symbol.name] = start[entry[0].name]
    return fixed


def _judge_orbit(statement: Statement, orbit: _Orbit, fixed: dict[str, Fraction | float]) -> tuple[Failure | None, int]:
    if statement.quantifier is Quantifier.TRAJECTORY:
        values = {**fixed, **_whole(statement.conclusion, orbit)}
        if values.get("no limit"):
            return Failure(0, values), 1
        return (None if exact_truth(statement.conclusion, values) else Failure(0, values)), 1
    length = min(len(series) for series in orbit.series.values())
    for step in range(length - 1):
        values = {**fixed, **_at(statement.conclusion, orbit, step)}
        if not exact_truth(statement.conclusion, values):
            return Failure(step, values), step + 1
    return None, length - 1


def _measure(scene: Scene, weights: ndarray, names: Iterable[str], rate: Fraction) -> dict[str, Fraction | float]:
    rates = np.array([rate], dtype=object)
    return {name: values[0] for name, values in observables(scene, weights, names, rates).items()}


def _orbit(scene: Scene, statement: Statement, rate: Fraction, steps: int) -> _Orbit:
    """Step the weights exactly until they repeat, settle, grow too long, or the steps are used up."""
    names = wanted_names(statement) | {"f", "theta2"}
    whole = statement.quantifier is Quantifier.TRAJECTORY
    weights, seen = scene.weights, [scene.weights.tolist()]
    start = _measure(scene, weights, names, rate)
    series: dict[str, list[Fraction | float]] = {name: [value] for name, value in start.items()}
    limit = _BIT_LIMIT if whole else 7 * _BIT_LIMIT
    for _ in range(3 * steps if whole else steps):
        residuals = scene.model.outputs(weights) - scene.targets
        if whole and _settled(scene, weights, residuals, rate):
            return _Orbit(series, None, settled=True)
        weights = weights - rate / scene.model.data_count * scene.model.pullback(weights, residuals)
        state = weights.tolist()
        if whole and state in seen:
            return _Orbit(series, seen.index(state), settled=False)
        seen.append(state)
        for name, value in _measure(scene, weights, names, rate).items():
            series[name].append(value)
        if steps > 1 and max(value.numerator.bit_length() for value in weights.ravel()) > limit:
            break
    return _Orbit(series, None, settled=False)


def _settled(scene: Scene, weights: ndarray, residuals: ndarray, rate: Fraction) -> bool:
    """Whether a proved lemma decides the rest: the linear or ReLU net on one datum with y = 0 and ηH ≤ 2 (LIN-SUB, RELU-SUB)."""
    setting = scene.setting
    if setting.data != "one" or any(scene.targets) or setting.variant not in ("linear", "relu", "toy linear"):
        return False
    return bool(rate * scene.model.tangent_gram(weights)[0, 0, 0] <= 2 and residuals.any())


def _at(conclusion: Boolean, orbit: _Orbit, step: int) -> dict[str, Fraction | float]:
    values: dict[str, Fraction | float] = {}
    for symbol in conclusion.free_symbols:
        entry = observable_of(symbol)
        if entry is None or entry[0].name not in orbit.series:
            continue
        series = orbit.series[entry[0].name]
        if entry[1] == "now":
            values[symbol.name] = series[step]
        elif entry[1] == "next":
            values[symbol.name] = series[step + 1]
        elif entry[1] == "total":
            values[symbol.name] = sum(series[: step + 1], Fraction(0))
    return values


def _whole(conclusion: Boolean, orbit: _Orbit) -> dict[str, Fraction | float]:
    """Peaks and limits of an orbit that is known for ever: periodic, or settled with a falling loss."""
    values: dict[str, Fraction | float] = {}
    for symbol in conclusion.free_symbols:
        entry = observable_of(symbol)
        if entry is None:
            continue
        name, role = entry[0].name, entry[1]
        series = orbit.series[name]
        if role == "peak":
            if orbit.cycle is not None or (orbit.settled and name in ("L", "f2", "r2", "theta2", "H")):
                values[symbol.name] = max(series)
        elif role == "limit":
            if orbit.cycle is not None:
                if len(set(series[orbit.cycle :])) > 1:
                    values["no limit"] = 1.0
                values[symbol.name] = series[-1]
            elif orbit.settled and name in ("L", "f2", "f"):
                values[symbol.name] = Fraction(0)
    return values


def candidate_rates(statement: Statement, scene: Scene) -> list[Fraction]:
    """Exact learning rates at and around the edges of the hypotheses and of the phases."""
    if statement.quantifier is Quantifier.STATE:
        return [Fraction(1)]
    top = scene.learning_rate_scale[0]
    names = wanted_names(statement)
    initial: dict[str, Fraction | float] = {name: v for name, v in scene.parameters.items() if isinstance(v, Fraction)}
    for name, value in _measure(scene, scene.weights, names - {"flip_mass"}, Fraction(1)).items():
        initial[f"{name}_0"] = value
    edges = edges_exact(statement, initial)
    close = [edge * ratio for edge in edges for ratio in _NEAR[:3]]
    phases = [2 / top, 4 / top, 3 / top] if top > 0 else []
    ratios = _NEAR if len(edges) <= 2 else _NEAR[:7]
    further = {edge * ratio for edge in (*edges, *phases) for ratio in ratios} | {Fraction(1), Fraction(2)}
    return close + sorted(further.difference(close))[:60]


def _counterexample(claim: Claim, index: int, scene: Scene, rate: Fraction, failure: Failure) -> Counterexample:
    statement = claim.statements[index]
    return Counterexample(
        claim=claim.id,
        statement=index,
        recipe=scene.recipe,
        model=model_to_json(scene.model),
        weights=tuple(scene.weights[0]),
        targets=tuple(scene.targets),
        learning_rate=rate,
        step=failure.step,
        values=shown_values(statement, failure),
        sentence=str(statement.conclusion),
    )


def shown_values(statement: Statement, failure: Failure) -> dict[str, str]:
    """The values at a failure that the conclusion mentions, and the learning rate, as text."""
    shown = {symbol.name for symbol in statement.conclusion.free_symbols} | {"eta"}
    return {name: _short(value) for name, value in sorted(failure.values.items()) if name in shown}


def _short(value: Fraction | float) -> str:
    text = str(value)
    return text if len(text) <= 40 else f"≈ {float(value):.12g}"
