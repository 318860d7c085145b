(* BATCH-LOSS: As in BATCH-LIMIT, every datum counted with weight at least p every M steps or oftener: the loss tends to 0.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums WeightSpace UpdateRules Losses.
From Catapult Require Trained TwoLayer.
Open Scope R_scope.

Module BATCH_LOSS_1.
Import TwoLayer.
Definition state (b : nat -> nat -> R) (x2_top : R) (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (gradient_descent (constant_rate eta)) squared b w t).
Record hypotheses (b : nat -> nat -> R) (x2_top : R) (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  inputs_bounded : forall a, (a < D N)%nat -> Sum (d N) (fun k => X N a k ^ 2) <= x2_top;
  batch_nonnegative : forall t a, (a < D N)%nat -> 0 <= b t a;
  batch_whole : forall t, Sum (D N) (b t) = 1;
  batch_recurring : exists (M : nat) (p : R), 0 < p /\ forall t a, (a < D N)%nat -> exists j, (j < M)%nat /\ p <= b (t + j)%nat a;
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2);
  below_edge : eta * ((s N) ^ 2) * (weight_norm N w) * x2_top * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) < 4 }.
Definition statement : Prop := forall (b : nat -> nat -> R) (x2_top : R) (N : net) (eta : R) (w : weights), hypotheses b x2_top N eta w ->
  is_lim_seq (fun t => loss N (weights_of (state b x2_top N eta w t))) (0).
Definition nonvacuous : Prop := exists (b : nat -> nat -> R) (x2_top : R) (N : net) (eta : R) (w : weights), hypotheses b x2_top N eta w /\ 0 < loss N w.
End BATCH_LOSS_1.
