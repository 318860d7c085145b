"""Wrong theorems about one datum: near misses of true ones."""

from __future__ import annotations

from sympy import Abs, And, Eq, Equivalent, Min, Ne, Rational
from sympy.logic.boolalg import Boolean

from theory.claims.vocabulary import (
    DEEP,
    ISOTROPIC,
    LINEAR,
    NET,
    NET_ANY_TARGET,
    NET_DATA,
    NET_DATA_ANY_TARGET,
    QUADRATIC,
    RELU,
    C_deep,
    C_net,
    C_net_data,
    C_quadratic,
    D,
    H,
    L,
    a_minus,
    a_plus,
    eta,
    f,
    f2,
    k,
    kappa_net,
    psi2_top,
    rf,
    rHr,
    s,
    theta2,
    x2,
    y,
    zeta,
)
from theory.statements import Claim, Quantifier, Setting, Source, Statement

_falls = theta2.next <= theta2.now
_u = kappa_net * eta**2 * f.now**2


def _wrong(name: str, text: str, setting: Setting, quantifier: Quantifier, conclusion: Boolean, *hypotheses: Boolean) -> Claim:
    statement = Statement(setting, hypotheses, quantifier, conclusion)
    return Claim(id=f"FALSE-{name}", source=Source("wrong on purpose"), text=text, statements=(statement,))


STATE, STEP, FIRST, TRAJECTORY = Quantifier.STATE, Quantifier.STEP, Quantifier.FIRST, Quantifier.TRAJECTORY

CLAIMS = (
    _wrong(
        "KERNEL-MIN", "H ≤ Cθ² with the smaller slope.", NET, STATE, H.now <= s**2 * Min(a_plus**2, a_minus**2) * x2 * theta2.now
    ),
    _wrong("KERNEL-SLOPE", "H ≤ Cθ² with a₊ whatever a₋.", NET, STATE, H.now <= s**2 * a_plus**2 * x2 * theta2.now),
    _wrong(
        "SLOPE-LARGER",
        "What a₊ keeps below 1, the larger slope does.",
        NET,
        STATE,
        C_net * theta2.now <= 1,
        kappa_net * theta2.now <= 1,
    ),
    _wrong(
        "KERNEL-ALIVE",
        "A linear net that is not zero has a kernel; a datum at 0 is not seen.",
        LINEAR,
        STATE,
        H.now > 0,
        theta2.now > 0,
    ),
    _wrong("KERNEL-STRICT", "H < Cθ².", NET, STATE, H.now < C_net * theta2.now),
    _wrong("KERNEL-NO-X", "H ≤ s²a²θ² without the size of the input.", NET, STATE, H.now <= C_net / x2 * theta2.now, x2 > 0),
    _wrong("KERNEL-HALF", "H ≤ ½ ζ²λmax(ψ²)θ².", QUADRATIC, STATE, H.now <= C_quadratic * theta2.now / 2),
    _wrong("KERNEL-ZETA", "H ≤ ζ λmax(ψ²)θ², ζ > 1.", QUADRATIC, STATE, H.now <= zeta * psi2_top * theta2.now, zeta > 0),
    _wrong("MONO-4.0001", "ηCθ₀² < 4.0001 suffices.", NET, STEP, _falls, eta * C_net * theta2.initial < Rational(40001, 10000)),
    _wrong("MONO-STRICT", "ηCθ₀² < 4: θ² falls strictly.", NET, STEP, theta2.next < theta2.now, eta * C_net * theta2.initial < 4),
    _wrong("MONO-NO-BOUND", "θ² never increases.", QUADRATIC, STEP, _falls),
    _wrong("MONO-TARGET", "… whatever the target.", NET_ANY_TARGET, STEP, _falls, eta * C_net * theta2.initial <= 4),
    _wrong(
        "MONO-SMALL-TARGET",
        "… with a target |y| ≤ 1/10.",
        NET_ANY_TARGET,
        STEP,
        _falls,
        eta * C_net * theta2.initial <= 4,
        Abs(y) <= Rational(1, 10),
    ),
    _wrong("MONO-NTK", "ηH₀ ≤ 4 suffices for any slopes.", NET, STEP, _falls, eta * H.initial <= 4),
    _wrong("MONO-QUADRATIC-NTK", "ηH₀ ≤ 4 suffices for any ψ.", QUADRATIC, STEP, H.next <= H.now, eta * H.initial <= 4),
    _wrong("MONO-ONE-OVER-S", "η s a²|x|²θ₀² < 4 (power of n).", NET, STEP, _falls, eta * C_net / s * theta2.initial < 4),
    _wrong(
        "MONO-NO-D",
        "D data: λmax(XXᵀ) divided by D once too often.",
        NET_DATA,
        STEP,
        _falls,
        eta * C_net_data / D * theta2.initial < 4,
    ),
    _wrong(
        "DEEP-4",
        "k layers: 4 instead of 2k, for small k.",
        DEEP,
        STEP,
        _falls,
        eta * C_deep * theta2.initial ** (k - 1) < 2 * k**2,
    ),
    _wrong("DEEP-KERNEL", "C_k with k^(1−k).", DEEP, STATE, H.now <= C_deep / k * theta2.now ** (k - 1)),
    _wrong(
        "NORM-ID-SIGN",
        "The weight-norm identity with the wrong sign.",
        NET_DATA_ANY_TARGET,
        STEP,
        Eq(theta2.next, theta2.now + 4 * eta * rf.now + eta**2 * rHr.now),
    ),
    _wrong(
        "NORM-ID-2",
        "… with 2η instead of 4η.",
        NET_DATA_ANY_TARGET,
        STEP,
        Eq(theta2.next, theta2.now - 2 * eta * rf.now + eta**2 * rHr.now),
    ),
    _wrong(
        "NORM-ID-D",
        "… with ∑ instead of the mean.",
        NET_DATA_ANY_TARGET,
        STEP,
        Eq(theta2.next, theta2.now - 4 * eta * D * rf.now + eta**2 * rHr.now),
    ),
    _wrong(
        "SUM-HALF",
        "Σf² ≤ θ₀²/(2η(4 − ηCθ₀²)).",
        NET,
        STEP,
        f2.total <= theta2.initial / (2 * eta * (4 - eta * C_net * theta2.initial)),
        eta * C_net * theta2.initial < 4,
    ),
    _wrong(
        "LIMIT-EDGE",
        "The loss tends to zero at ηCθ₀² = 4 as well.",
        NET,
        TRAJECTORY,
        Eq(L.limit, 0),
        eta * C_net * theta2.initial <= 4,
    ),
    _wrong(
        "EXISTS-ALL",
        "2 < ηH₀ < 4: the loss grows at the first step.",
        LINEAR,
        FIRST,
        L.now < L.next,
        eta * H.initial > 2,
        eta * H.initial < 4,
    ),
    _wrong(
        "EXISTS-NONZERO",
        "… if f₀ ≠ 0.",
        ISOTROPIC,
        FIRST,
        L.now < L.next,
        eta * H.initial > 2,
        eta * H.initial < 4,
        Ne(f.initial, 0),
    ),
    _wrong(
        "EXISTS-BEYOND",
        "The criterion holds beyond ηH₀ = 4.",
        LINEAR,
        FIRST,
        Equivalent(Abs(f.next) > Abs(f.now), And(Ne(f.now, 0), _u < eta * H.now - 2)),
        eta * H.initial < 8,
    ),
    _wrong("UV-SIGN", "v′ = v − u(4 + v).", LINEAR, STEP, Eq(eta * H.next, eta * H.now - _u * (4 + eta * H.now))),
    _wrong(
        "UV-MAP-LEAKY",
        "The closed map holds for leaky nets.",
        NET,
        STEP,
        Eq(f.next, f.now * (1 - eta * H.now + C_net * eta**2 * f.now**2)),
    ),
    _wrong(
        "UV-MAP-ANY-PSI",
        "The closed map holds for any ψ.",
        QUADRATIC,
        STEP,
        Eq(H.next, H.now - eta * C_quadratic * f.now**2 * (4 - eta * H.now)),
    ),
    _wrong("UV-REGION-8", "8u ≤ v².", LINEAR, STATE, 8 * kappa_net * f.now**2 <= H.now**2),
    _wrong(
        "SUB-2.0001",
        "ηH₀ ≤ 2.001: the loss never increases.",
        LINEAR,
        STEP,
        Abs(f.next) <= Abs(f.now),
        eta * H.initial <= Rational(2001, 1000),
    ),
    _wrong(
        "SUB-ANY-PSI",
        "ηH₀ ≤ 2 and any ψ: the loss never increases.",
        QUADRATIC,
        STEP,
        Abs(f.next) <= Abs(f.now),
        eta * H.initial <= 2,
    ),
    _wrong(
        "RELU-TARGET",
        "ReLU: the NTK is monotone whatever the target.",
        Setting("two_layer", targets="any", variant="relu"),
        STEP,
        H.next <= H.now,
        eta * H.initial <= 4,
    ),
    _wrong("RELU-5", "ReLU: ηH₀ ≤ 5 suffices.", RELU, STEP, H.next <= H.now, eta * H.initial <= 5),
    _wrong(
        "PEAK-HALF",
        "max L ≥ (ηλ₀ − 2)²/(κη²).",
        LINEAR,
        TRAJECTORY,
        kappa_net * eta**2 * L.peak >= (eta * H.initial - 2) ** 2,
        eta * H.initial > 2,
        eta * H.initial < 4,
        Ne(f.initial, 0),
    ),
)
