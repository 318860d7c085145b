"""No proof without values that meet the hypotheses: from contradictory ones everything would follow."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sympy import Eq, Ge, Gt, Le, Lt, Max, Ne, Rational, Symbol, sqrt, symbols

from checks.evidence.proofs import prove
from checks.toolkit.representatives import first
from checks.verdict.judge import PROOFS, judge
from theory.claims import all_claims, claim
from theory.provers.proof import prove_identity
from theory.provers.smt import realise
from theory.provers.smt.rationals import rational_point
from theory.provers.smt.realise import witness
from theory.provers.smt.smt import holds
from theory.statements import Claim, Setting, Source, Statement
from theory.symbols import OBSERVABLES, PARAMETERS

f, H, theta2 = (OBSERVABLES[name] for name in ("f", "H", "theta2"))
eta, y, D = (PARAMETERS[name].symbol for name in ("eta", "y", "D"))
TRUE = claim("UV-MAP").statements[0]
NORM = claim("NORM-ID").statements[0]

MET: dict[str, tuple[Statement, tuple[Any, ...]]] = {
    "an inequality": (TRUE, (Lt(eta * H.initial, 4),)),
    "an interval": (TRUE, (Gt(eta * H.initial, 2), Lt(eta * H.initial, 4))),
    "an equation": (TRUE, (Eq(eta * H.initial, 3),)),
    "an equation and a sign": (TRUE, (Eq(eta * H.initial, Rational(7, 2)), Ne(f.initial, 0))),
    "on one of D data": (NORM, (Lt(eta * H.initial, 4),)),
    "a target": (NORM, (Eq(D, 1), Gt(theta2.initial, 1))),
}
UNMET: dict[str, tuple[Statement, tuple[Any, ...]]] = {
    "an empty interval": (TRUE, (Lt(eta * H.initial, 2), Gt(eta * H.initial, 4))),
    "a square below zero": (TRUE, (Lt(f.initial**2 + f.initial, -1),)),
    "an equation nowhere": (TRUE, (Eq(f.initial**2 + f.initial, -1),)),
    "two equations": (TRUE, (Eq(f.initial, 1), Eq(f.initial, 2))),
    "what no weights have": (TRUE, (Gt(f.initial, 0), Eq(theta2.initial, 0))),
    "no number of data": (NORM, (Gt(D, 1), Lt(D, 2))),
}


def given(case: tuple[Statement, tuple[Any, ...]]) -> Statement:
    statement, hypotheses = case
    return replace(statement, hypotheses=hypotheses)


@pytest.fixture(params=["Z3", "no Z3"])
def solver(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "Z3":
        pytest.importorskip("z3")
    else:
        monkeypatch.setattr(realise, "_solver_present", lambda: False)
    name: str = request.param
    return name


@pytest.mark.parametrize("case", MET.values(), ids=MET.keys())
def test_an_identity_is_proved_with_values_that_meet_the_hypotheses(solver: str, case: Any) -> None:
    found = prove_identity("OWN", given(case))
    assert found is not None
    assert found.witness


@pytest.mark.parametrize("case", first(2, [pytest.param(case, id=name) for name, case in UNMET.items()]))
def test_hypotheses_that_nothing_meets_prove_nothing(solver: str, case: Any) -> None:
    statement = given(case)
    assert prove_identity("OWN", replace(statement, hypotheses=())) is not None
    assert prove_identity("OWN", statement) is None
    assert witness(statement, timeout=1.0) is None


def test_a_claim_with_contradictory_hypotheses_is_not_proved(solver: str) -> None:
    mine = Claim("OWN", Source("own"), "vacuous", (given(UNMET["an empty interval"]),))
    assert judge(mine, prove(mine, slow=False)) not in PROOFS


def test_every_identity_of_the_project_with_hypotheses_has_a_witness(solver: str) -> None:
    found = [(item.id, part) for item in all_claims() for part in item.statements if part.hypotheses]
    proofs = [prove_identity(name, part) for name, part in found if name == "ZQ-2"]
    assert all(proof is not None and proof.witness for proof in proofs)


a, b, c = symbols("a b c", real=True)
p = Symbol("p", positive=True)


@pytest.mark.parametrize(
    "formulas",
    [
        [],
        [Gt(a, 1)],
        [Eq(a + b, 3), Eq(a - b, 1)],
        [Eq(a * p, 5), Lt(p, 1)],
        [Eq(a * b, 1), Eq(b * c, 2), Gt(c, 0)],
        [Le(Max(a, b), -1), Ne(a, b)],
        [Eq(1 / a, 4)],
        [Gt(1 / (a - 1), 1)],
        [Ge(sqrt(p), 2), Lt(p, 6)],
    ],
)
def test_small_rational_numbers_are_found_and_hold(formulas: list[Any]) -> None:
    values = rational_point(formulas)
    assert values is not None
    assert holds(formulas, values)
    assert all(value.is_Rational for value in values.values())


@pytest.mark.parametrize(
    "formulas",
    [[Lt(a**2, 0)], [Eq(a, 1), Eq(a, 2)], [Lt(p, 0)], [Gt(1 / a, 0), Eq(a, 0)], [Eq(a**2, 2)], [Ge(sqrt(a), 0), Lt(a, 0)]],
)
def test_no_numbers_are_offered_that_do_not_hold(formulas: list[Any]) -> None:
    assert rational_point(formulas) is None


def test_settings_without_weights_written_out_have_no_witness() -> None:
    statement = Statement(Setting("deep", data="many", targets="any"), (Lt(eta, 1),), NORM.quantifier, NORM.conclusion)
    assert witness(statement) is None
    assert prove_identity("OWN", statement) is None
