"""BIAS (ours): η(2φ² + CN₀) ≤ 4 keeps N = θ_m² + 2(φ·θ_f)²/φ² from growing; the published bound, ML-7, is the weaker one.

Derivation: ``theory.bias.bias_bounds``, where the weight 2 is solved for. Proofs: Z3 and ``claims/Bias.v``.
"""

from sympy import expand

from checks.evidence.kinds import Counterexample
from checks.search.exact import search_exactly
from checks.search.mutations import mutants
from theory.bias import bias_bounds, norm_weight, published_norm
from theory.claims import claim

CLAIM = claim("BIAS")


def test_the_derived_edge_is_the_claimed_one():
    edge, _ = bias_bounds()
    claimed = CLAIM.statements[0].hypotheses[0]
    assert norm_weight() == 2
    assert expand((edge.statement.lhs - edge.statement.rhs) - (claimed.lhs - claimed.rhs)) == 0


def test_what_the_published_norm_gives_away_is_the_claimed_gap():
    _, excess, _ = published_norm()
    gap = claim("BIAS-GAP").statements[0].conclusion
    norm = next(symbol for symbol in gap.rhs.free_symbols if symbol.name == "N_bias")
    assert expand(gap.rhs - norm - excess) == 0


def test_the_edge_is_sharp():
    wrong = [twin.claim for twin in mutants(CLAIM) if "4.0001" in twin.operator and twin.origin == ("BIAS", 0)]
    assert wrong
    for item in wrong:
        assert isinstance(search_exactly(item, 0, most=4000), Counterexample)
