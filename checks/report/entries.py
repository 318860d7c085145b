"""What can be searched for in a report: every claim, model, rule, loss, experiment, erratum, run and verdict, with its page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["search_entries"]


def search_entries(
    claims: Iterable[Mapping[str, Any]],
    trained: Iterable[tuple[str, str, Iterable[Mapping[str, Any]]]],
    errata: Iterable[Mapping[str, Any]],
    experiments: Iterable[Mapping[str, Any]],
    runs: Iterable[Mapping[str, Any]],
    verdicts: Iterable[str],
) -> list[dict[str, str]]:
    """One entry for each thing a page tells of, claims first: its page, title, kind and words.

    Parameters
    ----------
    claims, errata
        Views of `checks.report.claim_page`.
    trained
        (page, kind, views of `checks.report.trained`).
    experiments, runs
        Views of `checks.report.extras` and `checks.report.runs`.
    verdicts
        The words of verdicts.
    """
    found = [_entry(view["page"], view["item"]["id"], "claim", _claim_words(view)) for view in claims]
    for page, kind, views in trained:
        for view in views:
            words = " ".join(claim.id for claim in (*view["holds"], *view["fails"], *view["undecided"]))
            found.append(_entry(f"{page}#{view['anchor']}", view["title"], kind, f"Claims: {words}."))
    for view in errata:
        printed = view["erratum"].printed
        found.append(_entry("errata.html", printed["id"], "erratum", printed["statement"]))
    for view in experiments:
        experiment = view["experiment"]
        anchor = f"experiments.html#{experiment.name.replace('/', '-')}"
        found.append(_entry(anchor, experiment.name, "experiment", view["description"]))
    found += [_entry(f"runs.html#{view['anchor']}", view["title"], "monitored run", view["facts"]) for view in runs]
    return [*found, *(_entry("method.html", word, "verdict", "What it means, and what it rests on.") for word in verdicts)]


def _entry(page: str, title: str, kind: str, text: str) -> dict[str, str]:
    return {"page": page, "title": title, "kind": kind, "text": text}


def _claim_words(view: Mapping[str, Any]) -> str:
    item = view["item"]
    parts = [item["verdict"], view["paper"], item["source"]["place"], item["statement"], item["reading"], *view["formal"]]
    return " · ".join(part for part in parts if part)
