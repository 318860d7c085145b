"""ML-9 (Meltzer & Liu, equations 124 and 130): ReLU net, one datum, y = 0: below η‖H₀‖ = 4 the weight norm never increases.

Derivation: ``theory.descent.update_maps``. Proof: Z3. Twin: ``numerics.models.two_layer``.
"""

from checks.theorems.sides import holds_on_trajectories, refuted_twins, same, verdict_is_expected
from theory.claims import claim
from theory.descent import update_maps
from theory.models.homogeneous import two_layer_net
from theory.symbols import OBSERVABLES, PARAMETERS

(STATEMENT,) = claim("ML-9").statements
eta, f, H = PARAMETERS["eta"].symbol, OBSERVABLES["f"].now, OBSERVABLES["H"]


def test_the_derived_change_of_the_norm_has_the_sign_of_the_claimed_hypothesis():
    change = update_maps(two_layer_net("relu"), 0).weight_norm - OBSERVABLES["theta2"].now
    (hypothesis,) = STATEMENT.hypotheses
    assert same(change, eta * f**2 * (hypothesis.lhs - hypothesis.rhs).subs(H.initial, H.now))


def test_no_trajectory_below_the_bound_gains_weight():
    holds_on_trajectories(STATEMENT)


def test_wrong_twins_are_refuted_by_exact_trajectories():
    refuted_twins("ML-9", lambda operator: "4.0001" in operator or "drop" in operator or "target" in operator, at_least=3)


def test_verdict():
    verdict_is_expected("ML-9")
