(* The named models with any targets in the form of HorizonDepthRuns.v: leaky nets of two and of k layers, and quadratic forms. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer Quadratic Layered.
From Catapult Require Import Sums WeightSpace HorizonDepthRuns Pulls LayerModel LayerKernel LayerDescent TwoLayerModel QuadraticModel.
Open Scope R_scope.

Lemma net_bounded N : (0 < TwoLayer.D N)%nat -> TwoLayer.kink_slope N -> bounded_kernel (TwoLayer.trained N) (net_constant N) 1.
Proof.
  intros P K. pose proof (gram_top_bound N P) as G. constructor.
  - apply Rlt_le, Rinv_0_lt_compat, lt_0_INR, P.
  - rewrite degree_two. apply net_homogeneous.
  - apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|apply G]|apply top_slope_nonneg].
  - intros w z. rewrite pow_1. apply (net_kernel_bound N _ w z P G K).
Qed.
Lemma form_bounded M : (0 < Quadratic.D M)%nat -> bounded_kernel (Quadratic.trained M) (Quadratic.c_star M) 1.
Proof.
  intros P. constructor.
  - apply Rlt_le, Rinv_0_lt_compat, lt_0_INR, P.
  - rewrite degree_two. apply quadratic_homogeneous.
  - apply Rmult_le_pos; [|apply (mixed_star M)]. apply Rmult_le_pos; [apply pow2_ge_0|apply Rlt_le, Rinv_0_lt_compat, lt_0_INR, P].
  - intros w z. rewrite pow_1. apply (quadratic_kernel_bound M _ w z P (mixed_star M)).
Qed.
Lemma layered_bounded N : (0 < Layered.D N)%nat -> Layered.kink_slope N ->
  bounded_kernel (Layered.trained N) (depth_constant N) (Layered.hidden N).
Proof.
  intros P K. constructor.
  - apply Rlt_le, Rinv_0_lt_compat, lt_0_INR, P.
  - rewrite <- S_INR. apply layered_homogeneous.
  - apply (depth_constant_nonneg N P).
  - intros w z. apply (layered_kernel_bound N w z P K).
Qed.
(* |y|^2 / D as the claims write it. *)
Lemma net_targets N : target_square (TwoLayer.trained N) = TwoLayer.target_norm N ^ 2 / INR (TwoLayer.D N).
Proof. apply target_square_is; [reflexivity|]. apply pow2_sqrt, sum_sq_nonneg. Qed.
Lemma form_targets_square M : target_square (Quadratic.trained M) = Quadratic.target_norm M ^ 2 / INR (Quadratic.D M).
Proof. apply target_square_is; [reflexivity|]. apply pow2_sqrt, sum_sq_nonneg. Qed.
Lemma layered_targets N : target_square (Layered.trained N) = Trained.target_norm (Layered.trained N) ^ 2 / INR (Layered.D N).
Proof. apply target_square_is; [reflexivity|]. apply pow2_sqrt, sum_sq_nonneg. Qed.
