"""Losses of bounded slope, |ℓ′| ≤ B, on one datum: a linear net stays bounded from every initialisation if ηB√κ ≤ √2.

κ = s²a²|x|². The balance H² − 4κf² is (Σ(p_i + |x|v_i)²)(Σ(p_i − |x|v_i)²) in units of κ/|x|², p_i = u_i·x.
"""

from __future__ import annotations

from dataclasses import replace

from sympy import Abs, Eq, Expr, Integer, Max

from theory.claims.vocabulary import LINEAR, LINEAR_ANY_TARGET, H, L, eta, f, kappa_net, y
from theory.losses import Huber, LogCosh, Logistic, Loss
from theory.losses.huber import DELTA
from theory.statements import Claim, Quantifier, Setting, Source, Statement

_OURS = Source("ours", "losses of bounded slope")
_BOUNDED: tuple[tuple[Loss, Expr], ...] = ((Huber(), DELTA.symbol), (LogCosh(), Integer(1)))
"""Losses with a minimum at the target, and the bound of their slope."""


def _on(setting: Setting, loss: Loss) -> Setting:
    return replace(setting, loss=loss)


def _reach(slope: Expr) -> Expr:
    """The square of ηB√κ."""
    return eta**2 * slope**2 * kappa_net


def _falls(loss: Loss, slope: Expr) -> Statement:
    # Not as a difference, which for balanced layers is that of nearly equal numbers.
    after, now = H.next**2 + 4 * kappa_net * f.now**2, H.now**2 + 4 * kappa_net * f.next**2
    return Statement(_on(LINEAR_ANY_TARGET, loss), (_reach(slope) <= 2,), Quantifier.STEP, after <= now)


CLAIMS = (
    Claim(
        id="SLOPE-BALANCE",
        source=_OURS,
        text="Linear net, one datum, any target, |ℓ′| ≤ B, ηB√κ ≤ √2: the balance H² − 4κf² never increases.",
        statements=(*(_falls(*pair) for pair in _BOUNDED), _falls(Logistic(), Integer(1))),
        reading="Huber's loss (B = δ), log cosh and the logistic loss (B = 1), from every initialisation, whatever the NTK is.",
        evidence="The balance is multiplied by (1 − κη²ℓ′²)².",
    ),
    Claim(
        id="SLOPE-BOUNDED",
        source=_OURS,
        text="Linear net, one datum, any target, Huber's loss or log cosh, ηB√κ ≤ √2: |f| ≤ max(|f₀|, 6|y| + ηBH₀) for ever.",
        statements=tuple(
            Statement(
                _on(LINEAR_ANY_TARGET, loss),
                (_reach(slope) <= 2,),
                Quantifier.STEP,
                Abs(f.now) <= Max(Abs(f.initial), 6 * Abs(y) + eta * slope * H.initial),
            )
            for loss, slope in _BOUNDED
        ),
        reading="Every orbit is bounded; above √2 Huber's loss has orbits that grow with period 2.",
        evidence="Where slope and output have one sign, an output can change its sign only by ηB times the root of the balance.",
    ),
    Claim(
        id="SLOPE-LIMIT",
        source=_OURS,
        text="Linear net, one datum, y = 0, Huber's loss or log cosh, ηB√κ < √2: the loss tends to 0 from every initialisation.",
        statements=tuple(
            Statement(_on(LINEAR, loss), (_reach(slope) < 2,), Quantifier.TRAJECTORY, Eq(L.limit, 0)) for loss, slope in _BOUNDED
        ),
        reading="Whatever the NTK is: a steep start only makes the first steps long.",
        evidence="The balance has a limit; either it is 0, or the slope tends to 0.",
    ),
    Claim(
        id="LOGISTIC-MARGIN",
        source=_OURS,
        text="Linear net, one datum of class y = ±1, logistic loss, η√κ ≤ 2: the margin yf never decreases.",
        statements=(
            Statement(
                _on(LINEAR_ANY_TARGET, Logistic()),
                (_reach(Integer(1)) <= 4,),
                Quantifier.STEP,
                y * f.next >= y * f.now,
            ),
        ),
        reading="There is no catapult; where H > 0 the margin grows. For D data see Wu et al., arXiv:2305.11788.",
        evidence="yf′ − yf = η|ℓ′|(H + η|ℓ′|κyf), and 2√κ|f| ≤ H.",
    ),
)
