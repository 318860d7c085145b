(* HORIZON: Any targets, x = ηCθ², b = 8η²C|y|²/D: x < 4 and b ≤ (4 − x)² give x′ < 4 and (4 − x′)² ≥ (4 − x)² − b. So the norm stays below its edge for (4 − x₀)²/b steps.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Quadratic TwoLayer.
Open Scope R_scope.

Module HORIZON_1.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2) }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, ((8 * (eta ^ 2) * (gram_top N) * ((s N) ^ 2) * ((target_norm N) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) / (INR (D N)) <= (4 + ((-1) * eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N (train N eta w t)) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)))) ^ 2) /\ (eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N (train N eta w t)) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) < 4)) -> (((4 + ((-1) * eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N (train N eta w (S t))) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)))) ^ 2 >= ((-8) * (eta ^ 2) * (gram_top N) * ((s N) ^ 2) * ((target_norm N) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) / (INR (D N))) + ((4 + ((-1) * eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N (train N eta w t)) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)))) ^ 2)) /\ (eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N (train N eta w (S t))) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) < 4)).
Definition defined : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  INR (D N) <> 0.
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End HORIZON_1.

Module HORIZON_2.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, (((c_star M) * eta * (weight_norm M (train M eta w t)) < 4) /\ (8 * (c_star M) * (eta ^ 2) * ((target_norm M) ^ 2) / (INR (D M)) <= (4 + ((-1) * (c_star M) * eta * (weight_norm M (train M eta w t)))) ^ 2)) -> (((4 + ((-1) * (c_star M) * eta * (weight_norm M (train M eta w (S t))))) ^ 2 >= ((-8) * (c_star M) * (eta ^ 2) * ((target_norm M) ^ 2) / (INR (D M))) + ((4 + ((-1) * (c_star M) * eta * (weight_norm M (train M eta w t)))) ^ 2)) /\ ((c_star M) * eta * (weight_norm M (train M eta w (S t))) < 4)).
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  INR (D M) <> 0.
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End HORIZON_2.
