"""Zhu et al., arXiv:2205.11787: neural quadratic models on one datum. L = r²/2, λ = |∇f|², f = m^(-1/2) Σ v_i σ(u_i·x/√d).

A claim whose id ends in ``c`` corrects the printed one without it.
"""

from __future__ import annotations

from sympy import Abs, And, Eq, Gt, Implies, Le, Ne, Or, Rational, oo, sqrt

from theory.added import Added
from theory.claims.vocabulary import H, L, eta, f, r, theta2, x2, y
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES, PARAMETERS

NQM = Setting("nqm")
NQM_ANY_TARGET = Setting("nqm", targets="any")
QUADRATIC_FORM = Setting("general_quadratic", variant="isotropic")
LINEAR_FORM = Setting("general_quadratic", variant="linear net")
LINEAR_FORM_ANY_TARGET = Setting("general_quadratic", variant="linear net", targets="any")

m, d, gamma = (PARAMETERS[name].symbol for name in ("m", "d", "gamma"))
f_zero, f_net, H_net = (OBSERVABLES[name] for name in ("f_zero", "f_net", "H_net"))
kappa = x2 / (m * d)
u, v, w = kappa * eta**2 * r.now**2, eta * H.now, kappa * eta**2 * r.now * y
C_u, _C = PARAMETERS["C_u"].symbol, eta * sqrt(x2) * Abs(y) / sqrt(d)
subtracted = H.now - H.next
"""R_λ: the term that one step subtracts from the kernel."""


def _ours(printed: str) -> Source:
    return Source("ours", f"corrects {printed}")


def _form_maps(kappa_form: object, kernel_factor: object) -> And:
    """The maps of f = (γ/2) wᵀΣw: κ in the output's, and what multiplies |x|²f²(4 − ηλ) in the kernel's."""
    return And(
        Eq(f.next, (1 - eta * H.now + kappa_form * eta**2 * f.now**2) * f.now),
        Eq(H.next, H.now - kernel_factor * f.now**2 * (4 - eta * H.now)),
    )


CLAIMS = (
    Claim(
        id="ZQ-1",
        source=Source("ZQ", "section 3, one datum"),
        text="NQM, one datum: g(t+1)−y = (1 − ηλ + (‖x‖²/(md)) η²(g−y)g)(g−y).",
        statements=(
            Statement(
                NQM_ANY_TARGET, (), Quantifier.STEP, Eq(r.next, (1 - eta * H.now + kappa * eta**2 * r.now * f.now) * r.now)
            ),
        ),
        reading="Second-order expansion of the two-layer ReLU net at its initial weights; its gates stay as they start.",
        evidence="One gradient step, expanded.",
        sharp=True,
    ),
    Claim(
        id="ZQ-2",
        source=Source("ZQ", "section 3, one datum"),
        text="λ(t+1) = λ − η(‖x‖²/(md))(g−y)²(4 g/(g−y) − ηλ).",
        statements=(
            Statement(
                NQM_ANY_TARGET,
                (Ne(r.initial, 0),),
                Quantifier.FIRST,
                Eq(H.next, H.now - eta * kappa * r.now**2 * (4 * f.now / r.now - eta * H.now)),
            ),
        ),
        reading="The step from any weights, taken as the first, with g ≠ y: elsewhere the right-hand side has no value.",
        added=(Added("g ≠ y", (Ne(r.initial, 0),)),),
        evidence="One gradient step, expanded.",
        sharp=True,
    ),
    Claim(
        id="ZQ-3",
        source=Source("ZQ", "section 3, one datum"),
        text="With u = (‖x‖²/(md))η²(g−y)², w = (‖x‖²/(md))η²(g−y)y, v = ηλ: u′ = (1−v+u+w)²u, v′ = v − u(4−v) − 4w.",
        statements=(
            Statement(
                NQM_ANY_TARGET,
                (),
                Quantifier.STEP,
                And(
                    Eq(kappa * eta**2 * r.next**2, (1 - v + u + w) ** 2 * u),
                    Eq(eta * H.next, v - u * (4 - v) - 4 * w),
                ),
            ),
        ),
        evidence="One gradient step, expanded.",
        sharp=True,
    ),
    Claim(
        id="ZQ-4",
        source=Source("ZQ", "section 3, one datum"),
        text="For constant η slightly above η_crit the subtracted kernel term R_λ stays positive during training, resulting in "
        "both monotonic decrease of tangent kernel λ and the loss.",
        statements=(
            Statement(
                NQM,
                (eta * H.initial > 2, eta * H.initial < Rational(21, 10)),
                Quantifier.STEP,
                And(Le(0, subtracted), Le(L.next, L.now)),
            ),
        ),
        reading="η_crit = 2/λ₀; slightly above: up to 2.1/λ₀; y = 0; positive and decrease in the weak sense.",
        evidence="One exact step in the window at which the loss grows refutes it.",
        correction="ZQ-4c",
    ),
    Claim(
        id="ZQ-4c",
        source=_ours("ZQ-4"),
        text="y = 0, 2 < ηλ₀ < 4: the kernel never increases, and the loss first grows if (‖x‖²/(md))η²g₀² < ηλ₀ − 2 and g₀ ≠ 0.",
        statements=(
            Statement(NQM, (eta * H.initial > 2, eta * H.initial < 4), Quantifier.STEP, Le(H.next, H.now)),
            Statement(
                NQM,
                (eta * H.initial < 4, Ne(f.initial, 0), kappa * eta**2 * f.initial**2 < eta * H.initial - 2),
                Quantifier.FIRST,
                L.next > L.now,
            ),
        ),
        evidence="The closed map.",
        sharp=True,
    ),
    Claim(
        id="ZQ-5",
        source=Source("ZQ", "theorem 1"),
        text="η ∈ [(2+ε)/λ₀, (4−ε)/λ₀], ε = Θ(log m/√m): w.h.p. the loss rises to Ω(m(ηλ₀−2)²/log m), then falls to O(1).",
        reading="NQM, one datum, u ~ N(0, 1), v = ±1, widths 10 … 10⁵; Ω is a growth exponent of at least 1 up to the logarithm.",
        evidence="Fitted growth of the peak with the width, and the frequency of the fall.",
        kind="scaling",
    ),
    Claim(
        id="ZQ-6",
        source=Source("ZQ", "theorem 2"),
        text="Stable equilibria have g = y and λ ∈ [ε, 2/η − ε], ε = Θ(log m/√m).",
        reading="Where runs from Gaussian weights, at rates between 0.5/λ₀ and 3.9/λ₀, come to rest: in more than nine of ten in "
        "the interval, with ε = log m/(4√m) in units of 1/η.",
        evidence="The frequency with which runs end at g = y with λ in the interval.",
        kind="scaling",
    ),
    Claim(
        id="ZQ-6u",
        source=Source("ZQ", "theorem 2, read for every run"),
        text="Every run that converges ends with g = y and λ ≤ 2/η.",
        statements=(
            Statement(
                NQM_ANY_TARGET,
                (Ne(r.initial, 0), eta * H.initial < 4),
                Quantifier.TRAJECTORY,
                Implies(Eq(L.limit, 0), eta * H.limit <= 2),
            ),
        ),
        reading="From any start below 4/λ₀ that is not at rest, whether or not the point is stable.",
        evidence="One exact run that hits g = y above 2/η refutes it.",
        correction="ZQ-6c",
    ),
    Claim(
        id="ZQ-6c",
        source=_ours("ZQ-6"),
        text="y = 0, ηλ₀ < 4: unless g hits 0 exactly, λ tends to a limit below 2/η.",
        statements=(Statement(NQM, (eta * H.initial < 4,), Quantifier.TRAJECTORY, Or(Eq(f_zero.peak, 1), eta * H.limit < 2)),),
        reading="Without ε and for every width. The starts whose g hits 0 form a null set.",
        evidence="Near g = 0 the output grows while ηλ > 2.",
        sharp=True,
    ),
    Claim(
        id="ZQ-7",
        source=Source("ZQ", "section 3 and theorem 5"),
        text="η > 4/λ₀: “R_λ(t) > 0”, λ keeps increasing, GD diverges.",
        statements=(
            Statement(NQM, (eta * H.initial > 4, Ne(f.initial, 0)), Quantifier.FIRST, And(Gt(subtracted, 0), Gt(H.next, H.now))),
        ),
        reading="R_λ is the term that the step subtracts from λ, as in ZQ-4; y = 0.",
        evidence="One exact step refutes it: a subtracted positive term cannot make λ increase.",
        correction="ZQ-7c",
    ),
    Claim(
        id="ZQ-7c",
        source=_ours("ZQ-7"),
        text="y = 0, η > 4/λ₀: R_λ ≤ 0, λ never decreases; unless g hits 0 exactly, loss and weight norm are unbounded.",
        statements=(
            Statement(NQM, (eta * H.initial > 4,), Quantifier.STEP, Le(subtracted, 0)),
            Statement(
                NQM,
                (eta * H.initial > 4,),
                Quantifier.TRAJECTORY,
                Or(Eq(f_zero.peak, 1), And(Eq(L.peak, oo), Eq(theta2.peak, oo))),
            ),
        ),
        evidence="The closed map.",
        sharp=True,
    ),
    Claim(
        id="ZQ-8",
        source=Source("ZQ", "theorem 4"),
        text="η ∈ [ε, (2−ε)/λ₀], ε = Θ(log m/√m): L(t+1) ≤ (1−δ+O(1/(mδ)))² L(t), δ = min(ηλ₀, 2−ηλ₀), "
        "sup_t |λ(t)−λ(0)| = O(1/(mδ)).",
        reading="Exponents in m of the excess of √(L(t+1)/L(t)) over 1 − δ, and of the kernel's largest change: at most −1.",
        evidence="Fits over widths 10 … 10⁵.",
        kind="scaling",
    ),
    Claim(
        id="ZQ-9",
        source=Source("ZQ", "proof of theorem 4"),
        text="u(0) ≤ C_u/m gives |w(0)| ≤ C_u C/m^{3/2}, with C = η‖x‖|y|/√d.",
        statements=(Statement(NQM_ANY_TARGET, (m * u <= C_u,), Quantifier.STATE, Abs(w) <= C_u * _C / m ** Rational(3, 2)),),
        evidence="One exact state refutes it: w goes with the square root of u.",
        correction="ZQ-9c",
    ),
    Claim(
        id="ZQ-9c",
        source=_ours("ZQ-9"),
        text="u(0) ≤ C_u/m gives |w(0)| ≤ √C_u C/m, with C = η‖x‖|y|/√d.",
        statements=(Statement(NQM_ANY_TARGET, (m * u <= C_u,), Quantifier.STATE, Abs(w) <= sqrt(C_u) * _C / m),),
        evidence="w² = uC²/m, by the definitions.",
        sharp=True,
    ),
    Claim(
        id="ZQ-18",
        source=Source("ZQ", "proposition 10"),
        text="g = ½γ wᵀΣw, Σ² = ‖x‖²I, y = 0: g(t+1) = (1 − ηλ + γη²‖x‖²g²)g, λ(t+1) = λ − γ‖x‖²g²(4−ηλ); catapult for "
        "2/λ₀ < η < 4/λ₀; regard γ = 1/m.",
        statements=(Statement(QUADRATIC_FORM, (), Quantifier.STEP, _form_maps(gamma * x2, gamma * x2)),),
        evidence="One exact step refutes it.",
        correction="ZQ-18c",
    ),
    Claim(
        id="ZQ-18c",
        source=_ours("ZQ-18"),
        text="g(t+1) = (1 − ηλ + γ²η²‖x‖²g²)g, λ(t+1) = λ − γ²η‖x‖²g²(4−ηλ); it is γ² that plays the role of 1/m.",
        statements=(Statement(QUADRATIC_FORM, (), Quantifier.STEP, _form_maps(gamma**2 * x2, gamma**2 * eta * x2)),),
        evidence="One gradient step, expanded.",
        sharp=True,
    ),
    Claim(
        id="ZQ-19",
        source=Source("ZQ", "section 5, general quadratic models"),
        text="The two-layer linear net f = m^{-1/2}vᵀUx is a special case of the quadratic model, γ = 1/√m, "
        "Σ = [[0, I_m⊗x],[I_m⊗xᵀ, 0]].",
        statements=(
            Statement(LINEAR_FORM_ANY_TARGET, (), Quantifier.STEP, And(Eq(f.next, f_net.next), Eq(H.next, H_net.next))),
            Statement(LINEAR_FORM_ANY_TARGET, (), Quantifier.STATE, And(Eq(f.now, f_net.now), Eq(H.now, H_net.now))),
        ),
        reading="f = (γ/2) wᵀΣw with w = (U row by row, v) has the net's output and kernel, now and after every step.",
        evidence="Both models side by side, before and after a step.",
        sharp=True,
    ),
    Claim(
        id="ZQ-19b",
        source=Source("ZQ", "a reading of section 5, not printed"),
        text="… and so Proposition 10 applies to it: Σ² = ‖x‖²I.",
        statements=(Statement(LINEAR_FORM, (), Quantifier.STATE, Eq(H.now, gamma**2 * x2 * theta2.now)),),
        reading="Σ² = ‖x‖²I means |Σw|² = ‖x‖²|w|² for all w, that is λ = γ²‖x‖²|w|².",
        evidence="One exact state with two inputs refutes it: Σ² has a block I⊗xxᵀ.",
        correction="ZQ-19c",
    ),
    Claim(
        id="ZQ-19c",
        source=_ours("ZQ-19b"),
        text="Σ³ = ‖x‖²Σ is what the net has, and what the (corrected) maps of Proposition 10 need.",
        statements=(Statement(LINEAR_FORM, (), Quantifier.STEP, _form_maps(gamma**2 * x2, gamma**2 * eta * x2)),),
        evidence="One gradient step, expanded.",
        sharp=True,
    ),
    Claim(
        id="ZQ-20",
        source=Source("ZQ", "proposition 6"),
        text="For any δ ∈ (0, 1) and m ≥ c′ log(4/δ), with probability ≥ 1−δ, ‖x‖²/(2d) ≤ λ(0) ≤ 3‖x‖²/(2d).",
        reading="u ~ N(0, I), v = ±1; c′ is not given: 32.",
        evidence="Frequencies with exact binomial intervals at the smallest width that each δ allows.",
        kind="statistical",
    ),
)
