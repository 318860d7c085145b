"""The two-layer ReLU neural quadratic model, as printed at the head of ``Statements.v``, and how its settings read in Coq.

That it is the second-order expansion of the two-layer net, and that its step is the gradient step, are theorems.
"""

from __future__ import annotations

from theory.proofs.coq_frame import Frame
from theory.statements import Setting

__all__ = ["NEURAL", "neural_frame"]

NEURAL = """\
(* Two-layer ReLU net f_a = s sum_i v_i relu(u_i . x_a), s = (md)^(-1/2), expanded to second order around the inner weights
   [centre]: every unit keeps, on every datum, the gate it has there. [tangent] is K_ab = grad f_a . grad f_b without 1/D. *)
Module Neural.
Record model := Model { m : nat; d : nat; D : nat; X : nat -> nat -> R; y : nat -> R; centre : nat -> nat -> R }.
Record weights := Weights { U : nat -> nat -> R; V : nat -> R }.
Definition s (M : model) : R := / sqrt (INR (m M) * INR (d M)).
Definition preactivation (M : model) (w : weights) (a i : nat) : R := sum (d M) (fun k => U w i k * X M a k).
Definition gate (M : model) (a i : nat) : R := if Rle_dec 0 (sum (d M) (fun k => centre M i k * X M a k)) then 1 else 0.
Definition output (M : model) (w : weights) (a : nat) : R :=
  s M * sum (m M) (fun i => gate M a i * preactivation M w a i * V w i).
Definition residual (M : model) (w : weights) (a : nat) : R := output M w a - y M a.
Definition loss (M : model) (w : weights) : R := / (2 * INR (D M)) * sum (D M) (fun a => residual M w a ^ 2).
Definition grad_U (M : model) (w : weights) (a i k : nat) : R := s M * (gate M a i * V w i) * X M a k.
Definition grad_V (M : model) (w : weights) (a i : nat) : R := s M * (gate M a i * preactivation M w a i).
Definition step (M : model) (eta : R) (w : weights) : weights := {|
  U := fun i k => U w i k - eta / INR (D M) * sum (D M) (fun a => residual M w a * grad_U M w a i k);
  V := fun i => V w i - eta / INR (D M) * sum (D M) (fun a => residual M w a * grad_V M w a i) |}.
Definition train (M : model) (eta : R) : weights -> nat -> weights := iterate (step M eta).
Definition tangent (M : model) (w : weights) (a b : nat) : R :=
  sum (m M) (fun i => sum (d M) (fun k => grad_U M w a i k * grad_U M w b i k) + grad_V M w a i * grad_V M w b i).
Definition kernel (M : model) (w : weights) (a b : nat) : R := / INR (D M) * tangent M w a b.
Definition weight_norm (M : model) (w : weights) : R := sum (m M) (fun i => sum (d M) (fun k => U w i k ^ 2) + V w i ^ 2).
Definition mean_square_output (M : model) (w : weights) : R := / INR (D M) * sum (D M) (fun a => output M w a ^ 2).
Definition mean_square_residual (M : model) (w : weights) : R := / INR (D M) * sum (D M) (fun a => residual M w a ^ 2).
Definition zero_targets (M : model) : Prop := forall a, (a < D M)%nat -> y M a = 0.
Definition x2 (M : model) : R := sum (d M) (fun k => X M 0%nat k ^ 2).
(* One-dimensional inputs: p1 and p2 are the inputs of one sign and 0 elsewhere; no unit is expanded around 0. *)
Definition line (M : model) : Prop := d M = 1%nat /\\ (0 < m M)%nat /\\ forall i, (i < m M)%nat -> centre M i 0%nat <> 0.
Definition p1 (M : model) (a : nat) : R := if Rle_dec 0 (X M a 0) then X M a 0 else 0.
Definition p2 (M : model) (a : nat) : R := if Rle_dec 0 (X M a 0) then 0 else X M a 0.
Definition p1_norm2 (M : model) : R := sum (D M) (fun a => p1 M a ^ 2).
Definition p2_norm2 (M : model) : R := sum (D M) (fun a => p2 M a ^ 2).
Definition along (M : model) (p z : nat -> R) : R := sum (D M) (fun a => p a * z a).
Definition tangent_times (M : model) (w : weights) (z : nat -> R) (a : nat) : R := sum (D M) (fun b => tangent M w a b * z b).
Definition on_plus (M : model) (z : nat -> R) (a : nat) : R := if Rle_dec 0 (X M a 0) then z a else 0.
Definition on_minus (M : model) (z : nat -> R) (a : nat) : R := if Rle_dec 0 (X M a 0) then 0 else z a.
(* (1/m) sum_k (v_k^2 + u_k^2) over the units that are open for inputs of one sign, times |p1|^2 or |p2|^2. *)
Definition lambda_1 (M : model) (w : weights) : R := p1_norm2 M * (/ INR (m M) *
  sum (m M) (fun i => if Rle_dec 0 (centre M i 0) then V w i ^ 2 + U w i 0 ^ 2 else 0)).
Definition lambda_2 (M : model) (w : weights) : R := p2_norm2 M * (/ INR (m M) *
  sum (m M) (fun i => if Rle_dec (centre M i 0) 0 then V w i ^ 2 + U w i 0 ^ 2 else 0)).
Definition trace (M : model) (w : weights) : R := sum (D M) (fun a => tangent M w a a).
Definition trace2 (M : model) (w : weights) : R := sum (D M) (fun a => sum (D M) (fun b => tangent M w a b * tangent M w b a)).
(* The data of one sign, with inputs p, as a single datum x with x^2 = |p|^2 and target p . y / x. *)
Definition block (M : model) (p : nat -> R) (x : R) : model := {| m := m M; d := 1; D := 1; X := fun _ _ => x;
  y := fun _ => along M p (y M) / x; centre := centre M |}.
(* The line through w in the direction v, and the net whose expansion the model is. *)
Definition moved (w v : weights) (z : R) : weights := Weights (fun i k => U w i k + z * U v i k) (fun i => V w i + z * V v i).
Definition relu (M : model) (at_zero : R) : TwoLayer.net := TwoLayer.Net (m M) (d M) (D M) (X M) (y M) (s M) 1 0 at_zero.
Definition as_net (w : weights) : TwoLayer.weights := TwoLayer.Weights (U w) (V w).
(* One datum: the linear net, and the weights of the units that are active, the others being 0. *)
Definition linear (M : model) : TwoLayer.net := TwoLayer.Net (m M) (d M) (D M) (X M) (y M) (s M) 1 1 1.
Definition active (M : model) (w : weights) : TwoLayer.weights :=
  TwoLayer.Weights (fun i k => gate M 0 i * U w i k) (fun i => gate M 0 i * V w i).
End Neural.
"""

_ONE = {
    "f": "output M {w} 0",
    "r": "residual M {w} 0",
    "L": "loss M {w}",
    "H": "kernel M {w} 0 0",
    "theta2": "weight_norm M {w}",
    "f2": "mean_square_output M {w}",
}
_MANY = {
    "r": "residual M {w} 0",
    "r2": "mean_square_residual M {w}",
    "K_first": "tangent M {w} 0 0",
    "K_cross": "tangent M {w} 0 (D M - 1)",
    "Kr_first": "tangent_times M {w} (residual M {w}) 0",
    "K_trace": "trace M {w}",
    "K2_trace": "trace2 M {w}",
    "p1Kp1": "along M (p1 M) (tangent_times M {w} (p1 M))",
    "p2Kp2": "along M (p2 M) (tangent_times M {w} (p2 M))",
    "Kp1_norm2": "sum (D M) (fun a => tangent_times M {w} (p1 M) a ^ 2)",
    "lambda_1": "lambda_1 M {w}",
    "lambda_2": "lambda_2 M {w}",
    "p1_r": "along M (p1 M) (residual M {w})",
    "p2_r": "along M (p2 M) (residual M {w})",
    "r_f_plus": "along M (on_plus M (residual M {w})) (output M {w})",
    "r_f_minus": "along M (on_minus M (residual M {w})) (output M {w})",
    "r_y_plus": "along M (on_plus M (residual M {w})) (y M)",
    "f2_plus": "along M (on_plus M (output M {w})) (output M {w})",
    "rKr_plus": "along M (on_plus M (residual M {w})) (tangent_times M {w} (on_plus M (residual M {w})))",
    "rKr_minus": "along M (on_minus M (residual M {w})) (tangent_times M {w} (on_minus M (residual M {w})))",
}


def neural_frame(setting: Setting) -> Frame:
    """Return the Coq reading of a setting of neural quadratic models.

    The weights ``w`` are any: at the initialisation of a neural quadratic model its inner weights are the centre.
    """
    data = {"one": ("(0 < m M)%nat", "(0 < d M)%nat", "D M = 1%nat"), "many": ("line M", "(0 < D M)%nat")}
    targets = {"zero": ("zero_targets M",), "any": ()}
    variants = {"": (), "positive": ("(forall a, (a < D M)%nat -> 0 < X M a 0)",)}
    parameters = {"eta": "eta", "m": "INR (m M)", "d": "INR (d M)", "D": "INR (D M)", "x2": "x2 M", "y": "y M 0%nat"}
    blocks = {
        "x2_plus": "p1_norm2 M",
        "x2_minus": "p2_norm2 M",
        "p1_first": "p1 M 0",
        "p2_first": "p2 M 0",
        "p1_last": "p1 M (D M - 1)",
        "p2_last": "p2 M (D M - 1)",
        "p1_y": "along M (p1 M) (y M)",
    }
    one = setting.data == "one"
    return Frame(
        module="Neural",
        binders="(M : model) (eta : R) (w : weights)",
        arguments="M eta w",
        moves="0 < loss M w",
        train="(train M eta w {t})",
        hypotheses=("0 < eta", *data[setting.data], *targets[setting.targets], *variants[setting.variant]),
        parameters=parameters if one else {**parameters, **blocks},
        observables=_ONE if one else _MANY,
        indicators={"f_zero": "output M {w} 0 = 0"},
    )
