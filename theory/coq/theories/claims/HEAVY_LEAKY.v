(* HEAVY-LEAKY: Heavy ball from rest, leaky nets on D data, y = 0, σ'(0) between the slopes: if 8ηCθ₀²(1 − β)² + 13η²C|f₀|²/D ≤ (1 − β)³, then 5ηCθ_t² ≤ 1 − β for all t, and the loss tends to zero; (ηCθ₀²)² ≤ 16(1 − β)³/625 suffices for that limit.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums WeightSpace UpdateRules Losses.
From Catapult Require Trained TwoLayer.
Open Scope R_scope.

Module HEAVY_LEAKY_1.
Import TwoLayer.
Definition state (beta : R) (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (heavy_ball (constant_rate eta) beta) squared (Trained.full (trained N)) w t).
Record hypotheses (beta : R) (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  beta_nonnegative : 0 <= beta;
  beta_range : beta < 1;
  kink_bounded : Rmin (a_minus N) (a_plus N) <= a_zero N;
  kink_bounded_also : a_zero N <= Rmax (a_minus N) (a_plus N);
  up_to_edge : (13 * (eta ^ 2) * (mean_square_output N w) * (gram_top N) * ((s N) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2))) + (8 * eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N w) * ((1 + ((-1) * beta)) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2))) <= (1 + ((-1) * beta)) ^ 3 }.
Definition statement : Prop := forall (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w ->
  forall t, 5 * eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N (weights_of (state beta N eta w (S t)))) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) <= 1 + ((-1) * beta).
Definition nonvacuous : Prop := exists (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w /\ 0 < loss N w.
End HEAVY_LEAKY_1.

Module HEAVY_LEAKY_2.
Import TwoLayer.
Definition state (beta : R) (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (heavy_ball (constant_rate eta) beta) squared (Trained.full (trained N)) w t).
Record hypotheses (beta : R) (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  beta_nonnegative : 0 <= beta;
  beta_range : beta < 1;
  kink_bounded : Rmin (a_minus N) (a_plus N) <= a_zero N;
  kink_bounded_also : a_zero N <= Rmax (a_minus N) (a_plus N);
  up_to_edge : (13 * (eta ^ 2) * (mean_square_output N w) * (gram_top N) * ((s N) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2))) + (8 * eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N w) * ((1 + ((-1) * beta)) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2))) <= (1 + ((-1) * beta)) ^ 3 }.
Definition statement : Prop := forall (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w ->
  is_lim_seq (fun t => loss N (weights_of (state beta N eta w t))) (0).
Definition nonvacuous : Prop := exists (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w /\ 0 < loss N w.
End HEAVY_LEAKY_2.

Module HEAVY_LEAKY_3.
Import TwoLayer.
Definition state (beta : R) (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (heavy_ball (constant_rate eta) beta) squared (Trained.full (trained N)) w t).
Record hypotheses (beta : R) (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  beta_nonnegative : 0 <= beta;
  beta_range : beta < 1;
  kink_bounded : Rmin (a_minus N) (a_plus N) <= a_zero N;
  kink_bounded_also : a_zero N <= Rmax (a_minus N) (a_plus N);
  up_to_edge : 625 * (eta ^ 2) * ((gram_top N) ^ 2) * ((s N) ^ 4) * ((weight_norm N w) ^ 2) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ 2) <= 16 * ((1 + ((-1) * beta)) ^ 3) }.
Definition statement : Prop := forall (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w ->
  is_lim_seq (fun t => loss N (weights_of (state beta N eta w t))) (0).
Definition nonvacuous : Prop := exists (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w /\ 0 < loss N w.
End HEAVY_LEAKY_3.
