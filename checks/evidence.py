"""Evidence: what was found out about a claim, by which means, and how far it reaches. Plain data; the verdict is elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from theory.proofs.proof import Proof, Shipped

__all__ = ["Counterexample", "Enclosed", "Evidence", "Fuzzed", "Measured", "Proved", "Refused", "Skipped"]


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
    """

    statement: int
    trajectories: int
    states: int
    worst_margin: float
    exact: bool
    suspects: int = 0
    seed: int = 0


@dataclass(frozen=True)
class Counterexample:
    """Rational weights and a learning rate that satisfy every hypothesis and break the conclusion, replayed exactly.

    Attributes
    ----------
    claim, statement
        Claim id and index of the statement.
    recipe, model
        The numeric model as Python source, and as plain data to rebuild it from.
    weights, targets, learning_rate
        The trajectory, as fractions.
    step
        Step t at which the conclusion fails.
    values
        Exact values of the symbols of the conclusion at that step, as text.
    sentence
        The conclusion that fails.
    """

    claim: str
    statement: int
    recipe: str
    model: Mapping[str, Any]
    weights: tuple[Fraction, ...]
    targets: tuple[Fraction, ...]
    learning_rate: Fraction
    step: int
    values: Mapping[str, str]
    sentence: str

    def __repr__(self) -> str:
        weights = ", ".join(map(str, self.weights[:6])) + (", …" if len(self.weights) > 6 else "")
        return (
            f"Counterexample({self.claim}: {self.sentence} fails at step {self.step}; η = {self.learning_rate}, w = ({weights}))"
        )


@dataclass(frozen=True)
class Proved:
    """A proof of one statement; ``statement`` is its index, ``rechecked`` whether a prover checked it on this machine."""

    proof: Proof | Shipped
    statement: int
    rechecked: bool = True


@dataclass(frozen=True)
class Enclosed:
    """Trajectories enclosed in ball arithmetic whose fate a proved lemma decides, in agreement with the claim."""

    statement: int
    trajectories: int
    note: str


@dataclass(frozen=True)
class Measured:
    """A statistical measurement: an estimate with a confidence interval, and whether the claim survives it."""

    quantity: str
    estimate: float
    low: float
    high: float
    confidence: float
    samples: int
    agrees: bool
    note: str = ""


@dataclass(frozen=True)
class Refused:
    """A proof that is shipped for a statement, and that the kernel does not accept: something is broken or was changed."""

    statement: int
    reason: str


@dataclass(frozen=True)
class Skipped:
    """Evidence that could not be collected here, and why."""

    kind: str
    reason: str


Evidence: TypeAlias = Fuzzed | Counterexample | Proved | Enclosed | Measured | Refused | Skipped
