"""Zhu et al., arXiv:2205.11787: neural quadratic models on D data. L = ½ Σ r_a², K_ab = ∇f_a·∇f_b.

The learning rate of the paper is ``rate``: a step with it is our step with η = D · rate, see `theory.conventions`.
A claim whose id ends in ``c`` corrects the printed one without it.
"""

from __future__ import annotations

from sympy import And, Eq, Ge, Le, Ne

from theory.added import Added
from theory.claims.vocabulary import eta
from theory.conventions import convert_learning_rate
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES, PARAMETERS

NQM_DATA = Setting("nqm", data="many")
NQM_DATA_ANY_TARGET = Setting("nqm", data="many", targets="any")
KINKS_ANY_TARGET = Setting("nqm", data="many", targets="any", variant="kinks")
POSITIVE = Setting("nqm", data="many", variant="positive")

rate = eta * convert_learning_rate("ours", "ZQ")
m, S1, S2 = (PARAMETERS[name].symbol for name in ("m", "x2_plus", "x2_minus"))
p1_z, p2_z, p1_y = (PARAMETERS[name].symbol for name in ("p1_z", "p2_z", "p1_y"))
z_r, z_Kr, z_Kz = (OBSERVABLES[name] for name in ("z_r", "z_Kr", "z_Kz"))
trace, trace2, trace3 = (OBSERVABLES[name].now for name in ("K_trace", "K2_trace", "K3_trace"))
p1Kp1, p2Kp2, Kp1 = (OBSERVABLES[name] for name in ("p1Kp1", "p2Kp2", "Kp1_norm2"))
lambda1, lambda2 = (OBSERVABLES[name] for name in ("lambda_1", "lambda_2"))
p1_r, p2_r = (OBSERVABLES[name] for name in ("p1_r", "p2_r"))
rf1, rf2, rKr1, rKr2 = (OBSERVABLES[name].now for name in ("r_f_plus", "r_f_minus", "rKr_plus", "rKr_minus"))
ry1, g2 = OBSERVABLES["r_y_plus"].now, OBSERVABLES["f2_plus"].now

_two_pi_1 = p1_r.now**2 / S1
"""2 Π₁L = ⟨g − y, p₁⟩² with p₁ of unit length."""
_kernel_change = (p1Kp1.next - p1Kp1.now) / S1
"""p₁ᵀR_K p₁ with p₁ of unit length."""


def _ours(printed: str) -> Source:
    return Source("ours", f"corrects {printed}")


def _projected(curvature: object, change: object) -> And:
    """What R_g and R_K do to p₁ of unit length: the residual's factor and the kernel's change."""
    return And(
        Eq(p1_r.next, (1 - rate * lambda1.now + curvature) * p1_r.now),
        Eq(_kernel_change, change),
    )


_ry_along = p1_r.now * p1_y / S1
"""⟨g − y, p₁⟩⟨y, p₁⟩ with p₁ of unit length."""

CLAIMS = (
    Claim(
        id="ZQ-11",
        source=Source("ZQ", "section 3, many data"),
        text="1-d inputs: K has rank ≤ 2, eigenvectors p₁ = (x_i 1[x_i ≥ 0]), p₂ = (x_i 1[x_i < 0]), and K = λ₁p₁p₁ᵀ + λ₂p₂p₂ᵀ, "
        "with λ₁ = Σ_j x_j² 1[x_j ≥ 0] · (1/m) Σ_k (v_k²+u_k²) 1[u_k x_j ≥ 0].",
        statements=(
            Statement(
                NQM_DATA_ANY_TARGET,
                (),
                Quantifier.STATE,
                And(
                    Eq(trace**3 + 2 * trace3, 3 * trace * trace2),
                    Eq(Kp1.now * S1, p1Kp1.now**2),
                    Eq(z_Kz.now, lambda1.now * p1_z**2 + lambda2.now * p2_z**2),
                ),
            ),
        ),
        reading="Rank ≤ 2 is e₃(K) = 0 in power sums; p₁ an eigenvector is equality in Cauchy–Schwarz; the decomposition is "
        "that of zᵀKz for every vector z. Gates are those at initialisation, where no unit starts exactly at u_k = 0 (it would "
        "be open for both signs).",
        evidence="The decomposition fails at one exact state: it needs eigenvectors of unit length.",
        correction="ZQ-11c",
    ),
    Claim(
        id="ZQ-11c",
        source=_ours("ZQ-11"),
        text="K = λ₁p₁p₁ᵀ/‖p₁‖² + λ₂p₂p₂ᵀ/‖p₂‖² with the printed λ₁, λ₂, so these are its eigenvalues; all others vanish.",
        statements=(
            Statement(
                NQM_DATA_ANY_TARGET,
                (Ne(S1, 0),),
                Quantifier.STATE,
                And(
                    Eq(p1Kp1.now, lambda1.now * S1),
                    Eq(Kp1.now, lambda1.now**2 * S1),
                    Eq(p2Kp2.now, lambda2.now * S2),
                    Eq(trace, lambda1.now + lambda2.now),
                    Eq(trace2, lambda1.now**2 + lambda2.now**2),
                ),
            ),
        ),
        evidence="The kernel of a sum over units, each open for one sign.",
        sharp=True,
    ),
    Claim(
        id="ZQ-12",
        source=Source("ZQ", "section 3, many data"),
        text="1-d inputs: g(t+1)−y = (I − ηK + (η²/m)(Q₁ + Q₂))(g−y), K(t+1) = K + (η²/m)(K₁ + K₂) − (4η/m)(Q₁ + Q₂), "
        "Q_a = ((g−y)⊙m_a)ᵀ(g⊙m_a) p_a p_aᵀ, K_a = ((g−y)⊙m_a)ᵀ K ((g−y)⊙m_a) p_a p_aᵀ, m_± the sign masks.",
        statements=(
            Statement(
                NQM_DATA_ANY_TARGET,
                (),
                Quantifier.STEP,
                And(
                    Eq(
                        z_r.next,
                        z_r.now - rate * z_Kr.now + rate**2 / m * (rf1 * p1_z * p1_r.now + rf2 * p2_z * p2_r.now),
                    ),
                    Eq(
                        z_Kz.next,
                        z_Kz.now
                        + rate**2 / m * (rKr1 * p1_z**2 + rKr2 * p2_z**2)
                        - 4 * rate / m * (rf1 * p1_z**2 + rf2 * p2_z**2),
                    ),
                ),
            ),
        ),
        reading="The first equation times any vector z, the second between zᵀ and z: together all entries of both, as K is "
        "symmetric. Gates are those at initialisation, the one at u_k x = 0 open.",
        added=(Added("no u_k(0) = 0", settings=((NQM_DATA_ANY_TARGET, KINKS_ANY_TARGET),)),),
        evidence="One gradient step of all units.",
        sharp=True,
    ),
    Claim(
        id="ZQ-13",
        source=Source("ZQ", "section 3, many data"),
        text="Projected: p₁ᵀR_g p₁ = (2η²/m)Π₁L + (η²/m)⟨(g−y)⊙m₊, y⊙m₊⟩; p₁ᵀR_K p₁ = (2η/m)Π₁L(ηλ₁−4) − "
        "(4η/m)⟨(g−y)⊙m₊, y⊙m₊⟩, Π_iL = ½⟨g−y, p_i⟩².",
        statements=(
            Statement(
                NQM_DATA_ANY_TARGET,
                (Ne(S1, 0),),
                Quantifier.STEP,
                _projected(
                    rate**2 / m * (_two_pi_1 + ry1),
                    rate / m * _two_pi_1 * (rate * lambda1.now - 4) - 4 * rate / m * ry1,
                ),
            ),
        ),
        reading="p₁ of unit length; R_g is what the step adds to I − ηK, R_K what it adds to K.",
        evidence="One exact step refutes it: a factor ‖p₁‖² is missing, and only the part of y along p₁ counts.",
        correction="ZQ-13c",
    ),
    Claim(
        id="ZQ-13u",
        source=Source("ZQ", "section 3, many data, the other reading"),
        text="The same with p₁ = (x_i 1[x_i ≥ 0]) as it is defined, not of unit length.",
        statements=(
            Statement(
                NQM_DATA_ANY_TARGET,
                (Ne(S1, 0),),
                Quantifier.STEP,
                Eq(
                    p1Kp1.next - p1Kp1.now,
                    rate / m * p1_r.now**2 * (rate * lambda1.now - 4) - 4 * rate / m * ry1,
                ),
            ),
        ),
        evidence="One exact step refutes this reading, too.",
        correction="ZQ-13c",
    ),
    Claim(
        id="ZQ-13c",
        source=_ours("ZQ-13"),
        text="p₁ of unit length in Π₁, S = Σ x_i² 1[x_i ≥ 0]: p₁ᵀR_g p₁ = (η²S/m)(2Π₁L + ⟨g−y, p₁⟩⟨y, p₁⟩); p₁ᵀR_K p₁ = "
        "(ηS/m)(2Π₁L(ηλ₁−4) − 4⟨g−y, p₁⟩⟨y, p₁⟩).",
        statements=(
            Statement(
                NQM_DATA_ANY_TARGET,
                (Ne(S1, 0),),
                Quantifier.STEP,
                _projected(
                    rate**2 * S1 / m * (_two_pi_1 + _ry_along),
                    rate * S1 / m * (_two_pi_1 * (rate * lambda1.now - 4) - 4 * _ry_along),
                ),
            ),
        ),
        evidence="One gradient step: a sign block is one datum with |x|² = S.",
        sharp=True,
    ),
    Claim(
        id="ZQ-14",
        source=Source("ZQ", "theorem 3"),
        text="In the case 2/λ₂ < 4/λ₁, w.h.p.: catapult only in p₁ for η ∈ [(2+ε)/λ₁, (2−ε)/λ₂]; in both for "
        "η ∈ [(2+ε)/λ₂, (4−ε)/λ₁]; Π_iL rises to Ω(m(ηλ_i−2)²/log m), then falls to O(1).",
        reading="1-d inputs; a catapult in p_i is growth of Π_iL with the width, no catapult that Π_iL stays of the size it "
        "starts with. The appendix's m(η−2/λ_i)²/log m differs by the factor λ_i² of order 1.",
        evidence="Fitted growth of the peaks with the width in both windows, and the frequency of the fall.",
        kind="scaling",
    ),
    Claim(
        id="ZQ-15",
        source=Source("ZQ", "proposition 9"),
        text="Π_iL is constant in time for i ≥ 3.",
        statements=(
            Statement(
                KINKS_ANY_TARGET,
                (Ne(S1, 0), Ne(S2, 0)),
                Quantifier.STEP,
                Eq(
                    z_r.next - p1_z * p1_r.next / S1 - p2_z * p2_r.next / S2,
                    z_r.now - p1_z * p1_r.now / S1 - p2_z * p2_r.now / S2,
                ),
            ),
        ),
        reading="The residual orthogonal to p₁ and p₂, times any vector z, which may be the eigenvector p_i.",
        added=(Added("Σx² ≠ 0 over either sign", (Ne(S1, 0), Ne(S2, 0))),),
        evidence="One gradient step: it moves the outputs in the span of p₁ and p₂.",
        sharp=True,
    ),
    Claim(
        id="ZQ-16",
        source=Source("ZQ", "divergence, many data"),
        text="Divergence, multi-datum: p₁ᵀR_K p₁ ≈ (‖g‖²‖p₁‖²/m) η(λ₁ − 4η) > 0.",
        statements=(
            Statement(
                POSITIVE,
                (rate * lambda1.initial > 4,),
                Quantifier.FIRST,
                And(Eq(_kernel_change, g2 * S1 / m * rate * (lambda1.now - 4 * rate)), Ge(lambda1.now, 4 * rate)),
            ),
        ),
        reading="y = 0 and inputs of one sign, where the approximation is an equation; η > 4/λ₁; p₁ of unit length in R_K.",
        evidence="One exact step refutes it.",
        correction="ZQ-16c",
    ),
    Claim(
        id="ZQ-16c",
        source=_ours("ZQ-16"),
        text="y = 0: p₁ᵀR_K p₁ = (‖g‖²‖p₁‖²/m) η(ηλ₁ − 4), not negative while ηλ₁ > 4, and λ₁ stays there.",
        statements=(
            Statement(
                POSITIVE,
                (),
                Quantifier.STEP,
                Eq(_kernel_change, g2 * S1 / m * rate * (rate * lambda1.now - 4)),
            ),
            Statement(NQM_DATA, (rate * lambda1.initial > 4,), Quantifier.STEP, Le(lambda1.now, lambda1.next)),
        ),
        evidence="The closed map of the block.",
        sharp=True,
    ),
    Claim(
        id="ZQ-21",
        source=Source("ZQ", "proposition 8"),
        text="Under the hypotheses of ZQ-20, M/2 ≤ λmax(K(0)) ≤ 3M/2, M = max over the two signs of "
        "Σ_{ij} x_i²x_j² 1[·] / Σ_i x_i² 1[·].",
        reading="1-d inputs, u ~ N(0, 1), v = ±1; c′ = 32 as for ZQ-20.",
        evidence="Frequencies with exact binomial intervals at the smallest width that each δ allows.",
        kind="statistical",
    ),
)
