"""Meltzer & Liu, arXiv:2301.07737: quadratic models and two-layer scale-invariant nets."""

from __future__ import annotations

from sympy import And, Eq, Implies, Lt, Ne

from theory.claims.vocabulary import (
    NET,
    NET_DATA_ANY_TARGET,
    QUADRATIC,
    QUADRATIC_DATA_ANY_TARGET,
    C_net,
    C_quadratic,
    D,
    H,
    L,
    eta,
    f,
    r2,
    theta2,
)
from theory.statements import Claim, Quantifier, Source, Statement
from theory.symbols import PARAMETERS

y_norm = PARAMETERS["y_norm"].symbol

_falls_when_large = Implies(
    And(eta * H.now < 4, D * r2.now * (4 - eta * H.now) ** 2 > 16 * y_norm**2),
    theta2.next < theta2.now,
)

CLAIMS = (
    Claim(
        id="ML-1",
        source=Source("ML", "sections 2 and 3"),
        text="In quadratic models and two-layer, scale-invariant nets the NTK is bounded by the weight norm, H ≤ Cθ².",
        statements=(
            Statement(NET, (), Quantifier.STATE, H.now <= C_net * theta2.now),
            Statement(QUADRATIC, (), Quantifier.STATE, H.now <= C_quadratic * theta2.now),
        ),
        reading="One datum; C = s² max(a₊², a₋²)|x|² for the net and ζ² λmax(ψ²) for the quadratic model.",
        evidence="A per-unit polynomial inequality, summed over any width.",
        sharp=True,
    ),
    Claim(
        id="ML-2",
        source=Source("ML", "sections 2 and 3, toy datum (x, y) = (1, 0)"),
        text="If η < 4/(Cθ₀²) the weight norm decreases monotonically for all time.",
        statements=tuple(
            Statement(setting, (eta * C * theta2.initial < 4,), Quantifier.STEP, theta2.next <= theta2.now)
            for setting, C in ((NET, C_net), (QUADRATIC, C_quadratic))
        ),
        reading="“Decreases” means does not increase: at f = 0 the weights stand still. Any |x|, target 0.",
        evidence="The exact weight-norm map, the kernel bound, and induction over the steps.",
        sharp=True,
    ),
    Claim(
        id="ML-3",
        source=Source("ML", "section 4"),
        text="For a range of learning rates the weight norm decreases whenever the loss becomes large. (any y, any D)",
        statements=tuple(
            Statement(setting, (), Quantifier.STEP, _falls_when_large)
            for setting in (NET_DATA_ANY_TARGET, QUADRATIC_DATA_ANY_TARGET)
        ),
        reading="While η λmax(H) < 4, it falls at every step with |r|(4 − η λmax(H)) > 4|y|.",
        evidence="The weight-norm identity for D data and the Cauchy–Schwarz inequality.",
    ),
    Claim(
        id="ML-4",
        source=Source("ML", "sections 2 and 3"),
        text="The catapult phase exists: for 2/‖H₀‖ < η < 4/(Cθ₀²) the loss first grows exponentially, "
        "then falls to a small value.",
        statements=tuple(
            Statement(setting, (eta * H.initial > 2, eta * C * theta2.initial < 4), quantifier, conclusion)
            for setting, C in ((NET, C_net), (QUADRATIC, C_quadratic))
            for quantifier, conclusion in (
                (Quantifier.FIRST, Lt(L.now, L.next)),
                (Quantifier.TRAJECTORY, Eq(L.limit, 0)),
            )
        ),
        reading="As printed, for every initialisation: no condition that the output be small and not zero.",
        evidence="One exact initialisation in the window whose loss does not grow refutes the print.",
        correction="CAT-EXISTS",
    ),
    Claim(
        id="ML-4n",
        source=Source("ML", "sections 2 and 3"),
        text="The same, for every initialisation with f₀ ≠ 0.",
        statements=(
            Statement(
                NET,
                (eta * H.initial > 2, eta * C_net * theta2.initial < 4, Ne(f.initial, 0)),
                Quantifier.FIRST,
                Lt(L.now, L.next),
            ),
        ),
        reading="The weakest condition that excludes the trivial exception; smallness of |f₀| is still missing.",
        evidence="As for ML-4.",
        correction="CAT-EXISTS",
    ),
)
