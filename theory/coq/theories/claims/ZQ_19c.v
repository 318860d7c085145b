(* ZQ-19c: Σ³ = ‖x‖²Σ is what the net has, and what the (corrected) maps of Proposition 10 need.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Listed Quadratic TwoLayer.
Open Scope R_scope.

Module ZQ_19c_1.
Import Listed.
Record hypotheses (N : TwoLayer.net) (eta : R) (w : Quadratic.weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  net_plain : plain_net N;
  targets_zero : TwoLayer.zero_targets N }.
Definition statement : Prop := forall (N : TwoLayer.net) (eta : R) (w : Quadratic.weights), hypotheses N eta w ->
  forall t, (Quadratic.kernel (form N) (Quadratic.train (form N) eta w (S t)) 0 0 = (Quadratic.kernel (form N) (Quadratic.train (form N) eta w t) 0 0) + ((-1) * eta * ((Quadratic.output (form N) (Quadratic.train (form N) eta w t) 0) ^ 2) * ((TwoLayer.s N) ^ 2) * (TwoLayer.x2 N) * (4 + ((-1) * (Quadratic.kernel (form N) (Quadratic.train (form N) eta w t) 0 0) * eta)))) /\ (Quadratic.output (form N) (Quadratic.train (form N) eta w (S t)) 0 = (Quadratic.output (form N) (Quadratic.train (form N) eta w t) 0) * (1 + ((-1) * (Quadratic.kernel (form N) (Quadratic.train (form N) eta w t) 0 0) * eta) + ((eta ^ 2) * ((Quadratic.output (form N) (Quadratic.train (form N) eta w t) 0) ^ 2) * ((TwoLayer.s N) ^ 2) * (TwoLayer.x2 N)))).
Definition nonvacuous : Prop := exists (N : TwoLayer.net) (eta : R) (w : Quadratic.weights), hypotheses N eta w /\ 0 < Quadratic.loss (form N) w.
End ZQ_19c_1.
