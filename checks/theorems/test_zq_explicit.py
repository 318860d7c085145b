"""ZQ-5c, ZQ-8c, ZQ-14c: theorems 1, 4 and 3 of Zhu et al. for every width and initialisation, with constants.

Derivation: one step of r and λ, from ``theory.descent``, with the two estimates that the proofs telescope. Proof: the orbits of
``TargetOrbit.v``, carried to one datum by ``NeuralExplicit.v`` and to a sign block by ``NeuralExplicitData.v``. Twin:
``second_order``.
"""

from dataclasses import replace

import pytest
from sympy import Abs, symbols

from checks.evidence.kinds import Counterexample
from checks.search.claim import search
from checks.theorems.sides import holds_on_trajectories, refuted_twins, same
from checks.verdict.profiles import PROFILES
from theory.claims import claim
from theory.claims.zhu_2022_data import p1_r, p2_r
from theory.claims.zhu_2022_one_datum import kappa
from theory.symbols import OBSERVABLES, PARAMETERS

H, L, r = (OBSERVABLES[name] for name in ("H", "L", "r"))
eta, y = PARAMETERS["eta"].symbol, PARAMETERS["y"].symbol
RISE, LIMIT = claim("ZQ-5c").statements
CONTRACTS, STAYS = claim("ZQ-8c").statements


def test_the_estimates_add_up_to_the_constants():
    """x = √u and o = √κη|y|. A step loses at most 2x² + 4ox of v, and multiplies x by 1 + d/4 at least."""
    x, o, d = symbols("x o d", positive=True)
    grown = x * (1 + d / 4)
    gained = (16 * o * grown + 4 * grown**2) - (16 * o * x + 4 * x**2)
    assert same(gained - d * (2 * x**2 + 4 * o * x), d**2 * x**2 / 4), "so that d(v₀ − v) ≤ 16ox + 4x² is kept"
    assert same(16 * (x**2 + 2 * o**2) - (8 * x**2 + 32 * o * x), 8 * (x - 2 * o) ** 2), "and 8x² + 32ox ≤ 16(x² + 2o²)"
    assert same(16 * (kappa * eta**2 * 2 * L.peak + 2 * kappa * eta**2 * y**2), RISE.conclusion.lhs)


@pytest.mark.parametrize("statement", [RISE, LIMIT, CONTRACTS, STAYS], ids=["rise", "limit", "contracts", "stays"])
def test_trajectories_on_one_datum_obey(statement):
    holds_on_trajectories(statement, examples=6)


@pytest.mark.parametrize("number", range(8))
def test_trajectories_on_many_data_obey(number):
    holds_on_trajectories(claim("ZQ-14c").statements[number], examples=12)


@pytest.mark.parametrize(("name", "hypothesis", "at_least"), [("ZQ-5c", "1", 2), ("ZQ-5c", "2", 2), ("ZQ-8c", "3", 2)])
def test_without_a_hypothesis_it_is_refuted(name, hypothesis, at_least):
    refuted_twins(name, lambda operator: operator == f"drop hypothesis {hypothesis}", at_least=at_least)


def _refuted(name, statement):
    wrong = replace(claim(name), id=f"{name}~", statements=(statement,))
    assert isinstance(search(wrong, PROFILES["dev"])[-1], Counterexample), statement


def test_stronger_constants_are_refuted():
    """A peak sixteen times as high; the rate of the linear model, without the excess of order 1/(mδ); a kernel that stays."""
    _refuted("ZQ-5c", replace(RISE, conclusion=RISE.conclusion.lhs / 16 >= RISE.conclusion.rhs))
    delta = STAYS.conclusion.lhs / Abs(eta * H.now - eta * H.initial)
    _refuted("ZQ-8c", replace(CONTRACTS, conclusion=delta * Abs(r.next) <= (delta - delta**2) * Abs(r.now)))
    _refuted("ZQ-8c", replace(STAYS, conclusion=STAYS.conclusion.lhs <= STAYS.conclusion.rhs / 16))


def test_what_one_direction_does_says_nothing_about_the_other():
    stays = claim("ZQ-14c").statements[6]
    assert p1_r.initial in stays.symbols
    assert p2_r.initial not in stays.symbols
    _refuted("ZQ-14c", replace(stays, conclusion=Abs(p2_r.next) <= Abs(p2_r.now)))


def test_at_target_0_the_peak_is_that_of_the_closed_map():
    """UV-PEAK, 4κη²L ≥ (ηλ₀ − 2)², is eight times as strong where y = 0."""
    assert same(RISE.conclusion.lhs.subs(y, 0) / 8, 4 * kappa * eta**2 * L.peak)
    assert same(RISE.conclusion.rhs, (eta * H.initial - 2) ** 2)
