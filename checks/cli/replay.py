"""``catapult replay``: a counterexample file, replayed in exact arithmetic."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def command(
    file: Annotated[Path, typer.Argument(help="A counterexample, or a ledger written by verify --json.")],
    module: Annotated[str | None, typer.Option("--module", help="Module whose CLAIMS the counterexample speaks of.")] = None,
    seconds: Annotated[float, typer.Option("--seconds", min=0.001, help="Time that a counterexample may take.")] = 60,
    show: Annotated[bool, typer.Option("--snippet", help="Print Python to paste for each counterexample.")] = False,
) -> None:
    """Replay counterexamples: rebuild the model from its numbers, step the weights as fractions, judge the claim anew.

    \b
    Examples:
      catapult replay counterexample.json
      catapult verify --json ledger.json && catapult replay ledger.json

    Exit status 0 if every counterexample is confirmed, 1 if one is not, 2 for wrong usage.
    """
    from dataclasses import replace

    from checks.cli.printing import fail, print_wrapped
    from checks.cli.stopping import within
    from checks.evidence.replay import counterexample_from_json, replay_counterexample, snippet
    from checks.ledger.file import brief, parse, read_text
    from checks.ledger.formal import formal_line, formal_statement
    from checks.verdict.user_claims import known_claims
    from numerics.arguments import shown
    from theory.plain_text import to_text

    try:
        document = parse(read_text(file))
        shipped, own = known_claims([module] if module is not None else [])
        found = [counterexample_from_json(item) for item in _counterexamples(document)]
    except OSError as error:
        fail(f"{file}: {error.strerror}")
    except (ValueError, ImportError) as error:
        fail(f"{file}: {brief(str(error))}")
    claims = shipped | own
    claims |= {wider.id: wider for known in claims.values() for wider in known.wider}
    confirmed = True
    for item in found:
        if item.claim not in claims:
            fail(f"{file}: no claim {shown(item.claim)} is known; is --module missing?")
        try:
            with within(seconds, "a replay"):
                outcome = replay_counterexample(claims[item.claim], item)
                pasted = snippet(item, claims[item.claim]) if show else ""
        except ValueError as error:
            fail(f"{file}: {brief(str(error))}")
        confirmed &= outcome.confirmed
        statement = claims[item.claim].statements[item.statement]
        where = f"fails at step {outcome.failure.step}" if outcome.failure else "holds"
        case = (outcome.found or replace(item, decided="", undefined="")).case
        print_wrapped(f"{item.claim}: {to_text(statement.conclusion)} {where}; {case}")
        print_wrapped(f"  of statement {item.statement + 1}: {formal_line(formal_statement(statement))}")
        for difference in outcome.differences:
            typer.echo(f"  not as recorded: {difference}", err=True)
        if show:
            typer.echo(pasted)
    if not found:
        typer.echo("no counterexamples in this file")
    raise typer.Exit(0 if confirmed else 1)


def _counterexamples(document: object) -> list[dict[str, object]]:
    if not isinstance(document, dict):
        raise ValueError("neither a counterexample nor a ledger")
    if "claims" not in document:
        return [document]
    try:
        evidence = [item for claim in document["claims"] for item in claim["evidence"]]
        dropped = [item["counterexample"] for item in evidence if item["kind"] == "dropped" and item["counterexample"]]
        return [item for item in evidence if item["kind"] == "counterexample"] + dropped
    except (KeyError, TypeError) as error:
        raise ValueError("not a ledger: claims must be a list, each with its evidence") from error
