"""Certified phase labels: a ball trajectory that has certainly entered a region in which a lemma decides the long-time behaviour.

Nothing here knows why a region decides: a `Trap` arrives with its numbers, its label and the sentence of its lemma. What is
certified is "this trajectory, started at exactly these numbers, is in that region at that step".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from numerics.arithmetic import Number, rational
from numerics.balls import UndecidedError, ball, load_flint
from numerics.enclosure import FIRST_PRECISION, BallPoint, ball_points, precisions
from numerics.exact import exact_process
from numerics.models.base import Model
from numerics.process import Process
from numerics.updates import State

__all__ = ["CertifiedBoundary", "CertifiedPhase", "Trap", "certified_boundary", "certify"]

FEATURES = ("one", "output", "output2", "ntk", "weight_norm")


@dataclass(frozen=True)
class Trap:
    """A region of states, and what a lemma says of every trajectory that enters it.

    Attributes
    ----------
    name
        Short name.
    label
        The long-time behaviour: trajectories with the same label are in the same phase.
    conditions
        Each maps features to exact coefficients and demands Σ coefficient · feature > 0. Features: ``one`` (the constant 1),
        ``output`` and ``output2`` (f and f² of a single datum), ``ntk``, ``weight_norm``.
    lemma
        The sentence that decides the long-time behaviour, with its exceptions.
    """

    name: str
    label: str
    conditions: tuple[Mapping[str, Fraction], ...]
    lemma: str

    def __post_init__(self) -> None:
        for condition in self.conditions:
            for feature, coefficient in condition.items():
                if feature not in FEATURES:
                    raise ValueError(f"trap {self.name}: unknown feature {feature!r}; known: {', '.join(FEATURES)}")
                if not isinstance(coefficient, (Fraction, int)):
                    raise TypeError(f"trap {self.name}: coefficients must be exact, not {type(coefficient).__name__}")

    def caught(self, point: BallPoint) -> bool:
        """Whether the point is certainly inside."""
        return all(_value(condition, point) > 0 for condition in self.conditions)


def _value(condition: Mapping[str, Fraction], point: BallPoint) -> Any:
    return sum(ball(coefficient).arb * _feature(feature, point) for feature, coefficient in condition.items())


def _feature(name: str, point: BallPoint) -> Any:
    if name == "one":
        return 1
    if name in ("output", "output2"):
        if len(point.outputs) != 1:
            raise ValueError(f"feature {name!r} needs a single datum, not {len(point.outputs)}")
        return point.outputs[0] ** (2 if name == "output2" else 1)
    return getattr(point, name)


@dataclass(frozen=True)
class CertifiedPhase:
    """The long-time behaviour of one trajectory.

    Attributes
    ----------
    label
        Label of the trap that caught it, or ``"undecided"``.
    trap, lemma
        Name and sentence of that trap; empty if undecided.
    step
        Step at which it was certainly inside; the last step tried if undecided.
    precision
        Working precision in bits.
    """

    label: str
    trap: str
    lemma: str
    step: int
    precision: int


def certify(
    model: Model,
    weights: object,
    targets: object,
    learning_rate: Number | None,
    traps: Sequence[Trap],
    *,
    steps: int = 1000,
    precision: int = FIRST_PRECISION,
    **process: Any,
) -> CertifiedPhase:
    """Follow a ball trajectory until it is certainly inside a trap; the precision is raised as long as that may help.

    Parameters
    ----------
    model, weights, targets, learning_rate
        As for `numerics.exact.simulate_exact`: exact numbers.
    traps
        Tried in order at every step, with coefficients made for this process and learning rate.
    steps
        Give up after so many steps.
    precision
        Working precision in bits to begin with.
    **process
        ``normalisation``, ``update``, ``loss`` and ``batches``, as for `numerics.exact.simulate_exact`.

    Returns
    -------
    CertifiedPhase
        ``undecided`` if no trap was entered, or if the highest precision did not suffice.

    Raises
    ------
    ImportError
        If python-flint is missing.
    TypeError, ValueError
        As for `numerics.exact.simulate_exact`.
    """
    flint = load_flint()
    run = exact_process(model, weights, targets, learning_rate, **process)
    last, used = 0, precision
    for bits in precisions(precision):
        used = bits
        with flint.ctx.workprec(bits):
            caught, last, blurred = _follow(*run, traps, steps)
        if caught is not None:
            return CertifiedPhase(caught.label, caught.name, caught.lemma, last, bits)
        if not blurred:
            break
    return CertifiedPhase("undecided", "", "", last, used)


def _follow(process: Process, start: State, traps: Sequence[Trap], steps: int) -> tuple[Trap | None, int, bool]:
    """The trap entered, the last step seen, and whether lost precision ended the search."""
    step = 0
    try:
        for point in ball_points(process, start):
            step = point.step
            for trap in traps:
                if trap.caught(point):
                    return trap, step, False
            if not point.tight(4):
                return None, step, True
            if step >= steps:
                return None, step, False
    except UndecidedError:
        return None, step, True
    return None, step, False


@dataclass(frozen=True)
class CertifiedBoundary:
    """Two learning rates with certified, different long-time behaviour: at least one change of phase lies between them.

    Attributes
    ----------
    low, high
        The ends.
    below, above
        Their certified phases.
    tolerance
        The width that was asked for; the interval is wider if a midpoint stayed undecided.
    """

    low: Fraction
    high: Fraction
    below: CertifiedPhase
    above: CertifiedPhase
    tolerance: Fraction

    @property
    def reached(self) -> bool:
        """Whether the interval is as narrow as asked."""
        return self.high - self.low <= self.tolerance


def certified_boundary(
    model: Model,
    weights: object,
    targets: object,
    traps: Callable[[Fraction], Sequence[Trap]],
    low: Number,
    high: Number,
    tolerance: Number,
    *,
    steps: int = 1000,
    **process: Any,
) -> CertifiedBoundary:
    """Bisect between two learning rates with different certified long-time behaviour, for one initialisation.

    Each midpoint is a dyadic or rational number and is certified itself. A midpoint that stays undecided (at the boundary
    exactly, it must) is replaced by points beside it before the search stops.

    Parameters
    ----------
    model, weights, targets, **process
        As for `certify`; ``update`` must make the rule from the learning rate.
    traps
        From a learning rate to its traps.
    low, high
        Learning rates, low < high.
    tolerance
        Width of the interval wanted.
    steps
        Steps for each learning rate.

    Raises
    ------
    ValueError
        If an end is undecided or both behave alike in the long run.
    """
    ends = [rational(value).item() for value in (low, high)]
    width = rational(tolerance).item()

    def judge(rate: Fraction) -> CertifiedPhase:
        return certify(model, weights, targets, rate, traps(rate), steps=steps, **process)

    below, above = judge(ends[0]), judge(ends[1])
    if "undecided" in (below.label, above.label) or below.label == above.label:
        raise ValueError(f"the ends must have different certified long-time behaviour, not {below.label!r} and {above.label!r}")
    while ends[1] - ends[0] > width:
        for share in (Fraction(1, 2), Fraction(7, 16), Fraction(9, 16)):
            middle = ends[0] + share * (ends[1] - ends[0])
            phase = judge(middle)
            if phase.label != "undecided":
                break
        else:
            break
        if phase.label == below.label:
            ends[0], below = middle, phase
        else:
            ends[1], above = middle, phase
    return CertifiedBoundary(ends[0], ends[1], below, above, width)
