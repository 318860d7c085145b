"""The errata of the papers, computed: printed claims that an exact trajectory refutes, and the nearest true statement of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checks.evidence import Counterexample, Fuzzed, Proved
from checks.ledger import statement_latex
from checks.profiles import Profile
from checks.verdict import Verdict, judge
from checks.verification import Entry, Options, search, verify_all
from theory.claims import all_claims, claim
from theory.statements import Claim

__all__ = ["FORMATS", "Erratum", "errata", "printed_claims", "render"]

FORMATS = ("text", "markdown", "latex")


@dataclass(frozen=True)
class Erratum:
    """One refuted printed claim.

    Attributes
    ----------
    claim
        As printed.
    counterexample
        An exact trajectory that breaks it.
    correction
        The ledger's row of the claim that corrects it; None if none is named, or if that one is not true either.
    """

    claim: Claim
    counterexample: Counterexample
    correction: Entry | None


def printed_claims() -> tuple[Claim, ...]:
    """Claims that somebody printed and that have a formal statement: all but our own."""
    return tuple(item for item in all_claims() if item.source.paper != "ours" and item.statements)


def errata(
    profile: Profile, *, claims: Iterable[Claim] | None = None, options: Options | None = None, jobs: int = 1
) -> tuple[Erratum, ...]:
    """Search every printed claim for an exact counterexample, and verify what is said to correct it.

    Parameters
    ----------
    profile
        Budgets of search and verification.
    claims
        The claims to try; by default `printed_claims`.
    options
        Seed and provers for the corrections.
    jobs
        Processes for the corrections.
    """
    options = options or Options()
    refuted: list[tuple[Claim, Counterexample]] = []
    for item in printed_claims() if claims is None else claims:
        evidence = search(item, profile, options.seed)
        if judge(item, evidence) is Verdict.REFUTED:
            refuted += [(item, found) for found in evidence if isinstance(found, Counterexample)][:1]
    named = {item.correction: claim(item.correction) for item, _ in refuted if item.correction}
    entries = {entry.claim.id: entry for entry in verify_all(named.values(), profile, options, jobs=jobs)}
    good = (Verdict.PROVED, Verdict.SHIPPED, Verdict.SUPPORTED)
    return tuple(
        Erratum(item, found, entry if entry is not None and entry.verdict in good else None)
        for item, found in refuted
        for entry in (entries.get(item.correction),)
    )


def _trajectory(found: Counterexample) -> str:
    """The counterexample in one line; long vectors are cut."""

    def vector(values: Sequence[object]) -> str:
        shown = ", ".join(str(value) for value in values[:8])
        return f"({shown}{', …' if len(values) > 8 else ''})"

    values = ", ".join(f"{name} = {value}" for name, value in found.values.items() if name != "eta")
    return (
        f"{found.recipe.split('(')[0]}, w = {vector(found.weights)}, y = {vector(found.targets)}, η = {found.learning_rate}, "
        f"step {found.step}: {values}"
    )


def _evidence(entry: Entry) -> str:
    provers = sorted({getattr(item.proof, "prover", "coq") for item in entry.evidence if isinstance(item, Proved)})
    states = sum(item.states for item in entry.evidence if isinstance(item, Fuzzed))
    parts = (
        [entry.verdict.value] + ([f"by {', '.join(provers)}"] if provers else []) + ([f"{states} states tried"] if states else [])
    )
    return ", ".join(parts)


def _formula(item: Claim, index: int) -> str:
    return statement_latex(item.statements[index])


def render(found: Sequence[Erratum], style: str = "text") -> str:
    """The table as text, Markdown or LaTeX.

    Raises
    ------
    ValueError
        For an unknown style.
    """
    if style not in FORMATS:
        raise ValueError(f"format must be one of {', '.join(FORMATS)}, not {style!r}")
    if style == "text":
        return "\n\n".join(_text(item) for item in found) + "\n"
    if style == "markdown":
        head = "| claim | printed | refuted by | corrected | evidence |\n|---|---|---|---|---|\n"
        return head + "".join(_markdown_row(item) for item in found)
    rows = "".join(_latex_row(item) for item in found)
    return (
        "% needs amsmath, longtable\n\\begin{longtable}{lp{0.28\\textwidth}p{0.28\\textwidth}p{0.28\\textwidth}}\n"
        "claim & printed & refuted by & corrected \\\\ \\hline\n" + rows + "\\end{longtable}\n"
    )


def _text(item: Erratum) -> str:
    lines = [
        f"{item.claim.id}  ({item.claim.source.paper}, {item.claim.source.place})",
        f"  printed    {item.claim.text}",
        f"  reads      {item.counterexample.sentence}",
        f"  refuted    {_trajectory(item.counterexample)}",
    ]
    if item.correction is None:
        return "\n".join([*lines, "  corrected  no true statement is known to be near"])
    corrected = item.correction.claim
    return "\n".join([*lines, f"  corrected  {corrected.id}: {corrected.text}", f"  evidence   {_evidence(item.correction)}"])


def _markdown_row(item: Erratum) -> str:
    def cell(text: str) -> str:
        return text.replace("|", "\\|")

    printed = f"{item.claim.text} ${_formula(item.claim, item.counterexample.statement)}$"
    corrected, evidence = "none known", ""
    if item.correction is not None:
        own = item.correction.claim
        corrected, evidence = f"{own.id}: {own.text} ${_formula(own, 0)}$", _evidence(item.correction)
    cells = (item.claim.id, printed, _trajectory(item.counterexample), corrected, evidence)
    return "| " + " | ".join(cell(text) for text in cells) + " |\n"


_SPECIAL = {
    "\\": "\\textbackslash{}",
    "&": "\\&",
    "%": "\\%",
    "#": "\\#",
    "_": "\\_",
    "{": "\\{",
    "}": "\\}",
    "^": "\\^{}",
    "$": "\\$",
}


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(letter, letter) for letter in text)


def _latex_row(item: Erratum) -> str:
    printed = rf"$ {_formula(item.claim, item.counterexample.statement)} $"
    corrected = "none known"
    if item.correction is not None:
        own = item.correction.claim
        corrected = rf"{_escaped(own.id)}: $ {_formula(own, 0)} $ ({_escaped(_evidence(item.correction))})"
    return rf"{_escaped(item.claim.id)} & {printed} & {_escaped(_trajectory(item.counterexample))} & {corrected} \\" + "\n"
