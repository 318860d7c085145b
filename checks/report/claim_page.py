"""One claim of a ledger, prepared for its page: nothing is judged here, and everything comes from the ledger's JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checks.errata import Erratum, evidence_in_words, refutation, setting_in_words
from checks.ledger import statement_latex
from checks.numbers import decimal
from checks.replay import counterexample_from_json, snippet
from checks.report.explanations import explanations
from checks.report.mathematics import mathml, sentence
from theory.derivation import to_latex
from theory.statements import Claim

__all__ = ["PAPERS", "claim_view", "erratum_view", "models_of", "page_name", "verdict_class"]

PAPERS = {
    "ML": "Meltzer & Liu, arXiv:2301.07737",
    "ZQ": "Zhu, Liu, Radhakrishnan & Belkin, arXiv:2205.11787",
    "ZS": "Zhu, Liu, Radhakrishnan & Belkin, arXiv:2306.04815",
    "LW": "Lewkowycz et al., arXiv:2003.02218",
    "SUM": "a published summary of Meltzer & Liu",
    "ours": "this toolkit",
}
_SMT = "; ---- next query; unsat is expected from each ----"
_LONG = 4000


def page_name(claim_id: str) -> str:
    """File name of a claim's page: letters, digits, dots and dashes only, so that no id can leave the folder."""
    safe = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-.") else "_" for letter in claim_id)
    return f"claim-{safe.strip('.') or 'unnamed'}.html"


def verdict_class(verdict: str) -> str:
    """The first word of a verdict: the style class that colours it."""
    return verdict.split()[0]


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
    evidence = item["evidence"]
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for found in evidence:
        by_kind.setdefault(found["kind"], []).append(found)
    return {
        "item": item,
        "page": page_name(item["id"]),
        "paper": PAPERS.get(item["source"]["paper"], item["source"]["paper"]),
        "models": models_of(item),
        "settings": list(dict.fromkeys(part.split(";")[0] for part in item["scope"].split(" | "))),
        "sentences": [sentence(text) for text in item["latex"]],
        "latex": item["latex"],
        "expected_evidence": known.evidence if known is not None and same else "",
        "explanations": _explained(known) if known is not None and same else [],
        "counterexamples": [_counterexample(item, found, n) for n, found in enumerate(by_kind.get("counterexample", []), 1)],
        "proofs": [_proof(item["id"], found) for found in by_kind.get("proof", [])],
        "searches": by_kind.get("fuzzed", []),
        "enclosed": by_kind.get("enclosed", []),
        "measured": by_kind.get("measured", []),
        "skipped": by_kind.get("skipped", []),
    }


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
        "refutation": refutation(item),
        "corrected": sentence(true[0]) if true else None,
        "corrected_setting": setting_in_words(item.correction) if item.correction else "",
        "evidence": evidence_in_words(item.correction) if item.correction else "",
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
    return {
        "data": found,
        "file": f"counterexamples/{stem}{'' if number == 1 else f'-{number}'}.json",
        "values": values,
        "weights": found["weights"],
        "snippet": snippet(counterexample_from_json(found)),
    }


def _proof(claim_id: str, found: Mapping[str, Any]) -> dict[str, Any]:
    artefact, prover = found["artefact"], found["prover"]
    stem = page_name(claim_id).removeprefix("claim-").removesuffix(".html")
    file, commands = "", ""
    if prover == "z3":
        file = f"proofs/{stem}-{found['statement'] + 1}.smt2"
        commands = f"z3 {file}"
    elif prover == "coq":
        commands = f"catapult prove {claim_id} --out proofs\ncd proofs\n{artefact}"
    return {
        "data": found,
        "prover": {"sympy": "SymPy (identity)", "z3": "Z3 (SMT)", "coq": "Coq kernel"}.get(prover, prover),
        "file": file,
        "commands": commands,
        "queries": artefact.count("(check-sat)") if prover == "z3" else 0,
        "artefact": artefact if prover == "sympy" and len(artefact) <= _LONG else "",
        "witness": dict(found.get("witness", {})),
    }
