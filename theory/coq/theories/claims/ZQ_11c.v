(* ZQ-11c: K = λ₁p₁p₁ᵀ/‖p₁‖² + λ₂p₂p₂ᵀ/‖p₂‖² with the printed λ₁, λ₂, so these are its eigenvalues; all others vanish.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Neural.
Open Scope R_scope.

Module ZQ_11c_1.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_data : (0 < D M)%nat;
  inputs_on_line : line M;
  x2_plus_nonzero : p1_norm2 M <> 0 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (Sum (D M) (fun a => tangent_times M w (p1 M) a ^ 2) = ((lambda_1 M w) ^ 2) * (p1_norm2 M)) /\ (along M (p1 M) (tangent_times M w (p1 M)) = (lambda_1 M w) * (p1_norm2 M)) /\ (along M (p2 M) (tangent_times M w (p2 M)) = (lambda_2 M w) * (p2_norm2 M)) /\ (trace M w = (lambda_1 M w) + (lambda_2 M w)) /\ (trace2 M w = ((lambda_1 M w) ^ 2) + ((lambda_2 M w) ^ 2)).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End ZQ_11c_1.
