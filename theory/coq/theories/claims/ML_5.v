(* ML-5: Pure quadratic, D data: with Ω_{(am)(bn)} = (ζ²/D)(ψ_a ψ_b)_{mn}, the bound is η < 4/(λmax(Ω) θ₀²).
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Quadratic.
Open Scope R_scope.

Module ML_5_1.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat;
  targets_zero : zero_targets M;
  below_edge : eta * (omega_top M) * (weight_norm M w) < 4 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, weight_norm M (train M eta w (S t)) <= weight_norm M (train M eta w t).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End ML_5_1.
