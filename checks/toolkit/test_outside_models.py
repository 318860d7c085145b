"""A model with its observable, from a package that knows nothing of this one's insides: two files, and it goes everywhere."""

from __future__ import annotations

import importlib
import sys
from fractions import Fraction
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from checks.toolkit.test_strangers import MODEL
from numerics import Phase, phase_diagram
from numerics.ensemble import Ensemble

BRING = """
from checks.instances.outside import OutsideModel, outside_model
from checks.instances.own_observable import own_observable
from numerics.arithmetic import in_kind
from outsider.model import SquareNet
from sympy import Eq, Integer
from theory.models.variant import BOTH, Variant
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES, PARAMETERS, Observable


def make(inputs, width):
    return SquareNet(inputs[:, 0], width)


def balance(model, weights):
    if not isinstance(model, SquareNet):
        raise TypeError("a SquareNet is expected")
    u, v, _ = model._parts(weights)
    return (u * u - 2 * v * v).sum(axis=1)


NET = outside_model(OutsideModel("square_net", SquareNet, make, Variant(BOTH, degree=Integer(3))))
BALANCE = own_observable(Observable("square_balance", "B_t", "what the flow of a SquareNet keeps"), balance)

eta = PARAMETERS["eta"].symbol
theta2, rf, rHr = (OBSERVABLES[name] for name in ("theta2", "rf", "rHr"))
MANY, ONE, SOURCE = Setting("square_net", "many", "any"), Setting("square_net", targets="any"), Source("elsewhere")
CLAIMS = (
    Claim("SQUARE-NORM", SOURCE, "the norm map of degree 3", (
        Statement(MANY, (), Quantifier.STEP, Eq(theta2.next, theta2.now - 6 * eta * rf.now + eta**2 * rHr.now)),
    )),
    Claim("SQUARE-WRONG", SOURCE, "the norm map of degree 2", (
        Statement(MANY, (), Quantifier.STEP, Eq(theta2.next, theta2.now - 4 * eta * rf.now + eta**2 * rHr.now)),
    )),
    Claim("SQUARE-KEPT", SOURCE, "steps keep the balance", (
        Statement(ONE, (), Quantifier.STEP, Eq(BALANCE.next, BALANCE.now)),
    )),
    Claim("SQUARE-BOUND", SOURCE, "the balance is no larger than the norm", (
        Statement(ONE, (), Quantifier.STATE, BALANCE.now <= theta2.now),
    )),
)
"""


@pytest.fixture
def brought(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The claims of the package; what it makes known is taken out again."""
    from checks import pairs
    from checks.instances import model_kinds, own_observable
    from theory import models, symbols

    tables: list[dict[Any, Any]] = [models._ADDED, pairs._ADDED, model_kinds._ALLOWED, own_observable._OWN, symbols.OBSERVABLES]
    for table in tables:
        for name in ("square_net", "square_balance", ("outsider.model", "SquareNet")):
            monkeypatch.setitem(table, name, None)
            monkeypatch.delitem(table, name)
    for name in ("outsider", "outsider.model", "outsider.bring"):
        monkeypatch.setitem(sys.modules, name, None)
        monkeypatch.delitem(sys.modules, name)
    (tmp_path / "outsider").mkdir()
    for name, text in (("__init__", ""), ("model", MODEL), ("bring", BRING)):
        (tmp_path / "outsider" / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    return importlib.import_module("outsider.bring")


def test_a_model_and_its_observable_end_in_rows_and_counterexamples(brought: ModuleType) -> None:
    from checks import verify_all
    from checks.evidence.replay import counterexample_from_json, counterexample_to_json, replay_counterexample
    from checks.ledger.table import ledger_json, table_rows, validate
    from checks.verdict.profiles import PROFILES
    from checks.verdict.verification import Options

    entries = list(verify_all(brought.CLAIMS, PROFILES["dev"], Options(slow_provers=False), jobs=1))
    assert [entry.verdict_text for entry in entries] == ["proved (identity)", "refuted", "refuted", "supported"]
    assert [row["fuzzed"] for row in table_rows(entries)][1:3] == ["counterexample"] * 2
    validate(ledger_json(entries, seed=0, profile="dev"))
    for entry in entries[1:3]:
        found = counterexample_from_json(counterexample_to_json(entry.counterexample))
        assert replay_counterexample(entry.claim, found).confirmed


def test_workers_are_told(brought: ModuleType) -> None:
    from checks import verify_all
    from checks.verdict.profiles import PROFILES
    from checks.verdict.verification import Options

    entries = list(verify_all(brought.CLAIMS[1:3], PROFILES["dev"], Options(slow_provers=False), jobs=2))
    assert [entry.verdict.value for entry in entries] == ["refuted", "refuted"]


def test_a_diagram_of_it(brought: ModuleType) -> None:
    ensemble = Ensemble(lambda ensemble, inputs, rng: brought.make(inputs, ensemble.width), width=8)
    diagram = phase_diagram(ensemble, np.array([0.5, 40.0]), replicates=3, steps=200)
    assert (diagram.phase[..., -1] == Phase.DIVERGENT).all()


def test_a_file_names_no_class_that_was_not_made_known(brought: ModuleType) -> None:
    from checks.instances import model_kinds
    from checks.instances.numbers import model_from_json, model_to_json

    document = model_to_json(brought.SquareNet(np.array([Fraction(1)], dtype=object), 1))
    assert model_from_json(document).width == 1
    del model_kinds._ALLOWED["outsider.model", "SquareNet"]
    with pytest.raises(ValueError, match="unknown module"):
        model_from_json(document)
