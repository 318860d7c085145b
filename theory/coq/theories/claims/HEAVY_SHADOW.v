(* HEAVY-SHADOW: Heavy ball from rest, models quadratic in their weights, y = 0: if ηCθ₀² + 16η²C|f₀|²/(D(1 − β)²) ≤ 1 + β, the loss never exceeds twice its start and tends to zero; 25ηCθ₀² ≤ 12(1 − β) suffices for that limit.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums WeightSpace UpdateRules Losses.
From Catapult Require Trained Quadratic TwoLayer.
Open Scope R_scope.

Module HEAVY_SHADOW_1.
Import Quadratic.
Definition state (beta : R) (M : model) (eta : R) (w : weights) (t : nat) := (Trained.run (trained M) (heavy_ball (constant_rate eta) beta) squared (Trained.full (trained M)) w t).
Record hypotheses (beta : R) (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat;
  targets_zero : zero_targets M;
  beta_nonnegative : 0 <= beta;
  beta_range : beta < 1;
  up_to_edge : (16 * (c_star M) * (eta ^ 2) * (mean_square_output M w)) + ((c_star M) * eta * (weight_norm M w) * ((1 + ((-1) * beta)) ^ 2)) <= ((1 + ((-1) * beta)) ^ 2) * (1 + beta) }.
Definition statement : Prop := forall (beta : R) (M : model) (eta : R) (w : weights), hypotheses beta M eta w ->
  forall t, mean_square_output M (weights_of (state beta M eta w (S t))) <= 2 * (mean_square_output M w).
Definition nonvacuous : Prop := exists (beta : R) (M : model) (eta : R) (w : weights), hypotheses beta M eta w /\ 0 < loss M w.
End HEAVY_SHADOW_1.

Module HEAVY_SHADOW_2.
Import Quadratic.
Definition state (beta : R) (M : model) (eta : R) (w : weights) (t : nat) := (Trained.run (trained M) (heavy_ball (constant_rate eta) beta) squared (Trained.full (trained M)) w t).
Record hypotheses (beta : R) (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat;
  targets_zero : zero_targets M;
  beta_nonnegative : 0 <= beta;
  beta_range : beta < 1;
  up_to_edge : (16 * (c_star M) * (eta ^ 2) * (mean_square_output M w)) + ((c_star M) * eta * (weight_norm M w) * ((1 + ((-1) * beta)) ^ 2)) <= ((1 + ((-1) * beta)) ^ 2) * (1 + beta) }.
Definition statement : Prop := forall (beta : R) (M : model) (eta : R) (w : weights), hypotheses beta M eta w ->
  is_lim_seq (fun t => loss M (weights_of (state beta M eta w t))) (0).
Definition nonvacuous : Prop := exists (beta : R) (M : model) (eta : R) (w : weights), hypotheses beta M eta w /\ 0 < loss M w.
End HEAVY_SHADOW_2.

Module HEAVY_SHADOW_3.
Import Quadratic.
Definition state (beta : R) (M : model) (eta : R) (w : weights) (t : nat) := (Trained.run (trained M) (heavy_ball (constant_rate eta) beta) squared (Trained.full (trained M)) w t).
Record hypotheses (beta : R) (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat;
  targets_zero : zero_targets M;
  beta_nonnegative : 0 <= beta;
  beta_range : beta < 1;
  up_to_edge : 25 * (c_star M) * eta * (weight_norm M w) <= 12 + ((-12) * beta) }.
Definition statement : Prop := forall (beta : R) (M : model) (eta : R) (w : weights), hypotheses beta M eta w ->
  is_lim_seq (fun t => loss M (weights_of (state beta M eta w t))) (0).
Definition nonvacuous : Prop := exists (beta : R) (M : model) (eta : R) (w : weights), hypotheses beta M eta w /\ 0 < loss M w.
End HEAVY_SHADOW_3.

Module HEAVY_SHADOW_4.
Import TwoLayer.
Definition state (beta : R) (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (heavy_ball (constant_rate eta) beta) squared (Trained.full (trained N)) w t).
Record hypotheses (beta : R) (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  gates_linear : linear_net N;
  beta_nonnegative : 0 <= beta;
  beta_range : beta < 1;
  up_to_edge : (16 * ((a_plus N) ^ 2) * (eta ^ 2) * (mean_square_output N w) * (gram_top N) * ((s N) ^ 2)) + (((a_plus N) ^ 2) * eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N w) * ((1 + ((-1) * beta)) ^ 2)) <= ((1 + ((-1) * beta)) ^ 2) * (1 + beta) }.
Definition statement : Prop := forall (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w ->
  forall t, mean_square_output N (weights_of (state beta N eta w (S t))) <= 2 * (mean_square_output N w).
Definition nonvacuous : Prop := exists (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w /\ 0 < loss N w.
End HEAVY_SHADOW_4.

Module HEAVY_SHADOW_5.
Import TwoLayer.
Definition state (beta : R) (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (heavy_ball (constant_rate eta) beta) squared (Trained.full (trained N)) w t).
Record hypotheses (beta : R) (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  gates_linear : linear_net N;
  beta_nonnegative : 0 <= beta;
  beta_range : beta < 1;
  up_to_edge : (16 * ((a_plus N) ^ 2) * (eta ^ 2) * (mean_square_output N w) * (gram_top N) * ((s N) ^ 2)) + (((a_plus N) ^ 2) * eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N w) * ((1 + ((-1) * beta)) ^ 2)) <= ((1 + ((-1) * beta)) ^ 2) * (1 + beta) }.
Definition statement : Prop := forall (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w ->
  is_lim_seq (fun t => loss N (weights_of (state beta N eta w t))) (0).
Definition nonvacuous : Prop := exists (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w /\ 0 < loss N w.
End HEAVY_SHADOW_5.

Module HEAVY_SHADOW_6.
Import TwoLayer.
Definition state (beta : R) (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (heavy_ball (constant_rate eta) beta) squared (Trained.full (trained N)) w t).
Record hypotheses (beta : R) (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  gates_linear : linear_net N;
  beta_nonnegative : 0 <= beta;
  beta_range : beta < 1;
  up_to_edge : 25 * ((a_plus N) ^ 2) * eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N w) <= 12 + ((-12) * beta) }.
Definition statement : Prop := forall (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w ->
  is_lim_seq (fun t => loss N (weights_of (state beta N eta w t))) (0).
Definition nonvacuous : Prop := exists (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w /\ 0 < loss N w.
End HEAVY_SHADOW_6.
