"""The errata of the papers, read off a ledger: what is printed, what refutes it as it stands, what is true.

A printed claim is refuted, and corrected by another; or it is true with a hypothesis that the print does not state.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from checks.evidence.as_json import range_in_words
from checks.evidence.kinds import Counterexample
from checks.evidence.replay import counterexample_from_json
from checks.ledger.formal import formal_line
from checks.ledger.table import ledger_json
from checks.verdict.judge import PROOFS, Verdict
from checks.verdict.profiles import Profile
from checks.verdict.verification import Options, verify_all
from checks.verdict.words import verdict_of
from theory.claims import all_claims, claim
from theory.statements import Claim

__all__ = [
    "FORMATS",
    "Erratum",
    "errata",
    "errata_of",
    "evidence_in_words",
    "printed_claims",
    "refutation",
    "render",
    "setting_in_words",
    "trajectory_in_words",
]

FORMATS = ("text", "markdown", "latex")
_TRUE = (*PROOFS, Verdict.TRUE_WITH, Verdict.SUPPORTED)
_ERRATA = (Verdict.REFUTED, Verdict.REFUTED_STATISTICALLY, Verdict.TRUE_WITH)


@dataclass(frozen=True)
class Erratum:
    """One printed claim that is not true as it stands.

    Attributes
    ----------
    printed
        Its row in the ledger's JSON: id, source, statement, formulas, evidence.
    counterexample
        An exact trajectory that breaks it; None if it is refuted statistically.
    measurement
        The measurement that contradicts it, as in the ledger; None if a trajectory refutes it.
    correction
        The ledger's row of the claim that corrects it; None if none is named, or if that one is not true either.
    without
        For a claim that is true with hypotheses which the print does not state: each of them, and an exact trajectory that
        breaks the claim without it.
    """

    printed: Mapping[str, Any]
    counterexample: Counterexample | None
    measurement: Mapping[str, Any] | None
    correction: Mapping[str, Any] | None
    without: tuple[tuple[str, Counterexample], ...] = ()

    def __repr__(self) -> str:
        if self.without:
            return f"Erratum({self.printed['id']}, {self.printed['source']['paper']}: {self.printed['verdict']})"
        corrected = f"corrected by {self.correction['id']}" if self.correction else "no true statement known"
        return f"Erratum({self.printed['id']}, {self.printed['source']['paper']}: {self.printed['verdict']}, {corrected})"


def printed_claims() -> tuple[Claim, ...]:
    """Claims that somebody printed: all but our own."""
    return tuple(item for item in all_claims() if item.source.paper != "ours")


def errata_of(document: Mapping[str, Any]) -> tuple[Erratum, ...]:
    """Read the errata off a ledger.

    Parameters
    ----------
    document
        A ledger as `checks.ledger.table.ledger_json` makes it or ``catapult verify --json`` writes it.
    """
    rows = {item["id"]: item for item in document["claims"]}
    found = []
    for item in rows.values():
        if item["source"]["paper"] == "ours" or verdict_of(item["verdict"]) not in _ERRATA:
            continue
        dropped = [part for part in item["evidence"] if part["kind"] == "dropped" and part["counterexample"]]
        exact = [part for part in item["evidence"] if part["kind"] == "counterexample"]
        measured = [part for part in item["evidence"] if part["kind"] == "measured" and part["agrees"] is False]
        correction = rows.get(item["correction"])
        found.append(
            Erratum(
                item,
                counterexample_from_json(exact[0], sealed=False) if exact else None,
                measured[0] if measured else None,
                correction if correction is not None and verdict_of(correction["verdict"]) in _TRUE else None,
                tuple((part["hypothesis"], counterexample_from_json(part["counterexample"], sealed=False)) for part in dropped),
            )
        )
    return tuple(found)


def errata(
    profile: Profile, *, claims: Iterable[Claim] | None = None, options: Options | None = None, jobs: int = 1
) -> tuple[Erratum, ...]:
    """Try every printed claim; verify those with added hypotheses, and what is said to correct the refuted ones.

    Parameters
    ----------
    profile
        Budgets of search and verification.
    claims
        The claims to try; by default `printed_claims`.
    options
        Seed and provers for what may be true.
    jobs
        Number of processes.
    """
    options = options or Options()
    tried = tuple(printed_claims() if claims is None else claims)
    unproved = replace(options, proofs=False)
    entries = list(verify_all([item for item in tried if not item.added], profile, unproved, jobs=jobs))
    entries += verify_all([item for item in tried if item.added], profile, options, jobs=jobs)
    entries.sort(key=lambda entry: tried.index(entry.claim))
    wrong = [entry for entry in entries if entry.verdict in _ERRATA]
    named = {entry.claim.correction: claim(entry.claim.correction) for entry in wrong if entry.claim.correction}
    shown = {entry.claim.id for entry in wrong}
    wrong += verify_all([item for name, item in named.items() if name not in shown], profile, options, jobs=jobs)
    return errata_of(ledger_json(wrong, seed=options.seed, profile=profile.name))


def refutation(item: Erratum) -> str:
    """What refutes the claim as it is printed, in one line; long vectors are cut."""
    if item.without:
        return "; ".join(f"without {name}: {trajectory_in_words(found)}" for name, found in item.without)
    if item.counterexample is None:
        return _measured(item.measurement)
    return trajectory_in_words(item.counterexample) + (f"; {_measured(item.measurement)}" if item.measurement else "")


def trajectory_in_words(found: Counterexample) -> str:
    """A counterexample in one line: where it fails, and all that decides the case; long vectors are cut."""
    return f"step {found.step}: {found.shown}; {found.case}"


def _measured(found: Mapping[str, Any] | None) -> str:
    """What was measured against a claim, in one line."""
    if found is None:
        return "a measurement"
    estimate = "not finite" if found["estimate"] is None else f"{found['estimate']:.4g}"
    ends = ["−∞" if found["low"] is None else f"{found['low']:.4g}", "∞" if found["high"] is None else f"{found['high']:.4g}"]
    return (
        f"{found['quantity']}: {estimate}, between {ends[0]} and {ends[1]} with {100 * found['confidence']:g} % confidence "
        f"({found['samples']} samples), where {range_in_words(found['claimed'])} is claimed"
    )


def setting_in_words(row: Mapping[str, Any]) -> str:
    """The settings that a ledger's row speaks of: model, data, targets; each once."""
    return "; ".join(dict.fromkeys(part.split(";")[0] for part in row["scope"].split(" | ") if part))


def evidence_in_words(row: Mapping[str, Any]) -> str:
    """Verdict, provers and states tried of a ledger's row, in a few words."""
    provers = sorted({part["prover"] for part in row["evidence"] if part["kind"] == "proof"})
    states = sum(part["states"] for part in row["evidence"] if part["kind"] == "fuzzed")
    parts = [row["verdict"]] + [f"by {', '.join(provers)}"] * bool(provers) + [f"{states} states tried"] * bool(states)
    return ", ".join(parts)


def _formula(item: Erratum) -> str:
    """The formula that fails, as LaTeX; empty for a claim in words."""
    formulas = item.printed["latex"]
    return formulas[item.counterexample.statement if item.counterexample else 0] if formulas else ""


def _corrected(row: Mapping[str, Any]) -> str:
    """All formulas of a row, as LaTeX."""
    return ", ".join(f"${formula}$" for formula in row["latex"])


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
    printed = item.printed
    lines = [f"{printed['id']}  ({', '.join(filter(None, (printed['source']['paper'], printed['source']['place'])))})"]
    lines.append(f"  printed    {printed['statement']}")
    failing = printed["formal"] if item.counterexample is None else [printed["formal"][item.counterexample.statement]]
    lines += [f"  reads      {formal_line(part)}" for part in failing]
    if item.without:
        lines.append(f"  true with  {'; '.join(name for name, _ in item.without)}")
        lines += [f"  without    {name}: {found.sentence} fails, {trajectory_in_words(found)}" for name, found in item.without]
        return "\n".join([*lines, f"  evidence   {evidence_in_words(printed)}"])
    lines.append(f"  refuted    {refutation(item)}")
    if item.correction is None:
        return "\n".join([*lines, "  corrected  no true statement is known to be near"])
    lines.append(f"  corrected  {item.correction['id']}: {item.correction['statement']}")
    lines += [f"  reads      {formal_line(part)}" for part in item.correction["formal"]]
    return "\n".join([*lines, f"  evidence   {evidence_in_words(item.correction)}"])


def _markdown_row(item: Erratum) -> str:
    def cell(text: str) -> str:
        return text.replace("|", "\\|")

    formula = _formula(item)
    printed = f"{item.printed['statement']} {f'${formula}$' if formula else ''}".strip()
    corrected, evidence = "none known", ""
    if item.without:
        corrected, evidence = f"true with {'; '.join(name for name, _ in item.without)}", evidence_in_words(item.printed)
    if item.correction is not None:
        own = item.correction
        corrected, evidence = f"{own['id']}: {own['statement']} {_corrected(own)}".strip(), evidence_in_words(own)
    cells = (item.printed["id"], printed, refutation(item), corrected, evidence)
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
    formula = _formula(item)
    printed = f"$ {formula} $" if formula else _escaped(item.printed["statement"])
    corrected = "none known"
    if item.without:
        names = "; ".join(name for name, _ in item.without)
        corrected = _escaped(f"true with {names} ({evidence_in_words(item.printed)})")
    if item.correction is not None:
        own = item.correction
        sentence = _corrected(own) or _escaped(own["statement"])
        corrected = f"{_escaped(own['id'])}: {sentence} ({_escaped(evidence_in_words(own))})"
    return rf"{_escaped(item.printed['id'])} & {printed} & {_escaped(refutation(item))} & {corrected} \\" + "\n"
