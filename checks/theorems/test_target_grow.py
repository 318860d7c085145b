"""TARGET-GROW (ours): linear net, the kernel grows at a step if and only if r ≠ 0 and 4 + 4y/r < ηλ.

Derivation: ``theory.descent.update_maps``. Proof: ``TargetLinearClaims.v`` and Z3. Twin: ``numerics.models.two_layer``.
"""

from checks.theorems.sides import same
from theory.descent import update_maps
from theory.models.homogeneous import two_layer_net
from theory.normal_form import closing_constant
from theory.symbols import OBSERVABLES, PARAMETERS

eta, f, r, H = PARAMETERS["eta"].symbol, *(OBSERVABLES[name].now for name in ("f", "r", "H"))


def test_the_derived_change_of_the_kernel_has_the_claimed_sign():
    maps = update_maps(two_layer_net("linear"))
    assert same(maps.ntk - H, closing_constant(maps) * eta * (eta * H * r**2 - 4 * r * f))
