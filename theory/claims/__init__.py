"""What is asserted: one paper a file, plus ours. Claims are found here, not registered."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from theory.statements import Claim

__all__ = ["all_claims", "claim"]


def all_claims() -> tuple[Claim, ...]:
    """Every claim of every module in this package, in the order of modules and of their ``CLAIMS`` tuples.

    Raises
    ------
    ValueError
        If two claims share an id.
    """
    found: dict[str, Claim] = {}
    for module in sorted(info.name for info in pkgutil.iter_modules(__path__)):
        for item in import_module(f"{__name__}.{module}").CLAIMS:
            if item.id in found:
                raise ValueError(f"two claims share the id {item.id!r}")
            found[item.id] = item
    return tuple(found.values())


def claim(claim_id: str) -> Claim:
    """The claim with this id.

    Raises
    ------
    KeyError
        If no claim has this id; the message lists the known ids.
    """
    claims = {item.id: item for item in all_claims()}
    if claim_id not in claims:
        raise KeyError(f"no claim {claim_id!r}; known: {', '.join(claims)}")
    return claims[claim_id]
