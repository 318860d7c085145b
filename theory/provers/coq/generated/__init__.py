"""Proofs that are generated for statements about a user's own models: a generator need not be believed, Coq reads them."""

from theory.provers.coq.generated.statements import generated

__all__ = ["generated"]
