"""``catapult report``: the ledger as a web site that opens from disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from checks.cli.stopping import READING, told_when_stopped, within

if TYPE_CHECKING:
    from theory.statements import Claim


def command(
    out: Annotated[Path, typer.Option(help="Folder to write the site to.")],
    ledger: Annotated[Path | None, typer.Option("--from", help="A ledger written by verify --json; else verify now.")] = None,
    module: Annotated[
        list[str] | None,
        typer.Option(
            "--module", metavar="<module>", help="Importable module whose CLAIMS the ledger holds too; may be repeated."
        ),
    ] = None,
    figures: Annotated[Path | None, typer.Option(help="Folder of pictures to show.")] = None,
    benchmarks: Annotated[
        list[Path] | None, typer.Option(metavar="<path>", help="File written by catapult bench; may be repeated.")
    ] = None,
    run: Annotated[
        list[Path] | None,
        typer.Option(metavar="<path>", help="File of a monitored run, written by save_record; may be repeated."),
    ] = None,
    profile: Annotated[str, typer.Option(help="Effort if it verifies: dev, ci or deep.")] = "dev",
    seed: Annotated[int, typer.Option(min=0, help="Seed if it verifies.")] = 0,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes if it verifies; all cores by default.")] = None,
) -> None:
    """Write the report: the ledger, a page for each claim, theorems, models, rules, losses, errata, experiments, runs.

    \b
    Examples:
      catapult report --out site
      catapult report --from ledger.json --out site

    Exit status 0 if the site was written, 2 for wrong usage.
    """
    from checks.cli.outputs import refuse_unwritable_folder
    from checks.cli.printing import fail
    from checks.report import build_report, require_packages
    from checks.verdict.user_claims import known_claims
    from numerics.training.record_files import load_record

    refuse_unwritable_folder("--out", out)
    given = [("--from", ledger)] if ledger is not None else []
    given += [("--benchmarks", path) for path in benchmarks or ()] + [("--run", path) for path in run or ()]
    for option, path in (("--figures", figures), *given):
        if path is not None and not path.exists():
            fail(f"{option}: {path} does not exist")
    try:
        require_packages()
        for path in run or ():
            load_record(path)  # before minutes of verification
        shipped, own = known_claims(module or [])
        claims = (*shipped.values(), *own.values())
        with told_when_stopped("no page was written"):
            document = _read(ledger, claims) if ledger is not None else _verified(claims, profile, seed, jobs)
        with told_when_stopped(f"pages that were written are in {out}"):
            pages = build_report(
                document, out, claims=claims, figures=figures, benchmarks=benchmarks or [], runs=run or [], modules=module or []
            )
    except (OSError, ValueError, ImportError) as error:
        fail(str(error))
    typer.echo(f"wrote {len(pages)} pages; open {pages[0]}")


def _read(ledger: Path, claims: tuple[Claim, ...]) -> dict[str, Any]:
    from checks.ledger.table import read_ledger

    with within(READING, "to check the ledger"):
        return read_ledger(ledger, claims)


def _verified(claims: tuple[Claim, ...], profile: str, seed: int, jobs: int | None) -> dict[str, Any]:
    import os

    from checks.cli.printing import progress_bar
    from checks.ledger.table import ledger_json
    from checks.verdict.profiles import profile as named_profile
    from checks.verdict.verification import Options, verify_all

    effort = named_profile(profile)
    with progress_bar(len(claims), False) as advance:
        entries = list(
            verify_all(claims, effort, Options(seed=seed, recall=True), jobs=jobs or os.cpu_count() or 1, progress=advance)
        )
    return ledger_json(entries, seed=seed, profile=profile)
