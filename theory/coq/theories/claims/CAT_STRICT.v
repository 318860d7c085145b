(* CAT-STRICT: y = 0: the weight norm falls strictly at a step if and only if f ≠ 0 and ηH < 4.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Quadratic TwoLayer.
Open Scope R_scope.

Module CAT_STRICT_1.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  targets_zero : zero_targets N }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, (weight_norm N (train N eta w (S t)) < weight_norm N (train N eta w t)) <-> (((kernel N (train N eta w t) 0 0) * eta < 4) /\ (output N (train N eta w t) 0 <> 0)).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End CAT_STRICT_1.

Module CAT_STRICT_2.
Import Quadratic.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  one_datum : D M = 1%nat;
  targets_zero : zero_targets M }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, (weight_norm M (train M eta w (S t)) < weight_norm M (train M eta w t)) <-> (((kernel M (train M eta w t) 0 0) * eta < 4) /\ (output M (train M eta w t) 0 <> 0)).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End CAT_STRICT_2.
