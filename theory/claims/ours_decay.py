"""Weight decay, θ′ = (1 − ημ)θ − η∇L: the weight norm falls and collapses for y = 0, and stays below a bound for any targets."""

from __future__ import annotations

from dataclasses import replace

from sympy import Eq, Expr, Lt, Max, Or

from theory.claims.ours_data import c_star
from theory.claims.vocabulary import (
    DEEP,
    DEEP_ANY_TARGET,
    LINEAR_ANY_TARGET,
    NET_DATA,
    NET_DATA_ANY_TARGET,
    QUADRATIC_DATA,
    QUADRATIC_DATA_ANY_TARGET,
    C_deep,
    C_net_data,
    D,
    H,
    L,
    eta,
    k,
    kappa_net,
    kink,
    r,
    rf,
    rHr,
    theta2,
    y,
)
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES, PARAMETERS
from theory.updates import WeightDecay
from theory.updates.weight_decay import DECAY

mu, y_norm = DECAY.symbol, PARAMETERS["y_norm"].symbol
_OURS = Source("ours", "weight decay")
_left = 1 - eta * mu
_top = 2 - eta * mu
_LINEAR = replace(LINEAR_ANY_TARGET, update=WeightDecay())
_ANY_TARGET = ((NET_DATA_ANY_TARGET, 2), (QUADRATIC_DATA_ANY_TARGET, 2), (DEEP_ANY_TARGET, k))
_ZERO = ((NET_DATA, 2, C_net_data, (kink,)), (QUADRATIC_DATA, 2, c_star, ()), (DEEP, k, C_deep, (kink,)))


def _with(setting: Setting) -> Setting:
    return replace(setting, update=WeightDecay())


def _below(role: str) -> Lt:
    """(2 − ημ)ηH < 2(2 − ημ)² + 2Y R, at the state of a role."""
    kernel, residual = getattr(H, role), getattr(r, role)
    return Lt(_top * eta * kernel, 2 * _top**2 + 2 * kappa_net * eta**2 * y * residual)


def _edge(degree: Expr | int, constant: Expr, norm: Expr) -> Expr:
    return eta * (constant * norm ** (degree - 1) + degree * mu)


def _reach(degree: Expr | int) -> Expr:
    return Max(theta2.initial, degree * y_norm**2 / (2 * D * mu))


_EDGE = (eta * mu < 2, kappa_net * eta**2 * y**2 < _top**2, _below("initial"))
"""Where a linear net starts below the edge of DECAY-EDGE."""


def _bounded(setting: Setting, degree: Expr | int, constant: Expr, given: tuple[object, ...]) -> Statement:
    """N̄ = max(θ₀², k|y|²/(2Dμ)) bounds the norm if η(CN̄^(k−1) + kμ) ≤ k: one hypothesis for each of the two."""
    hypotheses = [mu > 0, *given]
    hypotheses += [_edge(degree, constant, norm) <= degree for norm in _reach(degree).args]
    return Statement(_with(setting), tuple(hypotheses), Quantifier.STEP, theta2.now <= _reach(degree))


CLAIMS = (
    Claim(
        id="DECAY-ID",
        source=_OURS,
        text="Weight decay, any homogeneous model, data and targets: θ²′ = w²θ² − 2kηw r·f/D + η² rᵀHr/D, w = 1 − ημ.",
        statements=tuple(
            Statement(
                _with(setting),
                (),
                Quantifier.STEP,
                Eq(theta2.next, _left**2 * theta2.now - 2 * degree * eta * _left * rf.now + eta**2 * rHr.now),
            )
            for setting, degree in _ANY_TARGET
        ),
        evidence="Euler's identity and one step.",
        sharp=True,
    ),
    Claim(
        id="DECAY-MONO",
        source=_OURS,
        text="Weight decay, y = 0: η(Cθ₀^(2(k−1)) + kμ) ≤ 2k implies that the weight norm never increases.",
        statements=tuple(
            Statement(
                _with(setting),
                (*given, _edge(degree, constant, theta2.initial) <= 2 * degree),
                Quantifier.STEP,
                theta2.next <= theta2.now,
            )
            for setting, degree, constant, given in _ZERO
        ),
        reading="Decay takes from the edge: at ηCθ₀² = 4 with μ > 0 the norm may rise.",
        evidence="θ²′ ≤ max(w², (w − ηCθ^(2(k−1))/k)²) θ²: Cauchy–Schwarz in Euler's identity.",
    ),
    Claim(
        id="DECAY-COLLAPSE",
        source=_OURS,
        text="Weight decay, y = 0, μ > 0, η(Cθ₀^(2(k−1)) + kμ) < 2k: the weights tend to 0.",
        statements=tuple(
            Statement(
                _with(setting),
                (mu > 0, *given, _edge(degree, constant, theta2.initial) < 2 * degree),
                Quantifier.TRAJECTORY,
                Eq(theta2.limit, 0),
            )
            for setting, degree, constant, given in _ZERO
        ),
        evidence="The norm falls by a fixed factor a step.",
    ),
    Claim(
        id="DECAY-TARGETS",
        source=_OURS,
        text="Weight decay, any targets and data, N̄ = max(θ₀², k|y|²/(2Dμ)), η(CN̄^(k−1) + kμ) ≤ k: θ² ≤ N̄ for all steps.",
        statements=tuple(
            _bounded(setting, degree, constant, given)
            for (setting, degree), (*_, constant, given) in zip(_ANY_TARGET, _ZERO, strict=True)
        ),
        evidence="θ²′ ≤ w²θ² + ηkw(|y|² − |f|²)/D, and w² + 2w(1 − w) ≤ 1.",
    ),
    Claim(
        id="DECAY-EDGE",
        source=_OURS,
        text="Weight decay, linear net on one datum, ημ < 2, |Y| < 2 − ημ: ηH₀ < 2(2 − ημ) + 2YR₀/(2 − ημ) holds for ever, and "
        "|R| < 2 − ημ.",
        statements=tuple(
            Statement(_LINEAR, _EDGE, Quantifier.STEP, conclusion)
            for conclusion in (_below("next"), kappa_net * eta**2 * r.now**2 < _top**2)
        ),
        reading="R = η√κ r, Y = η√κ y. Without decay it is the edge of TARGET-SIGN.",
        evidence="With W = (1 + w − Y)P + (1 + w + Y)Q the distance M − W is multiplied by (w² + R² + 2wRY/(1 + w)) and grows.",
    ),
    Claim(
        id="DECAY-BALANCE",
        source=_OURS,
        text="Below DECAY-EDGE, μ > 0: the layers balance, H² − 4κf² → 0.",
        statements=(Statement(_LINEAR, (mu > 0, *_EDGE), Quantifier.TRAJECTORY, Eq(OBSERVABLES["balance"].limit, 0)),),
        reading="Without decay a net may stop at its target first: TARGET-BALANCE.",
        evidence="S = 1 + 2wR(R + Y)/(1 + w) bounds the growth of M − W from below. For w > 0, Y > 0 weighted means put "
        "|w + R|^(2a) below S, a = min(Y, 2w)/(1 + w): log(M − W) − a log Q gains a constant a step; η²(H² − 4κf²) = PQ. For "
        "w ≤ 0 |w| + |R| stays below 1.",
    ),
    Claim(
        id="DECAY-VANISH",
        source=_OURS,
        text="Below DECAY-EDGE, μ > 0, √κ|y| ≤ μ: the kernel tends to 0.",
        statements=(Statement(_LINEAR, (mu > 0, *_EDGE, kappa_net * y**2 <= mu**2), Quantifier.TRAJECTORY, Eq(H.limit, 0)),),
        reading="The decay outweighs the target. At √κ|y| > μ a balanced net rests at f = y − sign(y) μ/√κ.",
        evidence="P = ηH + 2F is multiplied by (w − R)², and w − R → w + Y − P/4 with DECAY-BALANCE, w + Y ≤ 1.",
    ),
    Claim(
        id="DECAY-THRESHOLD",
        source=_OURS,
        text="Below DECAY-EDGE, √κ|y| > μ > 0 and η(√κ|y| − μ) ≤ 4/5: L → μ²/(2κ), that of the soft-thresholded target "
        "y − sign(y) μ/√κ, unless the kernel tends to 0.",
        statements=(
            Statement(
                _LINEAR,
                (mu > 0, *_EDGE, kappa_net * y**2 > mu**2, 25 * kappa_net * eta**2 * y**2 <= (4 + 5 * eta * mu) ** 2),
                Quantifier.TRAJECTORY,
                Or(Eq(H.limit, 0), Eq(L.limit, mu**2 / (2 * kappa_net))),
            ),
        ),
        reading="The kernel tends to 0 only where a step takes P = ηH + 2F, for y > 0, to 0 exactly.",
        evidence="With x = P/4, b = w + Y − 1 and DECAY-BALANCE the error e = x − b is multiplied by 1 − x(2 − e), up to what "
        "vanishes.",
    ),
)
