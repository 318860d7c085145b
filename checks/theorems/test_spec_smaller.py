"""SPEC-SMALLER (ours): the spectral norm is at most |v|² + Σ|Pu_i|², as every weight m_k is at most 1.

Derivation: ``theory.spectral.spectral_weight``. Proof: ``theory/proofs/coq/SpectralNorm.v``. Twin: ``spectral_norm``.
"""

from itertools import pairwise

from sympy import Rational

from checks.theorems.sides import holds_on_trajectories, refuted_twins, verdict_is_expected
from theory.claims import claim
from theory.spectral import spectral_weight


def test_the_derived_weights_grow_to_one():
    weights = [spectral_weight(Rational(part, 8)) for part in range(1, 9)]
    assert weights[-1] == 1
    assert all((after - before).is_positive for before, after in pairwise(weights))


def test_states_obey():
    holds_on_trajectories(claim("SPEC-SMALLER").statements[0], examples=10)


def test_the_claim_turned_round_is_refuted_by_exact_weights():
    """Singular values 7 and 2 have the rational weight m_2 = 1/7."""
    refuted_twins("SPEC-SMALLER", lambda operator: "≥ for ≤" in operator)


def test_verdict():
    verdict_is_expected("SPEC-SMALLER")
