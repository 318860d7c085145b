"""What a verdict is about: the formal statement with all its hypotheses, which stands beside a claim's sentence in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from theory.plain_text import to_text
from theory.statements import Claim, Statement

__all__ = ["formal_line", "formal_lines", "formal_statement"]


def formal_statement(statement: Statement) -> dict[str, Any]:
    """Setting, hypotheses, quantifier and conclusion of a statement as text, for a ledger.

    Examples
    --------
    >>> from theory import claim
    >>> formal_statement(claim("LIN-SUB").statements[0])["hypotheses"]
    ['H_0*eta ≤ 2']
    """
    return {
        "setting": str(statement.setting),
        "hypotheses": [to_text(part) for part in statement.hypotheses],
        "quantifier": statement.quantifier.value,
        "conclusion": to_text(statement.conclusion),
    }


def formal_line(formal: Mapping[str, Any]) -> str:
    """One formal statement of a ledger's row, in one line.

    Examples
    --------
    >>> from theory import claim
    >>> formal_line(formal_statement(claim("NORM-ID").statements[0])).split(": ")[0]
    'two layer, D data, any y'
    """
    given = f"if {' and '.join(formal['hypotheses'])}, then " if formal["hypotheses"] else ""
    return f"{formal['setting']}: {given}{formal['conclusion']}, {formal['quantifier']}"


def formal_lines(claim: Claim) -> list[str]:
    """The formal statements of a claim, each in one line."""
    return [formal_line(formal_statement(statement)) for statement in claim.statements]
