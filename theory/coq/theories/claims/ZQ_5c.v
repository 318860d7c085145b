(* ZQ-5c: 2 < ηλ₀ ≤ 4, g₀ ≠ y: the loss rises to at least md(ηλ₀−2)²/(32η²‖x‖²) − y². If κη²y² < 1 and ηλ₀ < 4 + κη²y(g₀−y), it then tends to 0, or to y²/2 with g to 0.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Neural.
Open Scope R_scope.

Module ZQ_5c_1.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_units : (0 < m M)%nat;
  some_inputs : (0 < d M)%nat;
  one_datum : D M = 1%nat;
  above_edge : (kernel M w 0 0) * eta > 2;
  up_to_edge : (kernel M w 0 0) * eta <= 4;
  r_nonzero : residual M w 0 <> 0 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  exists t, 32 * (eta ^ 2) * (x2 M) * ((loss M (train M eta w t)) + ((y M 0%nat) ^ 2)) / ((INR (d M)) * (INR (m M))) >= ((-2) + ((kernel M w 0 0) * eta)) ^ 2.
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (INR (d M) <> 0) /\ (INR (m M) <> 0) /\ ((eta ^ 2 <> 0) /\ (x2 M <> 0)).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End ZQ_5c_1.

Module ZQ_5c_2.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_units : (0 < m M)%nat;
  some_inputs : (0 < d M)%nat;
  one_datum : D M = 1%nat;
  target_small : (eta ^ 2) * (x2 M) * ((y M 0%nat) ^ 2) / ((INR (d M)) * (INR (m M))) < 1;
  below_edge : (kernel M w 0 0) * eta < 4 + ((eta ^ 2) * (residual M w 0) * (x2 M) * (y M 0%nat) / ((INR (d M)) * (INR (m M)))) }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (is_lim_seq (fun t => loss M (train M eta w t)) (0)) \/ (is_lim_seq (fun t => output M (train M eta w t) 0) (0)).
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (INR (d M) <> 0) /\ (INR (m M) <> 0).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End ZQ_5c_2.
