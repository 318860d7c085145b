(* DECAY-ID: Weight decay, any homogeneous model, data and targets: θ²′ = w²θ² − 2kηw r·f/D + η² rᵀHr/D, w = 1 − ημ.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums WeightSpace UpdateRules Losses.
From Catapult Require Trained Layered Quadratic TwoLayer.
Open Scope R_scope.

Module DECAY_ID_1.
Import TwoLayer.
Definition state (mu : R) (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (weight_decay (constant_rate eta) mu) squared (Trained.full (trained N)) w t).
Record hypotheses (mu : R) (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  mu_nonnegative : 0 <= mu }.
Definition statement : Prop := forall (mu : R) (N : net) (eta : R) (w : weights), hypotheses mu N eta w ->
  forall t, weight_norm N (weights_of (state mu N eta w (S t))) = ((eta ^ 2) * (residual_kernel N (weights_of (state mu N eta w t)))) + ((weight_norm N (weights_of (state mu N eta w t))) * ((1 + ((-1) * eta * mu)) ^ 2)) + ((-4) * eta * (residual_output N (weights_of (state mu N eta w t))) * (1 + ((-1) * eta * mu))).
Definition nonvacuous : Prop := exists (mu : R) (N : net) (eta : R) (w : weights), hypotheses mu N eta w /\ 0 < loss N w.
End DECAY_ID_1.

Module DECAY_ID_2.
Import Quadratic.
Definition state (mu : R) (M : model) (eta : R) (w : weights) (t : nat) := (Trained.run (trained M) (weight_decay (constant_rate eta) mu) squared (Trained.full (trained M)) w t).
Record hypotheses (mu : R) (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat;
  mu_nonnegative : 0 <= mu }.
Definition statement : Prop := forall (mu : R) (M : model) (eta : R) (w : weights), hypotheses mu M eta w ->
  forall t, weight_norm M (weights_of (state mu M eta w (S t))) = ((eta ^ 2) * (residual_kernel M (weights_of (state mu M eta w t)))) + ((weight_norm M (weights_of (state mu M eta w t))) * ((1 + ((-1) * eta * mu)) ^ 2)) + ((-4) * eta * (residual_output M (weights_of (state mu M eta w t))) * (1 + ((-1) * eta * mu))).
Definition nonvacuous : Prop := exists (mu : R) (M : model) (eta : R) (w : weights), hypotheses mu M eta w /\ 0 < loss M w.
End DECAY_ID_2.

Module DECAY_ID_3.
Import Layered.
Definition state (mu : R) (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (weight_decay (constant_rate eta) mu) squared (Trained.full (trained N)) w t).
Record hypotheses (mu : R) (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  mu_nonnegative : 0 <= mu }.
Definition statement : Prop := forall (mu : R) (N : net) (eta : R) (w : weights), hypotheses mu N eta w ->
  forall t, weight_norm N (weights_of (state mu N eta w (S t))) = ((eta ^ 2) * (residual_kernel N (weights_of (state mu N eta w t)))) + ((weight_norm N (weights_of (state mu N eta w t))) * ((1 + ((-1) * eta * mu)) ^ 2)) + ((-2) * eta * (INR (depth N)) * (residual_output N (weights_of (state mu N eta w t))) * (1 + ((-1) * eta * mu))).
Definition nonvacuous : Prop := exists (mu : R) (N : net) (eta : R) (w : weights), hypotheses mu N eta w /\ 0 < loss N w.
End DECAY_ID_3.
