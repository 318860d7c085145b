"""OMEGA (ours): D quadratic forms, C* = (ζ²/D) max ‖Σ z_aψ_a‖² is the sharp constant, never above λmax(Ω).

ηC*θ₀² ≤ 4: θ² never increases; below: Σ|f|²/D ≤ θ₀²/(η(4 − ηC*θ₀²)) and L → 0.
Derivation: ``theory.many_data.c_star_bound``. Proof: ``claims/Omega.v``. Twin: ``numerics.models.quadratic``.
"""

from checks.theorems.sides import holds_on_trajectories, same, same_sides
from theory.claims import claim
from theory.many_data import c_star_bound, many_data_bounds
from theory.symbols import OBSERVABLES

STATEMENTS = claim("OMEGA").statements


def test_the_derived_bounds_are_the_claimed_ones():
    edge, total = many_data_bounds(c_star_bound())
    assert same_sides(c_star_bound().statement, STATEMENTS[1].conclusion)
    assert same_sides(edge.statement, STATEMENTS[2].hypotheses[0])
    assert same(total.statement, STATEMENTS[3].conclusion)


def test_trajectories_obey():
    for statement in STATEMENTS:
        holds_on_trajectories(statement, examples=100 if OBSERVABLES["L"].limit in statement.symbols else 4)
