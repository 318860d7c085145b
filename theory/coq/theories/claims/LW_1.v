(* LW-1: f = n^(-1/2) v·u (x = 1, y = 0): f′ = (1 − ηλ + η²f²/n) f, λ′ = λ + (ηf²/n)(ηλ − 4), exactly.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require TwoLayer.
Open Scope R_scope.

Module LW_1_1.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  targets_zero : zero_targets N;
  gates_linear : linear_net N;
  slope_one : a_plus N = 1;
  input_one : x2 N = 1;
  scale_standard : s N = / sqrt (INR (n N));
  some_units : (0 < n N)%nat }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, (kernel N (train N eta w (S t)) 0 0 = (kernel N (train N eta w t) 0 0) + (eta * ((output N (train N eta w t) 0) ^ 2) * ((-4) + ((kernel N (train N eta w t) 0 0) * eta)) / (INR (n N)))) /\ (output N (train N eta w (S t)) 0 = (output N (train N eta w t) 0) * (1 + ((-1) * (kernel N (train N eta w t) 0 0) * eta) + ((eta ^ 2) * ((output N (train N eta w t) 0) ^ 2) / (INR (n N))))).
Definition defined : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  INR (n N) <> 0.
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End LW_1_1.
