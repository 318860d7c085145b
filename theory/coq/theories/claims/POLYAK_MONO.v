(* POLYAK-MONO: y = 0, η_t = ρL/|∇L|², ρ ≤ 4k: θ² never increases, from every initialisation.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums WeightSpace UpdateRules Losses.
From Catapult Require Trained Layered Quadratic TwoLayer.
Open Scope R_scope.

Module POLYAK_MONO_1.
Import TwoLayer.
Definition state (polyak : R) (N : net) (rate : nat -> R) (w : weights) (t : nat) := (Trained.run (trained N) (gradient_descent rate) squared (Trained.full (trained N)) w t).
Record hypotheses (polyak : R) (N : net) (rate : nat -> R) (w : weights) : Prop := Hypotheses {
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  polyak_positive : 0 < polyak;
  rates_follow : forall t : nat, rate t = ((1 / 2) * (mean_square_output N (weights_of (Trained.run (trained N) (gradient_descent rate) squared (Trained.full (trained N)) w t))) * polyak / (residual_kernel N (weights_of (Trained.run (trained N) (gradient_descent rate) squared (Trained.full (trained N)) w t))));
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2);
  hypothesis : polyak <= 8 }.
Definition statement : Prop := forall (polyak : R) (N : net) (rate : nat -> R) (w : weights), hypotheses polyak N rate w ->
  forall t, weight_norm N (weights_of (state polyak N rate w (S t))) <= weight_norm N (weights_of (state polyak N rate w t)).
Definition nonvacuous : Prop := exists (polyak : R) (N : net) (rate : nat -> R) (w : weights), hypotheses polyak N rate w /\ 0 < loss N w.
End POLYAK_MONO_1.

Module POLYAK_MONO_2.
Import Quadratic.
Definition state (polyak : R) (M : model) (rate : nat -> R) (w : weights) (t : nat) := (Trained.run (trained M) (gradient_descent rate) squared (Trained.full (trained M)) w t).
Record hypotheses (polyak : R) (M : model) (rate : nat -> R) (w : weights) : Prop := Hypotheses {
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat;
  targets_zero : zero_targets M;
  polyak_positive : 0 < polyak;
  rates_follow : forall t : nat, rate t = ((1 / 2) * (mean_square_output M (weights_of (Trained.run (trained M) (gradient_descent rate) squared (Trained.full (trained M)) w t))) * polyak / (residual_kernel M (weights_of (Trained.run (trained M) (gradient_descent rate) squared (Trained.full (trained M)) w t))));
  hypothesis : polyak <= 8 }.
Definition statement : Prop := forall (polyak : R) (M : model) (rate : nat -> R) (w : weights), hypotheses polyak M rate w ->
  forall t, weight_norm M (weights_of (state polyak M rate w (S t))) <= weight_norm M (weights_of (state polyak M rate w t)).
Definition nonvacuous : Prop := exists (polyak : R) (M : model) (rate : nat -> R) (w : weights), hypotheses polyak M rate w /\ 0 < loss M w.
End POLYAK_MONO_2.

Module POLYAK_MONO_3.
Import Layered.
Definition state (polyak : R) (N : net) (rate : nat -> R) (w : weights) (t : nat) := (Trained.run (trained N) (gradient_descent rate) squared (Trained.full (trained N)) w t).
Record hypotheses (polyak : R) (N : net) (rate : nat -> R) (w : weights) : Prop := Hypotheses {
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  polyak_positive : 0 < polyak;
  rates_follow : forall t : nat, rate t = ((1 / 2) * (mean_square_output N (weights_of (Trained.run (trained N) (gradient_descent rate) squared (Trained.full (trained N)) w t))) * polyak / (residual_kernel N (weights_of (Trained.run (trained N) (gradient_descent rate) squared (Trained.full (trained N)) w t))));
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2);
  hypothesis : polyak <= 4 * (INR (depth N)) }.
Definition statement : Prop := forall (polyak : R) (N : net) (rate : nat -> R) (w : weights), hypotheses polyak N rate w ->
  forall t, weight_norm N (weights_of (state polyak N rate w (S t))) <= weight_norm N (weights_of (state polyak N rate w t)).
Definition nonvacuous : Prop := exists (polyak : R) (N : net) (rate : nat -> R) (w : weights), hypotheses polyak N rate w /\ 0 < loss N w.
End POLYAK_MONO_3.
