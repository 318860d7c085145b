"""Certified fates as evidence: exact initialisations whose ball trajectory enters a region where a proved lemma decides."""

from __future__ import annotations

from fractions import Fraction
from importlib.util import find_spec
from itertools import islice
from math import inf

from checks.evidence import Enclosed, Evidence, Skipped
from checks.exactly import UndecidedError, exact_truth
from checks.families import family
from checks.scene import Scene
from theory.statements import Claim, Quantifier, Statement

__all__ = ["certified_values", "enclose", "enclosures_present"]

_VALUES: dict[str, dict[str, Fraction | float]] = {
    "converges": {"L_limit": Fraction(0), "f_limit": Fraction(0), "f2_limit": Fraction(0)},
    "diverges": {"L_limit": inf, "L_peak": inf, "f2_peak": inf, "theta2_peak": inf, "H_peak": inf, "f_zero_peak": Fraction(0)},
}
"""What each certified fate says about whole trajectories."""


def enclosures_present() -> bool:
    """Whether ball arithmetic (python-flint) and the prover of the lemmas (Z3) are installed."""
    return find_spec("flint") is not None and find_spec("z3") is not None


def certified_values(scene: Scene, rate: Fraction, *, steps: int = 300) -> dict[str, Fraction | float]:
    """Peaks and limits of one exact trajectory, as far as a certified fate gives them; empty if it gives none."""
    from checks.enclosures import certified_phase

    if scene.model.data_count != 1 or scene.setting.model not in ("two_layer", "quadratic"):
        return {}
    try:
        fate = certified_phase(scene.model, scene.weights[0], scene.targets[0], rate, steps=steps)
    except ValueError:
        return {}
    values = _VALUES.get(fate.label, {})
    # An orbit about another target may cross output 0 on its way; without one it would rest there.
    return {name: value for name, value in values.items() if name != "f_zero_peak" or not any(scene.targets)}


def enclose(claim: Claim, *, most: int = 3) -> list[Evidence]:
    """Certify the fate of a few exact trajectories per statement about whole trajectories, and hold the statement against it."""
    whole = [number for number, part in enumerate(claim.statements) if _applies(part)]
    if whole and not enclosures_present():
        return [Skipped("enclosure", 'python-flint or z3-solver is not installed: pip install "catapult-verify[proofs]"')]
    found: list[Evidence] = []
    for number in whole:
        count = _certified(claim.statements[number], most)
        if count:
            found.append(Enclosed(number, count, "ball trajectories into regions of proved lemmas"))
    return found


def _applies(statement: Statement) -> bool:
    setting = statement.setting
    return statement.quantifier is Quantifier.TRAJECTORY and setting.data == "one" and setting.model in ("two_layer", "quadratic")


def _certified(statement: Statement, most: int) -> int:
    from checks.hunt import candidate_rates, hypotheses_hold

    count = 0
    for scene in islice(family(statement.setting).exact_scenes(statement.setting), most):
        for rate in candidate_rates(statement, scene)[::5]:
            if not hypotheses_hold(statement, scene, rate):
                continue
            values = certified_values(scene, rate)
            try:
                count += bool(values) and exact_truth(statement.conclusion, values)
            except UndecidedError:
                continue
            break
    return count
