"""One held against the other: evidence, verdicts and the ledger of claims.

The verdict on one claim is ``checks.verify.verify(claim)``; what it returns and what one does with it is here.

>>> from checks import Verdict, judge
>>> from theory import claim
>>> judge(claim("ML-2"), [])
<Verdict.OPEN: 'open'>
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checks.evidence import Counterexample, Enclosed, Evidence, Fuzzed, Measured, Proved, Skipped
    from checks.ledger import ledger_json, statement_latex, summary_line, table_rows
    from checks.profiles import PROFILES, Profile, profile
    from checks.replay import counterexample_from_json, counterexample_to_json, replay_counterexample, snippet
    from checks.report import build_report
    from checks.verdict import ContradictionError, Verdict, judge
    from checks.verify import Entry, Options, verify_all

_HOME = {
    "ContradictionError": "checks.verdict",
    "Counterexample": "checks.evidence",
    "Enclosed": "checks.evidence",
    "Entry": "checks.verify",
    "Evidence": "checks.evidence",
    "Fuzzed": "checks.evidence",
    "Measured": "checks.evidence",
    "Options": "checks.verify",
    "PROFILES": "checks.profiles",
    "Profile": "checks.profiles",
    "Proved": "checks.evidence",
    "Skipped": "checks.evidence",
    "Verdict": "checks.verdict",
    "build_report": "checks.report",
    "counterexample_from_json": "checks.replay",
    "counterexample_to_json": "checks.replay",
    "judge": "checks.verdict",
    "ledger_json": "checks.ledger",
    "profile": "checks.profiles",
    "replay_counterexample": "checks.replay",
    "snippet": "checks.replay",
    "statement_latex": "checks.ledger",
    "summary_line": "checks.ledger",
    "table_rows": "checks.ledger",
    "verify_all": "checks.verify",
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
    "Skipped",
    "Verdict",
    "build_report",
    "counterexample_from_json",
    "counterexample_to_json",
    "judge",
    "ledger_json",
    "profile",
    "replay_counterexample",
    "snippet",
    "statement_latex",
    "summary_line",
    "table_rows",
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
