"""``catapult reproduce``: re-run the papers' experiments, judge their findings, draw their figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from checks.cli.stopping import STOPS, status_of

__all__ = ["command"]


def command(
    names: Annotated[list[str] | None, typer.Argument(help="Experiments, such as meltzer-liu/fig3, a paper, or all.")] = None,
    listing: Annotated[bool, typer.Option("--list", help="List the experiments and what their stored summaries show.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="The quick versions: seconds each.")] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Other seeds than those the findings' thresholds were set with.")
    ] = False,
    stored: Annotated[bool, typer.Option("--stored", help="Run nothing: judge and draw the shipped summaries.")] = False,
    out: Annotated[
        Path | None, typer.Option(help="Folder for figures, pages and summaries; nothing is written without it.")
    ] = None,
    cells: Annotated[Path | None, typer.Option(help="Folder of finished cells: an interrupted run resumes from it.")] = None,
    jobs: Annotated[int, typer.Option(min=1, help="How many experiments run at a time, each in a process of its own.")] = 1,
) -> None:
    """Re-run the papers' experiments and check the findings they were published for.

    \b
    Examples:
      catapult reproduce --list
      catapult reproduce meltzer-liu/fig3 --quick
      catapult reproduce all --stored

    Exit status 0 if every experiment that ran shows its findings, 1 if one does not, 2 for wrong usage.
    """
    from checks.cli.outputs import refuse_unwritable_folder
    from checks.cli.printing import fail, print_wrapped
    from numerics.experiments import experiments
    from numerics.plots import require_matplotlib
    from numerics.progress import Progress

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
        near = [name for name in known if unknown and name.endswith(f"/{unknown[0]}")]
        near = near or get_close_matches("".join(unknown[:1]), sorted({*known, *(name.split("/")[0] for name in known)}))
        asked = f"did you mean {' or '.join(near)}?" if near else "catapult reproduce --list prints them"
        fail(f"no experiment {unknown[0]!r}; {asked}" if unknown else "name an experiment, a paper, or all; --list prints them")
    refuse_unwritable_folder("--out", out)
    refuse_unwritable_folder("--cells", cells)
    if out is not None:
        require_matplotlib()
    failed, done = 0, 0
    reproduce = partial(_reproduce, quick=quick, fresh=fresh, stored=stored, out=out, cells=cells)
    try:
        with Progress("reproduce", len(chosen), "experiments", log=True) as shown:
            for told, established in _all(reproduce, chosen, jobs):
                shown.pause()
                print_wrapped(told)
                failed, done = failed + (not established), done + 1
                shown.update(done)
    except STOPS as stop:
        kept = f"finished cells of the others are in {cells}" if cells else "--cells FOLDER would keep the cells of the others"
        typer.echo(f"catapult: stopped; {done} of {len(chosen)} experiments are done, {kept}", err=True)
        raise typer.Exit(status_of(stop)) from stop
    if out is not None and stored and "all" in wanted:
        _write_index(out)
    if failed:
        typer.echo(f"{failed} of {len(chosen)} experiments do not show all of their findings")
        raise typer.Exit(1)


def _list() -> None:
    from checks.cli.printing import print_wrapped
    from checks.experiments.judged import judge_experiment, out_of_date
    from checks.experiments.page import status
    from numerics.experiments import experiments, load

    for name, experiment in experiments().items():
        summary = load(experiment)
        told = status(experiment, None if summary is None else judge_experiment(summary))
        old = " (out of date)" if summary is not None and out_of_date(summary) else ""
        print_wrapped(f"{name:<26} {told + old:<14} {experiment.title}", further=42)


def _all(reproduce: Callable[[str], tuple[str, bool]], names: list[str], jobs: int) -> Iterator[tuple[str, bool]]:
    """Reproduce the experiments one after the other, or several at a time; told in their order."""
    if jobs == 1:
        yield from map(reproduce, names)
        return
    from numerics.processes import process_pool

    with process_pool(min(jobs, len(names))) as pool:
        yield from pool.map(reproduce, names)


def _reproduce(name: str, quick: bool, fresh: bool, stored: bool, out: Path | None, cells: Path | None) -> tuple[str, bool]:
    """Reproduce one experiment: what to tell, and whether it shows its findings (one that cannot run here is no failure)."""
    from checks.experiments.judged import judge_experiment
    from numerics.experiments import find, load, remake
    from numerics.experiments.store import FRESH, SUMMARIES, save

    experiment = find(name)
    summary, reason = None, ""
    if stored:
        summary = load(experiment, fresh=fresh)
    else:
        try:
            summary = remake(experiment, quick, cells, fresh=fresh)
        except FileNotFoundError as error:
            reason = f": {error}"
        except ImportError as error:
            if not experiment.extra:
                raise
            return f"{name}: not run here: {error}", True
    if summary is None:
        _write(experiment, None, None, out)
        return f"{name}: not run here{reason}", True
    outcomes = judge_experiment(summary)
    if out is not None and not stored:
        save(summary, out / (FRESH if fresh else SUMMARIES))
    if not fresh:
        _write(experiment, summary, outcomes, out)
    head = f"{name} ({'stored' if stored else summary['version'] + ', ' + str(summary['seconds']) + ' s'})"
    return "\n  ".join([head, *map(str, outcomes)]), all(outcome.established for outcome in outcomes)


def _write(experiment: Any, summary: dict[str, Any] | None, outcomes: Any, out: Path | None) -> None:
    """Write page and figure below ``out``."""
    if out is None:
        return
    from checks.experiments.findings.bounds import bounds_of
    from checks.experiments.page import page
    from checks.experiments.stored import fresh_outcomes
    from numerics.experiments.panels import render

    path = out / f"{experiment.name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    if summary is not None:
        bounds = bounds_of(summary["results"], summary["settings"])
        results = {**summary["results"], "bounds": bounds, "settings": summary["settings"]}
        render(experiment.draw, results, out / f"{experiment.name}.png")
    picture = f"{experiment.name.split('/')[1]}.png"
    text = page(experiment, summary, outcomes, picture, fresh_outcomes(experiment))
    path.write_text(text, encoding="utf-8")


def _write_index(out: Path) -> None:
    from checks.experiments.page import index
    from checks.experiments.stored import stored_rows

    (out / "README.md").write_text(index(stored_rows()), encoding="utf-8")
