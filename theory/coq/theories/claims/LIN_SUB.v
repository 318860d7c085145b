(* LIN-SUB: Linear net: η ≤ 2/H₀ implies that the loss never increases.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require TwoLayer.
Open Scope R_scope.

Module LIN_SUB_1.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  targets_zero : zero_targets N;
  gates_linear : linear_net N;
  up_to_edge : (kernel N w 0 0) * eta <= 2 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, Rabs (output N (train N eta w (S t)) 0) <= Rabs (output N (train N eta w t) 0).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End LIN_SUB_1.
