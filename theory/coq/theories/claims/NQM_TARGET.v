(* NQM-TARGET: NQM with a target, |Y| < 2, e₀ < 0: e stays negative, the loss below 2/(κη²).
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Neural.
Open Scope R_scope.

Module NQM_TARGET_1.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_units : (0 < m M)%nat;
  some_inputs : (0 < d M)%nat;
  one_datum : D M = 1%nat;
  target_small : (eta ^ 2) * (x2 M) * ((y M 0%nat) ^ 2) / ((INR (d M)) * (INR (m M))) < 4;
  below_edge : (kernel M w 0 0) * eta < 4 + ((eta ^ 2) * (residual M w 0) * (x2 M) * (y M 0%nat) / ((INR (d M)) * (INR (m M)))) }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, (kernel M (train M eta w (S t)) 0 0) * eta < 4 + ((eta ^ 2) * (residual M (train M eta w (S t)) 0) * (x2 M) * (y M 0%nat) / ((INR (d M)) * (INR (m M)))).
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (INR (d M) <> 0) /\ (INR (m M) <> 0).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End NQM_TARGET_1.

Module NQM_TARGET_2.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_units : (0 < m M)%nat;
  some_inputs : (0 < d M)%nat;
  one_datum : D M = 1%nat;
  target_small : (eta ^ 2) * (x2 M) * ((y M 0%nat) ^ 2) / ((INR (d M)) * (INR (m M))) < 4;
  below_edge : (kernel M w 0 0) * eta < 4 + ((eta ^ 2) * (residual M w 0) * (x2 M) * (y M 0%nat) / ((INR (d M)) * (INR (m M)))) }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, (eta ^ 2) * ((residual M (train M eta w t) 0) ^ 2) * (x2 M) / ((INR (d M)) * (INR (m M))) < 4.
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (INR (d M) <> 0) /\ (INR (m M) <> 0).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End NQM_TARGET_2.
