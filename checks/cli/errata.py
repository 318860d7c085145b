"""``catapult errata``: what the papers print and an exact trajectory refutes, with the nearest true statement."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def command(
    form: Annotated[str, typer.Option("--format", help="text, markdown or latex.")] = "text",
    out: Annotated[Path | None, typer.Option("--out", help="Write to this file instead of the screen.")] = None,
    profile: Annotated[str, typer.Option(help="Effort: dev, ci or deep.")] = "dev",
    seed: Annotated[int, typer.Option(help="Seed of every search.")] = 0,
) -> None:
    """Print the errata of the papers, found by searching every printed claim for an exact counterexample.

    Examples: catapult errata; catapult errata --format latex --out errata.tex

    Exit status 0; 2 for wrong usage.
    """
    from checks.cli.printing import fail
    from checks.errata import FORMATS, errata, render
    from checks.profiles import profile as named_profile
    from checks.verification import Options

    if form not in FORMATS:
        fail(f"--format must be one of {', '.join(FORMATS)}, not {form!r}")
    if out is not None and not out.parent.is_dir():
        fail(f"--out: the folder {out.parent} does not exist")
    try:
        effort = named_profile(profile)
    except ValueError as error:
        fail(str(error))
    text = render(errata(effort, options=Options(seed=seed)), form)
    if out is None:
        typer.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")
