"""TARGET-FLOOR (ours): linear net: while 0 < |R| < ρ the residual grows.

Derivation: the floor is the smaller root of (|Y| − ρ)(2 − ρ) = 2, and the factor of the residual is that of
``theory.normal_form``. Proof: ``TargetLinearClaims.v``. Twin: ``numerics.models.two_layer``.
"""

from sympy import Abs, solve, symbols

from checks.theorems.sides import same
from theory.claims import claim
from theory.claims.ours_targets import Y_size

(STATEMENT,) = claim("TARGET-FLOOR").statements


def test_the_floor_is_the_smaller_root_of_the_factor():
    size, rho = symbols("size rho", positive=True)
    smaller, _ = sorted(solve((size - rho) * (2 - rho) - 2, rho), key=lambda root: root.subs(size, 2))
    (bound,) = (part for part in STATEMENT.conclusion.args[0].args if part.has(Abs) and part.rhs != 0)
    assert same(bound.rhs, smaller.subs(size, Y_size))
