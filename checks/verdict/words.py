"""Verdicts as they are shown, and read back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.evidence.kinds import Dropped, Evidence
from checks.verdict.judge import PROOFS, Verdict, added_names, proofs_among, weakest
from theory.provers.prover import ADDED_WORDS

__all__ = ["in_words", "verdict_of", "verdict_words"]


def in_words(verdict: Verdict, evidence: Sequence[Evidence]) -> str:
    """A verdict as it is shown: with the hypotheses that the claim is true with, and those of which it is not known.

    Examples
    --------
    >>> in_words(Verdict.OPEN, [])
    'open'
    >>> in_words(Verdict.OPEN, [Dropped("y = 0", found=None)])
    'open without: y = 0'
    """
    return verdict_words(verdict, [item for item in evidence if isinstance(item, Dropped)], proofs_among(evidence))


def verdict_words(verdict: Verdict, dropped: Sequence[Dropped], proofs: Sequence[tuple[int, str, bool]]) -> str:
    """A verdict as it is shown, from the hypotheses that were dropped and the proofs there are, as for `weakest`.

    Examples
    --------
    >>> verdict_words(Verdict.OPEN, [Dropped("y = 0", found=None)], [])
    'open without: y = 0'
    """
    needed = "; ".join(item.hypothesis for item in dropped if item.found)
    unknown = "; ".join(item.hypothesis for item in dropped if not item.found and not item.proved)
    named = f"{ADDED_WORDS[:-1]} {added_names(proofs)})"
    if verdict is Verdict.PROVED_ADDED:
        return f"{Verdict.PROVED.value}{named}"
    if verdict is Verdict.TRUE_WITH:
        whose = named if weakest(proofs) is Verdict.PROVED_ADDED else _whose(weakest(proofs))
        return f"{verdict.value}{whose}: {needed}" + (f"; open without: {unknown}" if unknown else "")
    return f"{verdict.value} without: {unknown}" if verdict is Verdict.OPEN and unknown else verdict.value


def _whose(proof: Verdict) -> str:
    """What is added to a claim that is true with a hypothesis, from the verdict on what its proofs show."""
    return f" ({proof.value})" if proof is Verdict.CERTIFIED else proof.value.removeprefix(Verdict.PROVED.value)


_NAMED = re.compile(r"(?<=^proved) \(added prover [\w, ]+\)|(?<=^true with) \(added prover [\w, ]+\)")
"""An added prover with its name."""


def verdict_of(text: str) -> Verdict:
    """The verdict that `in_words` shows so.

    Raises
    ------
    ValueError
        If it shows none so.

    Examples
    --------
    >>> verdict_of("true with (Z3): y = 0").name
    'TRUE_WITH'
    """
    head, mark, hypotheses = _NAMED.sub(ADDED_WORDS, text, count=1).partition(": ")
    if not mark and Verdict(head) is not Verdict.TRUE_WITH:
        return Verdict(head)
    found = {f"{Verdict.TRUE_WITH.value}{_whose(proof)}": Verdict.TRUE_WITH for proof in PROOFS}
    found[f"{Verdict.OPEN.value} without"] = Verdict.OPEN
    if not hypotheses or head not in found:
        raise ValueError(f"{text!r} is no verdict" if mark else f"{text!r} is no verdict: it names no hypothesis")
    return found[head]
