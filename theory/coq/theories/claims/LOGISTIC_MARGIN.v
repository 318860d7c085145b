(* LOGISTIC-MARGIN: Linear net, one datum of class y = ±1, logistic loss, η√κ ≤ 2: the margin yf never decreases.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums WeightSpace UpdateRules Losses.
From Catapult Require Trained TwoLayer.
Open Scope R_scope.

Module LOGISTIC_MARGIN_1.
Import TwoLayer.
Definition state (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (gradient_descent (constant_rate eta)) logistic (Trained.full (trained N)) w t).
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  gates_linear : linear_net N;
  target_allowed : y N 0%nat ^ 2 = 1;
  up_to_edge : ((a_plus N) ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) <= 4 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, (output N (weights_of (state N eta w (S t))) 0) * (y N 0%nat) >= (output N (weights_of (state N eta w t)) 0) * (y N 0%nat).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End LOGISTIC_MARGIN_1.
