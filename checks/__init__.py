"""One held against the other: evidence, verdicts and the ledger of claims.

>>> from checks import verify
>>> from theory import claim
>>> verify(claim("SUM-1"))  # doctest: +ELLIPSIS
Entry(SUM-1: refuted, counterexample at step 0: TwoLayerNet: x = 1, n = 1, ... y = 1, w = (1, -1), η = 99999/200000)

A map of the rooms, from what is held to what is told:

- `pairs`: each model of theory beside its numbers, how a setting gets its instances;
- `instances`: what a statement is tried on (weights, rates, data, your own model), and `measure`, its symbols' values there;
- `truth`: whether a sentence holds (`exactly` in fractions, `robustly` in floats with their rounding, `enclosures` in balls);
- `search`: where it might not (`exact`, `fuzz`, `climb`, `solving`, `enclosed`); `mutations` spoils true statements to test that;
- `evidence`: what was found (`kinds`), proofs, `statistical` measurements, `tightness`, counterexample files, `replay`;
- `verdict`: `judge`, the only reader of evidence; `verification`, all of it for one claim; `profiles`, budgets; `expected`;
- `ledger`: the table of all claims, its file, what it says is wrong in print (`errata`) and how numbers and claims are bound;
- `experiments`: the papers' figures, judged by the `findings` that they must show;
- `explain`: which proved statements speak of your net; `report`: the ledger as a site; `cli`: the commands;
- `wrong`: false claims and attacks, which must fail; tests in `theorems` (one claim each) and `toolkit` (everything else).
"""

from __future__ import annotations

import ast
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checks.evidence.kinds import Counterexample, Enclosed, Evidence, Fuzzed, Measured, Proved, Refused, Skipped
    from checks.evidence.replay import counterexample_from_json, counterexample_to_json, replay_counterexample, snippet
    from checks.instances.own_claims import own_claims
    from checks.instances.own_model import UnitTwin, check_twin, twin
    from checks.ledger.table import ledger_json, statement_latex, summary_line, table_rows
    from checks.report import build_report
    from checks.verdict.entry import Entry
    from checks.verdict.judge import ContradictionError, Verdict, judge
    from checks.verdict.profiles import PROFILES, Profile, profile
    from checks.verdict.verification import Options, verify, verify_all


def _home() -> dict[str, str]:
    """Each public name → the module that holds it, as the imports above list them."""
    body = ast.walk(ast.parse(Path(__file__).read_text(encoding="utf-8")))
    imports = [node for node in body if isinstance(node, ast.ImportFrom) and str(node.module).startswith(f"{__name__}.")]
    return {alias.name: str(node.module) for node in imports for alias in node.names}


_HOME = _home()
__all__ = sorted(_HOME)


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
    return __all__
