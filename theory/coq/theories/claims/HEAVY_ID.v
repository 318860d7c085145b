(* HEAVY-ID: Heavy ball, any homogeneous model, data and targets: U′ = U − β(1 + β)/(1 − β) |m + η∇L/(1 − β)|² + η/(1 − β) ((1 + β)/(1 − β)² η|∇L|² − 2k r·f/D).
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums WeightSpace UpdateRules Losses.
From Catapult Require Trained Layered Quadratic TwoLayer.
Open Scope R_scope.

Module HEAVY_ID_1.
Import TwoLayer.
Definition state (beta : R) (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (heavy_ball (constant_rate eta) beta) squared (Trained.full (trained N)) w t).
Record hypotheses (beta : R) (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  beta_nonnegative : 0 <= beta;
  beta_range : beta < 1 }.
Definition statement : Prop := forall (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w ->
  forall t, (weight_norm N (weights_of (state beta N eta w (S t)))) + (2 * beta * (dot (Trained.weight_space (trained N)) (weights_of (state beta N eta w (S t))) (velocity_of (state beta N eta w (S t)))) / (1 + ((-1) * beta))) + ((square_norm (Trained.weight_space (trained N)) (velocity_of (state beta N eta w (S t)))) * (beta + (beta ^ 2)) / ((1 + ((-1) * beta)) ^ 2)) = (weight_norm N (weights_of (state beta N eta w t))) + (2 * beta * (dot (Trained.weight_space (trained N)) (weights_of (state beta N eta w t)) (velocity_of (state beta N eta w t))) / (1 + ((-1) * beta))) + (eta * (((-4) * (residual_output N (weights_of (state beta N eta w t)))) + (eta * (residual_kernel N (weights_of (state beta N eta w t))) * (1 + beta) / ((1 + ((-1) * beta)) ^ 2))) / (1 + ((-1) * beta))) + ((square_norm (Trained.weight_space (trained N)) (velocity_of (state beta N eta w t))) * (beta + (beta ^ 2)) / ((1 + ((-1) * beta)) ^ 2)) + ((-1) * beta * (1 + beta) * ((square_norm (Trained.weight_space (trained N)) (velocity_of (state beta N eta w t))) + (2 * eta * (dot (Trained.weight_space (trained N)) (velocity_of (state beta N eta w t)) (Trained.batch_gradient (trained N) squared (Trained.whole (trained N)) (weights_of (state beta N eta w t)))) / (1 + ((-1) * beta))) + ((eta ^ 2) * (residual_kernel N (weights_of (state beta N eta w t))) / ((1 + ((-1) * beta)) ^ 2))) / (1 + ((-1) * beta))).
Definition defined : Prop := forall (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w ->
  1 + ((-1) * beta) <> 0.
Definition nonvacuous : Prop := exists (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w /\ 0 < loss N w.
End HEAVY_ID_1.

Module HEAVY_ID_2.
Import Quadratic.
Definition state (beta : R) (M : model) (eta : R) (w : weights) (t : nat) := (Trained.run (trained M) (heavy_ball (constant_rate eta) beta) squared (Trained.full (trained M)) w t).
Record hypotheses (beta : R) (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat;
  beta_nonnegative : 0 <= beta;
  beta_range : beta < 1 }.
Definition statement : Prop := forall (beta : R) (M : model) (eta : R) (w : weights), hypotheses beta M eta w ->
  forall t, (weight_norm M (weights_of (state beta M eta w (S t)))) + (2 * beta * (dot (Trained.weight_space (trained M)) (weights_of (state beta M eta w (S t))) (velocity_of (state beta M eta w (S t)))) / (1 + ((-1) * beta))) + ((square_norm (Trained.weight_space (trained M)) (velocity_of (state beta M eta w (S t)))) * (beta + (beta ^ 2)) / ((1 + ((-1) * beta)) ^ 2)) = (weight_norm M (weights_of (state beta M eta w t))) + (2 * beta * (dot (Trained.weight_space (trained M)) (weights_of (state beta M eta w t)) (velocity_of (state beta M eta w t))) / (1 + ((-1) * beta))) + (eta * (((-4) * (residual_output M (weights_of (state beta M eta w t)))) + (eta * (residual_kernel M (weights_of (state beta M eta w t))) * (1 + beta) / ((1 + ((-1) * beta)) ^ 2))) / (1 + ((-1) * beta))) + ((square_norm (Trained.weight_space (trained M)) (velocity_of (state beta M eta w t))) * (beta + (beta ^ 2)) / ((1 + ((-1) * beta)) ^ 2)) + ((-1) * beta * (1 + beta) * ((square_norm (Trained.weight_space (trained M)) (velocity_of (state beta M eta w t))) + (2 * eta * (dot (Trained.weight_space (trained M)) (velocity_of (state beta M eta w t)) (Trained.batch_gradient (trained M) squared (Trained.whole (trained M)) (weights_of (state beta M eta w t)))) / (1 + ((-1) * beta))) + ((eta ^ 2) * (residual_kernel M (weights_of (state beta M eta w t))) / ((1 + ((-1) * beta)) ^ 2))) / (1 + ((-1) * beta))).
Definition defined : Prop := forall (beta : R) (M : model) (eta : R) (w : weights), hypotheses beta M eta w ->
  1 + ((-1) * beta) <> 0.
Definition nonvacuous : Prop := exists (beta : R) (M : model) (eta : R) (w : weights), hypotheses beta M eta w /\ 0 < loss M w.
End HEAVY_ID_2.

Module HEAVY_ID_3.
Import Layered.
Definition state (beta : R) (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (heavy_ball (constant_rate eta) beta) squared (Trained.full (trained N)) w t).
Record hypotheses (beta : R) (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  beta_nonnegative : 0 <= beta;
  beta_range : beta < 1 }.
Definition statement : Prop := forall (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w ->
  forall t, (weight_norm N (weights_of (state beta N eta w (S t)))) + (2 * beta * (dot (Trained.weight_space (trained N)) (weights_of (state beta N eta w (S t))) (velocity_of (state beta N eta w (S t)))) / (1 + ((-1) * beta))) + ((square_norm (Trained.weight_space (trained N)) (velocity_of (state beta N eta w (S t)))) * (beta + (beta ^ 2)) / ((1 + ((-1) * beta)) ^ 2)) = (weight_norm N (weights_of (state beta N eta w t))) + (2 * beta * (dot (Trained.weight_space (trained N)) (weights_of (state beta N eta w t)) (velocity_of (state beta N eta w t))) / (1 + ((-1) * beta))) + (eta * (((-2) * (INR (depth N)) * (residual_output N (weights_of (state beta N eta w t)))) + (eta * (residual_kernel N (weights_of (state beta N eta w t))) * (1 + beta) / ((1 + ((-1) * beta)) ^ 2))) / (1 + ((-1) * beta))) + ((square_norm (Trained.weight_space (trained N)) (velocity_of (state beta N eta w t))) * (beta + (beta ^ 2)) / ((1 + ((-1) * beta)) ^ 2)) + ((-1) * beta * (1 + beta) * ((square_norm (Trained.weight_space (trained N)) (velocity_of (state beta N eta w t))) + (2 * eta * (dot (Trained.weight_space (trained N)) (velocity_of (state beta N eta w t)) (Trained.batch_gradient (trained N) squared (Trained.whole (trained N)) (weights_of (state beta N eta w t)))) / (1 + ((-1) * beta))) + ((eta ^ 2) * (residual_kernel N (weights_of (state beta N eta w t))) / ((1 + ((-1) * beta)) ^ 2))) / (1 + ((-1) * beta))).
Definition defined : Prop := forall (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w ->
  1 + ((-1) * beta) <> 0.
Definition nonvacuous : Prop := exists (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w /\ 0 < loss N w.
End HEAVY_ID_3.
