(* One datum with a target, in the normal form R, Y, e, P, Q. No claim states these propositions in SymPy. *)
Require Import Reals Arith.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require TwoLayer.
Open Scope R_scope.

(* Linear net with a target: R' = R (R^2 - 3 - e), e' = e (1 + R F), P' = P (1 - R)^2, Q' = Q (1 + R)^2. *)
Module TARGET_NORMAL.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  input_positive : 0 < x2 N;
  gates_linear : linear_net N;
  slope_positive : 0 < a_plus N }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, scaled_residual N eta (train N eta w (S t)) = scaled_residual N eta (train N eta w t) * (scaled_residual N eta (train N eta w t) ^ 2 - 3 - edge_excess N eta (train N eta w t)) /\
  edge_excess N eta (train N eta w (S t)) = edge_excess N eta (train N eta w t) * (1 + scaled_residual N eta (train N eta w t) * (scaled_residual N eta (train N eta w t) + scaled_target N eta)) /\
  P_form N eta (train N eta w (S t)) = P_form N eta (train N eta w t) * (1 - scaled_residual N eta (train N eta w t)) ^ 2 /\
  Q_form N eta (train N eta w (S t)) = Q_form N eta (train N eta w t) * (1 + scaled_residual N eta (train N eta w t)) ^ 2.
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End TARGET_NORMAL.

(* Linear and ReLU nets, |Y| < 2, e_0 < 0: for all t, e < 0, |R| < 2 and 0 <= eta H < 4 + 2 |Y|. *)
Module TARGET_BELOW.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  input_positive : 0 < x2 N;
  gates_known : gated N;
  target_small : -2 < scaled_target N eta < 2;
  below_edge : edge_excess N eta w < 0 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, edge_excess N eta (train N eta w t) < 0 /\ -2 < scaled_residual N eta (train N eta w t) < 2 /\
  0 <= eta * kernel N (train N eta w t) 0 0 < 4 + 2 * Rabs (scaled_target N eta).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End TARGET_BELOW.

(* Linear net, |Y| < 2, e_0 > 0: e stays positive. *)
Module TARGET_SIGN_ABOVE.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  input_positive : 0 < x2 N;
  gates_linear : linear_net N;
  slope_positive : 0 < a_plus N;
  target_small : -2 < scaled_target N eta < 2;
  above_edge : 0 < edge_excess N eta w }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, 0 < edge_excess N eta (train N eta w t).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End TARGET_SIGN_ABOVE.

(* Linear and ReLU nets: eta < 8 / (H_0 + sqrt(H_0^2 + 16 kappa y (y - f_0))) if and only if |Y| < 2 and e_0 < 0, and then L_t < 2 / (kappa eta^2) for all t. *)
Module TARGET_SHARP_EDGE.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  input_positive : 0 < x2 N;
  gates_known : gated N }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  let edge := eta * (kernel N w 0 0
    + sqrt (kernel N w 0 0 ^ 2 + 16 * root_kappa N ^ 2 * (y N 0%nat * (y N 0%nat - output N w 0)))) < 8 in
  (edge <-> -2 < scaled_target N eta < 2 /\ edge_excess N eta w < 0) /\
  (edge -> forall t, loss N (train N eta w t) < 2 / (root_kappa N ^ 2 * eta ^ 2)).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End TARGET_SHARP_EDGE.

(* Linear and ReLU nets, |Y| < 1, e_0 < 0: the output tends to the target, or to 0 if the trajectory is trapped. *)
Module TARGET_FATE.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  input_positive : 0 < x2 N;
  gates_known : gated N;
  target_small : -1 < scaled_target N eta < 1;
  below_edge : edge_excess N eta w < 0 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  (~ trapped N eta w -> is_lim_seq (fun t => output N (train N eta w t) 0) (y N 0%nat)) /\
  (trapped N eta w -> is_lim_seq (fun t => output N (train N eta w t) 0) 0).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End TARGET_FATE.

(* Linear net: a trajectory is trapped iff it starts at P = 0 (Q = 0 for y < 0) or R = 1 (R = -1) at some t. *)
Module TARGET_EXCEPTIONAL.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  input_positive : 0 < x2 N;
  gates_linear : linear_net N;
  slope_positive : 0 < a_plus N }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  trapped N eta w <->
  (0 < y N 0%nat /\ (P_form N eta w = 0 \/ exists t, scaled_residual N eta (train N eta w t) = 1)) \/
  (y N 0%nat < 0 /\ (Q_form N eta w = 0 \/ exists t, scaled_residual N eta (train N eta w t) = -1)).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End TARGET_EXCEPTIONAL.

(* Linear net, 0 < |Y| < 2, e_0 > 0: unless the target is hit exactly, the kernel is unbounded. *)
Module TARGET_UNBOUNDED.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  input_positive : 0 < x2 N;
  gates_linear : linear_net N;
  slope_positive : 0 < a_plus N;
  target_small : -2 < scaled_target N eta < 2;
  target_nonzero : y N 0%nat <> 0;
  above_edge : 0 < edge_excess N eta w }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  (exists t, residual N (train N eta w t) 0 = 0) \/ (forall bound, exists t, bound < kernel N (train N eta w t) 0 0).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End TARGET_UNBOUNDED.
