"""Units that are not homogeneous: a weighted, shifted norm is found or there is none; its constants are least; claims hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sympy import Add, Expr, Rational, diff, expand, symbols

from checks.evidence.kinds import Counterexample
from checks.evidence.replay import replay_counterexample
from checks.instances.own_claims import own_claims
from checks.search.claim import search
from checks.verdict.judge import Verdict
from checks.verdict.profiles import PROFILES
from checks.verdict.verification import Options, verify
from theory.bound import NoBoundError
from theory.models.own import from_unit
from theory.models.unit import UnitModel
from theory.provers.coq import checker
from theory.provers.coq.generated import generated
from theory.provers.proof import Proof, prove
from theory.report import derive
from theory.weighted_kernel import unit_bound
from theory.weighted_norm import weighted_norm

u, v, w, b, c = symbols("u v w b c")
BIASED = {
    "output bias": v * u + c,
    "linear skip": v * u + u,
    "two biases": v * (u + b) + c,
    "gated": v * u * (w + 1),
    "bias behind": v * (v * u + b),
    "shifted square": v * (u + 1) ** 2,
    "two degrees": v * u + u**3,
}
BUDGET = replace(PROFILES["dev"], examples=6, exact_trajectories=60)


def made(name: str) -> UnitModel:
    return from_unit(BIASED[name], name=f"not homogeneous: {name}", scale=Rational(1, 2))


@pytest.mark.parametrize("name", BIASED)
def test_the_identity_of_the_norm_holds_and_its_weights_are_positive(name: str) -> None:
    model = made(name)
    norm = weighted_norm(model)
    parts = zip(norm.weights, norm.centre, model.coordinates, strict=True)
    assert expand(Add(*(x * (p - t) * diff(model.output, p) for x, t, p in parts)) - model.output) == 0
    assert all(x > 0 for x in norm.weights)
    assert all(x.is_Rational for x in (*norm.weights, *norm.centre))


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        (u**2 * v**2 + u * v, "there are no ω"),
        (u * v + 1, "there are no ω"),
        (v * u**2 + v * u, "leaves out u"),
    ],
    ids=str,
)
def test_where_there_is_no_such_norm_it_says_so(output: Expr, reason: str) -> None:
    model = from_unit(output, name=f"no norm: {output}")
    with pytest.raises(NoBoundError, match=reason):
        unit_bound(model)
    assert reason in dict(derive(model).missing)["weighted norm nonincreasing"]


@pytest.mark.parametrize(
    ("name", "coefficients", "sharp"),
    [
        ("output bias", (1, 1), True),
        ("linear skip", (0, 1), True),
        ("two biases", (1, 2), True),
        ("gated", (0, 0, 1), True),
        ("bias behind", (0, 2, 4), False),
        ("shifted square", (0, 0, 4), True),
    ],
)
def test_the_kernel_is_bounded_with_the_least_coefficients(name: str, coefficients: tuple[int, ...], sharp: bool) -> None:
    found = unit_bound(made(name))
    assert found.coefficients == coefficients
    assert (found.ratio == 1) is sharp
    where = dict(zip(made(name).coordinates, found.point, strict=True))
    size = found.norm.polynomial.subs(where)
    assert expand(found.norm.kernel.subs(where) - found.ratio * found.at(size, 1)) == 0
    assert size > 0


@pytest.mark.deep
@pytest.mark.parametrize("name", BIASED)
def test_claims_in_the_weighted_norm_stand(name: str) -> None:
    for claim in own_claims(made(name))[:4]:
        assert verify(claim, BUDGET, Options(slow_provers=False)).verdict is Verdict.CERTIFIED


@pytest.mark.parametrize("name", ["output bias", "shifted square", "bias behind"])
def test_a_bound_that_is_a_hundredth_smaller_is_refuted(name: str) -> None:
    bounded, *_ = own_claims(made(name))
    statement = bounded.statements[0]
    less = replace(statement, conclusion=statement.conclusion.lhs <= Rational(99, 100) * statement.conclusion.rhs)
    false = replace(bounded, id="FALSE-WEIGHTED", statements=(less,))
    found = search(false, PROFILES["dev"])[-1]
    assert isinstance(found, Counterexample)
    assert replay_counterexample(false, found).confirmed


@pytest.mark.deep
@pytest.mark.skipif(not checker.available(), reason="Coq with Coquelicot is absent")
def test_the_kernel_reads_the_theorems_and_refuses_wrong_ones() -> None:
    bounded, stays, summed, falls = (claim.statements[0] for claim in own_claims(made("two biases"))[:4])
    less = replace(bounded, conclusion=bounded.conclusion.lhs <= Rational(99, 100) * bounded.conclusion.rhs)
    (edge,) = stays.hypotheses
    wider = replace(stays, hypotheses=(edge.lhs <= Rational(201, 100),))
    session, files = checker._session()[0], []
    for statement in (bounded, stays, summed, falls, less, wider):
        addition = generated(statement)
        assert addition is not None
        session.add(addition)
        files.append(addition.item.file)
    assert [result.ok for result in session.check(files, jobs=2)] == [True, True, True, True, False, False]
    assert isinstance(prove("coq", "TWO-BIASES", bounded), Proof)


def test_weights_that_are_called_like_observables_are_named_as_weights():
    n, eta, kernel = symbols("n eta H")
    homogeneous, biased = from_unit(n * eta * kernel, name="clashing"), from_unit(kernel * u + n, name="clashing biased")
    assert str(derive(homogeneous)["NTK"]).endswith("(sharp: attained at the weights H = 1, eta = -1, n = 1)")
    assert str(weighted_norm(biased)) == "N = Σ_i H**2/2 + n**2 + u**2/2 of the weights H, n, u"
    assert "the weights" not in str(derive(from_unit(u * v, name="not clashing"))["NTK"])
