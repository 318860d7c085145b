"""``catapult prove``: the proofs of a claim, and how to re-check them without Python."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from checks.evidence import Evidence
    from theory.statements import Claim


def command(
    claim_id: Annotated[str, typer.Argument(metavar="ID", help="Claim id, as in the ledger.")],
    module: Annotated[str | None, typer.Option("--module", help="Importable module whose CLAIMS hold the claim.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write the .smt2 queries and the Coq files to this folder.")] = None,
    timeout: Annotated[float, typer.Option(help="Seconds for each SMT query.")] = 5.0,
) -> None:
    """Show the proofs of a claim: what was proved, by whom, on which axioms, and the commands that re-check it.

    Examples: catapult prove ML-2; catapult prove CAT-MONO --out proofs; catapult prove MINE-1 --module my_claims

    Exit status 0 if every statement of the claim has a proof, else 1; 2 for wrong usage.
    """
    from checks.cli.printing import fail
    from checks.evidence import Proved
    from checks.ledger import scope
    from checks.provers import prove
    from checks.user_claims import known_claims
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
    if out is not None and out.exists() and not out.is_dir():
        fail(f"--out: {out} is not a folder")
    typer.echo(f"{item.id}: {item.text}\n{scope(item)}\n")
    evidence = prove(item, timeout=timeout)
    for number, statement in enumerate(item.statements):
        typer.echo(f"statement {number + 1}: {statement}")
        _show([found for found in evidence if isinstance(found, Proved) and found.statement == number])
    if out is not None:
        try:
            _write(out, item, evidence)
        except OSError as error:
            fail(f"--out: cannot write {out}: {error}")
    covered = {found.statement for found in evidence if isinstance(found, Proved)}
    raise typer.Exit(0 if item.statements and len(covered) == len(item.statements) else 1)


def _show(proofs: list[Evidence]) -> None:
    from checks.evidence import Proved
    from theory.proofs.proof import Proof

    if not proofs:
        typer.echo("  no proof")
    for found in proofs:
        if not isinstance(found, Proved):
            continue
        proof = found.proof
        if not isinstance(proof, Proof):
            typer.echo(f"  coq: {proof.note}; to check it:\n{_indent(proof.artefact)}")
            continue
        typer.echo(f"  {proof.prover} {proof.version}, {proof.seconds:.2f} s, statement {proof.statement_hash[:16]}")
        for reason in proof.reasons:
            typer.echo(f"    using {reason}")
        if proof.axioms:
            typer.echo(f"    axioms: {', '.join(proof.axioms)}")
        if proof.witness:
            typer.echo("    not vacuous: " + ", ".join(f"{name} = {value}" for name, value in proof.witness))
        if proof.prover == "coq":
            typer.echo(f"    to check it without Python:\n{_indent(proof.artefact)}")
        elif proof.prover == "z3":
            count = proof.artefact.count("(check-sat)")
            typer.echo(f"    {count} SMT-LIB queries, each to be answered unsat (--out writes them for any solver)")
        else:
            typer.echo(_indent(proof.artefact))


def _indent(text: str) -> str:
    return "\n".join(f"      {line}" for line in text.splitlines())


def _write(out: Path, item: Claim, evidence: list[Evidence]) -> None:
    import shutil

    from checks.evidence import Proved
    from theory.proofs.coq_workshop import SOURCES
    from theory.proofs.proof import Proof

    out.mkdir(parents=True, exist_ok=True)
    for found in evidence:
        if not isinstance(found, Proved):
            continue
        proof = found.proof
        if isinstance(proof, Proof) and proof.prover == "z3":
            path = out / f"{item.id}-{found.statement + 1}.smt2"
            path.write_text(proof.artefact, encoding="utf-8")
            typer.echo(f"wrote {path}")
        elif not isinstance(proof, Proof) or proof.prover == "coq":
            shutil.copytree(SOURCES, out / SOURCES.name, dirs_exist_ok=True)
            script = out / f"{item.id}-coq.sh"
            script.write_text(f"set -e\n{proof.artefact}\n", encoding="utf-8")
            typer.echo(f"wrote {script}")
