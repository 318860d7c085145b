(* SHIFT-SUM: Output bias, y = 0, η(CN₀^(k−1) + k) < 2k: Σ_t |f_t|²/D ≤ N₀/(η(2k − η(CN₀^(k−1) + k))).
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Layered OutputBias Quadratic TwoLayer.
Open Scope R_scope.

Module SHIFT_SUM_1.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : OutputBias.weights (trained N)) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2);
  below_edge : eta * (2 + ((OutputBias.shifted_norm (trained N) 2 w) * (gram_top N) * ((s N) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)))) < 4 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : OutputBias.weights (trained N)), hypotheses N eta w ->
  forall t, Sum (S t) (fun j => OutputBias.mean_square_output (trained N) (OutputBias.train (trained N) eta w j)) <= (OutputBias.shifted_norm (trained N) 2 w) / (eta * (4 + ((-1) * eta * (2 + ((OutputBias.shifted_norm (trained N) 2 w) * (gram_top N) * ((s N) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2))))))).
Definition defined : Prop := forall (N : net) (eta : R) (w : OutputBias.weights (trained N)), hypotheses N eta w ->
  (eta <> 0) /\ (4 + ((-1) * eta * (2 + ((OutputBias.shifted_norm (trained N) 2 w) * (gram_top N) * ((s N) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2))))) <> 0).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : OutputBias.weights (trained N)), hypotheses N eta w /\ 0 < OutputBias.loss (trained N) w.
End SHIFT_SUM_1.

Module SHIFT_SUM_2.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : OutputBias.weights (trained M)) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat;
  targets_zero : zero_targets M;
  below_edge : eta * (2 + ((OutputBias.shifted_norm (trained M) 2 w) * (c_star M))) < 4 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : OutputBias.weights (trained M)), hypotheses M eta w ->
  forall t, Sum (S t) (fun j => OutputBias.mean_square_output (trained M) (OutputBias.train (trained M) eta w j)) <= (OutputBias.shifted_norm (trained M) 2 w) / (eta * (4 + ((-1) * eta * (2 + ((OutputBias.shifted_norm (trained M) 2 w) * (c_star M)))))).
Definition defined : Prop := forall (M : model) (eta : R) (w : OutputBias.weights (trained M)), hypotheses M eta w ->
  (eta <> 0) /\ (4 + ((-1) * eta * (2 + ((OutputBias.shifted_norm (trained M) 2 w) * (c_star M)))) <> 0).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : OutputBias.weights (trained M)), hypotheses M eta w /\ 0 < OutputBias.loss (trained M) w.
End SHIFT_SUM_2.

Module SHIFT_SUM_3.
Import Layered.
Record hypotheses (N : net) (eta : R) (w : OutputBias.weights (trained N)) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2);
  below_edge : eta * ((INR (depth N)) + (((OutputBias.shifted_norm (trained N) (INR (depth N)) w) ^ ((depth N) - 1)) * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)))) < 2 * (INR (depth N)) }.
Definition statement : Prop := forall (N : net) (eta : R) (w : OutputBias.weights (trained N)), hypotheses N eta w ->
  forall t, Sum (S t) (fun j => OutputBias.mean_square_output (trained N) (OutputBias.train (trained N) eta w j)) <= (OutputBias.shifted_norm (trained N) (INR (depth N)) w) / (eta * ((2 * (INR (depth N))) + ((-1) * eta * ((INR (depth N)) + (((OutputBias.shifted_norm (trained N) (INR (depth N)) w) ^ ((depth N) - 1)) * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1))))))).
Definition defined : Prop := forall (N : net) (eta : R) (w : OutputBias.weights (trained N)), hypotheses N eta w ->
  (((-1) + (INR (depth N)) >= 0) \/ (OutputBias.shifted_norm (trained N) (INR (depth N)) w <> 0)) /\ ((2 + ((-1) * (INR (depth N))) >= 0) \/ (INR (depth N) <> 0)) /\ (((-1) + (INR (depth N)) >= 0) \/ (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2) <> 0)) /\ (eta <> 0) /\ ((2 * (INR (depth N))) + ((-1) * eta * ((INR (depth N)) + (((OutputBias.shifted_norm (trained N) (INR (depth N)) w) ^ ((depth N) - 1)) * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1))))) <> 0).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : OutputBias.weights (trained N)), hypotheses N eta w /\ 0 < OutputBias.loss (trained N) w.
End SHIFT_SUM_3.
