(* BIAS-PUBLISHED: The published denominator is the larger one: it has C(θ² + (φ·θ_f)²/φ²) in place of CN.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Biased.
Open Scope R_scope.

Module BIAS_PUBLISHED_1.
Import Biased.
Record hypotheses (B : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric B;
  features_positive : 0 < phi2 B }.
Definition statement : Prop := forall (B : model) (eta : R) (w : weights), hypotheses B eta w ->
  (weighted_norm B w) * (psi2_top B) * ((zeta B) ^ 2) <= (published_norm B w) * (psi2_top B) * ((zeta B) ^ 2).
Definition nonvacuous : Prop := exists (B : model) (eta : R) (w : weights), hypotheses B eta w /\ 0 < loss B w.
End BIAS_PUBLISHED_1.
