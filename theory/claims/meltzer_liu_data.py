"""Meltzer & Liu, arXiv:2301.07737: D data, biases, input dimension, and what the figures show."""

from __future__ import annotations

from sympy import Eq, Implies, Ne

from theory.added import Added
from theory.claims.vocabulary import (
    NET,
    QUADRATIC_DATA,
    QUADRATIC_DATA_ANY_TARGET,
    RELU,
    STANDARD_NET,
    STANDARD_NET_ANY_TARGET,
    H,
    L,
    a_zero,
    eta,
    f,
    gram_top,
    psi2_top,
    theta2,
    zeta,
)
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES, PARAMETERS

BIASED = Setting("biased_quadratic")
BIASED_EFFECTIVE = Setting("biased_quadratic", data="many", variant="effective")
EFFECTIVE = Setting("quadratic", data="many", variant="effective")
BIASED_ANY_TARGET = Setting("biased_quadratic", targets="any")
RELU_ANY_TARGET = Setting("two_layer", variant="relu", targets="any")
RELU_ANY_KINK = Setting("two_layer", variant="relu any kink")
RELU_DATA = Setting("two_layer", data="many", variant="relu")

omega_top, phi2, P = (PARAMETERS[name].symbol for name in ("omega_top", "phi2", "P"))
psi_eff2, phi_eff2, N_published = (OBSERVABLES[name] for name in ("psi_eff2", "phi_eff2", "N_published"))
phi_theta, N_bias = OBSERVABLES["phi_theta"], OBSERVABLES["N_bias"]

CLAIMS = (
    Claim(
        id="ML-5",
        source=Source("ML", "equation 138"),
        text="Pure quadratic, D data: with Ω_{(am)(bn)} = (ζ²/D)(ψ_a ψ_b)_{mn}, the bound is η < 4/(λmax(Ω) θ₀²).",
        statements=(
            Statement(QUADRATIC_DATA, (eta * omega_top * theta2.initial < 4,), Quantifier.STEP, theta2.next <= theta2.now),
        ),
        reading="The bound below which the weight norm never increases; any symmetric ψ_a.",
        added=(Added("y = 0", settings=((QUADRATIC_DATA, QUADRATIC_DATA_ANY_TARGET),)),),
        evidence="λmax(H) ≤ λmax(Ω)θ² and the weight-norm identity.",
    ),
    Claim(
        id="ML-6",
        source=Source("ML", "equation 154"),
        text="Pure quadratic, D data: with ψ_eff = D^{-1/2} Σ_a e_a ψ_a, e the top NTK eigenvector at initialisation, the bound "
        "is η < 4/(ζ² θ₀² λmax(ψ_eff²)).",
        statements=(
            Statement(
                EFFECTIVE,
                (eta * zeta**2 * theta2.initial * psi_eff2.initial < 4,),
                Quantifier.STEP,
                theta2.next <= theta2.now,
            ),
        ),
        reading="As ML-5. Two commuting forms suffice to decide it.",
        evidence="The top eigenvector turns: one exact trajectory whose weight norm grows later refutes it.",
        correction="OMEGA",
    ),
    Claim(
        id="ML-7",
        source=Source("ML", "equation 163"),
        text="Quadratic with bias: η < 4/(2φ² + ζ²θ₀² λmax(ψ²) + ζ² λmax(ψ²)(φ·θ₀)²/φ²).",
        statements=(
            Statement(
                BIASED,
                (eta * (2 * phi2 + zeta**2 * psi2_top * (theta2.initial + phi_theta.initial**2 / phi2)) < 4,),
                Quantifier.STEP,
                N_published.next <= N_published.now,
            ),
        ),
        reading="One datum, θ₀² the squared norm of all weights. What never increases is θ² + (φ·θ)²/φ², the norm in the bound.",
        added=(Added("y = 0", settings=((BIASED, BIASED_ANY_TARGET),)),),
        evidence="It differs from the weighted norm N by a part that no step moves; see BIAS for the sharper bound.",
    ),
    Claim(
        id="ML-7d",
        source=Source("ML", "equation 163, for D data"),
        text="The same for D data with φ, ψ the effective ones.",
        statements=(
            Statement(
                BIASED_EFFECTIVE,
                (
                    eta * (2 * phi_eff2.initial + zeta**2 * psi_eff2.initial * (theta2.initial + OBSERVABLES["theta_f2"].initial))
                    < 4,
                ),
                Quantifier.STEP,
                N_bias.next <= N_bias.now,
            ),
        ),
        reading="One feature weight, so that (φ·θ)²/φ² is θ_f² and the weighted norm is θ_m² + 2θ_f² whatever φ_eff is.",
        evidence="As for ML-6: one exact trajectory refutes it.",
        correction="BIAS",
    ),
    Claim(
        id="ML-8",
        source=Source("ML", "equation 180"),
        text="Two-layer scale-invariant net, slopes ≤ 1, D data: η < 4/(2(θ₀²/P) λmax(XXᵀ/D)), P the number of parameters.",
        statements=(
            Statement(
                STANDARD_NET,
                (a_zero**2 <= 1, eta * 2 * theta2.initial / P * gram_top < 4),
                Quantifier.STEP,
                theta2.next <= theta2.now,
            ),
        ),
        reading="s = (dn)^{-1/2} as in the paper, so P = n(d + 1); |a₊|, |a₋| ≤ 1; any input dimension, although the paper "
        "proves d = 1.",
        added=(
            Added("y = 0", settings=((STANDARD_NET, STANDARD_NET_ANY_TARGET),)),
            Added("|σ'(0)| ≤ 1", (a_zero**2 <= 1,)),
        ),
        evidence="It follows from the sharper constant s²λmax(XXᵀ/D), as 2/(n(d + 1)) ≥ 1/(nd).",
    ),
    Claim(
        id="ML-9",
        source=Source("ML", "equations 124 and 130"),
        text="ReLU net, 1-d input: the bound is η‖H₀‖ < 4.",
        statements=(Statement(RELU, (eta * H.initial < 4,), Quantifier.STEP, theta2.next <= theta2.now),),
        reading="The weight norm never increases, on one datum of any dimension.",
        added=(
            Added("y = 0", settings=((RELU, RELU_ANY_TARGET),)),
            Added("σ'(0) is 0 or a₊", settings=((RELU, RELU_ANY_KINK),)),
            Added("D = 1", settings=((RELU, RELU_DATA),)),
        ),
        evidence="Inactive units are frozen; the active ones carry the whole NTK. On inputs of both signs a unit that changes "
        "sides is no longer inactive.",
    ),
    Claim(
        id="ML-10",
        source=Source("ML", "discussion"),
        text="For nets on D data with d > 1 the authors have no bound; they call it open.",
        reading="A statement about what was known. It is superseded: MASTER-MONO bounds η for leaky nets in any dimension, "
        "SPEC-MONO for linear nets without width or dimension. No trajectory decides it.",
        evidence="None is possible; the correction names a bound.",
        kind="empirical",
        correction="MASTER-MONO",
    ),
    Claim(
        id="ML-11",
        source=Source("ML", "figures 3 and 10 to 16"),
        text="ReLU nets, super-critical η: the activation map becomes increasingly sparse as η grows; the weight norm increases; "
        "test loss is at or below its sub-critical value.",
        evidence="Sparsity, weight norm and test loss against η‖H₀‖ on the image sets.",
        kind="empirical",
        experiment="meltzer-liu/fig3",
    ),
    Claim(
        id="ML-11u",
        source=Source("ML", "figures 3 and 10 to 16, read for every net"),
        text="ReLU nets, super-critical η: the weight norm increases.",
        statements=(Statement(RELU, (eta * H.initial > 2, Ne(f.initial, 0)), Quantifier.FIRST, theta2.next > theta2.now),),
        reading="For every net on one datum with target 0; at the first step already.",
        evidence="One exact step refutes it: below η‖H₀‖ = 4 the weight norm of such nets never grows.",
        correction="ML-9",
    ),
    Claim(
        id="ML-12",
        source=Source("ML", "figures"),
        text="The final kernel satisfies η‖H_∞‖ ≤ 2.",
        statements=(
            Statement(
                NET,
                (Ne(f.initial, 0), eta * H.initial < 4),
                Quantifier.TRAJECTORY,
                Implies(Eq(L.limit, 0), eta * H.limit <= 2),
            ),
        ),
        reading="Of every run that converges: two-layer nets on one datum from any start below 4/‖H₀‖ that is not at rest, and "
        "ReLU nets on the image sets.",
        evidence="One exact run that hits f = 0 above 2 refutes it; the final kernels of runs on images.",
        kind="empirical",
        experiment="meltzer-liu/fig3",
        correction="UV-FINAL",
    ),
)
