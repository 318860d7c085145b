"""DECAY-ID, DECAY-MONO, DECAY-COLLAPSE and DECAY-TARGETS (ours): gradient descent with weight decay.

Derivation: ``theory.homogeneous.homogeneous_maps`` of the update rule. Proofs: ``DecayIdentity.v`` and its neighbours.
"""

from checks.theorems.sides import holds_on_trajectories, same
from theory.claims import claim
from theory.homogeneous import homogeneous_maps
from theory.symbols import PARAMETERS
from theory.updates import WeightDecay


def test_the_norm_changes_as_derived():
    for statement, degree in zip(claim("DECAY-ID").statements, (2, 2, PARAMETERS["k"].symbol), strict=True):
        assert same(homogeneous_maps(degree, update=WeightDecay()).weight_norm_data, statement.conclusion.rhs)


def test_trajectories_obey():
    for name in ("DECAY-MONO", "DECAY-TARGETS"):
        holds_on_trajectories(claim(name).statements[1], examples=2)
