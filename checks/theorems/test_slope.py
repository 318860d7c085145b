"""SLOPE-BALANCE, SLOPE-BOUNDED, SLOPE-LIMIT, LOGISTIC-MARGIN and DECAY-EDGE (ours): linear nets on one datum.

Derivation: ``theory.descent.update_maps`` of the loss and the update rule. Proofs: ``SlopeClaims.v`` and ``DecayEdgeClaims.v``.
"""

from dataclasses import replace

import pytest
from sympy import expand

from checks.evidence.kinds import Counterexample
from checks.search.exact import search_exactly
from checks.theorems.sides import holds_on_trajectories
from theory.claims import claim
from theory.claims.ours_decay import mu
from theory.claims.vocabulary import H, eta, f, kappa_net, r, y
from theory.descent import update_maps
from theory.losses import Huber
from theory.models.homogeneous import two_layer_net
from theory.symbols import OBSERVABLES
from theory.updates import WeightDecay

_SLOPE = OBSERVABLES["slope"].now


def test_the_balance_is_multiplied_by_a_square():
    maps = update_maps(two_layer_net("linear"), y, loss=Huber())
    gain = (1 - kappa_net * eta**2 * _SLOPE**2) ** 2
    after = maps.ntk**2 - 4 * kappa_net * maps.output**2
    assert expand(after - gain * (H.now**2 - 4 * kappa_net * f.now**2)) == 0


def test_the_room_below_the_edge_changes_as_the_proof_says():
    maps, w = update_maps(two_layer_net("linear"), y, update=WeightDecay()), 1 - eta * mu
    scale = kappa_net * eta**2

    def room(kernel, residual):
        return 2 * (1 + w) ** 2 + 2 * scale * y * residual - (1 + w) * eta * kernel

    here, moved = room(H.now, r.now), room(maps.ntk, maps.residual)
    kept = (1 + w) * (w**2 + scale * r.now**2) + 2 * w * scale * r.now * y
    gained = 2 * ((1 + w) ** 2 - scale * y**2) * (1 - w) * ((1 + w) ** 2 - scale * r.now**2)
    difference = (1 + w) * moved - here * kept - gained
    assert expand(difference.subs(f.now, r.now + y)) == 0


@pytest.mark.parametrize("name", ["SLOPE-BOUNDED", "SLOPE-LIMIT"])
def test_trajectories_obey(name):
    holds_on_trajectories(claim(name).statements[1], examples=2)


def test_logistic_margins_and_decayed_nets_obey():
    holds_on_trajectories(claim("LOGISTIC-MARGIN").statements[0], examples=2)
    holds_on_trajectories(claim("DECAY-EDGE").statements[0], examples=2)


@pytest.mark.parametrize("name", ["SLOPE-BALANCE", "DECAY-EDGE"])
def test_a_wider_bound_is_refuted(name):
    held = claim(name)
    part = held.statements[0]
    wide = tuple(bound.subs(eta, eta * 5 / 6) for bound in part.hypotheses)
    assert isinstance(search_exactly(replace(held, statements=(replace(part, hypotheses=wide),)), 0, most=400), Counterexample)
