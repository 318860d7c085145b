(* BIAS-ID: y = 0: N = θ_m² + 2(φ·θ_f)²/φ² changes in a step by ηf²(η(H_m + 2φ²) − 4); H = H_m + φ² for any target.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Biased.
Open Scope R_scope.

Module BIAS_ID_1.
Import Biased.
Record hypotheses (B : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric B;
  features_positive : 0 < phi2 B;
  target_zero : y B = 0 }.
Definition statement : Prop := forall (B : model) (eta : R) (w : weights), hypotheses B eta w ->
  forall t, weighted_norm B (train B eta w (S t)) = (weighted_norm B (train B eta w t)) + (eta * ((output B (train B eta w t)) ^ 2) * ((-4) + (eta * ((meta_kernel B (train B eta w t)) + (2 * (phi2 B)))))).
Definition nonvacuous : Prop := exists (B : model) (eta : R) (w : weights), hypotheses B eta w /\ 0 < loss B w.
End BIAS_ID_1.

Module BIAS_ID_2.
Import Biased.
Record hypotheses (B : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric B;
  features_positive : 0 < phi2 B }.
Definition statement : Prop := forall (B : model) (eta : R) (w : weights), hypotheses B eta w ->
  kernel B w = (meta_kernel B w) + (phi2 B).
Definition nonvacuous : Prop := exists (B : model) (eta : R) (w : weights), hypotheses B eta w /\ 0 < loss B w.
End BIAS_ID_2.
