(* Polyak's learning rate rho L/|grad L|^2, targets 0: an exact identity, a norm that never increases, a loss that tends to 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer Quadratic Layered.
From Catapult Require Import Defined Sums WeightSpace UpdateRules Losses AdaptiveRuns TrainedPull Pulls LayerModel LayerKernel LayerDescent
  LayerWitness RestWitness TwoLayerModel QuadraticModel Witness.
From Catapult Require Import POLYAK_ID POLYAK_MONO POLYAK_LIMIT.
Open Scope R_scope.

Theorem POLYAK_ID_1 : POLYAK_ID_1.statement.
Proof.
  intros polyak N rate w [] t. net_trained N. unfold POLYAK_ID_1.state.
  pose proof (polyak_product (TwoLayer.trained N) 2 w rate polyak t (net_homogeneous N) ltac:(lra) targets_zero) as H. cbv beta zeta in H.
  etransitivity; [|etransitivity; [apply H; rewrite rates_follow; unfold Rdiv; ring|]]; ring.
Qed.
Theorem POLYAK_ID_2 : POLYAK_ID_2.statement.
Proof.
  intros polyak M rate w [] t. form_trained M. unfold POLYAK_ID_2.state.
  pose proof (polyak_product (Quadratic.trained M) 2 w rate polyak t (quadratic_homogeneous M) ltac:(lra) targets_zero) as H. cbv beta zeta in H.
  etransitivity; [|etransitivity; [apply H; rewrite rates_follow; unfold Rdiv; ring|]]; ring.
Qed.
Theorem POLYAK_ID_3 : POLYAK_ID_3.statement.
Proof.
  intros polyak N rate w [] t. layered_trained N. unfold POLYAK_ID_3.state.
  pose proof (polyak_product (Layered.trained N) (INR (Layered.depth N)) w rate polyak t (layered_homogeneous N) ltac:(pose proof (depth_at_least_one N); lra) targets_zero) as H. cbv beta zeta in H.
  etransitivity; [|etransitivity; [apply H; rewrite rates_follow; unfold Rdiv; ring|]]; ring.
Qed.
Theorem POLYAK_MONO_1 : POLYAK_MONO_1.statement.
Proof.
  intros polyak N rate w [] t. net_trained N.
  assert (Fo : forall t, rate t = polyak * (Trained.mean_square_output (TwoLayer.trained N) (weights_of (Trained.run (TwoLayer.trained N) (gradient_descent rate) squared (Trained.full (TwoLayer.trained N)) w t)) / 2)
    / square_norm (Trained.weight_space (TwoLayer.trained N)) (Trained.batch_gradient (TwoLayer.trained N) squared (Trained.whole (TwoLayer.trained N)) (weights_of (Trained.run (TwoLayer.trained N) (gradient_descent rate) squared (Trained.full (TwoLayer.trained N)) w t)))).
  { intro j. rewrite rates_follow, squared_gradient_norm. unfold Rdiv. ring. }
  apply (polyak_falls (TwoLayer.trained N) (net_constant N) 1%nat w rate (net_pull N some_data targets_zero kink_bounded) polyak polyak_positive Fo). rewrite degree_two. lra.
Qed.
Theorem POLYAK_MONO_2 : POLYAK_MONO_2.statement.
Proof.
  intros polyak M rate w [] t. form_trained M.
  assert (Fo : forall t, rate t = polyak * (Trained.mean_square_output (Quadratic.trained M) (weights_of (Trained.run (Quadratic.trained M) (gradient_descent rate) squared (Trained.full (Quadratic.trained M)) w t)) / 2)
    / square_norm (Trained.weight_space (Quadratic.trained M)) (Trained.batch_gradient (Quadratic.trained M) squared (Trained.whole (Quadratic.trained M)) (weights_of (Trained.run (Quadratic.trained M) (gradient_descent rate) squared (Trained.full (Quadratic.trained M)) w t)))).
  { intro j. rewrite rates_follow, squared_gradient_norm. unfold Rdiv. ring. }
  apply (polyak_falls (Quadratic.trained M) (Quadratic.c_star M) 1%nat w rate (form_pull M some_data targets_zero) polyak polyak_positive Fo). rewrite degree_two. lra.
Qed.
Theorem POLYAK_MONO_3 : POLYAK_MONO_3.statement.
Proof.
  intros polyak N rate w [] t. layered_trained N.
  assert (Fo : forall t, rate t = polyak * (Trained.mean_square_output (Layered.trained N) (weights_of (Trained.run (Layered.trained N) (gradient_descent rate) squared (Trained.full (Layered.trained N)) w t)) / 2)
    / square_norm (Trained.weight_space (Layered.trained N)) (Trained.batch_gradient (Layered.trained N) squared (Trained.whole (Layered.trained N)) (weights_of (Trained.run (Layered.trained N) (gradient_descent rate) squared (Trained.full (Layered.trained N)) w t)))).
  { intro j. rewrite rates_follow, squared_gradient_norm. unfold Rdiv. ring. }
  apply (polyak_falls (Layered.trained N) (depth_constant N) (Layered.hidden N) w rate (layered_pull N some_data targets_zero kink_bounded) polyak polyak_positive Fo). rewrite <- degree_of_depth. lra.
Qed.
Theorem POLYAK_LIMIT_1 : POLYAK_LIMIT_1.statement.
Proof.
  intros polyak N rate w []. net_trained N.
  assert (Fo : forall t, rate t = polyak * (Trained.mean_square_output (TwoLayer.trained N) (weights_of (Trained.run (TwoLayer.trained N) (gradient_descent rate) squared (Trained.full (TwoLayer.trained N)) w t)) / 2)
    / square_norm (Trained.weight_space (TwoLayer.trained N)) (Trained.batch_gradient (TwoLayer.trained N) squared (Trained.whole (TwoLayer.trained N)) (weights_of (Trained.run (TwoLayer.trained N) (gradient_descent rate) squared (Trained.full (TwoLayer.trained N)) w t)))).
  { intro j. rewrite rates_follow, squared_gradient_norm. unfold Rdiv. ring. }
  pose proof (polyak_limit (TwoLayer.trained N) (net_constant N) 1%nat w rate (net_pull N some_data targets_zero kink_bounded) polyak polyak_positive Fo ltac:(rewrite degree_two; lra)) as L. cbv beta zeta in L.
  apply is_lim_seq_ext with (fun t => / 2 * Trained.mean_square_output (TwoLayer.trained N) (weights_of (Trained.run (TwoLayer.trained N) (gradient_descent rate) squared (Trained.full (TwoLayer.trained N)) w t))).
  - intro t. unfold POLYAK_LIMIT_1.state. rewrite Trained.total_loss_squared. unfold Trained.mean_square_output, Trained.mean_square_residual. do 2 f_equal.
    apply sum_ext. intros a Ha. unfold Trained.residual. rewrite (targets_zero a Ha : Trained.target (TwoLayer.trained N) a = 0). ring.
  - replace (Finite 0) with (Finite (/ 2 * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|exact L].
Qed.
Theorem POLYAK_LIMIT_2 : POLYAK_LIMIT_2.statement.
Proof.
  intros polyak M rate w []. form_trained M.
  assert (Fo : forall t, rate t = polyak * (Trained.mean_square_output (Quadratic.trained M) (weights_of (Trained.run (Quadratic.trained M) (gradient_descent rate) squared (Trained.full (Quadratic.trained M)) w t)) / 2)
    / square_norm (Trained.weight_space (Quadratic.trained M)) (Trained.batch_gradient (Quadratic.trained M) squared (Trained.whole (Quadratic.trained M)) (weights_of (Trained.run (Quadratic.trained M) (gradient_descent rate) squared (Trained.full (Quadratic.trained M)) w t)))).
  { intro j. rewrite rates_follow, squared_gradient_norm. unfold Rdiv. ring. }
  pose proof (polyak_limit (Quadratic.trained M) (Quadratic.c_star M) 1%nat w rate (form_pull M some_data targets_zero) polyak polyak_positive Fo ltac:(rewrite degree_two; lra)) as L. cbv beta zeta in L.
  apply is_lim_seq_ext with (fun t => / 2 * Trained.mean_square_output (Quadratic.trained M) (weights_of (Trained.run (Quadratic.trained M) (gradient_descent rate) squared (Trained.full (Quadratic.trained M)) w t))).
  - intro t. unfold POLYAK_LIMIT_2.state. rewrite Trained.total_loss_squared. unfold Trained.mean_square_output, Trained.mean_square_residual. do 2 f_equal.
    apply sum_ext. intros a Ha. unfold Trained.residual. rewrite (targets_zero a Ha : Trained.target (Quadratic.trained M) a = 0). ring.
  - replace (Finite 0) with (Finite (/ 2 * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|exact L].
Qed.
Theorem POLYAK_LIMIT_3 : POLYAK_LIMIT_3.statement.
Proof.
  intros polyak N rate w []. layered_trained N.
  assert (Fo : forall t, rate t = polyak * (Trained.mean_square_output (Layered.trained N) (weights_of (Trained.run (Layered.trained N) (gradient_descent rate) squared (Trained.full (Layered.trained N)) w t)) / 2)
    / square_norm (Trained.weight_space (Layered.trained N)) (Trained.batch_gradient (Layered.trained N) squared (Trained.whole (Layered.trained N)) (weights_of (Trained.run (Layered.trained N) (gradient_descent rate) squared (Trained.full (Layered.trained N)) w t)))).
  { intro j. rewrite rates_follow, squared_gradient_norm. unfold Rdiv. ring. }
  pose proof (polyak_limit (Layered.trained N) (depth_constant N) (Layered.hidden N) w rate (layered_pull N some_data targets_zero kink_bounded) polyak polyak_positive Fo ltac:(rewrite <- degree_of_depth; lra)) as L. cbv beta zeta in L.
  apply is_lim_seq_ext with (fun t => / 2 * Trained.mean_square_output (Layered.trained N) (weights_of (Trained.run (Layered.trained N) (gradient_descent rate) squared (Trained.full (Layered.trained N)) w t))).
  - intro t. unfold POLYAK_LIMIT_3.state. rewrite Trained.total_loss_squared. unfold Trained.mean_square_output, Trained.mean_square_residual. do 2 f_equal.
    apply sum_ext. intros a Ha. unfold Trained.residual. rewrite (targets_zero a Ha : Trained.target (Layered.trained N) a = 0). ring.
  - replace (Finite 0) with (Finite (/ 2 * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|exact L].
Qed.

Definition rate_of_POLYAK_ID_1 c N w := schedule_exists (TwoLayer.trained N) squared (Trained.full (TwoLayer.trained N)) (fun z => 1 / 2 * TwoLayer.mean_square_output N z * c / TwoLayer.residual_kernel N z) w.
Example POLYAK_ID_1_witness : POLYAK_ID_1.nonvacuous.
Proof.
  destruct (rate_of_POLYAK_ID_1 1 (unit_net 1) (unit_weights 1 1)) as [rate R].
  exists 1, (unit_net 1), rate, (unit_weights 1 1). pose proof (unit_gram 1); pose proof (unit_gram_nonneg 1); pose proof (unit_kink 1); pose proof (unit_targets 1); rewrite ?unit_loss_value by lra. split; [constructor|]; try exact R; close_witness.
Qed.
Definition rate_of_POLYAK_ID_2 c N w := schedule_exists (Quadratic.trained N) squared (Trained.full (Quadratic.trained N)) (fun z => 1 / 2 * Quadratic.mean_square_output N z * c / Quadratic.residual_kernel N z) w.
Example POLYAK_ID_2_witness : POLYAK_ID_2.nonvacuous.
Proof.
  destruct (rate_of_POLYAK_ID_2 1 (unit_form) ((fun _ => 1))) as [rate R].
  exists 1, (unit_form), rate, (fun _ => 1). pose proof form_star; pose proof form_symmetric; pose proof form_targets; rewrite ?form_loss. split; [constructor|]; try exact R; close_witness.
Qed.
Definition rate_of_POLYAK_ID_3 c N w := schedule_exists (Layered.trained N) squared (Trained.full (Layered.trained N)) (fun z => 1 / 2 * Layered.mean_square_output N z * c / Layered.residual_kernel N z) w.
Example POLYAK_ID_3_witness : POLYAK_ID_3.nonvacuous.
Proof.
  destruct (rate_of_POLYAK_ID_3 1 (chain) (chain_weights)) as [rate R].
  exists 1, (chain), rate, (chain_weights). pose proof chain_targets; pose proof chain_kink; rewrite ?chain_loss. split; [constructor|]; try exact R; close_witness.
Qed.
Definition rate_of_POLYAK_MONO_1 c N w := schedule_exists (TwoLayer.trained N) squared (Trained.full (TwoLayer.trained N)) (fun z => 1 / 2 * TwoLayer.mean_square_output N z * c / TwoLayer.residual_kernel N z) w.
Example POLYAK_MONO_1_witness : POLYAK_MONO_1.nonvacuous.
Proof.
  destruct (rate_of_POLYAK_MONO_1 1 (unit_net 1) (unit_weights 1 1)) as [rate R].
  exists 1, (unit_net 1), rate, (unit_weights 1 1). pose proof (unit_gram 1); pose proof (unit_gram_nonneg 1); pose proof (unit_kink 1); pose proof (unit_targets 1); rewrite ?unit_loss_value by lra. split; [constructor|]; try exact R; close_witness.
Qed.
Definition rate_of_POLYAK_MONO_2 c N w := schedule_exists (Quadratic.trained N) squared (Trained.full (Quadratic.trained N)) (fun z => 1 / 2 * Quadratic.mean_square_output N z * c / Quadratic.residual_kernel N z) w.
Example POLYAK_MONO_2_witness : POLYAK_MONO_2.nonvacuous.
Proof.
  destruct (rate_of_POLYAK_MONO_2 1 (unit_form) ((fun _ => 1))) as [rate R].
  exists 1, (unit_form), rate, (fun _ => 1). pose proof form_star; pose proof form_symmetric; pose proof form_targets; rewrite ?form_loss. split; [constructor|]; try exact R; close_witness.
Qed.
Definition rate_of_POLYAK_MONO_3 c N w := schedule_exists (Layered.trained N) squared (Trained.full (Layered.trained N)) (fun z => 1 / 2 * Layered.mean_square_output N z * c / Layered.residual_kernel N z) w.
Example POLYAK_MONO_3_witness : POLYAK_MONO_3.nonvacuous.
Proof.
  destruct (rate_of_POLYAK_MONO_3 1 (chain) (chain_weights)) as [rate R].
  exists 1, (chain), rate, (chain_weights). pose proof chain_targets; pose proof chain_kink; rewrite ?chain_loss. split; [constructor|]; try exact R; close_witness.
Qed.
Definition rate_of_POLYAK_LIMIT_1 c N w := schedule_exists (TwoLayer.trained N) squared (Trained.full (TwoLayer.trained N)) (fun z => 1 / 2 * TwoLayer.mean_square_output N z * c / TwoLayer.residual_kernel N z) w.
Example POLYAK_LIMIT_1_witness : POLYAK_LIMIT_1.nonvacuous.
Proof.
  destruct (rate_of_POLYAK_LIMIT_1 1 (unit_net 1) (unit_weights 1 1)) as [rate R].
  exists 1, (unit_net 1), rate, (unit_weights 1 1). pose proof (unit_gram 1); pose proof (unit_gram_nonneg 1); pose proof (unit_kink 1); pose proof (unit_targets 1); rewrite ?unit_loss_value by lra. split; [constructor|]; try exact R; close_witness.
Qed.
Definition rate_of_POLYAK_LIMIT_2 c N w := schedule_exists (Quadratic.trained N) squared (Trained.full (Quadratic.trained N)) (fun z => 1 / 2 * Quadratic.mean_square_output N z * c / Quadratic.residual_kernel N z) w.
Example POLYAK_LIMIT_2_witness : POLYAK_LIMIT_2.nonvacuous.
Proof.
  destruct (rate_of_POLYAK_LIMIT_2 1 (unit_form) ((fun _ => 1))) as [rate R].
  exists 1, (unit_form), rate, (fun _ => 1). pose proof form_star; pose proof form_symmetric; pose proof form_targets; rewrite ?form_loss. split; [constructor|]; try exact R; close_witness.
Qed.
Definition rate_of_POLYAK_LIMIT_3 c N w := schedule_exists (Layered.trained N) squared (Trained.full (Layered.trained N)) (fun z => 1 / 2 * Layered.mean_square_output N z * c / Layered.residual_kernel N z) w.
Example POLYAK_LIMIT_3_witness : POLYAK_LIMIT_3.nonvacuous.
Proof.
  destruct (rate_of_POLYAK_LIMIT_3 1 (chain) (chain_weights)) as [rate R].
  exists 1, (chain), rate, (chain_weights). pose proof chain_targets; pose proof chain_kink; rewrite ?chain_loss. split; [constructor|]; try exact R; close_witness.
Qed.
