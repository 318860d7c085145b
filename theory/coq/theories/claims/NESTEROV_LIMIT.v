(* NESTEROV-LIMIT: Nesterov's momentum from rest, y = 0, ηC(1 + β²)^(k−1)(1 − β + 2β²)θ₀^(2(k−1)) < 2k(1 − β)²: the loss tends to zero.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums WeightSpace UpdateRules Losses.
From Catapult Require Trained Layered Quadratic TwoLayer.
Open Scope R_scope.

Module NESTEROV_LIMIT_1.
Import TwoLayer.
Definition state (beta : R) (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (nesterov (constant_rate eta) beta) squared (Trained.full (trained N)) w t).
Record hypotheses (beta : R) (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  beta_nonnegative : 0 <= beta;
  beta_range : beta < 1;
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2);
  below_edge : eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N w) * (1 + (beta ^ 2)) * (1 + ((-1) * beta) + (2 * (beta ^ 2))) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) < 4 * ((1 + ((-1) * beta)) ^ 2) }.
Definition statement : Prop := forall (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w ->
  is_lim_seq (fun t => loss N (weights_of (state beta N eta w t))) (0).
Definition nonvacuous : Prop := exists (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w /\ 0 < loss N w.
End NESTEROV_LIMIT_1.

Module NESTEROV_LIMIT_2.
Import Quadratic.
Definition state (beta : R) (M : model) (eta : R) (w : weights) (t : nat) := (Trained.run (trained M) (nesterov (constant_rate eta) beta) squared (Trained.full (trained M)) w t).
Record hypotheses (beta : R) (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat;
  targets_zero : zero_targets M;
  beta_nonnegative : 0 <= beta;
  beta_range : beta < 1;
  below_edge : (c_star M) * eta * (weight_norm M w) * (1 + (beta ^ 2)) * (1 + ((-1) * beta) + (2 * (beta ^ 2))) < 4 * ((1 + ((-1) * beta)) ^ 2) }.
Definition statement : Prop := forall (beta : R) (M : model) (eta : R) (w : weights), hypotheses beta M eta w ->
  is_lim_seq (fun t => loss M (weights_of (state beta M eta w t))) (0).
Definition nonvacuous : Prop := exists (beta : R) (M : model) (eta : R) (w : weights), hypotheses beta M eta w /\ 0 < loss M w.
End NESTEROV_LIMIT_2.

Module NESTEROV_LIMIT_3.
Import Layered.
Definition state (beta : R) (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (nesterov (constant_rate eta) beta) squared (Trained.full (trained N)) w t).
Record hypotheses (beta : R) (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  beta_nonnegative : 0 <= beta;
  beta_range : beta < 1;
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2);
  below_edge : eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N w) ^ ((depth N) - 1)) * ((1 + (beta ^ 2)) ^ ((depth N) - 1)) * (1 + ((-1) * beta) + (2 * (beta ^ 2))) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)) < 2 * (INR (depth N)) * ((1 + ((-1) * beta)) ^ 2) }.
Definition statement : Prop := forall (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w ->
  is_lim_seq (fun t => loss N (weights_of (state beta N eta w t))) (0).
Definition defined : Prop := forall (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w ->
  (((-1) + (INR (depth N)) >= 0) \/ (weight_norm N w <> 0)) /\ ((2 + ((-1) * (INR (depth N))) >= 0) \/ (INR (depth N) <> 0)) /\ (((-1) + (INR (depth N)) >= 0) \/ (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2) <> 0)).
Definition nonvacuous : Prop := exists (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w /\ 0 < loss N w.
End NESTEROV_LIMIT_3.
