"""BIAS-ID (ours): N = θ_m² + 2(φ·θ_f)²/φ² changes in a step by ηf²(η(H_m + 2φ²) − 4), and H = H_m + φ².

Derivation: ``theory.bias.weighted_norm_change``. Proof: SymPy and Z3. Twin: ``numerics.models.biased_quadratic``.
"""

from checks.theorems.sides import equations, holds_on_trajectories, refuted_twins, same, verdict_is_expected
from theory.bias import weighted_norm_change
from theory.claims import claim
from theory.symbols import OBSERVABLES

STATEMENTS = claim("BIAS-ID").statements
N = OBSERVABLES["N_bias"]


def test_the_derived_change_is_the_claimed_one():
    change, _ = weighted_norm_change()
    assert same(equations(STATEMENTS[0])[N.next] - N.now, change)


def test_trajectories_obey():
    for statement in STATEMENTS:
        holds_on_trajectories(statement)


def test_wrong_twins_are_refuted_by_exact_trajectories():
    refuted_twins("BIAS-ID", lambda operator: "sign" in operator or "1.0001" in operator, at_least=4)


def test_verdict():
    verdict_is_expected("BIAS-ID")
