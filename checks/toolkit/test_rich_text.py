"""What a notebook shows of claims, bounds, verdicts and counterexamples: whole, escaped, without scripts or links."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from html import unescape

import pytest
from sympy import Rational, Symbol, symbols

from checks import Options, verify
from checks.evidence.as_html import proofs_html
from checks.evidence.kinds import Measured, Proved, Refused, Skipped
from checks.verdict.entry import Entry
from checks.verdict.judge import Verdict
from theory import all_claims, claim, derive, from_unit, kernel_bound, prove_identity, weight_norm_bound
from theory.as_html import formula_html
from theory.bounds import weight_norm_edge
from theory.derivation import Derivation
from theory.mathml import to_mathml
from theory.plain_text import to_text
from theory.statements import Claim, Source
from theory.symbols import PARAMETERS

u, v, w = symbols("u v w")
HOSTILE = "</div><script>alert(1)</script><img src=x onerror=alert(2)>"
REFUTED = verify(claim("SUM-1"), options=Options(proofs=False))


def parsed(markup: str) -> ElementTree.Element:
    """The markup as a tree: well-formed, and of harmless elements only."""
    root = ElementTree.fromstring(markup.replace("<br>", "<br/>"))
    for element in root.iter():
        assert element.tag.rpartition("}")[2] not in ("script", "img", "a", "iframe", "link", "style"), element.tag
        assert not [name for name in element.attrib if name.startswith("on") or name in ("href", "src")]
    return root


def text_of(markup: str) -> str:
    return " ".join("".join(parsed(markup).itertext()).split())


def test_every_claim_shows_its_sentence_and_all_hypotheses() -> None:
    for item in all_claims():
        markup = item._repr_html_()
        text = text_of(markup)
        assert item.id in text
        assert " ".join(item.text.split()) in text
        for statement in item.statements:
            assert str(statement.setting) in text
            for part in (*statement.hypotheses, statement.conclusion):
                assert to_text(part) in unescape(markup)
            assert statement._repr_html_() in markup


def test_formulas_are_typeset_where_that_is_possible(monkeypatch: pytest.MonkeyPatch) -> None:
    formula = claim("ML-2").statements[0].conclusion
    monkeypatch.setitem(sys.modules, "latex2mathml", None)
    to_mathml.cache_clear()
    assert formula_html(formula) == "<code>f ≠ 0 ⇒ theta2_next &lt; theta2</code>"
    monkeypatch.undo()
    pytest.importorskip("latex2mathml")
    assert "<msubsup>" in formula_html(formula)


@pytest.mark.parametrize("name", ["<b>", "a & b", "\\frac", "{", "100%", HOSTILE, "\\begin{a}", '"x"'])
def test_a_symbol_with_a_name_that_LaTeX_would_misread_is_shown_as_it_is(name: str) -> None:
    assert text_of(formula_html(Symbol(name) <= 3)) == f"{' '.join(name.split())} ≤ 3"


def test_bounds_say_that_they_are_sharp_or_between_what_the_best_lies() -> None:
    sharp, loose = from_unit(v * u**2), from_unit(u**3 * v + v**2 * w**2 + u * w**3)
    bounds = [*derive(sharp).bounds, kernel_bound(loose)]
    assert str(bounds[0]).endswith("(sharp: attained at u = 1, v = sqrt(2)/2)")
    assert str(bounds[1]).endswith("<= 6 (sharp)")
    assert "the best constant is between" in str(bounds[-1])
    for bound in bounds:
        text = text_of(bound._repr_html_())
        assert bound.name in text
        assert (bound.tightness or "not known") in text
        assert all(step.text in text for step in bound.derivation)
    assert "<script" not in replace(bounds[0], name=HOSTILE, validity=HOSTILE)._repr_html_()


def test_an_edge_says_how_far_beyond_it_the_norm_is_seen_to_grow() -> None:
    rate = weight_norm_bound(from_unit(v * u**2)).expression
    kernel = kernel_bound(from_unit(v * u**2))
    loose = replace(kernel, sharp=False, point=(), attained=kernel.expression * Rational(4, 5))
    edge = weight_norm_edge(PARAMETERS["eta"].symbol / rate - 1, Derivation(), loose)
    assert edge.attained / edge.expression == Rational(5, 4)
    assert str(edge).endswith("(the best one is at most 1.2500000 times it)")


def test_a_row_of_the_ledger_shows_verdict_hypotheses_and_what_breaks_it() -> None:
    text = text_of(REFUTED._repr_html_())
    found = REFUTED.counterexample
    assert found is not None
    for part in ("verdictrefuted", found.sentence, " ".join(found.case.split()), "99999/200000", "simulate_exact"):
        assert part in text
    assert text_of(found._repr_html_()) in text


def test_a_row_of_the_ledger_says_whose_proof_it_is_and_what_was_not_checked() -> None:
    item = claim("UV-MAP")
    proof = prove_identity(item.id, item.statements[0])
    assert proof is not None
    evidence = (Proved(proof, 0), Refused(1, HOSTILE), Skipped("oracle", HOSTILE))
    markup = Entry(item, Verdict.OPEN, (*evidence, Measured(HOSTILE, 1.0, 0.5, 2.0, 0.95, 9, (0.0, 3.0))))._repr_html_()
    text = text_of(markup)
    assert f"statement 1: SymPy (identity) {proof.version}, checked on this machine" in text
    assert text.count(HOSTILE) == 3
    assert "from 0.5 to 2, agrees" in text
    assert proofs_html([]) == ""


def test_hostile_words_are_escaped() -> None:
    shown = Claim("X", Source("mine", HOSTILE), HOSTILE, claim("ML-2").statements, reading=HOSTILE, correction=HOSTILE)
    assert text_of(shown._repr_html_()).count("alert(1)") == 4
    assert REFUTED.counterexample is not None
    found = replace(REFUTED.counterexample, sentence=HOSTILE, values={HOSTILE: HOSTILE})
    text_of(found._repr_html_())
