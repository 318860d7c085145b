"""``catapult phases``: phase diagrams, exact boundaries and their pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from checks.cli.outputs import refuse_unwritable_file
from checks.cli.phase_options import Options, computed, drawn_problems, refuse_process_axis, with_options
from checks.cli.printing import fail, print_wrapped

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.callback()
def root() -> None:
    """Phase diagrams over the learning rate, exact boundaries, and pictures of both.

    Learning rates are in units of 1/lambda_0, the top NTK eigenvalue of each initialisation.

    Exit status: 0 done, 1 a file could not be written, 2 wrong usage.
    """


@app.command(short_help="Print which phase each learning rate leads to.")
@with_options(replicates=1)
def diagram(options: Options) -> None:
    """Print which phase each learning rate leads to: . monotone, ^ catapult, # divergent, ? undecided.

    Several initialisations: the commonest phase of a cell.

    \b
    Examples:
      catapult phases diagram --axis width --values 16,64,256,1024
      catapult phases diagram --model deep --axis depth --values 2,3,4 --width 64
      catapult phases diagram --slope 1 --axis momentum --values 0,0.5,0.9
    """
    found, edges = computed(options)
    from checks.cli.phase_text import diagram_text

    print_wrapped(diagram_text(found, edges), further=4)


@app.command(short_help="Print the edges between phases and how tight each bound is.")
@with_options(to=8.0, points=80)
def boundary(
    options: Options,
    tolerance: Annotated[float, typer.Option(help="Relative width to which an edge is bisected.")] = 1e-6,
    everything: Annotated[
        bool,
        typer.Option("--all", help="Every bound in its standard settings; takes --replicates, --steps, --seed, --tolerance."),
    ] = False,
    out: Annotated[Path | None, typer.Option(help="With --all: also draw the table, .png, .svg or .pdf.")] = None,
) -> None:
    """Print the edges between phases, found by scan and bisection, and how tight each bound is.

    Tightness is bound / measured edge over the initialisations: 1 is sharp. Islands are learning rates that converge beyond
    the first divergence.

    \b
    Examples:
      catapult phases boundary --slope 1 --target 0.5
      catapult phases boundary --axis width --values 16,256,4096
      catapult phases boundary --all --out tightness.png
    """
    from checks.cli.phase_text import boundary_text

    if out is not None and not everything:
        fail("--out belongs to --all; catapult phases plot draws a single setting")
    if everything:
        from checks.cli.phase_actions import tightness_of_every_bound

        tightness_of_every_bound(options["replicates"], options["steps"], options["seed"], tolerance, out)
        return
    refuse_process_axis(options)
    problems, rates = drawn_problems(options)
    try:
        print_wrapped(boundary_text(problems, rates, options["steps"], tolerance))
    except ValueError as error:
        fail(str(error))


@app.command(short_help="Draw a phase diagram with the bounds that the theory derives.")
@with_options()
def plot(
    options: Options,
    out: Annotated[Path, typer.Option(help="File to write: .png, .svg, .pdf, or .html (interactive).")],
    store: Annotated[Path | None, typer.Option(help="Draw this finished sweep; no other option but --out applies.")] = None,
) -> None:
    """Draw a phase diagram with the bounds that the theory derives.

    Without --axis: phases, losses, final NTK and weight norm over the learning rate. With it: a map of phases.
    An .html file is interactive: pointing at a cell shows its trajectory.

    \b
    Examples:
      catapult phases plot --out figure2.png
      catapult phases plot --model pure_quadratic --width 1000 --out figure1.svg
      catapult phases plot --axis slope --values 0,0.25,0.5,0.75,1 --out slopes.html
      catapult phases plot --store run.zarr --out run.png
    """
    if out.suffix not in (".png", ".svg", ".pdf", ".html"):
        fail(f"--out must end in .png, .svg, .pdf or .html, not {out.suffix!r}")
    refuse_unwritable_file("--out", out)
    from checks.cli.phase_actions import draw, stored

    try:
        found, edges = computed(options) if store is None else stored(store)
        draw(found, edges, out)
    except ImportError as error:
        fail(str(error))
    except OSError as error:
        typer.echo(f"catapult: cannot write {out}: {error.strerror}", err=True)
        raise typer.Exit(1) from error
    typer.echo(f"wrote {out}")
