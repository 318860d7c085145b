"""The fuzzer: reproducible, honest about what it judged, and able to find what is wrong."""

from __future__ import annotations

from dataclasses import replace

from checks.evidence import Counterexample, Fuzzed
from checks.fuzz import fuzz
from checks.profiles import PROFILES
from checks.wrong import wrong_claims
from theory.claims import claim

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
