"""Tightness is measured at typical initialisations; sharp is said only with a point at which a little more breaks the claim."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Rational, symbols

from checks.evidence.tightness import tightness
from checks.instances.own_claims import own_claims
from theory.claims import claim
from theory.claims.vocabulary import eta
from theory.models.own import from_unit
from theory.statements import Statement

u, v = symbols("u v")


def tighter(statement: Statement, factor: Rational) -> Statement:
    """The statement with a bound that is smaller by a factor than it need be."""
    return replace(statement, hypotheses=tuple(part.xreplace({eta: eta / factor}) for part in statement.hypotheses))


@pytest.mark.parametrize("name", ["ML-2", "ML-8", "MASTER-MONO", "SPEC-MONO"])
def test_bounds_that_are_attained_are_sharp(name: str) -> None:
    statements = claim(name).statements
    found = next(filter(None, (tightness(statement, rows=2) for statement in statements)))
    assert found.attained
    assert found.shown.startswith("sharp, typically 0.")


def test_the_bound_of_an_own_model_is_sharp_at_its_maximiser_and_no_sample_comes_near() -> None:
    derived = own_claims(from_unit(v * u**2, name="v u^2, for its tightness"), prefix="TIGHT")
    stays = next(item for item in derived if item.id == "TIGHT-MONO")
    found = tightness(stays.statements[0], rows=2)
    assert found is not None
    assert found.median < 0.9
    assert "η" in found.attained


def test_a_bound_that_is_not_attained_is_not_called_sharp() -> None:
    edge = claim("CAT-MONO").statements[0]
    found = tightness(tighter(edge, Rational(99, 100)), rows=2)
    assert found is not None
    assert found.attained == ""
    assert found.shown.startswith("typically")
