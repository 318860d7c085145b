"""What is asserted: one paper a file, plus ours. Claims are found here, not registered."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterable
from difflib import get_close_matches
from importlib import import_module

from theory.arguments import shown, words
from theory.statements import Claim

__all__ = ["all_claims", "claim", "unknown_claim"]

_PAPERS = ("ML", "ZQ", "ZS", "LW", "SUM")
_NAMED = 12
"""How many ids are named where one is unknown."""


def all_claims() -> tuple[Claim, ...]:
    """Every claim of every module in this package: paper by paper, and by number in each; then ours.

    A ledger has this order. Claims of one number (``ZQ-4`` and ``ZQ-4c``, its correction) and claims without a number stay as
    the modules list them.

    Raises
    ------
    ValueError
        If two claims share an id.

    Examples
    --------
    >>> len(all_claims()) > 100
    True
    """
    found: dict[str, Claim] = {}
    for module in sorted(info.name for info in pkgutil.iter_modules(__path__)):
        for item in import_module(f"{__name__}.{module}").CLAIMS:
            if item.id in found:
                raise ValueError(f"two claims share the id {item.id!r}")
            found[item.id] = item
    return tuple(sorted(found.values(), key=_place))


def _place(item: Claim) -> tuple[int, int]:
    paper, *number = re.split(r"-(\d+)", item.id)
    return (_PAPERS.index(paper), int(number[0])) if paper in _PAPERS and number else (len(_PAPERS), 0)


def claim(claim_id: str) -> Claim:
    """The claim with this id, or what one would say without a hypothesis that is added to it: ``"ML-2 without y = 0"``.

    Raises
    ------
    KeyError
        If no claim has this id; the message lists the nearest ids, or some.

    Examples
    --------
    >>> claim("ML-2").text
    'If η < 4/(Cθ₀²) the weight norm decreases monotonically for all time.'
    """
    words(claim_id, "claim_id")
    claims = {item.id: item for item in all_claims()}
    if claim_id in claims:
        return claims[claim_id]
    wider = {item.id: item for known in claims.values() for item in known.wider}
    if claim_id not in wider:
        raise KeyError(unknown_claim(claim_id, claims))
    return wider[claim_id]


def unknown_claim(claim_id: str, known: Iterable[str]) -> str:
    """What to say of an id that no claim has: the ids that look like it, or the first of all.

    Examples
    --------
    >>> unknown_claim("ml2", ["LW-1", "ML-2", "UV-CONV"])
    "no claim 'ml2'; did you mean ML-2?"
    """
    ids = tuple(known)
    near = get_close_matches(claim_id[:100].upper(), ids)
    return f"no claim {shown(claim_id)}; " + (f"did you mean {' or '.join(near)}?" if near else _some(ids))


def _some(ids: tuple[str, ...]) -> str:
    more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    return f"known: {', '.join(ids[:_NAMED])}{more}"
