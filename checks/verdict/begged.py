"""Whether an added hypothesis is what it is added for: then a claim is not true with it, it says nothing with it."""

from __future__ import annotations

from theory.added import Added
from theory.provers.smt.smt import prove
from theory.statements import Claim

__all__ = ["is_begged"]

_SECONDS = 2.0


def is_begged(claim: Claim, added: Added) -> bool:
    """Whether a hypothesis alone, of whatever numbers, gives the conclusion that some statement of a claim has without it.

    Without Z3 only a hypothesis that is the conclusion word for word is found.

    Examples
    --------
    >>> from theory import claim
    >>> any(is_begged(claim("ML-2"), added) for added in claim("ML-2").added)
    False
    """
    conclusions = [part.conclusion for part in claim.without(added).statements]
    if not added.parts:
        return False
    if any(conclusion in added.parts for conclusion in conclusions):
        return True
    try:
        return any(
            prove(added.parts, conclusion, timeout=_SECONDS, counterexample=False).proved
            and not prove((), conclusion, timeout=_SECONDS, counterexample=False).proved
            for conclusion in conclusions
        )
    except (ImportError, TypeError):  # no solver, or nothing that it reads
        return False
