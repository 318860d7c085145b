(* ZQ-4c: y = 0, 2 < ηλ₀ < 4: the kernel never increases, and the loss first grows if (‖x‖²/(md))η²g₀² < ηλ₀ − 2 and g₀ ≠ 0.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Neural.
Open Scope R_scope.

Module ZQ_4c_1.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_units : (0 < m M)%nat;
  some_inputs : (0 < d M)%nat;
  one_datum : D M = 1%nat;
  targets_zero : zero_targets M;
  above_edge : (kernel M w 0 0) * eta > 2;
  below_edge : (kernel M w 0 0) * eta < 4 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, kernel M (train M eta w (S t)) 0 0 <= kernel M (train M eta w t) 0 0.
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End ZQ_4c_1.

Module ZQ_4c_2.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_units : (0 < m M)%nat;
  some_inputs : (0 < d M)%nat;
  one_datum : D M = 1%nat;
  targets_zero : zero_targets M;
  below_edge : (kernel M w 0 0) * eta < 4;
  f_nonzero : output M w 0 <> 0;
  output_small : (eta ^ 2) * ((output M w 0) ^ 2) * (x2 M) / ((INR (d M)) * (INR (m M))) < (-2) + ((kernel M w 0 0) * eta) }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  loss M (train M eta w 1) > loss M w.
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (INR (d M) <> 0) /\ (INR (m M) <> 0).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End ZQ_4c_2.
