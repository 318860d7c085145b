(* ZQ-3: With u = (‖x‖²/(md))η²(g−y)², w = (‖x‖²/(md))η²(g−y)y, v = ηλ: u′ = (1−v+u+w)²u, v′ = v − u(4−v) − 4w.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Neural.
Open Scope R_scope.

Module ZQ_3_1.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_units : (0 < m M)%nat;
  some_inputs : (0 < d M)%nat;
  one_datum : D M = 1%nat }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, ((eta ^ 2) * ((residual M (train M eta w (S t)) 0) ^ 2) * (x2 M) / ((INR (d M)) * (INR (m M))) = (eta ^ 2) * ((residual M (train M eta w t) 0) ^ 2) * (x2 M) * ((1 + ((-1) * (kernel M (train M eta w t) 0 0) * eta) + ((eta ^ 2) * ((residual M (train M eta w t) 0) ^ 2) * (x2 M) / ((INR (d M)) * (INR (m M)))) + ((eta ^ 2) * (residual M (train M eta w t) 0) * (x2 M) * (y M 0%nat) / ((INR (d M)) * (INR (m M))))) ^ 2) / ((INR (d M)) * (INR (m M)))) /\ ((kernel M (train M eta w (S t)) 0 0) * eta = ((kernel M (train M eta w t) 0 0) * eta) + ((-4) * (eta ^ 2) * (residual M (train M eta w t) 0) * (x2 M) * (y M 0%nat) / ((INR (d M)) * (INR (m M)))) + ((-1) * (eta ^ 2) * ((residual M (train M eta w t) 0) ^ 2) * (x2 M) * (4 + ((-1) * (kernel M (train M eta w t) 0 0) * eta)) / ((INR (d M)) * (INR (m M))))).
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (INR (d M) <> 0) /\ (INR (m M) <> 0).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End ZQ_3_1.
