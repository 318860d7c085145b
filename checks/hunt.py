"""Exact search: small rational trajectories on which a statement fails, and the replay of suspects from floating point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from checks.certify import certified_values, enclosures_present
from checks.evidence import Counterexample, Fuzzed
from checks.exactly import UndecidedError, exact_truth
from checks.families import family
from checks.measure import wanted_names
from checks.numbers import model_to_json
from checks.orbits import Orbit, Values, at_step, measure, orbit, over_all_steps, where_limits_exist
from checks.rates import edges_exact, edges_near
from checks.scene import Scene
from theory.plain_text import to_text
from theory.statements import Claim, Quantifier, Statement
from theory.symbols import observable_of

__all__ = ["Failure", "candidate_rates", "hunt", "hypotheses_hold", "judge", "judge_exactly", "replay", "shown_values"]

_NEAR = tuple(
    Fraction(numerator, 100000)
    for numerator in (100000, 99999, 100001, 99000, 101000, 80000, 120000, 50000, 150000, 20000, 200000)
)
_CLOSE = 6
"""Learning rates that every scene meets: those at and next to the first two edges of the hypotheses."""
_PLAIN = frozenset((Fraction(1, 2), Fraction(1), Fraction(10)))
"""Learning rates that send some boundary scenes to output 0, and others to infinity."""
_REPLAYS: tuple[tuple[int | None, int], ...] = ((1, 8), (3, 7), (8, 6), (None, 4))
"""Binary digits kept of each weight in a replay, and the longest replay that stays affordable with them."""


@dataclass(frozen=True)
class Failure:
    """Where an exact trajectory breaks a conclusion: the step and the values of its symbols."""

    step: int
    values: Values


def hunt(claim: Claim, index: int, *, most: int, steps: int = 5) -> Counterexample | Fuzzed:
    """Search the exact pool of a statement's family for a counterexample, on at most ``most`` trajectories that qualify.

    Learning rates are the exact edges of the hypotheses and of the phases, and points near both, so ties are met exactly.
    """
    statement = claim.statements[index]
    if statement.quantifier is Quantifier.TRAJECTORY:
        most = max(most // 4, 1)  # whole orbits cost several times as much as a few steps
    tally = _Tally()
    for scene, rate in _pool(statement):
        if tally.judged >= most or tally.tried >= 8 * most:
            break
        if failure := tally.judge(statement, scene, rate, steps):
            return _counterexample(claim, index, scene, rate, failure)
    for scene, rate in _boundary(statement):
        if failure := tally.judge(statement, scene, rate, min(steps, 3)):
            return _counterexample(claim, index, scene, rate, failure)
    return Fuzzed(index, tally.judged, tally.states, float("nan"), exact=True)


@dataclass
class _Tally:
    """What a search has seen so far."""

    tried: int = 0
    judged: int = 0
    states: int = 0

    def judge(self, statement: Statement, scene: Scene, rate: Fraction, steps: int) -> Failure | None:
        failure, count = judge_exactly(statement, scene, rate, steps)
        self.tried += 1
        self.judged += count > 0
        self.states += count
        return failure


def _pool(statement: Statement) -> Iterator[tuple[Scene, Fraction]]:
    """The family's exact scenes. Each meets the edges of the hypotheses, and a quarter of the rest, so that more are seen."""
    scenes = family(statement.setting).exact_scenes(statement.setting)
    for number, scene in enumerate(scene for scene in scenes if _measurable(statement, scene)):
        rates = candidate_rates(statement, scene)
        yield from ((scene, rate) for rate in rates[:_CLOSE] + rates[_CLOSE + number % 4 :: 4])


def _boundary(statement: Statement) -> Iterator[tuple[Scene, Fraction]]:
    """A few scenes in which bounds are attained or nearly so, at every edge."""
    for scene in family(statement.setting).boundary_scenes(statement.setting):
        if _measurable(statement, scene):
            yield from ((scene, rate) for rate in boundary_rates(statement, scene))


@lru_cache(maxsize=512)
def _names(statement: Statement) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Parameters of a statement but for the learning rate, and (symbol, observable) for those at the start; asked every time."""
    entries = [(symbol.name, observable_of(symbol)) for symbol in statement.symbols]
    parameters = tuple(name for name, entry in entries if entry is None and name != "eta")
    return parameters, tuple((name, entry[0].name) for name, entry in entries if entry and entry[1] in ("initial", "now"))


def _measurable(statement: Statement, scene: Scene) -> bool:
    """Whether everything the statement mentions has a rational value here (a top eigenvalue for D > 1 has not)."""
    rational = all(isinstance(scene.parameters.get(name), Fraction) for name in _names(statement)[0])
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
        known = orbit(scene, statement, rate, 1 if statement.quantifier is Quantifier.FIRST else steps)
        return _judge_orbit(statement, known, fixed)
    except UndecidedError:
        return None, 0


def hypotheses_hold(statement: Statement, scene: Scene, rate: Fraction) -> bool:
    """Whether an exact initialisation and learning rate surely satisfy every hypothesis."""
    try:
        fixed = _initial_values(statement, scene, rate)
        return all(exact_truth(hypothesis, fixed) for hypothesis in statement.hypotheses)
    except UndecidedError:
        return False


def _initial_values(statement: Statement, scene: Scene, rate: Fraction) -> Values:
    fixed: Values = {name: value for name, value in scene.parameters.items() if isinstance(value, Fraction)}
    fixed["eta"] = rate
    start = measure(scene, scene.weights, wanted_names(statement), rate)
    fixed.update({symbol: start[name] for symbol, name in _names(statement)[1] if name in start})
    return fixed


def _judge_orbit(statement: Statement, known: Orbit, fixed: Values) -> tuple[Failure | None, int]:
    if statement.quantifier is Quantifier.TRAJECTORY:
        cases = [{**fixed, **values} for values in over_all_steps(statement.conclusion, known)]
        asserted = where_limits_exist(statement.conclusion, known)
        return (None if any(exact_truth(asserted, values) for values in cases) else Failure(0, cases[0])), 1
    length = min(len(series) for series in known.series.values())
    for step in range(length - 1):
        values = {**fixed, **at_step(statement.conclusion, known, step)}
        if not exact_truth(statement.conclusion, values):
            return Failure(step, values), step + 1
    return None, length - 1


def candidate_rates(statement: Statement, scene: Scene) -> list[Fraction]:
    """Exact learning rates at and around the edges of the hypotheses and of the phases."""
    if statement.quantifier is Quantifier.STATE:
        return [Fraction(1)]
    top = scene.learning_rate_scale[0]
    edges = edges_exact(statement, _at_start(statement, scene))
    close = [edge * ratio for edge in edges for ratio in _NEAR[:3]]
    phases = [2 / top, 4 / top, 3 / top] if top > 0 else []
    ratios = _NEAR if len(edges) <= 2 else _NEAR[:7]
    further = {edge * ratio for edge in (*edges, *phases) for ratio in ratios} | {Fraction(1), Fraction(2)}
    return close + sorted(further.difference(close))[:60]


def boundary_rates(statement: Statement, scene: Scene) -> list[Fraction]:
    """Exact learning rates at every edge, also next to the irrational ones, and around the edges of the phases."""
    if statement.quantifier is Quantifier.STATE:
        return [Fraction(1, 2)]  # the main part of the search has met η = 1
    top = scene.learning_rate_scale[0]
    degree = Fraction(scene.parameters.get("k", 2))
    phases = [number / top for number in {Fraction(2), Fraction(4), 2 * degree}] if top > 0 else []
    edges = edges_near(statement, _at_start(statement, scene))
    return sorted(
        {edge * ratio for edge in (*edges, *phases) for ratio in _NEAR[:3]} | {Fraction(1), Fraction(1, 2), Fraction(10)}
    )


def _at_start(statement: Statement, scene: Scene) -> Values:
    """Parameters, and observables of step 0, but for those that depend on the learning rate."""
    initial: Values = {name: v for name, v in scene.parameters.items() if isinstance(v, Fraction)}
    for name, value in measure(scene, scene.weights, wanted_names(statement) - {"flip_mass"}, Fraction(1)).items():
        initial[f"{name}_0"] = value
    return initial


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
        sentence=to_text(statement.conclusion),
    )


def shown_values(statement: Statement, failure: Failure) -> dict[str, str]:
    """The values at a failure that the conclusion mentions, and the learning rate, as text."""
    shown = {symbol.name for symbol in statement.conclusion.free_symbols} | {"eta"}
    return {name: _short(value) for name, value in sorted(failure.values.items()) if name in shown}


def _short(value: Fraction | float) -> str:
    text = str(value)
    return text if len(text) <= 40 else f"≈ {float(value):.12g}"
