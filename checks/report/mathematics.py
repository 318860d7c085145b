"""LaTeX to MathML: browsers typeset it without a script, and screen readers speak it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
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
_ELEMENTS = frozenset(
    (
        *("math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot", "msub", "msup", "msubsup"),
        *("munder", "mover", "munderover", "mtable", "mtr", "mtd", "mstyle", "mpadded", "mphantom", "menclose", "mfenced"),
    )
)
_NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"
Sentence = dict[str, Any]
"""A statement cut into ``premises``, ``scope`` (words) and ``conclusion``, all but the words as MathML."""


@lru_cache(maxsize=4096)
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
        from latex2mathml.converter import convert
        from markupsafe import Markup, escape
    except ImportError as error:
        raise ImportError('the report needs Jinja2 and latex2mathml: pip install "catapult-verify[report]"') from error
    converted = convert(latex, display=display)
    if not _only_mathematics(converted):
        return Markup("<code>{}</code>").format(escape(latex))
    return Markup(converted)  # nothing but elements and attributes of MathML, see above


def _only_mathematics(markup: str) -> bool:
    """Whether markup consists of MathML elements without handlers or links: the converter copies text as it is."""
    try:
        root = ElementTree.fromstring(markup)  # starts with <math>, so there can be no entity declarations
    except ElementTree.ParseError:
        return False
    return all(
        element.tag.removeprefix(_NAMESPACE) in _ELEMENTS
        and not any(name.startswith("on") or name.endswith("href") for name in element.attrib)
        for element in root.iter()
    )


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
