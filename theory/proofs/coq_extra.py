"""Propositions that no claim states in SymPy, because they speak of structure: matrices, gradients, the exact step."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["EXTRA", "ExtraStatement"]


@dataclass(frozen=True)
class ExtraStatement:
    """A proposition written in Coq.

    Attributes
    ----------
    name
        Coq name.
    module
        Coq module of its model.
    comment
        The sentence in words.
    binders, arguments
        Quantified variables, and the same as arguments.
    hypotheses, conclusion
        Coq propositions.
    moves
        What a witness has to satisfy besides the hypotheses, so that it is not trivial.
    """

    name: str
    module: str
    comment: str
    binders: str
    arguments: str
    hypotheses: tuple[str, ...]
    conclusion: str
    moves: str = "True"

    @property
    def coq_text(self) -> str:
        """The definitions printed into ``Statements.v``."""
        hypotheses = " /\\\n  ".join(self.hypotheses)
        met = f"hyp_{self.name} {self.arguments} /\\ {self.moves}"
        return (
            f"(* {self.comment} *)\n"
            f"Definition hyp_{self.name} {self.binders} : Prop :=\n  {hypotheses}.\n"
            f"Definition stmt_{self.name} : Prop := forall {self.binders}, hyp_{self.name} {self.arguments} ->\n"
            f"  {self.conclusion}.\n"
            f"Definition nonvacuous_{self.name} : Prop := exists {self.binders}, {met}.\n"
        )


_NET = {"module": "TwoLayer", "binders": "(N : net) (eta : R) (w : weights)", "arguments": "N eta w", "moves": "0 < loss N w"}
_INPUT = ("0 < eta", "0 < s N", "D N = 1%nat", "0 < x2 N")
_POSITIVE_LINEAR = (*_INPUT, "linear_net N", "0 < a_plus N")
_R, _Y, _E = "scaled_residual N eta", "scaled_target N eta", "edge_excess N eta"
_AT, _NEXT = "(train N eta w t)", "(train N eta w (S t))"
_TARGETS = (
    ExtraStatement(
        name="TARGET_NORMAL",
        comment="Linear net with a target: R' = R (R^2 - 3 - e), e' = e (1 + R F), P' = P (1 - R)^2, Q' = Q (1 + R)^2.",
        hypotheses=_POSITIVE_LINEAR,
        conclusion=f"""forall t, {_R} {_NEXT} = {_R} {_AT} * ({_R} {_AT} ^ 2 - 3 - {_E} {_AT}) /\\
  {_E} {_NEXT} = {_E} {_AT} * (1 + {_R} {_AT} * ({_R} {_AT} + {_Y})) /\\
  P_form N eta {_NEXT} = P_form N eta {_AT} * (1 - {_R} {_AT}) ^ 2 /\\
  Q_form N eta {_NEXT} = Q_form N eta {_AT} * (1 + {_R} {_AT}) ^ 2""",
        **_NET,
    ),
    ExtraStatement(
        name="TARGET_BELOW",
        comment="Linear and ReLU nets, |Y| < 2, e_0 < 0: for all t, e < 0, |R| < 2 and 0 <= eta H < 4 + 2 |Y|.",
        hypotheses=(*_INPUT, "gated N", f"-2 < {_Y} < 2", f"{_E} w < 0"),
        conclusion=f"""forall t, {_E} {_AT} < 0 /\\ -2 < {_R} {_AT} < 2 /\\
  0 <= eta * kernel N {_AT} 0 0 < 4 + 2 * Rabs ({_Y})""",
        **_NET,
    ),
    ExtraStatement(
        name="TARGET_SIGN_ABOVE",
        comment="Linear net, |Y| < 2, e_0 > 0: e stays positive.",
        hypotheses=(*_POSITIVE_LINEAR, f"-2 < {_Y} < 2", f"0 < {_E} w"),
        conclusion=f"forall t, 0 < {_E} {_AT}",
        **_NET,
    ),
    ExtraStatement(
        name="TARGET_SHARP_EDGE",
        comment="Linear and ReLU nets: eta < 8 / (H_0 + sqrt(H_0^2 + 16 kappa y (y - f_0))) if and only if |Y| < 2 and e_0 < 0,"
        " and then L_t < 2 / (kappa eta^2) for all t.",
        hypotheses=(*_INPUT, "gated N"),
        conclusion=f"""let edge := eta * (kernel N w 0 0
    + sqrt (kernel N w 0 0 ^ 2 + 16 * root_kappa N ^ 2 * (y N 0%nat * (y N 0%nat - output N w 0)))) < 8 in
  (edge <-> -2 < {_Y} < 2 /\\ {_E} w < 0) /\\
  (edge -> forall t, loss N {_AT} < 2 / (root_kappa N ^ 2 * eta ^ 2))""",
        **_NET,
    ),
    ExtraStatement(
        name="TARGET_FATE",
        comment="Linear and ReLU nets, |Y| < 1, e_0 < 0: the output tends to the target, or to 0 if the trajectory is trapped.",
        hypotheses=(*_INPUT, "gated N", f"-1 < {_Y} < 1", f"{_E} w < 0"),
        conclusion="""(~ trapped N eta w -> is_lim_seq (fun t => output N (train N eta w t) 0) (y N 0%nat)) /\\
  (trapped N eta w -> is_lim_seq (fun t => output N (train N eta w t) 0) 0)""",
        **_NET,
    ),
    ExtraStatement(
        name="TARGET_EXCEPTIONAL",
        comment="Linear net: a trajectory is trapped iff it starts at P = 0 (Q = 0 for y < 0) or R = 1 (R = -1) at some t.",
        hypotheses=_POSITIVE_LINEAR,
        conclusion=f"""trapped N eta w <->
  (0 < y N 0%nat /\\ (P_form N eta w = 0 \\/ exists t, {_R} {_AT} = 1)) \\/
  (y N 0%nat < 0 /\\ (Q_form N eta w = 0 \\/ exists t, {_R} {_AT} = -1))""",
        **_NET,
    ),
    ExtraStatement(
        name="TARGET_UNBOUNDED",
        comment="Linear net, 0 < |Y| < 1, e_0 > 0: unless the target is hit exactly, the kernel is unbounded.",
        hypotheses=(*_POSITIVE_LINEAR, f"-1 < {_Y} < 1", "y N 0%nat <> 0", f"0 < {_E} w"),
        conclusion=f"(exists t, residual N {_AT} 0 = 0) \\/ (forall bound, exists t, bound < kernel N {_AT} 0 0)",
        **_NET,
    ),
)
_GRADIENTS = (
    ExtraStatement(
        name="GRADIENT_NET",
        module="TwoLayer",
        comment="Where no preactivation is 0, the step of the two-layer net is eta times the gradient of the loss.",
        binders="(N : net) (eta : R) (w : weights)",
        arguments="N eta w",
        hypotheses=(
            "0 < eta",
            "(0 < D N)%nat",
            "(forall a i, (a < D N)%nat -> (i < n N)%nat -> preactivation N w a i <> 0)",
        ),
        conclusion="""(forall i k, (i < n N)%nat -> (k < d N)%nat -> is_derive (fun z => loss N
    (Weights (fun j => if Nat.eq_dec j i then replace (U w i) k z else U w j) (V w)))
    (U w i k) ((U w i k - U (step N eta w) i k) / eta)) /\\
  (forall i, (i < n N)%nat -> is_derive (fun z => loss N (Weights (U w) (replace (V w) i z)))
    (V w i) ((V w i - V (step N eta w) i) / eta))""",
        moves="0 < loss N w",
    ),
    ExtraStatement(
        name="GRADIENT_QUADRATIC",
        module="Quadratic",
        comment="The step of the pure quadratic model is eta times the gradient of the loss.",
        binders="(M : model) (eta : R) (w : weights)",
        arguments="M eta w",
        hypotheses=("0 < eta", "symmetric M", "(0 < D M)%nat"),
        conclusion="""forall i, (i < n M)%nat ->
  is_derive (fun z => loss M (replace w i z)) (w i) ((w i - step M eta w i) / eta)""",
        moves="0 < loss M w",
    ),
    ExtraStatement(
        name="GRADIENT_BIASED",
        module="Biased",
        comment="The step of the quadratic model with bias is eta times the gradient of the loss.",
        binders="(B : model) (eta : R) (w : weights)",
        arguments="B eta w",
        hypotheses=("0 < eta", "symmetric B"),
        conclusion="""(forall i, (i < nf B)%nat ->
    is_derive (fun z => loss B (Weights (replace (F w) i z) (M w))) (F w i) ((F w i - F (step B eta w) i) / eta)) /\\
  (forall i, (i < n B)%nat ->
    is_derive (fun z => loss B (Weights (F w) (replace (M w) i z))) (M w i) ((M w i - M (step B eta w) i) / eta))""",
        moves="0 < loss B w",
    ),
    ExtraStatement(
        name="GRADIENT_GENERAL",
        module="General",
        comment="The step of the general quadratic model is eta times the gradient of the loss.",
        binders="(M : model) (eta : R) (w : weights)",
        arguments="M eta w",
        hypotheses=("0 < eta", "symmetric M"),
        conclusion="""forall i, (i < P M)%nat ->
  is_derive (fun z => loss M (replace w i z)) (w i) ((w i - step M eta w i) / eta)""",
        moves="0 < loss M w",
    ),
)


def _single(number: int, root: str, side: str) -> str:
    """What it means that the data of one sign are a single datum, at every step."""
    block = f"(block M (p{number} M) ({root} (p{number}_norm2 M)))"
    step = f"(step {block} (eta / INR (D M)) (train M eta w t))"
    return f"""(0 < p{number}_norm2 M -> forall t,
    residual {block} (train M eta w t) 0 = along M (p{number} M) (residual M (train M eta w t)) / ({root} (p{number}_norm2 M)) /\\
    kernel {block} (train M eta w t) 0 0 = lambda_{number} M (train M eta w t) /\\
    forall i, (i < m M)%nat -> {side} -> U (train M eta w (S t)) i 0%nat = U {step} i 0%nat /\\
      V (train M eta w (S t)) i = V {step} i)"""


_NEURAL = {"module": "Neural", "binders": "(M : model) (eta : R) (w : weights)", "arguments": "M eta w", "moves": "0 < loss M w"}
_STATE = "(train M eta w t)"
_BLOCKS = (
    ExtraStatement(
        name="RANK_TWO",
        comment="One-dimensional inputs: at every step p1 and p2 are orthogonal eigenvectors of K with eigenvalues lambda_1 and"
        " lambda_2; K vanishes on what is orthogonal to both, and there the residual never changes.",
        hypotheses=("line M", "(0 < D M)%nat"),
        conclusion=f"""forall t, along M (p1 M) (p2 M) = 0 /\\
  (forall a, (a < D M)%nat -> tangent_times M {_STATE} (p1 M) a = lambda_1 M {_STATE} * p1 M a) /\\
  (forall a, (a < D M)%nat -> tangent_times M {_STATE} (p2 M) a = lambda_2 M {_STATE} * p2 M a) /\\
  (forall z, along M (p1 M) z = 0 -> along M (p2 M) z = 0 ->
    (forall a, (a < D M)%nat -> tangent_times M {_STATE} z a = 0) /\\
    along M z (residual M {_STATE}) = along M z (residual M w))""",
        **_NEURAL,
    ),
    ExtraStatement(
        name="SINGLE_DATUM",
        comment="One-dimensional inputs: the units open for one sign of the inputs move as on a single datum with |x|^2 = S, the"
        " sum of x_i^2 over that sign, and target sum x_i y_i / sqrt S; its kernel is lambda_1 (or lambda_2).",
        hypotheses=("line M", "(0 < D M)%nat"),
        conclusion=_single(1, "sqrt", "0 <= centre M i 0%nat") + " /\\\n  " + _single(2, "- sqrt", "centre M i 0%nat <= 0"),
        **_NEURAL,
    ),
)
_BOUND = "eta * (spectral_constant N S * spectral_norm N S w)"


def _spectral(name: str, comment: str, sign: str, conclusion: str) -> ExtraStatement:
    return ExtraStatement(
        name=name,
        module="TwoLayer",
        comment=f"Linear net on D data in d dimensions, targets 0, in the spectral norm: {comment}",
        binders="(N : net) (S : decomposition) (eta : R) (w : weights)",
        arguments="N S eta w",
        hypotheses=("0 < eta", "(0 < D N)%nat", "linear_net N", "zero_targets N", "decomposes N S", f"{_BOUND} {sign} 4"),
        conclusion=conclusion,
        moves="0 < loss N w",
    )


_SPECTRAL = (
    _spectral(
        "SPECTRAL_MONO",
        "it never increases.",
        "<=",
        "forall t, spectral_norm N S (train N eta w (Datatypes.S t)) <= spectral_norm N S (train N eta w t)",
    ),
    _spectral(
        "SPECTRAL_SUM",
        "the outputs are square-summable.",
        "<",
        f"forall t, sum t (fun j => mean_square_output N (train N eta w j)) <= 2 * spectral_norm N S w / (eta * (4 - {_BOUND}))",
    ),
    _spectral("SPECTRAL_LIMIT", "the loss tends to 0.", "<", "is_lim_seq (fun t => loss N (train N eta w t)) 0"),
)
_ITEMS = (
    *_SPECTRAL,
    *_TARGETS,
    *_GRADIENTS,
    *_BLOCKS,
    ExtraStatement(
        name="OMEGA_SPECTRUM",
        module="Quadratic",
        comment="Omega is positive semidefinite, and its top eigenvalue is (zeta^2/D) times that of sum_a psi_a^2.",
        binders="(M : model)",
        arguments="M",
        hypotheses=("symmetric M", "(0 < D M)%nat"),
        conclusion="(forall x, 0 <= omega_form M x) /\\ omega_top M = zeta M ^ 2 / INR (D M) * sum_psi2_top M",
        moves="0 < omega_top M",
    ),
    ExtraStatement(
        name="GENERAL_QUADRATIC",
        module="General",
        comment="One step of a general quadratic model: r' = (I - eta K) r + (eta^2/2) G Jᵀ r, J' = J - eta G, K' = J' J'ᵀ.",
        binders="(M : model) (eta : R) (w : weights)",
        arguments="M eta w",
        hypotheses=("symmetric M",),
        conclusion="""(forall a, (a < D M)%nat -> residual M (step M eta w) a = residual M w a
    - eta * sum (D M) (fun e => kernel M w a e * residual M w e)
    + eta ^ 2 / 2 * sum (D M) (fun e => sum (P M) (fun i => G M w a i * jacobian M w e i) * residual M w e)) /\\
  (forall a i, jacobian M (step M eta w) a i = jacobian M w a i - eta * G M w a i) /\\
  (forall a e, kernel M (step M eta w) a e
    = sum (P M) (fun i => (jacobian M w a i - eta * G M w a i) * (jacobian M w e i - eta * G M w e i)))""",
        moves="0 < loss M w",
    ),
)
EXTRA: dict[str, ExtraStatement] = {item.name: item for item in _ITEMS}
