(* ZQ-2: λ(t+1) = λ − η(‖x‖²/(md))(g−y)²(4 g/(g−y) − ηλ).
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Neural.
Open Scope R_scope.

Module ZQ_2_1.
Import Neural.
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  some_units : (0 < m M)%nat;
  some_inputs : (0 < d M)%nat;
  one_datum : D M = 1%nat;
  r_nonzero : residual M w 0 <> 0 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  kernel M (train M eta w 1) 0 0 = (kernel M w 0 0) + ((-1) * eta * ((residual M w 0) ^ 2) * (x2 M) * (((-1) * (kernel M w 0 0) * eta) + (4 * (output M w 0) / (residual M w 0))) / ((INR (d M)) * (INR (m M)))).
Definition defined : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  (INR (d M) <> 0) /\ (INR (m M) <> 0) /\ (residual M w 0 <> 0).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End ZQ_2_1.
