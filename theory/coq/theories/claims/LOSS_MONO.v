(* LOSS-MONO: Huber and log-cosh loss, y = 0: ηCθ₀^(2(k−1)) ≤ 2k implies that the weight norm never increases.
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums WeightSpace UpdateRules Losses.
From Catapult Require Trained Layered Quadratic TwoLayer.
Open Scope R_scope.

Module LOSS_MONO_1.
Import TwoLayer.
Definition state (delta : R) (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (gradient_descent (constant_rate eta)) (huber delta) (Trained.full (trained N)) w t).
Record hypotheses (delta : R) (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  delta_positive : 0 < delta;
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2);
  up_to_edge : eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N w) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) <= 4 }.
Definition statement : Prop := forall (delta : R) (N : net) (eta : R) (w : weights), hypotheses delta N eta w ->
  forall t, weight_norm N (weights_of (state delta N eta w (S t))) <= weight_norm N (weights_of (state delta N eta w t)).
Definition nonvacuous : Prop := exists (delta : R) (N : net) (eta : R) (w : weights), hypotheses delta N eta w /\ 0 < loss N w.
End LOSS_MONO_1.

Module LOSS_MONO_2.
Import Quadratic.
Definition state (delta : R) (M : model) (eta : R) (w : weights) (t : nat) := (Trained.run (trained M) (gradient_descent (constant_rate eta)) (huber delta) (Trained.full (trained M)) w t).
Record hypotheses (delta : R) (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat;
  targets_zero : zero_targets M;
  delta_positive : 0 < delta;
  up_to_edge : (c_star M) * eta * (weight_norm M w) <= 4 }.
Definition statement : Prop := forall (delta : R) (M : model) (eta : R) (w : weights), hypotheses delta M eta w ->
  forall t, weight_norm M (weights_of (state delta M eta w (S t))) <= weight_norm M (weights_of (state delta M eta w t)).
Definition nonvacuous : Prop := exists (delta : R) (M : model) (eta : R) (w : weights), hypotheses delta M eta w /\ 0 < loss M w.
End LOSS_MONO_2.

Module LOSS_MONO_3.
Import Layered.
Definition state (delta : R) (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (gradient_descent (constant_rate eta)) (huber delta) (Trained.full (trained N)) w t).
Record hypotheses (delta : R) (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  delta_positive : 0 < delta;
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2);
  up_to_edge : eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N w) ^ ((depth N) - 1)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)) <= 2 * (INR (depth N)) }.
Definition statement : Prop := forall (delta : R) (N : net) (eta : R) (w : weights), hypotheses delta N eta w ->
  forall t, weight_norm N (weights_of (state delta N eta w (S t))) <= weight_norm N (weights_of (state delta N eta w t)).
Definition defined : Prop := forall (delta : R) (N : net) (eta : R) (w : weights), hypotheses delta N eta w ->
  (((-1) + (INR (depth N)) >= 0) \/ (weight_norm N w <> 0)) /\ ((2 + ((-1) * (INR (depth N))) >= 0) \/ (INR (depth N) <> 0)) /\ (((-1) + (INR (depth N)) >= 0) \/ (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2) <> 0)).
Definition nonvacuous : Prop := exists (delta : R) (N : net) (eta : R) (w : weights), hypotheses delta N eta w /\ 0 < loss N w.
End LOSS_MONO_3.

Module LOSS_MONO_4.
Import TwoLayer.
Definition state (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (gradient_descent (constant_rate eta)) log_cosh (Trained.full (trained N)) w t).
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2);
  up_to_edge : eta * (gram_top N) * ((s N) ^ 2) * (weight_norm N w) * (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) <= 4 }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, weight_norm N (weights_of (state N eta w (S t))) <= weight_norm N (weights_of (state N eta w t)).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End LOSS_MONO_4.

Module LOSS_MONO_5.
Import Quadratic.
Definition state (M : model) (eta : R) (w : weights) (t : nat) := (Trained.run (trained M) (gradient_descent (constant_rate eta)) log_cosh (Trained.full (trained M)) w t).
Record hypotheses (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat;
  targets_zero : zero_targets M;
  up_to_edge : (c_star M) * eta * (weight_norm M w) <= 4 }.
Definition statement : Prop := forall (M : model) (eta : R) (w : weights), hypotheses M eta w ->
  forall t, weight_norm M (weights_of (state M eta w (S t))) <= weight_norm M (weights_of (state M eta w t)).
Definition nonvacuous : Prop := exists (M : model) (eta : R) (w : weights), hypotheses M eta w /\ 0 < loss M w.
End LOSS_MONO_5.

Module LOSS_MONO_6.
Import Layered.
Definition state (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (gradient_descent (constant_rate eta)) log_cosh (Trained.full (trained N)) w t).
Record hypotheses (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  targets_zero : zero_targets N;
  kink_bounded : (a_zero N) ^ 2 <= Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2);
  up_to_edge : eta * (gram_top N) * ((INR (depth N)) ^ 2 / (INR (depth N)) ^ (depth N)) * ((s N) ^ 2) * ((weight_norm N w) ^ ((depth N) - 1)) * ((Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2)) ^ ((depth N) - 1)) <= 2 * (INR (depth N)) }.
Definition statement : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  forall t, weight_norm N (weights_of (state N eta w (S t))) <= weight_norm N (weights_of (state N eta w t)).
Definition defined : Prop := forall (N : net) (eta : R) (w : weights), hypotheses N eta w ->
  (((-1) + (INR (depth N)) >= 0) \/ (weight_norm N w <> 0)) /\ ((2 + ((-1) * (INR (depth N))) >= 0) \/ (INR (depth N) <> 0)) /\ (((-1) + (INR (depth N)) >= 0) \/ (Rmax ((a_minus N) ^ 2) ((a_plus N) ^ 2) <> 0)).
Definition nonvacuous : Prop := exists (N : net) (eta : R) (w : weights), hypotheses N eta w /\ 0 < loss N w.
End LOSS_MONO_6.
