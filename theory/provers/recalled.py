"""What a prover has proved before on this machine, so that the same proof is not searched for twice.

A record holds for the very code of this package, its libraries and the statement as it is written; another finds none. That
nothing was proved is recorded only where a proof of the statement is shipped: a busy machine may end a query that another
answers, and such an answer must not stand in the way of a verdict. Provers that may take minutes keep a record of their own, and
one that was added from elsewhere has code that is not seen here.
"""

from __future__ import annotations

from dataclasses import asdict
from hashlib import sha256
from typing import Any

from sympy import srepr

from theory import records
from theory.provers.canonical import statement_hash
from theory.provers.prover import Found, Prover, Refusal, added_provers, provers
from theory.records import Recall, code_digest, file_name
from theory.statements import Statement

__all__ = ["recalled", "written"]

_KIND = "proofs"
_NEEDED = ("sympy", "mpmath", "z3-solver", "clarabel", "python-flint", "numpy", "scipy")


def recalled(prover: Prover, claim: str, statement: Statement, timeout: float, recall: Recall) -> Found | Refusal | None:
    """What a prover says of a statement, from the record if it is there.

    Parameters
    ----------
    prover, claim, statement, timeout
        As for `Prover.prove`.
    recall
        Whether the record is read and written.
    """
    if recall is Recall.NEVER or prover.slow or prover.missing or prover in added_provers():
        return prover.prove(claim, statement, timeout)
    digest = f"{code_digest(('theory',), _NEEDED)} {prover.name} {prover.version()} {timeout} {claim} {written(statement)}"
    name = file_name(claim, f"{prover.name} {written(statement)}")
    found, _ = records.recalled(
        _KIND,
        name,
        digest,
        recall,
        lambda: prover.prove(claim, statement, timeout),
        lambda answer: None if answer is None else asdict(answer),
        _from_json,
        worth=lambda answer: isinstance(answer, Found) or (answer is None and _is_shipped(statement)),
    )
    return found


def _is_shipped(statement: Statement) -> bool:
    return any(prover.ships(statement) for prover in provers().values())


def written(statement: Statement) -> str:
    """A hash of a statement that differs where its writing differs: searches go in the order of what is written."""
    parts = [statement_hash(statement), *map(srepr, (*statement.hypotheses, statement.conclusion))]
    return sha256("\n".join(parts).encode()).hexdigest()


def _from_json(content: Any) -> Found | Refusal | None:
    if content is None:
        return None
    lists = {name: tuple(content[name]) for name in ("reasons", "axioms")}
    return Found(**{**content, **lists, "witness": tuple((str(name), str(value)) for name, value in content["witness"])})
