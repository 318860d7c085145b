(* TARGET-GROW: Linear net: the kernel grows at a step if and only if r ≠ 0 and 4 + 4y/r < ηλ.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require TwoLayer.
Open Scope R_scope.

Module TARGET_GROW_1.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  gates_linear : linear_net N;
  x2_positive : x2 N > 0;
  a_plus_nonzero : a_plus N <> 0 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, (kernel N (train N eta w (S t)) 0 0 > kernel N (train N eta w t) 0 0) <-> ((4 * (output N (train N eta w t) 0) * (residual N (train N eta w t) 0) < (kernel N (train N eta w t) 0 0) * eta * ((residual N (train N eta w t) 0) ^ 2)) /\ (residual N (train N eta w t) 0 <> 0)).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End TARGET_GROW_1.
