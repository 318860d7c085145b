"""LW-2 (Lewkowycz et al., sections 2 and 3): lazy below 2/λ₀, catapult between 2/λ₀ and 4/λ₀, divergent above.

Derivation: ``theory.bounds.linear_stability_edge`` and ``upper_edge``. Exact cases: UV-CONV, UV-PEAK, UV-DIVERGE.
Typical phases, LW-2t: ``checks/evidence/statistical/lw_2t.py``. Twin: ``numerics.phases``.
"""

import numpy as np
import pytest

from checks.theorems.sides import same
from numerics.descent import simulate
from numerics.initial import initialise
from numerics.models.two_layer import TwoLayerNet
from numerics.phases import Phase, classify
from theory.bounds import linear_stability_edge, upper_edge
from theory.descent import update_maps
from theory.models.homogeneous import two_layer_net
from theory.symbols import OBSERVABLES

H = OBSERVABLES["H"]


def test_the_derived_edges_are_the_claimed_ones():
    maps = update_maps(two_layer_net("linear"), 0)
    assert same(linear_stability_edge(maps).expression, 2 / H.initial)
    assert same(upper_edge(maps).expression, 4 / H.initial)


@pytest.mark.parametrize(("times", "phase"), [(1.5, Phase.MONOTONE), (2.7, Phase.CATAPULT), (4.5, Phase.DIVERGENT)])
def test_wide_gaussian_nets_show_the_phases(times, phase):
    model = TwoLayerNet(np.ones((1, 1)), 1024, (1.0, 1.0))
    weights = initialise("gaussian", 0, range(32), model.weight_count)
    rates = times / model.tangent_gram(weights)[:, 0, 0]
    runs = simulate(model, weights, np.zeros(1), rates, 400)
    assert (classify(runs) == phase).all()
    if phase is Phase.CATAPULT:
        assert (runs.ntk[:, -1] * rates < 2).all()
