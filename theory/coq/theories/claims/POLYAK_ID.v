(* POLYAK-ID: y = 0, η_t = ρL/|∇L|²: θ²′ = θ² − ρ(4k − ρ)L²/|∇L|² exactly.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums WeightSpace UpdateRules Losses.
From Catapult Require Trained Layered Quadratic TwoLayer.
Open Scope R_scope.

Module POLYAK_ID_1.
Import TwoLayer.
Definition state (polyak : R) (N : net) (rate : nat -> R) (w : weights) (t : nat) := (Trained.run (trained N) (gradient_descent rate) squared (Trained.full (trained N)) w t).
Record hypotheses (polyak : R) (N : net) (rate : nat -> R) (w : weights) : Prop := Hypotheses {
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  polyak_positive : 0 < polyak;
  rates_follow : forall t : nat, rate t = ((1 / 2) * (mean_square_output N (weights_of (Trained.run (trained N) (gradient_descent rate) squared (Trained.full (trained N)) w t))) * polyak / (residual_kernel N (weights_of (Trained.run (trained N) (gradient_descent rate) squared (Trained.full (trained N)) w t)))) }.
Definition statement : Prop := forall (polyak : R) (N : net) (rate : nat -> R) (w : weights), hypotheses polyak N rate w ->
  forall t, 4 * (residual_kernel N (weights_of (state polyak N rate w t))) * (((-1) * (weight_norm N (weights_of (state polyak N rate w t)))) + (weight_norm N (weights_of (state polyak N rate w (S t))))) = (-1) * ((mean_square_output N (weights_of (state polyak N rate w t))) ^ 2) * polyak * (8 + ((-1) * polyak)).
Definition nonvacuous : Prop := exists (polyak : R) (N : net) (rate : nat -> R) (w : weights), hypotheses polyak N rate w /\ 0 < loss N w.
End POLYAK_ID_1.

Module POLYAK_ID_2.
Import Quadratic.
Definition state (polyak : R) (M : model) (rate : nat -> R) (w : weights) (t : nat) := (Trained.run (trained M) (gradient_descent rate) squared (Trained.full (trained M)) w t).
Record hypotheses (polyak : R) (M : model) (rate : nat -> R) (w : weights) : Prop := Hypotheses {
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat;
  targets_zero : zero_targets M;
  polyak_positive : 0 < polyak;
  rates_follow : forall t : nat, rate t = ((1 / 2) * (mean_square_output M (weights_of (Trained.run (trained M) (gradient_descent rate) squared (Trained.full (trained M)) w t))) * polyak / (residual_kernel M (weights_of (Trained.run (trained M) (gradient_descent rate) squared (Trained.full (trained M)) w t)))) }.
Definition statement : Prop := forall (polyak : R) (M : model) (rate : nat -> R) (w : weights), hypotheses polyak M rate w ->
  forall t, 4 * (residual_kernel M (weights_of (state polyak M rate w t))) * (((-1) * (weight_norm M (weights_of (state polyak M rate w t)))) + (weight_norm M (weights_of (state polyak M rate w (S t))))) = (-1) * ((mean_square_output M (weights_of (state polyak M rate w t))) ^ 2) * polyak * (8 + ((-1) * polyak)).
Definition nonvacuous : Prop := exists (polyak : R) (M : model) (rate : nat -> R) (w : weights), hypotheses polyak M rate w /\ 0 < loss M w.
End POLYAK_ID_2.

Module POLYAK_ID_3.
Import Layered.
Definition state (polyak : R) (N : net) (rate : nat -> R) (w : weights) (t : nat) := (Trained.run (trained N) (gradient_descent rate) squared (Trained.full (trained N)) w t).
Record hypotheses (polyak : R) (N : net) (rate : nat -> R) (w : weights) : Prop := Hypotheses {
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  polyak_positive : 0 < polyak;
  rates_follow : forall t : nat, rate t = ((1 / 2) * (mean_square_output N (weights_of (Trained.run (trained N) (gradient_descent rate) squared (Trained.full (trained N)) w t))) * polyak / (residual_kernel N (weights_of (Trained.run (trained N) (gradient_descent rate) squared (Trained.full (trained N)) w t)))) }.
Definition statement : Prop := forall (polyak : R) (N : net) (rate : nat -> R) (w : weights), hypotheses polyak N rate w ->
  forall t, 4 * (residual_kernel N (weights_of (state polyak N rate w t))) * (((-1) * (weight_norm N (weights_of (state polyak N rate w t)))) + (weight_norm N (weights_of (state polyak N rate w (S t))))) = (-1) * ((mean_square_output N (weights_of (state polyak N rate w t))) ^ 2) * polyak * ((4 * (INR (depth N))) + ((-1) * polyak)).
Definition nonvacuous : Prop := exists (polyak : R) (N : net) (rate : nat -> R) (w : weights), hypotheses polyak N rate w /\ 0 < loss N w.
End POLYAK_ID_3.
