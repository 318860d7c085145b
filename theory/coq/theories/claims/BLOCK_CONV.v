(* BLOCK-CONV: NQM on one-dimensional inputs, y = 0: ηλ_i < 4 for one sign of the inputs: its λ_i never increases, whatever the other does; for both: the loss tends to zero.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Neural.
Open Scope R_scope.

Module BLOCK_CONV_1.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_data : (0 < D M)%nat;
  targets_zero : zero_targets M;
  inputs_on_line : line M;
  below_edge : eta * (lambda_1 M w) / (INR (D M)) < 4 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, lambda_1 M (train M eta w (S t)) <= lambda_1 M (train M eta w t).
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  INR (D M) <> 0.
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End BLOCK_CONV_1.

Module BLOCK_CONV_2.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_data : (0 < D M)%nat;
  targets_zero : zero_targets M;
  inputs_on_line : line M;
  below_edge : eta * (lambda_2 M w) / (INR (D M)) < 4 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, lambda_2 M (train M eta w (S t)) <= lambda_2 M (train M eta w t).
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  INR (D M) <> 0.
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End BLOCK_CONV_2.

Module BLOCK_CONV_3.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_data : (0 < D M)%nat;
  targets_zero : zero_targets M;
  inputs_on_line : line M;
  below_edge : eta * (lambda_1 M w) / (INR (D M)) < 4;
  below_edge_also : eta * (lambda_2 M w) / (INR (D M)) < 4 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  is_lim_seq (fun t => loss M (train M eta w t)) (0).
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  INR (D M) <> 0.
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End BLOCK_CONV_3.
