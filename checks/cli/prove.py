"""``catapult prove``: the proofs of a claim, and how to re-check them without Python."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checks.cli.stopping import told_when_stopped

if TYPE_CHECKING:
    from checks.evidence.kinds import Proved


def command(
    claim_id: Annotated[str, typer.Argument(metavar="ID", help="Claim id, as in the ledger.")],
    module: Annotated[str | None, typer.Option("--module", help="Importable module whose CLAIMS hold the claim.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write what checks the proofs again to this folder.")] = None,
    timeout: Annotated[float, typer.Option(help="Seconds for each SMT query.")] = 5.0,
) -> None:
    """Show the proofs of a claim: what was proved, by whom, on which axioms, and the commands that re-check it.

    \b
    Examples:
      catapult prove ML-2
      catapult prove CAT-MONO --out proofs
      catapult prove MINE-1 --module my_claims

    Exit status 0 if every statement of the claim has a proof, else 1; 2 for wrong usage.
    """
    from checks.cli.outputs import refuse_unwritable_folder
    from checks.cli.printing import fail, print_wrapped
    from checks.evidence.kinds import Proved
    from checks.evidence.proofs import prove
    from checks.ledger.formal import formal_lines
    from checks.verdict.user_claims import known_claims
    from theory.claims import unknown_claim

    try:
        shipped, own = known_claims([module] if module is not None else [])
    except (ImportError, ValueError) as error:
        fail(str(error))
    known = shipped | own
    if claim_id not in known:
        fail(unknown_claim(claim_id, known))
    item = known[claim_id]
    if not 0 < timeout <= 3600:
        fail(f"--timeout must be above 0 and at most 3600 seconds, not {timeout}")
    refuse_unwritable_folder("--out", out)
    print_wrapped(f"{item.id} in words, which no proof is of: {item.text}\n")
    with told_when_stopped("nothing was proved"):
        proofs = [found for found in prove(item, timeout=timeout) if isinstance(found, Proved)]
    listed: dict[str, int] = {}
    for number, line in enumerate(formal_lines(item)):
        print_wrapped(f"statement {number + 1}: {line}")
        _show([found for found in proofs if found.statement == number], listed)
    if out is not None:
        try:
            _write(out, item.id, proofs)
        except OSError as error:
            fail(f"--out: cannot write {out}: {error}")
    covered = {found.statement for found in proofs}
    raise typer.Exit(0 if item.statements and len(covered) == len(item.statements) else 1)


def _show(proofs: list[Proved], listed: dict[str, int]) -> None:
    """Print the proofs of one statement; ``listed`` holds for which statement a text to check by was printed already."""
    from checks.cli.printing import print_wrapped
    from theory.provers.proof import Proof
    from theory.provers.prover import provers

    if not proofs:
        typer.echo("  no proof")
    for found in proofs:
        proof, prover = found.proof, provers()[found.prover]
        if not isinstance(proof, Proof):
            typer.echo(f"  {proof.prover}, theorem {proof.theorem}: {proof.note}; to check it:\n{_indent(proof.artefact)}")
            continue
        typer.echo(f"  {proof.prover} {proof.version}, {proof.seconds:.2f} s, statement {proof.statement_hash[:16]}")
        for reason in proof.reasons:
            print_wrapped(f"    {reason}")
        if proof.axioms:
            print_wrapped(f"    axioms: {', '.join(proof.axioms)}")
        if proof.witness:
            print_wrapped("    not vacuous: " + ", ".join(f"{name} = {value}" for name, value in proof.witness))
        if summary := prover.summary(proof.artefact):
            print_wrapped(f"    {summary}")
        if prover.listed:
            first = listed.setdefault(proof.artefact, found.statement)
            typer.echo(_indent(proof.artefact if first == found.statement else f"as for statement {first + 1}"))


def _indent(text: str) -> str:
    return "\n".join(f"      {line}" for line in text.splitlines())


def _write(out: Path, claim_id: str, proofs: list[Proved]) -> None:
    import shutil

    from theory.provers.prover import provers

    out.mkdir(parents=True, exist_ok=True)
    for found in proofs:
        prover = provers()[found.prover]
        name, text = prover.file(claim_id, found.statement + 1, found.proof.artefact)
        if not name:
            continue
        if (sources := prover.sources()) is not None:
            shutil.copytree(sources, out / sources.name, dirs_exist_ok=True)
        (out / name).write_text(text, encoding="utf-8")
        typer.echo(f"wrote {out / name}")
