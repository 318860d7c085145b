"""``catapult sweep``: a declarative sweep into a store that survives being killed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from checks.cli.stopping import told_when_stopped

if TYPE_CHECKING:
    from numerics.sweep.run import Progress


def command(
    specification: Annotated[Path, typer.Argument(help="TOML file that says what to run.", show_default=False)],
    out: Annotated[Path, typer.Option(help="Directory of the Zarr store; an unfinished one is continued.")],
    scheduler: Annotated[
        str | None, typer.Option(help="Address of a Dask scheduler, e.g. tcp://host:8786; default: processes of this machine.")
    ] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes; default: one a processor.")] = None,
    repair: Annotated[bool, typer.Option("--repair", help="Make what is damaged again instead of stopping at it.")] = False,
    insist: Annotated[bool, typer.Option("--insist", help="Run it however large it is.")] = False,
    module: Annotated[
        list[str] | None,
        typer.Option(
            "--module",
            metavar="<module>",
            help="Importable module that adds models, update rules or losses of your own; may be repeated.",
        ),
    ] = None,
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

    Exit status: 0 complete; 1 workers failed; 2 wrong usage or specification, or too large; 3 the output is another sweep's,
    in use or not writable; 4 a finished block, a coordinate or what describes them is damaged; 5 writing failed (full disk);
    130 interrupted, 143 terminated. After 1, 5, 130 and 143 what was finished is saved; after 2, 3 and 4 nothing was changed.
    """
    from checks.verdict.user_claims import imported

    try:
        from numerics.sweep.errors import SweepError
        from numerics.sweep.run import run_sweep
        from numerics.sweep.specification import load_specification
    except ImportError as error:
        typer.echo(f"catapult: {error}", err=True)
        raise typer.Exit(2) from error
    modules = module or []
    try:
        for name in modules:
            imported(name)
        chosen = load_specification(specification)
        with told_when_stopped(f"finished blocks are saved in {out}, the same command continues"), _reporter(quiet) as report:
            done = run_sweep(
                chosen,
                out,
                scheduler=scheduler,
                workers=workers,
                repair=repair,
                insist=insist,
                modules=modules,
                report=report,
            )
    except SweepError as error:
        typer.echo(f"catapult: {error}", err=True)
        raise typer.Exit(error.exit_status) from error
    except ImportError as error:
        typer.echo(f"catapult: {error}", err=True)
        raise typer.Exit(2) from error
    if not quiet:
        typer.echo(f"{out}: {done.total} blocks, {done.reused} reused, {done.computed} computed; complete", err=True)


@contextmanager
def _reporter(quiet: bool) -> Iterator[Callable[[Progress], None] | None]:
    """One line on a terminal, a line every few seconds in a log, nothing if quiet."""
    from numerics.progress import Progress as Shown

    if quiet:
        yield None
        return
    start = monotonic()
    with Shown("sweep", 0, "blocks", log=True) as shown:

        def report(progress: Progress) -> None:
            shown.total = progress.total
            if progress.computed:
                rate = progress.trajectories / max(monotonic() - start, 1e-9)
                shown.update(progress.finished, f"{progress.reused} reused, {rate:,.0f} trajectories/s")
            else:
                shown.resume(progress.reused)

        yield report
