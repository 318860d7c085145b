"""SPEC-MONO (ours): on D data the spectral norm of a linear net falls for ηCN₀ ≤ 4, whatever width and input dimension.

Derivation: ``theory.spectral.spectral_bounds``, where the weights m_k are solved for. Twin: ``spectral_norm``.
"""

from sympy import Rational, Symbol, sqrt

from theory.spectral import spectral_weight


def test_the_derived_weights_are_the_claimed_ones():
    ratio = Symbol("ratio", positive=True)
    assert (spectral_weight(ratio) - (sqrt(1 + 8 * ratio) - 1) / 2).simplify() == 0
    assert spectral_weight(Rational(1)) == 1
