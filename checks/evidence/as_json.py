"""Each kind of evidence as the plain JSON data that a ledger holds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from checks.evidence.kinds import Counterexample, Dropped, Enclosed, Evidence, Fuzzed, Measured, Proved, Refused
from checks.evidence.replay import counterexample_to_json
from theory.provers.proof import Proof

__all__ = ["evidence_json", "range_in_words"]


def evidence_json(item: Evidence) -> dict[str, Any]:
    """One piece of evidence as JSON data; ``kind`` says what the other fields are.

    Examples
    --------
    >>> from checks.evidence.kinds import Skipped
    >>> evidence_json(Skipped("z3", "not installed"))
    {'kind': 'skipped', 'what': 'z3', 'reason': 'not installed'}
    """
    if isinstance(item, Counterexample):
        return {"kind": "counterexample", **counterexample_to_json(item)}
    if isinstance(item, Proved):
        return _proof_json(item)
    if isinstance(item, Fuzzed):
        margin = item.worst_margin + 0.0 if math.isfinite(item.worst_margin) else None  # no -0.0
        return {
            "kind": "fuzzed",
            "statement": item.statement,
            "trajectories": item.trajectories,
            "states": item.states,
            "worst_margin": margin,
            "exact": item.exact,
            "suspects": item.suspects,
            "seed": item.seed,
            "climbed": item.climbed,
            "reached": list(item.reached),
            **({"unreached": item.unreached} if item.unreached else {}),
        }
    if isinstance(item, Enclosed):
        return {"kind": "enclosed", "statement": item.statement, "trajectories": item.trajectories, "note": item.note}
    if isinstance(item, Measured):
        return {
            "kind": "measured",
            "quantity": item.quantity,
            "estimate": _finite(item.estimate),
            "low": _finite(item.low),
            "high": _finite(item.high),
            "confidence": item.confidence,
            "samples": item.samples,
            "claimed": [_finite(end) for end in item.claimed],
            "shown": item.shown,
            "agrees": item.agrees,
            "note": item.note,
        }
    if isinstance(item, Dropped):
        return {
            "kind": "dropped",
            "hypothesis": item.hypothesis,
            "counterexample": None if item.found is None else counterexample_to_json(item.found),
            "proved": item.proved,
            "states": item.states,
        }
    if isinstance(item, Refused):
        return {"kind": "refused", "statement": item.statement, "reason": item.reason}
    return {"kind": "skipped", "what": item.kind, "reason": item.reason}


def range_in_words(ends: Sequence[float | None]) -> str:
    """An open range, as in the data of a measurement.

    Examples
    --------
    >>> range_in_words((0, None)), range_in_words([None, 2]), range_in_words((0.9, 1.1))
    ('above 0', 'below 2', '0.9 to 1.1')
    """
    low, high = (None if end is None or not math.isfinite(end) else end for end in ends)
    if low is None or high is None:
        return "anything" if low is high else f"above {low:.4g}" if high is None else f"below {high:.4g}"
    return f"{low:.4g} to {high:.4g}"


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _proof_json(item: Proved) -> dict[str, Any]:
    """Every field for every proof, so that who reads a ledger need not know which of them a prover has."""
    proof = item.proof
    document = {
        "kind": "proof",
        "statement": item.statement,
        "prover": item.prover,
        "rechecked": item.rechecked,
        "statement_hash": proof.statement_hash,
        "artefact": proof.artefact,
        "theorem": proof.theorem,
    }
    if not isinstance(proof, Proof):
        return {**document, "version": "", "seconds": None, "reasons": [proof.note], "axioms": [], "witness": {}}
    return {
        **document,
        "version": proof.version,
        "seconds": round(proof.seconds, 3),
        "reasons": list(proof.reasons),
        "axioms": list(proof.axioms),
        "witness": dict(proof.witness),
    }
