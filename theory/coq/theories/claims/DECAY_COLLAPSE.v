(* DECAY-COLLAPSE: Weight decay, y = 0, μ > 0, η(Cθ₀^(2(k−1)) + kμ) < 2k: the weights tend to 0.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums WeightSpace UpdateRules Losses.
From Catapult Require Trained Layered Quadratic TwoLayer.
Open Scope R_scope.

Module DECAY_COLLAPSE_1.
Import TwoLayer.
Definition state (mu : R) (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (weight_decay (constant_rate eta) mu) squared (Trained.full (trained N)) w t).
Record hypotheses (mu : R) (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  mu_nonnegative : 0 <= mu;
  mu_positive : mu > 0;
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2);
  below_edge : eta * ((2 * mu) + ((gram_top N) * ((s N) ^ 2) * (weight_norm N w) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)))) < 4 }.
Definition statement : Prop := forall (mu : R) (N : net) (eta : R) (w : weights), hypotheses mu N eta w ->
  is_lim_seq (fun t => weight_norm N (weights_of (state mu N eta w t))) (0).
Definition nonvacuous : Prop := exists (mu : R) (N : net) (eta : R) (w : weights), hypotheses mu N eta w /\ 0 < loss N w.
End DECAY_COLLAPSE_1.

Module DECAY_COLLAPSE_2.
Import Quadratic.
Definition state (mu : R) (M : model) (eta : R) (w : weights) (t : nat) := (Trained.run (trained M) (weight_decay (constant_rate eta) mu) squared (Trained.full (trained M)) w t).
Record hypotheses (mu : R) (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat;
  targets_zero : zero_targets M;
  mu_nonnegative : 0 <= mu;
  mu_positive : mu > 0;
  below_edge : eta * ((2 * mu) + ((c_star M) * (weight_norm M w))) < 4 }.
Definition statement : Prop := forall (mu : R) (M : model) (eta : R) (w : weights), hypotheses mu M eta w ->
  is_lim_seq (fun t => weight_norm M (weights_of (state mu M eta w t))) (0).
Definition nonvacuous : Prop := exists (mu : R) (M : model) (eta : R) (w : weights), hypotheses mu M eta w /\ 0 < loss M w.
End DECAY_COLLAPSE_2.

Module DECAY_COLLAPSE_3.
Import Layered.
Definition state (mu : R) (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (weight_decay (constant_rate eta) mu) squared (Trained.full (trained N)) w t).
Record hypotheses (mu : R) (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  mu_nonnegative : 0 <= mu;
  mu_positive : mu > 0;
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2);
  below_edge : eta * (((INR (depth N)) * mu) + ((gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N w) ^ ((depth N) - 1)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)))) < 2 * (INR (depth N)) }.
Definition statement : Prop := forall (mu : R) (N : net) (eta : R) (w : weights), hypotheses mu N eta w ->
  is_lim_seq (fun t => weight_norm N (weights_of (state mu N eta w t))) (0).
Definition defined : Prop := forall (mu : R) (N : net) (eta : R) (w : weights), hypotheses mu N eta w ->
  (((-1) + (INR (depth N)) >= 0) \/ (weight_norm N w <> 0)) /\ ((2 + ((-1) * (INR (depth N))) >= 0) \/ (INR (depth N) <> 0)) /\ (((-1) + (INR (depth N)) >= 0) \/ (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2) <> 0)).
Definition nonvacuous : Prop := exists (mu : R) (N : net) (eta : R) (w : weights), hypotheses mu N eta w /\ 0 < loss N w.
End DECAY_COLLAPSE_3.
