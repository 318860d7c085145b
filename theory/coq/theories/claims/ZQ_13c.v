(* ZQ-13c: p₁ of unit length in Π₁, S = Σ x_i² 1[x_i ≥ 0]: p₁ᵀR_g p₁ = (η²S/m)(2Π₁L + ⟨g−y, p₁⟩⟨y, p₁⟩); p₁ᵀR_K p₁ = (ηS/m)(2Π₁L(ηλ₁−4) − 4⟨g−y, p₁⟩⟨y, p₁⟩).
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Neural.
Open Scope R_scope.

Module ZQ_13c_1.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_data : (0 < D M)%nat;
  inputs_on_line : line M;
  x2_plus_nonzero : p1_norm2 M <> 0 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, ((((-1) * (along M (p1 M) (tangent_times M (train M eta w t) (p1 M)))) + (along M (p1 M) (tangent_times M (train M eta w (S t)) (p1 M)))) / (p1_norm2 M) = eta * (p1_norm2 M) * (((-4) * (along M (p1 M) (residual M (train M eta w t))) * (along M (p1 M) (y M)) / (p1_norm2 M)) + (((along M (p1 M) (residual M (train M eta w t))) ^ 2) * ((-4) + (eta * (lambda_1 M (train M eta w t)) / (INR (D M)))) / (p1_norm2 M))) / ((INR (D M)) * (INR (m M)))) /\ (along M (p1 M) (residual M (train M eta w (S t))) = (along M (p1 M) (residual M (train M eta w t))) * (1 + ((-1) * eta * (lambda_1 M (train M eta w t)) / (INR (D M))) + ((eta ^ 2) * (p1_norm2 M) * ((((along M (p1 M) (residual M (train M eta w t))) ^ 2) / (p1_norm2 M)) + ((along M (p1 M) (residual M (train M eta w t))) * (along M (p1 M) (y M)) / (p1_norm2 M))) / (((INR (D M)) ^ 2) * (INR (m M)))))).
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (INR (D M) <> 0) /\ (INR (m M) <> 0) /\ (p1_norm2 M <> 0).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End ZQ_13c_1.
