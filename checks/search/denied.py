"""The ways in which a conclusion can fail, taken as further hypotheses: then everything that fulfils hypotheses goes there.

"n is not 5, or y is not 3" fails where n = 5 and y = 3, which no sample meets; that n ≥ 700 implies θ² ≤ 50 fails among the large
ones only. What such hypotheses make fail, fails without them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice, product

from sympy.core.relational import Eq, Relational
from sympy.logic.boolalg import And, Boolean, Equivalent, Implies, Not, Or

from checks.evidence.kinds import Counterexample, Fuzzed
from checks.evidence.replay import replay_counterexample
from checks.search.exact import search_exactly, search_ties
from checks.search.sizes import NO_PLACE, search_sizes
from theory.roles import at
from theory.statements import Claim, Quantifier, Statement
from theory.symbols import observable_of

__all__ = ["denials", "search_denials"]

_WAYS = 8
"""How many ways to fail are followed."""


def search_denials(claim: Claim, index: int, *, most: int) -> Counterexample | Fuzzed | None:
    """Search where the conclusion fails by what it says of parameters and of the start; None if it says nothing of the kind.

    Parameters
    ----------
    claim, index
        The claim, and which of its statements.
    most
        Trajectories to judge for each way to fail.
    """
    trajectories, states, unreached, ways = 0, 0, "", denials(claim.statements[index])
    for narrow in ways:
        statements = (*claim.statements[:index], narrow, *claim.statements[index + 1 :])
        narrowed = replace(claim, statements=statements, added=())
        for search in (partial(search_exactly, most=most), search_sizes, partial(search_ties, most=most)):
            found = search(narrowed, index)
            if isinstance(found, Counterexample):
                replayed = replay_counterexample(claim, found)
                if replayed.found is not None:
                    return replayed.found
            elif found is not None:
                trajectories, states = trajectories + found.trajectories, states + found.states
                unreached = unreached or found.unreached.replace(NO_PLACE, "")
    return Fuzzed(index, trajectories, states, float("nan"), exact=True, unreached=unreached) if ways else None


def denials(statement: Statement) -> tuple[Statement, ...]:
    """The statement with further hypotheses, one for each of the first ways in which its conclusion can fail.

    A way that prescribes nothing, or one inequality alone, is left out: the other searches meet its edge.
    """
    start = {} if statement.quantifier is Quantifier.STATE else {"now": "initial"}
    found = []
    for way in islice(_ways(statement.conclusion, holds=False), _WAYS):
        parts = [part.func(*(at(side, **start) for side in part.args), evaluate=False) for part in way]
        parts = [part for part in dict.fromkeys(parts) if part not in statement.hypotheses]
        kept = [part for part in parts if _is_of_the_start(part, statement)]
        if len(kept) > 1 or any(isinstance(part, Eq) for part in kept):
            found.append(replace(statement, hypotheses=(*statement.hypotheses, *kept)))
    return tuple(dict.fromkeys(found))


def _is_of_the_start(part: Relational, statement: Statement) -> bool:
    role = "now" if statement.quantifier is Quantifier.STATE else "initial"
    found = [observable_of(symbol) for symbol in part.free_symbols]
    return bool(found) and all(entry is None or entry[1] == role for entry in found)


def _ways(sentence: Boolean, *, holds: bool) -> Iterator[tuple[Relational, ...]]:
    """The ways in which a sentence holds, or fails, each as relations that all hold."""
    if isinstance(sentence, Relational):
        yield (sentence if holds else sentence.negated,)
    elif isinstance(sentence, Not):
        yield from _ways(sentence.args[0], holds=not holds)
    elif isinstance(sentence, And | Or):
        yield from _of_all(sentence.args, holds) if isinstance(sentence, And) is holds else _of_any(sentence.args, holds)
    elif isinstance(sentence, Implies):
        premise, asserted = sentence.args
        either = (Not(premise, evaluate=False), asserted)
        yield from _of_any(either, True) if holds else _of_all(either, False)
    elif isinstance(sentence, Equivalent) and len(sentence.args) == 2:
        for truth in (True, False):
            yield from _both(sentence.args, (truth, truth is holds))


def _of_any(parts: Sequence[Boolean], holds: bool) -> Iterator[tuple[Relational, ...]]:
    for part in parts:
        yield from _ways(part, holds=holds)


def _of_all(parts: Sequence[Boolean], holds: bool) -> Iterator[tuple[Relational, ...]]:
    yield from _both(parts, [holds] * len(parts))


def _both(parts: Sequence[Boolean], truths: Sequence[bool]) -> Iterator[tuple[Relational, ...]]:
    several = product(*(islice(_ways(part, holds=truth), _WAYS) for part, truth in zip(parts, truths, strict=True)))
    yield from (tuple(relation for way in ways for relation in way) for ways in several)
