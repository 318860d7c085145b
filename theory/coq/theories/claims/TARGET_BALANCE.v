(* TARGET-BALANCE: Linear net, |Y| < 2, e₀ < 0: the output tends to the target, or the layers balance, H² − 4κf² → 0.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require TwoLayer.
Open Scope R_scope.

Module TARGET_BALANCE_1.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  gates_linear : linear_net N;
  target_small : ((a_plus N) ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) * ((y N 0%nat) ^ 2) < 4;
  below_edge : (kernel N w 0 0) * eta < 4 + (((a_plus N) ^ 2) * (eta ^ 2) * (residual N w 0) * ((s N) ^ 2) * (x2 N) * (y N 0%nat)) }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  (is_lim_seq (fun t => kernel N (train N eta w t) 0 0 ^ 2 - 4 * (a_plus N ^ 2 * s N ^ 2 * x2 N) * output N (train N eta w t) 0 ^ 2) (0)) \/ (is_lim_seq (fun t => loss N (train N eta w t)) (0)).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End TARGET_BALANCE_1.
