"""The weight norm: its exact map, when it falls, what that says about the loss."""

from __future__ import annotations

from sympy import And, Eq, Equivalent, Ne

from theory.claims.vocabulary import (
    DEEP,
    DEEP_ANY_TARGET,
    NET,
    NET_DATA,
    NET_DATA_ANY_TARGET,
    QUADRATIC,
    QUADRATIC_DATA_ANY_TARGET,
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
    kink,
    rf,
    rHr,
    theta2,
)
from theory.statements import Claim, Quantifier, Source, Statement

_OURS = Source("ours")
_ONE_DATUM = ((NET, C_net, (kink,)), (QUADRATIC, C_quadratic, ()))

CLAIMS = (
    Claim(
        id="NORM-ID",
        source=Source("ours", "weight-norm identity"),
        text="One step changes the weight norm by −(2kη/D) r·f + (η²/D) rᵀHr, for any homogeneous model, data and targets.",
        statements=(
            Statement(
                NET_DATA_ANY_TARGET,
                (),
                Quantifier.STEP,
                Eq(theta2.next, theta2.now - 4 * eta * rf.now + eta**2 * rHr.now),
            ),
            Statement(
                QUADRATIC_DATA_ANY_TARGET,
                (),
                Quantifier.STEP,
                Eq(theta2.next, theta2.now - 4 * eta * rf.now + eta**2 * rHr.now),
            ),
            Statement(
                DEEP_ANY_TARGET,
                (),
                Quantifier.STEP,
                Eq(theta2.next, theta2.now - 2 * k * eta * rf.now + eta**2 * rHr.now),
            ),
        ),
        reading="Any value of the activation's slope at zero, as long as forward and backward pass use a fixed one.",
        evidence="Euler's identity and one gradient step.",
        sharp=True,
    ),
    Claim(
        id="CAT-MONO",
        source=_OURS,
        text="ηCθ₀² ≤ 4, y = 0 and σ'(0)² ≤ max(a₊², a₋²): the weight norm never increases, the edge included.",
        statements=tuple(
            Statement(setting, (*slopes, eta * C * theta2.initial <= 4), Quantifier.STEP, theta2.next <= theta2.now)
            for setting, C, slopes in _ONE_DATUM
        ),
        reading="Any signs of the slopes, any width.",
        evidence="The exact map, the kernel bound, induction over the steps.",
        sharp=True,
    ),
    Claim(
        id="CAT-STRICT",
        source=_OURS,
        text="y = 0: the weight norm falls strictly at a step if and only if f ≠ 0 and ηH < 4.",
        statements=tuple(
            Statement(
                setting,
                (),
                Quantifier.STEP,
                Equivalent(theta2.next < theta2.now, And(Ne(f.now, 0), eta * H.now < 4)),
            )
            for setting, _, _ in _ONE_DATUM
        ),
        evidence="The exact map.",
        sharp=True,
    ),
    Claim(
        id="CAT-SUM",
        source=_OURS,
        text="ηCθ₀² < 4, y = 0 and σ'(0)² ≤ max(a₊², a₋²): the outputs are square-summable, Σ f_t² ≤ θ₀²/(η(4 − ηCθ₀²)).",
        statements=tuple(
            Statement(
                setting,
                (*slopes, eta * C * theta2.initial < 4),
                Quantifier.STEP,
                f2.total <= theta2.initial / (eta * (4 - eta * C * theta2.initial)),
            )
            for setting, C, slopes in _ONE_DATUM
        ),
        evidence="Telescoping the exact weight-norm map.",
    ),
    Claim(
        id="CAT-LIMIT",
        source=_OURS,
        text="ηCθ₀² < 4, y = 0 and σ'(0)² ≤ max(a₊², a₋²): the loss tends to zero.",
        statements=tuple(
            Statement(setting, (*slopes, eta * C * theta2.initial < 4), Quantifier.TRAJECTORY, Eq(L.limit, 0))
            for setting, C, slopes in _ONE_DATUM
        ),
        reading="The rate need not be geometric. At the edge itself u = v = 1, η = 2 cycles for ever.",
        evidence="Summability.",
        sharp=True,
    ),
    Claim(
        id="MASTER-MONO",
        source=Source("ours", "master theorem"),
        text="A model on D data, homogeneous of degree k, with λmax(H) ≤ Cθ^(2(k−1)) and y = 0: ηCθ₀^(2(k−1)) ≤ 2k implies that "
        "the weight norm never increases.",
        statements=(
            Statement(
                DEEP, (kink, eta * C_deep * theta2.initial ** (k - 1) <= 2 * k), Quantifier.STEP, theta2.next <= theta2.now
            ),
            Statement(NET_DATA, (kink, eta * C_net_data * theta2.initial <= 4), Quantifier.STEP, theta2.next <= theta2.now),
        ),
        reading="Instances: two-layer nets with d inputs, nets of k layers with the sharp constant C_k, both with "
        "σ'(0)² ≤ max(a₊², a₋²), without which they have no such C.",
        evidence="Euler's identity, the kernel bound, induction.",
        sharp=True,
    ),
    Claim(
        id="MASTER-SUM",
        source=Source("ours", "master theorem"),
        text="Under the strict inequality, Σ_t |f_t|²/D ≤ θ₀²/(η(2k − ηCθ₀^(2(k−1)))).",
        reading="Instances as for MASTER-MONO, σ'(0)² ≤ max(a₊², a₋²) included.",
        statements=(
            Statement(
                DEEP,
                (kink, eta * C_deep * theta2.initial ** (k - 1) < 2 * k),
                Quantifier.STEP,
                f2.total <= theta2.initial / (eta * (2 * k - eta * C_deep * theta2.initial ** (k - 1))),
            ),
            Statement(
                NET_DATA,
                (kink, eta * C_net_data * theta2.initial < 4),
                Quantifier.STEP,
                f2.total <= theta2.initial / (eta * (4 - eta * C_net_data * theta2.initial)),
            ),
        ),
        evidence="Telescoping.",
    ),
    Claim(
        id="MASTER-LIMIT",
        source=Source("ours", "master theorem"),
        text="Under the strict inequality the loss tends to zero.",
        reading="Instances as for MASTER-MONO, σ'(0)² ≤ max(a₊², a₋²) included.",
        statements=(
            Statement(DEEP, (kink, eta * C_deep * theta2.initial ** (k - 1) < 2 * k), Quantifier.TRAJECTORY, Eq(L.limit, 0)),
            Statement(NET_DATA, (kink, eta * C_net_data * theta2.initial < 4), Quantifier.TRAJECTORY, Eq(L.limit, 0)),
        ),
        evidence="Summability.",
        sharp=True,
    ),
    Claim(
        id="DEPTH-KERNEL",
        source=Source("ours", "depth"),
        text="k-layer bias-free net, a² = max(a₊², a₋²) ≥ σ'(0)², any targets: λmax(H) ≤ C_k θ^(2(k−1)), "
        "C_k = s² a^(2(k−1)) λmax(XXᵀ/D) k^(2−k).",
        statements=(Statement(DEEP_ANY_TARGET, (kink,), Quantifier.STATE, H.now <= C_deep * theta2.now ** (k - 1)),),
        evidence="Norm bounds of the layers and the inequality of the means; attained by balanced rank-one weights.",
        sharp=True,
    ),
)
