"""One claim of a ledger, prepared for its page: nothing is judged here, and everything comes from the ledger's JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from checks.evidence.replay import counterexample_from_json, snippet
from checks.instances.numbers import decimal
from checks.ledger.errata import Erratum, evidence_in_words, refutation, setting_in_words, trajectory_in_words
from checks.ledger.formal import formal_line
from checks.ledger.table import statement_latex
from checks.report.explanations import explanations
from checks.report.mathematics import mathml, sentence
from checks.verdict.judge import Verdict
from checks.verdict.words import verdict_of
from theory.derivation import to_latex
from theory.provers.prover import provers
from theory.statements import Claim

__all__ = ["PAPERS", "claim_view", "erratum_view", "false_neighbours", "models_of", "page_name", "verdict_class", "verdict_kind"]

PAPERS = {
    "ML": "Meltzer & Liu, arXiv:2301.07737",
    "ZQ": "Zhu, Liu, Radhakrishnan & Belkin, arXiv:2205.11787",
    "ZS": "Zhu, Liu, Radhakrishnan & Belkin, arXiv:2306.04815",
    "LW": "Lewkowycz et al., arXiv:2003.02218",
    "SUM": "a published summary of Meltzer & Liu",
    "ours": "this toolkit",
}
_LONG = 4000


def page_name(claim_id: str) -> str:
    """File name of a claim's page: letters, digits, dots and dashes only, so that no id can leave the folder."""
    safe = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-.") else "_" for letter in claim_id)
    return f"claim-{safe.strip('.') or 'unnamed'}.html"


def verdict_class(verdict: str) -> str:
    """The first word of a verdict: the style class that colours it."""
    return verdict.split()[0]


def verdict_kind(verdict: str) -> str:
    """A verdict without the hypotheses that it names."""
    return verdict_of(verdict).value


def models_of(item: Mapping[str, Any]) -> list[str]:
    """The model families a claim speaks of, read off its scope."""
    heads = [part.split(",")[0].strip() for part in item["scope"].split(" | ") if part]
    return list(dict.fromkeys(heads)) or ["none (experiment)"]


def claim_view(item: Mapping[str, Any], known: Claim | None) -> dict[str, Any]:
    """Everything the page of one claim shows.

    Parameters
    ----------
    item
        The claim's object in a ledger document.
    known
        The claim itself, for its derivations; used only if its statements are those of the ledger.
    """
    same = known is not None and [statement_latex(statement) for statement in known.statements] == item["latex"]
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for found in item["evidence"]:
        by_kind.setdefault(found["kind"], []).append(found)
    return {
        "item": item,
        "known": same,
        "page": page_name(item["id"]),
        "paper": PAPERS.get(item["source"]["paper"], item["source"]["paper"]),
        "models": models_of(item),
        "settings": list(dict.fromkeys(part.split(";")[0] for part in item["scope"].split(" | "))),
        "sentences": [sentence(text) for text in item["latex"]],
        "formal": [formal_line(part) for part in item["formal"]],
        "expected_evidence": known.evidence if known is not None and same else "",
        "explanations": _explained(known) if known is not None and same else [],
        "counterexamples": [_counterexample(item, found, n) for n, found in enumerate(_counterexamples(by_kind), 1)],
        "dropped": by_kind.get("dropped", []),
        "proofs": [_proof(item["id"], found) for found in by_kind.get("proof", [])],
        "searches": by_kind.get("fuzzed", []),
        "enclosed": by_kind.get("enclosed", []),
        "measured": by_kind.get("measured", []),
        "refused": by_kind.get("refused", []),
        "skipped": by_kind.get("skipped", []),
    }


def _counterexamples(by_kind: Mapping[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """What breaks the claim, and what breaks it without a hypothesis that our reading adds."""
    dropped = [found["counterexample"] for found in by_kind.get("dropped", []) if found["counterexample"]]
    return by_kind.get("counterexample", []) + dropped


def false_neighbours(view: Mapping[str, Any], views: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Views of the claims that a counterexample breaks in a setting of this one, or that this one corrects."""
    here, own = set(view["settings"]), view["item"]["id"]
    broken = [other for other in views if other["item"]["verdict"] == Verdict.REFUTED.value and other["item"]["id"] != own]
    return [other for other in broken if other["item"]["correction"] == own or here & set(other["settings"])]


def erratum_view(item: Erratum) -> dict[str, Any]:
    """What the page of errata shows of one: the printed formula beside the true one, each typeset."""
    found, formulas = item.counterexample, item.printed["latex"]
    failing = formulas[found.statement if found else 0] if formulas else ""
    true = item.correction["latex"] if item.correction else []
    return {
        "erratum": item,
        "page": page_name(item.printed["id"]),
        "paper": PAPERS.get(item.printed["source"]["paper"], item.printed["source"]["paper"]),
        "printed": sentence(failing) if failing else None,
        "setting": setting_in_words(item.printed),
        "refutation": "" if item.without else refutation(item),
        "without": [(name, found.sentence, trajectory_in_words(found)) for name, found in item.without],
        "corrected": [sentence(text) for text in true],
        "corrected_setting": setting_in_words(item.correction) if item.correction else "",
        "evidence": evidence_in_words(item.correction or item.printed),
    }


def _explained(claim: Claim) -> list[dict[str, Any]]:
    return [
        {
            "title": found.title,
            "steps": [{"text": step.text, "formula": mathml(to_latex(step.expression))} for step in found.derivation],
        }
        for found in explanations(claim)
    ]


def _counterexample(item: Mapping[str, Any], found: Mapping[str, Any], number: int) -> dict[str, Any]:
    values = [(name, value, decimal(str(value))) for name, value in found["values"].items()]
    stem = page_name(item["id"]).removeprefix("claim-").removesuffix(".html")
    read = counterexample_from_json(found, sealed=False)
    return {
        "data": found,
        "file": f"counterexamples/{stem}{'' if number == 1 else f'-{number}'}.json",
        "values": values,
        "case": read.case,
        "weights": found["weights"],
        "snippet": snippet(read),
    }


def _proof(claim_id: str, found: Mapping[str, Any]) -> dict[str, Any]:
    artefact, prover = found["artefact"], provers()[found["prover"]]
    stem = page_name(claim_id).removeprefix("claim-").removesuffix(".html")
    name, _ = prover.file(stem, found["statement"] + 1, artefact)
    file = "" if not name or prover.sources() is not None else f"proofs/{name}"
    commands = prover.command(claim_id, file, artefact)
    return {
        "data": found,
        "prover": prover.title,
        "whose": prover.title if found["rechecked"] else f"{prover.title} (shipped)",
        "file": file,
        "commands": commands,
        "summary": prover.summary(artefact),
        "artefact": artefact if prover.listed and not commands and len(artefact) <= _LONG else "",
        "witness": found["witness"],
    }
