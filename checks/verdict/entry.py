"""One row of the ledger: a claim, its verdict, and the evidence for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from checks.evidence.as_html import counterexample_html, proofs_html
from checks.evidence.kinds import Counterexample, Dropped, Evidence, Fuzzed, Measured, Proved, Refused, Skipped
from checks.evidence.tightness import Tightness
from checks.ledger.formal import formal_lines
from checks.verdict.judge import Verdict
from checks.verdict.words import in_words
from theory.as_html import claim_html, definitions, items
from theory.statements import Claim

__all__ = ["Entry"]


@dataclass(frozen=True)
class Entry:
    """One row of the ledger.

    Attributes
    ----------
    claim, verdict, evidence
        What was judged, how, and on what grounds.
    tightness
        How close the claim's learning-rate bound comes to the measured edge, if it has one.
    seconds
        Time spent.
    recalled
        Whether something that was found before on this machine was read from its record, see `checks.verdict.recalled`.
    """

    claim: Claim
    verdict: Verdict
    evidence: tuple[Evidence, ...]
    tightness: Tightness | None = None
    seconds: float = field(default=0.0, compare=False)
    recalled: bool = field(default=False, compare=False)

    @property
    def verdict_text(self) -> str:
        """The verdict as it is shown, see `checks.verdict.judge.in_words`."""
        return in_words(self.verdict, self.evidence)

    def __repr__(self) -> str:
        found = self.counterexample
        if found is not None:
            return f"Entry({self.claim.id}: {self.verdict_text}, counterexample at step {found.step}: {found.case})"
        proofs = [item for item in self.evidence if isinstance(item, Proved)]
        provers = ", ".join(sorted({item.prover for item in proofs}))
        covered = len({item.statement for item in proofs})
        whole = covered == len(self.claim.statements)
        states = sum(item.states for item in self.evidence if isinstance(item, Fuzzed))
        by = f"by {provers}" if whole else f"{covered} of {len(self.claim.statements)} statements by {provers}"
        grounds = [by] * bool(proofs) + [f"{states} states searched"] * bool(states)
        tight = [f"tightness: {self.tightness.shown}"] if self.tightness else []
        return f"Entry({self.claim.id}: {', '.join([self.verdict_text, *grounds, *tight])})"

    def __str__(self) -> str:
        """The verdict beside what it is about: the claim in words, and formally with all hypotheses."""
        searched = [f"searched: {self.grounds}"] if self.grounds else []
        return "\n  ".join([repr(self), f"in words: {self.claim.text}", *self._numbered(), *searched])

    def _repr_html_(self) -> str:
        """What a notebook shows: verdict, whose proof, the claim with every hypothesis, what breaks it, what was not checked."""
        proofs = [item for item in self.evidence if isinstance(item, Proved)]
        missing = [f"{item.kind}: {item.reason}" for item in self.evidence if isinstance(item, Skipped)]
        refused = [f"statement {item.statement + 1}: {item.reason}" for item in self.evidence if isinstance(item, Refused)]
        facts = definitions(
            (
                ("verdict", f"<strong>{escape(self.verdict_text)}</strong>"),
                ("whose proof", proofs_html(proofs)),
                ("searched", escape(self.grounds)),
                ("tightness", escape(self.tightness.shown) if self.tightness else ""),
                ("measured", items(map(escape, map(_measured, self.measurements))) if self.measurements else ""),
                ("refused", items(map(escape, refused)) if refused else ""),
                ("not checked here", items(map(escape, missing)) if missing else ""),
            )
        )
        broken = "".join(map(counterexample_html, self.counterexamples))
        return f"<div>{claim_html(self.claim)}{facts}{broken}</div>"

    @property
    def measurements(self) -> tuple[Measured, ...]:
        """What was measured."""
        return tuple(item for item in self.evidence if isinstance(item, Measured))

    def _numbered(self) -> list[str]:
        return [f"statement {number}: {line}" for number, line in enumerate(formal_lines(self.claim), 1)]

    @property
    def grounds(self) -> str:
        """What a claim rests on that is only supported, or open as a conjecture is; else empty.

        That is the states judged, the edges and special cases among them, and the case that fails closest to the bound.
        Of a claim that is open because it fails at a size beyond reach: at which.
        """
        searches = [item for item in self.evidence if isinstance(item, Fuzzed)]
        beyond = dict.fromkeys(item.unreached for item in searches if item.unreached)
        if self.verdict is Verdict.OPEN and beyond:
            return "; ".join(beyond)
        undecided = self.verdict is Verdict.SUPPORTED or (self.verdict is Verdict.OPEN and self.claim.conjectured)
        if not undecided or not searches:
            return ""
        exact, climbed, drawn = (
            sum(item.states for item in searches if (item.exact, item.climbed) == kind)
            for kind in ((True, False), (False, True), (False, False))
        )
        counted = f"{exact} states in fractions, {drawn} drawn at random, {climbed} climbed to"
        met = "; ".join(dict.fromkeys(name for item in searches for name in item.reached))
        near = f"; {self.tightness.shown}: {self.tightness.nearest}" if self.tightness and self.tightness.nearest else ""
        return f"{counted}; met: {met or 'neither an edge nor a special case'}{near}"

    @property
    def counterexample(self) -> Counterexample | None:
        """The counterexample that refutes the claim, if any."""
        return next((item for item in self.evidence if isinstance(item, Counterexample)), None)

    @property
    def counterexamples(self) -> tuple[Counterexample, ...]:
        """The counterexample that refutes the claim, and those to the claim without a hypothesis that our reading adds."""
        found = [item for item in self.evidence if isinstance(item, Counterexample)]
        return (*found, *(item.found for item in self.evidence if isinstance(item, Dropped) and item.found))


def _measured(found: Measured) -> str:
    agrees = {True: "agrees", False: "contradicts", None: "undecided"}[found.agrees]
    return f"{found.quantity}: {found.estimate:.4g}, from {found.low:.4g} to {found.high:.4g}, {agrees}"
