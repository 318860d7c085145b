"""Propositions about neural quadratic models that no claim states in SymPy: what they expand, their rank, their blocks."""

from __future__ import annotations

from theory.proofs.coq_extra_statement import ExtraStatement

__all__ = ["NEURAL_EXTRA"]


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
_ONE = ("0 < eta", "(0 < m M)%nat", "(0 < d M)%nat", "D M = 1%nat")
_KAPPA = "x2 M / (INR (m M) * INR (d M))"
_BELOW = f"eta * kernel M w 0 0 < 4 + {_KAPPA} * eta ^ 2 * y M 0%nat * residual M w 0"
_TRAPPED = "TwoLayer.trapped (linear M) eta (active M w)"
_EDGE = f"eta * (kernel M w 0 0 + sqrt (kernel M w 0 0 ^ 2 + 16 * ({_KAPPA}) * (y M 0%nat * (y M 0%nat - output M w 0)))) < 8"
_TARGETS = (
    ExtraStatement(
        name="ACTIVE_LINEAR",
        comment="One datum, any target: the active units of the neural quadratic model train as the two-layer linear net.",
        hypotheses=_ONE,
        conclusion=f"""forall t, active M {_STATE} = TwoLayer.train (linear M) eta (active M w) t /\\
  output M {_STATE} 0 = TwoLayer.output (linear M) (active M {_STATE}) 0 /\\
  kernel M {_STATE} 0 0 = TwoLayer.kernel (linear M) (active M {_STATE}) 0 0""",
        **_NEURAL,
    ),
    ExtraStatement(
        name="NEURAL_FATE",
        comment="One datum, |Y| < 1, e_0 < 0: a neural quadratic model's output tends to the target, or to 0 if it is trapped.",
        hypotheses=(*_ONE, "0 < x2 M", f"{_KAPPA} * eta ^ 2 * y M 0%nat ^ 2 < 1", _BELOW),
        conclusion=f"""(~ {_TRAPPED} -> is_lim_seq (fun t => output M {_STATE} 0) (y M 0%nat)) /\\
  ({_TRAPPED} -> is_lim_seq (fun t => output M {_STATE} 0) 0)""",
        **_NEURAL,
    ),
    ExtraStatement(
        name="NEURAL_EDGE",
        comment="One datum: eta < 8 / (H_0 + sqrt(H_0^2 + 16 kappa y (y - f_0))) if and only if |Y| < 2 and e_0 < 0, for neural"
        " quadratic models, and then L_t < 2 / (kappa eta^2) for all t.",
        hypotheses=(*_ONE, "0 < x2 M"),
        conclusion=f"""let edge := {_EDGE} in
  (edge <-> {_KAPPA} * eta ^ 2 * y M 0%nat ^ 2 < 4 /\\ {_BELOW}) /\\
  (edge -> forall t, loss M {_STATE} < 2 / ({_KAPPA} * eta ^ 2))""",
        **_NEURAL,
    ),
)
NEURAL_EXTRA = (
    *_TARGETS,
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
    ExtraStatement(
        name="EXPANSION",
        comment="On every line through the centre the neural quadratic model is a quadratic polynomial, and near the centre it is"
        " the ReLU net, if no preactivation is 0 there: it is the net's expansion to second order.",
        hypotheses=(
            "(forall i k, U w i k = centre M i k)",
            "(forall a i, (a < D M)%nat -> (i < m M)%nat -> preactivation M w a i <> 0)",
        ),
        conclusion="""forall (v : weights) a, (a < D M)%nat ->
  (exists c0 c1 c2, forall z, output M (moved w v z) a = c0 + c1 * z + c2 * z ^ 2) /\\
  (exists radius, 0 < radius /\\ forall at_zero z, Rabs z < radius ->
    output M (moved w v z) a = TwoLayer.output (relu M at_zero) (as_net (moved w v z)) a)""",
        **_NEURAL,
    ),
    ExtraStatement(
        name="GRADIENT_NEURAL",
        comment="The step of the neural quadratic model is eta times the gradient of the loss.",
        hypotheses=("0 < eta", "(0 < D M)%nat"),
        conclusion="""(forall i k, (i < m M)%nat -> (k < d M)%nat -> is_derive (fun z => loss M
    (Weights (fun j => if Nat.eq_dec j i then replace (U w i) k z else U w j) (V w)))
    (U w i k) ((U w i k - U (step M eta w) i k) / eta)) /\\
  (forall i, (i < m M)%nat -> is_derive (fun z => loss M (Weights (U w) (replace (V w) i z)))
    (V w i) ((V w i - V (step M eta w) i) / eta))""",
        **_NEURAL,
    ),
)
