"""One datum with a target: the normal form and its sharp upper edge.

R = η√κ r, Y = η√κ y, F = R + Y, e = ηH − 4 − YR, κ = s²a²|x|². Written without square roots where that is possible.
"""

from __future__ import annotations

from sympy import Abs, And, Eq, Equivalent, Gt, Implies, Lt, Ne, Or, oo, sqrt

from theory.claims.vocabulary import H, L, eta, f, kappa_net, r, root_C_net, x2, y
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES, PARAMETERS

LINEAR_TARGET = Setting("two_layer", targets="any", variant="linear")
RELU_TARGET = Setting("two_layer", targets="any", variant="relu")
a_plus = PARAMETERS["a_plus"].symbol
balance = OBSERVABLES["balance"]
_OURS = Source("ours", "targets")
_BOTH = (LINEAR_TARGET, RELU_TARGET)
Y2 = eta**2 * kappa_net * y**2
"""Y²."""
kappa_eta2 = kappa_net * eta**2
e = eta * H.now - 4 - kappa_eta2 * y * r.now
_below = eta * H.initial < 4 + kappa_eta2 * y * r.initial
_above = eta * H.initial > 4 + kappa_eta2 * y * r.initial
_edge = eta * (H.initial + sqrt(H.initial**2 + 16 * kappa_net * y * (y - f.initial))) < 8
Y_size = eta * root_C_net * Abs(y)
"""|Y|."""
_floor = (2 + Y_size - sqrt(Y_size**2 - 4 * Y_size + 12)) / 2
_invariant = (eta * H.now) ** 2 - 4 * kappa_eta2 * f.now**2

CLAIMS = (
    Claim(
        id="TARGET-FORM",
        source=_OURS,
        text="Linear net: R′ = R(R² − 3 − e), e′ = e(1 + RF), and v² − 4F² is multiplied by (1 − R²)².",
        statements=(
            Statement(
                LINEAR_TARGET,
                (),
                Quantifier.STEP,
                And(
                    Eq(r.next, r.now * (kappa_eta2 * r.now**2 - 3 - e)),
                    Eq(eta * H.next - 4 - kappa_eta2 * y * r.next, e * (1 + kappa_eta2 * r.now * f.now)),
                    Eq(
                        (eta * H.next) ** 2 - 4 * kappa_eta2 * f.next**2,
                        _invariant * (1 - kappa_eta2 * r.now**2) ** 2,
                    ),
                ),
            ),
        ),
        evidence="One gradient step, expanded.",
        sharp=True,
    ),
    Claim(
        id="TARGET-SIGN",
        source=_OURS,
        text="Linear and ReLU nets, |Y| < 2, e₀ < 0: for all t, e < 0, |R| < 2 and ηH < 4 + 2|Y|.",
        statements=tuple(
            Statement(setting, (Y2 < 4, _below), Quantifier.STEP, conclusion)
            for setting in _BOTH
            for conclusion in (
                Lt(eta * H.next, 4 + kappa_eta2 * y * r.next),
                Lt(kappa_eta2 * r.now**2, 4),
                Lt(eta * H.now, 4 + 2 * eta * root_C_net * Abs(y)),
            )
        ),
        evidence="1 + RF has no real zero while |Y| < 2; units that leave the active set help.",
        sharp=True,
    ),
    Claim(
        id="TARGET-EDGE",
        source=_OURS,
        text="η < η* = 8/(H₀ + √(H₀² + 16κy(y − f₀))): the loss stays below 2/(κη²) for ever.",
        statements=tuple(Statement(setting, (_edge,), Quantifier.STEP, Lt(2 * kappa_eta2 * L.now, 4)) for setting in _BOTH),
        reading="Any width, linear and ReLU nets; units may flip. For y = 0 the edge is 4/H₀.",
        evidence="η < η* holds if and only if |Y| < 2 and e₀ < 0.",
    ),
    Claim(
        id="TARGET-CONV",
        source=_OURS,
        text="|Y| < 1, e₀ < 0: the output tends to the target, or to 0.",
        statements=tuple(
            Statement(setting, (Y2 < 1, _below), Quantifier.TRAJECTORY, Or(Eq(L.limit, 0), Eq(f.limit, 0))) for setting in _BOTH
        ),
        reading="For the linear net the second happens on a null set only; for ReLU it means that all active units die.",
        evidence="log|e| − (|Y|/2) log Q gains at least (2 − |Y|)R²/(2(1 + RY + R²)) a step, by weighted means.",
    ),
    Claim(
        id="TARGET-BALANCE",
        source=_OURS,
        text="Linear net, |Y| < 2, e₀ < 0: the output tends to the target, or the layers balance, H² − 4κf² → 0.",
        statements=(Statement(LINEAR_TARGET, (Y2 < 4, _below), Quantifier.TRAJECTORY, Or(Eq(L.limit, 0), Eq(balance.limit, 0))),),
        reading="With TARGET-FLOOR: for 1 < |Y| < 2 the layers balance unless the target is hit exactly; a cubic map remains.",
        evidence="log|e| − (|Y|/2) log Q gains (2 − |Y|)R²/(2(1 + RY + R²)) or more a step; η²(H² − 4κf²) = PQ.",
    ),
    Claim(
        id="TARGET-ABOVE",
        source=_OURS,
        text="Linear net, 0 < |Y| < 2, e₀ > 0: unless the target is hit exactly, the kernel is unbounded.",
        statements=(
            Statement(
                LINEAR_TARGET,
                (Ne(y, 0), Y2 < 4, _above),
                Quantifier.TRAJECTORY,
                Or(Eq(L.limit, 0), Eq(H.peak, oo)),
            ),
        ),
        reading="With TARGET-SIGN: η* is the exact edge between bounded and unbounded for all |Y| < 2.",
        evidence="log e − (|Y|/2) log Q gains at least (2 − |Y|)R²/(2(1 + RY + R²)) a step, by weighted means.",
    ),
    Claim(
        id="TARGET-FLOOR",
        source=_OURS,
        text="Linear net: while 0 < |R| < ρ, ρ = ((2 + |Y|) − √(Y² − 4|Y| + 12))/2, the residual grows: such a "
        "target is only hit exactly.",
        statements=(
            Statement(
                LINEAR_TARGET,
                (),
                Quantifier.STEP,
                Implies(And(Ne(r.now, 0), eta * root_C_net * Abs(r.now) < _floor), Abs(r.next) > Abs(r.now)),
            ),
        ),
        reading="ρ > 0 if and only if |Y| > 1; then limsup |R_t| ≥ ρ unless the target is hit exactly.",
        evidence="ηH ≥ 2|F| ≥ 2(|Y| − |R|), so that the factor of r, 1 − ηH + RF, is below −1.",
        sharp=True,
    ),
    Claim(
        id="TARGET-GROW",
        source=_OURS,
        text="Linear net: the kernel grows at a step if and only if r ≠ 0 and 4 + 4y/r < ηλ.",
        statements=(
            Statement(
                LINEAR_TARGET,
                (Gt(x2, 0), Ne(a_plus, 0)),
                Quantifier.STEP,
                Equivalent(
                    H.next > H.now,
                    And(Ne(r.now, 0), 4 * r.now * f.now < eta * H.now * r.now**2),
                ),
            ),
        ),
        evidence="The kernel's map.",
        sharp=True,
    ),
    Claim(
        id="TARGET-BEYOND",
        source=_OURS,
        text="Linear net, |Y| ≥ 2: unless the target is hit or the kernel vanishes, the loss is unbounded.",
        statements=(
            Statement(LINEAR_TARGET, (Y2 >= 4,), Quantifier.TRAJECTORY, Or(Eq(L.limit, 0), Eq(H.limit, 0), Eq(L.peak, oo))),
        ),
        reading="What TARGET-ABOVE suggests beyond |Y| = 2. On Q = 0 the map x′ = x(1 + Y − x)² keeps x = 2 + Y, where R = 2: "
        "weights only change their signs.",
        correction="TARGET-FLOOR",
    ),
)
