(* ZQ-16c: y = 0: p₁ᵀR_K p₁ = (‖g‖²‖p₁‖²/m) η(ηλ₁ − 4), not negative while ηλ₁ > 4, and λ₁ stays there.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Neural.
Open Scope R_scope.

Module ZQ_16c_1.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_data : (0 < D M)%nat;
  targets_zero : zero_targets M;
  inputs_on_line : line M;
  inputs_positive : forall a, (a < D M)%nat -> 0 < X M a 0 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, (((-1) * (along M (p1 M) (tangent_times M (train M eta w t) (p1 M)))) + (along M (p1 M) (tangent_times M (train M eta w (S t)) (p1 M)))) / (p1_norm2 M) = eta * (along M (on_plus M (output M (train M eta w t))) (output M (train M eta w t))) * (p1_norm2 M) * ((-4) + (eta * (lambda_1 M (train M eta w t)) / (INR (D M)))) / ((INR (D M)) * (INR (m M))).
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (p1_norm2 M <> 0) /\ (INR (D M) <> 0) /\ (INR (m M) <> 0).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End ZQ_16c_1.

Module ZQ_16c_2.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_data : (0 < D M)%nat;
  targets_zero : zero_targets M;
  inputs_on_line : line M;
  above_edge : eta * (lambda_1 M w) / (INR (D M)) > 4 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, lambda_1 M (train M eta w t) <= lambda_1 M (train M eta w (S t)).
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  INR (D M) <> 0.
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End ZQ_16c_2.
