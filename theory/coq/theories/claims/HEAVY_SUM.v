(* HEAVY-SUM: Heavy ball from rest, y = 0, strictly below: Σ|f|²/D ≤ θ₀²(1 − β)/(η(2k − ηC(1 + β)^k θ₀^(2(k−1))/(1 − β)²)).
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums WeightSpace UpdateRules Losses.
From Catapult Require Trained Layered Quadratic TwoLayer.
Open Scope R_scope.

Module HEAVY_SUM_1.
Import TwoLayer.
Definition state (beta : R) (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (heavy_ball (constant_rate eta) beta) squared (Trained.full (trained N)) w t).
Record hypotheses (beta : R) (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  beta_nonnegative : 0 <= beta;
  beta_range : beta < 1;
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2);
  below_edge : eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N w) * ((1 + beta) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) < 4 * ((1 + ((-1) * beta)) ^ 2) }.
Definition statement : Prop := forall (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w ->
  forall t, Sum (S t) (fun j => mean_square_output N (weights_of (state beta N eta w j))) <= (weight_norm N w) * (1 + ((-1) * beta)) / (eta * (4 + ((-1) * eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N w) * ((1 + beta) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) / ((1 + ((-1) * beta)) ^ 2)))).
Definition defined : Prop := forall (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w ->
  (eta <> 0) /\ (1 + ((-1) * beta) <> 0) /\ (4 + ((-1) * eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N w) * ((1 + beta) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) / ((1 + ((-1) * beta)) ^ 2)) <> 0).
Definition nonvacuous : Prop := exists (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w /\ 0 < loss N w.
End HEAVY_SUM_1.

Module HEAVY_SUM_2.
Import Quadratic.
Definition state (beta : R) (M : model) (eta : R) (w : weights) (t : nat) := (Trained.run (trained M) (heavy_ball (constant_rate eta) beta) squared (Trained.full (trained M)) w t).
Record hypotheses (beta : R) (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat;
  targets_zero : zero_targets M;
  beta_nonnegative : 0 <= beta;
  beta_range : beta < 1;
  below_edge : (c_star M) * eta * (weight_norm M w) * ((1 + beta) ^ 2) < 4 * ((1 + ((-1) * beta)) ^ 2) }.
Definition statement : Prop := forall (beta : R) (M : model) (eta : R) (w : weights), hypotheses beta M eta w ->
  forall t, Sum (S t) (fun j => mean_square_output M (weights_of (state beta M eta w j))) <= (weight_norm M w) * (1 + ((-1) * beta)) / (eta * (4 + ((-1) * (c_star M) * eta * (weight_norm M w) * ((1 + beta) ^ 2) / ((1 + ((-1) * beta)) ^ 2)))).
Definition defined : Prop := forall (beta : R) (M : model) (eta : R) (w : weights), hypotheses beta M eta w ->
  (eta <> 0) /\ (1 + ((-1) * beta) <> 0) /\ (4 + ((-1) * (c_star M) * eta * (weight_norm M w) * ((1 + beta) ^ 2) / ((1 + ((-1) * beta)) ^ 2)) <> 0).
Definition nonvacuous : Prop := exists (beta : R) (M : model) (eta : R) (w : weights), hypotheses beta M eta w /\ 0 < loss M w.
End HEAVY_SUM_2.

Module HEAVY_SUM_3.
Import Layered.
Definition state (beta : R) (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (heavy_ball (constant_rate eta) beta) squared (Trained.full (trained N)) w t).
Record hypotheses (beta : R) (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  beta_nonnegative : 0 <= beta;
  beta_range : beta < 1;
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2);
  below_edge : eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N w) ^ ((depth N) - 1)) * (1 + beta) * ((1 + beta) ^ ((depth N) - 1)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)) < 2 * (INR (depth N)) * ((1 + ((-1) * beta)) ^ 2) }.
Definition statement : Prop := forall (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w ->
  forall t, Sum (S t) (fun j => mean_square_output N (weights_of (state beta N eta w j))) <= (weight_norm N w) * (1 + ((-1) * beta)) / (eta * ((2 * (INR (depth N))) + ((-1) * eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N w) ^ ((depth N) - 1)) * (1 + beta) * ((1 + beta) ^ ((depth N) - 1)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)) / ((1 + ((-1) * beta)) ^ 2)))).
Definition defined : Prop := forall (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w ->
  (((-1) + (INR (depth N)) >= 0) \/ (weight_norm N w <> 0)) /\ ((2 + ((-1) * (INR (depth N))) >= 0) \/ (INR (depth N) <> 0)) /\ (((-1) + (INR (depth N)) >= 0) \/ (1 + beta <> 0)) /\ (((-1) + (INR (depth N)) >= 0) \/ (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2) <> 0)) /\ (eta <> 0) /\ (1 + ((-1) * beta) <> 0) /\ ((2 * (INR (depth N))) + ((-1) * eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N w) ^ ((depth N) - 1)) * (1 + beta) * ((1 + beta) ^ ((depth N) - 1)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)) / ((1 + ((-1) * beta)) ^ 2)) <> 0).
Definition nonvacuous : Prop := exists (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w /\ 0 < loss N w.
End HEAVY_SUM_3.
