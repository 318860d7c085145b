"""The public names of `checks` with good arguments, and what each argument may be."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import sympy
from jsonschema import ValidationError

import checks
import theory
from checks.toolkit.hostile.kinds import either, flag, integer, none, nothing, real, sequence, text
from checks.toolkit.hostile.outcomes import Call
from numerics import PureQuadratic

__all__ = ["CALLS", "MADE_HERE"]

EMPTY = sequence(lambda value: False)


def _call(name: str, arguments: Any, /, calls: str = "", use: Any = repr, errors: Any = (), **allowed: Any) -> Call:
    given = arguments if callable(arguments) else lambda: dict(arguments)
    words = {"document": "not a counterexample file"}
    return Call(name, getattr(checks, name), given, allowed, frozenset(calls.split()), words, errors, use)


@cache
def _claim() -> Any:
    return theory.claim("SUM-1")


@cache
def _entry() -> Any:
    return checks.verify(_claim())


@cache
def _unit() -> Any:
    return theory.from_quadratic_form(sympy.diag(1, -1), name="tried with strange arguments")


def _document(entries: Any = ()) -> Any:
    return checks.ledger_json(list(entries), seed=0, profile="dev")


CALLS = (
    _call("Options", {}, seed=integer(), proofs=flag, kernel=flag, recheck=flag),
    _call(
        "Profile",
        {
            "name": "mine",
            "examples": 1,
            "batch": 1,
            "trajectories": 1,
            "steps": 1,
            "largest_width": 1,
            "exact_trajectories": 1,
            "engine": "numpy",
        },
        name=text,
        examples=integer(1),
        batch=integer(1),
        trajectories=integer(1),
        steps=integer(1),
        largest_width=integer(1),
        exact_trajectories=integer(1),
        engine=nothing,
        updates=real(above=0, infinite=True),
        share=integer(1),
    ),
    _call(
        "build_report",
        lambda: {"document": _document(), "out": Path("/dev/null/nowhere")},
        errors=(OSError, ValidationError),
        document=nothing,
        claims=nothing,
        figures=nothing,
        benchmarks=nothing,
    ),
    _call(
        "check_twin",
        lambda: {"generated": checks.twin(_unit(), 1), "own": PureQuadratic([[1, -1]], 1), "cases": 1},
        generated=nothing,
        own=nothing,
        cases=integer(1, 10),
        seed=integer(),
    ),
    _call(
        "counterexample_from_json",
        lambda: {"document": checks.counterexample_to_json(_entry().counterexample)},
        document=nothing,
        sealed=flag,
    ),
    _call("counterexample_to_json", lambda: {"item": _entry().counterexample}, item=nothing),
    _call("judge", lambda: {"claim": _claim(), "evidence": []}, claim=nothing, evidence=EMPTY),
    _call("ledger_json", {"entries": [], "seed": 0, "profile": "dev"}, entries=EMPTY, seed=integer(), profile=text),
    _call(
        "own_claims",
        lambda: {"unit": _unit(), "prefix": "X", "update": theory.WeightDecay()},
        unit=nothing,
        prefix=nothing,
        update=none,
    ),
    _call("profile", {"name": "dev"}, name=nothing),
    _call(
        "replay_counterexample",
        lambda: {"claim": _claim(), "item": _entry().counterexample},
        claim=nothing,
        item=nothing,
    ),
    _call("snippet", lambda: {"item": _entry().counterexample}, item=nothing),
    _call("statement_latex", lambda: {"statement": _claim().statements[0]}, statement=nothing),
    _call("summary_line", {"rows": []}, rows=EMPTY),
    _call("table_rows", {"entries": []}, entries=EMPTY),
    _call("twin", lambda: {"unit": _unit(), "width": 1}, unit=nothing, width=integer(1), scale=either(real(), none)),
    _call(
        "verify",
        lambda: {"claim": _claim(), "profile": checks.profile("dev")},
        claim=nothing,
        profile=nothing,
        options=none,
    ),
    _call(
        "verify_all",
        lambda: {"claims": [], "profile": checks.profile("dev")},
        calls="progress",
        use=list,
        claims=EMPTY,
        profile=nothing,
        options=none,
        jobs=integer(1),
        progress=none,
    ),
)
"""One call for each name that its user calls."""

MADE_HERE = {
    "ContradictionError": "an error",
    "Counterexample": "what a search returns; a file of one is validated",
    "Enclosed": "what `verify` returns",
    "Entry": "what `verify` returns",
    "Evidence": "a union of classes",
    "Fuzzed": "what `verify` returns",
    "Measured": "what `verify` returns",
    "PROFILES": "a dictionary",
    "Proved": "what `verify` returns",
    "Refused": "what `verify` returns",
    "Skipped": "what `verify` returns",
    "UnitTwin": "what `twin` returns",
    "Verdict": "an enumeration",
}
"""Public names that are not tried: why."""
