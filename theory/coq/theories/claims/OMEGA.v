(* OMEGA: D quadratic forms, C* = (ζ²/D) max_{|z|=1} ‖Σ z_aψ_a‖²: λmax(H) ≤ C*θ² and C* ≤ λmax(Ω); ηC*θ₀² ≤ 4 and y = 0: θ² never increases; below: Σ|f|²/D ≤ θ₀²/(η(4 − ηC*θ₀²)) and the loss tends to 0.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Quadratic.
Open Scope R_scope.

Module OMEGA_1.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  c_star M <= omega_top M.
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End OMEGA_1.

Module OMEGA_2.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  top_kernel M w <= (c_star M) * (weight_norm M w).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End OMEGA_2.

Module OMEGA_3.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat;
  targets_zero : zero_targets M;
  up_to_edge : (c_star M) * eta * (weight_norm M w) <= 4 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, weight_norm M (train M eta w (S t)) <= weight_norm M (train M eta w t).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End OMEGA_3.

Module OMEGA_4.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat;
  targets_zero : zero_targets M;
  below_edge : (c_star M) * eta * (weight_norm M w) < 4 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, Sum (S t) (fun j => mean_square_output M (train M eta w j)) <= (weight_norm M w) / (eta * (4 + ((-1) * (c_star M) * eta * (weight_norm M w)))).
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (eta <> 0) /\ (4 + ((-1) * (c_star M) * eta * (weight_norm M w)) <> 0).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End OMEGA_4.

Module OMEGA_5.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat;
  targets_zero : zero_targets M;
  below_edge : (c_star M) * eta * (weight_norm M w) < 4 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  is_lim_seq (fun t => loss M (train M eta w t)) (0).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End OMEGA_5.
