(* TARGET-FLOOR: Linear net: while 0 < |R| < ρ, ρ = ((2 + |Y|) − √(Y² − 4|Y| + 12))/2, the residual grows: such a target is only hit exactly.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require TwoLayer.
Open Scope R_scope.

Module TARGET_FLOOR_1.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  gates_linear : linear_net N }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, ((eta * (s N) * (sqrt (x2 N)) * (Rabs (residual N (train N eta w t) 0)) * (sqrt (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2))) < 1 + ((1 / 2) * eta * (s N) * (sqrt (x2 N)) * (Rabs (y N 0%nat)) * (sqrt (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)))) + ((-1 / 2) * (sqrt (12 + ((-4) * eta * (s N) * (sqrt (x2 N)) * (Rabs (y N 0%nat)) * (sqrt (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)))) + ((eta ^ 2) * ((s N) ^ 2) * (x2 N) * ((y N 0%nat) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2))))))) /\ (residual N (train N eta w t) 0 <> 0)) -> (Rabs (residual N (train N eta w (S t)) 0) > Rabs (residual N (train N eta w t) 0)).
Definition defined : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  (x2 N >= 0) /\ (12 + ((-4) * eta * (s N) * (sqrt (x2 N)) * (Rabs (y N 0%nat)) * (sqrt (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)))) + ((eta ^ 2) * ((s N) ^ 2) * (x2 N) * ((y N 0%nat) ^ 2) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2))) >= 0).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End TARGET_FLOOR_1.
