(* ML-8: Two-layer scale-invariant net, slopes ≤ 1, D data: η < 4/(2(θ₀²/P) λmax(XXᵀ/D)), P the number of parameters.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require TwoLayer.
Open Scope R_scope.

Module ML_8_1.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  scale_standard : standard_net N;
  kink_bounded : (a_zero N) ^ 2 <= 1;
  below_edge : 2 * eta * (gram_top N) * (weight_norm N w) / (INR (n N) * (INR (d N) + 1)) < 4 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, weight_norm N (train N eta w (S t)) <= weight_norm N (train N eta w t).
Definition defined : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  INR (n N) * (INR (d N) + 1) <> 0.
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End ML_8_1.
