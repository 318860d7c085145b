"""NQM-CONV (ours): NQM or Σ² = |x|²I, y = 0, ηλ₀ < 4: κη²Σg² ≤ ηλ₀/(4 − ηλ₀) and the loss tends to zero.

Derivation: the kernel's map, ``theory.descent.update_maps``, summed. Twins: ``second_order`` and ``general_quadratic``.
"""

import pytest

from checks.theorems.sides import same
from theory.descent import update_maps
from theory.models.nqm import relu_nqm
from theory.models.quadratic import pure_quadratic
from theory.normal_form import closing_constant
from theory.symbols import OBSERVABLES, PARAMETERS

eta, f, H = PARAMETERS["eta"].symbol, OBSERVABLES["f"].now, OBSERVABLES["H"].now


@pytest.mark.parametrize("model", [relu_nqm(), pure_quadratic("isotropic")])
def test_each_step_takes_from_the_kernel_what_the_sum_adds_up(model):
    maps = update_maps(model, 0)
    assert same(H - maps.ntk, closing_constant(maps) * eta * f**2 * (4 - eta * H))
