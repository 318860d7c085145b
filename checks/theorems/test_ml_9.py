"""ML-9 (Meltzer & Liu, equations 124 and 130): ReLU net, one datum, y = 0: below η‖H₀‖ = 4 the weight norm never increases.

Derivation: ``theory.descent.update_maps``. Proof: Z3. Twin: ``numerics.models.two_layer``.
"""

from checks.evidence.kinds import Counterexample
from checks.search.claim import search
from checks.theorems.sides import same
from checks.verdict.profiles import PROFILES
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


def test_on_inputs_of_both_signs_a_unit_that_changes_sides_breaks_it():
    """With y = 0 and one-dimensional inputs, as printed: the kernel exceeds 4/η once a unit has joined the other side's."""
    (added,) = (item for item in claim("ML-9").added if item.name == "D = 1")
    found = search(claim("ML-9").without(added), PROFILES["dev"])[-1]
    assert isinstance(found, Counterexample)
    assert found.step > 0
    assert not any(found.targets)
    assert {len(row) for row in found.model["arguments"]["inputs"]} == {1}
