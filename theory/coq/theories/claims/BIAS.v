(* BIAS: y = 0, η(2φ² + CN₀) ≤ 4, C = ζ²λmax(ψ²): N never increases; below: Σf² ≤ N₀/(η(4 − η(2φ² + CN₀))), and L → 0.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Biased.
Open Scope R_scope.

Module BIAS_1.
Import Biased.
Record hypotheses (B : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric B;
  features_positive : 0 < phi2 B;
  target_zero : y B = 0;
  up_to_edge : eta * ((2 * (phi2 B)) + ((weighted_norm B w) * (psi2_top B) * ((zeta B) ^ 2))) <= 4 }.
Definition statement : Prop := forall (B : model) (eta : R) (w : weights), hypotheses B eta w ->
  forall t, weighted_norm B (train B eta w (S t)) <= weighted_norm B (train B eta w t).
Definition nonvacuous : Prop := exists (B : model) (eta : R) (w : weights), hypotheses B eta w /\ 0 < loss B w.
End BIAS_1.

Module BIAS_2.
Import Biased.
Record hypotheses (B : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric B;
  features_positive : 0 < phi2 B;
  target_zero : y B = 0;
  below_edge : eta * ((2 * (phi2 B)) + ((weighted_norm B w) * (psi2_top B) * ((zeta B) ^ 2))) < 4 }.
Definition statement : Prop := forall (B : model) (eta : R) (w : weights), hypotheses B eta w ->
  forall t, Sum (S t) (fun j => output B (train B eta w j) ^ 2) <= (weighted_norm B w) / (eta * (4 + ((-1) * eta * ((2 * (phi2 B)) + ((weighted_norm B w) * (psi2_top B) * ((zeta B) ^ 2)))))).
Definition defined : Prop := forall (B : model) (eta : R) (w : weights), hypotheses B eta w ->
  (eta <> 0) /\ (4 + ((-1) * eta * ((2 * (phi2 B)) + ((weighted_norm B w) * (psi2_top B) * ((zeta B) ^ 2)))) <> 0).
Definition nonvacuous : Prop := exists (B : model) (eta : R) (w : weights), hypotheses B eta w /\ 0 < loss B w.
End BIAS_2.

Module BIAS_3.
Import Biased.
Record hypotheses (B : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric B;
  features_positive : 0 < phi2 B;
  target_zero : y B = 0;
  below_edge : eta * ((2 * (phi2 B)) + ((weighted_norm B w) * (psi2_top B) * ((zeta B) ^ 2))) < 4 }.
Definition statement : Prop := forall (B : model) (eta : R) (w : weights), hypotheses B eta w ->
  is_lim_seq (fun t => loss B (train B eta w t)) (0).
Definition nonvacuous : Prop := exists (B : model) (eta : R) (w : weights), hypotheses B eta w /\ 0 < loss B w.
End BIAS_3.
