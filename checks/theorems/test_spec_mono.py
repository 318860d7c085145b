"""SPEC-MONO (ours): on D data the spectral norm of a linear net falls for ηCN₀ ≤ 4, whatever width and input dimension.

Derivation: ``theory.spectral.spectral_bounds``, where the weights m_k are solved for. Twin: ``spectral_norm``.
"""

from sympy import Rational, Symbol, sqrt

from checks.theorems.sides import holds_on_trajectories, verdict_is_expected
from theory.claims import claim
from theory.spectral import spectral_weight

CLAIM = claim("SPEC-MONO")


def test_the_derived_weights_are_the_claimed_ones():
    ratio = Symbol("ratio", positive=True)
    assert (spectral_weight(ratio) - (sqrt(1 + 8 * ratio) - 1) / 2).simplify() == 0
    assert spectral_weight(Rational(1)) == 1


def test_no_trajectory_below_the_edge_gains():
    for statement in CLAIM.statements[:2]:
        holds_on_trajectories(statement, examples=10)


def test_the_norm_is_never_the_larger_one():
    holds_on_trajectories(claim("SPEC-SMALLER").statements[0], examples=10)


def test_verdict():
    verdict_is_expected("SPEC-MONO")
