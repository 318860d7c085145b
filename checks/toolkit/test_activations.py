"""Units that are no polynomials: bounded activations have theorems, all others are simulated and say what is missing."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from sympy import Abs, Expr, Function, Max, Rational, Symbol, cos, erf, exp, log, sin, sqrt, symbols, tanh

from checks.instances.own_claims import own_claims
from checks.instances.own_model import twin
from checks.verdict.judge import Verdict
from checks.verdict.profiles import PROFILES
from checks.verdict.verification import Options, verify
from numerics.descent import simulate
from theory.activations import ACTIVATIONS, Activation, declare, square_bound
from theory.bound import NoBoundError
from theory.models.own import from_unit
from theory.models.unit import UnitModel
from theory.provers.coq import checker
from theory.provers.coq.generated import generated
from theory.report import derive
from theory.settings import Setting
from theory.statements import Quantifier, Statement
from theory.symbols import OBSERVABLES
from theory.weighted_kernel import unit_bound

u, v, w, b, c = symbols("u v w b c")
BOUNDED = {v * tanh(u): 1, v * erf(u): 1, v / (1 + exp(-u)): 1, v * sin(u) + c: 2, v * tanh(w * u + b): 1, 3 * v * cos(u): 9}
OTHERS = (v * u / (1 + exp(-u)), v * log(1 + exp(u)), v * u * (1 + erf(u / sqrt(2))) / 2, v * Max(u, 0), v * Abs(u))


def made(output: Expr) -> UnitModel:
    return from_unit(output, name=f"no polynomial: {output}", scale=Rational(1, 2))


@pytest.mark.parametrize(("output", "bound"), BOUNDED.items(), ids=str)
def test_the_outer_weights_of_bounded_activations_have_a_bound(output: Expr, bound: int) -> None:
    found = unit_bound(made(output))
    assert found.coefficients == (bound,)
    assert 0 < found.ratio < 1
    assert [claim.id for claim in own_claims(made(output))] == ["OWN-KERNEL", "OWN-MONO", "OWN-SUM", "OWN-LIMIT"]


@pytest.mark.parametrize("output", OTHERS, ids=str)
def test_other_units_say_what_is_missing_and_are_simulated(output: Expr) -> None:
    model = made(output)
    assert "no bound is known" in dict(derive(model).missing)["weighted NTK"]
    with pytest.raises(NoBoundError, match="no bound is known"):
        own_claims(model)
    numeric = twin(model, 3)
    runs = simulate(numeric, np.array([[0.5, -1.0, -0.3, 0.8, 1.2, 0.1]]), 0.0, 0.1, steps=3)
    assert np.isfinite(runs.loss).all()
    step = 1e-6
    weights = np.array([[0.5, -1.0, -0.3, 0.8, 1.2, 0.1]])
    around = np.concatenate([weights + step * row for row in np.concatenate([np.eye(6), -np.eye(6)])])
    values = numeric.outputs(around)[:, 0]
    assert numeric.jacobian(weights)[0, 0] == pytest.approx((values[:6] - values[6:]) / (2 * step), abs=1e-8)


def test_a_claim_is_tried_in_floating_point_and_a_wrong_one_is_not_supported() -> None:
    budget = replace(PROFILES["dev"], examples=6)
    model = made(v * tanh(u))
    bounded = own_claims(model)[0]
    assert verify(bounded, budget, Options(proofs=False)).verdict is Verdict.SUPPORTED
    statement = bounded.statements[0]
    less = replace(statement, conclusion=statement.conclusion.lhs <= statement.conclusion.rhs / 8)
    wrong = verify(replace(bounded, id="FALSE-TANH", statements=(less,)), budget, Options(proofs=False))
    assert wrong.verdict is Verdict.OPEN  # seen to fail, and no fractions to refute it in
    assert not twin(model, 1).exact
    with pytest.raises((TypeError, ValueError)):
        twin(model, 1).outputs(np.array([[Fraction(1), Fraction(2)]], dtype=object))


def test_roots_as_coefficients_have_claims() -> None:
    root = from_unit(sqrt(2) * u * v, name="a root as coefficient")
    assert next(claim.id for claim in own_claims(root)) == "OWN-KERNEL"
    assert twin(root, 1).outputs(np.array([[1.0, 1.0]]))[0, 0] == pytest.approx(2**0.5)


def test_an_activation_is_declared_and_no_other_function_is_believed() -> None:
    z = Symbol("z", real=True)
    bump = Activation("bump", exp(-(z**2)), z)
    assert square_bound(exp(-(Symbol("u", real=True) ** 2))) is None
    try:
        declare(bump)
        assert unit_bound(from_unit(v * exp(-(u**2)), name="a bump")).coefficients == (1,)
    finally:
        ACTIVATIONS.remove(bump)
    with pytest.raises(ValueError, match="real values"):
        from_unit(v * Function("a")(u), name="a function of which nothing is known")
    with pytest.raises(ValueError, match="expression in"):
        Activation("two", z * Symbol("y"), z)


def test_any_statement_about_a_unit_can_be_made_without_its_claims() -> None:
    setting = Setting.of_unit(made(v * tanh(u) + w * u**3), targets="any")
    loss = OBSERVABLES["L"]
    assert Statement(setting, (), Quantifier.FIRST, loss.next <= loss.now).setting.variant.startswith("no polynomial")


@pytest.mark.deep
@pytest.mark.skipif(not checker.available(), reason="Coq with Coquelicot is absent")
@pytest.mark.parametrize("output", [v * tanh(u), v / (1 + exp(-u)), v * sin(u) + c], ids=str)
def test_the_kernel_reads_the_theorems_of_bounded_activations(output: Expr) -> None:
    session, files = checker._session()[0], []
    for claim in own_claims(made(output)):
        addition = generated(claim.statements[0])
        assert addition is not None
        session.add(addition)
        files.append(addition.item.file)
    assert all(result.ok for result in session.check(files, jobs=2))
