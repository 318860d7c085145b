(* BIAS-GAP: The difference is the squared norm of the feature weights orthogonal to φ, which no step moves.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Biased.
Open Scope R_scope.

Module BIAS_GAP_1.
Import Biased.
Record hypotheses (B : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric B;
  features_positive : 0 < phi2 B }.
Definition statement : Prop := forall (B : model) (eta : R) (w : weights), hypotheses B eta w ->
  published_norm B w = (weighted_norm B w) + (theta_f2 B w) + ((-1) * ((phi_theta B w) ^ 2) / (phi2 B)).
Definition defined : Prop := forall (B : model) (eta : R) (w : weights), hypotheses B eta w ->
  phi2 B <> 0.
Definition nonvacuous : Prop := exists (B : model) (eta : R) (w : weights), hypotheses B eta w /\ 0 < loss B w.
End BIAS_GAP_1.

Module BIAS_GAP_2.
Import Biased.
Record hypotheses (B : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric B;
  features_positive : 0 < phi2 B }.
Definition statement : Prop := forall (B : model) (eta : R) (w : weights), hypotheses B eta w ->
  forall t, ((-1) * (weighted_norm B (train B eta w (S t)))) + (published_norm B (train B eta w (S t))) = ((-1) * (weighted_norm B (train B eta w t))) + (published_norm B (train B eta w t)).
Definition nonvacuous : Prop := exists (B : model) (eta : R) (w : weights), hypotheses B eta w /\ 0 < loss B w.
End BIAS_GAP_2.
