"""ZQ-13 (Zhu et al., section 3): the projected terms of the step. Printed without ‖p₁‖², and with all of y for its part along p₁.

Derivation of the true ones, ZQ-13c: ``theory.nqm_data.vector_dynamics`` (a sign block is one datum). Twin: ``second_order``.
"""

from sympy import simplify, sqrt

from checks.evidence.kinds import Counterexample
from checks.search.claim import search
from checks.verdict.profiles import PROFILES
from theory.claims import claim
from theory.nqm_data import vector_dynamics
from theory.symbols import PARAMETERS


def test_the_derived_block_has_the_corrected_terms():
    block = vector_dynamics(2, 1).blocks[0]
    eta, s = PARAMETERS["eta"].symbol, PARAMETERS["s"].symbol
    size = sum(x**2 for x in block.inputs)
    rho, along_y = block.residual, block.target
    # One over m is s² here, and f along p₁ is ρ + ⟨y, p₁⟩, which is A √S.
    curvature = eta**2 * size * s**2 * (rho**2 + rho * along_y)
    expected = (1 - eta * block.eigenvalue + curvature) * rho
    difference = (block.next_residual - expected).subs(block.amplitude, (rho + along_y) / sqrt(size))
    assert simplify(difference) == 0


def test_both_readings_of_the_print_are_refuted():
    for name in ("ZQ-13", "ZQ-13u"):
        assert isinstance(search(claim(name), PROFILES["dev"])[-1], Counterexample)
