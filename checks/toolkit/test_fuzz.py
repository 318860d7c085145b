"""The fuzzer: reproducible, honest about what it judged, and able to find what is wrong."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from sympy import Eq, Or, oo

from checks.evidence.kinds import Counterexample, Fuzzed
from checks.instances.measure import environment, run
from checks.pairs import pair
from checks.search.fuzz import fuzz, judge_instance
from checks.verdict.profiles import PROFILES
from checks.wrong import wrong_claims
from theory.claims import claim
from theory.symbols import OBSERVABLES

SMALL = replace(PROFILES["dev"], examples=6)


def test_the_same_seed_gives_the_same_evidence() -> None:
    first, second = (fuzz(claim("ML-2"), 0, SMALL, seed=3) for _ in range(2))
    assert first == second
    assert isinstance(first, Fuzzed)
    assert first.trajectories > 0
    assert first.states > first.trajectories


def test_ties_are_left_to_exact_arithmetic() -> None:
    result = fuzz(claim("UV-EDGE"), 0, SMALL)
    assert isinstance(result, Fuzzed)
    assert result.trajectories == 0


def test_wrong_theorems_are_found_without_the_exact_pool() -> None:
    bank = {item.id: item for item in wrong_claims()}
    for name in ("FALSE-KERNEL-HALF", "FALSE-MONO-NO-BOUND", "FALSE-NORM-ID-SIGN", "FALSE-UV-SIGN"):
        assert isinstance(fuzz(bank[name], 0, PROFILES["dev"]), Counterexample), name


def test_rounding_is_never_mistaken_for_a_violation() -> None:
    result = fuzz(claim("NORM-ID"), 0, SMALL)
    assert isinstance(result, Fuzzed)
    assert result.suspects == 0
    assert abs(result.worst_margin) < 1e-12


def test_a_costly_instance_runs_fewer_trajectories_but_a_tenth_at_least() -> None:
    statement = claim("ML-2").statements[0]
    instance = next(pair(statement.setting).typical_instances(statement.setting, 16, 0))
    cost = instance.model.weight_count * 5

    def trajectories(updates: float) -> int:
        judgement = judge_instance(statement, instance, steps=4, most=40, updates=updates)
        assert judgement is not None
        return len(judgement.rows)

    assert [trajectories(updates) for updates in (math.inf, 10 * cost, 0.0)] == [40, 10, 4]


def test_what_a_statement_mentions_at_the_start_alone_is_not_recorded() -> None:
    first, last = claim("SPEC-MONO").statements[0], claim("SPEC-MONO").statements[2]
    instance = next(pair(last.setting).typical_instances(last.setting, 2, 0))
    rates = np.full(2, 1e-3)
    assert run(instance, first, rates, 2).observed.keys() == {"N_spec"}
    assert not run(instance, last, rates, 2).observed


def test_what_says_when_units_flip_is_known_at_every_step_or_not_at_all() -> None:
    """The mass of the units that flip depends on the learning rate, and is measured at the start only."""
    statement = claim("CAT-STRICT").statements[0]
    instance = next(pair(statement.setting).typical_instances(statement.setting, 2, 0))
    flip, mass = OBSERVABLES["flip"], OBSERVABLES["flip_mass"]
    asked = replace(statement, conclusion=Or(flip.now < flip.next, mass.now < mass.next))
    runs = run(instance, asked, np.full(2, 1e-3), 3)
    values = environment(instance, asked, runs, np.arange(2))
    np.testing.assert_array_equal(np.asarray(values["flip"])[:, 1:], np.asarray(values["flip_next"])[:, :-1])
    assert np.isnan(values["flip_mass_next"]).all()


def test_where_the_loss_vanishes_the_output_tends_to_its_target() -> None:
    """Limits are read off converged runs: f → y and f² → y², not 0; with a record of every step or with a summary alone."""
    statement = claim("TARGET-CONV").statements[0]
    instance = replace(next(pair(statement.setting).typical_instances(statement.setting, 8, 0)), targets=np.array([0.5]))
    rates = 1 / instance.learning_rate_scale
    for extra in ((), (Eq(OBSERVABLES["H"].peak, oo),)):
        asked = Or(*(Eq(OBSERVABLES[name].limit, 7) for name in ("L", "f", "f2")), *extra)
        whole = replace(statement, hypotheses=(), conclusion=asked)
        runs = run(instance, whole, rates, 400)
        assert (len(runs.steps) == 2) is not bool(extra)
        values = environment(instance, whole, runs, np.arange(8))
        for name, limit in (("L", 0.0), ("f", 0.5), ("f2", 0.25)):
            np.testing.assert_array_equal(values[f"{name}_limit"], np.full((8, 1), limit), err_msg=name)
