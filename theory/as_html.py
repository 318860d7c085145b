"""Statements, claims and bounds as plain HTML for a notebook: every text escaped, nothing fetched, no script."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from sympy import Basic

from theory.arguments import words
from theory.derivation import Derivation, to_latex
from theory.mathml import to_mathml
from theory.plain_text import to_text

if TYPE_CHECKING:
    from theory.bound import Bound
    from theory.statements import Claim, Statement

__all__ = ["bound_html", "claim_html", "definitions", "folded", "formula_html", "items", "statement_html"]


def formula_html(formula: Basic) -> str:
    """A formula as MathML; as one line of text where latex2mathml is missing, or a symbol has a name that LaTeX would misread.

    Examples
    --------
    >>> from sympy import Symbol
    >>> "<b>" in formula_html(Symbol("<b>"))
    False
    """
    text = to_text(formula)
    try:
        plain = all(re.fullmatch(r"\w+", str(symbol)) for symbol in formula.free_symbols)
        typeset = to_mathml(to_latex(formula), "inline") if plain else ""
    except ImportError:
        typeset = ""
    # A text browser, and a notebook that strips what it does not know, still show the line of text.
    return f'<span title="{escape(text)}">{typeset}</span>' if typeset else f"<code>{escape(text)}</code>"


def items(parts: Iterable[str]) -> str:
    """A list of pieces of HTML; a dash if there is none."""
    lines = "".join(f"<li>{part}</li>" for part in parts)
    return f"<ul>{lines}</ul>" if lines else "–"


def definitions(pairs: Iterable[tuple[str, str]]) -> str:
    """A table of two columns: names as text, what belongs to them as HTML; pairs with nothing are left out."""
    rows = "".join(
        f'<tr><th scope="row" style="text-align: left; vertical-align: top">{escape(words(name, "name"))}</th>'
        f'<td style="text-align: left">{part}</td></tr>'
        for name, part in pairs
        if part
    )
    return f"<table>{rows}</table>"


def folded(title: str, content: str) -> str:
    """HTML that is opened by a click on its title, a text."""
    return f"<details><summary>{escape(words(title, 'title'))}</summary>{content}</details>"


def statement_html(statement: Statement) -> str:
    """A formal statement: its setting, all its hypotheses, its conclusion and where that is asserted."""
    return definitions(
        (
            ("setting", escape(str(statement.setting))),
            ("if", items(map(formula_html, statement.hypotheses)) if statement.hypotheses else "no hypothesis"),
            ("then", formula_html(statement.conclusion)),
            ("holds", escape(statement.quantifier.value)),
        )
    )


def claim_html(claim: Claim) -> str:
    """A claim: its sentence in words, whose it is, every formal statement with all hypotheses, and those that are added."""
    place = ", ".join(part for part in (claim.source.paper, claim.source.place) if part)
    statements = "".join(map(statement_html, claim.statements)) or "<p>No formal statement: an experiment decides it.</p>"
    added = "; ".join(added.name for added in claim.added)
    facts = definitions(
        (
            ("reading", escape(claim.reading)),
            ("added to the print", escape(added)),
            ("nearest true claim", escape(claim.correction)),
            ("experiment", escape(claim.experiment)),
        )
    )
    head = f"<p><strong>{escape(claim.id)}</strong>, {escape(claim.kind)} of {escape(place)}</p>"
    return f"<div>{head}<blockquote>{escape(claim.text)}</blockquote>{statements}{facts}</div>"


def bound_html(bound: Bound) -> str:
    """A bound: what it says, all it needs, how close it is to the best possible one, and how it was found."""
    table = definitions(
        (
            ("if", items(map(formula_html, bound.hypotheses)) if bound.hypotheses else ""),
            ("then", formula_html(bound.statement)),
            ("as long as", escape(bound.validity)),
            ("how tight", escape(bound.tightness) or "not known"),
        )
    )
    steps = folded(f"Derivation, {len(bound.derivation)} steps", _steps(bound.derivation)) if bound.derivation else ""
    return f"<div><p><strong>{escape(bound.name)}</strong></p>{table}{steps}</div>"


def _steps(derivation: Derivation) -> str:
    lines = "".join(f"<li>{escape(step.text)}<br>{formula_html(step.expression)}</li>" for step in derivation)
    return f"<ol>{lines}</ol>"
