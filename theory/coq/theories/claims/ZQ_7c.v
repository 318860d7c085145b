(* ZQ-7c: y = 0, η > 4/λ₀: R_λ ≤ 0, λ never decreases; unless g hits 0 exactly, loss and weight norm are unbounded.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Neural.
Open Scope R_scope.

Module ZQ_7c_1.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_units : (0 < m M)%nat;
  some_inputs : (0 < d M)%nat;
  one_datum : D M = 1%nat;
  targets_zero : zero_targets M;
  above_edge : (kernel M w 0 0) * eta > 4 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, (kernel M (train M eta w t) 0 0) + ((-1) * (kernel M (train M eta w (S t)) 0 0)) <= 0.
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End ZQ_7c_1.

Module ZQ_7c_2.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_units : (0 < m M)%nat;
  some_inputs : (0 < d M)%nat;
  one_datum : D M = 1%nat;
  targets_zero : zero_targets M;
  above_edge : (kernel M w 0 0) * eta > 4 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  ((forall bound, exists t, bound < (loss M (train M eta w t))) /\ (forall bound, exists t, bound < (weight_norm M (train M eta w t)))) \/ (exists t, output M (train M eta w t) 0 = 0).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End ZQ_7c_2.
