"""BATCH-MONO, CERTIFIED-SUM, POLYAK-ID and their neighbours (ours): any batches, and learning rates that follow the state.

Derivation: the weight-norm identity of ``theory.homogeneous.homogeneous_maps`` at the rate. Proofs: ``BatchClaims.v``,
``CertifiedRate.v`` and ``PolyakRate.v``.
"""

from checks.theorems.sides import same
from theory.claims import claim
from theory.homogeneous import homogeneous_maps
from theory.symbols import OBSERVABLES, PARAMETERS

_ETA, _F2, _RF = PARAMETERS["eta"].symbol, OBSERVABLES["f2"].now, OBSERVABLES["rf"].now


def test_polyaks_rate_gives_the_claimed_norm():
    for statement, degree in zip(claim("POLYAK-ID").statements, (2, 2, PARAMETERS["k"].symbol), strict=True):
        # With targets 0 the residuals are the outputs.
        step = homogeneous_maps(degree).weight_norm_data.subs(_RF, _F2)
        moved = statement.conclusion.lhs.subs(OBSERVABLES["theta2"].next, step.subs(_ETA, statement.setting.update.rate))
        assert same(moved, statement.conclusion.rhs)
