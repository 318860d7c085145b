(* SLOPE-LIMIT: Linear net, one datum, y = 0, Huber's loss or log cosh, ηB√κ < √2: the loss tends to 0 from every initialisation.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums WeightSpace UpdateRules Losses.
From Catapult Require Trained TwoLayer.
Open Scope R_scope.

Module SLOPE_LIMIT_1.
Import TwoLayer.
Definition state (delta : R) (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (gradient_descent (constant_rate eta)) (huber delta) (Trained.full (trained N)) w t).
Record hypotheses (delta : R) (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  targets_zero : zero_targets N;
  gates_linear : linear_net N;
  delta_positive : 0 < delta;
  below_edge : ((a_plus N) ^ 2) * (delta ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) < 2 }.
Definition statement : Prop := forall (delta : R) (N : net) (eta : R) (w : weights), hypotheses delta N eta w ->
  is_lim_seq (fun t => Trained.total_loss (trained N) (huber delta) (weights_of (state delta N eta w t))) (0).
Definition nonvacuous : Prop := exists (delta : R) (N : net) (eta : R) (w : weights), hypotheses delta N eta w /\ 0 < loss N w.
End SLOPE_LIMIT_1.

Module SLOPE_LIMIT_2.
Import TwoLayer.
Definition state (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (gradient_descent (constant_rate eta)) log_cosh (Trained.full (trained N)) w t).
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  targets_zero : zero_targets N;
  gates_linear : linear_net N;
  below_edge : ((a_plus N) ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) < 2 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  is_lim_seq (fun t => Trained.total_loss (trained N) log_cosh (weights_of (state N eta w t))) (0).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End SLOPE_LIMIT_2.
