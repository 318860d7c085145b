"""Meltzer & Liu, arXiv:2301.07737: quadratic models and two-layer scale-invariant nets."""

from __future__ import annotations

from sympy import And, Eq, Implies, Lt, Ne

from theory.added import Added
from theory.claims.vocabulary import (
    NET,
    NET_ANY_TARGET,
    NET_DATA_ANY_TARGET,
    QUADRATIC,
    QUADRATIC_ANY_TARGET,
    QUADRATIC_DATA_ANY_TARGET,
    C_net,
    C_net_data,
    C_quadratic,
    D,
    H,
    L,
    eta,
    f,
    kink,
    r2,
    theta2,
)
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import PARAMETERS

BIASED_ANY_TARGET = Setting("biased_quadratic", targets="any")
y_norm, c_star = PARAMETERS["y_norm"].symbol, PARAMETERS["c_star"].symbol
NO_STEEPER_KINK = Added("σ'(0)² ≤ max(a₊², a₋²)", (kink,))

_in_range = eta * H.now < 4
_falls_when_large = Implies(And(_in_range, D * r2.now * (4 - eta * H.now) ** 2 > 16 * y_norm**2), theta2.next < theta2.now)
_ONE_DATUM = ((NET, C_net, (kink,)), (QUADRATIC, C_quadratic, ()))

CLAIMS = (
    Claim(
        id="ML-1",
        source=Source("ML", "sections 2 and 3"),
        text="In quadratic models and two-layer, scale-invariant nets the NTK is bounded by the weight norm, H ≤ Cθ².",
        statements=(
            Statement(NET_ANY_TARGET, (kink,), Quantifier.STATE, H.now <= C_net * theta2.now),
            Statement(QUADRATIC_ANY_TARGET, (), Quantifier.STATE, H.now <= C_quadratic * theta2.now),
            Statement(NET_DATA_ANY_TARGET, (kink,), Quantifier.STATE, H.now <= C_net_data * theta2.now),
            Statement(QUADRATIC_DATA_ANY_TARGET, (), Quantifier.STATE, H.now <= c_star * theta2.now),
        ),
        reading="C = s² max(a₊², a₋²)|x|² for the net and ζ² λmax(ψ²) for the quadratic model; for D data λmax(XXᵀ/D) in place "
        "of |x|², and the sharp constant C* of the forms.",
        added=(NO_STEEPER_KINK, Added("φ = 0 (no bias)", settings=((QUADRATIC_ANY_TARGET, BIASED_ANY_TARGET),))),
        evidence="A per-unit polynomial inequality, summed over any width.",
        sharp=True,
    ),
    Claim(
        id="ML-2",
        source=Source("ML", "sections 2 and 3, toy datum (x, y) = (1, 0)"),
        text="If η < 4/(Cθ₀²) the weight norm decreases monotonically for all time.",
        statements=tuple(
            Statement(
                setting,
                (*slopes, eta * C * theta2.initial < 4),
                Quantifier.STEP,
                Implies(Ne(f.now, 0), theta2.next < theta2.now),
            )
            for setting, C, slopes in _ONE_DATUM
        ),
        added=(Added("f_t ≠ 0", (Ne(f.now, 0),)), NO_STEEPER_KINK),
        reading="It decreases strictly at each step at which the output is not 0. Any |x|, target 0.",
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
        reading="While η λmax(H) < 4, it falls at every step with |r|(4 − η λmax(H)) > 4|y|: the range of learning rates moves "
        "with the weights, and no range serves all of them.",
        added=(Added("ηλmax(H_t) < 4", (_in_range,)),),
        evidence="The weight-norm identity for D data and the Cauchy–Schwarz inequality.",
    ),
    Claim(
        id="ML-4",
        source=Source("ML", "sections 2 and 3"),
        text="The catapult phase exists: for 2/‖H₀‖ < η < 4/(Cθ₀²) the loss first grows exponentially, "
        "then falls to a small value.",
        statements=tuple(
            Statement(setting, (*slopes, eta * H.initial > 2, eta * C * theta2.initial < 4), quantifier, conclusion)
            for setting, C, slopes in _ONE_DATUM
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
                (kink, eta * H.initial > 2, eta * C_net * theta2.initial < 4, Ne(f.initial, 0)),
                Quantifier.FIRST,
                Lt(L.now, L.next),
            ),
        ),
        reading="The weakest condition that excludes the trivial exception; smallness of |f₀| is still missing.",
        evidence="As for ML-4.",
        correction="CAT-EXISTS",
    ),
)
