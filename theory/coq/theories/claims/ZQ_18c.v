(* ZQ-18c: g(t+1) = (1 − ηλ + γ²η²‖x‖²g²)g, λ(t+1) = λ − γ²η‖x‖²g²(4−ηλ); it is γ² that plays the role of 1/m.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Quadratic.
Open Scope R_scope.

Module ZQ_18c_1.
Import Quadratic.
Record hypotheses (M : model) (c eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  one_datum : D M = 1%nat;
  targets_zero : zero_targets M;
  form_squares : squares_to M c }.
Definition statement : Prop := forall (M : model) (c eta : R) (w : weights), hypotheses M c eta w ->
  forall t, (kernel M (train M eta w (S t)) 0 0 = (kernel M (train M eta w t) 0 0) + ((-1) * eta * ((output M (train M eta w t) 0) ^ 2) * ((zeta M) ^ 2) * c * (4 + ((-1) * (kernel M (train M eta w t) 0 0) * eta)))) /\ (output M (train M eta w (S t)) 0 = (output M (train M eta w t) 0) * (1 + ((-1) * (kernel M (train M eta w t) 0 0) * eta) + ((eta ^ 2) * ((output M (train M eta w t) 0) ^ 2) * ((zeta M) ^ 2) * c))).
Definition nonvacuous : Prop := exists (M : model) (c eta : R) (w : weights), hypotheses M c eta w /\ 0 < loss M w.
End ZQ_18c_1.
