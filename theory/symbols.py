"""The shared alphabet of the theory: every symbol that a claim or a derivation may use, with its assumptions.

A *parameter* is a number fixed along a trajectory (learning rate, width, slopes, target). An *observable* is measured at
every step; it lends its name to several symbols: its value now, after the next step, at initialisation, its running sum,
its peak and its limit. Conventions (one datum): L = r²/2, H = |∇f|². D data: L = (1/2D) Σ r_a²,
H_ab = (1/D) ∇f_a·∇f_b, and the scalar NTK is λmax(H).
"""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Symbol

__all__ = [
    "OBSERVABLES",
    "PARAMETERS",
    "Observable",
    "Parameter",
    "observable_of",
]


@dataclass(frozen=True)
class Parameter:
    """A number fixed along a trajectory: its symbol, how it is typeset, what it means."""

    symbol: Symbol
    latex: str
    meaning: str


@dataclass(frozen=True)
class Observable:
    """A quantity measured at every step, and the symbols that statements use for it.

    Attributes
    ----------
    name
        Short ASCII name, e.g. ``"theta2"``.
    latex
        How the value at step t is typeset.
    meaning
        One sentence with the normalisation.
    nonnegative
        Whether the quantity is nonnegative by definition.
    """

    name: str
    latex: str
    meaning: str
    nonnegative: bool = False

    def _symbol(self, suffix: str) -> Symbol:
        if self.nonnegative:
            return Symbol(self.name + suffix, nonnegative=True)
        return Symbol(self.name + suffix, real=True)

    @property
    def now(self) -> Symbol:
        """Value at step t."""
        return self._symbol("")

    @property
    def next(self) -> Symbol:
        """Value at step t + 1."""
        return self._symbol("_next")

    @property
    def initial(self) -> Symbol:
        """Value at step 0."""
        return self._symbol("_0")

    @property
    def total(self) -> Symbol:
        """Running sum over steps 0 … t."""
        return self._symbol("_total")

    @property
    def peak(self) -> Symbol:
        """Supremum over all steps; +∞ for an unbounded quantity."""
        return self._extended("_peak")

    @property
    def limit(self) -> Symbol:
        """Limit as t → ∞, which may be infinite (a statement that uses it asserts that the limit exists)."""
        return self._extended("_limit")

    def _extended(self, suffix: str) -> Symbol:
        # Neither finite nor of a sign, or SymPy would find the quantity smaller than infinity before anybody has looked.
        return Symbol(self.name + suffix, extended_real=True)


def _parameter(name: str, latex: str, meaning: str, **assumptions: bool) -> Parameter:
    return Parameter(Symbol(name, **assumptions), latex, meaning)


PARAMETERS: dict[str, Parameter] = {
    p.symbol.name: p
    for p in (
        _parameter("eta", r"\eta", "learning rate", positive=True),
        _parameter("n", "n", "width: number of hidden units (or of weights of a quadratic form)", integer=True, positive=True),
        _parameter("D", "D", "number of data points", integer=True, positive=True),
        _parameter("d", "d", "input dimension", integer=True, positive=True),
        _parameter("P", "P", "number of parameters", integer=True, positive=True),
        _parameter("k", "k", "degree of homogeneity of the model in its weights", integer=True, positive=True),
        _parameter("s", "s", "prefactor of the network output, usually n^(-1/2)", positive=True),
        _parameter("a_plus", "a_+", "slope of the activation for z ≥ 0", real=True),
        _parameter("a_minus", "a_-", "slope of the activation for z < 0", real=True),
        _parameter("x2", r"|x|^2", "squared norm of the single input", nonnegative=True),
        _parameter(
            "gram_top", r"\lambda_{\max}(XX^\top\!/D)", "top eigenvalue of the input Gram matrix over D", nonnegative=True
        ),
        _parameter("zeta", r"\zeta", "prefactor of the quadratic form, f = (ζ/2) θᵀψθ", real=True),
        _parameter("psi2_top", r"\lambda_{\max}(\psi^2)", "top eigenvalue of ψ² (one datum)", nonnegative=True),
        _parameter("omega_top", r"\lambda_{\max}(\Omega)", "top eigenvalue of Ω, (ζ²/D) λmax(Σ ψ_a²)", nonnegative=True),
        _parameter(
            "psi_eff2_top",
            r"\lambda_{\max}(\psi_{\mathrm{eff}}^2)",
            "top eigenvalue of ψ_eff², ψ_eff = D^(-1/2) Σ e_a ψ_a",
            nonnegative=True,
        ),
        _parameter("c_star", "C^*", "sharp constant (ζ²/D) max_{|z|=1} ‖Σ z_a ψ_a‖² of D quadratic forms", nonnegative=True),
        _parameter("phi2", r"\phi^2", "squared norm of the feature vector φ", positive=True),
        _parameter("gamma", r"\gamma", "prefactor of the quadratic term of a general quadratic model", real=True),
        _parameter("m", "m", "width in the notation of Zhu et al.", integer=True, positive=True),
        _parameter("y", "y", "target of the single datum", real=True),
        _parameter("y_norm", "|y|", "Euclidean norm of the D targets", nonnegative=True),
        _parameter("x2_plus", r"\|p_1\|^2", "Σ x_i² over the nonnegative one-dimensional inputs", nonnegative=True),
        _parameter("x2_minus", r"\|p_2\|^2", "Σ x_i² over the negative one-dimensional inputs", nonnegative=True),
        _parameter("p1_first", "p_{1,1}", "first entry of p₁ = (x_i 1[x_i ≥ 0])", real=True),
        _parameter("p2_first", "p_{2,1}", "first entry of p₂ = (x_i 1[x_i < 0])", real=True),
        _parameter("p1_last", "p_{1,D}", "last entry of p₁", real=True),
        _parameter("p2_last", "p_{2,D}", "last entry of p₂", real=True),
        _parameter("p1_y", r"p_1^\top y", "Σ x_i y_i over the nonnegative one-dimensional inputs", real=True),
    )
}

OBSERVABLES: dict[str, Observable] = {
    o.name: o
    for o in (
        Observable("f", "f_t", "output on the single datum"),
        Observable("r", "r_t", "residual f − y on the single datum"),
        Observable("L", "L_t", "loss (1/2D) Σ r_a²", True),
        Observable("f2", r"\tfrac1D |f_t|^2", "mean squared output (1/D) Σ f_a²", True),
        Observable("r2", r"\tfrac1D |r_t|^2", "mean squared residual (1/D) Σ r_a²", True),
        Observable("H", "H_t", "NTK: |∇f|² for one datum, λmax of (1/D) ∇f_a·∇f_b for D data", True),
        Observable("theta2", r"\theta_t^2", "squared weight norm, all weights", True),
        Observable("rf", r"\tfrac1D r_t\cdot f_t", "(1/D) Σ r_a f_a"),
        Observable("rHr", r"\tfrac1D r_t^\top H_t r_t", "(1/D) rᵀHr", True),
        Observable("H_meta", "H_{m,t}", "ζ² θ_mᵀψ²θ_m: NTK of the meta weights of a quadratic model with bias", True),
        Observable("theta_m2", r"\theta_{m,t}^2", "squared norm of the meta weights", True),
        Observable("theta_f2", r"\theta_{f,t}^2", "squared norm of the feature weights", True),
        Observable("phi_theta", r"\phi\cdot\theta_{f,t}", "linear part of a quadratic model with bias"),
        Observable("N_bias", "N_t", "θ_m² + 2 (φ·θ_f)²/φ²: weighted norm of a quadratic model with bias", True),
        Observable("N_spec", "N_t", "|v|² + Σ_k m_k |U w_k|²: spectral weight norm of a linear net on D data", True),
        Observable("H_active", "H_t", "NTK carried by the active units of a gated net on one datum", True),
        Observable("L_there", r"L(\theta')", "loss at a second, independent weight vector", True),
        Observable("L_middle", r"L(\tfrac12(\theta+\theta'))", "loss half-way between the two weight vectors", True),
        Observable("L_third", r"\Delta^3L", "third difference of the loss along the line through the two weight vectors"),
        Observable("f_zero", r"[f_t=0]", "1 if the output is exactly zero, else 0", True),
        Observable("flip", r"\max_i s|d_iv_i||x|^2/|u_i\cdot x|", "no unit changes sign in a step with η|r| flip < 1", True),
        Observable("flip_mass", r"\Sigma_F v_i^2", "Σ v_i² over the units that one step may flip", True),
        Observable("cubic", "M_t", "s³|x|² Σ d_i³ v_i u_i·x: the moment in f' = f − ηrH + η²r²M while no unit flips"),
        Observable("N_live", "N_t", "|v|² + Σ |P u_i|², P the projector on the span of the inputs", True),
        Observable(
            "psi_eff2", r"\lambda_{\max}(\psi_{\mathrm{eff}}^2)", "of ψ_eff = D^(-1/2) Σ e_a ψ_a, e the top NTK eigenvector", True
        ),
        Observable("phi_eff2", r"|\phi_{\mathrm{eff}}|^2", "of φ_eff = D^(-1/2) Σ e_a φ_a, e the top NTK eigenvector", True),
        Observable(
            "N_published", "N_t", "θ² + (φ·θ_f)²/φ²: the norm in the published bound for a quadratic model with bias", True
        ),
        Observable("K_first", "K_{11}", "∇f_1·∇f_1", True),
        Observable("K_cross", "K_{1D}", "∇f_1·∇f_D for the first and the last datum"),
        Observable("Kr_first", "(Kr)_1", "Σ_b ∇f_1·∇f_b r_b"),
        Observable("K_trace", r"\mathrm{tr}\,K", "Σ_a ∇f_a·∇f_a", True),
        Observable("K2_trace", r"\mathrm{tr}\,K^2", "trace of the square of K_ab = ∇f_a·∇f_b", True),
        Observable("K3_trace", r"\mathrm{tr}\,K^3", "trace of the cube of K_ab = ∇f_a·∇f_b", True),
        Observable("p1Kp1", r"p_1^\top K p_1", "quadratic form of K at p₁", True),
        Observable("p2Kp2", r"p_2^\top K p_2", "quadratic form of K at p₂", True),
        Observable("Kp1_norm2", r"\|Kp_1\|^2", "squared norm of K p₁", True),
        Observable(
            "lambda_1",
            r"\lambda_1",
            "Σ_j x_j² 1[x_j ≥ 0] · (1/m) Σ_k (v_k² + u_k²) over the units open for positive inputs",
            True,
        ),
        Observable("lambda_2", r"\lambda_2", "the same for negative inputs", True),
        Observable("p1_r", r"p_1^\top r", "Σ x_i r_i over the nonnegative inputs"),
        Observable("p2_r", r"p_2^\top r", "Σ x_i r_i over the negative inputs"),
        Observable("r_f_plus", r"(r\odot m_+)^\top(f\odot m_+)", "Σ r_i f_i over the nonnegative inputs"),
        Observable("r_f_minus", r"(r\odot m_-)^\top(f\odot m_-)", "Σ r_i f_i over the negative inputs"),
        Observable("r_y_plus", r"\langle r\odot m_+, y\odot m_+\rangle", "Σ r_i y_i over the nonnegative inputs"),
        Observable("f2_plus", r"\|g_+\|^2", "Σ f_i² over the nonnegative inputs", True),
        Observable("rKr_plus", r"(r\odot m_+)^\top K (r\odot m_+)", "rᵀKr over the nonnegative inputs", True),
        Observable("rKr_minus", r"(r\odot m_-)^\top K (r\odot m_-)", "rᵀKr over the negative inputs", True),
        Observable("GJr_first", r"(G\nabla f^\top r)_1", "G_1·∇fᵀr with the rows G_a = rᵀ∇f H_a, H_a the Hessian of f_a"),
        Observable("GJ_first", r"(G\nabla f^\top)_{11}", "G_1·∇f_1"),
        Observable("GG_first", r"(GG^\top)_{11}", "G_1·G_1", True),
        Observable("GJ_cross", r"(G\nabla f^\top)_{1D}", "G_1·∇f_D"),
        Observable("JG_cross", r"(\nabla f G^\top)_{1D}", "∇f_1·G_D"),
        Observable("GG_cross", r"(GG^\top)_{1D}", "G_1·G_D"),
        Observable("f_net", "f_t", "m^(-1/2) vᵀUx of the linear net whose weights are listed in w"),
        Observable("H_net", r"\lambda_t", "NTK of the linear net whose weights are listed in w", True),
    )
}


def observable_of(symbol: Symbol) -> tuple[Observable, str] | None:
    """Return the observable a symbol belongs to and its role, or None for a parameter.

    The role is one of ``now``, ``next``, ``initial``, ``total``, ``peak``, ``limit``.
    """
    for role, suffix in (("next", "_next"), ("initial", "_0"), ("total", "_total"), ("peak", "_peak"), ("limit", "_limit")):
        stem = symbol.name.removesuffix(suffix)
        if stem != symbol.name and stem in OBSERVABLES:
            return OBSERVABLES[stem], role
    if symbol.name in OBSERVABLES:
        return OBSERVABLES[symbol.name], "now"
    return None
