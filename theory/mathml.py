"""LaTeX to MathML: browsers typeset it without a script, and screen readers speak it."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from functools import lru_cache

__all__ = ["to_mathml"]

_ELEMENTS = frozenset(
    (
        *("math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot", "msub", "msup", "msubsup"),
        *("munder", "mover", "munderover", "mtable", "mtr", "mtd", "mstyle", "mpadded", "mphantom", "menclose", "mfenced"),
    )
)
_NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"


@lru_cache(maxsize=4096)
def to_mathml(latex: str, display: str = "block") -> str:
    """MathML of a formula, safe to put into a page; empty if it cannot be read, or what comes out is not plain mathematics.

    Parameters
    ----------
    latex
        The formula without delimiters.
    display
        ``"block"`` or ``"inline"``.

    Raises
    ------
    ImportError
        If latex2mathml is missing.
    """
    from latex2mathml import exceptions
    from latex2mathml.converter import convert

    unreadable = tuple(found for found in vars(exceptions).values() if isinstance(found, type) and issubclass(found, Exception))
    try:
        converted = str(convert(latex, display=display))
    except unreadable:
        return ""
    return converted if _only_mathematics(converted) else ""


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
