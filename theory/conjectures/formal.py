"""Proofs of conjectures that are read by a prover which leaves less to be believed than certificates do."""

from __future__ import annotations

from dataclasses import replace

from theory.conjectures.result import Conjecture
from theory.provers.proof import Proof, prove
from theory.provers.prover import provers
from theory.statements import Statement

__all__ = ["proved_formally", "read_formally"]


def read_formally(found: Conjecture) -> Conjecture:
    """The conjecture, proved if a prover makes a proof of its certificates; else as it is."""
    if found.proof is None or found.proof.algebra is None:
        return found
    for prover in provers().values():
        read = prover.reads(found.proof.algebra)
        if read is not None:
            proof = replace(found.proof, formal=(prover.title, read.artefact))
            return replace(found, verdict=prover.verdict, proof=proof)
    return found


def proved_formally(found: Conjecture, statement: Statement) -> Conjecture:
    """The conjecture about all trajectories, proved if a prover makes a proof of the statement itself; else as it is."""
    for prover in provers().values():
        if found.proof is None or not prover.slow or not prover.covers(statement):
            continue
        proof = prove(prover.name, "CONJECTURE", statement)
        if isinstance(proof, Proof):
            return replace(found, verdict=prover.verdict, proof=replace(found.proof, formal=(prover.title, proof.artefact)))
    return found
