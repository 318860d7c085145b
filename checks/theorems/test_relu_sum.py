"""RELU-SUM: ReLU net, one datum, y = 0, ηH₀ < 4: Σf² ≤ (H₀/C)/(η(4 − ηH₀)), and the loss tends to zero.

Derivation: the map of the NTK on the active units, ``theory.descent.update_maps``. Proof: ``claims/ReluKernel.v``.
Twin: ``numerics.models.two_layer``.
"""

from checks.theorems.sides import same
from theory.claims import claim
from theory.descent import F, H, update_maps
from theory.models.homogeneous import two_layer_net
from theory.normal_form import closing_constant
from theory.symbols import OBSERVABLES

STATEMENTS = claim("RELU-SUM").statements


def test_the_sum_telescopes_in_the_derived_map():
    maps = update_maps(two_layer_net("relu"), 0)
    kappa = closing_constant(maps)
    # While no unit flips, a step takes κf² times this from the NTK; a unit that flips is lost, which takes more.
    gain = ((H - maps.ntk) / (kappa * F**2)).simplify()
    assert same(STATEMENTS[0].conclusion.lhs, kappa * OBSERVABLES["f2"].total)
    assert same(STATEMENTS[0].conclusion.rhs, (H / gain).subs(H, OBSERVABLES["H"].initial))
