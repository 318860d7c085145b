"""Units as a stranger brings them: nothing false is certified of them, and what is wrong with one is said by name."""

from __future__ import annotations

import warnings
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from sympy import (
    Abs,
    Expr,
    Integral,
    Max,
    Min,
    Piecewise,
    Rational,
    Symbol,
    cbrt,
    cos,
    diff,
    erfc,
    expand,
    floor,
    log,
    loggamma,
    sign,
    sin,
    sqrt,
    symbols,
)

from checks.evidence.kinds import Counterexample
from checks.instances.own_claims import own_claims
from checks.instances.own_model import twin
from checks.search.claim import search
from checks.verdict.profiles import PROFILES
from numerics.descent import simulate
from theory.models.occurring import occurring, occurs
from theory.models.own import from_unit
from theory.models.unit import UnitModel
from theory.provers.proof import Proof, prove
from theory.report import derive
from theory.settings import Setting
from theory.statements import Quantifier, Statement
from theory.symbols import OBSERVABLES, PARAMETERS
from theory.unit_step import unit_step
from theory.updates import GRADIENT_DESCENT, HeavyBall

pytest.importorskip("clarabel")
u, v, w, b, c = symbols("u v w b c")
H, THETA2, N = OBSERVABLES["H"], OBSERVABLES["theta2"], PARAMETERS["n"].symbol


def bound_of(unit: UnitModel) -> str:
    return str(next(one for one in derive(unit).bounds if one.name in ("NTK", "weighted NTK")))


def certified(unit: UnitModel, most: Expr) -> bool:
    """Whether a bound of the NTK is certified."""
    statement = Statement(Setting.of_unit(unit), (), Quantifier.STATE, H.now <= most)
    return isinstance(prove("certificate", "BOUND", statement), Proof)


@pytest.mark.parametrize(("output", "power"), [((u**2 + v**2) ** Rational(3, 2), 2), (v * sin(u) ** 2 + v * cos(u) ** 2, 0)])
def test_a_homogeneous_unit_that_is_no_polynomial_has_no_false_certificate(output: Expr, power: int) -> None:
    unit = from_unit(output, name=f"radial {output}")
    assert not certified(unit, (THETA2.now**power if power else N) / 1000)


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ((u**2 + v**2) ** Rational(3, 2), "H <= 9*theta2**2"),
        (sqrt(u**2 + v**2), "H <= n"),
        (v * sin(u) ** 2 + v * cos(u) ** 2, "H <= n"),
    ],
)
def test_its_bound_names_no_weight_of_a_unit(output: Expr, said: str) -> None:
    unit = from_unit(output, name=f"bound of {output}")
    assert f"NTK: {said} (sharp" in bound_of(unit)
    assert [claim.id for claim in own_claims(unit)] == ["OWN-KERNEL", "OWN-MONO", "OWN-SUM", "OWN-LIMIT", "OWN-MAP"]


@pytest.mark.parametrize(
    ("output", "message"),
    [
        (v / u, "divides by u, which is 0 at u = 0"),
        (u**3 / (u**2 + v**2), r"divides by u\*\*2 \+ v\*\*2, which is 0 at u = 0, v = 0"),
        (v / (u - 2), "which is 0 at u = 2"),
        (v * floor(u), "SymPy knows none of floor"),
        (v * log(u), "not known of log"),
        (v * cbrt(u), r"not known of u\*\*\(1/3\)"),
        (v * Piecewise((u, u > 0)), "which has no last case"),
        ((u + v) ** 2 - u**2 - 2 * u * v - v**2, "is the same everywhere"),
        (sin(u) ** 2 + cos(u) ** 2, "is the same everywhere"),
    ],
    ids=str,
)
def test_a_unit_without_values_or_slopes_everywhere_is_refused(output: Expr, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        from_unit(output)


def test_a_function_that_numpy_lacks_has_no_twin() -> None:
    with pytest.raises(ValueError, match="NumPy, which has not all of loggamma"):
        own_claims(from_unit(v * loggamma(1 + u**2), name="log gamma"))


TAKEN = [v / (1 + Abs(u)), v / (1 + u**2), v * sign(u), v * Abs(u) ** Rational(3, 2), v * Max(1 - u, 0) ** Rational(5, 2)]
TAKEN += [v * Piecewise((u, u > 0), (-u, u <= 0)), v * Integral(w, (w, 0, u)), v * erfc(u)]


@pytest.mark.parametrize("output", TAKEN, ids=str)
def test_what_has_values_everywhere_is_taken(output: Expr) -> None:
    unit = from_unit(output, name=f"taken {output}")
    assert own_claims(unit)
    assert np.isfinite(simulate(twin(unit, 2), np.full((1, 4), 0.5), 0.0, 0.1, steps=3).loss).all()


def test_cases_that_contradict_each_other_do_not_occur() -> None:
    x, y = symbols("x y", real=True)
    contradictions = ((x > 0) & (x < 0), (x > y) & (y > 1) & (x < 1), (x >= 1) & (x <= 0), (x > 0) & (x <= 0))
    assert not any(occurs(condition) for condition in contradictions)
    meeting = ((x >= 0) & (x <= 0), (x > 0) & (y < 0), (x > y) & (y > 1), (x**2 < -x) & (x > 0))
    assert all(occurs(condition) for condition in meeting)


TWO_SIDED = v * Max(u, 0) + w * Max(-u, 0)


def test_two_rectifiers_of_one_weight_have_the_bound_of_the_cases_that_occur() -> None:
    unit = from_unit(TWO_SIDED, name="two rectifiers")
    assert len(occurring(unit.output)) == 3
    assert "NTK: H <= theta2 (sharp: attained at" in bound_of(unit)
    kernel = own_claims(unit)[0]
    assert certified(unit, THETA2.now)
    assert not certified(unit, Rational(99, 100) * THETA2.now)
    less = replace(kernel.statements[0], conclusion=H.now <= Rational(99, 100) * THETA2.now)
    found = search(replace(kernel, id="FALSE-TWO-SIDED", statements=(less,)), PROFILES["dev"])[-1]
    assert isinstance(found, Counterexample)


def test_no_state_is_above_the_bound_of_the_cases_that_occur() -> None:
    rng = np.random.default_rng(0)
    for output in (TWO_SIDED, v * Max(u, 0) + w * Min(u, 0), Max(u, w) * v):
        unit = from_unit(output, name=f"sampled {output}")
        model = twin(unit, 3, 1.0)
        weights = rng.normal(size=(500, model.weight_count))
        kernels = model.tangent_gram(weights)[:, 0, 0]
        assert (kernels <= (weights**2).sum(axis=1) * (1 + 1e-12)).all()


@pytest.mark.parametrize(
    ("output", "said"),
    [
        (v * cos(u) + w * sin(u), "H_omega <= n (sharp"),
        (v * cos(u + b) - w * sin(u + b) + c, "H_omega <= 2*n (sharp"),
        (v * cos(u) + w * sin(b), "H_omega <= 2*n"),
        (2 * v * cos(u) + w * sin(u), "H_omega <= 5*n"),
    ],
    ids=str,
)
def test_a_cosine_and_its_sine_are_bounded_together(output: Expr, said: str) -> None:
    assert f"weighted NTK: {said}" in bound_of(from_unit(output, name=f"turning {output}"))


@pytest.mark.parametrize("output", [u * v, v * (u + b) ** 3, u**2 * v**2 / 7 + u * v, u * v + b])
@pytest.mark.parametrize("update", [GRADIENT_DESCENT, HeavyBall()], ids=str)
def test_a_step_is_expanded_as_sympy_expands_it(output: Expr, update: HeavyBall) -> None:
    unit = from_unit(output, name="expanded")
    step = unit_step(unit, update, OBSERVABLES["r"].now)
    for polynomial in (unit.output_polynomial, unit.kernel_polynomial):
        parts = dict(step.expanded(polynomial, moved=True))
        whole = sum(number_powers(step.numbers, powers) * part for powers, part in parts.items())
        assert expand(whole - polynomial.subs(step.moved, simultaneous=True)) == 0
        assert not any(part.has(*step.numbers) for part in parts.values())


def number_powers(numbers: tuple[Symbol, ...], powers: tuple[int, ...]) -> Expr:
    found = Rational(1)
    for number, power in zip(numbers, powers, strict=True):
        found *= number**power
    return found


def test_slopes_of_small_units_are_those_of_their_twins() -> None:
    for output, point in product([TWO_SIDED, v * sign(u)], [(1, 2, -1), (-1, 2, 3)]):
        unit = from_unit(output, name=f"slopes of {output}")
        at = dict(zip(unit.coordinates, point, strict=False))
        exact = [float(diff(unit.output, p).subs(at)) for p in unit.coordinates]
        weights = np.array([[float(at[p]) for p in unit.coordinates]])
        assert twin(unit, 1, 1.0).jacobian(weights)[0, 0].tolist() == exact


@pytest.mark.parametrize("unit", [v * sqrt(u**2 + w**2), sqrt(u**2 * v**2 + w**4)], ids=str)
def test_where_a_unit_has_no_value_its_twin_says_nothing_aloud(unit: Expr) -> None:
    generated = twin(from_unit(unit, name=f"without a value {unit}"), 2)
    weights = np.zeros((1, generated.weight_count))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        rows = generated.outputs(weights), generated.jacobian(weights)
    assert np.isfinite(rows[0]).all()
    assert not np.isfinite(rows[1]).all()
