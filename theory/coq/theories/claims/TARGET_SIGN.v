(* TARGET-SIGN: Linear and ReLU nets, |Y| < 2, e₀ < 0: for all t, e < 0, |R| < 2 and ηH < 4 + 2|Y|.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums.
From Catapult Require TwoLayer.
Open Scope R_scope.

Module TARGET_SIGN_1.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  gates_linear : linear_net N;
  target_small : ((a_plus N) ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) * ((y N 0%nat) ^ 2) < 4;
  below_edge : (kernel N w 0 0) * eta < 4 + (((a_plus N) ^ 2) * (eta ^ 2) * (residual N w 0) * ((s N) ^ 2) * (x2 N) * (y N 0%nat)) }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, (kernel N (train N eta w (S t)) 0 0) * eta < 4 + (((a_plus N) ^ 2) * (eta ^ 2) * (residual N (train N eta w (S t)) 0) * ((s N) ^ 2) * (x2 N) * (y N 0%nat)).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End TARGET_SIGN_1.

Module TARGET_SIGN_2.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  gates_linear : linear_net N;
  target_small : ((a_plus N) ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) * ((y N 0%nat) ^ 2) < 4;
  below_edge : (kernel N w 0 0) * eta < 4 + (((a_plus N) ^ 2) * (eta ^ 2) * (residual N w 0) * ((s N) ^ 2) * (x2 N) * (y N 0%nat)) }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, ((a_plus N) ^ 2) * (eta ^ 2) * ((residual N (train N eta w t) 0) ^ 2) * ((s N) ^ 2) * (x2 N) < 4.
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End TARGET_SIGN_2.

Module TARGET_SIGN_3.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  gates_linear : linear_net N;
  target_small : ((a_plus N) ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) * ((y N 0%nat) ^ 2) < 4;
  below_edge : (kernel N w 0 0) * eta < 4 + (((a_plus N) ^ 2) * (eta ^ 2) * (residual N w 0) * ((s N) ^ 2) * (x2 N) * (y N 0%nat)) }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, (kernel N (train N eta w t) 0 0) * eta < 4 + (2 * eta * (s N) * (sqrt (x2 N)) * (Rabs (y N 0%nat)) * (sqrt (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)))).
Definition defined : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  x2 N >= 0.
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End TARGET_SIGN_3.

Module TARGET_SIGN_4.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  gates_relu : relu_net N;
  target_small : ((a_plus N) ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) * ((y N 0%nat) ^ 2) < 4;
  below_edge : (kernel N w 0 0) * eta < 4 + (((a_plus N) ^ 2) * (eta ^ 2) * (residual N w 0) * ((s N) ^ 2) * (x2 N) * (y N 0%nat)) }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, (kernel N (train N eta w (S t)) 0 0) * eta < 4 + (((a_plus N) ^ 2) * (eta ^ 2) * (residual N (train N eta w (S t)) 0) * ((s N) ^ 2) * (x2 N) * (y N 0%nat)).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End TARGET_SIGN_4.

Module TARGET_SIGN_5.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  gates_relu : relu_net N;
  target_small : ((a_plus N) ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) * ((y N 0%nat) ^ 2) < 4;
  below_edge : (kernel N w 0 0) * eta < 4 + (((a_plus N) ^ 2) * (eta ^ 2) * (residual N w 0) * ((s N) ^ 2) * (x2 N) * (y N 0%nat)) }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, ((a_plus N) ^ 2) * (eta ^ 2) * ((residual N (train N eta w t) 0) ^ 2) * ((s N) ^ 2) * (x2 N) < 4.
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End TARGET_SIGN_5.

Module TARGET_SIGN_6.
Import TwoLayer.
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  gates_relu : relu_net N;
  target_small : ((a_plus N) ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) * ((y N 0%nat) ^ 2) < 4;
  below_edge : (kernel N w 0 0) * eta < 4 + (((a_plus N) ^ 2) * (eta ^ 2) * (residual N w 0) * ((s N) ^ 2) * (x2 N) * (y N 0%nat)) }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, (kernel N (train N eta w t) 0 0) * eta < 4 + (2 * eta * (s N) * (sqrt (x2 N)) * (Rabs (y N 0%nat)) * (sqrt (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)))).
Definition defined : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  x2 N >= 0.
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End TARGET_SIGN_6.
