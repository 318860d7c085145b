"""Whether an added hypothesis is what it is added for: then a claim is not true with it, it says nothing with it."""

from __future__ import annotations

from functools import lru_cache, partial

from sympy.logic.boolalg import Boolean

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
        return any(_gives(added.parts, conclusion) for conclusion in conclusions)
    except (ImportError, TypeError):  # no solver, or nothing that it reads
        return False


@lru_cache(maxsize=256)
def _gives(parts: tuple[Boolean, ...], conclusion: Boolean) -> bool:
    """Whether hypotheses imply a conclusion that is no theorem without them; Z3 is asked once in a process."""
    ask = partial(prove, conclusion=conclusion, timeout=_SECONDS, counterexample=False)
    return ask(parts).proved and not ask(()).proved
