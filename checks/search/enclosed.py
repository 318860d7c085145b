"""Certified long-time behaviour: exact initialisations whose ball trajectory enters a region where a proved lemma decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from importlib.util import find_spec
from itertools import islice
from math import inf

from checks.evidence.kinds import Enclosed, Evidence, Skipped
from checks.instances.instance import Instance
from checks.pairs import pair
from checks.truth.algebraic import Exact
from checks.truth.exactly import UndecidedError, exact_truth
from checks.truth.number_field import common_field
from theory.statements import Claim, Quantifier, Statement

__all__ = ["LongTime", "certified_long_time", "enclose", "encloses", "enclosures_present"]

_STEPS = 300
_VALUES: dict[str, dict[str, Fraction | float]] = {
    "converges": {"L_limit": Fraction(0), "f_limit": Fraction(0), "f2_limit": Fraction(0)},
    "diverges": {"L_limit": inf, "L_peak": inf, "f2_peak": inf, "theta2_peak": inf, "H_peak": inf, "f_zero_peak": Fraction(0)},
}
"""What each certified long-time behaviour says about whole trajectories."""


def enclosures_present() -> bool:
    """Whether ball arithmetic (python-flint) and the prover of the lemmas (Z3) are installed."""
    return find_spec("flint") is not None and find_spec("z3") is not None


@dataclass(frozen=True)
class LongTime:
    """Peaks and limits of one exact trajectory, the step from which on they are certain, and the lemma that says so."""

    values: Mapping[str, Fraction | float] = field(default_factory=dict)
    step: int = 0
    lemma: str = ""


def certified_long_time(instance: Instance, rate: Exact) -> LongTime:
    """What a certified long-time behaviour says about one exact trajectory; one without values if it says nothing."""
    from checks.truth.enclosures import certified_phase

    if not isinstance(rate, Fraction) or common_field((*instance.weights[0], *instance.targets)):
        return LongTime()  # balls are made from fractions
    if not instance.setting.plain or instance.model.data_count != 1 or not instance.setting.known.trapped:
        return LongTime()
    try:
        found = certified_phase(instance.model, instance.weights[0], instance.targets[0], rate, steps=_STEPS)
    except ValueError:
        return LongTime()
    values = _VALUES.get(found.label, {})
    # An orbit about another target may cross output 0 on its way; without one it would rest there.
    kept = {name: value for name, value in values.items() if name != "f_zero_peak" or not any(instance.targets)}
    return LongTime(kept, found.step, found.lemma)


def enclose(claim: Claim, *, most: int = 3) -> list[Evidence]:
    """Certify how a few exact trajectories per statement about whole trajectories behave, and hold the statement against it."""
    whole = [number for number, part in enumerate(claim.statements) if encloses(part)]
    if whole and not enclosures_present():
        return [Skipped("enclosure", 'python-flint or z3-solver is not installed: pip install "catapult-verify[proofs]"')]
    found: list[Evidence] = []
    for number in whole:
        count = _certified(claim.statements[number], most)
        if count:
            found.append(Enclosed(number, count, "ball trajectories into regions of proved lemmas"))
    return found


def encloses(statement: Statement) -> bool:
    """Whether a statement speaks of whole trajectories of a model whose regions are proved to trap."""
    setting = statement.setting
    whole = statement.quantifier is Quantifier.TRAJECTORY and setting.plain
    return whole and setting.single_datum and setting.known.trapped


def _certified(statement: Statement, most: int) -> int:
    from checks.instances.rates import candidate_rates
    from checks.truth.exact_judge import hypotheses_hold

    count = 0
    for instance in islice(pair(statement.setting).exact_instances(statement.setting), most):
        for rate in candidate_rates(statement, instance)[::5]:
            if not hypotheses_hold(statement, instance, rate):
                continue
            values = certified_long_time(instance, rate).values
            try:
                count += bool(values) and exact_truth(statement.conclusion, values)
            except UndecidedError:
                continue
            break
    return count
