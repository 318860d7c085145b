"""Exact cases on one datum with y = 0: the closed (u, v) map, its peak and its long-time behaviour; ReLU nets.

u = κη²f², v = ηH, with κ = C for the linear net and for ψ² = cI.
"""

from __future__ import annotations

from sympy import Abs, And, Eq, Le, Ne, Or, oo

from theory.claims.vocabulary import (
    ISOTROPIC,
    LINEAR,
    LINEAR_ANY_TARGET,
    RELU,
    C_quadratic,
    H,
    L,
    eta,
    f,
    f2,
    kappa_net,
    theta2,
)
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES

H_active, f_zero = OBSERVABLES["H_active"], OBSERVABLES["f_zero"]
_CLOSED = Source("ours", "closed map")
_RELU = Source("ours", "ReLU net on one datum")
_CASES = ((LINEAR, kappa_net), (ISOTROPIC, C_quadratic))
_WIDER = {LINEAR: LINEAR_ANY_TARGET, ISOTROPIC: Setting("quadratic", targets="any", variant="isotropic")}
v, v_next = eta * H.now, eta * H.next

CLAIMS = (
    Claim(
        id="UV-MAP",
        source=_CLOSED,
        text="Linear net or ψ² = cI: u′ = u(1 − v + u)², v′ = v − u(4 − v).",
        statements=tuple(
            Statement(
                setting,
                (),
                Quantifier.STEP,
                And(
                    Eq(f.next, f.now * (1 - v + kappa * eta**2 * f.now**2)),
                    Eq(v_next, v - kappa * eta**2 * f.now**2 * (4 - v)),
                ),
            )
            for setting, kappa in _CASES
        ),
        evidence="The update maps derived from one gradient step.",
        sharp=True,
    ),
    Claim(
        id="UV-INVARIANT",
        source=_CLOSED,
        text="v′² − 4u′ = (1 − u)²(v² − 4u), and 4u ≤ v² for every initialisation.",
        statements=tuple(
            Statement(setting if quantifier is Quantifier.STEP else _WIDER[setting], (), quantifier, conclusion)
            for setting, kappa in _CASES
            for quantifier, conclusion in (
                (
                    Quantifier.STEP,
                    Eq(
                        v_next**2 - 4 * kappa * eta**2 * f.next**2,
                        (1 - kappa * eta**2 * f.now**2) ** 2 * (v**2 - 4 * kappa * eta**2 * f.now**2),
                    ),
                ),
                (Quantifier.STATE, Le(4 * kappa * f.now**2, H.now**2)),
            )
        ),
        evidence="Expansion of the closed map; a per-unit inequality.",
        sharp=True,
    ),
    Claim(
        id="UV-CONV",
        source=_CLOSED,
        text="v₀ < 4: v never increases, Σu_t ≤ v₀/(4 − v₀), and the loss tends to zero.",
        statements=tuple(
            Statement(setting, (eta * H.initial < 4,), quantifier, conclusion)
            for setting, kappa in _CASES
            for quantifier, conclusion in (
                (Quantifier.STEP, H.next <= H.now),
                (Quantifier.STEP, kappa * eta**2 * f2.total <= eta * H.initial / (4 - eta * H.initial)),
                (Quantifier.TRAJECTORY, Eq(L.limit, 0)),
            )
        ),
        evidence="The closed map and telescoping.",
    ),
    Claim(
        id="UV-FINAL",
        source=_CLOSED,
        text="v₀ < 4: either some u_t = 0 exactly or v∞ < 2 strictly.",
        statements=tuple(
            Statement(
                setting,
                (eta * H.initial < 4,),
                Quantifier.TRAJECTORY,
                Or(Eq(f_zero.peak, 1), eta * H.limit < 2),
            )
            for setting, _ in _CASES
        ),
        evidence="Near u = 0 the output grows while v > 2.",
        sharp=True,
    ),
    Claim(
        id="UV-DIVERGE",
        source=_CLOSED,
        text="v₀ > 4: v never decreases, and unless f hits 0 exactly the loss and the weight norm are unbounded.",
        statements=tuple(
            Statement(setting, (eta * H.initial > 4,), quantifier, conclusion)
            for setting, _ in _CASES
            for quantifier, conclusion in (
                (Quantifier.STEP, H.next >= H.now),
                (Quantifier.TRAJECTORY, Or(Eq(f_zero.peak, 1), And(Eq(L.peak, oo), Eq(theta2.peak, oo)))),
            )
        ),
        reading="The exceptional set is a countable union of curves: u = v − 1 and its preimages.",
        evidence="v is monotone; a finite limit would force u → 0, where u grows.",
    ),
    Claim(
        id="UV-EDGE",
        source=_CLOSED,
        text="v₀ = 4: v stays 4 and u′ = u(u − 3)², the Chebyshev map φ → 3φ for u = 4 sin²φ.",
        statements=tuple(
            Statement(
                setting,
                (Eq(eta * H.initial, 4),),
                Quantifier.STEP,
                And(Eq(eta * H.next, 4), Eq(f.next, f.now * (kappa * eta**2 * f.now**2 - 3))),
            )
            for setting, kappa in _CASES
        ),
        reading="An exact tie: it can be tested in exact arithmetic only.",
        evidence="The closed map.",
        sharp=True,
    ),
    Claim(
        id="UV-PEAK",
        source=_CLOSED,
        text="2 < v₀ < 4 and f₀ ≠ 0: the loss peaks at max L ≥ (ηλ₀ − 2)²/(4κη²), with no logarithm and no exceptional set.",
        statements=tuple(
            Statement(
                setting,
                (eta * H.initial > 2, eta * H.initial < 4, Ne(f.initial, 0)),
                Quantifier.TRAJECTORY,
                4 * kappa * eta**2 * L.peak >= (eta * H.initial - 2) ** 2,
            )
            for setting, kappa in _CASES
        ),
        reading="The constant is sharp at both ends, v₀ → 2 and v₀ → 4.",
        evidence="While 2u ≤ v − 2, u + G(v − 2) does not fall, G(y) = y²/2 + y³/8; beyond that line u steps over (v₀ − 2)²/2.",
    ),
    Claim(
        id="LIN-SUB",
        source=_CLOSED,
        text="Linear net: η ≤ 2/H₀ implies that the loss never increases.",
        statements=(Statement(LINEAR, (eta * H.initial <= 2,), Quantifier.STEP, Abs(f.next) <= Abs(f.now)),),
        evidence="The closed map in the region 4u ≤ v², v ≤ 2.",
        sharp=True,
    ),
    Claim(
        id="RELU-NTK",
        source=_RELU,
        text="ReLU net, one datum, y = 0: ηH₀ ≤ 4 makes the NTK itself never increase, however large the inactive weights.",
        statements=(Statement(RELU, (eta * H.initial <= 4,), Quantifier.STEP, H.next <= H.now),),
        reading="The slope at zero is 0 or a₊.",
        evidence="Inactive units are frozen and H = C · (squared norm of the active units along x).",
        sharp=True,
    ),
    Claim(
        id="RELU-SUM",
        source=_RELU,
        text="ηH₀ < 4: Σ f² ≤ (H₀/C)/(η(4 − ηH₀)), and the loss tends to zero.",
        statements=(
            Statement(
                RELU,
                (eta * H.initial < 4,),
                Quantifier.STEP,
                kappa_net * f2.total <= H.initial / (eta * (4 - eta * H.initial)),
            ),
            Statement(RELU, (eta * H.initial < 4,), Quantifier.TRAJECTORY, Eq(L.limit, 0)),
        ),
        evidence="Telescoping the map of the active norm.",
    ),
    Claim(
        id="RELU-SUB",
        source=_RELU,
        text="ηH₀ ≤ 2: |f| never increases, at every finite width and with flips included.",
        statements=(Statement(RELU, (eta * H.initial <= 2,), Quantifier.STEP, Abs(f.next) <= Abs(f.now)),),
        evidence="Per-unit upper and lower bounds of the stepped output.",
        sharp=True,
    ),
)
