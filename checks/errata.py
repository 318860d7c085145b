"""The errata of the papers, read off a ledger: each refuted printed claim, what refutes it, the nearest true statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from checks.evidence import Counterexample
from checks.ledger import ledger_json
from checks.numbers import equation
from checks.profiles import Profile
from checks.replay import counterexample_from_json
from checks.verdict import Verdict
from checks.verification import Options, verify_all
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
]

FORMATS = ("text", "markdown", "latex")
_TRUE = (Verdict.PROVED.value, Verdict.SHIPPED.value, Verdict.SUPPORTED.value)


@dataclass(frozen=True)
class Erratum:
    """One refuted printed claim.

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
    """

    printed: Mapping[str, Any]
    counterexample: Counterexample | None
    measurement: Mapping[str, Any] | None
    correction: Mapping[str, Any] | None

    def __repr__(self) -> str:
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
        A ledger as `checks.ledger.ledger_json` makes it or ``catapult verify --json`` writes it.
    """
    rows = {item["id"]: item for item in document["claims"]}
    found = []
    for item in rows.values():
        if item["source"]["paper"] == "ours" or not item["verdict"].startswith("refuted"):
            continue
        exact = [part for part in item["evidence"] if part["kind"] == "counterexample"]
        measured = [part for part in item["evidence"] if part["kind"] == "measured" and not part["agrees"]]
        correction = rows.get(item["correction"])
        found.append(
            Erratum(
                item,
                counterexample_from_json(exact[0]) if exact else None,
                measured[0] if measured and not exact else None,
                correction if correction is not None and correction["verdict"] in _TRUE else None,
            )
        )
    return tuple(found)


def errata(
    profile: Profile, *, claims: Iterable[Claim] | None = None, options: Options | None = None, jobs: int = 1
) -> tuple[Erratum, ...]:
    """Try every printed claim, and verify what is said to correct the refuted ones.

    Parameters
    ----------
    profile
        Budgets of search and verification.
    claims
        The claims to try; by default `printed_claims`.
    options
        Seed and provers for the corrections.
    jobs
        Number of processes.
    """
    options = options or Options()
    tried = tuple(printed_claims() if claims is None else claims)
    entries = list(verify_all(tried, profile, replace(options, proofs=False), jobs=jobs))
    refuted = [entry for entry in entries if entry.verdict in (Verdict.REFUTED, Verdict.REFUTED_STATISTICALLY)]
    named = {entry.claim.correction: claim(entry.claim.correction) for entry in refuted if entry.claim.correction}
    refuted += verify_all(named.values(), profile, options, jobs=jobs)
    return errata_of(ledger_json(refuted, seed=options.seed, profile=profile.name))


def refutation(item: Erratum) -> str:
    """What refutes the claim, in one line; long vectors are cut."""
    found = item.counterexample
    if found is None:
        return _measured(item.measurement)

    def vector(values: Sequence[object]) -> str:
        shown = ", ".join(str(value) for value in values[:8])
        return f"({shown}{', …' if len(values) > 8 else ''})"

    values = ", ".join(equation(name, value) for name, value in found.values.items() if name != "eta")
    model, rate = found.recipe.split("(")[0], equation("η", str(found.learning_rate))
    start = f"{model}, w = {vector(found.weights)}, y = {vector(found.targets)}"
    return f"{start}, {rate}, step {found.step}: {values}"


def _measured(found: Mapping[str, Any] | None) -> str:
    if found is None:
        return "a measurement"
    estimate = "not finite" if found["estimate"] is None else f"{found['estimate']:.4g}"
    return f"{found['quantity']}: {estimate} over {found['samples']} samples ({100 * found['confidence']:g} % confidence)"


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
    return f"${row['latex'][0]}$" if row["latex"] else ""


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
    lines = [f"{printed['id']}  ({printed['source']['paper']}, {printed['source']['place']})"]
    lines.append(f"  printed    {printed['statement']}")
    if item.counterexample is not None:
        lines.append(f"  reads      {item.counterexample.sentence}   ({setting_in_words(printed)})")
    lines.append(f"  refuted    {refutation(item)}")
    if item.correction is None:
        return "\n".join([*lines, "  corrected  no true statement is known to be near"])
    lines.append(f"  corrected  {item.correction['id']}: {item.correction['statement']}   ({setting_in_words(item.correction)})")
    return "\n".join([*lines, f"  evidence   {evidence_in_words(item.correction)}"])


def _markdown_row(item: Erratum) -> str:
    def cell(text: str) -> str:
        return text.replace("|", "\\|")

    formula = _formula(item)
    printed = f"{item.printed['statement']} {f'${formula}$' if formula else ''}".strip()
    corrected, evidence = "none known", ""
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
    if item.correction is not None:
        own = item.correction
        sentence = _corrected(own) or _escaped(own["statement"])
        corrected = f"{_escaped(own['id'])}: {sentence} ({_escaped(evidence_in_words(own))})"
    return rf"{_escaped(item.printed['id'])} & {printed} & {_escaped(refutation(item))} & {corrected} \\" + "\n"
