"""Units that are no polynomials: bounded activations have theorems, all others are simulated and say what is missing."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from sympy import (
    Abs,
    Eq,
    Expr,
    Function,
    Max,
    Min,
    Piecewise,
    Rational,
    Symbol,
    atan,
    cos,
    cosh,
    erf,
    exp,
    expand,
    log,
    sin,
    sqrt,
    symbols,
    tanh,
)

from checks.evidence.kinds import Counterexample
from checks.instances.own_claims import own_claims
from checks.instances.own_model import twin
from checks.search.claim import search
from checks.verdict.judge import Verdict
from checks.verdict.profiles import PROFILES
from checks.verdict.verification import Options, verify
from numerics.descent import simulate
from theory.activations import ACTIVATIONS, Activation, declare, square_bound
from theory.models.own import from_unit
from theory.models.unit import UnitModel
from theory.provers.coq import checker
from theory.provers.coq.generated import generated
from theory.provers.coq.named import Named, named
from theory.provers.coq.own import model_text
from theory.provers.proof import Proof, prove, prove_identity
from theory.report import derive
from theory.settings import Setting
from theory.statements import Quantifier, Statement
from theory.symbols import OBSERVABLES, PARAMETERS
from theory.weighted_kernel import unit_bound

u, v, w, b, c = symbols("u v w b c")
BOUNDED = {v * tanh(u): 1, v * erf(u): 1, v / (1 + exp(-u)): 1, v * sin(u) + c: 2, v * tanh(w * u + b): 1, 3 * v * cos(u): 9}
BOUNDED |= {v * u / sqrt(1 + u**2): 1, v * (2 * u + w) / (1 + Abs(2 * u + w)): 1}
OTHERS = (v * u / (1 + exp(-u)), v * log(1 + exp(u)), v * u * (1 + erf(u / sqrt(2))) / 2, v * u / sqrt(1 + u**4))
KINKED = {v * Max(u, 0): 1, v * Abs(u): 1, v * Max(u, u / 10): 1, v * Max(u, 0) ** 2: Rational(4, 3), Max(u * v / 10, u * v): 1}
_H, _N = OBSERVABLES["H_omega"], PARAMETERS["n"].symbol


def made(output: Expr) -> UnitModel:
    return from_unit(output, name=f"no polynomial: {output}", scale=Rational(1, 2))


@pytest.mark.parametrize(("output", "bound"), BOUNDED.items(), ids=str)
def test_the_outer_weights_of_bounded_activations_have_a_bound(output: Expr, bound: int) -> None:
    found = unit_bound(made(output))
    assert found.coefficients == (bound,)
    assert 0 < found.ratio <= 1
    assert [claim.id for claim in own_claims(made(output))] == ["OWN-KERNEL", "OWN-MONO", "OWN-SUM", "OWN-LIMIT"]


@pytest.mark.parametrize("output", [v * u / sqrt(1 + u**2), v * (2 * u + w) / (1 + Abs(2 * u + w))], ids=str)
def test_softsign_has_theorems_as_its_slopes_agree_where_its_cases_meet(output: Expr) -> None:
    kernel, *others = own_claims(made(output))
    for item in (kernel, *others):
        assert isinstance(prove("certificate", item.id, item.statements[0]), Proof)
    statement = kernel.statements[0]
    less = replace(statement, conclusion=statement.conclusion.lhs <= Rational(99, 100) * statement.conclusion.rhs)
    assert prove("certificate", "FALSE", less) is None


@pytest.mark.parametrize(("output", "smooth"), [(v * u**2 / (1 + Abs(u)), True), (v / (1 + Abs(u)), False)], ids=str)
def test_a_kink_among_divisors_is_not_taken_for_smooth(output: Expr, smooth: bool) -> None:
    stepped, falls = own_claims(made(output))
    for item in (stepped, falls):
        assert (prove("certificate", item.id, item.statements[0]) is not None) == smooth


@pytest.mark.parametrize("output", OTHERS, ids=str)
def test_other_units_say_what_is_missing_and_are_simulated(output: Expr) -> None:
    model = made(output)
    reason = dict(derive(model).missing)["weighted NTK"]
    assert "no bound is known" in reason or "no bound exists" in reason
    stepped, falls = own_claims(model)
    assert (stepped.id, falls.id) == ("OWN-NORM", "OWN-FALLS")
    assert reason in stepped.evidence
    for item in (stepped, falls):
        assert isinstance(prove("certificate", item.id, item.statements[0]), Proof)
    numeric = twin(model, 3)
    runs = simulate(numeric, np.array([[0.5, -1.0, -0.3, 0.8, 1.2, 0.1]]), 0.0, 0.1, steps=3)
    assert np.isfinite(runs.loss).all()
    step = 1e-6
    weights = np.array([[0.5, -1.0, -0.3, 0.8, 1.2, 0.1]])
    around = np.concatenate([weights + step * row for row in np.concatenate([np.eye(6), -np.eye(6)])])
    values = numeric.outputs(around)[:, 0]
    assert numeric.jacobian(weights)[0, 0] == pytest.approx((values[:6] - values[6:]) / (2 * step), abs=1e-8)


@pytest.mark.parametrize("output", [*OTHERS[:3], OTHERS[0] + c], ids=str)
def test_where_no_bound_exists_this_is_said(output: Expr) -> None:
    assert "no bound exists" in dict(derive(made(output)).missing)["weighted NTK"]


@pytest.mark.parametrize("output", [OTHERS[3], v * u * sin(u) / (1 + u**2)], ids=str)
def test_where_one_is_only_not_known_this_is_said(output: Expr) -> None:
    assert "no bound exists" not in dict(derive(made(output)).missing)["weighted NTK"]


def test_a_constant_with_roots_is_sharp_in_the_case_that_attains_it() -> None:
    found = derive(made(Abs(u * v) + u**2))["NTK"]
    assert found.sharp
    assert expand(4 * found.expression - 3 - 2 * sqrt(2)) == 0
    assert [value for _, value in found.point] == [1 + sqrt(2), 1]


def test_a_constant_that_no_case_attains_where_it_holds_is_not_sharp() -> None:
    found = derive(made(Max(u, v) * Min(u, w)))["NTK"]  # the kernel 4u² of u² is attained at v = w = 0, where other cases hold
    assert not found.sharp
    assert found.attained == 2 * Rational(1, 4)  # u = w: the case u² has 4u² of 2u² there, with the scale 1/4
    assert found.expression / found.attained == 2


@pytest.mark.parametrize(("output", "constant"), KINKED.items(), ids=str)
def test_a_unit_with_cases_of_one_degree_has_theorems_and_fractions(output: Expr, constant: Expr) -> None:
    model = made(output)
    kernel, *bounds, stepped = own_claims(model)
    assert derive(model)["NTK"].expression == Rational(constant) / 4
    for item in (kernel, *bounds):
        found = prove("certificate", item.id, item.statements[0])
        assert isinstance(found, Proof)
    assert prove_identity(stepped.id, stepped.statements[0]) is not None
    statement = kernel.statements[0]
    less = replace(statement, conclusion=statement.conclusion.lhs <= Rational(99, 100) * statement.conclusion.rhs)
    assert prove("certificate", "FALSE", less) is None
    refuted = search(replace(kernel, id="FALSE-CASES", statements=(less,)), PROFILES["dev"])[-1]
    assert isinstance(refuted, Counterexample)


def test_in_smooth_cases_the_general_theorem_holds_and_where_bounds_are_declared_it_is_not_believed() -> None:
    (stepped, _) = own_claims(made(v * Piecewise((u, u > 0), (exp(u) - 1, True))))
    assert isinstance(prove("certificate", "CASES", stepped.statements[0]), Proof)
    z = Symbol("z", real=True)
    tall = declare(Activation("tall", 9 * tanh(z), z))  # its bound is wrong
    try:
        found = own_claims(from_unit(v * (9 * tanh(u)), name="a wrong declaration"))
        assert prove("certificate", "DECLARED", replace(found[0].statements[0], conclusion=_H.now <= _N)) is None
    finally:
        ACTIVATIONS.remove(tall)


def test_another_step_of_the_norm_is_not_certified() -> None:
    stepped, falls = (item.statements[0] for item in own_claims(made(v * log(1 + exp(u)))))
    norm = OBSERVABLES["N_omega"]
    wrong = (
        replace(stepped, conclusion=Eq(norm.next, stepped.conclusion.rhs + _H.now)),
        replace(stepped, quantifier=Quantifier.FIRST, conclusion=Eq(norm.next, norm.now)),
        replace(falls, setting=replace(falls.setting, targets="any")),
        replace(falls, conclusion=norm.next < norm.now),
    )
    assert [prove("certificate", "FALSE", statement) for statement in wrong] == [None] * 4


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


@pytest.mark.parametrize("part", [exp(u), 1 / (1 - u), exp(u**2)], ids=str)
def test_what_only_a_complex_argument_makes_an_activation_is_none(part: Expr) -> None:
    assert square_bound(part.subs(u, Symbol("u", real=True))) is None


def test_an_activation_is_declared_and_no_other_function_is_believed() -> None:
    z = Symbol("z", real=True)
    bump = Activation("bump", 1 / cosh(z), z)
    assert square_bound(1 / cosh(Symbol("u", real=True))) is None
    try:
        declare(bump)
        assert unit_bound(from_unit(v / cosh(u), name="a bump")).coefficients == (1,)
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


@pytest.mark.parametrize(
    ("output", "printed"),
    [
        (3 * v * u * w / sqrt(1 + (u * w) ** 2), "p 1%nat) * (algebraic ((p 0%nat) * (p 2%nat))"),
        (v * (u + b) / (1 + Abs(u + b)) + c, "(softsign ((p 0%nat) + (p 2%nat)))"),
        (v * atan(2 * u), "(arctangent (2 * (p 0%nat)))"),
    ],
    ids=str,
)
def test_activations_with_a_name_in_coq_are_printed_by_it(output: Expr, printed: str) -> None:
    text = model_text(made(output))
    assert printed in text
    assert "KnownActivations" in text


def test_what_only_resembles_an_activation_is_printed_as_it_is() -> None:
    for part in (v / sqrt(1 + u**2), v * u / sqrt(2 + u**2), v * u / (1 + u**2), v * w / (1 + Abs(u))):
        assert not named(made(part).output).has(Named)


COQ = [v * tanh(u), v / (1 + exp(-u)), v * sin(u) + c, u * v * tanh(w), v * log(1 + exp(u)), v * exp(-(u**2)), v / (1 + u**2)]
COQ += [v * u / sqrt(1 + u**2), v * (2 * u + w) / (1 + Abs(2 * u + w)) + c, v * atan(u * w + b)]


@pytest.mark.deep
@pytest.mark.skipif(not checker.available(), reason="Coq with Coquelicot is absent")
@pytest.mark.parametrize("output", COQ, ids=str)
def test_the_kernel_reads_the_theorems_of_bounded_activations(output: Expr) -> None:
    session, files = checker._session()[0], []
    for claim in own_claims(made(output)):
        addition = generated(claim.statements[0])
        assert addition is not None
        session.add(addition)
        files.append(addition.item.file)
    assert all(result.ok for result in session.check(files, jobs=2))
