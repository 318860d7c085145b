"""What ``catapult phases`` does once its options are read: drawing, reading stores, the table of every bound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from checks.cli.printing import fail

if TYPE_CHECKING:
    from numpy import ndarray

    from numerics.diagram import Diagram
    from numerics.plots import Line

__all__ = ["draw", "stored", "tightness_of_every_bound"]


def draw(found: Diagram, edges: list[Line], out: Path) -> None:
    """Write a diagram: interactive for .html, a map if it has an axis, else its curves."""
    from checks.cli.phase_text import title

    name = title(found.ensemble, found.axis)
    if out.suffix == ".html":
        from numerics.plots_html import interactive

        interactive(found, out, lines=edges, title=name)
    elif found.axis is None:
        from numerics.plots import phase_curves

        phase_curves(found, out, lines=edges, title=name)
    else:
        from numerics.plots import phase_map

        phase_map(found, out, lines=edges, title=name)


def stored(store: Path) -> tuple[Diagram, list[Line]]:
    """The diagram of a finished sweep, with the bounds at up to 64 of its initialisations."""
    from checks.cli.phase_text import lines
    from numerics.ensemble import problem, with_axis
    from numerics.sweep.errors import SweepError
    from numerics.sweep.store import as_diagram

    try:
        found = as_diagram(store)
    except SweepError as error:
        fail(str(error))
    ensembles = [found.ensemble if found.axis is None else with_axis(found.ensemble, found.axis, value) for value in found.values]
    return found, lines([problem(each, found.seed, min(found.replicates, 64)) for each in ensembles])


def tightness_of_every_bound(replicates: int, steps: int, seed: int, tolerance: float, out: Path | None) -> None:
    """Print, and draw, the tightness of every bound in its standard settings."""
    from checks.cli.phase_text import table_text
    from checks.ledger.bound_table import bound_table

    try:
        rows = bound_table(replicates=replicates, steps=steps, seed=seed, tolerance=tolerance)
        typer.echo(table_text(rows))
        if out is not None:
            from numerics.plots_tightness import tightness_picture

            named: dict[str, dict[int, ndarray]] = {}
            for row in rows:
                if row.origin != "stability":
                    named.setdefault(f"{row.setting}: {row.bound}", {})[row.width] = row.ratio
            tightness_picture(named, out)
    except (ValueError, ImportError) as error:
        fail(str(error))
    except OSError as error:
        typer.echo(f"catapult: cannot write {out}: {error.strerror}", err=True)
        raise typer.Exit(1) from error
