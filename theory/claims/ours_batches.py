"""Batches and schedules, y = 0: any batches at any learning rates, and learning rates that follow the state."""

from __future__ import annotations

from dataclasses import replace

from sympy import Eq, Implies, Max

from theory.batches import AnyBatches, RecurringBatches
from theory.claims.ours_data import c_star
from theory.claims.vocabulary import (
    DEEP,
    DEEP_ANY_TARGET,
    NET_DATA,
    NET_DATA_ANY_TARGET,
    QUADRATIC_DATA,
    QUADRATIC_DATA_ANY_TARGET,
    C_deep,
    C_net_data,
    D,
    L,
    eta,
    f2,
    k,
    kink,
    rHr,
    s,
    slope2,
    theta2,
)
from theory.statements import Claim, Quantifier, Source, Statement
from theory.symbols import OBSERVABLES, PARAMETERS
from theory.updates import GradientDescent

_BATCHES, _CONTROL = Source("ours", "batches"), Source("ours", "learning rates that follow the state")
x2_top, dial, polyak, floor, y_norm = (PARAMETERS[name].symbol for name in ("x2_top", "dial", "polyak", "norm_floor", "y_norm"))
eta_t = OBSERVABLES["eta_t"]
C_each = s**2 * slope2 * x2_top
"""The largest constant of a two-layer net on a single datum of D."""
_each = eta * C_each * theta2.initial
r2_batch = OBSERVABLES["r2_batch"]
_ZERO = ((NET_DATA, 2, C_net_data, (kink,)), (QUADRATIC_DATA, 2, c_star, ()), (DEEP, k, C_deep, (kink,)))
_ANY_BATCHES = replace(NET_DATA, batches=AnyBatches())
_RECURRING = replace(NET_DATA, batches=RecurringBatches())
_CERTIFIED = tuple(
    (replace(setting, update=GradientDescent(rate=dial / (constant * theta2.now ** (degree - 1)))), degree, constant, given)
    for setting, degree, constant, given in _ZERO
)
_POLYAK = tuple(
    (replace(setting, update=GradientDescent(rate=polyak * f2.now / (2 * rHr.now))), degree, constant, given)
    for setting, degree, constant, given in _ZERO
)
_TARGETS = tuple(
    (
        replace(setting, update=GradientDescent(rate=dial / (constant * Max(theta2.now, floor) ** (degree - 1)))),
        degree,
        constant,
        given,
    )
    for setting, (_, degree, constant, given) in zip(
        (NET_DATA_ANY_TARGET, QUADRATIC_DATA_ANY_TARGET, DEEP_ANY_TARGET), _ZERO, strict=True
    )
)

CLAIMS = (
    Claim(
        id="BATCH-MONO",
        source=_BATCHES,
        text="Two-layer leaky net, y = 0, any batches, C = s²a² max_a |x_a|²: ηCθ₀² ≤ 4 implies that θ² never increases.",
        statements=(Statement(_ANY_BATCHES, (kink, _each <= 4), Quantifier.STEP, theta2.next <= theta2.now),),
        reading="A step counts each datum with any weights p_a ≥ 0 that sum to 1: any order, size and sampling of batches.",
        evidence="θ·∇L_B = 2F_B and |∇L_B|² ≤ Cθ² F_B, F_B = Σ p_a f_a².",
    ),
    Claim(
        id="BATCH-SUM",
        source=_BATCHES,
        text="As in BATCH-MONO, with ηCθ₀² < 4: the mean squared outputs of the batches sum to at most θ₀²/(η(4 − ηCθ₀²)).",
        statements=(
            Statement(
                _ANY_BATCHES,
                (kink, _each < 4),
                Quantifier.STEP,
                r2_batch.total <= theta2.initial / (eta * (4 - _each)),
            ),
        ),
        reading="A mean of a batch is Σ p_a f_a². With i.i.d. batches, E p_a = 1/D, the expected |f|²/D have the same bound.",
        evidence="Telescoping BATCH-MONO.",
    ),
    Claim(
        id="BATCH-LIMIT",
        source=_BATCHES,
        text="As in BATCH-MONO, with ηCθ₀² < 4: the mean squared output of the batch of step t tends to 0.",
        statements=(Statement(_ANY_BATCHES, (kink, _each < 4), Quantifier.TRAJECTORY, Eq(r2_batch.limit, 0)),),
        reading="Of a datum that is in no batch nothing is said: BATCH-LOSS.",
        evidence="The sum is finite.",
    ),
    Claim(
        id="BATCH-LOSS",
        source=_BATCHES,
        text="As in BATCH-LIMIT, every datum counted with weight at least p every M steps or oftener: the loss tends to 0.",
        statements=(Statement(_RECURRING, (kink, _each < 4), Quantifier.TRAJECTORY, Eq(L.limit, 0)),),
        reading="M and p > 0 are any numbers: epochs in any order, batches of any size. I.i.d. batches need no such M: where the "
        "mean of p_a is 1/D, the sum of BATCH-SUM has the mean Σ E|f|²/D, finite by that bound, so that almost surely the loss "
        "tends to 0.",
        evidence="BATCH-LIMIT: the gradients of the batches vanish, so that the weights of M steps in a row come close to each "
        "other, and with them the outputs.",
    ),
    Claim(
        id="BATCH-SCHEDULE",
        source=_BATCHES,
        text="As in BATCH-MONO, at any learning rates: at every step with η_t Cθ_t² ≤ 4 the norm does not increase.",
        statements=(
            Statement(
                replace(_ANY_BATCHES, update=GradientDescent(rate=eta_t.now)),
                (kink,),
                Quantifier.STEP,
                Implies(eta_t.now * C_each * theta2.now <= 4, theta2.next <= theta2.now),
            ),
        ),
        evidence="As BATCH-MONO.",
    ),
    Claim(
        id="CERTIFIED-MONO",
        source=_CONTROL,
        text="y = 0, η_t = c/(Cθ_t^(2(k−1))), c ≤ 2k: θ² never increases, from every initialisation.",
        statements=tuple(
            Statement(setting, (*given, dial <= 2 * degree), Quantifier.STEP, theta2.next <= theta2.now)
            for setting, degree, _, given in _CERTIFIED
        ),
        reading="For k = 2 the dial c keeps a net in the catapult for 2 < c < 4, and out of it below 2.",
        evidence="The weight-norm identity at this rate.",
    ),
    Claim(
        id="CERTIFIED-SUM",
        source=_CONTROL,
        text="y = 0, η_t = c/(Cθ_t^(2(k−1))), c < 2k: c(2k − c) Σ|f|²/D ≤ Cθ₀^(2k), from every initialisation.",
        statements=tuple(
            Statement(
                setting,
                (*given, dial < 2 * degree),
                Quantifier.STEP,
                dial * (2 * degree - dial) * f2.total <= constant * theta2.initial * theta2.initial ** (degree - 1),
            )
            for setting, degree, constant, given in _CERTIFIED
        ),
        reading="So the smallest |f|²/D of T steps is at most Cθ₀^(2k)/(c(2k − c)T).",
        evidence="Telescoping.",
    ),
    Claim(
        id="CERTIFIED-RISE",
        source=_CONTROL,
        text="Any targets, S_t = C max(θ_t², M)^(k−1), M > 0, η_t = c/S_t, c < 2k: S_t(2k − c)(θ²′ − θ²) ≤ ck²|y|²/D.",
        statements=tuple(
            Statement(
                setting,
                (*given, dial < 2 * degree),
                Quantifier.STEP,
                constant * Max(theta2.now, floor) ** (degree - 1) * (2 * degree - dial) * (theta2.next - theta2.now)
                <= dial * degree**2 * y_norm**2 / D,
            )
            for setting, degree, constant, given in _TARGETS
        ),
        reading="θ²′ ≤ θ² + k²|y|²η_t/(D(2k − c)), from every initialisation.",
        evidence="HORIZON-RISE at this rate.",
    ),
    Claim(
        id="CERTIFIED-GROWTH",
        source=_CONTROL,
        text="As in CERTIFIED-RISE: CM^(k−1)(2k − c)(θ_t² − θ₀²) ≤ ck²|y|²t/D, so that there is no blow-up in finite time.",
        statements=tuple(
            Statement(
                setting,
                (*given, dial < 2 * degree),
                Quantifier.STEP,
                constant * floor ** (degree - 1) * (2 * degree - dial) * (theta2.now - theta2.initial)
                <= dial * degree**2 * y_norm**2 * OBSERVABLES["step"].now / D,
            )
            for setting, degree, constant, given in _TARGETS
        ),
        evidence="CERTIFIED-RISE and S_t ≥ CM^(k−1).",
    ),
    Claim(
        id="POLYAK-ID",
        source=_CONTROL,
        text="y = 0, η_t = ρL/|∇L|²: θ²′ = θ² − ρ(4k − ρ)L²/|∇L|² exactly.",
        statements=tuple(
            Statement(
                setting,
                (),
                Quantifier.STEP,
                Eq(4 * rHr.now * (theta2.next - theta2.now), -polyak * (4 * degree - polyak) * f2.now**2),
            )
            for setting, degree, _, _ in _POLYAK
        ),
        reading="L = |f|²/2D, and without the division: where ∇L = 0 the outputs are 0. No constant of the model is needed.",
        evidence="Euler's identity: θ·∇L = 2kL.",
        sharp=True,
    ),
    Claim(
        id="POLYAK-MONO",
        source=_CONTROL,
        text="y = 0, η_t = ρL/|∇L|², ρ ≤ 4k: θ² never increases, from every initialisation.",
        statements=tuple(
            Statement(setting, (*given, polyak <= 4 * degree), Quantifier.STEP, theta2.next <= theta2.now)
            for setting, degree, _, given in _POLYAK
        ),
        reading="4kL/|∇L|² is the largest rate that cannot raise the norm.",
        evidence="The identity.",
    ),
    Claim(
        id="POLYAK-LIMIT",
        source=_CONTROL,
        text="y = 0, η_t = ρL/|∇L|², ρ < 4k: the loss tends to zero, from every initialisation.",
        statements=tuple(
            Statement(setting, (*given, polyak < 4 * degree), Quantifier.TRAJECTORY, Eq(L.limit, 0))
            for setting, degree, _, given in _POLYAK
        ),
        evidence="|∇L|² ≤ 2Cθ₀^(2(k−1))L, so that the losses are summable.",
    ),
)
