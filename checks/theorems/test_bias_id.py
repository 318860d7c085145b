"""BIAS-ID (ours): N = θ_m² + 2(φ·θ_f)²/φ² changes in a step by ηf²(η(H_m + 2φ²) − 4), and H = H_m + φ².

Derivation: ``theory.bias.weighted_norm_change``. Proof: SymPy and Z3. Twin: ``numerics.models.biased_quadratic``.
"""

from checks.theorems.sides import equations, same
from theory.bias import weighted_norm_change
from theory.claims import claim
from theory.symbols import OBSERVABLES

STATEMENTS = claim("BIAS-ID").statements
N = OBSERVABLES["N_bias"]


def test_the_derived_change_is_the_claimed_one():
    change, _ = weighted_norm_change()
    assert same(equations(STATEMENTS[0])[N.next] - N.now, change)
