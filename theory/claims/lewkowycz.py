"""Lewkowycz et al., arXiv:2003.02218: the two-layer linear net on one datum."""

from __future__ import annotations

from sympy import Abs, And, Eq, Ne, Or, oo

from theory.added import Added
from theory.claims.vocabulary import H, L, eta, f, n
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES

TOY = Setting("two_layer", variant="toy linear")

_start = eta * H.initial
_not_at_rest = Ne(f.initial, 0)
_small = eta**2 * f.initial**2 / n < _start - 2
_hit = Eq(OBSERVABLES["f_zero"].peak, 1)
"""The output is exactly 0 at some step: from then on nothing moves."""

CLAIMS = (
    Claim(
        id="LW-1",
        source=Source("LW", "section 2"),
        text="f = n^(-1/2) v·u (x = 1, y = 0): f′ = (1 − ηλ + η²f²/n) f, λ′ = λ + (ηf²/n)(ηλ − 4), exactly.",
        statements=(
            Statement(
                TOY,
                (),
                Quantifier.STEP,
                And(
                    Eq(f.next, (1 - eta * H.now + eta**2 * f.now**2 / n) * f.now),
                    Eq(H.next, H.now + eta * f.now**2 / n * (eta * H.now - 4)),
                ),
            ),
        ),
        reading="Slopes 1, |x| = 1, prefactor n^(-1/2).",
        evidence="The update maps derived from one gradient step.",
        sharp=True,
    ),
    Claim(
        id="LW-2",
        source=Source("LW", "sections 2 and 3"),
        text="Phases: lazy below 2/λ₀, catapult between 2/λ₀ and 4/λ₀, divergent above; in the catapult |f| reaches Θ(√n), and "
        "ηλ ends below 2.",
        statements=(
            Statement(TOY, (_start < 2,), Quantifier.STEP, Abs(f.next) <= Abs(f.now)),
            Statement(TOY, (_start < 4,), Quantifier.TRAJECTORY, Eq(L.limit, 0)),
            Statement(TOY, (_start > 2, _start < 4, _not_at_rest, _small), Quantifier.FIRST, Abs(f.next) > Abs(f.now)),
            Statement(
                TOY, (_start > 2, _start < 4, _not_at_rest), Quantifier.TRAJECTORY, 4 * eta**2 * L.peak >= n * (_start - 2) ** 2
            ),
            Statement(TOY, (_start < 4,), Quantifier.STEP, eta**2 * f.now**2 < 4 * n),
            Statement(TOY, (_start < 4,), Quantifier.TRAJECTORY, Or(_hit, eta * H.limit < 2)),
            Statement(TOY, (_start > 4,), Quantifier.TRAJECTORY, Or(_hit, Eq(L.peak, oo))),
        ),
        reading="Every initialisation, y = 0. Lazy: |f| never increases, and below 4/λ₀ the loss tends to 0. Catapult: it grows "
        "first; √n(ηλ₀ − 2)/√2 ≤ η max|f| ≤ 2√n. Divergent: the loss is unbounded. The time that the catapult takes is LW-2t.",
        added=(
            Added("f₀ ≠ 0", (_not_at_rest,)),
            Added("κη²f₀² < ηλ₀ − 2 (κ = 1 ÷ n)", (_small,)),
            Added("f_t ≠ 0 for all t", (_hit,)),
        ),
        evidence="The closed map: UV-CONV, UV-PEAK, UV-FINAL, UV-DIVERGE.",
    ),
    Claim(
        id="LW-2t",
        source=Source("LW", "sections 2 and 3"),
        text="The catapult takes Θ(log n) steps.",
        reading="Linear net, one datum, target 0, standard Gaussian weights, widths 10³ … 10⁵, ηλ₀ = 2.5: steps to the peak.",
        evidence="The slope of the time against log n, with a confidence interval: near 1/(2 ln 1.5).",
        kind="scaling",
    ),
)
