(* DECAY-VANISH: Below DECAY-EDGE, μ > 0, √κ|y| ≤ μ: the kernel tends to 0.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums WeightSpace UpdateRules Losses.
From Catapult Require Trained TwoLayer.
Open Scope R_scope.

Module DECAY_VANISH_1.
Import TwoLayer.
Definition state (mu : R) (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (weight_decay (constant_rate eta) mu) squared (Trained.full (trained N)) w t).
Record hypotheses (mu : R) (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  one_datum : D N = 1%nat;
  gates_linear : linear_net N;
  mu_nonnegative : 0 <= mu;
  mu_positive : mu > 0;
  below_edge : eta * mu < 2;
  target_small : ((a_plus N) ^ 2) * (eta ^ 2) * ((s N) ^ 2) * (x2 N) * ((y N 0%nat) ^ 2) < (2 + ((-1) * eta * mu)) ^ 2;
  below_edge_also : (kernel N w 0 0) * eta * (2 + ((-1) * eta * mu)) < (2 * ((a_plus N) ^ 2) * (eta ^ 2) * (residual N w 0) * ((s N) ^ 2) * (x2 N) * (y N 0%nat)) + (2 * ((2 + ((-1) * eta * mu)) ^ 2));
  hypothesis : ((a_plus N) ^ 2) * ((s N) ^ 2) * (x2 N) * ((y N 0%nat) ^ 2) <= mu ^ 2 }.
Definition statement : Prop := forall (mu : R) (N : net) (eta : R) (w : weights), hypotheses mu N eta w ->
  is_lim_seq (fun t => kernel N (weights_of (state mu N eta w t)) 0 0) (0).
Definition nonvacuous : Prop := exists (mu : R) (N : net) (eta : R) (w : weights), hypotheses mu N eta w /\ 0 < loss N w.
End DECAY_VANISH_1.
