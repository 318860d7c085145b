"""NORM-ID: θ²′ = θ² − (2kη/D) r·f + (η²/D) rᵀHr for any model homogeneous of degree k, any data and targets.

Derivation: ``theory.homogeneous.homogeneous_maps``. Proofs: ``claims/NormIdentity.v`` and ``DepthNormIdentity.v``;
also an exact SymPy identity.
Twins: ``numerics.models.two_layer``, ``quadratic`` and ``deep``.
"""

from checks.theorems.sides import equations, same
from theory.claims import claim
from theory.homogeneous import homogeneous_maps
from theory.symbols import OBSERVABLES, PARAMETERS

STATEMENTS = claim("NORM-ID").statements


def test_the_derived_map_is_the_claimed_one():
    for statement, degree in zip(STATEMENTS, (2, 2, PARAMETERS["k"].symbol), strict=True):
        assert same(homogeneous_maps(degree).weight_norm_data, equations(statement)[OBSERVABLES["theta2"].next])
