"""ML-8 (Meltzer & Liu, equation 180): two-layer net, slopes ≤ 1, D data, P weights: η < 4/(2(θ₀²/P) λmax(XXᵀ/D)).

It follows from the sharper constant s²λmax(XXᵀ/D). Derivation: ``theory.many_data.gram_bound``. Proof: ``GramKernel.v``.
"""

from sympy import Symbol, factor, sqrt

from theory.claims import claim
from theory.many_data import gram_bound, many_data_bounds
from theory.symbols import PARAMETERS

(STATEMENT,) = claim("ML-8").statements
s, n, d, P, a_plus, a_minus = (PARAMETERS[name].symbol for name in ("s", "n", "d", "P", "a_plus", "a_minus"))


def test_the_derived_bound_is_never_the_smaller_one():
    edge, _ = many_data_bounds(gram_bound())
    ours = edge.statement.lhs.subs({a_plus: 1, a_minus: 1, s: 1 / sqrt(n * d)})
    excess = factor((STATEMENT.hypotheses[-1].lhs.subs(P, n * (d + 1)) - ours) / ours)
    more = Symbol("more", nonnegative=True)
    assert excess.subs(d, 1 + more).simplify().is_nonnegative
    assert excess.subs(d, 1) == 0, "the two bounds agree in one dimension"
