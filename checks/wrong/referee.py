"""Wrong theorems that a sceptical reader would send in: near misses about the sharp edges, the norms and the constants."""

from __future__ import annotations

from sympy import And, Eq, Implies, Max, Min, Ne, oo, sqrt

from checks.wrong import wrong
from theory.claims.ours_bias import BIASED, N, phi2, phi_theta, theta_m2
from theory.claims.ours_data import N_spec
from theory.claims.ours_targets import LINEAR_TARGET, RELU_TARGET, Y2, kappa_eta2
from theory.claims.vocabulary import (
    DEEP,
    LINEAR,
    NET,
    NET_ANY_TARGET,
    RELU,
    C_deep,
    C_net,
    C_net_data,
    C_quadratic,
    H,
    L,
    eta,
    f,
    f2,
    k,
    kappa_net,
    r,
    theta2,
    y,
)
from theory.claims.zhu_2022_one_datum import NQM, NQM_ANY_TARGET, kappa
from theory.statements import Quantifier, Setting

STATE, STEP, FIRST, TRAJECTORY = Quantifier.STATE, Quantifier.STEP, Quantifier.FIRST, Quantifier.TRAJECTORY
_RELU_DATA = Setting("two_layer", data="many", variant="relu")
_LINEAR_DATA_ANY_TARGET = Setting("two_layer", data="many", targets="any", variant="linear")
_edge = eta * (H.initial + sqrt(H.initial**2 + 16 * kappa_net * y * (y - f.initial)))
_spectral = eta * C_net_data * N_spec.initial
_falls = theta2.next <= theta2.now


CLAIMS = (
    # the edge with a target
    wrong(
        "EDGE-NO-Y2",
        "η* without y²: 8/(H₀ + √(H₀² − 16κyf₀)).",
        LINEAR_TARGET,
        STEP,
        kappa_eta2 * r.now**2 < 4,
        eta * (H.initial + sqrt(H.initial**2 - 16 * kappa_net * y * f.initial)) < 8,
    ),
    wrong(
        "EDGE-LEAKY",
        "η < η* for leaky nets, with κ from the larger slope.",
        NET_ANY_TARGET,
        STEP,
        C_net * eta**2 * r.now**2 < 4,
        eta * (H.initial + sqrt(H.initial**2 + 16 * C_net * y * (y - f.initial))) < 8,
    ),
    wrong("EDGE-TIE", "η ≤ η* keeps L below 2/(κη²).", LINEAR_TARGET, STEP, kappa_eta2 * r.now**2 < 4, _edge <= 8),
    wrong(
        "EDGE-CONVERGES",
        "η < η*: the output tends to the target, whatever Y.",
        LINEAR_TARGET,
        TRAJECTORY,
        Eq(L.limit, 0),
        _edge < 8,
    ),
    wrong(
        "EDGE-RELU-LEARNS",
        "|Y| < 1, η < η*: a ReLU net reaches its target.",
        RELU_TARGET,
        TRAJECTORY,
        Eq(L.limit, 0),
        Y2 < 1,
        _edge < 8,
    ),
    # D data
    wrong(
        "SPEC-RELU", "The spectral norm falls for ReLU nets as well.", _RELU_DATA, STEP, N_spec.next <= N_spec.now, _spectral <= 4
    ),
    wrong(
        "SPEC-TARGET",
        "… for linear nets with any target.",
        _LINEAR_DATA_ANY_TARGET,
        STEP,
        N_spec.next <= N_spec.now,
        _spectral <= 4,
    ),
    # depth
    wrong(
        "DEPTH-SHIFTED",
        "C_k with (k+1)^(2−k): right for two layers.",
        DEEP,
        STATE,
        H.now <= C_deep * (1 + 1 / k) ** (2 - k) * theta2.now ** (k - 1),
    ),
    wrong("DEPTH-NTK", "k layers: ηH₀ ≤ 2k suffices.", DEEP, STEP, _falls, eta * H.initial <= 2 * k),
    wrong(
        "DEPTH-FOUR",
        "k layers: ηC_kθ₀^(2(k−1)) ≤ 2k + 1/100.",
        DEEP,
        STEP,
        _falls,
        100 * eta * C_deep * theta2.initial ** (k - 1) <= 200 * k + 1,
    ),
    # biases
    wrong(
        "BIAS-WEIGHT-ONE",
        "(φ·θ_f)²/φ² with weight 1 in the bound.",
        BIASED,
        STEP,
        N.next <= N.now,
        eta * (2 * phi2 + C_quadratic * (theta_m2.initial + phi_theta.initial**2 / phi2)) <= 4,
    ),
    wrong("BIAS-NTK", "ηH₀ ≤ 4 and a bias: N never increases.", BIASED, STEP, N.next <= N.now, eta * H.initial <= 4),
    # neural quadratic models
    wrong(
        "NQM-LEARNS",
        "|Y| < 2 and e₀ < 0: the NQM reaches its target.",
        NQM_ANY_TARGET,
        TRAJECTORY,
        Eq(L.limit, 0),
        kappa * eta**2 * y**2 < 4,
        eta * H.initial < 4 + kappa * eta**2 * y * r.initial,
    ),
    wrong(
        "NQM-TIE",
        "κη²g₀² ≤ ηλ₀ − 2: the loss grows, the tie included.",
        NQM,
        FIRST,
        L.next > L.now,
        Ne(f.initial, 0),
        kappa * eta**2 * f.initial**2 <= eta * H.initial - 2,
    ),
    # order of quantifiers, exceptional sets
    wrong(
        "SUM-NOW",
        "Σf² up to now is bounded by the weight norm of now.",
        NET,
        STEP,
        f2.total <= theta2.now / (eta * (4 - eta * C_net * theta2.now)),
        eta * C_net * theta2.initial < 4,
    ),
    wrong(
        "SUM-NEXT",
        "Where θ² has fallen by less than half, the output does not fall; what is added to it is true.",
        LINEAR,
        STEP,
        And(
            theta2.initial * f.next >= f.now * Min(Max(theta2.initial - theta2.now, 0), theta2.initial / 2),
            Implies(And(theta2.now < theta2.initial, 2 * theta2.now >= theta2.initial), f.next >= f.now),
            Implies(f.total > 2, f.total > 1),
        ),
        2 * eta * H.initial <= 1,
        f.initial > 0,
    ),
    wrong(
        "DIVERGES-ALWAYS",
        "ηH₀ > 4 and f₀ ≠ 0: the loss is unbounded, without exception.",
        LINEAR,
        TRAJECTORY,
        Eq(L.peak, oo),
        eta * H.initial > 4,
        Ne(f.initial, 0),
    ),
    wrong(
        "DIVERGES-RELU",
        "ReLU: ηH₀ > 4 makes the loss unbounded.",
        RELU,
        TRAJECTORY,
        Eq(L.peak, oo),
        eta * H.initial > 4,
        Ne(f.initial, 0),
    ),
)
