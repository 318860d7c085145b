(* NQM-CONV: NQM or Σ² = |x|²I, y = 0, ηλ₀ < 4: κη²Σg² ≤ ηλ₀/(4 − ηλ₀) and the loss tends to zero.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Neural Quadratic.
Open Scope R_scope.

Module NQM_CONV_1.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_units : (0 < m M)%nat;
  some_inputs : (0 < d M)%nat;
  one_datum : D M = 1%nat;
  targets_zero : zero_targets M;
  below_edge : (kernel M w 0 0) * eta < 4 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, eta * (Sum (S t) (fun j => mean_square_output M (train M eta w j))) * (x2 M) * (4 + ((-1) * (kernel M w 0 0) * eta)) / ((INR (d M)) * (INR (m M))) <= kernel M w 0 0.
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (INR (d M) <> 0) /\ (INR (m M) <> 0).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End NQM_CONV_1.

Module NQM_CONV_2.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_units : (0 < m M)%nat;
  some_inputs : (0 < d M)%nat;
  one_datum : D M = 1%nat;
  targets_zero : zero_targets M;
  below_edge : (kernel M w 0 0) * eta < 4 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  is_lim_seq (fun t => loss M (train M eta w t)) (0).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End NQM_CONV_2.

Module NQM_CONV_3.
Import Quadratic.
Record hypotheses (M : model) (c eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  one_datum : D M = 1%nat;
  targets_zero : zero_targets M;
  form_squares : squares_to M c;
  below_edge : (kernel M w 0 0) * eta < 4 }.
Definition statement : Prop := forall (M : model) (c eta : R) (w : weights), hypotheses M c eta w ->
  forall t, eta * (Sum (S t) (fun j => mean_square_output M (train M eta w j))) * ((zeta M) ^ 2) * c * (4 + ((-1) * (kernel M w 0 0) * eta)) <= kernel M w 0 0.
Definition nonvacuous : Prop := exists (M : model) (c eta : R) (w : weights), hypotheses M c eta w /\ 0 < loss M w.
End NQM_CONV_3.

Module NQM_CONV_4.
Import Quadratic.
Record hypotheses (M : model) (c eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  one_datum : D M = 1%nat;
  targets_zero : zero_targets M;
  form_squares : squares_to M c;
  below_edge : (kernel M w 0 0) * eta < 4 }.
Definition statement : Prop := forall (M : model) (c eta : R) (w : weights), hypotheses M c eta w ->
  is_lim_seq (fun t => loss M (train M eta w t)) (0).
Definition nonvacuous : Prop := exists (M : model) (c eta : R) (w : weights), hypotheses M c eta w /\ 0 < loss M w.
End NQM_CONV_4.
