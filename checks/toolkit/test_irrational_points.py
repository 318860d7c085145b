"""Claims that fail at irrational points only: found, written down and replayed; files whose numbers are none are refused."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from sympy import Abs, Eq, Ne, symbols

from checks.evidence.counterexample_file import counterexample_from_json, counterexample_to_json
from checks.evidence.kinds import Counterexample
from checks.evidence.replay import replay_counterexample, snippet
from checks.pairs import pair
from checks.search.claim import search
from checks.search.exact import _starts
from checks.search.solving import equations, solved, vanishing
from checks.toolkit.commands import ROOT, catapult
from checks.truth.number_field import common_field
from checks.verdict.profiles import PROFILES
from theory.claims.vocabulary import LINEAR, LINEAR_ANY_TARGET, H, L, eta, f, r, theta2, y
from theory.claims.zhu_2022_data import NQM_DATA_ANY_TARGET, trace
from theory.models.own import from_unit, register
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.updates import HeavyBall

STATE, STEP, FIRST = Quantifier.STATE, Quantifier.STEP, Quantifier.FIRST
u, v = symbols("u v")
register({"an irrational peak": from_unit(v * u**2, name="an irrational peak")})
OWN = Setting("own", variant="an irrational peak")


def claimed(setting: Setting, quantifier: Quantifier, conclusion: Any, *hypotheses: Any) -> Claim:
    return Claim("IRRATIONAL", Source("wrong on purpose"), "A claim.", (Statement(setting, hypotheses, quantifier, conclusion),))


FALSE = {
    "a bound that is attained": claimed(OWN, STATE, Ne(3 * H.now, 4 * theta2.now**2), theta2.now > 0),
    "a height that is attained": claimed(OWN, STATE, 27 * f.now**2 < 4 * theta2.now**3, theta2.now > 0),
    "a target": claimed(LINEAR_ANY_TARGET, STATE, Abs(f.now) <= 3, Eq(y**2, 2)),
    "a target of degree 3": claimed(LINEAR_ANY_TARGET, STEP, theta2.next <= theta2.now, Eq(y**3, 2)),
    "an output": claimed(LINEAR, FIRST, L.next <= L.now, Eq(f.initial**2, 2), eta * H.initial <= 3),
    "a learning rate": claimed(LINEAR, FIRST, L.next <= L.now, Eq((eta * H.initial) ** 2, 8)),
    "a value that is missing": claimed(LINEAR_ANY_TARGET, STATE, r.now / (f.now**2 - 2) < 10**9, Eq(y, 0)),
}


@cache
def found(name: str) -> Counterexample:
    evidence = search(FALSE[name], PROFILES["dev"])
    item = next((item for item in evidence if isinstance(item, Counterexample)), None)
    assert item is not None
    return item


@pytest.mark.parametrize("name", FALSE)
def test_it_is_refuted_at_irrational_numbers_that_a_file_holds(name: str) -> None:
    item = found(name)
    assert common_field(item.numbers) is not None
    read = counterexample_from_json(json.loads(json.dumps(counterexample_to_json(item))))
    assert read == item
    assert replay_counterexample(FALSE[name], read).confirmed
    assert "√" in item.case or "a root of" in item.case


def test_what_holds_there_is_not_refuted() -> None:
    true = claimed(LINEAR_ANY_TARGET, STATE, Abs(r.now) <= Abs(f.now) + 2, Eq(y**2, 2))
    evidence = search(true, PROFILES["dev"])
    assert not any(isinstance(item, Counterexample) for item in evidence)
    assert any("an irrational number" in getattr(item, "reached", ()) for item in evidence)


def test_the_snippet_steps_the_same_trajectory() -> None:
    item = found("an output")
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{snippet(item, FALSE['an output'])}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert len(lines) == item.step + 2
    assert "√2" in lines[0]


WHOLE = counterexample_to_json(found("a target"))
BARE = {key: value for key, value in WHOLE.items() if key != "digest"}
ROOT_2 = {"polynomial": ["-2", "0", "1"], "root": 1}
BAD: dict[str, tuple[dict[str, Any], str]] = {
    "no field": ({"field": {}}, "names no field"),
    "a field that is reducible": ({"field": {"polynomial": ["-4", "0", "1"], "root": 1}}, "irreducible"),
    "a root that is not real": ({"field": {"polynomial": ["2", "0", "1"], "root": 0}}, "0 real roots"),
    "a root too many": ({"field": {**ROOT_2, "root": 2}}, "2 real roots"),
    "a root by its name": ({"field": {**ROOT_2, "root": "1"}}, "root"),
    "a degree too high": ({"field": {"polynomial": ["-2", *["0"] * 8, "1"], "root": 0}}, "3 to 9"),
    "long coefficients": ({"field": {"polynomial": [f"-{'2' * 300}", "0", "1"], "root": 0}}, "200 digits"),
    "coefficients that are not whole": ({"field": {"polynomial": ["-1/2", "0", "1"], "root": 0}}, "whole number"),
    "an exponent": ({"field": {"polynomial": ["-1e99999999", "0", "1"], "root": 0}}, "fraction p/q"),
    "another key": ({"field": {**ROOT_2, "near": "1.4"}}, "polynomial and root"),
    "a field as text": ({"field": "√2"}, "polynomial and root"),
    "too few parts": ({"targets": [["1"]]}, "2 coefficients"),
    "too many parts": ({"targets": [["0", "1", "0"]]}, "2 coefficients"),
    "a part that is no number": ({"targets": [["0", "eggs"]]}, "fraction p/q"),
    "a fraction in disguise": ({"targets": [["2", "0"]]}, "rational"),
    "a field of no number": ({"targets": ["1"]}, "no number is of"),
    "lists in lists": ({"targets": [[["0", "1"], "0"]]}, "number"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_whose_numbers_are_none_is_refused(name: str) -> None:
    change, said = BAD[name]
    with pytest.raises(ValueError, match=said):
        counterexample_from_json({**BARE, **change})


def test_another_root_or_a_changed_part_is_noticed() -> None:
    for change in ({"field": {**ROOT_2, "root": 0}}, {"targets": [["0", "1/2"]]}):
        with pytest.raises(ValueError, match="changed after"):
            counterexample_from_json({**WHOLE, **change})
    outcome = replay_counterexample(FALSE["a target"], counterexample_from_json({**BARE, **change}))
    assert not outcome.refuted  # y² is 1/2 there


def test_irrational_numbers_are_for_gradient_descent_only() -> None:
    setting = replace(LINEAR_ANY_TARGET, update=HeavyBall())
    other = claimed(setting, STATE, Abs(f.now) <= 3, Eq(y**2, 2))
    with pytest.raises(ValueError, match="gradient descent on the squared loss only"):
        replay_counterexample(other, found("a target"))
    (statement,) = other.statements
    places = ((instance, Fraction(1)) for instance in islice(pair(statement.setting).exact_instances(statement.setting), 4))
    assert list(solved(statement, equations(statement), places, irrational=True)) == []


MODULE = """
from sympy import Abs, Eq
from theory.claims.vocabulary import LINEAR_ANY_TARGET, f, y
from theory.statements import Claim, Quantifier, Source, Statement

CLAIMS = (Claim("IRRATIONAL", Source("x"), "A claim.", (
    Statement(LINEAR_ANY_TARGET, (Eq(y**2, 2),), Quantifier.STATE, Abs(f.now) <= 3),)),)
"""


def test_the_command_line_replays_it(tmp_path: Path) -> None:
    (tmp_path / "irrational_claims.py").write_text(MODULE, encoding="utf-8")
    (tmp_path / "found.json").write_text(json.dumps(WHOLE), encoding="utf-8")
    done = catapult("replay", "found.json", "--module", "irrational_claims", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "√2, w" in done.stdout


def test_a_family_without_irrational_weights_has_no_such_places() -> None:
    """An expansion is made at fractions; the conclusion is a tie at √3 among others."""
    statement = Statement(NQM_DATA_ANY_TARGET, (), STATE, Ne(trace, 3))
    assert list(vanishing(statement, (trace - 3,), _starts(statement, 2), irrational=True)) == []
