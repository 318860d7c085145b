(* DECAY-TARGETS: Weight decay, any targets and data, N̄ = max(θ₀², k|y|²/(2Dμ)), η(CN̄^(k−1) + kμ) ≤ k: θ² ≤ N̄ for all steps.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums WeightSpace UpdateRules Losses.
From Catapult Require Trained Layered Quadratic TwoLayer.
Open Scope R_scope.

Module DECAY_TARGETS_1.
Import TwoLayer.
Definition state (mu : R) (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (weight_decay (constant_rate eta) mu) squared (Trained.full (trained N)) w t).
Record hypotheses (mu : R) (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  mu_nonnegative : 0 <= mu;
  mu_positive : mu > 0;
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2);
  up_to_edge : eta * ((2 * mu) + ((gram_top N) * ((s N) ^ 2) * (weight_norm N w) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)))) <= 2;
  divisor_nonzero : mu <> 0;
  target_small : eta * ((2 * mu) + ((gram_top N) * ((s N) ^ 2) * ((target_norm N) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) / ((INR (D N)) * mu))) <= 2 }.
Definition statement : Prop := forall (mu : R) (N : net) (eta : R) (w : weights), hypotheses mu N eta w ->
  forall t, weight_norm N (weights_of (state mu N eta w t)) <= Rmax (weight_norm N w) (((target_norm N) ^ 2) / ((INR (D N)) * mu)).
Definition defined : Prop := forall (mu : R) (N : net) (eta : R) (w : weights), hypotheses mu N eta w ->
  (mu <> 0) /\ (INR (D N) <> 0).
Definition nonvacuous : Prop := exists (mu : R) (N : net) (eta : R) (w : weights), hypotheses mu N eta w /\ 0 < loss N w.
End DECAY_TARGETS_1.

Module DECAY_TARGETS_2.
Import Quadratic.
Definition state (mu : R) (M : model) (eta : R) (w : weights) (t : nat) := (Trained.run (trained M) (weight_decay (constant_rate eta) mu) squared (Trained.full (trained M)) w t).
Record hypotheses (mu : R) (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat;
  mu_nonnegative : 0 <= mu;
  mu_positive : mu > 0;
  up_to_edge : eta * ((2 * mu) + ((c_star M) * (weight_norm M w))) <= 2;
  divisor_nonzero : mu <> 0;
  target_small : eta * ((2 * mu) + ((c_star M) * ((target_norm M) ^ 2) / ((INR (D M)) * mu))) <= 2 }.
Definition statement : Prop := forall (mu : R) (M : model) (eta : R) (w : weights), hypotheses mu M eta w ->
  forall t, weight_norm M (weights_of (state mu M eta w t)) <= Rmax (weight_norm M w) (((target_norm M) ^ 2) / ((INR (D M)) * mu)).
Definition defined : Prop := forall (mu : R) (M : model) (eta : R) (w : weights), hypotheses mu M eta w ->
  (mu <> 0) /\ (INR (D M) <> 0).
Definition nonvacuous : Prop := exists (mu : R) (M : model) (eta : R) (w : weights), hypotheses mu M eta w /\ 0 < loss M w.
End DECAY_TARGETS_2.

Module DECAY_TARGETS_3.
Import Layered.
Definition state (mu : R) (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (weight_decay (constant_rate eta) mu) squared (Trained.full (trained N)) w t).
Record hypotheses (mu : R) (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  mu_nonnegative : 0 <= mu;
  mu_positive : mu > 0;
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2);
  up_to_edge : eta * (((INR (depth N)) * mu) + ((gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N w) ^ ((depth N) - 1)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)))) <= INR (depth N);
  divisor_nonzero : mu <> 0;
  target_small : eta * (((INR (depth N)) * mu) + ((gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * (((1 / 2) * (INR (depth N)) * ((Trained.target_norm (trained N)) ^ 2) / ((INR (D N)) * mu)) ^ ((depth N) - 1)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)))) <= INR (depth N) }.
Definition statement : Prop := forall (mu : R) (N : net) (eta : R) (w : weights), hypotheses mu N eta w ->
  forall t, weight_norm N (weights_of (state mu N eta w t)) <= Rmax (weight_norm N w) ((1 / 2) * (INR (depth N)) * ((Trained.target_norm (trained N)) ^ 2) / ((INR (D N)) * mu)).
Definition defined : Prop := forall (mu : R) (N : net) (eta : R) (w : weights), hypotheses mu N eta w ->
  (((-1) + (INR (depth N)) >= 0) \/ (weight_norm N w <> 0)) /\ ((2 + ((-1) * (INR (depth N))) >= 0) \/ (INR (depth N) <> 0)) /\ (((-1) + (INR (depth N)) >= 0) \/ (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2) <> 0)) /\ (mu <> 0) /\ (INR (D N) <> 0) /\ (((-1) + (INR (depth N)) >= 0) \/ ((1 / 2) * (INR (depth N)) * ((Trained.target_norm (trained N)) ^ 2) / ((INR (D N)) * mu) <> 0)).
Definition nonvacuous : Prop := exists (mu : R) (N : net) (eta : R) (w : weights), hypotheses mu N eta w /\ 0 < loss N w.
End DECAY_TARGETS_3.
