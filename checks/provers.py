"""Ask every prover that is present for a proof of each statement of a claim."""

from __future__ import annotations

from importlib.util import find_spec

from checks.evidence import Evidence, Proved, Refused, Skipped
from theory.proofs.kernel import available, recheck
from theory.proofs.proof import Shipped, accept_kernel, prove_by_smt, prove_identity
from theory.statements import Claim

__all__ = ["PROVERS", "prove", "provers_present"]

PROVERS = ("sympy", "z3", "coq")


def provers_present() -> dict[str, bool]:
    """Which provers can run here."""
    return {"sympy": True, "z3": find_spec("z3") is not None, "coq": available()}


def prove(claim: Claim, *, kernel: bool = True, timeout: float = 2.0) -> list[Evidence]:
    """Collect the proofs of a claim's statements.

    Parameters
    ----------
    claim
        The claim.
    kernel
        Whether to ask the Coq kernel (seconds for the first claim, then read from this machine's record).
    timeout
        Seconds for each SMT query.
    """
    present = provers_present()
    evidence: list[Evidence] = []
    for index, statement in enumerate(claim.statements):
        identity = prove_identity(claim.id, statement)
        if identity is not None:
            evidence.append(Proved(identity, index))
        if present["z3"]:
            found = prove_by_smt(claim.id, statement, timeout=timeout)
            if found is not None:
                evidence.append(Proved(found, index))
        if kernel:
            evidence += _kernel(claim, index)
    if claim.statements and not present["z3"]:
        evidence.append(Skipped("z3", 'z3-solver is not installed: pip install "catapult-verify[proofs]"'))
    if claim.statements and not kernel:
        evidence.append(Skipped("coq", "the Coq kernel was not asked"))
    elif claim.statements and not present["coq"]:
        evidence.append(Skipped("coq", "Coq is not present: kernel proofs are shipped, not re-checked"))
    return evidence


def _kernel(claim: Claim, index: int) -> list[Evidence]:
    found = accept_kernel(claim.id, claim.statements[index], recheck)
    if found is None:
        report = recheck(claim.id, claim.statements[index])
        return [] if report is None else [Refused(index, f"the kernel refuses its theorem: {report.message}")]
    if isinstance(found, Shipped):
        return [Proved(found, index, rechecked=False)]
    return [Proved(found, index)]
