"""``catapult replay``: a counterexample file, replayed in exact arithmetic."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def command(
    file: Annotated[Path, typer.Argument(help="A counterexample, or a ledger written by verify --json.")],
    module: Annotated[str | None, typer.Option("--module", help="Module whose CLAIMS the counterexample speaks of.")] = None,
    show: Annotated[bool, typer.Option("--snippet", help="Print Python to paste for each counterexample.")] = False,
) -> None:
    """Replay counterexamples: rebuild the model from its numbers, step the weights as fractions, judge the claim anew.

    Examples: catapult replay counterexample.json; catapult verify --json ledger.json && catapult replay ledger.json

    Exit status 0 if every counterexample is confirmed, 1 if one is not, 2 for wrong usage.
    """
    from checks.cli.printing import fail
    from checks.ledger_file import parse
    from checks.replay import counterexample_from_json, replay_counterexample, snippet
    from checks.user_claims import known_claims
    from theory.plain_text import to_text

    try:
        document = parse(file.read_text(encoding="utf-8"))
        shipped, own = known_claims([module] if module is not None else [])
        found = [counterexample_from_json(item) for item in _counterexamples(document)]
    except (OSError, ValueError, ImportError) as error:
        fail(f"{file}: {error}")
    claims = shipped | own
    confirmed = True
    for item in found:
        if item.claim not in claims:
            fail(f"{file}: no claim {item.claim!r} is known; is --module missing?")
        try:
            outcome = replay_counterexample(claims[item.claim], item)
        except ValueError as error:
            fail(f"{file}: {error}")
        confirmed &= outcome.confirmed
        sentence = to_text(claims[item.claim].statements[item.statement].conclusion)
        where = f"fails at step {outcome.failure.step}" if outcome.failure else "holds"
        typer.echo(f"{item.claim}: {sentence} {where}")
        for difference in outcome.differences:
            typer.echo(f"  not as recorded: {difference}", err=True)
        if show:
            typer.echo(snippet(item))
    if not found:
        typer.echo("no counterexamples in this file")
    raise typer.Exit(0 if confirmed else 1)


def _counterexamples(document: object) -> list[dict[str, object]]:
    if not isinstance(document, dict):
        raise ValueError("neither a counterexample nor a ledger")
    if "claims" not in document:
        return [document]
    try:
        return [item for claim in document["claims"] for item in claim["evidence"] if item["kind"] == "counterexample"]
    except (KeyError, TypeError) as error:
        raise ValueError("not a ledger: claims must be a list, each with its evidence") from error
