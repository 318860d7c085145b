(* TARGET-FORM: Linear net: R′ = R(R² − 3 − e), e′ = e(1 + RF), and v² − 4F² is multiplied by (1 − R²)².
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require TwoLayer.
Open Scope R_scope.

Module TARGET_FORM_1.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  gates_linear : linear_net N }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, ((((kernel N (train N eta w (S t)) 0 0) ^ 2) * (eta ^ 2)) + ((-4) * ((a_plus N) ^ 2) * (eta ^ 2) * ((output N (train N eta w (S t)) 0) ^ 2) * ((s N) ^ 2) * (x2 N)) = ((((kernel N (train N eta w t) 0 0) ^ 2) * (eta ^ 2)) + ((-4) * ((a_plus N) ^ 2) * (eta ^ 2) * ((output N (train N eta w t) 0) ^ 2) * ((s N) ^ 2) * (x2 N))) * ((1 + ((-1) * ((a_plus N) ^ 2) * (eta ^ 2) * ((residual N (train N eta w t) 0) ^ 2) * ((s N) ^ 2) * (x2 N))) ^ 2)) /\ ((-4) + ((kernel N (train N eta w (S t)) 0 0) * eta) + ((-1) * ((a_plus N) ^ 2) * (eta ^ 2) * (residual N (train N eta w (S t)) 0) * ((s N) ^ 2) * (x2 N) * (y N 0%nat)) = (1 + (((a_plus N) ^ 2) * (eta ^ 2) * (output N (train N eta w t) 0) * (residual N (train N eta w t) 0) * ((s N) ^ 2) * (x2 N))) * ((-4) + ((kernel N (train N eta w t) 0 0) * eta) + ((-1) * ((a_plus N) ^ 2) * (eta ^ 2) * (residual N (train N eta w t) 0) * ((s N) ^ 2) * (x2 N) * (y N 0%nat)))) /\ (residual N (train N eta w (S t)) 0 = (residual N (train N eta w t) 0) * (1 + ((-1) * (kernel N (train N eta w t) 0 0) * eta) + (((a_plus N) ^ 2) * (eta ^ 2) * ((residual N (train N eta w t) 0) ^ 2) * ((s N) ^ 2) * (x2 N)) + (((a_plus N) ^ 2) * (eta ^ 2) * (residual N (train N eta w t) 0) * ((s N) ^ 2) * (x2 N) * (y N 0%nat)))).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End TARGET_FORM_1.
