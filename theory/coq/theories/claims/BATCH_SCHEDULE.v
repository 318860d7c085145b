(* BATCH-SCHEDULE: As in BATCH-MONO, at any learning rates: at every step with η_t Cθ_t² ≤ 4 the norm does not increase.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums WeightSpace UpdateRules Losses.
From Catapult Require Trained TwoLayer.
Open Scope R_scope.

Module BATCH_SCHEDULE_1.
Import TwoLayer.
Definition state (b : nat -> nat -> R) (x2_top : R) (N : net) (rate : nat -> R) (w : weights) (t : nat) := (Trained.run (trained N) (gradient_descent rate) squared b w t).
Record hypotheses (b : nat -> nat -> R) (x2_top : R) (N : net) (rate : nat -> R) (w : weights) : Prop := Hypotheses {
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  inputs_bounded : forall a, (a < D N)%nat -> Sum (d N) (fun k => X N a k ^ 2) <= x2_top;
  batch_nonnegative : forall t a, (a < D N)%nat -> 0 <= b t a;
  batch_whole : forall t, Sum (D N) (b t) = 1;
  rates_nonnegative : forall t, 0 <= rate t;
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2) }.
Definition statement : Prop := forall (b : nat -> nat -> R) (x2_top : R) (N : net) (rate : nat -> R) (w : weights), hypotheses b x2_top N rate w ->
  forall t, ((rate (step_of (state b x2_top N rate w t))) * ((s N) ^ 2) * (weight_norm N (weights_of (state b x2_top N rate w t))) * x2_top * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) <= 4) -> (weight_norm N (weights_of (state b x2_top N rate w (S t))) <= weight_norm N (weights_of (state b x2_top N rate w t))).
Definition nonvacuous : Prop := exists (b : nat -> nat -> R) (x2_top : R) (N : net) (rate : nat -> R) (w : weights), hypotheses b x2_top N rate w /\ 0 < loss N w.
End BATCH_SCHEDULE_1.
