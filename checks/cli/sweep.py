"""``catapult sweep``: a declarative sweep into a store that survives being killed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from numerics.sweep.run import Progress

_LOG_EVERY = 10.0


def command(
    specification: Annotated[Path, typer.Argument(help="TOML file that says what to run.", show_default=False)],
    out: Annotated[Path, typer.Option(help="Directory of the Zarr store; an unfinished one is continued.")],
    scheduler: Annotated[
        str | None, typer.Option(help="Address of a Dask scheduler, e.g. tcp://host:8786; default: processes of this machine.")
    ] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes; default: one a processor.")] = None,
    repair: Annotated[bool, typer.Option("--repair", help="Compute damaged blocks again instead of stopping at them.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print nothing but errors.")] = False,
) -> None:
    """Run a sweep: initialisations and learning rates at every point of some axes, into a Zarr store.

    It may be killed at any moment: the same command continues it, and the finished store has the same bytes.
    A cluster: start Dask's scheduler and workers there (on SLURM with dask-jobqueue, SLURMCluster(...).scheduler_address)
    and pass its address.

    \b
    Examples:
      catapult sweep notebooks/sweeps/quick.toml --out quick.zarr
      catapult sweep sweep.toml --out run.zarr --scheduler tcp://login1:8786 --quiet

    Exit status: 0 complete; 1 workers failed; 2 wrong usage or specification; 3 the output is another sweep's, in use or not
    writable; 4 a finished block is damaged; 5 writing failed (full disk); 130 interrupted. After 1, 5 and 130 what was
    finished is saved; after 2, 3 and 4 nothing was changed.
    """
    try:
        from numerics.sweep.errors import SweepError
        from numerics.sweep.run import run_sweep
        from numerics.sweep.specification import load_specification
    except ImportError as error:
        typer.echo(f"catapult: {error}", err=True)
        raise typer.Exit(2) from error
    try:
        chosen = load_specification(specification)
        with _reporter(quiet) as report:
            done = run_sweep(chosen, out, scheduler=scheduler, workers=workers, repair=repair, report=report)
    except SweepError as error:
        typer.echo(f"catapult: {error}", err=True)
        raise typer.Exit(error.exit_status) from error
    except ImportError as error:
        typer.echo(f"catapult: {error}", err=True)
        raise typer.Exit(2) from error
    except KeyboardInterrupt as error:
        typer.echo(f"catapult: interrupted; finished blocks are saved in {out}, the same command continues", err=True)
        raise typer.Exit(130) from error
    if not quiet:
        typer.echo(f"{out}: {done.total} blocks, {done.reused} reused, {done.computed} computed; complete", err=True)


@contextmanager
def _reporter(quiet: bool) -> Iterator[Callable[[Progress], None] | None]:
    """A progress bar on a terminal, a line every few seconds in a log, nothing if quiet."""
    if quiet:
        yield None
        return
    from rich.console import Console

    console = Console(stderr=True)
    if console.is_terminal:
        with _bar(console) as report:
            yield report
    else:
        yield _log_lines(console)


@contextmanager
def _bar(console: object) -> Iterator[Callable[[Progress], None]]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("sweep"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("blocks  {task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    from time import monotonic

    with Progress(*columns, console=console) as bar:  # type: ignore[arg-type]  # rich is imported where it is used
        task = bar.add_task("sweep", total=None, rate="")
        start = monotonic()

        def report(progress: object) -> None:
            rate = progress.trajectories / max(monotonic() - start, 1e-9)  # type: ignore[attr-defined]  # numerics' Progress
            text = f"{rate:,.0f} trajectories/s" if progress.computed else ""  # type: ignore[attr-defined]  # as above
            bar.update(task, total=progress.total, completed=progress.finished, rate=text)  # type: ignore[attr-defined]  # as above

        yield report


def _log_lines(console: object) -> Callable[[Progress], None]:
    from time import monotonic

    start = last = monotonic()

    def report(progress: Progress) -> None:
        nonlocal last
        now = monotonic()
        if progress.computed and now - last < _LOG_EVERY and progress.finished < progress.total:
            return
        last = now
        rate = progress.trajectories / max(now - start, 1e-9)
        left = (progress.total - progress.finished) * (now - start) / progress.computed if progress.computed else 0.0
        more = f", {rate:,.0f} trajectories/s, {left:.0f} s left" if progress.computed else ""
        typer.echo(f"sweep: {progress.finished}/{progress.total} blocks ({progress.reused} reused){more}", err=True)

    return report
