(* TARGET-EDGE: η < η* = 8/(H₀ + √(H₀² + 16κy(y − f₀))): the loss stays below 2/(κη²) for ever.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require TwoLayer.
Open Scope R_scope.

Module TARGET_EDGE_1.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  gates_linear : linear_net N;
  radicand_nonnegative : ((kernel N w 0 0) ^ 2) + (16 * ((a_plus N) ^ 2) * ((s N) ^ 2) * (x2 N) * (y N 0%nat) * (((-1) * (output N w 0)) + (y N 0%nat))) >= 0;
  below_edge : eta * ((kernel N w 0 0) + (sqrt (((kernel N w 0 0) ^ 2) + (16 * ((a_plus N) ^ 2) * ((s N) ^ 2) * (x2 N) * (y N 0%nat) * (((-1) * (output N w 0)) + (y N 0%nat)))))) < 8 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, 2 * (loss N (train N eta w t)) * ((a_plus N) ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) < 4.
Definition defined : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  ((kernel N w 0 0) ^ 2) + (16 * ((a_plus N) ^ 2) * ((s N) ^ 2) * (x2 N) * (y N 0%nat) * (((-1) * (output N w 0)) + (y N 0%nat))) >= 0.
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End TARGET_EDGE_1.

Module TARGET_EDGE_2.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  gates_relu : relu_net N;
  radicand_nonnegative : ((kernel N w 0 0) ^ 2) + (16 * ((a_plus N) ^ 2) * ((s N) ^ 2) * (x2 N) * (y N 0%nat) * (((-1) * (output N w 0)) + (y N 0%nat))) >= 0;
  below_edge : eta * ((kernel N w 0 0) + (sqrt (((kernel N w 0 0) ^ 2) + (16 * ((a_plus N) ^ 2) * ((s N) ^ 2) * (x2 N) * (y N 0%nat) * (((-1) * (output N w 0)) + (y N 0%nat)))))) < 8 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, 2 * (loss N (train N eta w t)) * ((a_plus N) ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) < 4.
Definition defined : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  ((kernel N w 0 0) ^ 2) + (16 * ((a_plus N) ^ 2) * ((s N) ^ 2) * (x2 N) * (y N 0%nat) * (((-1) * (output N w 0)) + (y N 0%nat))) >= 0.
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End TARGET_EDGE_2.
