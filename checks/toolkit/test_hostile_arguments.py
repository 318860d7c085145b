"""No kind of value gets through a public argument without a word, and none ends in an error that does not name it."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

import checks
import numerics
import theory
from checks.toolkit.hostile import check_calls, numeric_calls, theory_calls
from checks.toolkit.hostile.kinds import integer, real
from checks.toolkit.hostile.outcomes import Call, faults
from checks.toolkit.hostile.values import VALUES


def test_there_are_more_than_57_kinds_of_value() -> None:
    assert len(VALUES) >= 57
    assert len({id(make()) for make in VALUES.values()} | {None}) > 1


@pytest.mark.parametrize("call", numeric_calls.CALLS, ids=lambda call: call.name)
def test_numerics(call: Call) -> None:
    assert faults(call) == []


@pytest.mark.parametrize("call", theory_calls.CALLS, ids=lambda call: call.name)
def test_theory(call: Call) -> None:
    assert faults(call) == []


@pytest.mark.parametrize("call", check_calls.CALLS, ids=lambda call: call.name)
def test_checks(call: Call) -> None:
    if call.name == "build_report":
        pytest.importorskip("jinja2")
    assert faults(call) == []


def test_every_public_name_is_tried_or_said_not_to_be() -> None:
    for package, calls in ((numerics, numeric_calls), (theory, theory_calls), (checks, check_calls)):
        assert {call.name for call in calls.CALLS} ^ set(package.__all__) == set(calls.MADE_HERE)


def test_a_function_that_does_not_look_at_its_arguments_is_found_out() -> None:
    def careless(steps: int, rate: float) -> float:
        return float(np.sqrt(rate) * int(steps))

    def careful(steps: int, rate: float) -> int:
        raise TypeError("steps and rate must be numbers")

    allowed = {"steps": integer(), "rate": real(least=0)}
    found = faults(Call("careless", careless, lambda: {"steps": 1, "rate": 1.0}, allowed))
    assert "careless(steps=0.5): taken without a word" in found
    assert "careless(steps=None): cryptic: TypeError: int() argument must be" in " ".join(found)
    assert any("rate=-1): cryptic: RuntimeWarning" in line for line in found)
    assert len(found) > 60
    assert faults(Call("careful", careful, lambda: {"steps": 1, "rate": 1.0}, allowed)) == []


def test_no_module_hides_the_public_name_that_it_is_called_after() -> None:
    code = "import numerics.sgd, numerics.spikes, numerics; from numerics import spikes; assert spikes is numerics.sgd.spikes"
    subprocess.run([sys.executable, "-c", code], check=True)
