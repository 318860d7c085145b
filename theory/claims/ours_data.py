"""D data, y = 0: kernel constants and weighted norms that make the bounds sharper."""

from __future__ import annotations

from sympy import Eq, Ge

from theory.claims.vocabulary import (
    NET_DATA,
    NET_DATA_ANY_TARGET,
    QUADRATIC_DATA,
    QUADRATIC_DATA_ANY_TARGET,
    C_net_data,
    H,
    L,
    eta,
    f2,
    kink,
    theta2,
)
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES, PARAMETERS

LINEAR_DATA = Setting("two_layer", data="many", variant="linear")
LINEAR_DATA_ANY_TARGET = Setting("two_layer", data="many", targets="any", variant="linear")
omega_top, c_star, x_top = (PARAMETERS[name].symbol for name in ("omega_top", "c_star", "gram_top"))
N_spec, N_live = OBSERVABLES["N_spec"], OBSERVABLES["N_live"]
_OURS = Source("ours", "D data")
_star = eta * c_star * theta2.initial
_spectral = eta * C_net_data * N_spec.initial
_live = eta * C_net_data * N_live.initial

CLAIMS = (
    Claim(
        id="OMEGA",
        source=_OURS,
        text="D quadratic forms, C* = (ζ²/D) max_{|z|=1} ‖Σ z_aψ_a‖²: λmax(H) ≤ C*θ² and C* ≤ λmax(Ω); ηC*θ₀² ≤ 4 and y = 0: θ² "
        "never increases; below: Σ|f|²/D ≤ θ₀²/(η(4 − ηC*θ₀²)) and the loss tends to 0.",
        statements=(
            Statement(QUADRATIC_DATA_ANY_TARGET, (), Quantifier.STATE, c_star <= omega_top),
            Statement(QUADRATIC_DATA_ANY_TARGET, (), Quantifier.STATE, H.now <= c_star * theta2.now),
            Statement(QUADRATIC_DATA, (_star <= 4,), Quantifier.STEP, theta2.next <= theta2.now),
            Statement(QUADRATIC_DATA, (_star < 4,), Quantifier.STEP, f2.total <= theta2.initial / (eta * (4 - _star))),
            Statement(QUADRATIC_DATA, (_star < 4,), Quantifier.TRAJECTORY, Eq(L.limit, 0)),
        ),
        reading="C* is the best constant: it is reached at some weights.",
        evidence="zᵀHz = (ζ²/D)|Σ z_aψ_aθ|², the weight-norm identity, telescoping.",
        sharp=True,
    ),
    Claim(
        id="GRAM-KERNEL",
        source=_OURS,
        text="Two-layer leaky net, a² = max(a₊², a₋²) ≥ σ'(0)², any input dimension: λmax(H) ≤ s²a²λmax(XXᵀ/D)θ².",
        statements=(Statement(NET_DATA_ANY_TARGET, (kink,), Quantifier.STATE, H.now <= C_net_data * theta2.now),),
        evidence="Each unit's share by Cauchy–Schwarz (Lagrange's identity).",
        sharp=True,
    ),
    Claim(
        id="LIVE-MONO",
        source=_OURS,
        text="Leaky net, y = 0, σ'(0)² ≤ max(a₊², a₋²): θ₀² may be replaced by N = |v|² + Σ|Pu_i|², P the projector on the "
        "data's span; the rest is frozen, for any target and any σ'(0).",
        statements=(
            Statement(NET_DATA, (kink, _live <= 4), Quantifier.STEP, N_live.next <= N_live.now),
            Statement(NET_DATA, (kink, _live < 4), Quantifier.STEP, f2.total <= N_live.initial / (eta * (4 - _live))),
            Statement(NET_DATA_ANY_TARGET, (), Quantifier.STEP, Eq(theta2.next - N_live.next, theta2.now - N_live.now)),
        ),
        evidence="Gradients with respect to u_i lie in the span of the data.",
        sharp=True,
    ),
    Claim(
        id="SPEC-MONO",
        source=_OURS,
        text="Linear net on D data, y = 0, N = |v|² + Σ m_k|Uw_k|², m_k = (√(1 + 8σ_k²/σ₁²) − 1)/2, C = s²σ₁²/D: ηCN₀ ≤ 4: N "
        "never increases; below: Σ|f|²/D ≤ 2N₀/(η(4 − ηCN₀)) and the loss tends to 0. Neither width nor input dimension enters.",
        statements=(
            Statement(LINEAR_DATA, (_spectral <= 4, x_top > 0), Quantifier.STEP, N_spec.next <= N_spec.now),
            Statement(
                LINEAR_DATA,
                (_spectral < 4, x_top > 0),
                Quantifier.STEP,
                f2.total <= 2 * N_spec.initial / (eta * (4 - _spectral)),
            ),
            Statement(LINEAR_DATA, (_spectral < 4, x_top > 0), Quantifier.TRAJECTORY, Eq(L.limit, 0)),
        ),
        reading="σ_k, w_k are the singular values and right singular vectors of X.",
        evidence="The step in the singular basis; m_k equalises the gain of all directions.",
        sharp=True,
    ),
    Claim(
        id="SPEC-SMALLER",
        source=_OURS,
        text="N is at most |v|² + Σ|Pu_i|², so the spectral bound allows at least the learning rates of the others.",
        statements=(Statement(LINEAR_DATA_ANY_TARGET, (x_top > 0,), Quantifier.STATE, Ge(N_live.now, N_spec.now)),),
        evidence="m_k ≤ 1.",
        sharp=True,
    ),
)
