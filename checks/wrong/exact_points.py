"""Wrong theorems that fail at exact points only: outputs that hit 0, units that die, 2-cycles, values that are prescribed."""

from __future__ import annotations

from sympy import Abs, Eq, Ne, Rational
from sympy.logic.boolalg import Boolean

from checks.wrong import wrong
from theory.claims.vocabulary import (
    DEEP,
    ISOTROPIC,
    LINEAR,
    LINEAR_ANY_TARGET,
    NET,
    NET_ANY_TARGET,
    NET_DATA,
    QUADRATIC_DATA,
    RELU,
    C_deep,
    C_net,
    C_net_data,
    H,
    L,
    eta,
    f,
    f2,
    k,
    kappa_net,
    n,
    r2,
    rHr,
    theta2,
    y,
)
from theory.claims.zhu_2022_one_datum import NQM
from theory.statements import Claim, Quantifier, Setting

STATE, STEP, FIRST, TRAJECTORY = Quantifier.STATE, Quantifier.STEP, Quantifier.FIRST, Quantifier.TRAJECTORY
_RELU_DATA = Setting("two_layer", data="many", variant="relu")
_LINEAR_DATA = Setting("two_layer", data="many", variant="linear")
_inside = (Ne(f.initial, 0), eta * H.initial < 4)
_catapult = (*_inside, eta * H.initial > 2)


def _wrong(name: str, text: str, setting: Setting, quantifier: Quantifier, conclusion: Boolean, *hypotheses: Boolean) -> Claim:
    return wrong(f"POINT-{name}", text, setting, quantifier, conclusion, *hypotheses)


CLAIMS = (
    # outputs that hit 0 in one step and stay there, whatever the kernel
    _wrong("HIT-LINEAR", "ηH tends to at most 2.", LINEAR, TRAJECTORY, eta * H.limit <= 2, *_inside),
    _wrong("HIT-NQM", "… and so for the NQM.", NQM, TRAJECTORY, eta * H.limit <= 2, *_inside),
    _wrong("HIT-FORM", "… and for ψ² = cI.", ISOTROPIC, TRAJECTORY, eta * H.limit <= 2, *_inside),
    _wrong("HIT-FIRST", "No step hits the target.", LINEAR, FIRST, Ne(f.next, 0), Ne(f.initial, 0), 3 * eta * H.initial <= 5),
    # units that die
    _wrong(
        "DEATH",
        "A small output grows inside the window, for ReLU as well.",
        RELU,
        FIRST,
        Abs(f.next) > Abs(f.now),
        *_catapult,
        1000 * kappa_net * eta**2 * f.initial**2 < (eta * H.initial - 2) ** 2,
    ),
    _wrong("DEATH-KERNEL", "A kernel that is not 0 stays so.", RELU, STEP, H.next > 0, H.initial > 0, eta * H.initial <= 4),
    _wrong("DEATH-LIMIT", "… in the limit.", RELU, TRAJECTORY, H.limit > 0, *_inside),
    # balanced weights and 2-cycles
    _wrong("BALANCED", "4κf² < H².", LINEAR, STATE, 4 * kappa_net * f.now**2 < H.now**2, Ne(f.now, 0)),
    _wrong("CYCLE", "ηH₀ ≤ 4: the output tends to 0.", LINEAR, TRAJECTORY, Eq(f.limit, 0), eta * H.initial <= 4),
    _wrong("NORM-STRICT", "ηH₀ ≤ 4: θ² falls.", LINEAR, STEP, theta2.next < theta2.now, Ne(f.initial, 0), eta * H.initial <= 4),
    _wrong("LIMIT-ABOVE-1", "After a catapult ηH ≥ 1.", LINEAR, TRAJECTORY, eta * H.limit >= 1, *_catapult),
    # values that are prescribed: no sample meets them
    _wrong(
        "TARGET-2", "|y| = 2.", LINEAR_ANY_TARGET, STEP, theta2.next <= theta2.now, eta * C_net * theta2.initial <= 4, Eq(y**2, 4)
    ),
    _wrong("TARGET-CUBED", "y³ = 8: f ≤ 3.", NET_ANY_TARGET, STATE, f.now <= 3, Eq(y**3, 8)),
    _wrong("TARGET-ROOT", "y² = 2: |f| ≤ 3.", LINEAR_ANY_TARGET, STATE, Abs(f.now) <= 3, Eq(y**2, 2)),
    # numbers of another size than those that are drawn
    _wrong("SIZE", "H is at most a million θ².", NET, STATE, H.now <= 10**6 * theta2.now),
    _wrong("SIZE-TARGET", "y ≤ 100.", NET_ANY_TARGET, STATE, y <= 100),
    _wrong("WIDTH-7", "n = 7: κ takes the slope a₊.", NET, STATE, H.now <= kappa_net * theta2.now, Eq(n, 7)),
    _wrong(
        "DEPTH-4",
        "k = 4: ηC₄θ₀⁶ ≤ 8.1.",
        DEEP,
        STEP,
        theta2.next <= theta2.now,
        10 * eta * C_deep * theta2.initial ** (k - 1) <= 81,
        Eq(k, 4),
    ),
    _wrong("AT-3", "ηH₀ = 3: the loss grows.", LINEAR, FIRST, L.next > L.now, Ne(f.initial, 0), Eq(eta * H.initial, 3)),
    _wrong("STANDS", "What has no output keeps its kernel.", LINEAR_ANY_TARGET, STEP, H.next <= H.now, Eq(f.initial, 0)),
    # D data: the top eigenvalue, exactly
    _wrong("DATA-RELU", "ML-9 on D data.", _RELU_DATA, STEP, H.next <= H.now, eta * H.initial <= 4),
    _wrong("DATA-RELU-NORM", "… and θ².", _RELU_DATA, STEP, theta2.next <= theta2.now, eta * H.initial <= 4),
    _wrong("DATA-LINEAR", "… for linear nets.", _LINEAR_DATA, STEP, H.next <= H.now, eta * H.initial <= 4),
    _wrong("DATA-FORM", "ηλmax ≤ 2: the loss falls.", QUADRATIC_DATA, STEP, L.next <= L.now, eta * H.initial <= 2),
    _wrong("DATA-KERNEL", "λmax(H) ≤ 0.99 Cθ².", NET_DATA, STATE, H.now <= Rational(99, 100) * C_net_data * theta2.now),
    _wrong(
        "DATA-FORCE", "|Σ r_a∇f_a|² ≤ 0.99 λmax(H) Σ r_a².", QUADRATIC_DATA, STATE, rHr.now <= Rational(99, 100) * H.now * r2.now
    ),
    _wrong(
        "DATA-HEIGHT", "The mean of f² is at most 0.24 Cθ⁴.", NET_DATA, STATE, 100 * f2.now <= 24 * C_net_data * theta2.now**2
    ),
)
