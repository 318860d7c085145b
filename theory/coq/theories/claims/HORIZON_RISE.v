(* HORIZON-RISE: Any targets and data, degree k, ηCN^(k−1) < 2k: (2k − ηCN^(k−1))(N′ − N) ≤ ηk²|y|²/D.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Layered Quadratic TwoLayer.
Open Scope R_scope.

Module HORIZON_RISE_1.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2) }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, (eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N (train N eta w t)) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) < 4) -> ((((-1) * (weight_norm N (train N eta w t))) + (weight_norm N (train N eta w (S t)))) * (4 + ((-1) * eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N (train N eta w t)) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)))) <= 4 * eta * ((target_norm N) ^ 2) / (INR (D N))).
Definition defined : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  INR (D N) <> 0.
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End HORIZON_RISE_1.

Module HORIZON_RISE_2.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, ((c_star M) * eta * (weight_norm M (train M eta w t)) < 4) -> ((((-1) * (weight_norm M (train M eta w t))) + (weight_norm M (train M eta w (S t)))) * (4 + ((-1) * (c_star M) * eta * (weight_norm M (train M eta w t)))) <= 4 * eta * ((target_norm M) ^ 2) / (INR (D M))).
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  INR (D M) <> 0.
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End HORIZON_RISE_2.

Module HORIZON_RISE_3.
Import Layered.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2) }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, (eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N (train N eta w t)) ^ ((depth N) - 1)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)) < 2 * (INR (depth N))) -> ((((-1) * (weight_norm N (train N eta w t))) + (weight_norm N (train N eta w (S t)))) * ((2 * (INR (depth N))) + ((-1) * eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N (train N eta w t)) ^ ((depth N) - 1)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)))) <= eta * ((INR (depth N)) ^ 2) * ((Trained.target_norm (trained N)) ^ 2) / (INR (D N))).
Definition defined : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  ((2 + ((-1) * (INR (depth N))) >= 0) \/ (INR (depth N) <> 0)) /\ (((-1) + (INR (depth N)) >= 0) \/ (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2) <> 0)) /\ (INR (D N) <> 0) /\ (forall t, ((-1) + (INR (depth N)) >= 0) \/ (weight_norm N (train N eta w t) <> 0)).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End HORIZON_RISE_3.
