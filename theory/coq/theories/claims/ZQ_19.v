(* ZQ-19: The two-layer linear net f = m^{-1/2}vᵀUx is a special case of the quadratic model, γ = 1/√m, Σ = [[0, I_m⊗x],[I_m⊗xᵀ, 0]].
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require Listed Quadratic TwoLayer.
Open Scope R_scope.

Module ZQ_19_1.
Import Listed.
Record hypotheses (N : TwoLayer.net) (eta : R) (w : Quadratic.weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  net_plain : plain_net N }.
Definition statement : Prop := forall (N : TwoLayer.net) (eta : R) (w : Quadratic.weights), hypotheses N eta w ->
  forall t, (Quadratic.kernel (form N) (Quadratic.train (form N) eta w (S t)) 0 0 = TwoLayer.kernel N (as_net N (Quadratic.train (form N) eta w (S t))) 0 0) /\ (Quadratic.output (form N) (Quadratic.train (form N) eta w (S t)) 0 = TwoLayer.output N (as_net N (Quadratic.train (form N) eta w (S t))) 0).
Definition nonvacuous : Prop := exists (N : TwoLayer.net) (eta : R) (w : Quadratic.weights), hypotheses N eta w /\ 0 < Quadratic.loss (form N) w.
End ZQ_19_1.

Module ZQ_19_2.
Import Listed.
Record hypotheses (N : TwoLayer.net) (eta : R) (w : Quadratic.weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  net_plain : plain_net N }.
Definition statement : Prop := forall (N : TwoLayer.net) (eta : R) (w : Quadratic.weights), hypotheses N eta w ->
  (Quadratic.kernel (form N) w 0 0 = TwoLayer.kernel N (as_net N w) 0 0) /\ (Quadratic.output (form N) w 0 = TwoLayer.output N (as_net N w) 0).
Definition nonvacuous : Prop := exists (N : TwoLayer.net) (eta : R) (w : Quadratic.weights), hypotheses N eta w /\ 0 < Quadratic.loss (form N) w.
End ZQ_19_2.
