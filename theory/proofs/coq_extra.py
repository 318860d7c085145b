"""Propositions that no claim states in SymPy, because they speak of structure: matrices, gradients, the exact step."""

from __future__ import annotations

from theory.proofs.coq_extra_closed_map import CLOSED_MAP_EXTRA
from theory.proofs.coq_extra_layered import LAYERED_EXTRA
from theory.proofs.coq_extra_neural import NEURAL_EXTRA
from theory.proofs.coq_extra_statement import ExtraStatement

__all__ = ["EXTRA"]

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
    ExtraStatement(
        name="DECOMPOSITION",
        module="TwoLayer",
        comment="All data have a singular value decomposition as in the statements about it: those are never empty.",
        binders="(N : net)",
        arguments="N",
        hypotheses=("True",),
        conclusion="exists S : decomposition, decomposes N S /\\ (r S <= d N)%nat /\\ (r S <= D N)%nat",
        moves="exists a k, (a < D N)%nat /\\ (k < d N)%nat /\\ X N a k <> 0",
    ),
)
_CATAPULTS = tuple(
    ExtraStatement(
        name=f"CATAPULT_{name}",
        module=module,
        comment=f"The catapult, {words}: between the edges, for small f_0 <> 0, the loss first grows and then tends to 0.",
        binders=f"({binder}) (eta : R) (w : weights)",
        arguments=f"{model} eta w",
        hypotheses=(f"hyp_{grows} {model} eta w", f"hyp_{falls} {model} eta w"),
        conclusion=f"loss {model} w < loss {model} (train {model} eta w 1) /\\\n"
        f"  is_lim_seq (fun t => loss {model} (train {model} eta w t)) 0",
        moves=f"0 < loss {model} w",
    )
    for name, module, words, binder, model, grows, falls in (
        ("NET", "TwoLayer", "leaky nets", "N : net", "N", "CAT_EXISTS_LEAKY_1", "CAT_LIMIT_1"),
        ("FORM", "Quadratic", "pure quadratic models", "M : model", "M", "CAT_EXISTS_QUADRATIC_1", "CAT_LIMIT_2"),
    )
)
_ITEMS = (
    *_CATAPULTS,
    *_SPECTRAL,
    *_TARGETS,
    *_GRADIENTS,
    *NEURAL_EXTRA,
    *CLOSED_MAP_EXTRA,
    *LAYERED_EXTRA,
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
        name="LISTED_TRAINING",
        module="Listed",
        comment="The linear net and its quadratic form, started from the same weights, agree at every step.",
        binders="(N : TwoLayer.net) (eta : R) (w : Quadratic.weights)",
        arguments="N eta w",
        hypotheses=("0 < eta", "plain_net N"),
        conclusion="""forall t, let form_state := as_net N (Quadratic.train (form N) eta w t) in
  let net_state := TwoLayer.train N eta (as_net N w) t in
  (forall i k, (i < TwoLayer.n N)%nat -> (k < TwoLayer.d N)%nat -> TwoLayer.U form_state i k = TwoLayer.U net_state i k) /\\
  (forall i, (i < TwoLayer.n N)%nat -> TwoLayer.V form_state i = TwoLayer.V net_state i)""",
        moves="0 < Quadratic.loss (form N) w",
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
