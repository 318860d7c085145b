(* NESTEROV-ID: Nesterov's momentum, gradients at θ + βm: U′ = U − β²(1 + β)/(1 − β) |m + η∇L/(1 − β)|² + η/(1 − β) ((1 − β + 2β²)/(1 − β)² η|∇L|² − 2k r·f/D).
   Printed from the claim. Do not edit: change the claim and print again. *)
Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums WeightSpace UpdateRules Losses.
From Catapult Require Trained Layered Quadratic TwoLayer.
Open Scope R_scope.

Module NESTEROV_ID_1.
Import TwoLayer.
Definition state (beta : R) (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (nesterov (constant_rate eta) beta) squared (Trained.full (trained N)) w t).
Record hypotheses (beta : R) (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  beta_nonnegative : 0 <= beta;
  beta_range : beta < 1 }.
Definition statement : Prop := forall (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w ->
  forall t, (weight_norm N (weights_of (state beta N eta w (S t)))) + (2 * beta * (dot (Trained.weight_space (trained N)) (weights_of (state beta N eta w (S t))) (velocity_of (state beta N eta w (S t)))) / (1 + ((-1) * beta))) + (2 * (beta ^ 2) * (square_norm (Trained.weight_space (trained N)) (velocity_of (state beta N eta w (S t)))) / ((1 + ((-1) * beta)) ^ 2)) = (weight_norm N (weights_of (state beta N eta w t))) + (2 * beta * (dot (Trained.weight_space (trained N)) (weights_of (state beta N eta w t)) (velocity_of (state beta N eta w t))) / (1 + ((-1) * beta))) + (2 * (beta ^ 2) * (square_norm (Trained.weight_space (trained N)) (velocity_of (state beta N eta w t))) / ((1 + ((-1) * beta)) ^ 2)) + (eta * (((-4) * (Trained.share (trained N) * Sum (D N) (fun a => Trained.slopes (trained N) squared (add (Trained.weight_space (trained N)) (weights_of (state beta N eta w t)) (scale (Trained.weight_space (trained N)) beta (velocity_of (state beta N eta w t)))) a * output N (add (Trained.weight_space (trained N)) (weights_of (state beta N eta w t)) (scale (Trained.weight_space (trained N)) beta (velocity_of (state beta N eta w t)))) a))) + (eta * (square_norm (Trained.weight_space (trained N)) (Trained.batch_gradient (trained N) squared (Trained.whole (trained N)) (add (Trained.weight_space (trained N)) (weights_of (state beta N eta w t)) (scale (Trained.weight_space (trained N)) beta (velocity_of (state beta N eta w t)))))) * (1 + ((-1) * beta) + (2 * (beta ^ 2))) / ((1 + ((-1) * beta)) ^ 2))) / (1 + ((-1) * beta))) + ((-1) * (beta ^ 2) * (1 + beta) * ((square_norm (Trained.weight_space (trained N)) (velocity_of (state beta N eta w t))) + (2 * eta * (dot (Trained.weight_space (trained N)) (velocity_of (state beta N eta w t)) (Trained.batch_gradient (trained N) squared (Trained.whole (trained N)) (add (Trained.weight_space (trained N)) (weights_of (state beta N eta w t)) (scale (Trained.weight_space (trained N)) beta (velocity_of (state beta N eta w t)))))) / (1 + ((-1) * beta))) + ((eta ^ 2) * (square_norm (Trained.weight_space (trained N)) (Trained.batch_gradient (trained N) squared (Trained.whole (trained N)) (add (Trained.weight_space (trained N)) (weights_of (state beta N eta w t)) (scale (Trained.weight_space (trained N)) beta (velocity_of (state beta N eta w t)))))) / ((1 + ((-1) * beta)) ^ 2))) / (1 + ((-1) * beta))).
Definition defined : Prop := forall (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w ->
  1 + ((-1) * beta) <> 0.
Definition nonvacuous : Prop := exists (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w /\ 0 < loss N w.
End NESTEROV_ID_1.

Module NESTEROV_ID_2.
Import Quadratic.
Definition state (beta : R) (M : model) (eta : R) (w : weights) (t : nat) := (Trained.run (trained M) (nesterov (constant_rate eta) beta) squared (Trained.full (trained M)) w t).
Record hypotheses (beta : R) (M : model) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  form_symmetric : symmetric M;
  some_data : (0 < D M)%nat;
  beta_nonnegative : 0 <= beta;
  beta_range : beta < 1 }.
Definition statement : Prop := forall (beta : R) (M : model) (eta : R) (w : weights), hypotheses beta M eta w ->
  forall t, (weight_norm M (weights_of (state beta M eta w (S t)))) + (2 * beta * (dot (Trained.weight_space (trained M)) (weights_of (state beta M eta w (S t))) (velocity_of (state beta M eta w (S t)))) / (1 + ((-1) * beta))) + (2 * (beta ^ 2) * (square_norm (Trained.weight_space (trained M)) (velocity_of (state beta M eta w (S t)))) / ((1 + ((-1) * beta)) ^ 2)) = (weight_norm M (weights_of (state beta M eta w t))) + (2 * beta * (dot (Trained.weight_space (trained M)) (weights_of (state beta M eta w t)) (velocity_of (state beta M eta w t))) / (1 + ((-1) * beta))) + (2 * (beta ^ 2) * (square_norm (Trained.weight_space (trained M)) (velocity_of (state beta M eta w t))) / ((1 + ((-1) * beta)) ^ 2)) + (eta * (((-4) * (Trained.share (trained M) * Sum (D M) (fun a => Trained.slopes (trained M) squared (add (Trained.weight_space (trained M)) (weights_of (state beta M eta w t)) (scale (Trained.weight_space (trained M)) beta (velocity_of (state beta M eta w t)))) a * output M (add (Trained.weight_space (trained M)) (weights_of (state beta M eta w t)) (scale (Trained.weight_space (trained M)) beta (velocity_of (state beta M eta w t)))) a))) + (eta * (square_norm (Trained.weight_space (trained M)) (Trained.batch_gradient (trained M) squared (Trained.whole (trained M)) (add (Trained.weight_space (trained M)) (weights_of (state beta M eta w t)) (scale (Trained.weight_space (trained M)) beta (velocity_of (state beta M eta w t)))))) * (1 + ((-1) * beta) + (2 * (beta ^ 2))) / ((1 + ((-1) * beta)) ^ 2))) / (1 + ((-1) * beta))) + ((-1) * (beta ^ 2) * (1 + beta) * ((square_norm (Trained.weight_space (trained M)) (velocity_of (state beta M eta w t))) + (2 * eta * (dot (Trained.weight_space (trained M)) (velocity_of (state beta M eta w t)) (Trained.batch_gradient (trained M) squared (Trained.whole (trained M)) (add (Trained.weight_space (trained M)) (weights_of (state beta M eta w t)) (scale (Trained.weight_space (trained M)) beta (velocity_of (state beta M eta w t)))))) / (1 + ((-1) * beta))) + ((eta ^ 2) * (square_norm (Trained.weight_space (trained M)) (Trained.batch_gradient (trained M) squared (Trained.whole (trained M)) (add (Trained.weight_space (trained M)) (weights_of (state beta M eta w t)) (scale (Trained.weight_space (trained M)) beta (velocity_of (state beta M eta w t)))))) / ((1 + ((-1) * beta)) ^ 2))) / (1 + ((-1) * beta))).
Definition defined : Prop := forall (beta : R) (M : model) (eta : R) (w : weights), hypotheses beta M eta w ->
  1 + ((-1) * beta) <> 0.
Definition nonvacuous : Prop := exists (beta : R) (M : model) (eta : R) (w : weights), hypotheses beta M eta w /\ 0 < loss M w.
End NESTEROV_ID_2.

Module NESTEROV_ID_3.
Import Layered.
Definition state (beta : R) (N : net) (eta : R) (w : weights) (t : nat) := (Trained.run (trained N) (nesterov (constant_rate eta) beta) squared (Trained.full (trained N)) w t).
Record hypotheses (beta : R) (N : net) (eta : R) (w : weights) : Prop := Hypotheses {
  rate_positive : 0 < eta;
  scale_positive : 0 < s N;
  some_data : (0 < D N)%nat;
  beta_nonnegative : 0 <= beta;
  beta_range : beta < 1 }.
Definition statement : Prop := forall (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w ->
  forall t, (weight_norm N (weights_of (state beta N eta w (S t)))) + (2 * beta * (dot (Trained.weight_space (trained N)) (weights_of (state beta N eta w (S t))) (velocity_of (state beta N eta w (S t)))) / (1 + ((-1) * beta))) + (2 * (beta ^ 2) * (square_norm (Trained.weight_space (trained N)) (velocity_of (state beta N eta w (S t)))) / ((1 + ((-1) * beta)) ^ 2)) = (weight_norm N (weights_of (state beta N eta w t))) + (2 * beta * (dot (Trained.weight_space (trained N)) (weights_of (state beta N eta w t)) (velocity_of (state beta N eta w t))) / (1 + ((-1) * beta))) + (2 * (beta ^ 2) * (square_norm (Trained.weight_space (trained N)) (velocity_of (state beta N eta w t))) / ((1 + ((-1) * beta)) ^ 2)) + (eta * (((-2) * (INR (depth N)) * (Trained.share (trained N) * Sum (D N) (fun a => Trained.slopes (trained N) squared (add (Trained.weight_space (trained N)) (weights_of (state beta N eta w t)) (scale (Trained.weight_space (trained N)) beta (velocity_of (state beta N eta w t)))) a * output N (add (Trained.weight_space (trained N)) (weights_of (state beta N eta w t)) (scale (Trained.weight_space (trained N)) beta (velocity_of (state beta N eta w t)))) a))) + (eta * (square_norm (Trained.weight_space (trained N)) (Trained.batch_gradient (trained N) squared (Trained.whole (trained N)) (add (Trained.weight_space (trained N)) (weights_of (state beta N eta w t)) (scale (Trained.weight_space (trained N)) beta (velocity_of (state beta N eta w t)))))) * (1 + ((-1) * beta) + (2 * (beta ^ 2))) / ((1 + ((-1) * beta)) ^ 2))) / (1 + ((-1) * beta))) + ((-1) * (beta ^ 2) * (1 + beta) * ((square_norm (Trained.weight_space (trained N)) (velocity_of (state beta N eta w t))) + (2 * eta * (dot (Trained.weight_space (trained N)) (velocity_of (state beta N eta w t)) (Trained.batch_gradient (trained N) squared (Trained.whole (trained N)) (add (Trained.weight_space (trained N)) (weights_of (state beta N eta w t)) (scale (Trained.weight_space (trained N)) beta (velocity_of (state beta N eta w t)))))) / (1 + ((-1) * beta))) + ((eta ^ 2) * (square_norm (Trained.weight_space (trained N)) (Trained.batch_gradient (trained N) squared (Trained.whole (trained N)) (add (Trained.weight_space (trained N)) (weights_of (state beta N eta w t)) (scale (Trained.weight_space (trained N)) beta (velocity_of (state beta N eta w t)))))) / ((1 + ((-1) * beta)) ^ 2))) / (1 + ((-1) * beta))).
Definition defined : Prop := forall (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w ->
  1 + ((-1) * beta) <> 0.
Definition nonvacuous : Prop := exists (beta : R) (N : net) (eta : R) (w : weights), hypotheses beta N eta w /\ 0 < loss N w.
End NESTEROV_ID_3.
