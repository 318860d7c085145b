(* ML-7: Quadratic with bias: η < 4/(2φ² + ζ²θ₀² λmax(ψ²) + ζ² λmax(ψ²)(φ·θ₀)²/φ²).
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Biased.
Open Scope R_scope.

Module ML_7_1.
Import Biased.
Record hypotheses (B : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric B;
  features_positive : 0 < phi2 B;
  target_zero : y B = 0;
  below_edge : eta * ((2 * (phi2 B)) + ((psi2_top B) * ((zeta B) ^ 2) * ((weight_norm B w) + (((phi_theta B w) ^ 2) / (phi2 B))))) < 4 }.
Definition statement : Prop := forall (B : model) (eta : R) (w : weights), hypotheses B eta w ->
  forall t, published_norm B (train B eta w (S t)) <= published_norm B (train B eta w t).
Definition defined : Prop := forall (B : model) (eta : R) (w : weights), hypotheses B eta w ->
  phi2 B <> 0.
Definition nonvacuous : Prop := exists (B : model) (eta : R) (w : weights), hypotheses B eta w /\ 0 < loss B w.
End ML_7_1.
