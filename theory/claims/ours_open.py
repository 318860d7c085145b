"""Conjectures: what no search has broken and nobody has proved, each just short of a theorem of this toolkit."""

from __future__ import annotations

from dataclasses import replace

from sympy import Expr, Lt, oo
from sympy.core.relational import Relational

from theory.claims.ours_data import LINEAR_DATA_ANY_TARGET, N_spec, x_top
from theory.claims.ours_momentum import beta
from theory.claims.vocabulary import NET_DATA, C_net_data, L, eta, kink, theta2
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import PARAMETERS
from theory.updates import HeavyBall, Nesterov, UpdateRule

_OPEN = Source("ours", "open")
RELU_DATA = Setting("two_layer", data="many", variant="relu")
w_star = PARAMETERS["w_star"].symbol
_kernel_now = eta * C_net_data * theta2.initial
_fitted = eta * C_net_data * w_star


def _bounded(setting: Setting, *hypotheses: Relational) -> tuple[Statement, ...]:
    return (Statement(setting, hypotheses, Quantifier.TRAJECTORY, Lt(L.peak, oo)),)


def _from_rest(update: UpdateRule, most: Expr) -> tuple[Statement, ...]:
    return _bounded(replace(NET_DATA, update=update), kink, _kernel_now < most)


CLAIMS = (
    Claim(
        id="OPEN-RELU",
        source=_OPEN,
        kind="conjecture",
        text="ReLU net on D data, y = 0, N the spectral norm of the linear net: ηCN₀ < 4 keeps the loss bounded.",
        statements=_bounded(RELU_DATA, eta * C_net_data * N_spec.initial < 4, x_top > 0),
        reading="Within one activation pattern it holds; N itself may rise when the pattern changes.",
        evidence="A proof for changing patterns; SPEC-MONO is the linear net.",
    ),
    Claim(
        id="OPEN-TEACHER",
        source=_OPEN,
        kind="conjecture",
        text="Linear net on D data that some product w = UᵀV fits, w* the smallest: ηC(θ₀² + 2|w*|) < 4 and ηC|w*| < 1 keep "
        "the loss bounded.",
        statements=_bounded(LINEAR_DATA_ANY_TARGET, _kernel_now + 2 * _fitted < 4, _fitted < 1),
        reading="On one datum it is TARGET-SIGN.",
        evidence="A proof for D data.",
    ),
    Claim(
        id="OPEN-HEAVY",
        source=_OPEN,
        kind="conjecture",
        text="Heavy ball from rest on a leaky net, y = 0: ηCθ₀² < 4(1 − β) keeps the loss bounded.",
        statements=_from_rest(HeavyBall(), 4 * (1 - beta)),
        reading="HEAVY-LEAKY needs (1 − β)^(3/2) in the place of 1 − β, or outputs that are small; for linear nets HEAVY-SHADOW "
        "proves that ηCθ₀² ≤ 12(1 − β)/25 suffices. As β → 1 the whole first energy as velocity, which friction stops, would "
        "carry the weights to ηCθ² = (ηCθ₀²/(1 − β))²/4: at this rate just to the linear edge, 4.",
        evidence="An energy that is coercive on weights far above the scale 1 − β, to which they may grow, although units change "
        "sides.",
    ),
    Claim(
        id="OPEN-NESTEROV",
        source=_OPEN,
        kind="conjecture",
        text="Nesterov's momentum from rest on a leaky net, y = 0: ηCθ₀² < 4(1 − β) keeps the loss bounded.",
        statements=_from_rest(Nesterov(), 4 * (1 - beta)),
        reading="NESTEROV-MONO needs (1 − β)²/((1 + β²)(1 − β + 2β²)) in the place of 1 − β.",
        evidence="As OPEN-HEAVY.",
    ),
)
