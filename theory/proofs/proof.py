"""The value ``Proof``, and the only functions that can make one.

A proof object cannot be built anywhere else: its constructor asks for a token that never leaves this module, and every
function here runs its check itself instead of believing a caller. What is recorded: who checked, which version, the hash of
the statement that was checked, how long it took, the artefact to re-check, and values that satisfy the hypotheses.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import InitVar, dataclass
from hashlib import sha256
from typing import Any

import sympy
from sympy import Add, Basic, Eq, Max, Min, Mul, Ne, srepr
from sympy.logic.boolalg import And, Equivalent, Or

from theory.proofs.induction import prove_statement
from theory.proofs.realise import witness
from theory.proofs.symbolic import identity
from theory.proofs.translate import load_z3
from theory.statements import Statement

__all__ = ["Proof", "Shipped", "accept_kernel", "prove_by_smt", "prove_identity", "statement_hash"]

_TOKEN = object()
_UNORDERED = (Add, Mul, Max, Min, And, Or, Eq, Ne, Equivalent)


@dataclass(frozen=True)
class Proof:
    """A checked proof of one statement of one claim.

    Attributes
    ----------
    claim
        Claim id.
    statement_hash
        `statement_hash` of the statement that was checked.
    prover, version
        ``"sympy"``, ``"z3"`` or ``"coq"``, and its version.
    seconds
        Time of the check.
    artefact
        What to re-check without us: the identity, the SMT-LIB queries, or the Coq file and theorem.
    reasons
        Lemmas and invariants that were proved on the way.
    axioms
        Axioms the prover used (Coq's ``Print Assumptions``); empty for the others.
    witness
        (symbol, value) pairs: weights and parameters that satisfy all hypotheses.
    """

    claim: str
    statement_hash: str
    prover: str
    version: str
    seconds: float
    artefact: str
    reasons: tuple[str, ...]
    axioms: tuple[str, ...]
    witness: tuple[tuple[str, str], ...]
    token: InitVar[object] = None

    def __post_init__(self, token: object) -> None:
        if token is not _TOKEN:
            raise TypeError("a Proof is made by the functions of theory.proofs.proof only")

    def __repr__(self) -> str:
        return f"Proof({self.claim} by {self.prover} {self.version}, statement {self.statement_hash[:16]})"


@dataclass(frozen=True)
class Shipped:
    """A kernel proof that is shipped with the project and was not re-checked here, because Coq is not present."""

    claim: str
    statement_hash: str
    artefact: str
    note: str = "shipped, not re-checked here"
    token: InitVar[object] = None

    def __post_init__(self, token: object) -> None:
        if token is not _TOKEN:
            raise TypeError("a Shipped proof is made by theory.proofs.proof.accept_kernel only")


def _canonical(expression: Basic) -> str:
    """Text of an expression that does not depend on the order of commuting arguments."""
    if not expression.args:
        return srepr(expression)
    parts = [_canonical(part) for part in expression.args]
    if isinstance(expression, _UNORDERED):
        parts.sort()
    return f"{type(expression).__name__}({', '.join(parts)})"


def statement_hash(statement: Statement) -> str:
    """SHA-256 of a statement: setting, hypotheses (in any order), quantifier and conclusion.

    Raises
    ------
    TypeError
        If ``statement`` is not a `Statement`.

    Examples
    --------
    >>> from theory import claim
    >>> statement_hash(claim("ML-2").statements[0])[:16]
    'e14d8c13cf7bb87c'
    """
    if not isinstance(statement, Statement):
        raise TypeError(f"a Statement is expected, not {type(statement).__name__}")
    setting = statement.setting
    lines = [
        f"setting {setting.model}|{setting.data}|{setting.targets}|{setting.variant}",
        *sorted(f"if {_canonical(part)}" for part in statement.hypotheses),
        f"for {statement.quantifier.name}",
        f"then {_canonical(statement.conclusion)}",
    ]
    return sha256("\n".join(lines).encode()).hexdigest()


def _named(values: Any) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((str(symbol), str(value)) for symbol, value in (values or {}).items()))


def prove_identity(claim: str, statement: Statement) -> Proof | None:
    """Prove equations about one step by expanding them with the derived update maps; None if that does not show them.

    Parameters
    ----------
    claim
        Claim id, recorded.
    statement
        As for `theory.proofs.symbolic.identity`. An identity holds for all weights, so it uses no hypothesis; any weights
        witness it.

    Examples
    --------
    >>> from theory import claim
    >>> prove_identity("UV-MAP", claim("UV-MAP").statements[0]).prover
    'sympy'
    """
    start = time.perf_counter()
    found = identity(statement)
    if found is None:
        return None
    return Proof(
        claim,
        statement_hash(statement),
        "sympy",
        sympy.__version__,
        time.perf_counter() - start,
        str(found),
        ("the update maps are derived from one gradient step",),
        (),
        (),
        _TOKEN,
    )


def prove_by_smt(claim: str, statement: Statement, *, timeout: float = 5.0) -> Proof | None:
    """Prove a statement about every width (and every step) with Z3; None unless proved and witnessed.

    Parameters
    ----------
    claim
        Claim id, recorded.
    statement
        As for `theory.proofs.induction.prove_statement`.
    timeout
        Seconds for each query.

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
    start = time.perf_counter()
    result = prove_statement(statement, timeout=timeout)
    if result is None or not result.proved:
        return None
    values = witness(statement, timeout=timeout)
    if values is None:
        return None
    separator = "\n; ---- next query; unsat is expected from each ----\n(reset)\n"
    return Proof(
        claim,
        statement_hash(statement),
        "z3",
        str(load_z3().get_version_string()),
        time.perf_counter() - start,
        separator.join(result.smt2),
        result.reasons,
        (),
        _named(values),
        _TOKEN,
    )


def accept_kernel(claim: str, statement: Statement, recheck: Callable[[str, Statement], Any]) -> Proof | Shipped | None:
    """Have the Coq kernel check a claim's theorem now, and record the result.

    Parameters
    ----------
    claim
        Claim id, recorded.
    statement
        The statement whose printed form the theorem proves.
    recheck
        A function of `theory.proofs.kernel`: compiles the theorem for this claim and statement and returns a report with
        ``status`` (``"checked"``, ``"shipped"`` if Coq is absent, else a failure), ``statement_hash``, ``version``,
        ``artefact``, ``axioms`` and ``witness``.

    Returns
    -------
    Proof, Shipped or None
        None if there is no theorem for the statement, or Coq rejected it.

    Raises
    ------
    TypeError
        If ``recheck`` is not defined in `theory.proofs.kernel`.
    ValueError
        If the theorem was printed from another statement.
    """
    import theory.proofs.kernel as kernel

    if getattr(kernel, getattr(recheck, "__name__", ""), None) is not recheck:
        raise TypeError("the kernel's own re-check is needed, a function of theory.proofs.kernel")
    start = time.perf_counter()
    report = recheck(claim, statement)
    if report is None or report.status not in ("checked", "shipped"):
        return None
    expected = statement_hash(statement)
    if report.statement_hash != expected:
        raise ValueError(f"the theorem for {claim} was printed from another statement")
    if report.status == "shipped":
        return Shipped(claim, expected, report.artefact, token=_TOKEN)
    seconds = time.perf_counter() - start
    axioms, values = tuple(report.axioms), tuple(report.witness)
    return Proof(claim, expected, "coq", report.version, seconds, report.artefact, (), axioms, values, _TOKEN)
