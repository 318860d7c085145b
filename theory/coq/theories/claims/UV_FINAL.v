(* UV-FINAL: v₀ < 4: either some u_t = 0 exactly or v∞ < 2 strictly.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Quadratic TwoLayer.
Open Scope R_scope.

Module UV_FINAL_1.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  targets_zero : zero_targets N;
  gates_linear : linear_net N;
  below_edge : (kernel N w 0 0) * eta < 4 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  (exists limit : R, is_lim_seq (fun t => kernel N (train N eta w t) 0 0) limit /\ limit * eta < 2) \/ (exists t, output N (train N eta w t) 0 = 0).
Definition defined : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  eta <> 0.
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End UV_FINAL_1.

Module UV_FINAL_2.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  one_datum : D M = 1%nat;
  targets_zero : zero_targets M;
  form_isotropic : isotropic M;
  below_edge : (kernel M w 0 0) * eta < 4 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (exists limit : R, is_lim_seq (fun t => kernel M (train M eta w t) 0 0) limit /\ limit * eta < 2) \/ (exists t, output M (train M eta w t) 0 = 0).
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  eta <> 0.
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End UV_FINAL_2.
