"""One held against the other: evidence, verdicts and the ledger of claims.

>>> from checks import verify
>>> from theory import claim
>>> verify(claim("SUM-1"))
Entry(SUM-1: refuted, counterexample at step 0)

A map of the room:

- what is held: `scene`, `families` (scenes of each model), `strategies` (Hypothesis), `own_model` (your model);
- how: `measure`, `exactly` (fractions), `robustly` (floats with their rounding), `hunt`, `fuzz`, `certify` (balls), `provers`,
  `trials` (statistics), `tightness`;
- what follows: `evidence`, `verdict` (the only judge), `verification` (all of it for one claim), `expected`;
- what is told: `ledger`, `errata`, `replay`, `report`, `cli`;
- what must fail: `wrong` (false claims), `mutate`; tests in `theorems` (one claim each) and `toolkit`.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checks.evidence import Counterexample, Enclosed, Evidence, Fuzzed, Measured, Proved, Refused, Skipped
    from checks.ledger import ledger_json, statement_latex, summary_line, table_rows
    from checks.own_model import UnitTwin, check_twin, own_claims, twin
    from checks.profiles import PROFILES, Profile, profile
    from checks.replay import counterexample_from_json, counterexample_to_json, replay_counterexample, snippet
    from checks.report import build_report
    from checks.verdict import ContradictionError, Verdict, judge
    from checks.verification import Entry, Options, verify, verify_all

_HOME = {
    "ContradictionError": "checks.verdict",
    "Counterexample": "checks.evidence",
    "Enclosed": "checks.evidence",
    "Entry": "checks.verification",
    "Evidence": "checks.evidence",
    "Fuzzed": "checks.evidence",
    "Measured": "checks.evidence",
    "Options": "checks.verification",
    "PROFILES": "checks.profiles",
    "Profile": "checks.profiles",
    "Proved": "checks.evidence",
    "Refused": "checks.evidence",
    "Skipped": "checks.evidence",
    "UnitTwin": "checks.own_model",
    "Verdict": "checks.verdict",
    "build_report": "checks.report",
    "check_twin": "checks.own_model",
    "counterexample_from_json": "checks.replay",
    "counterexample_to_json": "checks.replay",
    "judge": "checks.verdict",
    "ledger_json": "checks.ledger",
    "own_claims": "checks.own_model",
    "profile": "checks.profiles",
    "replay_counterexample": "checks.replay",
    "snippet": "checks.replay",
    "statement_latex": "checks.ledger",
    "summary_line": "checks.ledger",
    "table_rows": "checks.ledger",
    "twin": "checks.own_model",
    "verify": "checks.verification",
    "verify_all": "checks.verification",
}

__all__ = [
    "PROFILES",
    "ContradictionError",
    "Counterexample",
    "Enclosed",
    "Entry",
    "Evidence",
    "Fuzzed",
    "Measured",
    "Options",
    "Profile",
    "Proved",
    "Refused",
    "Skipped",
    "UnitTwin",
    "Verdict",
    "build_report",
    "check_twin",
    "counterexample_from_json",
    "counterexample_to_json",
    "judge",
    "ledger_json",
    "own_claims",
    "profile",
    "replay_counterexample",
    "snippet",
    "statement_latex",
    "summary_line",
    "table_rows",
    "twin",
    "verify",
    "verify_all",
]


def _siblings() -> None:
    """Make sure that ``theory`` and ``numerics`` are ours: other distributions use such names too."""
    home = Path(__file__).resolve().parent.parent
    for name in ("theory", "numerics"):
        found = find_spec(name)
        origin = found.origin if found is not None else None
        if origin is None or Path(origin).resolve().parent.parent != home:
            raise ImportError(
                f"checks belongs to catapult-verify and needs its sibling package {name!r}, but found {origin or 'none'}; "
                "install catapult-verify into an environment of its own"
            )


_siblings()


def __getattr__(name: str) -> object:
    """Load a public name when it is first used, so that importing the package costs nothing."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
