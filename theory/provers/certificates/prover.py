"""Certificates as a prover."""

from __future__ import annotations

import sympy

from theory.certificates.proposal import available
from theory.provers.certificates.demands import demand_of
from theory.provers.certificates.found import certificates_of
from theory.provers.certificates.written import accepted, written
from theory.provers.own_witness import own_witness
from theory.provers.prover import Found, Prover
from theory.statements import Statement

__all__ = ["PROVER"]


class Certificates(Prover):
    """Bounds of a user's own unit model on one datum: kernel, norm that cannot grow, total squared output, loss that vanishes.

    Believed are SymPy, which expands the identity, and the general theorem, which Coq proved when the library was made.
    """

    name = "certificate"
    title = "SymPy (exact certificate)"
    column = "certified"
    words = " (certified)"
    cost = 2

    @property
    def verdict(self) -> str:
        """A word of its own."""
        return "certified"

    def covers(self, statement: Statement) -> bool:
        """Whether it follows from an inequality between polynomials of one unit."""
        return demand_of(statement) is not None

    def version(self) -> str:
        """Of SymPy, which checks; empty where certificates cannot be searched for."""
        return str(sympy.__version__) if available() else ""

    @property
    def missing(self) -> str:
        """How to install what searches."""
        return (
            ""
            if available()
            else 'Clarabel, which searches for certificates, is not installed: pip install "catapult-verify[certificates]"'
        )

    def prove(self, claim_id: str, statement: Statement, timeout: float) -> Found | None:
        """Search for a certificate, and for weights that meet the hypotheses; then read what was written as a stranger would."""
        demand = demand_of(statement)
        met = None if demand is None else own_witness(statement, demand.unit)
        certificates = None if demand is None or met is None else certificates_of(demand)
        if demand is None or met is None or certificates is None:
            return None
        artefact = written(statement, demand, certificates)
        if not accepted(statement, artefact):
            return None
        reasons = (
            *(f"one unit: {one.target} is a sum of squares" for one in certificates),
            *([] if certificates else [f"one unit: {demand.said}"]),
            f"any number of units and steps: the theorem {demand.theorem}, shipped, not re-checked here",
        )
        return Found(artefact, str(sympy.__version__), reasons, witness=met.named(demand.unit))

    def accepts(self, statement: Statement, artefact: str) -> bool:
        """Expand the identity again."""
        return accepted(statement, artefact)

    def summary(self, artefact: str) -> str:
        """What to do with it."""
        return "an identity between polynomials, for any computer algebra to expand:"


PROVER = Certificates()
