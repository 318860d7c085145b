"""LaTeX to MathML: browsers typeset it without a script, and screen readers speak it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

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


@lru_cache(maxsize=4096)
def mathml(latex: str, display: str = "block") -> Markup:
    """MathML of a formula, safe to put into a page.

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
        from latex2mathml.converter import convert
        from markupsafe import Markup
    except ImportError as error:
        raise ImportError('the report needs Jinja2 and latex2mathml: pip install "catapult-verify[report]"') from error
    # latex2mathml escapes what it copies; nothing but MathML elements comes out.
    return Markup(convert(latex, display=display))  # noqa: S704  # text inside is escaped by the converter


def sentence(latex: str) -> Sentence:
    """Cut a statement, as `checks.ledger.statement_latex` writes it, into hypotheses, quantifier and conclusion."""
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
