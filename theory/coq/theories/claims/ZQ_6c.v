(* ZQ-6c: y = 0, ηλ₀ < 4: unless g hits 0 exactly, λ tends to a limit below 2/η.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Neural.
Open Scope R_scope.

Module ZQ_6c_1.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_units : (0 < m M)%nat;
  some_inputs : (0 < d M)%nat;
  one_datum : D M = 1%nat;
  targets_zero : zero_targets M;
  below_edge : (kernel M w 0 0) * eta < 4 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (exists limit : R, is_lim_seq (fun t => kernel M (train M eta w t) 0 0) limit /\ limit * eta < 2) \/ (exists t, output M (train M eta w t) 0 = 0).
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  eta <> 0.
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End ZQ_6c_1.
