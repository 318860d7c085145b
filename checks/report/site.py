"""Build the whole site: pages from templates, files to download, pictures; nothing is fetched, nothing refers outside."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checks.evidence.as_json import range_in_words
from checks.ledger.errata import errata_of
from checks.ledger.file import refuse_unprintable
from checks.ledger.table import validate
from checks.ledger.which import theorem_tables
from checks.report.claim_page import (
    PAPERS,
    claim_view,
    erratum_view,
    false_neighbours,
    models_of,
    page_name,
    verdict_class,
    verdict_kind,
)
from checks.report.drawings import tightness_drawing
from checks.report.entries import search_entries
from checks.report.extras import benchmark_views, experiment_views, pictures
from checks.report.mathematics import mathml
from checks.report.runs import run_views
from checks.report.trained import losses, models, rules, split
from checks.verdict.judge import Verdict
from checks.verdict.words import verdict_of
from numerics.progress import Progress
from numerics.training.record_files import load_record
from theory.arguments import instance, listed
from theory.arguments import shown as quoted
from theory.claims import all_claims
from theory.provers.prover import provers
from theory.statements import Claim

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["build_report", "require_packages"]

_ORDER = tuple(verdict.value for verdict in Verdict)


def build_report(
    document: Mapping[str, Any],
    out: Path,
    *,
    claims: tuple[Claim, ...] | None = None,
    figures: Path | None = None,
    benchmarks: Sequence[Path] = (),
    runs: Sequence[Path] = (),
    modules: Sequence[str] = (),
) -> list[Path]:
    """Write the report of a ledger to a folder.

    Parameters
    ----------
    document
        A ledger as `checks.ledger.table.ledger_json` makes it or ``catapult verify --json`` writes it.
    out
        Folder to write to; it is created, other files in it stay.
    claims
        The claims of the ledger, for their derivations; by default those of `theory.claims`.
    figures
        Folder of pictures (SVG or PNG), if any: phase diagrams with their ``captions.toml``, and in folders of its own what
        ``catapult reproduce --out`` draws.
    benchmarks
        JSON files written by ``catapult bench``, if any.
    runs
        Files of monitored runs written by `numerics.training.record_files.save_record`, if any.
    modules
        Modules that hold the claims that are not those of `theory.claims`, named in the commands that speak of these.

    Returns
    -------
    list of Path
        The pages written, the ledger first.

    Raises
    ------
    ImportError
        If Jinja2 or latex2mathml is missing.
    jsonschema.ValidationError
        If the document is not a ledger.
    ValueError
        If two claims would share a page, a text holds characters that are not printable, or a run's file holds none.
    """
    if not isinstance(document, Mapping):
        raise TypeError(f"document must be a ledger as verify writes it, not {quoted(document)} ({type(document).__name__})")
    instance(out, "out", Path)
    known = {claim.id: claim for claim in (all_claims() if claims is None else listed(claims, "claims", Claim))}
    listed(benchmarks, "benchmarks", Path)
    listed(runs, "runs", Path)
    listed(modules, "modules", str)
    if figures is not None:
        instance(figures, "figures", Path)
    validate(document)
    refuse_unprintable(document)
    records = [(file.stem, load_record(file)) for file in runs]
    items = document["claims"]
    if len({page_name(item["id"]) for item in items}) != len(items):
        raise ValueError("two claims of the ledger would share a page; their ids differ in punctuation only")
    views = []
    with Progress("report", len(items), "claims") as progress:
        for item in items:
            views.append(claim_view(item, known.get(item["id"])))
            progress.update(len(views), item["id"])
    environment = _environment()
    shipped, named = {claim.id for claim in all_claims()}, "".join(f" --module {module}" for module in modules)
    out.mkdir(parents=True, exist_ok=True)
    _downloads(views, document, out)
    shared = {
        "document": document,
        "verdict_class": verdict_class,
        "verdict_kind": verdict_kind,
        "page_name": page_name,
        "ids": [item["id"] for item in items],
    }

    def write(name: str, template: str, **values: Any) -> Path:
        text = environment.get_template(template).render(**shared, **values)
        (out / name).write_text(text, encoding="utf-8")
        return out / name

    pages = [
        write(
            "index.html",
            "ledger.html",
            here="index.html",
            views=views,
            counts=_counts(items),
            papers=PAPERS,
            models=sorted({name for item in items for name in models_of(item)}),
        )
    ]
    pages += [
        write(
            view["page"],
            "claim.html",
            here="",
            view=view,
            drawing=tightness_drawing([view["item"]]),
            neighbours=_around(views, n),
            broken=false_neighbours(view, views),
            with_modules="" if view["item"]["id"] in shipped else named,
        )
        for n, view in enumerate(views)
    ]
    shown_verdicts = {item["id"]: item["verdict"] for item in items}
    pages.append(write("theorems.html", "theorems.html", here="theorems.html", tables=theorem_tables(shown_verdicts)))
    found = [erratum_view(item) for item in errata_of(document)]
    told = [known[view["item"]["id"]] for view in views if view["known"]]
    families, stepped, measured = (part(told, shown_verdicts) for part in (models, rules, losses))
    for page, title, lead, sections in (
        ("models.html", "Models", "What the claims of this ledger speak of.", split(families)),
        ("rules.html", "Update rules and losses", "What trains, and on what.", (("Update rules", stepped), ("Losses", measured))),
    ):
        told_of = {"title": title, "lead": lead, "sections": sections, "verdicts": shown_verdicts}
        pages.append(write(page, "trained.html", here=page, **told_of))
    pages.append(write("errata.html", "errata.html", here="errata.html", errata=found))
    pages.append(write("tightness.html", "tightness.html", here="tightness.html", drawing=tightness_drawing(items)))
    shown, studied = pictures(figures, out / "figures"), experiment_views(figures, out / "figures")
    pages.append(write("experiments.html", "experiments.html", here="experiments.html", experiments=studied, pictures=shown))
    timed = benchmark_views(benchmarks)
    pages.append(write("benchmarks.html", "benchmarks.html", here="benchmarks.html", benchmarks=timed))
    pages.append(write("method.html", "method.html", here="method.html", order=_ORDER))
    watched = run_views(records, out / "figures")
    pages.append(write("runs.html", "runs.html", here="runs.html", runs=watched))
    trained = (("models.html", "model", families), ("rules.html", "update rule", stepped), ("rules.html", "loss", measured))
    entries = search_entries(views, trained, found, studied, watched, _ORDER)
    pages.append(write("search.html", "search.html", here="search.html", entries=entries))
    return pages


def require_packages() -> None:
    """Raise an error unless the packages that pages are made with are here.

    Raises
    ------
    ImportError
        If Jinja2 or latex2mathml is missing.
    """
    _environment()
    mathml("0")


def _environment() -> Environment:
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError as error:
        raise ImportError('the report needs Jinja2 and latex2mathml: pip install "catapult-verify[report]"') from error
    environment = Environment(
        loader=PackageLoader("checks.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["in_range"] = range_in_words
    return environment


def _counts(items: list[dict[str, Any]]) -> list[tuple[str, int]]:
    counts = Counter(verdict_of(item["verdict"]).value for item in items)
    return [(verdict, counts[verdict]) for verdict in _ORDER if counts[verdict]]


def _around(views: list[dict[str, Any]], place: int) -> dict[str, Any]:
    return {
        "previous": views[place - 1] if place else None,
        "next": views[place + 1] if place + 1 < len(views) else None,
    }


def _downloads(views: list[dict[str, Any]], document: Mapping[str, Any], out: Path) -> None:
    """Style, script, the ledger itself, counterexample files and SMT queries."""
    for folder in ("static", "counterexamples", "proofs"):
        (out / folder).mkdir(exist_ok=True)
    for name in ("style.css", "ledger.js"):
        (out / "static" / name).write_bytes(files("checks.report").joinpath("static", name).read_bytes())
    (out / "ledger.json").write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for view in views:
        for found in view["counterexamples"]:
            text = json.dumps(found["data"], indent=1, ensure_ascii=False)
            (out / found["file"]).write_text(text + "\n", encoding="utf-8")
        for proof in view["proofs"]:
            if proof["file"]:
                (out / proof["file"]).write_text(proof["data"]["artefact"] + "\n", encoding="utf-8")
    for name in {proof["data"]["prover"] for view in views for proof in view["proofs"]}:
        if (sources := provers()[name].sources()) is not None:
            made = shutil.ignore_patterns("*.vo*", "*.glob", ".*")
            shutil.copytree(sources, out / "proofs" / sources.name, dirs_exist_ok=True, ignore=made)
