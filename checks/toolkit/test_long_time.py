"""What an exact state says about all later steps: the closed map is the models' own, its regions are invariant, limits right."""

from __future__ import annotations

from fractions import Fraction
from math import inf

import pytest

from checks.pairs import pair, pairs
from checks.truth.exact_judge import judge_exactly
from checks.truth.long_time import closed_state, diverges, rest, settled
from theory.claims import claim
from theory.models import known_models
from theory.statements import Setting

ONE = Fraction(1)
CLOSED = [
    Setting("two_layer", targets="any", variant="linear"),
    Setting("quadratic", targets="any", variant="isotropic"),
    Setting("biased_quadratic", targets="any"),
    Setting("nqm", targets="any"),
    Setting("general_quadratic", targets="any", variant="isotropic"),
]


@pytest.mark.parametrize("setting", CLOSED, ids=lambda setting: setting.model)
def test_the_closed_map_is_the_models_own_step(setting: Setting) -> None:
    rate, seen = Fraction(3, 7), 0
    for instance in pair(setting).boundary_instances(setting):
        state = closed_state(instance, instance.weights, rate)
        assert state is not None
        moved = instance.weights - rate * instance.model.pullback(
            instance.weights, instance.model.outputs(instance.weights) - instance.targets
        )
        assert closed_state(instance, moved, rate) == state.step
        assert state.kappa * (state.z - state.t) ** 2 <= state.v**2 / 4
        seen += 1
    assert seen > 3


def test_models_without_a_closed_map_have_none() -> None:
    for setting in (Setting("two_layer"), Setting("two_layer", variant="relu"), Setting("deep", data="many")):
        instance = next(iter(pair(setting).boundary_instances(setting)))
        assert closed_state(instance, instance.weights, ONE) is None


@pytest.mark.parametrize("name", [name for name in pairs() if name not in ("own", "own_data")])
def test_boundary_instances_are_exact_and_of_their_family(name: str) -> None:
    variant, kinds = next(iter(known_models()[name].items()))
    for setting in (Setting(name, data="many", targets="any", variant=variant), Setting(name, data=kinds[0], variant=variant)):
        for instance in pair(setting).boundary_instances(setting):
            assert instance.exact
            assert pair(setting).fits(setting, instance.model, instance.weights)


def test_the_escape_region_is_invariant_and_the_residual_grows_twelvefold() -> None:
    """The three inequalities of the region after a step, for all real states in it."""
    z3 = pytest.importorskip("z3")
    Z, v, T, q = z3.Reals("Z v T q")  # √κ z and √κ t: then κ = 1
    form = Z * (Z - T)
    after = (Z * (1 - v - q + form), v * (1 + Z * Z) - 4 * form, T - q * Z)
    inside = [q >= 0, q <= 1, 2 * v + 16 <= Z * Z, 16 * T * T <= Z * Z, v >= 0]
    factor = 1 - v - q + form
    solver = z3.Solver()
    solver.set("timeout", 20_000)
    solver.add(*inside)
    for wrong in (factor < Z * Z / 4 + 8, factor < 12, after[2] ** 2 > 25 * Z * Z / 16, 2 * after[1] + 16 > Z**4):
        assert solver.check(wrong) == z3.unsat
    # With w = Z² ≥ 16 the first two give Z'² ≥ w(w/4 + 8)² ≥ max(144 w, w²): both conditions hold after the step.
    w = z3.Real("w")
    fresh = z3.Solver()
    fresh.add(w >= 16, z3.Or(w * (w / 4 + 8) ** 2 < w * w, w * (w / 4 + 8) ** 2 < 25 * w))
    assert fresh.check() == z3.unsat


def test_limits_by_hand() -> None:
    setting = Setting("two_layer", variant="linear")
    instances = list(pair(setting).boundary_instances(setting))
    balanced, nearly = instances[0], instances[1]
    for rate, limit in ((Fraction(10), inf), (Fraction(20001, 10000), inf), (Fraction(2), None), (Fraction(19, 10), None)):
        state = closed_state(balanced, balanced.weights, rate)
        assert state is not None
        gone = diverges(state)
        assert (None if gone is None else gone.values["L_limit"]) == limit
    rate = Fraction(199999, 100000)
    assert settled(nearly, nearly.weights, rate)
    assert not settled(nearly, nearly.weights, Fraction(3))
    state = closed_state(nearly, nearly.weights, rate)
    assert state is not None
    bounds = rest(state, rate)
    assert bounds is not None
    assert bounds.never_zero
    assert Fraction(1998, 1000) < bounds.lowest * rate < bounds.highest * rate < 2


def test_a_bounded_limit_accuses_only_where_both_ends_do() -> None:
    true = claim("UV-FINAL").statements[0]
    instance = list(pair(true.setting).boundary_instances(true.setting))[1]
    failure, judged = judge_exactly(true, instance, Fraction(199999, 100000), 5)
    assert failure is None
    assert judged == 1
