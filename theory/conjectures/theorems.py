"""Theorems that a conjecture about trajectories may cite, and what each says at a step, in the words of the alphabet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sympy import Ge, Gt, Le, Lt
from sympy.logic.boolalg import And, Boolean

from theory.bound import NoBoundError
from theory.models.own import unit_of
from theory.own_theorems import own_theorems
from theory.provers.obligations import granted
from theory.provers.proof import Proof, prove
from theory.provers.prover import ADDED_WORDS, Prover, provers
from theory.roles import at, roles
from theory.settings import Setting
from theory.statements import Quantifier, Statement
from theory.symbols import observable_of

__all__ = ["Theorem", "theorems"]

_STATES = {
    Quantifier.STEP: ("now", "next", "initial"),
    Quantifier.FIRST: ("now", "next"),
    Quantifier.TRAJECTORY: ("initial",),
}
"""Where a theorem about every state is used."""


@dataclass(frozen=True)
class Theorem:
    """A statement that is proved.

    Attributes
    ----------
    name
        Claim id, and the number of the statement if the claim has several.
    statement
        What it says.
    prover
        Whose proof it is.
    """

    name: str
    statement: Statement
    prover: str

    def instances(self, quantifier: Quantifier) -> Iterator[tuple[tuple[Boolean, ...], tuple[Boolean, ...]]]:
        """What it says for a conjecture with a quantifier: (hypotheses, conclusions) pairs.

        ``FIRST`` is the first step, at which values now stand for initial ones. By induction over the steps a value that no step
        raises is never above its initial one, and nor is its peak.
        """
        said, conclusion = self.statement.quantifier, self.statement.conclusion
        hypotheses = (*granted(self.statement.hypotheses), *self.statement.hypotheses)
        here = roles(conclusion)
        if said is Quantifier.STATE:
            for role in _STATES[quantifier]:
                yield tuple(at(part, now=role) for part in hypotheses), (at(conclusion, now=role),)
        elif quantifier is Quantifier.TRAJECTORY:
            kept = (conclusion,) if said is Quantifier.TRAJECTORY else ()
            yield hypotheses, (*kept, *(self._kept(peaks=True) if said is Quantifier.STEP else ()))
        elif said is Quantifier.STEP or said is quantifier:
            first = {"initial": "now", "total": "now"} if quantifier is Quantifier.FIRST else {}
            given = tuple(at(part, **first) for part in hypotheses)
            yield given, (at(conclusion, **first), *(at(part, **first) for part in self._kept() if said is Quantifier.STEP))
            if said is Quantifier.STEP and not here & {"next", "total"}:
                yield given, (at(conclusion, now="next", **first),)
                if quantifier is Quantifier.STEP:
                    yield given, (at(conclusion, now="initial"),)

    def _kept(self, *, peaks: bool = False) -> Iterator[Boolean]:
        """What follows by induction from each part that compares a value with itself after the step."""
        for part in And.make_args(self.statement.conclusion):
            if not isinstance(part, Le | Lt | Ge | Gt) or not part.lts.is_Symbol or not part.gts.is_Symbol:
                continue
            (less, small), (more, large) = (observable_of(part.lts) or (None, ""), observable_of(part.gts) or (None, ""))
            if less is None or less != more or {small, large} != {"now", "next"}:
                continue
            falls = small == "next"
            if peaks:
                yield from (Le(less.peak, less.initial, evaluate=False),) if falls else ()
            else:
                yield (Le if falls else Ge)(less.now, less.initial, evaluate=False)


@lru_cache(maxsize=64)
def theorems(setting: Setting) -> tuple[Theorem, ...]:
    """What is proved of exactly this setting: theorems that are shipped, and those derived for a user's own model."""
    unit = unit_of(setting.model, setting.variant)
    if unit is None:
        return tuple(_shipped(setting))
    try:
        derived = own_theorems(unit)
    except NoBoundError:
        return ()
    return tuple(
        theorem
        for claim in derived
        for statement in claim.statements
        if statement.setting == setting
        for theorem in _proved(f"OWN-{claim.id}", statement)
    )


def _shipped(setting: Setting) -> Iterator[Theorem]:
    listed = [(prover.name, *entry) for prover in _own_provers() for entry in prover.shipped()]
    several = {name for _, name, number, _ in listed if number > 1}
    for prover, name, number, statement in listed:
        if statement.setting == setting:
            yield Theorem(f"{name} ({number})" if name in several else name, statement, prover)


def _proved(name: str, statement: Statement) -> Iterator[Theorem]:
    """A statement about an own model, if a prover that takes seconds proves it."""
    for prover in _own_provers():
        if not prover.slow and prover.covers(statement) and isinstance(prove(prover.name, name, statement), Proof):
            yield Theorem(name, statement, prover.name)
            return


def _own_provers() -> tuple[Prover, ...]:
    """All but those that were added."""
    return tuple(prover for prover in provers().values() if prover.words != ADDED_WORDS)
