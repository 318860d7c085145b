"""Existence of the catapult: when the loss grows at the first step."""

from __future__ import annotations

from sympy import Abs, And, Equivalent, Ne, sqrt

from theory.claims.vocabulary import (
    ISOTROPIC,
    LINEAR,
    NET,
    QUADRATIC,
    C_quadratic,
    H,
    a_minus,
    a_plus,
    between,
    eta,
    f,
    kappa_net,
    root_C_net,
    root_C_quadratic,
    s,
    slope2,
    x2,
)
from theory.statements import Claim, Quantifier, Source, Statement
from theory.symbols import OBSERVABLES

flip, flip_mass = OBSERVABLES["flip"], OBSERVABLES["flip_mass"]
_OURS = Source("ours", "existence of the catapult")
_grows = Abs(f.next) > Abs(f.now)
_extra = (
    eta * s**2 * x2 * sqrt(slope2) * Abs(a_plus - a_minus) * flip_mass.initial * (1 + eta**2 * f.initial**2 * s**2 * slope2 * x2)
)

CLAIMS = (
    Claim(
        id="CAT-EXISTS",
        source=_OURS,
        text="Linear net or ψ² = cI with ηH₀ < 4: the loss grows at the first step if and only if f₀ ≠ 0 and κη²f₀² < ηH₀ − 2.",
        statements=tuple(
            Statement(
                setting,
                (eta * H.initial < 4,),
                Quantifier.FIRST,
                Equivalent(_grows, And(Ne(f.now, 0), kappa * eta**2 * f.now**2 < eta * H.now - 2)),
            )
            for setting, kappa in ((LINEAR, kappa_net), (ISOTROPIC, C_quadratic))
        ),
        evidence="The closed map and 4κη²f² ≤ (ηH)².",
        sharp=True,
    ),
    Claim(
        id="CAT-EXISTS-LEAKY",
        source=_OURS,
        text="Leaky ReLU net, no unit changes sign in the step: 0 < |f₀| and η²√C |f₀| H₀/2 < ηH₀ − 2 imply that the loss grows.",
        statements=(
            Statement(
                NET,
                (
                    Ne(f.initial, 0),
                    eta * Abs(f.initial) * flip.initial < 1,
                    eta**2 * root_C_net * Abs(f.initial) * H.initial / 2 < eta * H.initial - 2,
                ),
                Quantifier.FIRST,
                _grows,
            ),
        ),
        reading="No flip: η|f₀| s|d_i v_i||x|² < |u_i·x| for all units with d_i v_i ≠ 0, so that σ'(0) does not matter.",
        evidence="The output's map with the cubic moment bounded by √C H/2.",
    ),
    Claim(
        id="CAT-EXISTS-FLIPS",
        source=_OURS,
        text="With flips, σ'(0) between the slopes: an explicit term over the units that may flip joins the left-hand side of "
        "the condition.",
        statements=(
            Statement(
                NET,
                (
                    *between,
                    Ne(f.initial, 0),
                    eta**2 * root_C_net * Abs(f.initial) * H.initial / 2 + _extra < eta * H.initial - 2,
                ),
                Quantifier.FIRST,
                _grows,
            ),
        ),
        reading="F = {i: |u_i·x| ≤ η|f₀|s|x|²|v_i d_i|}.",
        evidence="A bound on what each flipping unit adds.",
    ),
    Claim(
        id="CAT-EXISTS-QUADRATIC",
        source=_OURS,
        text="Pure quadratic model, any ψ: 0 < |f₀| and η²ζ‖ψ‖ |f₀| H₀/2 < ηH₀ − 2 imply that the loss grows.",
        statements=(
            Statement(
                QUADRATIC,
                (
                    Ne(f.initial, 0),
                    eta**2 * root_C_quadratic * Abs(f.initial) * H.initial / 2 < eta * H.initial - 2,
                ),
                Quantifier.FIRST,
                _grows,
            ),
        ),
        evidence="The output's map with the cubic moment bounded by ζ‖ψ‖H/2.",
    ),
)
