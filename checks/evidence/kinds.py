"""Evidence: what was found out about a claim, by which means, and how far it reaches. Plain data; the verdict is elsewhere."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from checks.evidence.as_html import counterexample_html
from checks.instances.numbers import equation, model_in_words, vector
from checks.instances.training_data import training_in_words
from checks.truth.algebraic import Exact
from checks.truth.number_field import common_field
from theory.provers.proof import Proof, Shipped

__all__ = [
    "Counterexample",
    "Dropped",
    "Enclosed",
    "Evidence",
    "Fuzzed",
    "Measured",
    "Proved",
    "Refused",
    "Skipped",
    "agreement",
]


@dataclass(frozen=True)
class Fuzzed:
    """A search for violations that found none that could be confirmed.

    Attributes
    ----------
    statement
        Index of the statement inside the claim.
    trajectories, states
        Trajectories that satisfied the hypotheses; states (weights, or pairs of successive weights) judged on them.
    worst_margin
        Smallest relative margin seen, (rhs − lhs)/size of terms; NaN for exact searches.
    exact
        Whether the search ran in exact rational arithmetic.
    suspects
        Violations in floating point that exact replay did not confirm.
    seed
        Seed of the search.
    climbed
        Whether trajectories were driven to where the statement comes nearest to failing.
    reached
        Edges of the hypotheses and special cases that an exact search has met, in words.
    unreached
        Where the statement fails by the laws that its values follow, at a size too large to be judged; empty if nowhere.
    """

    statement: int
    trajectories: int
    states: int
    worst_margin: float
    exact: bool
    suspects: int = 0
    seed: int = 0
    climbed: bool = False
    reached: tuple[str, ...] = ()
    unreached: str = ""


@dataclass(frozen=True)
class Counterexample:
    """Weights and a learning rate, exact numbers, that satisfy every hypothesis and break the conclusion, replayed exactly.

    Attributes
    ----------
    claim, statement
        Claim id and index of the statement.
    recipe, model
        The numeric model as Python source, and as plain data to rebuild it from.
    weights, targets, learning_rate
        The trajectory, in fractions or in numbers of one field of algebraic numbers.
    step
        Step t at which the conclusion fails; for peaks and limits the one from which on they are known.
    values
        Exact values of the symbols of the conclusion at that step, as text.
    sentence
        The conclusion that fails.
    decided
        How peaks and limits are known from that step on; empty where the conclusion has none.
    undefined
        Where a part of the conclusion has no value, and the hypothesis that would exclude it; empty if all parts have one.
    training
        Momentum and other numbers of the process, memory at the start, schedule and batches, as plain data; see
        `checks.instances.training_data`. Empty for plain gradient descent.
    """

    claim: str
    statement: int
    recipe: str
    model: Mapping[str, Any]
    weights: tuple[Exact, ...]
    targets: tuple[Exact, ...]
    learning_rate: Exact
    step: int
    values: Mapping[str, str]
    sentence: str
    decided: str = ""
    undefined: str = ""
    training: Mapping[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Counterexample({self.claim}: {self.sentence} fails at step {self.step}; {self.case})"

    def _repr_html_(self) -> str:
        return counterexample_html(self)

    @property
    def numbers(self) -> tuple[Exact, ...]:
        """Weights, targets and learning rate."""
        return (*self.weights, *self.targets, self.learning_rate)

    @property
    def case(self) -> str:
        """All that decides: what is undefined, the model with its data, target, weights, learning rate, how limits are known."""
        targets = self.targets[0] if len(self.targets) == 1 else vector(self.targets)
        start = f"{model_in_words(self.model)}; y = {targets}, w = {vector(self.weights)}"
        known = f"; {self.decided}" if self.decided else ""
        undefined = f"{self.undefined}; " if self.undefined else ""
        trained = f", {training_in_words(self.training)}" if self.training else ""
        field = common_field(self.numbers)
        where = f"; {field}" if field is not None and field.is_named else ""
        return f"{undefined}{start}, {equation('η', str(self.learning_rate))}{trained}{where}{known}"

    @property
    def shown(self) -> str:
        """The values of the conclusion's symbols where it fails."""
        return ", ".join(equation(name, value) for name, value in self.values.items() if name != "eta")


@dataclass(frozen=True)
class Proved:
    """A proof of one statement; ``statement`` is its index."""

    proof: Proof | Shipped
    statement: int

    @property
    def prover(self) -> str:
        """Whose proof it is, a name of `theory.provers.prover.provers`."""
        return self.proof.prover

    @property
    def rechecked(self) -> bool:
        """Whether a prover checked it on this machine."""
        return isinstance(self.proof, Proof)


@dataclass(frozen=True)
class Enclosed:
    """Trajectories enclosed in ball arithmetic whose long-time behaviour a proved lemma decides, in agreement with the claim."""

    statement: int
    trajectories: int
    note: str


@dataclass(frozen=True)
class Measured:
    """A statistical measurement: an estimate with a confidence interval, and the range that the claim allows.

    Attributes
    ----------
    quantity
        What was measured.
    estimate, low, high, confidence, samples
        The estimate with its interval, of this confidence, from so many samples.
    claimed
        The open range in which the claim puts the quantity.
    shown
        For a finding about an experiment: whether its numbers show the finding and none of its controls does.
    note
        What else a reader must know.
    """

    quantity: str
    estimate: float
    low: float
    high: float
    confidence: float
    samples: int
    claimed: tuple[float, float]
    shown: bool = True
    note: str = ""

    @property
    def agrees(self) -> bool | None:
        """Whether the whole interval lies in the claimed range; False if none of it does, None if that is undecided."""
        return agreement((self.low, self.high), self.claimed, self.shown) if self.samples > 0 else None


def agreement(interval: tuple[float, float], claimed: tuple[float, float], shown: bool = True) -> bool | None:
    """Whether a whole interval lies in the open range; False if none of it does, None if that is undecided.

    Examples
    --------
    >>> above = (0, float("inf"))
    >>> agreement((0.1, 0.4), above), agreement((-0.1, 0.4), above), agreement((-0.3, -0.1), above)
    (True, None, False)
    """
    (low, high), (least, most) = interval, claimed
    if low == math.inf or high == -math.inf:
        return None  # no number lies there
    if high <= least or most <= low:
        return False
    return True if least < low and high < most and shown else None


@dataclass(frozen=True)
class Dropped:
    """What became of a claim without one of the hypotheses that our reading adds to the print.

    Attributes
    ----------
    hypothesis
        Its name.
    found
        A counterexample to the claim without it; None if none was found.
    proved
        Whether the claim is proved without it, so that it need not be added.
    states
        States judged in vain.
    """

    hypothesis: str
    found: Counterexample | None
    proved: bool = False
    states: int = 0


@dataclass(frozen=True)
class Refused:
    """A proof that is shipped for a statement, and that its prover does not accept: something is broken or was changed."""

    statement: int
    reason: str


@dataclass(frozen=True)
class Skipped:
    """Evidence that could not be collected here, and why."""

    kind: str
    reason: str


Evidence: TypeAlias = Fuzzed | Counterexample | Proved | Enclosed | Measured | Dropped | Refused | Skipped
