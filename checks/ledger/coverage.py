"""Which means of evidence reach which settings: a table of the claims' statements, and a page of the reference."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from sympy import symbols

from checks.instances.own_claims import own_claims
from checks.pairs import pair
from checks.search.enclosed import encloses
from theory.claims import all_claims
from theory.models.own import from_unit
from theory.provers.prover import provers
from theory.statements import Claim, Setting, Statement

__all__ = ["coverage", "coverage_page"]

_HEAD = """# What reaches what

Each row is a setting that claims speak of, with the number of statements about it. The other columns say for how many of them a
means of evidence is at hand: a prover that covers statements of that form (it may still fail to prove one), weights in exact
fractions and in floating point on which a statement is tried, weights at which bounds are attained, and enclosures in ball
arithmetic. A dot stands for none. The rows of a user's own model are those of f = Σ v u², with the claims of
`checks.own_claims`.
"""


def _drawn(name: str, statement: Statement) -> bool:
    """Whether the pair of a setting offers instances of a kind."""
    setting = statement.setting
    offered = getattr(pair(setting), name)
    found: Iterator[object] = offered(setting, 1, 0) if name == "typical_instances" else offered(setting)
    return next(iter(found), None) is not None


def _means() -> dict[str, Callable[[Statement], bool]]:
    kinds = {"exact": "exact_instances", "attained": "boundary_instances", "float": "typical_instances"}
    drawn = {heading: partial(_drawn, name) for heading, name in kinds.items()}
    return {**{prover.column: prover.covers for prover in provers().values()}, **drawn, "enclosed": encloses}


def coverage() -> Mapping[Setting, Mapping[str, int]]:
    """Each setting of the claims, and of one own model → the number of statements that each means of evidence reaches.

    Examples
    --------
    >>> from theory.statements import Setting
    >>> found = coverage()[Setting("deep", "many", "any")]
    >>> found["statements"] >= found["coq"] > 0
    True
    """
    statements = [statement for claim in (*all_claims(), *_own()) for statement in claim.statements]
    by_setting: dict[Setting, list[Statement]] = {}
    for statement in statements:
        by_setting.setdefault(statement.setting, []).append(statement)
    means = _means()
    return {
        setting: {"statements": len(found), **{name: sum(map(reaches, found)) for name, reaches in means.items()}}
        for setting, found in sorted(by_setting.items(), key=lambda item: str(item[0]))
    }


def _own() -> tuple[Claim, ...]:
    """What is derived for a model that is none of ours."""
    u, v = symbols("u v")
    return own_claims(from_unit(v * u**2, name="own model v·u²"), prefix="COVERED")


def coverage_page() -> str:
    """The page of the documentation."""
    headings = ["setting", "statements", *_means()]
    lines = [f"| {' | '.join(headings)} |", "|---" + "|---:" * (len(headings) - 1) + "|"]
    for setting, row in coverage().items():
        lines.append(f"| {setting} | {' | '.join(str(number or '·') for number in row.values())} |")
    return "\n".join([_HEAD, *lines, ""])
