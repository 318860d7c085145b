"""The value ``Proof``, and the only functions that can make one.

A proof object cannot be built anywhere else: its constructor asks for a token that never leaves this module, every function
here asks the prover itself instead of believing a caller, and each proof bears a seal over all it says, so that one which was
changed, subclassed or imitated is told from a real one by `refuse_unissued`. What is recorded: who checked, which version, the
hash of the statement that was checked, how long it took, the artefact to re-check, and values that satisfy the hypotheses.
"""

from __future__ import annotations

import time
from dataclasses import InitVar, dataclass, field, fields
from hmac import compare_digest

from theory.arguments import choice, instance, seconds, words
from theory.provers.canonical import statement_hash
from theory.provers.prover import Found, Refusal, provers
from theory.provers.recalled import recalled
from theory.provers.sealing import seal_of
from theory.records import Recall
from theory.statements import Statement

__all__ = ["Proof", "Shipped", "prove", "prove_by_smt", "prove_identity", "refuse_unissued", "statement_hash"]

_TOKEN = object()


@dataclass(frozen=True)
class _Issued:
    """What only this module can make: the token that never leaves it, and the seal over the content."""

    token: InitVar[object] = field(default=None, kw_only=True)
    seal: str = field(init=False, repr=False, compare=False)

    def __post_init__(self, token: object) -> None:
        if token is not _TOKEN:
            raise TypeError(f"a {type(self).__name__} is made by the functions of theory.provers.proof only")
        object.__setattr__(self, "seal", _seal(self))


def _seal(item: _Issued) -> str:
    content = {part.name: getattr(item, part.name) for part in fields(item) if part.name != "seal"}
    return seal_of(type(item).__name__, content)


_FINAL = "nothing can be derived from a proof: what a subclass says was not checked"


@dataclass(frozen=True)
class Proof(_Issued):
    """A checked proof of one statement of one claim.

    Attributes
    ----------
    claim
        Claim id.
    statement_hash
        `statement_hash` of the statement that was checked.
    prover, version
        Name of a prover of `theory.provers.prover.provers`, and its version.
    seconds
        Time of the check.
    artefact
        What to re-check without us: the identity, the SMT-LIB queries, or the Coq file and theorem.
    reasons
        Lemmas and invariants that were proved on the way.
    axioms
        Axioms the proof rests on, where the prover names them.
    witness
        (symbol, value) pairs: weights and parameters that satisfy all hypotheses.
    theorem
        Name of the theorem, which is found by its statement and may have been printed for another claim; empty where proofs
        have no names.
    """

    claim: str
    statement_hash: str
    prover: str
    version: str
    seconds: float = field(compare=False)
    artefact: str
    reasons: tuple[str, ...]
    axioms: tuple[str, ...]
    witness: tuple[tuple[str, str], ...]
    theorem: str = ""

    def __init_subclass__(cls) -> None:
        raise TypeError(_FINAL)

    def __repr__(self) -> str:
        return f"Proof({self.claim} by {self.prover} {self.version}, statement {self.statement_hash[:16]})"


@dataclass(frozen=True)
class Shipped(_Issued):
    """A proof that is shipped with the project and was not re-checked here, because its prover is not present."""

    claim: str
    statement_hash: str
    prover: str
    artefact: str
    theorem: str
    note: str = "shipped, not re-checked here"

    def __init_subclass__(cls) -> None:
        raise TypeError(_FINAL)


def refuse_unissued(item: object) -> None:
    """Raise an error unless this is a proof as a function of this module returned it, in this process or a worker of it.

    Raises
    ------
    TypeError
        If it is neither a `Proof` nor a `Shipped`, but something that looks like one.
    ValueError
        If it was changed after it was issued, put together without a check, or comes from an unrelated process.
    """
    if type(item) not in (Proof, Shipped):
        raise TypeError(f"a Proof that theory.provers.proof issued is expected, not {type(item).__qualname__}")
    assert isinstance(item, _Issued)  # for the type checker
    try:
        genuine = compare_digest(item.seal, _seal(item))
    except (AttributeError, TypeError):  # fields are missing, or are nothing that a prover writes
        genuine = False
    if not genuine:
        raise ValueError(
            f"this {type(item).__name__} does not bear the seal of theory.provers.proof: it was changed, put together by hand or "
            "made in another process; prove the statement again"
        )


def prove(
    prover: str,
    claim: str,
    statement: Statement,
    *,
    timeout: float = 5.0,
    recorded: bool = False,
    recall: Recall = Recall.NEVER,
) -> Proof | Shipped | Refusal | None:
    """Have one of the provers prove a statement now, and record what it says.

    Parameters
    ----------
    prover
        Its name in `theory.provers.prover.provers`.
    claim
        Claim id, recorded.
    statement
        What is to be proved, for the whole range of its quantifiers.
    timeout
        Seconds for each query of a prover that asks queries.
    recorded
        Whether a prover that may take minutes answers only from what is recorded on this machine, or is shipped.
    recall
        Whether what this code has proved before on this machine is read from its record, see `theory.provers.recalled`.

    Returns
    -------
    Proof, Shipped, Refusal or None
        None if it does not prove the statement, which refutes nothing; a `Refusal` of a proof that is shipped.

    Raises
    ------
    ValueError
        If there is no such prover, or it says that it proved another statement.

    Examples
    --------
    >>> from theory import claim
    >>> prove("sympy", "UV-MAP", claim("UV-MAP").statements[0])
    Proof(UV-MAP by sympy 1..., statement ...)
    """
    words(claim, "claim"), instance(statement, "statement", Statement), seconds(timeout, "timeout")
    start = time.perf_counter()
    asked = provers()[choice(prover, "prover", provers())]
    if recorded and asked.slow:
        found: Found | Refusal | None = asked.recorded(claim, statement)
    else:
        found = recalled(asked, claim, statement, timeout, recall)
    if found is None or isinstance(found, Refusal):
        return found
    expected = statement_hash(statement)
    if found.statement_hash not in ("", expected):
        raise ValueError(f"the theorem for {claim} was printed from another statement")
    if not found.checked:
        return Shipped(claim, expected, prover, found.artefact, found.theorem, token=_TOKEN)
    return Proof(
        claim,
        expected,
        prover,
        found.version,
        time.perf_counter() - start,
        found.artefact,
        found.reasons,
        found.axioms,
        found.witness,
        found.theorem,
        token=_TOKEN,
    )


def prove_identity(claim: str, statement: Statement) -> Proof | None:
    """Prove equations about one step by expanding them with the derived update maps; None if that does not show them.

    An identity holds for all weights; if the statement has hypotheses, actual weights must be found that meet them.

    Parameters
    ----------
    claim, statement
        As for `prove`.

    Examples
    --------
    >>> from theory import claim
    >>> prove_identity("UV-MAP", claim("UV-MAP").statements[0]).prover
    'sympy'
    """
    found = prove("sympy", claim, statement)
    return found if isinstance(found, Proof) else None


def prove_by_smt(claim: str, statement: Statement, *, timeout: float = 5.0) -> Proof | None:
    """Prove a statement about every width (and every step) with Z3; None unless proved and witnessed.

    Parameters
    ----------
    claim, statement, timeout
        As for `prove`.

    Raises
    ------
    ImportError
        If Z3 is missing.

    Examples
    --------
    >>> from theory import claim
    >>> prove_by_smt("LIN-SUB", claim("LIN-SUB").statements[0]).prover  # doctest: +SKIP
    'z3'
    """
    if missing := provers()["z3"].missing:
        raise ImportError(missing)
    found = prove("z3", claim, statement, timeout=timeout)
    return found if isinstance(found, Proof) else None
