"""``catapult errata``: what the papers print and an exact trajectory refutes, with the nearest true statement."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def command(
    form: Annotated[str, typer.Option("--format", help="text, markdown or latex.")] = "text",
    out: Annotated[Path | None, typer.Option("--out", help="Write to this file instead of the screen.")] = None,
    ledger: Annotated[Path | None, typer.Option("--from", help="Read a ledger written by verify --json; search nothing.")] = None,
    module: Annotated[
        list[str] | None,
        typer.Option(
            "--module", metavar="<module>", help="Importable module whose CLAIMS the ledger holds too; may be repeated."
        ),
    ] = None,
    profile: Annotated[str, typer.Option(help="Effort: dev, ci or deep.")] = "dev",
    seed: Annotated[int, typer.Option(min=0, help="Seed of every search.")] = 0,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes; all cores by default.")] = None,
) -> None:
    """Print the errata of the papers: every printed claim is tried, and what corrects the refuted ones is verified.

    That takes about as long as catapult verify; with --from, no time.

    \b
    Examples:
      catapult errata
      catapult errata --from ledger.json --format latex --out errata.tex

    Exit status 0; 2 for wrong usage.
    """
    import os

    from checks.cli.outputs import refuse_unwritable_file
    from checks.cli.printing import fail, print_wrapped
    from checks.cli.stopping import READING, within
    from checks.ledger.errata import FORMATS, errata, errata_of, render
    from checks.ledger.table import read_ledger
    from checks.verdict.profiles import profile as named_profile
    from checks.verdict.user_claims import known_claims
    from checks.verdict.verification import Options
    from numerics.whole_file import write_whole

    if form not in FORMATS:
        fail(f"--format must be one of {', '.join(FORMATS)}, not {form!r}")
    if module and ledger is None:
        fail("--module says what a ledger holds besides the papers' claims: give the ledger with --from")
    refuse_unwritable_file("--out", out)
    try:
        if ledger is not None:
            shipped, own = known_claims(module or [])
            with within(READING, "to check the ledger"):
                found = errata_of(read_ledger(ledger, (*shipped.values(), *own.values())))
        else:
            found = errata(named_profile(profile), options=Options(seed=seed, recall=True), jobs=jobs or os.cpu_count() or 1)
    except OSError as error:
        fail(f"--from: {ledger}: {error.strerror}")
    except (ValueError, ImportError) as error:
        fail(str(error))
    text = render(found, form)
    if out is None:
        if form == "text":
            print_wrapped(text.removesuffix("\n"), further=11)
        else:
            typer.echo(text, nl=False)
    else:
        try:
            write_whole(out, text)
        except OSError as error:
            fail(f"--out: cannot write {out}: {error}")
