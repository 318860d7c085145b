"""What a row of a ledger takes from its claim, and the digest that binds the row to it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from checks.ledger.formal import formal_statement
from theory.arguments import instance
from theory.derivation import to_latex
from theory.provers.canonical import statement_hash
from theory.statements import Claim, Statement

__all__ = ["claim_digest", "claim_fields", "scope", "statement_latex"]


def statement_latex(statement: Statement) -> str:
    """A statement as LaTeX: hypotheses, quantifier, conclusion."""
    instance(statement, "statement", Statement)
    premise = r" \;\wedge\; ".join(map(to_latex, statement.hypotheses))
    conclusion = to_latex(statement.conclusion)
    arrow = rf"{premise} \;\Longrightarrow\; {conclusion}" if premise else conclusion
    return rf"{arrow} \quad\text{{({statement.quantifier.name.lower()})}}"


def scope(claim: Claim) -> str:
    """The range of a claim's quantifiers in words."""
    return " | ".join(dict.fromkeys(f"{statement.setting}; {statement.quantifier.value}" for statement in claim.statements))


def claim_fields(claim: Claim) -> dict[str, Any]:
    """The fields of a row that say what is claimed, not what was found.

    Examples
    --------
    >>> from theory import claim
    >>> claim_fields(claim("SUM-1"))["kind"]
    'theorem'
    """
    return {
        "id": claim.id,
        "source": {"paper": claim.source.paper, "place": claim.source.place},
        "kind": claim.kind,
        "statement": claim.text,
        "reading": claim.reading,
        "formal": [formal_statement(statement) for statement in claim.statements],
        "latex": [statement_latex(statement) for statement in claim.statements],
        "scope": scope(claim),
        "correction": claim.correction,
        "experiment": claim.experiment,
    }


def claim_digest(claim: Claim) -> str:
    """SHA-256 of a claim: its fields in a ledger, the hashes of its statements, and those without each added hypothesis."""
    said: Mapping[str, Any] = {
        **claim_fields(claim),
        "hashes": [statement_hash(statement) for statement in claim.statements],
        "without": {wider.id: [statement_hash(statement) for statement in wider.statements] for wider in claim.wider},
    }
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
