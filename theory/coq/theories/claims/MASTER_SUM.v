(* MASTER-SUM: Under the strict inequality, Σ_t |f_t|²/D ≤ θ₀²/(η(2k − ηCθ₀^(2(k−1)))).
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Layered TwoLayer.
Open Scope R_scope.

Module MASTER_SUM_1.
Import Layered.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2);
  below_edge : eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N w) ^ ((depth N) - 1)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)) < 2 * (INR (depth N)) }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, Sum (S t) (fun j => mean_square_output N (train N eta w j)) <= (weight_norm N w) / (eta * ((2 * (INR (depth N))) + ((-1) * eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N w) ^ ((depth N) - 1)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1))))).
Definition defined : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  (((-1) + (INR (depth N)) >= 0) \/ (weight_norm N w <> 0)) /\ ((2 + ((-1) * (INR (depth N))) >= 0) \/ (INR (depth N) <> 0)) /\ (((-1) + (INR (depth N)) >= 0) \/ (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2) <> 0)) /\ (eta <> 0) /\ ((2 * (INR (depth N))) + ((-1) * eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N w) ^ ((depth N) - 1)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1))) <> 0).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End MASTER_SUM_1.

Module MASTER_SUM_2.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2);
  below_edge : eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N w) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) < 4 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, Sum (S t) (fun j => mean_square_output N (train N eta w j)) <= (weight_norm N w) / (eta * (4 + ((-1) * eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N w) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2))))).
Definition defined : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  (eta <> 0) /\ (4 + ((-1) * eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N w) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2))) <> 0).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End MASTER_SUM_2.
