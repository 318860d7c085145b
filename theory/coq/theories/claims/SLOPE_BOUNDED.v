(* SLOPE-BOUNDED: Linear net, one datum, any target, Huber's loss or log cosh, ηB√κ ≤ √2: |f| ≤ max(|f₀|, 6|y| + ηBH₀) for ever.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums WeightSpace UpdateRules Losses.
From Catapult Require Trained TwoLayer.
Open Scope R_scope.

Module SLOPE_BOUNDED_1.
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
  forall t, Rabs (output N (weights_of (state delta N eta w t)) 0) <= Rmax (((kernel N w 0 0) * delta * eta) + (6 * (Rabs (y N 0%nat)))) (Rabs (output N w 0)).
Definition nonvacuous : Prop := exists (delta : R) (N : net) (eta : R) (w : weights), hypotheses delta N eta w /\ 0 < loss N w.
End SLOPE_BOUNDED_1.

Module SLOPE_BOUNDED_2.
Import TwoLayer.
Definition state (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (gradient_descent (constant_rate eta)) log_cosh (Trained.full (trained N)) w t).
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  gates_linear : linear_net N;
  up_to_edge : ((a_plus N) ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) <= 2 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, Rabs (output N (weights_of (state N eta w t)) 0) <= Rmax (((kernel N w 0 0) * eta) + (6 * (Rabs (y N 0%nat)))) (Rabs (output N w 0)).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End SLOPE_BOUNDED_2.
