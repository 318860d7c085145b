(* Weight decay on any data with any targets: the weight norm never exceeds the larger of its start and k |y|^2 / (2 D mu). *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer Quadratic Layered.
From Catapult Require Import Defined Sums WeightSpace UpdateRules Losses DecayRuns TrainedPull Pulls LayerModel LayerKernel LayerDescent
  LayerWitness RestWitness TwoLayerModel QuadraticModel Witness.
From Catapult Require Import DECAY_TARGETS.
Open Scope R_scope.

Theorem DECAY_TARGETS_1 : DECAY_TARGETS_1.statement.
Proof.
  intros mu N eta w [] t. net_trained N. set (top := Rmax _ _).
  pose proof (lt_0_INR _ some_data) as DP.
  assert (Y : TwoLayer.target_norm N ^ 2 = Sum (TwoLayer.D N) (fun a => TwoLayer.y N a ^ 2)) by (apply pow2_sqrt, sum_sq_nonneg).
  apply (run_decay_bounded (TwoLayer.trained N) mu eta w rate_positive (net_constant N) 1%nat).
  - apply Rlt_le, Rinv_0_lt_compat, DP.
  - rewrite degree_two; apply net_homogeneous.
  - apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|apply (gram_top_bound N some_data)]|apply top_slope_nonneg].
  - intros z q; rewrite pow_1; apply (net_kernel_bound N _ z q some_data (gram_top_bound N some_data) kink_bounded).
  - apply Rmax_l.
  - apply Rle_trans with (2 * mu * (TwoLayer.target_norm N ^ 2 / (INR (TwoLayer.D N) * mu))); [|apply Rmult_le_compat_l; [lra|apply Rmax_r]].
    rewrite Y. right. change (Trained.share (TwoLayer.trained N)) with (/ INR (TwoLayer.D N)). change (Trained.data (TwoLayer.trained N)) with (TwoLayer.D N).
    change (Trained.target (TwoLayer.trained N)) with (TwoLayer.y N). rewrite degree_two. field. lra.
  - destruct (Rmax_is (Trained.weight_norm (TwoLayer.trained N) w) (TwoLayer.target_norm N ^ 2 / (INR (TwoLayer.D N) * mu))) as [Q|Q]; fold top in Q; rewrite Q;
      rewrite pow_1, degree_two; unfold net_constant, TwoLayerModel.top_slope; lra.
Qed.
Theorem DECAY_TARGETS_1_defined : DECAY_TARGETS_1.defined.
Proof. intros mu N eta w []. is_defined; first [apply Rgt_not_eq, lt_0_INR; assumption|idtac]. Qed.
Theorem DECAY_TARGETS_2 : DECAY_TARGETS_2.statement.
Proof.
  intros mu M eta w [] t. form_trained M. set (top := Rmax _ _).
  pose proof (lt_0_INR _ some_data) as DP.
  assert (Y : Quadratic.target_norm M ^ 2 = Sum (Quadratic.D M) (fun a => Quadratic.y M a ^ 2)) by (apply pow2_sqrt, sum_sq_nonneg).
  apply (run_decay_bounded (Quadratic.trained M) mu eta w rate_positive (Quadratic.c_star M) 1%nat).
  - apply Rlt_le, Rinv_0_lt_compat, DP.
  - rewrite degree_two; apply quadratic_homogeneous.
  - apply Rmult_le_pos; [|apply (mixed_star M)]; apply Rmult_le_pos; [apply pow2_ge_0|apply Rlt_le, Rinv_0_lt_compat, lt_0_INR, some_data].
  - intros z q; rewrite pow_1; apply (quadratic_kernel_bound M _ z q some_data (mixed_star M)).
  - apply Rmax_l.
  - apply Rle_trans with (2 * mu * (Quadratic.target_norm M ^ 2 / (INR (Quadratic.D M) * mu))); [|apply Rmult_le_compat_l; [lra|apply Rmax_r]].
    rewrite Y. right. change (Trained.share (Quadratic.trained M)) with (/ INR (Quadratic.D M)). change (Trained.data (Quadratic.trained M)) with (Quadratic.D M).
    change (Trained.target (Quadratic.trained M)) with (Quadratic.y M). rewrite degree_two. field. lra.
  - destruct (Rmax_is (Trained.weight_norm (Quadratic.trained M) w) (Quadratic.target_norm M ^ 2 / (INR (Quadratic.D M) * mu))) as [Q|Q]; fold top in Q; rewrite Q;
      rewrite pow_1, degree_two; lra.
Qed.
Theorem DECAY_TARGETS_2_defined : DECAY_TARGETS_2.defined.
Proof. intros mu M eta w []. is_defined; first [apply Rgt_not_eq, lt_0_INR; assumption|idtac]. Qed.
Theorem DECAY_TARGETS_3 : DECAY_TARGETS_3.statement.
Proof.
  intros mu N eta w [] t. layered_trained N. set (top := Rmax _ _).
  pose proof (lt_0_INR _ some_data) as DP.
  assert (Y : Trained.target_norm (Layered.trained N) ^ 2 = Sum (Layered.D N) (fun a => Layered.y N a ^ 2)) by (apply pow2_sqrt, sum_sq_nonneg).
  apply (run_decay_bounded (Layered.trained N) mu eta w rate_positive (depth_constant N) (Layered.hidden N)).
  - apply Rlt_le, Rinv_0_lt_compat, DP.
  - rewrite <- degree_of_depth; apply layered_homogeneous.
  - apply (depth_constant_nonneg N some_data).
  - intros z q; apply (layered_kernel_bound N z q some_data kink_bounded).
  - apply Rmax_l.
  - apply Rle_trans with (2 * mu * (1 / 2 * INR (Layered.depth N) * Trained.target_norm (Layered.trained N) ^ 2 / (INR (Layered.D N) * mu))); [|apply Rmult_le_compat_l; [lra|apply Rmax_r]].
    rewrite Y. right. change (Trained.share (Layered.trained N)) with (/ INR (Layered.D N)). change (Trained.data (Layered.trained N)) with (Layered.D N).
    change (Trained.target (Layered.trained N)) with (Layered.y N). rewrite <- degree_of_depth. field. lra.
  - destruct (Rmax_is (Trained.weight_norm (Layered.trained N) w) (1 / 2 * INR (Layered.depth N) * Trained.target_norm (Layered.trained N) ^ 2 / (INR (Layered.D N) * mu))) as [Q|Q]; fold top in Q; rewrite Q;
      rewrite Rmult_plus_distr_l, <- printed_power, <- degree_of_depth; lra.
Qed.
Theorem DECAY_TARGETS_3_defined : DECAY_TARGETS_3.defined.
Proof. intros mu N eta w []. pose proof (depth_at_least_one N). is_defined; first [apply Rgt_not_eq, lt_0_INR; assumption|idtac]. Qed.

Example DECAY_TARGETS_1_witness : DECAY_TARGETS_1.nonvacuous.
Proof. exists (1). exists (unit_net 1), (1 / 10), (unit_weights 1 1). (split; [constructor|]); rewrite ?unit_target_norm, ?unit_top_slope,
  ?unit_norm_value, ?unit_loss_value by lra; pose proof (unit_gram 1); pose proof (unit_gram_nonneg 1); pose proof (unit_kink 1); close_witness. Qed.
Example DECAY_TARGETS_2_witness : DECAY_TARGETS_2.nonvacuous.
Proof. exists (1). exists unit_form, (1 / 10), (fun _ => 1). (split; [constructor|]); rewrite ?form_target_norm, ?form_norm, ?form_loss;
  pose proof form_star; pose proof form_symmetric; close_witness. Qed.
Example DECAY_TARGETS_3_witness : DECAY_TARGETS_3.nonvacuous.
Proof. exists (1). exists chain, (1 / 10), chain_weights. (split; [constructor|]); rewrite ?chain_target_norm, ?chain_top_slope, ?chain_norm, ?chain_loss;
  pose proof chain_kink; pose proof chain_gram; close_witness. Qed.
