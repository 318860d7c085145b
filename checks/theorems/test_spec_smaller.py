"""SPEC-SMALLER (ours): the spectral norm is at most |v|² + Σ|Pu_i|², as every weight m_k is at most 1.

Derivation: ``theory.spectral.spectral_weight``. Proof: ``claims/SpectralNorm.v``. Twin: ``spectral_norm``.
"""

from itertools import pairwise

from sympy import Rational

from theory.spectral import spectral_weight


def test_the_derived_weights_grow_to_one():
    weights = [spectral_weight(Rational(part, 8)) for part in range(1, 9)]
    assert weights[-1] == 1
    assert all((after - before).is_positive for before, after in pairwise(weights))
