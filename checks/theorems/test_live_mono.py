"""LIVE-MONO (ours): in the bounds for leaky nets θ₀² may be replaced by |v|² + Σ|Pu_i|², P the projector on the data's span.

Derivation: ``theory.many_data.gram_bound``, as no step leaves the span. Twin: ``numerics.models.two_layer``.
"""

from checks.theorems.sides import same, same_sides
from theory.claims import claim
from theory.many_data import gram_bound, many_data_bounds
from theory.symbols import OBSERVABLES

STATEMENTS = claim("LIVE-MONO").statements
LIVE = {OBSERVABLES["theta2"].initial: OBSERVABLES["N_live"].initial}


def test_the_derived_bounds_with_the_live_norm_are_the_claimed_ones():
    edge, total = many_data_bounds(gram_bound())
    assert same_sides(edge.statement.subs(LIVE), STATEMENTS[0].hypotheses[-1])
    assert same(total.statement.subs(LIVE), STATEMENTS[1].conclusion)
