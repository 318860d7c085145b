(* SLOPE-BALANCE: Linear net, one datum, any target, |ℓ′| ≤ B, ηB√κ ≤ √2: the balance H² − 4κf² never increases.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums WeightSpace UpdateRules Losses.
From Catapult Require Trained TwoLayer.
Open Scope R_scope.

Module SLOPE_BALANCE_1.
Import TwoLayer.
Definition state (delta : R) (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (gradient_descent (constant_rate eta)) (huber delta) (Trained.full (trained N)) w t).
Record hypotheses (delta : R) (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  gates_linear : linear_net N;
  delta_positive : 0 < delta;
  up_to_edge : ((a_plus N) ^ 2) * (delta ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) <= 2 }.
Definition statement : Prop := forall (delta : R) (N : net) (eta : R) (w : weights), hypotheses delta N eta w ->
  forall t, ((kernel N (weights_of (state delta N eta w (S t))) 0 0) ^ 2) + (4 * ((a_plus N) ^ 2) * ((output N (weights_of (state delta N eta w t)) 0) ^ 2) * ((s N) ^ 2) * (x2 N)) <= ((kernel N (weights_of (state delta N eta w t)) 0 0) ^ 2) + (4 * ((a_plus N) ^ 2) * ((output N (weights_of (state delta N eta w (S t))) 0) ^ 2) * ((s N) ^ 2) * (x2 N)).
Definition nonvacuous : Prop := exists (delta : R) (N : net) (eta : R) (w : weights), hypotheses delta N eta w /\ 0 < loss N w.
End SLOPE_BALANCE_1.

Module SLOPE_BALANCE_2.
Import TwoLayer.
Definition state (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (gradient_descent (constant_rate eta)) log_cosh (Trained.full (trained N)) w t).
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  gates_linear : linear_net N;
  up_to_edge : ((a_plus N) ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) <= 2 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, ((kernel N (weights_of (state N eta w (S t))) 0 0) ^ 2) + (4 * ((a_plus N) ^ 2) * ((output N (weights_of (state N eta w t)) 0) ^ 2) * ((s N) ^ 2) * (x2 N)) <= ((kernel N (weights_of (state N eta w t)) 0 0) ^ 2) + (4 * ((a_plus N) ^ 2) * ((output N (weights_of (state N eta w (S t))) 0) ^ 2) * ((s N) ^ 2) * (x2 N)).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End SLOPE_BALANCE_2.

Module SLOPE_BALANCE_3.
Import TwoLayer.
Definition state (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (gradient_descent (constant_rate eta)) logistic (Trained.full (trained N)) w t).
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  gates_linear : linear_net N;
  target_allowed : y N 0%nat ^ 2 = 1;
  up_to_edge : ((a_plus N) ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) <= 2 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, ((kernel N (weights_of (state N eta w (S t))) 0 0) ^ 2) + (4 * ((a_plus N) ^ 2) * ((output N (weights_of (state N eta w t)) 0) ^ 2) * ((s N) ^ 2) * (x2 N)) <= ((kernel N (weights_of (state N eta w t)) 0 0) ^ 2) + (4 * ((a_plus N) ^ 2) * ((output N (weights_of (state N eta w (S t))) 0) ^ 2) * ((s N) ^ 2) * (x2 N)).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End SLOPE_BALANCE_3.
