"""Identities as a prover."""

from __future__ import annotations

import sympy

from theory.provers.identity.symbolic import derived_maps, equations_of, identity
from theory.provers.prover import Found, Prover
from theory.provers.smt.realise import witness
from theory.statements import Statement

__all__ = ["PROVER"]

_REASONS = ("the update maps are derived from one gradient step",)
_NO_HYPOTHESES = "there are no hypotheses that would have to be met"
_PATIENCE = 5.0
"""Seconds for each query that looks for weights which meet the hypotheses."""


class Identities(Prover):
    """Equations about one step, in settings whose update maps are derived."""

    name = "sympy"
    title = "SymPy (identity)"
    column = "derived"
    words = " (identity)"
    cost = 0

    def covers(self, statement: Statement) -> bool:
        """Equations about a state or a step, where there are maps to put in."""
        return bool(equations_of(statement)) and bool(derived_maps(statement.setting))

    def version(self) -> str:
        """Of SymPy."""
        return str(sympy.__version__)

    @property
    def missing(self) -> str:
        """SymPy is always there."""
        return ""

    def prove(self, claim_id: str, statement: Statement, timeout: float) -> Found | None:
        """Expand the equations; if there are hypotheses, actual weights must be found that meet them."""
        found = identity(statement)
        if found is None:
            return None
        values = witness(statement, timeout=_PATIENCE) if statement.hypotheses else {}
        if values is None:
            return None
        reasons = _REASONS if statement.hypotheses else (*_REASONS, _NO_HYPOTHESES)
        named = tuple(sorted((str(symbol), str(value)) for symbol, value in values.items()))
        return Found(str(found), self.version(), reasons, witness=named)

    def has(self, statement: Statement, theorem: str) -> bool:
        """Expanded again: that takes no longer than reading."""
        return identity(statement) is not None

    def summary(self, artefact: str) -> str:
        """The identity speaks for itself."""
        return ""


PROVER = Identities()
