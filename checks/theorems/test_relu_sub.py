"""RELU-SUB: ReLU net, one datum, y = 0, ηH₀ ≤ 2: |f| never increases, at every finite width and with flips included.

Derivation: ``theory.bounds.linear_stability_edge``. Proof: ``theory/proofs/coq/ReluSubcritical.v``.
Twin: ``numerics.models.two_layer``.
"""

from checks.theorems.sides import holds_on_trajectories, refuted_twins, same, verdict_is_expected
from theory.bounds import linear_stability_edge
from theory.claims import claim
from theory.descent import update_maps
from theory.models.homogeneous import two_layer_net

(STATEMENT,) = claim("RELU-SUB").statements


def test_the_hypothesis_is_the_derived_edge():
    assert same(linear_stability_edge(update_maps(two_layer_net("relu"), 0)).statement, STATEMENT.hypotheses[0])


def test_no_output_grows_up_to_the_edge():
    holds_on_trajectories(STATEMENT)


def test_wrong_twins_are_refuted_by_exact_trajectories():
    # So close to the edge only tiny outputs grow: the bank of wrong theorems has that twin with 2.001.
    refuted_twins("RELU-SUB", lambda operator: "4.0001" not in operator, at_least=4)


def test_verdict():
    verdict_is_expected("RELU-SUB")
