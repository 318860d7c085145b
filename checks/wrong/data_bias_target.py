"""Wrong theorems about D data, biases, targets and neural quadratic models: near misses of true ones."""

from __future__ import annotations

from dataclasses import replace

from sympy import And, Eq, Implies, Rational

from checks.wrong import wrong
from theory.claims.ours_bias import BIASED, H_meta, N, N_published, phi2
from theory.claims.ours_data import LINEAR_DATA, N_live, N_spec, c_star, omega_top
from theory.claims.ours_targets import LINEAR_TARGET, RELU_TARGET, Y2, kappa_eta2
from theory.claims.vocabulary import (
    NET_DATA,
    NET_DATA_ANY_TARGET,
    QUADRATIC_DATA,
    QUADRATIC_DATA_ANY_TARGET,
    C_net_data,
    C_quadratic,
    D,
    H,
    L,
    eta,
    f,
    f2,
    r,
    r2,
    rf,
    rHr,
    theta2,
    x2,
    y,
)
from theory.claims.zhu_2022_data import (
    NQM_DATA_ANY_TARGET,
    S1,
    S2,
    lambda1,
    lambda2,
    m,
    p1_r,
    p1_z,
    p1Kp1,
    p2_r,
    p2_z,
    rate,
    rf1,
    rf2,
    trace,
    trace2,
    z_Kr,
    z_Kz,
    z_r,
)
from theory.claims.zhu_2022_data_general import GENERAL, z_GGz, z_GJz
from theory.claims.zhu_2022_one_datum import NQM, NQM_ANY_TARGET, QUADRATIC_FORM, d, gamma, kappa
from theory.statements import Quantifier
from theory.symbols import OBSERVABLES

STATE, STEP, FIRST = Quantifier.STATE, Quantifier.STEP, Quantifier.FIRST
theta_f2, theta_m2, phi_theta = (OBSERVABLES[name] for name in ("theta_f2", "theta_m2", "phi_theta"))
_bias = eta * (2 * phi2 + C_quadratic * N.initial)
_ANY_TARGET_BIASED = replace(BIASED, targets="any")
_below = eta * H.initial < 4 + kappa_eta2 * y * r.initial


CLAIMS = (
    # D data
    wrong(
        "OMEGA-PER-D",
        "λmax(Ω) divided by D once more.",
        QUADRATIC_DATA,
        STEP,
        theta2.next <= theta2.now,
        eta * omega_top / D * theta2.initial < 4,
    ),
    wrong("OMEGA-8", "η < 8/(C*θ₀²).", QUADRATIC_DATA, STEP, theta2.next <= theta2.now, eta * c_star * theta2.initial < 8),
    wrong(
        "OMEGA-TARGET",
        "C* bounds θ² with targets.",
        QUADRATIC_DATA_ANY_TARGET,
        STEP,
        theta2.next <= theta2.now,
        eta * c_star * theta2.initial < 4,
    ),
    wrong(
        "OMEGA-SUM-HALF",
        "Σ|f|²/D is at most half of the bound.",
        QUADRATIC_DATA,
        STEP,
        f2.total <= theta2.initial / (2 * eta * (4 - eta * c_star * theta2.initial)),
        eta * c_star * theta2.initial < 4,
    ),
    wrong(
        "NORM-ID-NO-TARGET",
        "The weight-norm identity with r for f.",
        NET_DATA_ANY_TARGET,
        STEP,
        Eq(theta2.next, theta2.now - 4 * eta * r2.now + eta**2 * rHr.now),
    ),
    wrong(
        "NORM-ID-KERNEL-D",
        "The weight-norm identity without the 1/D of the kernel term.",
        QUADRATIC_DATA_ANY_TARGET,
        STEP,
        Eq(theta2.next, theta2.now - 4 * eta * rf.now + eta**2 * D * rHr.now),
    ),
    wrong(
        "LIVE-5",
        "ηCN₀ ≤ 5 with the live norm.",
        NET_DATA,
        STEP,
        N_live.next <= N_live.now,
        eta * C_net_data * N_live.initial <= 5,
    ),
    wrong("LIVE-FROZEN", "The live norm is all that there is.", NET_DATA, STATE, Eq(theta2.now, N_live.now)),
    wrong(
        "SPEC-8",
        "ηCN₀ ≤ 8 with the spectral norm.",
        LINEAR_DATA,
        STEP,
        N_spec.next <= N_spec.now,
        eta * C_net_data * N_spec.initial <= 8,
    ),
    wrong(
        "SPEC-SUM-QUARTER",
        "Σ|f|²/D ≤ N₀/(2η(4 − ηCN₀)).",
        LINEAR_DATA,
        STEP,
        f2.total <= N_spec.initial / (2 * eta * (4 - eta * C_net_data * N_spec.initial)),
        eta * C_net_data * N_spec.initial < 4,
    ),
    # biases
    wrong("BIAS-PLAIN", "The plain weight norm falls, too.", BIASED, STEP, theta2.next <= theta2.now, _bias <= 4),
    wrong("BIAS-5", "η(2φ² + CN₀) ≤ 5.", BIASED, STEP, N.next <= N.now, _bias <= 5),
    wrong("BIAS-PHI", "φ² in place of 2φ².", BIASED, STEP, N.next <= N.now, eta * (phi2 + C_quadratic * N.initial) <= 4),
    wrong(
        "BIAS-META",
        "θ_m² in place of N.",
        BIASED,
        STEP,
        N.next <= N.now,
        eta * (2 * phi2 + C_quadratic * theta_m2.initial) <= 4,
    ),
    wrong("BIAS-TARGET", "N falls with a target.", _ANY_TARGET_BIASED, STEP, N.next <= N.now, _bias <= 4),
    wrong("BIAS-KERNEL", "H = H_m + 2φ².", BIASED, STATE, Eq(H.now, H_meta.now + 2 * phi2)),
    wrong("BIAS-NO-GAP", "The two norms agree.", BIASED, STATE, Eq(N_published.now, N.now)),
    wrong("BIAS-GAP-WRONG", "Their difference is |θ_f|².", BIASED, STATE, Eq(N_published.now, N.now + theta_f2.now)),
    # targets
    wrong(
        "TARGET-4",
        "ηH₀ < 4 keeps |R| below 2 whatever the target.",
        LINEAR_TARGET,
        STEP,
        kappa_eta2 * r.now**2 < 4,
        eta * H.initial < 4,
    ),
    wrong("TARGET-Y3", "|Y| < 3 suffices.", RELU_TARGET, STEP, kappa_eta2 * r.now**2 < 4, Y2 < 9, _below),
    wrong("TARGET-R1", "|R| stays below 1.", LINEAR_TARGET, STEP, kappa_eta2 * r.now**2 < 1, Y2 < 4, _below),
    wrong("TARGET-KERNEL", "ηH stays below 4.", LINEAR_TARGET, STEP, eta * H.now < 4, Y2 < 4, _below),
    wrong(
        "TARGET-SIGN",
        "e with the other sign of YR.",
        LINEAR_TARGET,
        STEP,
        eta * H.next < 4 - kappa_eta2 * y * r.next,
        Y2 < 4,
        eta * H.initial < 4 - kappa_eta2 * y * r.initial,
    ),
    # neural quadratic and general quadratic models
    wrong(
        "NQM-G",
        "g(t+1) − y with g² for (g−y)g.",
        NQM_ANY_TARGET,
        STEP,
        Eq(r.next, (1 - eta * H.now + kappa * eta**2 * f.now**2) * r.now),
    ),
    wrong(
        "NQM-D",
        "‖x‖²/m in place of ‖x‖²/(md).",
        NQM_ANY_TARGET,
        STEP,
        Eq(r.next, (1 - eta * H.now + x2 / m * eta**2 * r.now * f.now) * r.now),
        d > 1,
    ),
    wrong(
        "NQM-KERNEL-UP",
        "With a target and ηλ₀ < 4 the kernel never increases.",
        NQM_ANY_TARGET,
        STEP,
        H.next <= H.now,
        eta * H.initial < 4,
    ),
    wrong(
        "NQM-LOSS",
        "The loss of the NQM never increases below 2.1/λ₀.",
        NQM,
        FIRST,
        L.next <= L.now,
        eta * H.initial < Rational(21, 10),
    ),
    wrong(
        "ISO-GAMMA",
        "ηλ₀ < 4 gives Σg² ≤ λ₀/(γ|x|²η(4 − ηλ₀)).",
        QUADRATIC_FORM,
        STEP,
        gamma * x2 * eta * f2.total * (4 - eta * H.initial) <= H.initial,
        eta * H.initial < 4,
    ),
    wrong("RANK-ONE", "On one-dimensional inputs the kernel has rank one.", NQM_DATA_ANY_TARGET, STATE, Eq(trace**2, trace2)),
    wrong("EIGENVALUE-NO-S", "p₁ᵀKp₁ = λ₁.", NQM_DATA_ANY_TARGET, STATE, Eq(p1Kp1.now, lambda1.now), S1 > 0),
    wrong(
        "BLOCK-HALF",
        "Half of the quadratic term of the step on D data.",
        NQM_DATA_ANY_TARGET,
        STEP,
        Eq(z_r.next, z_r.now - rate * z_Kr.now + rate**2 / (2 * m) * (rf1 * p1_z * p1_r.now + rf2 * p2_z * p2_r.now)),
    ),
    wrong(
        "BLOCK-COUPLED",
        "ηλ₁ < 4 alone keeps both eigenvalues from growing.",
        NQM_DATA_ANY_TARGET,
        STEP,
        lambda2.next <= lambda2.now,
        S1 * S2 > 0,
        rate * lambda1.initial < 4,
    ),
    wrong(
        "GENERAL-KERNEL", "K′ with one η∇f·G for two.", GENERAL, STEP, Eq(z_Kz.next, z_Kz.now - rate * z_GJz + rate**2 * z_GGz)
    ),
    wrong(
        "GENERAL-LINEAR",
        "K′ without the quadratic term in η.",
        GENERAL,
        STEP,
        Eq(z_Kz.next, z_Kz.now - 2 * rate * z_GJz),
    ),
    wrong(
        "FEATURES-FROZEN",
        "The linear part of the output does not move while the residual is not zero.",
        BIASED,
        STEP,
        And(Implies(f.now > 0, Eq(phi_theta.next, phi_theta.now)), theta_f2.next <= theta_f2.now),
    ),
)
