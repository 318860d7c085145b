"""The formulas of a report: typeset, and statements cut into hypotheses and conclusion."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from theory.mathml import to_mathml

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["Sentence", "mathml", "sentence"]

_QUANTIFIER = re.compile(r"\s*\\quad\s*\\text\{\((\w+)\)\}\s*$")
_ARROW, _AND = r"\;\Longrightarrow\;", r"\;\wedge\;"
_MEANING = {
    "state": "for all weights",
    "step": "at every step",
    "first": "at the first step",
    "trajectory": "for the whole trajectory",
}
Sentence = dict[str, Any]
"""A statement cut into ``premises``, ``scope`` (words) and ``conclusion``, all but the words as MathML."""


def mathml(latex: str, display: str = "block") -> Markup:
    """MathML of a formula, safe to put into a page; a formula that is not plain mathematics is shown as its source.

    Parameters
    ----------
    latex
        The formula without delimiters.
    display
        ``"block"`` or ``"inline"``.

    Raises
    ------
    ImportError
        If latex2mathml or MarkupSafe (which Jinja2 brings) is missing.
    """
    try:
        from markupsafe import Markup, escape

        converted = to_mathml(latex, display)
    except ImportError as error:
        raise ImportError('the report needs Jinja2 and latex2mathml: pip install "catapult-verify[report]"') from error
    return Markup(converted) if converted else Markup("<code>{}</code>").format(escape(latex))


def sentence(latex: str) -> Sentence:
    """Cut a statement, as `checks.ledger.table.statement_latex` writes it, into hypotheses, quantifier and conclusion."""
    found = _QUANTIFIER.search(latex)
    body = latex[: found.start()] if found else latex
    premise, arrow, conclusion = body.partition(_ARROW)
    if not arrow:
        premise, conclusion = "", body
    return {
        "premises": [mathml(part) for part in premise.split(_AND)] if premise else [],
        "scope": _MEANING.get(found.group(1), found.group(1)) if found else "",
        "conclusion": mathml(conclusion),
    }
