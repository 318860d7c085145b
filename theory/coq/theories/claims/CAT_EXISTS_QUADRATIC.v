(* CAT-EXISTS-QUADRATIC: Pure quadratic model, any ψ: 0 < |f₀| and η²ζ‖ψ‖ |f₀| H₀/2 < ηH₀ − 2 imply that the loss grows.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Quadratic.
Open Scope R_scope.

Module CAT_EXISTS_QUADRATIC_1.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  one_datum : D M = 1%nat;
  targets_zero : zero_targets M;
  f_nonzero : output M w 0 <> 0;
  output_small : (1 / 2) * (kernel M w 0 0) * (eta ^ 2) * (sqrt (psi2_top M)) * (Rabs (output M w 0)) * (Rabs (zeta M)) < (-2) + ((kernel M w 0 0) * eta) }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  Rabs (output M (train M eta w 1) 0) > Rabs (output M w 0).
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  psi2_top M >= 0.
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End CAT_EXISTS_QUADRATIC_1.
