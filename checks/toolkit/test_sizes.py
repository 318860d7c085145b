"""Sizes beyond those of the pools: instances that grow, the laws that their values follow, and what is not supported without."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice
from math import isqrt

import numpy as np
import pytest
from sympy import Ne

from checks.evidence.as_json import evidence_json
from checks.evidence.kinds import Counterexample, Fuzzed
from checks.evidence.replay import replay_counterexample
from checks.instances.larger import WAYS, larger
from checks.pairs import pair
from checks.pairs._exact import fractions
from checks.search.laws import LINEAR, ROOTS, Law, judged_factors, laws_of
from checks.search.sizes import search_sizes
from checks.truth.eigenvalues import top_eigenvalue
from checks.verdict.entry import Entry
from checks.verdict.judge import Verdict, judge
from checks.wrong.attacks import BEYOND, LARGE
from theory.claims.vocabulary import LINEAR as LINEAR_NET
from theory.claims.vocabulary import H, eta
from theory.models import known, known_models
from theory.statements import Quantifier, Setting, Statement
from theory.symbols import OBSERVABLES, PARAMETERS

N, STEP = PARAMETERS["n"].symbol, OBSERVABLES["step"].now
BY_NAME = {item.claim.id.removeprefix("FALSE-ATTACK-"): item.claim for item in (*LARGE, *BEYOND)}
SETTINGS = [
    Setting(name, "many", variant=variant)
    for name, variants in known_models().items()
    for variant in islice((variant for variant in variants if not known(name, variant).definition), 1)
] + [
    Setting("two_layer", variant="standard"),
    Setting("general_quadratic", variant="linear net"),
    Setting("nqm", targets="any"),
]


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
@pytest.mark.parametrize("way", WAYS)
def test_an_instance_grows_and_stays_in_its_setting(setting: Setting, way: str) -> None:
    start = next(islice(pair(setting).exact_instances(setting), 1, None))
    size = {"units": "P", "data": "D", "inputs": "P", "layers": "k"}[way]
    for copied in (False, True):
        grown = larger(start, way, 9, copied=copied)
        if grown is None:  # a quadratic form has no layers
            continue
        assert pair(setting).fits(setting, grown.model, grown.weights)
        assert grown.weights.shape == (1, grown.model.weight_count)
        assert grown.parameters[size] > start.parameters[size]
        assert grown.model.outputs(grown.weights).shape == (1, len(grown.targets))
    assert any(larger(start, name, 9, copied=True) is not None for name in WAYS)


def test_units_of_zeros_change_nothing_and_copies_add_up() -> None:
    start = next(pair(LINEAR_NET).exact_instances(LINEAR_NET))
    zeros, copies = (larger(start, "units", 5, copied=copied) for copied in (False, True))
    assert zeros is not None
    assert copies is not None
    before = start.model.outputs(start.weights)[0, 0]
    assert zeros.model.outputs(zeros.weights)[0, 0] == before
    assert copies.model.outputs(copies.weights)[0, 0] == 5 * before != 0


def test_a_law_is_exact_and_one_that_is_none_is_not_made_one() -> None:
    numbers = [Fraction(root**2) for root in ROOTS]
    roots = [Fraction(root) for root in ROOTS]
    values = [
        {"plain": Fraction(7), "size": 3 * q - 1, "falls": 2 / q, "root": 1 / r, "quartic": q**4, "infinite": float("inf")}
        for q, r in zip(numbers, roots, strict=True)
    ]
    laws = laws_of(values)
    assert laws.keys() == {"plain", "size", "falls", "root", "infinite"}
    assert laws["size"].at(10**6 + 1) == 3 * 10**6 + 2
    assert laws["falls"].at(12) == Fraction(1, 6)
    assert laws["root"].at(144) == Fraction(1, 12)
    assert laws["root"].at(143) is None
    assert LINEAR.at(17) == 17


def _fails(statement: Statement, laws: dict[str, Law]) -> list[int]:
    return [factor for factor, holds in judged_factors(statement, laws).items() if not holds]


def test_the_place_where_a_sentence_turns_is_met_exactly() -> None:
    """Between two of the powers of ten, and nowhere else."""
    for conclusion, least in ((N <= 12345, 12346), (Ne(N, 7777), 7777), ((N < 5000) | (N > 5001), 5000)):
        statement = Statement(LINEAR_NET, (), Quantifier.STATE, conclusion)
        assert _fails(statement, {"n": LINEAR})[0] == least
    true = Statement(LINEAR_NET, (), Quantifier.STATE, PARAMETERS["x2"].symbol <= N)
    assert _fails(true, {"n": LINEAR, "x2": Law((Fraction(1),))}) == []
    root = Law((*[Fraction(0)] * 2, Fraction(1), *[Fraction(0)] * 3))
    small = Statement(LINEAR_NET, (), Quantifier.STATE, PARAMETERS["s"].symbol >= Fraction(1, 40))
    assert isqrt(_fails(small, {"s": root})[0]) == 41


@pytest.mark.parametrize(
    "name", ["WIDTH", "WIDTH-INSIDE", "WIDTH-NORMALISED", "WIDE-ENOUGH", "DATA-KERNEL", "DEPTH", "STEPS", "WEIGHTS"]
)
def test_a_bound_of_a_size_is_refuted_and_replayed(name: str) -> None:
    found = search_sizes(BY_NAME[name], 0)
    assert isinstance(found, Counterexample)
    assert replay_counterexample(BY_NAME[name], found).confirmed


@pytest.mark.parametrize("name", ["TOO-WIDE", "TOO-LONG"])
def test_what_cannot_be_reached_is_not_supported(name: str) -> None:
    found = search_sizes(BY_NAME[name], 0)
    assert isinstance(found, Fuzzed)
    sample = Fuzzed(0, 100, 1000, 0.1, exact=True)
    assert judge(BY_NAME[name], [sample]) is Verdict.SUPPORTED
    assert judge(BY_NAME[name], [sample, found]) is Verdict.OPEN
    assert evidence_json(found)["unreached"] == found.unreached
    shown = str(Entry(BY_NAME[name], Verdict.OPEN, (sample, found)))
    assert "fails at n = 10000001" in shown or "fails at step 1000001" in shown


def test_what_is_true_at_every_size_stays_supported() -> None:
    claim = BY_NAME["WIDTH"]
    true = Statement(LINEAR_NET, (), Quantifier.STEP, N * N + STEP >= 1)
    assert search_sizes(type(claim)("T", claim.source, "", (true,)), 0) == Fuzzed(
        0, 0, 0, pytest.approx(np.nan, nan_ok=True), True
    )
    unsized = Statement(LINEAR_NET, (eta * H.initial < 4,), Quantifier.STEP, H.next <= H.now)
    assert search_sizes(type(claim)("T", claim.source, "", (unsized,)), 0) is None


def test_the_top_eigenvalue_of_equal_rows_and_of_zeros_is_that_of_a_smaller_matrix() -> None:
    small = np.array([[2, 1], [1, 3]])
    many = np.kron(np.ones((40, 40), dtype=int), small)
    padded = np.pad(many, (0, 20))
    found, whole = (top_eigenvalue(fractions(matrix.tolist())) for matrix in (small, padded))
    assert whole == found * 40
    assert top_eigenvalue(fractions([[-1, 0], [0, 0]])) == 0
    assert top_eigenvalue(fractions([[-1, -1], [-1, -1]])) == 0
