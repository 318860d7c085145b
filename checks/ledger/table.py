"""The ledger: every claim with its verdict and each kind of evidence, as a table and as JSON."""

from __future__ import annotations

import json
import math
import platform
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any

from checks.evidence.as_json import evidence_json
from checks.evidence.kinds import Counterexample, Enclosed, Evidence, Fuzzed, Measured, Proved, Skipped
from checks.ledger.binding import document_digest, refuse_foreign
from checks.ledger.claims import claim_digest, claim_fields, scope, statement_latex
from checks.ledger.evidence import unfounded
from checks.ledger.file import SCHEMA_VERSION, brief, parse, read_text
from checks.verdict.entry import Entry
from checks.verdict.judge import Verdict
from checks.verdict.words import verdict_of
from numerics.arguments import integer
from theory.arguments import listed, words
from theory.provers.prover import Prover, provers
from theory.statements import Claim

__all__ = [
    "SCHEMA_VERSION",
    "evidence_columns",
    "ledger_json",
    "margin_text",
    "read_ledger",
    "schema",
    "scope",
    "skipped_reasons",
    "statement_latex",
    "summary_line",
    "table_rows",
    "validate",
]

_COUNTED = {Verdict.TRUE_WITH: "true with a hypothesis"}


def schema() -> dict[str, Any]:
    """The JSON Schema of the ledger, as shipped."""
    text = files("checks.ledger").joinpath("ledger.schema.json").read_text(encoding="utf-8")
    result: dict[str, Any] = json.loads(text)
    return result


def validate(document: Mapping[str, Any]) -> None:
    """Validate a ledger document.

    Raises
    ------
    jsonschema.ValidationError
        If the document does not follow the schema, or names a prover that is not known in this process.
    """
    import jsonschema

    known = {"properties": {"prover": {"enum": list(provers())}}}
    jsonschema.validate(document, schema())
    for item in (item for row in document["claims"] for item in row["evidence"] if item["kind"] == "proof"):
        jsonschema.validate(item, known)


def read_ledger(file: Path, claims: Iterable[Claim] | None = None) -> dict[str, Any]:
    """Read a ledger that ``catapult verify --json`` wrote.

    Parameters
    ----------
    file
        Where it is.
    claims
        The claims that it may speak of; by default those of the project.

    Raises
    ------
    OSError
        If the file cannot be read.
    ValueError
        If it is not a ledger of these claims, a verdict in it does not follow from its evidence, or evidence in it does not
        hold here, see `checks.ledger.binding.refuse_foreign`; the message names the file.
    """
    import jsonschema

    try:
        document: dict[str, Any] = parse(read_text(file))
        validate(document)
        if changed := unfounded(document):
            raise ValueError(f"the verdict on {', '.join(changed)} does not follow from the evidence in the file")
        refuse_foreign(document, claims)
    except jsonschema.ValidationError as error:
        where, told = error.json_path.lstrip("$.") or "the whole", brief(error.message)
        raise ValueError(f"{file} is not a ledger: {where}: {told}") from error
    except ValueError as error:
        raise ValueError(f"{file} is not a ledger: {brief(str(error))}") from error
    return document


def evidence_columns(entry: Entry) -> dict[str, str]:
    """Short text per kind of evidence: a column for each prover, then enclosed, fuzzed, measured."""
    columns = {prover.column: _proofs(entry, prover) for prover in provers().values()}
    enclosed = [item for item in entry.evidence if isinstance(item, Enclosed)]
    columns["enclosed"] = str(sum(item.trajectories for item in enclosed)) if enclosed else ""
    columns["fuzzed"] = _fuzzed(entry.evidence)
    measured = [item for item in entry.evidence if isinstance(item, Measured)]
    columns["measured"] = f"{sum(item.agrees is True for item in measured)}/{len(measured)}" if measured else ""
    return columns


def _proofs(entry: Entry, prover: Prover) -> str:
    proofs = [item for item in entry.evidence if isinstance(item, Proved) and item.prover == prover.name]
    if not proofs:
        return ""
    checked, count = {item.statement for item in proofs if item.rechecked}, max(len(entry.claim.statements), 1)
    sign = "shipped" if not checked else "✓" if len(checked) == count else f"{len(checked)}/{count}"
    own = [prover.theorem_of(entry.claim.id, item.statement + 1) for item in proofs]
    borrowed = [item.proof.theorem for item, name in zip(proofs, own, strict=True) if item.proof.theorem not in ("", name)]
    return " ".join([sign, *borrowed])


def _fuzzed(evidence: Sequence[Evidence]) -> str:
    if any(isinstance(item, Counterexample) for item in evidence):
        return "counterexample"
    searches = [item for item in evidence if isinstance(item, Fuzzed)]
    if not searches:
        return ""
    states = sum(item.states for item in searches)
    margins = [item.worst_margin for item in searches if math.isfinite(item.worst_margin)]
    return f"{states} states" + (f", worst margin {margin_text(min(margins))}" if margins else "")


def margin_text(margin: float) -> str:
    """A relative margin in few characters; nothing is left of it where two sides are equal.

    Examples
    --------
    >>> margin_text(-0.0), margin_text(-2.3e-16)
    ('0', '-2e-16')
    """
    return f"{margin:.0e}" if margin else "0"


def table_rows(entries: Sequence[Entry]) -> list[dict[str, str]]:
    """Rows of the printed table.

    Examples
    --------
    >>> from checks import verify
    >>> from theory import claim
    >>> table_rows([verify(claim("SUM-1"))])[0]["fuzzed"]
    'counterexample'
    """
    rows = []
    for entry in listed(entries, "entries", Entry):
        tight = entry.tightness.shown if entry.tightness else ""
        source = entry.claim.source.paper
        rows.append(
            {
                "claim": entry.claim.id,
                "source": source,
                "verdict": entry.verdict_text,
                **evidence_columns(entry),
                "tightness": tight,
            }
        )
    return rows


def ledger_json(entries: Sequence[Entry], *, seed: int, profile: str) -> dict[str, Any]:
    """The ledger as a JSON document that follows the shipped schema.

    Parameters
    ----------
    entries
        Rows, in the order wanted.
    seed, profile
        What the searches were run with; recorded.

    Examples
    --------
    >>> from checks import verify
    >>> from theory import claim
    >>> ledger_json([verify(claim("SUM-1"))], seed=0, profile="dev")["claims"][0]["verdict"]
    'refuted'
    """
    entries = listed(entries, "entries", Entry)
    seed, profile = integer(seed, "seed"), words(profile, "profile")
    try:
        own = version("catapult-verify")
    except PackageNotFoundError:
        own = "unknown"
    document = {
        "schema_version": SCHEMA_VERSION,
        "version": own,
        "python": platform.python_version(),
        "seed": seed,
        "profile": profile,
        "claims": [_claim_json(entry) for entry in entries],
    }
    return {**document, "digest": document_digest(document)}


def _claim_json(entry: Entry) -> dict[str, Any]:
    tight = entry.tightness
    return {
        **claim_fields(entry.claim),
        "claim_digest": claim_digest(entry.claim),
        "verdict": entry.verdict_text,
        "evidence": [evidence_json(item) for item in entry.evidence],
        "tightness": None
        if tight is None
        else {
            "median": tight.median,
            "low": tight.low,
            "high": tight.high,
            "initialisations": tight.initialisations,
            "attained": tight.attained,
            "nearest": tight.nearest,
        },
        "seconds": round(entry.seconds, 3),
    }


def summary_line(rows: Sequence[Mapping[str, str]]) -> str:
    """How many rows of the table have which verdict.

    Examples
    --------
    >>> summary_line([{"verdict": "proved"}, {"verdict": "open"}, {"verdict": "proved"}])
    '2 proved, 1 open'
    """
    listed(rows, "rows", Mapping)
    found = [verdict_of(row.get("verdict", "")) for row in rows]
    counts = {_COUNTED.get(verdict, verdict.value): found.count(verdict) for verdict in Verdict}
    return ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count)


def skipped_reasons(entries: Sequence[Entry]) -> list[str]:
    """What could not be checked here, each reason once."""
    return list(dict.fromkeys(item.reason for entry in entries for item in entry.evidence if isinstance(item, Skipped)))
