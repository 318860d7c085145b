"""Lewkowycz et al., arXiv:2003.02218: what the paper reports of its experiments."""

from __future__ import annotations

from theory.statements import Claim, Source

CLAIMS = (
    Claim(
        id="LW-3",
        source=Source("LW", "section 4"),
        text="ReLU nets converge up to about η = 12/λ₀.",
        reading="The largest η λ₀ at which training converges, over initialisations and data sets.",
        evidence="The measured edge of convergence of ReLU nets.",
        kind="empirical",
        experiment="lewkowycz/relu-edge",
    ),
)
