"""The bias-free leaky net of k layers, as printed at the head of ``Statements.v``: any depth, widths and input dimension.

The gradient is the chain rule, layer by layer from the output down; that it is the derivative of the loss is a theorem.
"""

from __future__ import annotations

__all__ = ["LAYERED"]

LAYERED = """\
(* Net of k layers without biases on D data: f_a = s V sigma(W_{{k-2}} ... sigma(W_0 x_a)), sigma of slopes a_plus, a_minus.
   [hidden] is the number k - 1 of hidden layers, [width l] the number of values that layer l reads, width 0 that of inputs.
   [a_zero] is the slope that the gradient step uses where a preactivation is exactly 0. *)
Module Layered.
Record net := Net {{
  hidden : nat; width : nat -> nat; D : nat;
  X : nat -> nat -> R;  (* X a k: coordinate k of datum a *)
  y : nat -> R;
  s : R; a_plus : R; a_minus : R; a_zero : R }}.
Definition depth (N : net) : nat := S (hidden N).
(* W l i j: from value j that hidden layer l reads to its unit i; V: the last layer. *)
Record weights := Weights {{ W : nat -> nat -> nat -> R; V : nat -> R }}.
(* The weights with one of them replaced by z. *)
Definition with_W (w : weights) (l i j : nat) (z : R) : weights := Weights (fun p => if Nat.eq_dec p l then
  (fun q => if Nat.eq_dec q i then replace (W w l i) j z else W w l q) else W w p) (V w).
Definition with_V (w : weights) (j : nat) (z : R) : weights := Weights (W w) (replace (V w) j z).
Definition slope (N : net) (p : R) : R := if Rlt_dec 0 p then {plus} else if Rlt_dec p 0 then {minus} else a_zero N.
(* What hidden layer l does to the values z: the sums that enter its units, and what leaves them. *)
Definition enters (N : net) (w : weights) (l : nat) (z : nat -> R) (i : nat) : R := sum (width N l) (fun j => W w l i j * z j).
Definition leaves (N : net) (w : weights) (l : nat) (z : nat -> R) (i : nat) : R :=
  slope N (enters N w l z i) * enters N w l z i.
(* What layer l reads on datum a. *)
Fixpoint reads (N : net) (w : weights) (a l : nat) : nat -> R :=
  match l with O => X N a | S m => leaves N w m (reads N w a m) end.
Definition preactivation (N : net) (w : weights) (a l i : nat) : R := enters N w l (reads N w a l) i.
Definition output (N : net) (w : weights) (a : nat) : R :=
  s N * sum (width N (hidden N)) (fun j => V w j * reads N w a (hidden N) j).
Definition residual (N : net) (w : weights) (a : nat) : R := output N w a - y N a.
Definition loss (N : net) (w : weights) : R := / (2 * INR (D N)) * sum (D N) (fun a => residual N w a ^ 2).
(* The chain rule: the derivative of f_a in value j that layer [hidden - m] reads, with the slopes of the layers above. *)
Fixpoint sent (N : net) (w : weights) (a m j : nat) : R := match m with
  | O => s N * V w j
  | S p => let l := (hidden N - S p)%nat in
      sum (width N (S l)) (fun i => sent N w a p i * slope N (preactivation N w a l i) * W w l i j) end.
Definition grad_W (N : net) (w : weights) (a l i j : nat) : R :=
  sent N w a (hidden N - S l) i * slope N (preactivation N w a l i) * reads N w a l j.
Definition grad_V (N : net) (w : weights) (a j : nat) : R := s N * reads N w a (hidden N) j.
Definition step (N : net) (eta : R) (w : weights) : weights := {{|
  W := fun l i j => W w l i j - eta / INR (D N) * sum (D N) (fun a => residual N w a * grad_W N w a l i j);
  V := fun j => V w j - eta / INR (D N) * sum (D N) (fun a => residual N w a * grad_V N w a j) |}}.
Definition train (N : net) (eta : R) : weights -> nat -> weights := iterate (step N eta).
(* Sums over all weights of all layers. *)
Definition over_weights (N : net) (of_W : nat -> nat -> nat -> R) (of_V : nat -> R) : R :=
  sum (hidden N) (fun l => sum (width N (S l)) (fun i => sum (width N l) (of_W l i))) + sum (width N (hidden N)) of_V.
Definition kernel (N : net) (w : weights) (a b : nat) : R := / INR (D N) *
  over_weights N (fun l i j => grad_W N w a l i j * grad_W N w b l i j) (fun j => grad_V N w a j * grad_V N w b j).
Definition weight_norm (N : net) (w : weights) : R := over_weights N (fun l i j => W w l i j ^ 2) (fun j => V w j ^ 2).
Definition mean_square_output (N : net) (w : weights) : R := / INR (D N) * sum (D N) (fun a => output N w a ^ 2).
(* zᵀ H z *)
Definition kernel_form (N : net) (w : weights) (z : nat -> R) : R :=
  sum (D N) (fun a => sum (D N) (fun b => z a * kernel N w a b * z b)).
Definition top_kernel (N : net) (w : weights) : R := supremum (unit_sphere (D N)) (kernel_form N w).
(* The top eigenvalue of X Xᵀ / D. *)
Definition gram_form (N : net) (z : nat -> R) : R :=
  / INR (D N) * sum (width N 0) (fun k => sum (D N) (fun a => z a * X N a k) ^ 2).
Definition gram_top (N : net) : R := supremum (unit_sphere (D N)) (gram_form N).
Definition residual_output (N : net) (w : weights) : R :=
  / INR (D N) * sum (D N) (fun a => residual N w a * output N w a).
Definition residual_kernel (N : net) (w : weights) : R := / INR (D N) * kernel_form N w (residual N w).
Definition zero_targets (N : net) : Prop := forall a, (a < D N)%nat -> y N a = 0.
(* The slope used at a kink is one that no bound on the slopes excludes. *)
Definition kink_slope (N : net) : Prop := a_zero N ^ 2 <= Rmax (a_plus N ^ 2) (a_minus N ^ 2).
End Layered.
"""
