"""Momentum, y = 0, leaky nets: a learning rate of the order of 1 − β where outputs are small, of (1 − β)^(3/2) wherever they are.

The energy of `ours_momentum` needs a rate of the order of (1 − β)². That of velocity and outputs, β/2 |m|² + η|f|²/(2D), loses
(1 − β)|m|² in a step, and gains where units cross their kinks. What a unit gains there is at most its velocity times the change
of its side, so that a sum over data and units, of |f_a v_i| times the velocity towards the steeper side, rises by as much.
"""

from __future__ import annotations

from dataclasses import replace

from sympy import Eq

from theory.claims.ours_momentum import beta
from theory.claims.vocabulary import NET_DATA, C_net_data, L, between, eta, f2, theta2
from theory.statements import Claim, Quantifier, Source, Statement
from theory.updates import HeavyBall

_RUN = replace(NET_DATA, update=HeavyBall())
_REST = 1 - beta
_scaled = eta * C_net_data * theta2.initial
_below = 8 * _scaled * _REST**2 + 13 * eta**2 * C_net_data * f2.initial <= _REST**3
_vanishes = Eq(L.limit, 0)

CLAIMS = (
    Claim(
        id="HEAVY-LEAKY",
        source=Source("ours", "heavy ball"),
        text="Heavy ball from rest, leaky nets on D data, y = 0, σ'(0) between the slopes: if 8ηCθ₀²(1 − β)² + 13η²C|f₀|²/D "
        "≤ (1 − β)³, then 5ηCθ_t² ≤ 1 − β for all t, and the loss tends to zero; (ηCθ₀²)² ≤ 16(1 − β)³/625 suffices for that "
        "limit.",
        statements=(
            Statement(_RUN, (*between, _below), Quantifier.STEP, 5 * eta * C_net_data * theta2.next <= _REST),
            Statement(_RUN, (*between, _below), Quantifier.TRAJECTORY, _vanishes),
            Statement(_RUN, (*between, 625 * _scaled**2 <= 16 * _REST**3), Quantifier.TRAJECTORY, _vanishes),
        ),
        reading="λmax(H) ≤ Cθ². HEAVY-LIMIT allows a rate of the order of (1 − β)²; this one, for small outputs, as in wide "
        "nets, of 1 − β, and of (1 − β)^(3/2) whatever the outputs, although units cross their kinks at any step.",
        evidence="β/2 |m|² + η|f|²/(2D) − (ηs/D) Σ|f_a v_i| p_ia h_ia, where p_ia is the velocity of preactivation z_ia, and "
        "h_ia its slope less the mean of the two slopes (with the sign of their difference): in a step it changes by at most "
        "−(1 − β)|m′|² + ηC(θ² + θ′²)|m′|² + η²Cθ²|f|²/D. The velocity pays the last term: with s_t = θ_{t−1}·m_t, "
        "2η|f_t|²/D = βs_t + β|m_t|² − s_{t+1}.",
    ),
)
