"""Statements made about Meltzer & Liu in a published summary."""

from __future__ import annotations

from sympy import Eq, Implies, Le

from theory.claims.vocabulary import (
    NET,
    NET_ANY_TARGET,
    QUADRATIC,
    QUADRATIC_ANY_TARGET,
    C_net,
    C_quadratic,
    L,
    eta,
    kink,
    theta2,
)
from theory.statements import Claim, Quantifier, Source, Statement
from theory.symbols import OBSERVABLES

L_there, L_middle, L_third = (OBSERVABLES[name].now for name in ("L_there", "L_middle", "L_third"))

CLAIMS = (
    Claim(
        id="SUM-1",
        source=Source("SUM"),
        text="If η < 4/(Cθ₀²) the weight norm decreases monotonically for all time.",
        statements=tuple(
            Statement(setting, (*slopes, eta * C * theta2.initial < 4), Quantifier.STEP, theta2.next <= theta2.now)
            for setting, C, slopes in ((NET_ANY_TARGET, C_net, (kink,)), (QUADRATIC_ANY_TARGET, C_quadratic, ()))
        ),
        reading="No condition on y is stated, so any target.",
        evidence="One exact initialisation with y ≠ 0 whose weight norm grows refutes it.",
        correction="ML-2",
    ),
    Claim(
        id="SUM-2",
        source=Source("SUM"),
        text="The loss is a convex function of the weights.",
        statements=(Statement(NET, (), Quantifier.STATE, Le(2 * L_middle, L.now + L_there)),),
        reading="Midpoint convexity for every pair of weights.",
        evidence="One exact pair of weights whose midpoint has a larger loss than their mean refutes it.",
    ),
    Claim(
        id="SUM-3",
        source=Source("SUM"),
        text="The loss is a quadratic function of the weights.",
        statements=(
            Statement(NET, (), Quantifier.STATE, Eq(L_third, 0)),
            Statement(QUADRATIC, (), Quantifier.STATE, Eq(L_third, 0)),
        ),
        reading="The third difference of the loss along every straight line vanishes. "
        "(The output is quadratic; the loss is quartic.)",
        evidence="One exact line with a non-zero third difference refutes it.",
    ),
    Claim(
        id="SUM-4",
        source=Source("SUM"),
        text="If the weight norm grows without bound, so does the loss.",
        statements=(
            Statement(NET, (), Quantifier.STATE, Implies(theta2.now > 0, L.now > 0)),
            Statement(QUADRATIC, (), Quantifier.STATE, Implies(theta2.now > 0, L.now > 0)),
        ),
        reading="As a statement about the loss landscape. By homogeneity the loss grows without bound along every ray if and "
        "only if it is positive at every non-zero weight.",
        evidence="One exact non-zero weight of zero loss gives a ray along which the loss stays zero.",
        correction="UV-DIVERGE",
    ),
)
