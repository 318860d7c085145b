"""``catapult phases``: phase diagrams, exact boundaries and their pictures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checks.cli.printing import fail

if TYPE_CHECKING:
    from numerics.diagram import Diagram
    from numerics.plots import Line
    from numerics.setting import Setting

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)

_Model = Annotated[
    str,
    typer.Option(
        help="two_layer, deep, pure_quadratic, biased_quadratic, general_quadratic, nqm, linearised, tanh or swish.",
    ),
]
_Width = Annotated[int, typer.Option(help="Hidden units of a net, weights of a quadratic form.")]
_Depth = Annotated[int, typer.Option(help="Layers of weights (model deep).")]
_Slope = Annotated[float, typer.Option(help="Slope of the activation below 0: 1 linear, 0 ReLU.")]
_Target = Annotated[float, typer.Option(help="Target of the toy datum; a factor of the targets of other data.")]
_Scale = Annotated[float, typer.Option(help="Factor of the initial weights.")]
_Data = Annotated[str, typer.Option(help="toy (x = 1), points, mnist or fashion-mnist.")]
_Count = Annotated[int, typer.Option(help="Number of data points (not for toy).")]
_Dimension = Annotated[int, typer.Option(help="Input dimension of points.")]
_Axis = Annotated[str | None, typer.Option(help="A second axis: width, depth, slope, target or initial_scale.")]
_Values = Annotated[str | None, typer.Option(help="Values of the second axis, separated by commas.")]
_From = Annotated[float, typer.Option("--from", help="Smallest learning rate, in units of 1/lambda_0.")]
_To = Annotated[float, typer.Option("--to", help="Largest learning rate, in units of 1/lambda_0.")]
_Points = Annotated[int, typer.Option(help="Number of learning rates.")]
_Replicates = Annotated[int, typer.Option(help="Initialisations per point.")]
_Steps = Annotated[int, typer.Option(help="Steps of gradient descent.")]
_Seed = Annotated[int, typer.Option(help="Seed of everything random.")]


@app.callback()
def root() -> None:
    """Phase diagrams over the learning rate, exact boundaries, and pictures of both.

    Learning rates are in units of 1/lambda_0, the top NTK eigenvalue of each initialisation.

    Exit status: 0 done, 1 a file could not be written, 2 wrong usage.
    """


@app.command()
def diagram(
    model: _Model = "two_layer",
    width: _Width = 1024,
    depth: _Depth = 2,
    slope: _Slope = 0.5,
    target: _Target = 0.0,
    initial_scale: _Scale = 1.0,
    data: _Data = "toy",
    data_count: _Count = 1,
    input_dimension: _Dimension = 1,
    axis: _Axis = None,
    values: _Values = None,
    start: _From = 0.1,
    stop: _To = 6.0,
    points: _Points = 60,
    replicates: _Replicates = 1,
    steps: _Steps = 1000,
    seed: _Seed = 0,
) -> None:
    """Print which phase each learning rate leads to: . monotone, ^ catapult, # divergent, ? undecided.

    Several initialisations: the commonest phase of a cell.

    \b
    Examples:
      catapult phases diagram --axis width --values 16,64,256,1024
      catapult phases diagram --model deep --axis depth --values 2,3,4 --width 64
    """
    found, edges = _run(locals())
    from checks.cli.phase_text import diagram_text

    typer.echo(diagram_text(found, edges))


@app.command()
def boundary(
    model: _Model = "two_layer",
    width: _Width = 1024,
    depth: _Depth = 2,
    slope: _Slope = 0.5,
    target: _Target = 0.0,
    initial_scale: _Scale = 1.0,
    data: _Data = "toy",
    data_count: _Count = 1,
    input_dimension: _Dimension = 1,
    axis: _Axis = None,
    values: _Values = None,
    start: _From = 0.1,
    stop: _To = 8.0,
    points: _Points = 80,
    replicates: _Replicates = 8,
    steps: _Steps = 1000,
    seed: _Seed = 0,
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

        tightness_of_every_bound(replicates, steps, seed, tolerance, out)
        return
    problems, rates = _problems(locals())
    try:
        typer.echo(boundary_text(problems, rates, steps, tolerance))
    except ValueError as error:
        fail(str(error))


@app.command()
def plot(
    out: Annotated[Path, typer.Option(help="File to write: .png, .svg, .pdf, or .html (interactive).")],
    store: Annotated[Path | None, typer.Option(help="Draw this finished sweep; no other option but --out applies.")] = None,
    model: _Model = "two_layer",
    width: _Width = 1024,
    depth: _Depth = 2,
    slope: _Slope = 0.5,
    target: _Target = 0.0,
    initial_scale: _Scale = 1.0,
    data: _Data = "toy",
    data_count: _Count = 1,
    input_dimension: _Dimension = 1,
    axis: _Axis = None,
    values: _Values = None,
    start: _From = 0.1,
    stop: _To = 6.0,
    points: _Points = 60,
    replicates: _Replicates = 8,
    steps: _Steps = 1000,
    seed: _Seed = 0,
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
    if not out.parent.is_dir():
        fail(f"--out: the folder {out.parent} does not exist")
    from checks.cli.phase_actions import draw, stored

    try:
        found, edges = _run(locals()) if store is None else stored(store)
        draw(found, edges, out)
    except ImportError as error:
        fail(str(error))
    except OSError as error:
        typer.echo(f"catapult: cannot write {out}: {error.strerror}", err=True)
        raise typer.Exit(1) from error


def _setting(options: dict[str, object]) -> tuple[Setting, str | None, list[float]]:
    """The setting that the options describe, the axis, and its values."""
    from dataclasses import fields

    from numerics.setting import Setting

    axis, text = options["axis"], options["values"]
    if (axis is None) != (text is None):
        fail("--axis and --values belong together")
    try:
        values = [float(part) for part in str(text).split(",")] if text is not None else []
    except ValueError:
        fail(f"--values must be numbers separated by commas, not {text!r}")
    chosen = {field.name: options[field.name] for field in fields(Setting) if field.name in options}
    if chosen["model"] not in ("two_layer", "deep", "nqm", "linearised"):
        chosen["slope"] = 0.0
    try:
        return Setting(**chosen), axis, values  # type: ignore[arg-type, return-value]  # the options have the fields' types
    except ValueError as error:
        fail(str(error))


def _problems(options: dict[str, object]):  # type: ignore[no-untyped-def]  # local glue
    """The drawn problem at each value of the axis (keyed by its text), and the learning rates."""
    import numpy as np

    from numerics.setting import problem, with_axis

    setting, axis, values = _setting(options)
    count, replicates, seed = (int(str(options[name])) for name in ("points", "replicates", "seed"))
    start, stop = float(str(options["start"])), float(str(options["stop"]))
    if not 0 < start < stop or count < 2:
        fail(f"learning rates need 0 < --from < --to and at least two --points, not {start:g}, {stop:g}, {count}")
    if replicates < 1:
        fail(f"--replicates must be positive, not {replicates}")
    try:
        settings = {f"{value:g}": with_axis(setting, axis, value) for value in values} if axis else {"": setting}
        drawn = {text: problem(each, seed, replicates) for text, each in settings.items()}
    except ValueError as error:
        fail(str(error))
    return drawn, np.linspace(start, stop, count)


def _run(options: dict[str, object]) -> tuple[Diagram, list[Line]]:
    """The diagram that the options describe, and the bounds to draw in."""
    from checks.cli.phase_text import lines
    from numerics.diagram import phase_diagram

    setting, axis, values = _setting(options)
    problems, rates = _problems(options)
    replicates, steps, seed = (int(str(options[name])) for name in ("replicates", "steps", "seed"))
    try:
        found = phase_diagram(setting, rates, axis=axis, values=values, replicates=replicates, steps=steps, seed=seed)
    except ValueError as error:
        fail(str(error))
    return found, lines(list(problems.values()))
