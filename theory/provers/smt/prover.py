"""Z3 as a prover of statements."""

from __future__ import annotations

from importlib.util import find_spec

from theory.provers.prover import Found, Prover
from theory.provers.smt.induction import prove_statement
from theory.provers.smt.lemmas import sum_model
from theory.provers.smt.realise import witness
from theory.provers.smt.smt import without_query
from theory.provers.smt.translate import load_z3
from theory.statements import Quantifier, Statement

__all__ = ["PROVER"]

_NEXT = "\n; ---- next query; unsat is expected from each ----\n(reset)\n"


class RealAlgebra(Prover):
    """Statements about states and steps of models that are sums over units, for every width."""

    name = "z3"
    title = "Z3 (SMT)"
    column = "smt"
    words = " (Z3)"
    cost = 1
    listed = False

    def covers(self, statement: Statement) -> bool:
        """Sums over units on one datum under plain gradient descent; not what speaks of peaks and limits."""
        general, _ = statement.setting.general
        known = sum_model(general) is not None and statement.setting.plain
        return known and statement.quantifier is not Quantifier.TRAJECTORY

    def version(self) -> str:
        """Of Z3."""
        return str(load_z3().get_version_string()) if find_spec("z3") is not None else ""

    @property
    def missing(self) -> str:
        """How to install it."""
        return "" if find_spec("z3") is not None else 'z3-solver is not installed: pip install "catapult-verify[proofs]"'

    def prove(self, claim_id: str, statement: Statement, timeout: float) -> Found | None:
        """Prove every goal, and find values that meet the hypotheses."""
        result = None if self.missing else prove_statement(statement, timeout=timeout)
        if result is None or not result.proved:
            return None
        values = witness(statement, timeout=timeout)
        if values is None:
            return None
        closed, goals = without_query(result.smt2), len(result.smt2)
        told = (f"{closed} of {goals} goals were decided by SymPy, before any query to Z3",) if closed else ()
        named = tuple(sorted((str(symbol), str(value)) for symbol, value in values.items()))
        return Found(_NEXT.join(result.smt2), self.version(), (*result.reasons, *told), witness=named)

    def has(self, statement: Statement, theorem: str) -> bool:
        """Believed: only asking Z3 would tell."""
        return True

    def summary(self, artefact: str) -> str:
        """How many queries there are."""
        count = artefact.count("(check-sat)")
        return f"{count} SMT-LIB {'query' if count == 1 else 'queries'}, for any solver, each to be answered unsat"

    def file(self, claim_id: str, number: int, artefact: str) -> tuple[str, str]:
        """The queries."""
        return f"{claim_id}-{number}.smt2", artefact

    def command(self, claim_id: str, file: str, artefact: str) -> str:
        """Z3, on the queries."""
        return f"z3 {file}"


PROVER = RealAlgebra()
