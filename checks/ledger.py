"""The ledger: every claim with its verdict and each kind of evidence, as a table and as JSON."""

from __future__ import annotations

import json
import math
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any

from checks.evidence import Counterexample, Enclosed, Evidence, Fuzzed, Measured, Proved, Refused, Skipped
from checks.ledger_evidence import unfounded
from checks.ledger_file import SCHEMA_VERSION, parse
from checks.replay import counterexample_to_json
from checks.verdict import Verdict
from checks.verification import Entry
from theory.derivation import to_latex
from theory.proofs.proof import Proof
from theory.statements import Claim, Statement

__all__ = [
    "SCHEMA_VERSION",
    "evidence_columns",
    "ledger_json",
    "read_ledger",
    "schema",
    "scope",
    "skipped_reasons",
    "statement_latex",
    "summary_line",
    "table_rows",
    "validate",
]


def schema() -> dict[str, Any]:
    """The JSON Schema of the ledger, as shipped."""
    text = files("checks").joinpath("ledger.schema.json").read_text(encoding="utf-8")
    result: dict[str, Any] = json.loads(text)
    return result


def validate(document: Mapping[str, Any]) -> None:
    """Validate a ledger document.

    Raises
    ------
    jsonschema.ValidationError
        If the document does not follow the schema.
    """
    import jsonschema

    jsonschema.validate(document, schema())


def read_ledger(file: Path) -> dict[str, Any]:
    """Read a ledger that ``catapult verify --json`` wrote.

    Raises
    ------
    OSError
        If the file cannot be read.
    ValueError
        If it is not a ledger, or a verdict in it does not follow from its evidence; the message names the file.
    """
    import jsonschema

    try:
        document: dict[str, Any] = parse(file.read_text(encoding="utf-8"))
        validate(document)
    except jsonschema.ValidationError as error:
        raise ValueError(f"{file} is not a ledger: {error.json_path.lstrip('$.') or 'the whole'}: {error.message}") from error
    except ValueError as error:
        raise ValueError(f"{file} is not a ledger: {error}") from error
    if changed := unfounded(document):
        raise ValueError(f"{file}: the verdict on {', '.join(changed)} does not follow from the evidence in the file")
    return document


def statement_latex(statement: Statement) -> str:
    """A statement as LaTeX: hypotheses, quantifier, conclusion."""
    premise = r" \;\wedge\; ".join(map(to_latex, statement.hypotheses))
    conclusion = to_latex(statement.conclusion)
    arrow = rf"{premise} \;\Longrightarrow\; {conclusion}" if premise else conclusion
    return rf"{arrow} \quad\text{{({statement.quantifier.name.lower()})}}"


def scope(claim: Claim) -> str:
    """The range of a claim's quantifiers in words."""
    return " | ".join(dict.fromkeys(f"{statement.setting}; {statement.quantifier.value}" for statement in claim.statements))


def evidence_columns(entry: Entry) -> dict[str, str]:
    """Short text per kind of evidence: derived, smt, kernel, enclosed, fuzzed, measured."""
    count = max(len(entry.claim.statements), 1)
    columns = {
        name: _provers(entry.evidence, prover, count) for name, prover in (("derived", "sympy"), ("smt", "z3"), ("kernel", "coq"))
    }
    enclosed = [item for item in entry.evidence if isinstance(item, Enclosed)]
    columns["enclosed"] = str(sum(item.trajectories for item in enclosed)) if enclosed else ""
    columns["fuzzed"] = _fuzzed(entry.evidence)
    measured = [item for item in entry.evidence if isinstance(item, Measured)]
    columns["measured"] = f"{sum(item.agrees for item in measured)}/{len(measured)}" if measured else ""
    return columns


def _provers(evidence: Sequence[Evidence], prover: str, count: int) -> str:
    proofs = [item for item in evidence if isinstance(item, Proved)]
    checked = {item.statement for item in proofs if isinstance(item.proof, Proof) and item.proof.prover == prover}
    shipped = {item.statement for item in proofs if not isinstance(item.proof, Proof)} if prover == "coq" else set()
    if not checked:
        return "shipped" if shipped else ""
    return "✓" if len(checked) == count else f"{len(checked)}/{count}"


def _fuzzed(evidence: Sequence[Evidence]) -> str:
    if any(isinstance(item, Counterexample) for item in evidence):
        return "counterexample"
    searches = [item for item in evidence if isinstance(item, Fuzzed)]
    if not searches:
        return ""
    states = sum(item.states for item in searches)
    margins = [item.worst_margin for item in searches if math.isfinite(item.worst_margin)]
    worst = f", worst {min(margins):.0e}" if margins else ""
    return f"{states} states{worst}"


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
    for entry in entries:
        tight = f"{entry.tightness.median:.2g}" if entry.tightness else ""
        source = entry.claim.source.paper
        rows.append(
            {
                "claim": entry.claim.id,
                "source": source,
                "verdict": entry.verdict.value,
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
    try:
        own = version("catapult-verify")
    except PackageNotFoundError:
        own = "unknown"
    return {
        "schema_version": SCHEMA_VERSION,
        "version": own,
        "python": platform.python_version(),
        "seed": seed,
        "profile": profile,
        "claims": [_claim_json(entry) for entry in entries],
    }


def _claim_json(entry: Entry) -> dict[str, Any]:
    claim = entry.claim
    tight = entry.tightness
    return {
        "id": claim.id,
        "source": {"paper": claim.source.paper, "place": claim.source.place},
        "kind": claim.kind,
        "statement": claim.text,
        "reading": claim.reading,
        "latex": [statement_latex(statement) for statement in claim.statements],
        "scope": scope(claim),
        "verdict": entry.verdict.value,
        "correction": claim.correction,
        "experiment": claim.experiment,
        "evidence": [_evidence_json(item) for item in entry.evidence],
        "tightness": None
        if tight is None
        else {"median": tight.median, "low": tight.low, "high": tight.high, "initialisations": tight.initialisations},
        "seconds": round(entry.seconds, 3),
    }


def _evidence_json(item: Evidence) -> dict[str, Any]:
    if isinstance(item, Counterexample):
        return {"kind": "counterexample", **counterexample_to_json(item)}
    if isinstance(item, Proved):
        return _proof_json(item)
    if isinstance(item, Fuzzed):
        margin = item.worst_margin if math.isfinite(item.worst_margin) else None
        return {
            "kind": "fuzzed",
            "statement": item.statement,
            "trajectories": item.trajectories,
            "states": item.states,
            "worst_margin": margin,
            "exact": item.exact,
            "suspects": item.suspects,
            "seed": item.seed,
        }
    if isinstance(item, Enclosed):
        return {"kind": "enclosed", "statement": item.statement, "trajectories": item.trajectories, "note": item.note}
    if isinstance(item, Measured):
        return {
            "kind": "measured",
            "quantity": item.quantity,
            "estimate": _finite(item.estimate),
            "low": _finite(item.low),
            "high": _finite(item.high),
            "confidence": item.confidence,
            "samples": item.samples,
            "agrees": item.agrees,
            "note": item.note,
        }
    if isinstance(item, Refused):
        return {"kind": "refused", "statement": item.statement, "reason": item.reason}
    return {"kind": "skipped", "what": item.kind, "reason": item.reason}


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _proof_json(item: Proved) -> dict[str, Any]:
    proof = item.proof
    document: dict[str, Any] = {
        "kind": "proof",
        "statement": item.statement,
        "rechecked": item.rechecked,
        "statement_hash": proof.statement_hash,
        "artefact": proof.artefact,
    }
    if isinstance(proof, Proof):
        document |= {
            "prover": proof.prover,
            "version": proof.version,
            "seconds": round(proof.seconds, 3),
            "reasons": list(proof.reasons),
            "axioms": list(proof.axioms),
            "witness": dict(proof.witness),
        }
    else:
        document |= {"prover": "coq"}
    return document


def summary_line(rows: Sequence[Mapping[str, str]]) -> str:
    """How many rows of the table have which verdict.

    Examples
    --------
    >>> summary_line([{"verdict": "proved"}, {"verdict": "open"}, {"verdict": "proved"}])
    '2 proved, 1 open'
    """
    counts = {verdict.value: sum(row["verdict"] == verdict.value for row in rows) for verdict in Verdict}
    return ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count)


def skipped_reasons(entries: Sequence[Entry]) -> list[str]:
    """What could not be checked here, each reason once."""
    return list(dict.fromkeys(item.reason for entry in entries for item in entry.evidence if isinstance(item, Skipped)))
