(* CERTIFIED-MONO: y = 0, η_t = c/(Cθ_t^(2(k−1))), c ≤ 2k: θ² never increases, from every initialisation.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums WeightSpace UpdateRules Losses.
From Catapult Require Trained Layered Quadratic TwoLayer.
Open Scope R_scope.

Module CERTIFIED_MONO_1.
Import TwoLayer.
Definition state (dial : R) (N : net) (rate : nat -> R) (w : weights) (t : nat) := (Trained.run (trained N) (gradient_descent rate) squared (Trained.full (trained N)) w t).
Record hypotheses (dial : R) (N : net) (rate : nat -> R) (w : weights) : Prop := Hypotheses {
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  dial_positive : 0 < dial;
  rates_follow : forall t : nat, rate t = (dial / ((gram_top N) * ((s N) ^ 2) * (weight_norm N (weights_of (Trained.run (trained N) (gradient_descent rate) squared (Trained.full (trained N)) w t))) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2))));
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2);
  hypothesis : dial <= 4 }.
Definition statement : Prop := forall (dial : R) (N : net) (rate : nat -> R) (w : weights), hypotheses dial N rate w ->
  forall t, weight_norm N (weights_of (state dial N rate w (S t))) <= weight_norm N (weights_of (state dial N rate w t)).
Definition nonvacuous : Prop := exists (dial : R) (N : net) (rate : nat -> R) (w : weights), hypotheses dial N rate w /\ 0 < loss N w.
End CERTIFIED_MONO_1.

Module CERTIFIED_MONO_2.
Import Quadratic.
Definition state (dial : R) (M : model) (rate : nat -> R) (w : weights) (t : nat) := (Trained.run (trained M) (gradient_descent rate) squared (Trained.full (trained M)) w t).
Record hypotheses (dial : R) (M : model) (rate : nat -> R) (w : weights) : Prop := Hypotheses {
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat;
  targets_zero : zero_targets M;
  dial_positive : 0 < dial;
  rates_follow : forall t : nat, rate t = (dial / ((c_star M) * (weight_norm M (weights_of (Trained.run (trained M) (gradient_descent rate) squared (Trained.full (trained M)) w t)))));
  hypothesis : dial <= 4 }.
Definition statement : Prop := forall (dial : R) (M : model) (rate : nat -> R) (w : weights), hypotheses dial M rate w ->
  forall t, weight_norm M (weights_of (state dial M rate w (S t))) <= weight_norm M (weights_of (state dial M rate w t)).
Definition nonvacuous : Prop := exists (dial : R) (M : model) (rate : nat -> R) (w : weights), hypotheses dial M rate w /\ 0 < loss M w.
End CERTIFIED_MONO_2.

Module CERTIFIED_MONO_3.
Import Layered.
Definition state (dial : R) (N : net) (rate : nat -> R) (w : weights) (t : nat) := (Trained.run (trained N) (gradient_descent rate) squared (Trained.full (trained N)) w t).
Record hypotheses (dial : R) (N : net) (rate : nat -> R) (w : weights) : Prop := Hypotheses {
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  dial_positive : 0 < dial;
  rates_follow : forall t : nat, rate t = (dial * ((INR (depth N)) ^ (depth N) / (INR (depth N)) ^ 2) * (/ ((weight_norm N (weights_of (Trained.run (trained N) (gradient_descent rate) squared (Trained.full (trained N)) w t))) ^ ((depth N) - 1))) * (/ ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1))) / ((gram_top N) * ((s N) ^ 2)));
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2);
  hypothesis : dial <= 2 * (INR (depth N)) }.
Definition statement : Prop := forall (dial : R) (N : net) (rate : nat -> R) (w : weights), hypotheses dial N rate w ->
  forall t, weight_norm N (weights_of (state dial N rate w (S t))) <= weight_norm N (weights_of (state dial N rate w t)).
Definition nonvacuous : Prop := exists (dial : R) (N : net) (rate : nat -> R) (w : weights), hypotheses dial N rate w /\ 0 < loss N w.
End CERTIFIED_MONO_3.
