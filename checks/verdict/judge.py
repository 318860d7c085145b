"""From evidence to a verdict: the one place where evidence is read.

Kinds of evidence do not add up. A claim is *proved* only if a proof covers each of its statements for the whole range of its
quantifiers, and the verdict says whose proof: without more, that of the prover which leaves least to be believed; *certified*
where it is an exact certificate. Of several statements the weakest decides. A claim is *true with* a hypothesis that our reading
adds to the print if, further, a counterexample breaks it without; a sample that passes makes it *supported*, however large, but
leaves a conjecture *open*; one exact, replayed counterexample *refutes* it; a measurement supports it if the whole interval of
confidence lies where the claim puts the quantity, and refutes it statistically if none of it does; everything else leaves it
*open*.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import get_args

from checks.evidence.kinds import Counterexample, Dropped, Evidence, Fuzzed, Measured, Proved
from theory.arguments import instance, shown
from theory.provers.proof import refuse_unissued, statement_hash
from theory.provers.prover import ADDED_WORDS, added_provers, provers
from theory.statements import Claim

__all__ = [
    "PROOFS",
    "ContradictionError",
    "Summary",
    "Verdict",
    "added_names",
    "judge",
    "judge_summary",
    "proof_verdict",
    "proofs_among",
    "weakest",
]


class ContradictionError(RuntimeError):
    """A statement is proved and refuted at once: a prover, a derivation or the engine is wrong."""


class Verdict(Enum):
    """What the evidence says about a claim."""

    PROVED = "proved"
    CERTIFIED = "certified"
    PROVED_SMT = "proved (Z3)"
    PROVED_IDENTITY = "proved (identity)"
    SHIPPED = "proved (shipped, not re-checked)"
    PROVED_ADDED = f"proved{ADDED_WORDS}"
    TRUE_WITH = "true with"
    REFUTED = "refuted"
    REFUTED_STATISTICALLY = "refuted (statistical)"
    SUPPORTED = "supported"
    OPEN = "open"


PROOFS = (
    Verdict.PROVED,
    Verdict.CERTIFIED,
    Verdict.PROVED_SMT,
    Verdict.PROVED_IDENTITY,
    Verdict.SHIPPED,
    Verdict.PROVED_ADDED,
)
"""Verdicts that rest on a proof, the strongest first: the fewer must be believed, and the more it can be checked without us."""


def proof_verdict(prover: str, rechecked: bool) -> Verdict:
    """The verdict on a statement with a proof by a prover; shipped unless it was checked on this machine.

    What an added prover says of itself changes nothing.

    Raises
    ------
    KeyError
        If the prover is unknown.
    """
    found = provers()[prover]
    if any(prover == added.name for added in added_provers()):
        return Verdict.PROVED_ADDED
    return Verdict(found.verdict) if rechecked else Verdict.SHIPPED


def judge(claim: Claim, evidence: Sequence[Evidence]) -> Verdict:
    """Return the verdict on a claim.

    A suspect that floating point found and exact replay could not confirm keeps the claim open, unless it is proved; so does a
    size beyond reach at which a statement fails by the laws of its values. A claim that also makes a statistical assertion is
    never more than supported.

    Parameters
    ----------
    claim
        The claim.
    evidence
        Everything that was found out about it, in any order.

    Raises
    ------
    TypeError
        If something is no kind of `checks.evidence.kinds`, or a proof is none that `theory.provers.proof` issued.
    ValueError
        If a proof was changed after it was issued.
    ContradictionError
        If the same statement has a proof and a counterexample.

    Examples
    --------
    >>> from theory import claim
    >>> judge(claim("ML-2"), [])
    <Verdict.OPEN: 'open'>
    """
    if type(instance(claim, "claim", Claim, "theory.claim('ML-2') finds one by its id")) is not Claim:
        raise TypeError(f"claim must be a Claim, not {shown(claim)} ({type(claim).__name__})")
    if not isinstance(evidence, (list, tuple)):
        raise TypeError(f"evidence must be a list, not {shown(evidence)} ({type(evidence).__name__})")
    for item in evidence:
        _refuse_foreign(item)
    found = _found(claim, evidence)
    proved = {statement for statement, _, rechecked in found.proofs if rechecked}
    for index in sorted(found.refuted & proved):
        raise ContradictionError(f"{claim.id}, statement {index + 1}, is both proved and refuted")
    return judge_summary(claim.kind, len(claim.statements), found)


@dataclass(frozen=True)
class Summary:
    """What matters of the evidence on one claim, wherever it comes from.

    Attributes
    ----------
    refuted
        Indices of the statements with a counterexample.
    agrees
        For each measurement whether it agrees with the claim; None if that is undecided.
    proofs
        For each proof of exactly the statement: its index, the prover, whether it was checked on this machine.
    dropped
        For each hypothesis that was dropped: whether the claim is refuted without it, and whether it is proved.
    searched
        For each search that tried something: index of the statement, number of suspects, sizes out of reach among them.
    """

    refuted: frozenset[int] = frozenset()
    agrees: tuple[bool | None, ...] = ()
    proofs: tuple[tuple[int, str, bool], ...] = ()
    dropped: tuple[tuple[bool, bool], ...] = ()
    searched: tuple[tuple[int, int], ...] = ()


def judge_summary(kind: str, statements: int, found: Summary) -> Verdict:
    """The verdict on a claim of a kind with a number of statements; see `judge`."""
    if found.refuted:
        return Verdict.REFUTED
    if False in found.agrees:
        return Verdict.REFUTED_STATISTICALLY
    proved = {statement for statement, _, _ in found.proofs}
    if kind in ("theorem", "conjecture") and proved >= set(range(statements)):
        if any(broken for broken, _ in found.dropped):
            return Verdict.TRUE_WITH
        if not all(without for _, without in found.dropped):
            return Verdict.OPEN  # proved as we read it; what is printed says more
        return weakest(found.proofs)
    if None in found.agrees or any(suspects for _, suspects in found.searched):
        return Verdict.OPEN
    tried = proved | {statement for statement, _ in found.searched} >= set(range(statements))
    return Verdict.SUPPORTED if tried and (found.agrees or kind == "theorem") else Verdict.OPEN


def _found(claim: Claim, evidence: Sequence[Evidence]) -> Summary:
    hashes = [statement_hash(statement) for statement in claim.statements]
    # The hash of what was checked must be the hash of what is claimed.
    covering = [
        item
        for item in evidence
        if isinstance(item, Proved)
        and item.statement in range(len(hashes))
        and item.proof.statement_hash == hashes[item.statement]
    ]
    return Summary(
        frozenset(item.statement for item in evidence if isinstance(item, Counterexample)),
        tuple(item.agrees for item in evidence if isinstance(item, Measured)),
        tuple(proofs_among(covering)),
        tuple((item.found is not None, item.proved) for item in evidence if isinstance(item, Dropped)),
        tuple(
            (item.statement, item.suspects + bool(item.unreached))
            for item in evidence
            if isinstance(item, Fuzzed) and (item.trajectories > 0 or item.unreached)
        ),
    )


def _refuse_foreign(item: Evidence) -> None:
    """Raise an error for what only looks like evidence."""
    if type(item) not in get_args(Evidence):
        raise TypeError(f"{type(item).__qualname__} is no kind of evidence: see checks.evidence.kinds")
    if isinstance(item, Proved):
        refuse_unissued(item.proof)


def weakest(proofs: Iterable[tuple[int, str, bool]]) -> Verdict:
    """The verdict that proofs give together: the best of each statement, the weakest of all.

    Parameters
    ----------
    proofs
        For each proof: index of its statement, prover, whether it was checked on this machine. At least one.

    Examples
    --------
    >>> weakest([(0, "coq", True), (0, "z3", True), (1, "z3", True)]).value
    'proved (Z3)'
    """
    return max(_best(proofs).values(), key=PROOFS.index)


def _best(proofs: Iterable[tuple[int, str, bool]]) -> Mapping[int, Verdict]:
    """The strongest verdict on each statement that has a proof."""
    best: dict[int, Verdict] = {}
    for statement, prover, rechecked in proofs:
        found = proof_verdict(prover, rechecked)
        best[statement] = min(found, best.get(statement, found), key=PROOFS.index)
    return best


def added_names(proofs: Sequence[tuple[int, str, bool]]) -> str:
    """The added provers on whose word alone a statement rests."""
    best = _best(proofs)
    return ", ".join(sorted({prover for statement, prover, _ in proofs if best[statement] is Verdict.PROVED_ADDED}))


def proofs_among(evidence: Iterable[Evidence]) -> list[tuple[int, str, bool]]:
    """The proofs among the evidence, as `weakest` takes them."""
    return [(item.statement, item.prover, item.rechecked) for item in evidence if isinstance(item, Proved)]
