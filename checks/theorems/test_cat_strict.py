"""CAT-STRICT: with y = 0 the weight norm falls strictly at a step if and only if f ≠ 0 and ηH < 4.

Derivation: ``theory.descent.update_maps``. Proof: ``claims/CatStrict.v`` and Z3. Twins: ``numerics.models``.
"""

from sympy import Ne

from checks.theorems.sides import same
from theory.claims import claim
from theory.descent import update_maps
from theory.models.homogeneous import two_layer_net
from theory.models.quadratic import pure_quadratic
from theory.symbols import OBSERVABLES, PARAMETERS

STATEMENTS = claim("CAT-STRICT").statements
eta, f, H, theta2 = PARAMETERS["eta"].symbol, *(OBSERVABLES[name] for name in ("f", "H", "theta2"))


def test_the_derived_change_is_negative_exactly_where_claimed():
    for statement, model in zip(STATEMENTS, (two_layer_net(), pure_quadratic()), strict=True):
        change = update_maps(model, 0).weight_norm - theta2.now
        assert set(statement.conclusion.args[0].args + statement.conclusion.args[1].args) >= {Ne(f.now, 0), eta * H.now < 4}
        assert same(change, eta * f.now**2 * (eta * H.now - 4))
