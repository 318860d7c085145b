(* HORIZON-STEPS: Any targets, start below the edge: as long as tb ≤ (4 − x₀)², or ηC(Ψ(N₀) + tB)^(k−1) ≤ 2k(2k − 2)^(k−1), the norm of step t is below the edge, (4 − x)² ≥ (4 − x₀)² − tb, Ψ(N) ≤ Ψ(N₀) + tB.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Layered Quadratic TwoLayer.
Open Scope R_scope.

Module HORIZON_STEPS_1.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2);
  below_edge : eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N w) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) < 4 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, (8 * (eta ^ 2) * (gram_top N) * ((s N) ^ 2) * (INR t) * ((target_norm N) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) / (INR (D N)) <= (4 + ((-1) * eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N w) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)))) ^ 2) -> (((4 + ((-1) * eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N (train N eta w t)) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)))) ^ 2 >= ((-8) * (eta ^ 2) * (gram_top N) * ((s N) ^ 2) * (INR t) * ((target_norm N) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) / (INR (D N))) + ((4 + ((-1) * eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N w) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)))) ^ 2)) /\ (eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N (train N eta w t)) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) < 4)).
Definition defined : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  INR (D N) <> 0.
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End HORIZON_STEPS_1.

Module HORIZON_STEPS_2.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat;
  below_edge : (c_star M) * eta * (weight_norm M w) < 4 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, (8 * (c_star M) * (eta ^ 2) * (INR t) * ((target_norm M) ^ 2) / (INR (D M)) <= (4 + ((-1) * (c_star M) * eta * (weight_norm M w))) ^ 2) -> (((4 + ((-1) * (c_star M) * eta * (weight_norm M (train M eta w t)))) ^ 2 >= ((-8) * (c_star M) * (eta ^ 2) * (INR t) * ((target_norm M) ^ 2) / (INR (D M))) + ((4 + ((-1) * (c_star M) * eta * (weight_norm M w))) ^ 2)) /\ ((c_star M) * eta * (weight_norm M (train M eta w t)) < 4)).
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  INR (D M) <> 0.
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End HORIZON_STEPS_2.

Module HORIZON_STEPS_3.
Import Layered.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2);
  below_edge : eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N w) ^ ((depth N) - 1)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)) < 2 * (INR (depth N)) }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, (eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * (((2 * (INR (depth N)) * (weight_norm N w)) + (eta * ((INR (depth N)) ^ 2) * (INR t) * ((Trained.target_norm (trained N)) ^ 2) / (INR (D N))) + ((-1) * eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N w) ^ (depth N)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)) / (INR (depth N)))) ^ ((depth N) - 1)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)) <= 2 * (INR (depth N)) * (((-2) + (2 * (INR (depth N)))) ^ ((depth N) - 1))) -> (((2 * (INR (depth N)) * (weight_norm N (train N eta w t))) + ((-1) * eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N (train N eta w t)) ^ (depth N)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)) / (INR (depth N))) <= (2 * (INR (depth N)) * (weight_norm N w)) + (eta * ((INR (depth N)) ^ 2) * (INR t) * ((Trained.target_norm (trained N)) ^ 2) / (INR (D N))) + ((-1) * eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N w) ^ (depth N)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)) / (INR (depth N)))) /\ (eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N (train N eta w t)) ^ ((depth N) - 1)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)) < 2 * (INR (depth N)))).
Definition defined : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  (((-1) + (INR (depth N)) >= 0) \/ (weight_norm N w <> 0)) /\ ((2 + ((-1) * (INR (depth N))) >= 0) \/ (INR (depth N) <> 0)) /\ (((-1) + (INR (depth N)) >= 0) \/ (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2) <> 0)) /\ (INR (D N) <> 0) /\ ((INR (depth N) >= 0) \/ (weight_norm N w <> 0)) /\ (INR (depth N) <> 0) /\ (((-1) + (INR (depth N)) >= 0) \/ ((-2) + (2 * (INR (depth N))) <> 0)) /\ (forall t, (((-1) + (INR (depth N)) >= 0) \/ ((2 * (INR (depth N)) * (weight_norm N w)) + (eta * ((INR (depth N)) ^ 2) * (INR t) * ((Trained.target_norm (trained N)) ^ 2) / (INR (D N))) + ((-1) * eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N w) ^ (depth N)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)) / (INR (depth N))) <> 0)) /\ (((-1) + (INR (depth N)) >= 0) \/ (weight_norm N (train N eta w t) <> 0)) /\ ((INR (depth N) >= 0) \/ (weight_norm N (train N eta w t) <> 0))).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End HORIZON_STEPS_3.
