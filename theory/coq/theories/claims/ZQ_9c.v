(* ZQ-9c: u(0) ≤ C_u/m gives |w(0)| ≤ √C_u C/m, with C = η‖x‖|y|/√d.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Neural.
Open Scope R_scope.

Module ZQ_9c_1.
Import Neural.
Record hypotheses (cu : R) (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_units : (0 < m M)%nat;
  some_inputs : (0 < d M)%nat;
  one_datum : D M = 1%nat;
  bound_nonnegative : 0 <= cu;
  up_to_edge : (eta ^ 2) * ((residual M w 0) ^ 2) * (x2 M) / (INR (d M)) <= cu }.
Definition statement : Prop := forall (cu : R) (M : model) (eta : R) (w : weights), hypotheses cu M eta w ->
  (eta ^ 2) * (x2 M) * (Rabs ((residual M w 0) * (y M 0%nat))) / ((INR (d M)) * (INR (m M))) <= (sqrt cu) * eta * (sqrt (x2 M)) * (Rabs (y M 0%nat)) / ((sqrt (INR (d M))) * (INR (m M))).
Definition defined : Prop := forall (cu : R) (M : model) (eta : R) (w : weights), hypotheses cu M eta w ->
  (INR (d M) <> 0) /\ (INR (m M) <> 0) /\ (cu >= 0) /\ (x2 M >= 0) /\ (INR (d M) >= 0).
Definition nonvacuous : Prop := exists (cu : R) (M : model) (eta : R) (w : weights), hypotheses cu M eta w /\ 0 < loss M w.
End ZQ_9c_1.
