"""Several outputs, y = 0: two-layer leaky nets with K outputs keep the edges of one."""

from __future__ import annotations

from sympy import Eq

from theory.claims.vocabulary import C_net_data, H, L, eta, f2, kink, rf, rHr, theta2
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import PARAMETERS

_SEVERAL = Source("ours", "several outputs")
OUTPUTS = Setting("many_outputs", data="many")
OUTPUTS_ANY_TARGET = Setting("many_outputs", data="many", targets="any")
C_outputs = C_net_data / PARAMETERS["K"].symbol
"""The constant of a two-layer net with K outputs, of which the loss is a mean: λmax(H) ≤ C θ²."""
_edge = eta * C_outputs * theta2.initial

CLAIMS = (
    Claim(
        id="OUTPUTS-ID",
        source=_SEVERAL,
        text="Two-layer leaky net with K outputs, any data and targets: θ²′ = θ² − 4η r·f/(DK) + η² rᵀHr/(DK).",
        statements=(
            Statement(OUTPUTS_ANY_TARGET, (), Quantifier.STEP, Eq(theta2.next, theta2.now - 4 * eta * rf.now + eta**2 * rHr.now)),
        ),
        reading="Each output of each datum is one of D·K numbers: L = Σ r²/(2DK), and H is (1/DK) ∇f_i·∇f_j.",
        evidence="Euler's identity for each of the outputs.",
        sharp=True,
    ),
    Claim(
        id="OUTPUTS-KERNEL",
        source=_SEVERAL,
        text="Two-layer leaky net with K outputs: λmax(H) ≤ Cθ² with C = s²a² λmax(XXᵀ/D)/K.",
        statements=(Statement(OUTPUTS_ANY_TARGET, (kink,), Quantifier.STATE, H.now <= C_outputs * theta2.now),),
        reading="The 1/K is that of the mean over the outputs: but for it, the constant is that of one output.",
        evidence="Cauchy–Schwarz over the outputs of the inner weights, and for each output of the outer ones.",
        sharp=True,
    ),
    Claim(
        id="OUTPUTS-MONO",
        source=_SEVERAL,
        text="K outputs, y = 0: ηCθ₀² ≤ 4 implies that the weight norm never increases.",
        statements=(Statement(OUTPUTS, (kink, _edge <= 4), Quantifier.STEP, theta2.next <= theta2.now),),
        evidence="The weight-norm identity and the kernel bound.",
        sharp=True,
    ),
    Claim(
        id="OUTPUTS-SUM",
        source=_SEVERAL,
        text="K outputs, y = 0, ηCθ₀² < 4: Σ_t |f_t|²/(DK) ≤ θ₀²/(η(4 − ηCθ₀²)).",
        statements=(Statement(OUTPUTS, (kink, _edge < 4), Quantifier.STEP, f2.total <= theta2.initial / (eta * (4 - _edge))),),
        evidence="Telescoping the weight norm.",
    ),
    Claim(
        id="OUTPUTS-LIMIT",
        source=_SEVERAL,
        text="K outputs, y = 0, ηCθ₀² < 4: the loss tends to zero.",
        statements=(Statement(OUTPUTS, (kink, _edge < 4), Quantifier.TRAJECTORY, Eq(L.limit, 0)),),
        evidence="The sum of the squared outputs is finite.",
    ),
)
