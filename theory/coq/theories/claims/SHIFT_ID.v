(* SHIFT-ID: Homogeneous model of degree k with output bias c, any targets, N = θ² + kc²: N′ = N − 2kη r·f/D + η²(rᵀHr/D + (k − 1)r̄²), r̄ the mean residual.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Layered OutputBias Quadratic TwoLayer.
Open Scope R_scope.

Module SHIFT_ID_1.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : OutputBias.weights (trained N)) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat }.
Definition statement : Prop := forall (N : net) (eta : R) (w : OutputBias.weights (trained N)), hypotheses N eta w ->
  forall t, OutputBias.shifted_norm (trained N) 2 (OutputBias.train (trained N) eta w (S t)) = (OutputBias.shifted_norm (trained N) 2 (OutputBias.train (trained N) eta w t)) + ((-4) * eta * (OutputBias.residual_output (trained N) (OutputBias.train (trained N) eta w t))) + ((eta ^ 2) * ((OutputBias.residual_kernel (trained N) (OutputBias.train (trained N) eta w t)) + ((OutputBias.mean_residual (trained N) (OutputBias.train (trained N) eta w t)) ^ 2))).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : OutputBias.weights (trained N)), hypotheses N eta w /\ 0 < OutputBias.loss (trained N) w.
End SHIFT_ID_1.

Module SHIFT_ID_2.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : OutputBias.weights (trained M)) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat }.
Definition statement : Prop := forall (M : model) (eta : R) (w : OutputBias.weights (trained M)), hypotheses M eta w ->
  forall t, OutputBias.shifted_norm (trained M) 2 (OutputBias.train (trained M) eta w (S t)) = (OutputBias.shifted_norm (trained M) 2 (OutputBias.train (trained M) eta w t)) + ((-4) * eta * (OutputBias.residual_output (trained M) (OutputBias.train (trained M) eta w t))) + ((eta ^ 2) * ((OutputBias.residual_kernel (trained M) (OutputBias.train (trained M) eta w t)) + ((OutputBias.mean_residual (trained M) (OutputBias.train (trained M) eta w t)) ^ 2))).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : OutputBias.weights (trained M)), hypotheses M eta w /\ 0 < OutputBias.loss (trained M) w.
End SHIFT_ID_2.

Module SHIFT_ID_3.
Import Layered.
Record hypotheses (N : net) (eta : R) (w : OutputBias.weights (trained N)) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat }.
Definition statement : Prop := forall (N : net) (eta : R) (w : OutputBias.weights (trained N)), hypotheses N eta w ->
  forall t, OutputBias.shifted_norm (trained N) (INR (depth N)) (OutputBias.train (trained N) eta w (S t)) = (OutputBias.shifted_norm (trained N) (INR (depth N)) (OutputBias.train (trained N) eta w t)) + ((eta ^ 2) * ((OutputBias.residual_kernel (trained N) (OutputBias.train (trained N) eta w t)) + (((OutputBias.mean_residual (trained N) (OutputBias.train (trained N) eta w t)) ^ 2) * ((-1) + (INR (depth N)))))) + ((-2) * eta * (INR (depth N)) * (OutputBias.residual_output (trained N) (OutputBias.train (trained N) eta w t))).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : OutputBias.weights (trained N)), hypotheses N eta w /\ 0 < OutputBias.loss (trained N) w.
End SHIFT_ID_3.
