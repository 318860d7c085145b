"""``catapult reproduce``: re-run the papers' experiments, judge their facts, draw their figures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

__all__ = ["command"]


def command(
    names: Annotated[list[str] | None, typer.Argument(help="Experiments, such as meltzer-liu/fig3, a paper, or all.")] = None,
    listing: Annotated[bool, typer.Option("--list", help="List the experiments and what their stored summaries show.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="The quick versions: seconds each.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Other seeds than those the facts' thresholds were set with.")] = False,
    stored: Annotated[bool, typer.Option("--stored", help="Run nothing: judge and draw the shipped summaries.")] = False,
    out: Annotated[
        Path | None, typer.Option(help="Folder for figures, pages and summaries; nothing is written without it.")
    ] = None,
    cells: Annotated[Path | None, typer.Option(help="Folder of finished cells: an interrupted run resumes from it.")] = None,
) -> None:
    """Re-run the papers' experiments and check the facts they were published for."""
    from numerics.experiments import experiments

    if listing:
        _list()
        return
    wanted = list(names or [])
    known = experiments()
    chosen = [name for name in known if "all" in wanted or name in wanted or name.split("/")[0] in wanted]
    unknown = [
        name
        for name in wanted
        if name != "all" and not any(name in (known_name, known_name.split("/")[0]) for known_name in known)
    ]
    if unknown or not chosen:
        near = ", ".join(known)
        typer.echo(f"no experiment {', '.join(unknown) or '(name one, or all)'}; there are {near}", err=True)
        raise typer.Exit(2)
    failed = sum(not _reproduce(name, quick, fresh, stored, out, cells) for name in chosen)
    if out is not None and stored and "all" in wanted:
        _write_index(out)
    if failed:
        typer.echo(f"{failed} of {len(chosen)} experiments do not show all of their facts")
        raise typer.Exit(1)


def _list() -> None:
    from checks.experiment_page import status
    from checks.experiments import judge_experiment, out_of_date
    from numerics.experiments import experiments, load

    for name, experiment in experiments().items():
        summary = load(experiment)
        told = status(experiment, None if summary is None else judge_experiment(summary))
        old = " (out of date)" if summary is not None and out_of_date(summary) else ""
        typer.echo(f"{name:<30} {told + old:<28} {experiment.title}")


def _reproduce(name: str, quick: bool, fresh: bool, stored: bool, out: Path | None, cells: Path | None) -> bool:
    """Reproduce one experiment; whether it shows its facts (one that cannot run here is no failure)."""
    from checks.experiments import judge_experiment
    from numerics.experiments import find, load, remake
    from numerics.experiments.store import FRESH, SUMMARIES, save

    experiment = find(name)
    if stored:
        summary = load(experiment, fresh=fresh)
    else:
        try:
            summary = remake(experiment, quick, cells, fresh=fresh)
        except FileNotFoundError as error:
            typer.echo(f"{name}: not run here: {error}")
            summary = None
    if summary is None:
        if stored:
            typer.echo(f"{name}: not run here")
        _write(experiment, None, None, out)
        return True
    outcomes = judge_experiment(summary)
    typer.echo(f"{name} ({'stored' if stored else summary['version'] + ', ' + str(summary['seconds']) + ' s'})")
    for outcome in outcomes:
        typer.echo(f"  {outcome}")
    if out is not None and not stored:
        save(summary, out / (FRESH if fresh else SUMMARIES))
    if not fresh:
        _write(experiment, summary, outcomes, out)
    return all(outcome.established for outcome in outcomes)


def _write(experiment: Any, summary: dict[str, Any] | None, outcomes: Any, out: Path | None) -> None:
    """Write page and figure below ``out``."""
    if out is None:
        return
    from checks.experiment_page import page
    from checks.experiments import judge_experiment, out_of_date
    from checks.facts.bounds import bounds_of
    from numerics.experiments import load
    from numerics.experiments.panels import render

    path = out / f"{experiment.name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    if summary is not None:
        bounds = bounds_of(summary["results"], summary["settings"])
        results = {**summary["results"], "bounds": bounds, "settings": summary["settings"]}
        render(experiment.draw, results, out / f"{experiment.name}.png")
    again = load(experiment, fresh=True)
    renewed = None if again is None or out_of_date(again) else judge_experiment(again)
    text = page(experiment, summary, outcomes, f"{experiment.name.split('/')[1]}.png", renewed)
    path.write_text(text, encoding="utf-8")


def _write_index(out: Path) -> None:
    from checks.experiment_page import index
    from checks.experiments import judge_experiment
    from numerics.experiments import experiments, load

    rows = []
    for experiment in experiments().values():
        summary = load(experiment)
        rows.append((experiment, None if summary is None else judge_experiment(summary), summary))
    (out / "README.md").write_text(index(rows), encoding="utf-8")
