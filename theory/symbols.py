"""The shared alphabet of the theory: every symbol that a claim or a derivation may use, with its assumptions.

A *parameter* is a number fixed along a trajectory (learning rate, width, slopes, target). An *observable* is measured at
every step; it lends its name to several symbols: its value now, after the next step, at initialisation, its running sum,
its peak and its limit. Conventions (one datum): L = r²/2, H = |∇f|². D data: L = (1/2D) Σ r_a²,
H_ab = (1/D) ∇f_a·∇f_b, and the scalar NTK is λmax(H).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sympy import Expr, Symbol
from sympy.logic.boolalg import Boolean

__all__ = [
    "OBSERVABLES",
    "PARAMETERS",
    "Observable",
    "Parameter",
    "now_of",
    "observable_of",
    "taken",
]


@dataclass(frozen=True)
class Parameter:
    """A number fixed along a trajectory: its symbol, how it is typeset, what it means, its range beyond the symbol's signs."""

    symbol: Symbol
    latex: str
    meaning: str
    within: tuple[Boolean, ...] = ()


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
    extended
        Whether it may be infinite at a step.
    one_datum
        What it is on one datum in terms of other observables, whatever the model, the loss and the update rule; None if nothing.
    of_rate
        Whether it depends on the learning rate of the step, by more than a formula: then its edges cannot be solved for.
    """

    name: str
    latex: str
    meaning: str
    nonnegative: bool = False
    extended: bool = False
    one_datum: Expr | None = None
    of_rate: bool = False

    def _symbol(self, suffix: str) -> Symbol:
        sign = "nonnegative" if self.nonnegative else "real"
        return Symbol(self.name + suffix, **{f"extended_{sign}" if self.extended else sign: True})

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
        _parameter("K", "K", "number of outputs of a net with several", integer=True, positive=True),
        _parameter("P", "P", "number of parameters", integer=True, positive=True),
        _parameter("k", "k", "degree of homogeneity of the model in its weights", integer=True, positive=True),
        _parameter("s", "s", "prefactor of the network output, usually n^(-1/2)", positive=True),
        _parameter("a_plus", "a_+", "slope of the activation for z ≥ 0", real=True),
        _parameter("a_minus", "a_-", "slope of the activation for z < 0", real=True),
        _parameter("a_zero", r"\sigma'(0)", "slope of the activation that the gradient uses at z = 0", real=True),
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
        _parameter("C_u", "C_u", "any bound of m u(0), in the notation of Zhu et al.", nonnegative=True),
        _parameter("x2_top", r"\max_a|x_a|^2", "largest squared norm of an input, or any bound of it", nonnegative=True),
        _parameter("dial", "c", "dial of a certified learning rate", positive=True),
        _parameter("norm_floor", "M", "norm below which a certified learning rate does not grow any more", positive=True),
        _parameter("polyak", r"\rho", "multiple of Polyak's learning rate L/|∇L|²", positive=True),
        _parameter("y", "y", "target of the single datum", real=True),
        _parameter(
            "w_star", "|w^*|", "norm of the smallest w with s a x_a·w = y_a on all data: a linear net that fits", nonnegative=True
        ),
        _parameter("y_norm", "|y|", "Euclidean norm of the D targets", nonnegative=True),
        _parameter("x2_plus", r"\|p_1\|^2", "Σ x_i² over the nonnegative one-dimensional inputs", nonnegative=True),
        _parameter("x2_minus", r"\|p_2\|^2", "Σ x_i² over the negative one-dimensional inputs", nonnegative=True),
        _parameter("p1_z", r"p_1^\top z", "p₁·z for any vector z of D numbers, p₁ = (x_i 1[x_i ≥ 0])", real=True),
        _parameter("p2_z", r"p_2^\top z", "p₂·z for the same z, p₂ = (x_i 1[x_i < 0])", real=True),
        _parameter("p1_y", r"p_1^\top y", "Σ x_i y_i over the nonnegative one-dimensional inputs", real=True),
        _parameter("p2_y", r"p_2^\top y", "Σ x_i y_i over the negative one-dimensional inputs", real=True),
    )
}

_F, _R, _SLOPE, _F_AHEAD, _SLOPE_AHEAD = (Symbol(name, real=True) for name in ("f", "r", "slope", "f_ahead", "slope_ahead"))
_ALONG, _H = Symbol("f_velocity", real=True), Symbol("H", nonnegative=True)

OBSERVABLES: dict[str, Observable] = {
    o.name: o
    for o in (
        Observable("f", "f_t", "output on the single datum"),
        Observable("r", "r_t", "residual f − y on the single datum", one_datum=_F - PARAMETERS["y"].symbol),
        Observable("L", "L_t", "loss (1/D) Σ ℓ(f_a, y_a), of the squared loss (1/2D) Σ r_a²", True),
        Observable("f2", r"\tfrac1D |f_t|^2", "mean squared output (1/D) Σ f_a²", True, one_datum=_F**2),
        Observable("r2", r"\tfrac1D |r_t|^2", "mean squared residual (1/D) Σ r_a²", True, one_datum=_R**2),
        Observable("H", "H_t", "NTK: |∇f|² for one datum, λmax of (1/D) ∇f_a·∇f_b for D data", True),
        Observable("theta2", r"\theta_t^2", "squared weight norm, all weights", True),
        Observable("rf", r"\tfrac1D r_t\cdot f_t", "(1/D) Σ r_a f_a", one_datum=_R * _F),
        Observable("rHr", r"\tfrac1D r_t^\top H_t r_t", "(1/D) rᵀHr", True, one_datum=_R**2 * _H),
        Observable("slope", r"\ell'_t", "slope ℓ'(f, y) of the loss on the single datum"),
        Observable("slope_f", r"\tfrac1D \ell'_t\cdot f_t", "(1/D) Σ ℓ'_a f_a", one_datum=_SLOPE * _F),
        Observable("slope_kernel", r"\tfrac1D \ell_t'^\top H_t \ell'_t", "(1/D) ℓ'ᵀHℓ' = |∇L|²", True, one_datum=_SLOPE**2 * _H),
        Observable("velocity2", r"|m_t|^2", "squared norm of the velocity m", True),
        Observable("theta_velocity", r"\theta_t\cdot m_t", "weights times velocity"),
        Observable("f_velocity", r"\nabla f_t\cdot m_t", "derivative of the single output along the velocity"),
        Observable(
            "slope_velocity",
            r"\tfrac1D \ell'_t\cdot J_t m_t",
            "(1/D) Σ ℓ'_a ∇f_a·m = ∇L·m",
            one_datum=_SLOPE * _ALONG,
        ),
        Observable("f_ahead", r"\tilde f_t", "output on the single datum where the update rule takes its gradient"),
        Observable(
            "slope_ahead", r"\tilde\ell'_t", "slope of the loss on the single datum where the update rule takes its gradient"
        ),
        Observable(
            "slope_f_ahead",
            r"\tfrac1D \tilde\ell'_t\cdot\tilde f_t",
            "(1/D) Σ ℓ'_a f_a where the update rule takes its gradient",
            one_datum=_SLOPE_AHEAD * _F_AHEAD,
        ),
        Observable(
            "slope_kernel_ahead",
            r"\tfrac1D \tilde\ell_t'^\top \tilde H_t \tilde\ell'_t",
            "(1/D) ℓ'ᵀHℓ' = |∇L|² where the update rule takes its gradient",
            True,
        ),
        Observable(
            "slope_velocity_ahead",
            r"\tfrac1D \tilde\ell'_t\cdot\tilde J_t m_t",
            "(1/D) Σ ℓ'_a ∇f_a·m where the update rule takes its gradient",
        ),
        Observable("step", "t", "number of the step, from 0", True),
        Observable("eta_t", r"\eta_t", "learning rate of step t, where it differs from step to step", True, of_rate=True),
        Observable("H_meta", "H_{m,t}", "ζ² θ_mᵀψ²θ_m: NTK of the meta weights of a quadratic model with bias", True),
        Observable("theta_m2", r"\theta_{m,t}^2", "squared norm of the meta weights", True),
        Observable("theta_f2", r"\theta_{f,t}^2", "squared norm of the feature weights", True),
        Observable("phi_theta", r"\phi\cdot\theta_{f,t}", "linear part of a quadratic model with bias"),
        Observable("N_shift", "N_t", "θ² + k c² without c in θ²: the weight norm in which an output bias c counts k times", True),
        Observable("r_mean", r"\bar r_t", "mean residual (1/D) Σ r_a", one_datum=_R),
        Observable("N_bias", "N_t", "θ_m² + 2 (φ·θ_f)²/φ²: weighted norm of a quadratic model with bias", True),
        Observable("N_omega", r"N_{\omega,t}", "Σ ω_j (p_ij − t_j)²: weighted norm of units that are not homogeneous", True),
        Observable("H_omega", r"H_{\omega,t}", "Σ ω_j (∂f/∂p_ij)²: NTK with the weights of that norm", True),
        Observable("radial", r"\theta_t\cdot\nabla f_t", "Σ_j θ_j ∂f/∂θ_j: k f, if the model is homogeneous of degree k"),
        Observable("N_spec", "N_t", "|v|² + Σ_k m_k |U w_k|²: spectral weight norm of a linear net on D data", True),
        Observable("balance", r"H_t^2-4\kappa f_t^2", "H² − 4κf² on one datum, κ = s²a₊²|x|²: 0 where a linear net is balanced"),
        Observable(
            "r2_batch", r"\Sigma_a p_{t,a} r_{t,a}^2", "Σ p_a r_a², p_a the weights of the data in the batch of the step", True
        ),
        Observable("H_active", "H_t", "NTK carried by the active units of a gated net on one datum", True),
        Observable("L_there", r"L(\theta')", "loss at a second, independent weight vector", True),
        Observable("L_middle", r"L(\tfrac12(\theta+\theta'))", "loss half-way between the two weight vectors", True),
        Observable("L_third", r"\Delta^3L", "third difference of the loss along the line through the two weight vectors"),
        Observable("f_zero", r"[f_t=0]", "1 if the output is exactly zero, else 0", True),
        Observable(
            "flip",
            r"\max_i s|d_iv_i||x|^2/|u_i\cdot x|",
            "no unit changes sign in a step with η|r| flip < 1; infinite if a unit with d_i v_i ≠ 0 is at 0",
            nonnegative=True,
            extended=True,
        ),
        Observable("flip_mass", r"\Sigma_F v_i^2", "Σ v_i² over the units that one step may flip", True, of_rate=True),
        Observable("cubic", "M_t", "s³|x|² Σ d_i³ v_i u_i·x: the moment in f' = f − ηrH + η²r²M while no unit flips"),
        Observable("N_live", "N_t", "|v|² + Σ |P u_i|², P the projector on the span of the inputs", True),
        Observable(
            "psi_eff2", r"\lambda_{\max}(\psi_{\mathrm{eff}}^2)", "of ψ_eff = D^(-1/2) Σ e_a ψ_a, e the top NTK eigenvector", True
        ),
        Observable("phi_eff2", r"|\phi_{\mathrm{eff}}|^2", "of φ_eff = D^(-1/2) Σ e_a φ_a, e the top NTK eigenvector", True),
        Observable(
            "N_published", "N_t", "θ² + (φ·θ_f)²/φ²: the norm in the published bound for a quadratic model with bias", True
        ),
        Observable("z_r", r"z^\top r", "z·r for any vector z of D numbers: an equation for all z is one for every entry"),
        Observable("z_Kr", r"z^\top K r", "Σ z_a ∇f_a·∇f_b r_b for the same z"),
        Observable("z_Kz", r"z^\top K z", "|Σ z_a ∇f_a|² for the same z", True),
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
        Observable("p1_r2", r"(p_1^\top r)^2", "(Σ x_i r_i)² over the nonnegative inputs", True),
        Observable("p2_r2", r"(p_2^\top r)^2", "(Σ x_i r_i)² over the negative inputs", True),
        Observable("r_f_plus", r"(r\odot m_+)^\top(f\odot m_+)", "Σ r_i f_i over the nonnegative inputs"),
        Observable("r_f_minus", r"(r\odot m_-)^\top(f\odot m_-)", "Σ r_i f_i over the negative inputs"),
        Observable("r_y_plus", r"\langle r\odot m_+, y\odot m_+\rangle", "Σ r_i y_i over the nonnegative inputs"),
        Observable("f2_plus", r"\|g_+\|^2", "Σ f_i² over the nonnegative inputs", True),
        Observable("rKr_plus", r"(r\odot m_+)^\top K (r\odot m_+)", "rᵀKr over the nonnegative inputs", True),
        Observable("rKr_minus", r"(r\odot m_-)^\top K (r\odot m_-)", "rᵀKr over the negative inputs", True),
        Observable("z_GJr", r"z^\top G\nabla f^\top r", "Σ z_a G_a·∇fᵀr with the rows G_a = rᵀ∇f H_a, H_a the Hessian of f_a"),
        Observable("z_GJz", r"z^\top G\nabla f^\top z", "(Σ z_a G_a)·(Σ z_a ∇f_a)"),
        Observable("z_GGz", r"z^\top GG^\top z", "|Σ z_a G_a|²", True),
        Observable("f_net", "f_t", "m^(-1/2) vᵀUx of the linear net whose weights are listed in w"),
        Observable("H_net", r"\lambda_t", "NTK of the linear net whose weights are listed in w", True),
    )
}


def now_of(name: str) -> Symbol:
    """The value now of the observable of that name, or a real symbol where there is none yet."""
    return OBSERVABLES[name].now if name in OBSERVABLES else Symbol(name, real=True)


def taken(symbols: Iterable[Symbol]) -> bool:
    """Whether one of the symbols is called like an observable or a parameter, so that a text has to say which is meant."""
    return any(symbol.name in OBSERVABLES or symbol.name in PARAMETERS for symbol in symbols)


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
