(* Any data with any targets, degree 2: how long the norm certainly stays below its edge. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer Quadratic Layered.
From Catapult Require Import Defined Sums WeightSpace UpdateRules Losses HorizonRuns TrainedPull Pulls LayerModel LayerKernel LayerDescent
  LayerWitness RestWitness TwoLayerModel QuadraticModel Witness.
From Catapult Require Import HORIZON.
Open Scope R_scope.

Theorem HORIZON_1 : HORIZON_1.statement.
Proof.
  intros N eta w [] t. net_trained N. pose proof (lt_0_INR _ some_data) as DP.
  assert (Y : TwoLayer.target_norm N ^ 2 = Sum (TwoLayer.D N) (fun a => TwoLayer.y N a ^ 2)) by (apply pow2_sqrt, sum_sq_nonneg).
  assert (H0 : Trained.homogeneous (TwoLayer.trained N) 2) by (apply net_homogeneous).
  assert (C0 : 0 <= net_constant N) by (apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|apply (gram_top_bound N some_data)]|apply top_slope_nonneg]).
  assert (K0 : Trained.kernel_at_most (TwoLayer.trained N) (net_constant N) 1) by (intros z q; rewrite pow_1; apply (net_kernel_bound N _ z q some_data (gram_top_bound N some_data) kink_bounded)).
  assert (S0 : 0 <= Trained.share (TwoLayer.trained N)) by (apply Rlt_le, Rinv_0_lt_compat, lt_0_INR, some_data).
  pose proof (run_horizon_next (TwoLayer.trained N) eta (net_constant N) w rate_positive S0 H0 C0 K0 t) as H. cbv beta zeta in H.
  change (Trained.share (TwoLayer.trained N) * Sum (Trained.data (TwoLayer.trained N)) (fun a => Trained.target (TwoLayer.trained N) a ^ 2)) with (/ INR (TwoLayer.D N) * Sum (TwoLayer.D N) (fun a => TwoLayer.y N a ^ 2)) in H.
  rewrite <- Y in H. unfold net_constant, TwoLayerModel.top_slope in H. 
  intros [Room Below]. unfold TwoLayer.train in *. destruct H as [X R]; [lra|eapply Rle_trans; [|eapply Rle_trans; [exact Room|]]; right; unfold Rdiv; ring|].
  split; [|lra]. apply Rle_ge. eapply Rle_trans; [|eapply Rle_trans; [exact R|]]; right; unfold Rdiv; ring.
Qed.
Theorem HORIZON_1_defined : HORIZON_1.defined.
Proof. intros N eta w []. is_defined. Qed.
Theorem HORIZON_2 : HORIZON_2.statement.
Proof.
  intros M eta w [] t. form_trained M. pose proof (lt_0_INR _ some_data) as DP.
  assert (Y : Quadratic.target_norm M ^ 2 = Sum (Quadratic.D M) (fun a => Quadratic.y M a ^ 2)) by (apply pow2_sqrt, sum_sq_nonneg).
  assert (H0 : Trained.homogeneous (Quadratic.trained M) 2) by (apply quadratic_homogeneous).
  assert (C0 : 0 <= Quadratic.c_star M) by (apply Rmult_le_pos; [|apply (mixed_star M)]; apply Rmult_le_pos; [apply pow2_ge_0|apply Rlt_le, Rinv_0_lt_compat, lt_0_INR, some_data]).
  assert (K0 : Trained.kernel_at_most (Quadratic.trained M) (Quadratic.c_star M) 1) by (intros z q; rewrite pow_1; apply (quadratic_kernel_bound M _ z q some_data (mixed_star M))).
  assert (S0 : 0 <= Trained.share (Quadratic.trained M)) by (apply Rlt_le, Rinv_0_lt_compat, lt_0_INR, some_data).
  pose proof (run_horizon_next (Quadratic.trained M) eta (Quadratic.c_star M) w rate_positive S0 H0 C0 K0 t) as H. cbv beta zeta in H.
  change (Trained.share (Quadratic.trained M) * Sum (Trained.data (Quadratic.trained M)) (fun a => Trained.target (Quadratic.trained M) a ^ 2)) with (/ INR (Quadratic.D M) * Sum (Quadratic.D M) (fun a => Quadratic.y M a ^ 2)) in H.
  rewrite <- Y in H. 
  intros [Below Room]. unfold Quadratic.train in *. destruct H as [X R]; [lra|eapply Rle_trans; [|eapply Rle_trans; [exact Room|]]; right; unfold Rdiv; ring|].
  split; [|lra]. apply Rle_ge. eapply Rle_trans; [|eapply Rle_trans; [exact R|]]; right; unfold Rdiv; ring.
Qed.
Theorem HORIZON_2_defined : HORIZON_2.defined.
Proof. intros M eta w []. is_defined. Qed.

Example HORIZON_1_witness : HORIZON_1.nonvacuous.
Proof. unit_witness 1 (1 / 10) 1 1. Qed.
Example HORIZON_2_witness : HORIZON_2.nonvacuous.
Proof. form_star_witness (1 / 10). Qed.
