"""Names of the hypotheses of a statement, as fields of a Coq record: by what a relation says, not by where it stands."""

from __future__ import annotations

from collections.abc import Iterable

from sympy import Basic, Eq, Ge, Gt, Le, Lt, Ne
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from theory.provers.coq.frame import Named
from theory.symbols import PARAMETERS, observable_of

__all__ = ["distinct", "hypothesis_name", "need_name"]

_EDGES = {Lt: "below_edge", Le: "up_to_edge", Eq: "at_edge", Ge: "from_edge", Gt: "above_edge"}
_SIGNS = {Ne: "nonzero", Gt: "positive", Ge: "nonnegative", Lt: "negative", Le: "nonpositive"}


_RATE, _KINK = (PARAMETERS[name].symbol for name in ("eta", "a_zero"))
_TARGETS = {PARAMETERS[name].symbol for name in ("y", "y_norm", "p1_y", "p2_y")}


def hypothesis_name(part: Boolean) -> str:
    """Return the name of a hypothesis of a claim: on which side of an edge the learning rate lies, or what differs from 0."""
    if not isinstance(part, Relational):
        return "hypothesis"
    if _RATE in part.free_symbols:
        if _observed(part) == {"flip", "f"}:
            return "no_flip"
        if not _observed(part) and _TARGETS & part.free_symbols:
            return "target_large" if isinstance(part, Gt | Ge) else "target_small"
        if _RATE in part.rhs.free_symbols and _observed(part.lhs) & {"f", "f2"}:
            return "output_small"
        return _EDGES.get(type(part), "hypothesis")
    if _KINK in part.free_symbols:
        return "kink_bounded"
    names = sorted({symbol.name.removesuffix("_0") for symbol in part.lhs.free_symbols})
    sign = _SIGNS.get(type(part))
    return "_".join((*names, sign)) if names and sign and part.rhs == 0 else "hypothesis"


def need_name(need: Boolean) -> str:
    """Return the name of what a hypothesis needs in order to be defined."""
    return {Ne: "divisor_nonzero", Ge: "radicand_nonnegative"}.get(type(need), "hypothesis_defined")


def _observed(part: Basic) -> set[str]:
    return {found[0].name for found in map(observable_of, part.free_symbols) if found is not None}


def distinct(hypotheses: Iterable[Named]) -> tuple[Named, ...]:
    """Leave out what is said twice, and number different hypotheses of one name."""
    found: dict[str, str] = {}
    for name, text in hypotheses:
        if text in found.values():
            continue
        number = sum(other.partition("_also")[0] == name for other in found)
        found[f"{name}_also{number if number > 1 else ''}" if number else name] = text
    return tuple(found.items())
