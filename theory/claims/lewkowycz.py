"""Lewkowycz et al., arXiv:2003.02218: the two-layer linear net on one datum."""

from __future__ import annotations

from sympy import And, Eq

from theory.claims.vocabulary import H, eta, f, n
from theory.statements import Claim, Quantifier, Setting, Source, Statement

CLAIMS = (
    Claim(
        id="LW-1",
        source=Source("LW", "section 2"),
        text="f = n^(-1/2) v·u (x = 1, y = 0): f′ = (1 − ηλ + η²f²/n) f, λ′ = λ + (ηf²/n)(ηλ − 4), exactly.",
        statements=(
            Statement(
                Setting("two_layer", variant="toy linear"),
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
        text="Phases: lazy below 2/λ₀, catapult between 2/λ₀ and 4/λ₀, divergent above; the catapult takes Θ(log n) steps, "
        "|f| reaches Θ(√n), and ηλ ends below 2.",
        reading="Linear net, one datum, target 0, standard Gaussian weights, widths 10 … 10⁵.",
        evidence="Phase frequencies with exact binomial intervals and fitted growth with confidence intervals.",
        kind="scaling",
    ),
)
