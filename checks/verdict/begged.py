"""Whether an added hypothesis is what it is added for: then a claim is not true with it, it says nothing with it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from sympy.logic.boolalg import Boolean

from theory.added import Added
from theory.provers.smt.smt import prove
from theory.roles import at
from theory.statements import Claim, Quantifier, Statement

__all__ = ["is_begged"]

_SECONDS = 2.0


def is_begged(claim: Claim, added: Added) -> bool:
    """Whether a hypothesis, of whatever numbers, gives the conclusion that some statement of a claim has without it.

    It may do so alone, or with the others that are added: then none of them is a hypothesis of anything. At the first step values
    now are those at the start. Without Z3 only a hypothesis that is the conclusion word for word is found.

    Examples
    --------
    >>> from theory import claim
    >>> any(is_begged(claim("ML-2"), added) for added in claim("ML-2").added)
    False
    """
    together = tuple(part for item in claim.added for part in item.parts)
    asked = [(added.parts, part) for part in claim.without(added).statements]
    if added.parts and together != added.parts:
        asked += [(together, part) for part in claim.printed]
    return any(_gives(parts, statement) for parts, statement in asked)


def _gives(parts: Sequence[Boolean], statement: Statement) -> bool:
    if not parts:
        return False
    given, conclusion = (*parts,), statement.conclusion
    if statement.quantifier is Quantifier.FIRST:
        given, conclusion = tuple(at(part, now="initial") for part in given), at(conclusion, now="initial")
    if conclusion in given:
        return True
    try:
        return _follows(given, conclusion) and not _follows((), conclusion)
    except (ImportError, TypeError):  # no solver, or nothing that it reads
        return False


@lru_cache(maxsize=256)
def _follows(given: tuple[Boolean, ...], conclusion: Boolean) -> bool:
    """Whether Z3 proves a conclusion: each of several hypotheses that were added asks the same of all together, and of none."""
    return prove(given, conclusion, timeout=_SECONDS, counterexample=False).proved
