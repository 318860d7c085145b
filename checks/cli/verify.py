"""``catapult verify``: the main job."""

from __future__ import annotations

import os
from concurrent.futures import BrokenExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checks.cli.stopping import STOPS, status_of

if TYPE_CHECKING:
    from checks.verdict.entry import Entry
    from checks.verdict.profiles import Profile
    from checks.verdict.verification import Options
    from theory.statements import Claim


def command(
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="<claim>", help="Verify only this claim; may be repeated.")
    ] = None,
    module: Annotated[
        list[str] | None,
        typer.Option(
            "--module", metavar="<module>", help="Importable module whose CLAIMS are verified as well; may be repeated."
        ),
    ] = None,
    profile: Annotated[str, typer.Option(help="Effort: dev, ci or deep.")] = "dev",
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the ledger as JSON to this file.")] = None,
    seed: Annotated[int, typer.Option(min=0, help="Seed of every search.")] = 0,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes; all cores by default.")] = None,
    recheck: Annotated[
        bool, typer.Option("--recheck", help="Make stored evidence (proofs, searches, experiments) anew.")
    ] = False,
    long: Annotated[bool, typer.Option("--long", help="Print what each claim says, in words and formally, too.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print nothing but errors.")] = False,
) -> None:
    """Verify the claims and print the ledger: verdict, each kind of evidence, tightness of each bound.

    \b
    Examples:
      catapult verify
      catapult verify --only ML-2 --only SUM-1
      catapult verify --module my_claims --json ledger.json

    Exit status 0 if every claim that the tools present could decide has the expected verdict, else 1; 2 for wrong usage; 130
    or 143 if it was stopped: then the claims that were done are printed, and written beside the --json file as FILE.partial.
    """
    from checks.cli.outputs import refuse_unwritable_file
    from checks.cli.printing import fail, print_ledger
    from checks.pairs.process.twins import TwinError
    from checks.search.claim import UnmeasurableError
    from checks.verdict.expected import surprises
    from checks.verdict.profiles import profile as named_profile
    from checks.verdict.verification import Options

    try:
        effort = named_profile(profile)
        claims = _selected(only or [], module or [])
    except (KeyError, ValueError, ImportError) as error:
        fail(error.args[0] if error.args else str(error))
    refuse_unwritable_file("--json", json_file)
    entries: list[Entry] = []
    printed: list[Entry] = []
    try:
        options = Options(seed=seed, recheck=recheck, recall=True)
        shown = _verify(entries, printed, claims, effort, options, jobs or os.cpu_count() or 1, quiet, long)
    except (TwinError, UnmeasurableError) as error:
        fail(str(error))
    except BrokenExecutor:
        fail("a process that verified claims was killed, perhaps for lack of memory; --jobs 1 needs least of it")
    except STOPS as stop:
        whole = len(entries) == len(claims)  # it was proofs that were being checked
        if entries and not quiet and not printed:
            print_ledger(entries, long=long)
        left = ", not all of their proofs are checked" if whole else ""
        typer.echo(f"catapult: stopped; {len(entries)} of {len(claims)} claims are verified{left}", err=True)
        if entries and json_file is not None:
            partial = json_file.with_name(f"{json_file.stem}.partial{json_file.suffix}")
            _write(partial, entries, seed, profile)
            typer.echo(f"catapult: wrote them to {partial}", err=True)
        raise typer.Exit(status_of(stop)) from stop
    unexpected = surprises(entries)
    if json_file is not None:
        try:
            _write(json_file, entries, seed, profile)
        except OSError as error:
            fail(f"--json: cannot write {json_file}: {error}")
    if not quiet:
        print_ledger(entries, shown, long=long)
    for line in unexpected:
        typer.echo(line, err=True)
    raise typer.Exit(1 if unexpected else 0)


def _selected(only: list[str], modules: list[str]) -> tuple[Claim, ...]:
    from checks.verdict.user_claims import known_claims
    from theory.claims import unknown_claim

    known, own = known_claims(modules)
    if not only:
        return tuple(own.values()) if own else tuple(known.values())
    both = known | own
    for claim_id in only:
        if claim_id not in both:
            raise KeyError(f"--only: {unknown_claim(claim_id, both)}")
    return tuple(both[claim_id] for claim_id in dict.fromkeys(only))


def _verify(
    entries: list[Entry],
    printed: list[Entry],
    claims: tuple[Claim, ...],
    effort: Profile,
    options: Options,
    jobs: int,
    quiet: bool,
    long: bool,
) -> list[Entry]:
    """Verify; where a slow prover has yet to check proofs, print the ledger before it is asked. Return what is left to print."""
    from checks.cli.printing import print_ledger, progress_bar
    from checks.verdict.stages import settled, waiting
    from checks.verdict.verification import verify_all

    late = waiting(claims, options)
    with progress_bar(len(claims), quiet) as advance:
        entries.extend(verify_all(claims, effort, replace(options, recorded=bool(late)), jobs=jobs, progress=advance))
    if not late:
        return entries
    if not quiet:
        print_ledger(entries, long=long)
        printed.extend(entries)
        typer.echo(f"\nProofs of {len(late)} of these claims, new to this machine, are checked now; their rows follow.\n")
    final = settled(entries, late, effort, options, jobs=jobs)
    changed = [new for old, new in zip(entries, final, strict=True) if old.verdict_text != new.verdict_text]
    entries[:] = final
    return changed


def _write(path: Path, entries: list[Entry], seed: int, profile: str) -> None:
    import json

    from checks.ledger.table import ledger_json, validate
    from numerics.whole_file import write_whole

    document = ledger_json(entries, seed=seed, profile=profile)
    validate(document)
    write_whole(path, json.dumps(document, indent=1, ensure_ascii=False) + "\n")
