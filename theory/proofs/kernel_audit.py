"""On which axioms a proof rests, as Coq lists them, and which of these are allowed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from theory.proofs.coq_statements import CoqStatement
from theory.proofs.coq_theorems import CoqTheorem

__all__ = ["ALLOWED_AXIOMS", "audit_text", "axioms_listed", "impostor"]

ALLOWED_AXIOMS = frozenset(
    {
        "ClassicalDedekindReals.sig_forall_dec",
        "ClassicalDedekindReals.sig_not_dec",
        "FunctionalExtensionality.functional_extensionality_dep",
        "Classical_Prop.classic",
    }
)
"""The axioms of the standard real numbers, and excluded middle, which the library's logarithm uses."""


def audit_text(theorem: CoqTheorem, statements: Iterable[CoqStatement]) -> str:
    """A Coq file that names the printed propositions in full and asks for the axioms of their proofs and witnesses."""
    lines = [f"Require Catapult.Statements Catapult.{theorem.file}."]
    names = []
    for item in statements:
        printed, proved = f"Catapult.Statements.{item.module}Statements", f"Catapult.{theorem.file}"
        lines.append(f"Definition audit_{item.name} : {printed}.stmt_{item.name} := {proved}.{item.name}.")
        lines.append(f"Definition audit_{item.name}_witness : {printed}.nonvacuous_{item.name} := {proved}.{item.name}_witness.")
        names += [f"audit_{item.name}", f"audit_{item.name}_witness"]
    lines.append(f"Definition audit := ({', '.join(names)}).\nPrint Assumptions audit.\n")
    return "\n".join(lines)


def axioms_listed(output: str) -> tuple[str, ...]:
    """Names that ``Print Assumptions`` lists; a line that is not understood counts as a name, so that it is refused."""
    names: list[str] = []
    for line in output.splitlines():
        if line[:1].isspace() or not line.strip() or line in ("Axioms:", "Closed under the global context"):
            continue
        names.append(re.split(r"\s*:", line, maxsplit=1)[0].strip())
    return tuple(sorted(set(names)))


def impostor(folder: Path) -> str:
    """A complaint if a source has the name of a library file with allowed axioms, else an empty text.

    Coq lists an axiom by the end of its full name, so such a source could pass an axiom of its own off as an allowed one.
    """
    library = {axiom.split(".")[0] for axiom in ALLOWED_AXIOMS}
    taken = sorted(library & {path.stem for path in folder.glob("*.v")})
    return f"{taken[0]}.v has the name of a library file whose axioms are allowed" if taken else ""
