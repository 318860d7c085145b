"""A counterexample and proofs as plain HTML for a notebook: every text escaped, nothing fetched, no script."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from checks.instances.numbers import decimal
from theory.as_html import definitions, folded, items
from theory.provers.prover import provers

if TYPE_CHECKING:
    from checks.evidence.kinds import Counterexample, Proved

__all__ = ["counterexample_html", "proofs_html"]


def counterexample_html(found: Counterexample) -> str:
    """A counterexample: what fails and at which step, all that decides the case, the values there, and Python that shows it."""
    from checks.evidence.replay import snippet  # which reads the kinds of evidence, as who shows them may

    head = f"<strong>{escape(found.claim)}</strong>, statement {found.statement + 1}, fails at step {found.step}"
    values = "".join(
        f"<tr><td><code>{escape(name)}</code></td><td>{escape(str(value))}</td><td>{escape(decimal(str(value)))}</td></tr>"
        for name, value in found.values.items()
    )
    table = f"<table><tr><th>quantity</th><th>exact value</th><th>about</th></tr>{values}</table>" if values else ""
    told = definitions((("what fails", f"<code>{escape(found.sentence)}</code>"), ("case", escape(found.case))))
    shown = folded("Python that shows it", f"<pre>{escape(snippet(found))}</pre>")
    return f"<div><p>{head}</p>{told}{table}{shown}</div>"


def proofs_html(proofs: Sequence[Proved]) -> str:
    """Whose proofs these are, of which statements, and whether they were checked on this machine; nothing without any."""
    return items(map(_proof, proofs)) if proofs else ""


def _proof(found: Proved) -> str:
    version = f" {escape(str(getattr(found.proof, 'version', '')))}".rstrip()
    theorem = f", theorem <code>{escape(found.proof.theorem)}</code>" if found.proof.theorem else ""
    checked = "checked on this machine" if found.rechecked else "shipped, not re-checked here"
    return f"statement {found.statement + 1}: {escape(provers()[found.prover].title)}{version}{theorem}, {checked}"
