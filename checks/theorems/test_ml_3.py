"""ML-3 (Meltzer & Liu, section 4): with any target, the weight norm falls at every step at which the loss is large.

Derivation: ``theory.homogeneous.falling_norm_condition``. Proof: ``claims/ResidualDescent.v``.
Twins: ``numerics.models`` on D data.
"""

from checks.theorems.sides import same
from theory.claims import claim
from theory.homogeneous import falling_norm_condition
from theory.symbols import OBSERVABLES, PARAMETERS

STATEMENTS = claim("ML-3").statements
eta, H = PARAMETERS["eta"].symbol, OBSERVABLES["H"].now


def test_the_derived_condition_is_the_claimed_one():
    derived = falling_norm_condition(2).statement
    for statement in STATEMENTS:
        premise, _ = statement.conclusion.args
        window, large = premise.args if premise.args[0] == (eta * H < 4) else premise.args[::-1]
        assert window == (eta * H < 4)
        # The claim has both sides squared: in the window both are nonnegative.
        assert same(derived.rhs**2 - derived.lhs**2, large.lhs - large.rhs)
