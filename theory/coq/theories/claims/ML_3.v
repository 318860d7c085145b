(* ML-3: For a range of learning rates the weight norm decreases whenever the loss becomes large. (any y, any D)
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Quadratic TwoLayer.
Open Scope R_scope.

Module ML_3_1.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, (((INR (D N)) * (mean_square_residual N (train N eta w t)) * ((4 + ((-1) * (top_kernel N (train N eta w t)) * eta)) ^ 2) > 16 * ((target_norm N) ^ 2)) /\ ((top_kernel N (train N eta w t)) * eta < 4)) -> (weight_norm N (train N eta w (S t)) < weight_norm N (train N eta w t)).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End ML_3_1.

Module ML_3_2.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, (((INR (D M)) * (mean_square_residual M (train M eta w t)) * ((4 + ((-1) * (top_kernel M (train M eta w t)) * eta)) ^ 2) > 16 * ((target_norm M) ^ 2)) /\ ((top_kernel M (train M eta w t)) * eta < 4)) -> (weight_norm M (train M eta w (S t)) < weight_norm M (train M eta w t)).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End ML_3_2.
