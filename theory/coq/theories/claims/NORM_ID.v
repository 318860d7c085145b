(* NORM-ID: One step changes the weight norm by −(2kη/D) r·f + (η²/D) rᵀHr, for any homogeneous model, data and targets.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Layered Quadratic TwoLayer.
Open Scope R_scope.

Module NORM_ID_1.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, weight_norm N (train N eta w (S t)) = (weight_norm N (train N eta w t)) + ((-4) * eta * (residual_output N (train N eta w t))) + ((eta ^ 2) * (residual_kernel N (train N eta w t))).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End NORM_ID_1.

Module NORM_ID_2.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, weight_norm M (train M eta w (S t)) = (weight_norm M (train M eta w t)) + ((-4) * eta * (residual_output M (train M eta w t))) + ((eta ^ 2) * (residual_kernel M (train M eta w t))).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End NORM_ID_2.

Module NORM_ID_3.
Import Layered.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, weight_norm N (train N eta w (S t)) = (weight_norm N (train N eta w t)) + ((eta ^ 2) * (residual_kernel N (train N eta w t))) + ((-2) * eta * (INR (depth N)) * (residual_output N (train N eta w t))).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End NORM_ID_3.
