(* Linear nets on one datum with a loss of bounded slope: the balance never rises, every orbit is bounded, for target 0 the loss tends to 0,
   and the margin of the logistic loss grows. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer.
From Catapult Require Import Defined Sums WeightSpace UpdateRules Losses TwoLayerModel OneDatumUnits TargetWitness TargetMirror LossRuns LinearStep SlopeRuns Witness.
From Catapult Require Import SLOPE_BALANCE SLOPE_BOUNDED SLOPE_LIMIT LOGISTIC_MARGIN.
Open Scope R_scope.

Lemma huber_at_most delta (f y : R) : 0 < delta -> Rabs (loss_slope (huber delta) f y) <= delta.
Proof. intros D. pose proof (huber_bounded delta f y) as B. rewrite (Rabs_pos_eq delta) in B by lra. exact B. Qed.
Lemma logistic_at_most (f y : R) : y ^ 2 = 1 -> Rabs (loss_slope logistic f y) <= 1.
Proof. intros Y. eapply Rle_trans; [apply logistic_bounded|]. apply Rabs_le. nra. Qed.
Theorem SLOPE_BALANCE_1 : SLOPE_BALANCE_1.statement.
Proof.
  intros delta N eta w [] t. pose proof (run_balance_falls N (huber delta) eta delta w one_datum gates_linear rate_positive ltac:(intro; apply (huber_at_most delta _ _ delta_positive)) t) as P.
  cbv zeta in P. unfold kappa_of in P. specialize (P ltac:(lra)).
  unfold SLOPE_BALANCE_1.state. lra.
Qed.
Theorem SLOPE_BALANCE_2 : SLOPE_BALANCE_2.statement.
Proof.
  intros N eta w [] t. pose proof (run_balance_falls N log_cosh eta 1 w one_datum gates_linear rate_positive ltac:(intro; apply log_cosh_bounded) t) as P.
  cbv zeta in P. unfold kappa_of in P. specialize (P ltac:(lra)). unfold SLOPE_BALANCE_2.state. lra.
Qed.
Theorem SLOPE_BALANCE_3 : SLOPE_BALANCE_3.statement.
Proof.
  intros N eta w [] t. pose proof (run_balance_falls N logistic eta 1 w one_datum gates_linear rate_positive ltac:(intro; apply (logistic_at_most _ (TwoLayer.y N 0%nat) target_allowed)) t) as P.
  cbv zeta in P. unfold kappa_of in P. specialize (P ltac:(lra)). unfold SLOPE_BALANCE_3.state. lra.
Qed.
Theorem SLOPE_BOUNDED_1 : SLOPE_BOUNDED_1.statement.
Proof.
  intros delta N eta w [] t.
  pose proof (run_slope_bounded N (huber delta) eta delta w one_datum gates_linear rate_positive ltac:(lra)
    ltac:(intro; apply (huber_at_most delta _ _ delta_positive)) (huber_tame delta) t) as P. cbv zeta in P. unfold kappa_of in P.
  unfold SLOPE_BOUNDED_1.state. rewrite Rmax_comm. eapply Rle_trans; [apply P; lra|]. right. f_equal.
  change (TwoLayer.kernel N w 0 0) with (TwoLayer.kernel N (weights_of (Trained.run (TwoLayer.trained N) (gradient_descent (constant_rate eta)) (huber delta) (Trained.full (TwoLayer.trained N)) w 0)) 0 0).
  ring.
Qed.
Theorem SLOPE_BOUNDED_2 : SLOPE_BOUNDED_2.statement.
Proof.
  intros N eta w [] t.
  pose proof (run_slope_bounded N log_cosh eta 1 w one_datum gates_linear rate_positive ltac:(lra)
    ltac:(intro; apply log_cosh_bounded) log_cosh_tame t) as P. cbv zeta in P. unfold kappa_of in P.
  unfold SLOPE_BOUNDED_2.state. rewrite Rmax_comm. eapply Rle_trans; [apply P; lra|]. right. f_equal.
  change (TwoLayer.kernel N w 0 0) with (TwoLayer.kernel N (weights_of (Trained.run (TwoLayer.trained N) (gradient_descent (constant_rate eta)) log_cosh (Trained.full (TwoLayer.trained N)) w 0)) 0 0).
  ring.
Qed.
(* The loss between 0 and slope times output. *)
Lemma loss_vanishes N l eta w : TwoLayer.D N = 1%nat -> TwoLayer.zero_targets N -> under_tangent l -> (forall f y, Rabs (loss_slope l f y) <= Rabs (f - y)) ->
  is_lim_seq (fun t => TwoLayer.output N (weights_of (Trained.run (TwoLayer.trained N) (gradient_descent (constant_rate eta)) l (Trained.full (TwoLayer.trained N)) w t)) 0) 0 ->
  is_lim_seq (fun t => Trained.total_loss (TwoLayer.trained N) l (weights_of (Trained.run (TwoLayer.trained N) (gradient_descent (constant_rate eta)) l (Trained.full (TwoLayer.trained N)) w t))) 0.
Proof.
  intros one targets U Lip L. set (p t := weights_of (Trained.run (TwoLayer.trained N) (gradient_descent (constant_rate eta)) l (Trained.full (TwoLayer.trained N)) w t)) in *.
  assert (Y : TwoLayer.y N 0%nat = 0) by (apply targets; rewrite one; lia).
  assert (V : forall z, Trained.total_loss (TwoLayer.trained N) l z = loss_value l (TwoLayer.output N z 0) 0).
  { intro z. unfold Trained.total_loss, Trained.batch_loss, Trained.losses, Trained.whole. change (Trained.data (TwoLayer.trained N)) with (TwoLayer.D N).
    rewrite one, sum_one. change (Trained.share (TwoLayer.trained N)) with (/ INR (TwoLayer.D N)). rewrite one. change (Trained.target (TwoLayer.trained N) 0%nat) with (TwoLayer.y N 0%nat).
    rewrite Y. simpl INR. rewrite Rinv_1, Rmult_1_l. reflexivity. }
  apply is_lim_seq_le_le with (u := fun _ => 0) (w := fun t => TwoLayer.output N (p t) 0 * TwoLayer.output N (p t) 0).
  - intro t. rewrite V. set (f := TwoLayer.output N (p t) 0). pose proof (U f) as [A B]. split; [exact A|]. eapply Rle_trans; [exact B|].
    pose proof (Lip f 0) as C. rewrite Rminus_0_r in C. eapply Rle_trans; [apply Rle_abs|]. rewrite Rabs_mult.
    replace (f * f) with (Rabs f * Rabs f) by (rewrite <- Rabs_mult; apply Rabs_pos_eq; nra). apply Rmult_le_compat_r; [apply Rabs_pos|exact C].
  - apply is_lim_seq_const.
  - replace (Finite 0) with (Finite (0 * 0)) by (f_equal; ring). apply is_lim_seq_mult'; exact L.
Qed.
Lemma tame_below l : tame_slope l -> forall f y, Rabs (loss_slope l f y) <= Rabs (f - y).
Proof.
  intros T f y. pose proof (T f y) as B. set (g := loss_slope l f y) in *. destruct (Req_dec g 0) as [Z|Z]; [rewrite Z, Rabs_R0; apply Rabs_pos|].
  apply Rmult_le_reg_l with (Rabs g); [apply Rabs_pos_lt, Z|]. rewrite <- !Rabs_mult, (Rabs_pos_eq (g * g)) by nra. eapply Rle_trans; [|apply Rle_abs]. lra.
Qed.
Theorem SLOPE_LIMIT_1 : SLOPE_LIMIT_1.statement.
Proof.
  intros delta N eta w []. unfold SLOPE_LIMIT_1.state.
  apply (loss_vanishes N (huber delta) eta w one_datum targets_zero (huber_under_tangent delta) (tame_below _ (huber_tame delta))).
  apply (run_slope_limit N (huber delta) eta delta w one_datum gates_linear rate_positive ltac:(lra)
    ltac:(intro; apply (huber_at_most delta _ _ delta_positive)) (huber_tame delta)); [apply targets_zero; rewrite one_datum; lia|apply huber_steep, delta_positive|].
  unfold kappa_of. lra.
Qed.
Theorem SLOPE_LIMIT_2 : SLOPE_LIMIT_2.statement.
Proof.
  intros N eta w []. unfold SLOPE_LIMIT_2.state.
  apply (loss_vanishes N log_cosh eta w one_datum targets_zero log_cosh_under_tangent (tame_below _ log_cosh_tame)).
  apply (run_slope_limit N log_cosh eta 1 w one_datum gates_linear rate_positive ltac:(lra)
    ltac:(intro; apply log_cosh_bounded) log_cosh_tame); [apply targets_zero; rewrite one_datum; lia|apply log_cosh_steep|].
  unfold kappa_of. lra.
Qed.
Theorem LOGISTIC_MARGIN_1 : LOGISTIC_MARGIN_1.statement.
Proof.
  intros N eta w [] t. unfold LOGISTIC_MARGIN_1.state. set (p := Trained.run (TwoLayer.trained N) (gradient_descent (constant_rate eta)) logistic (Trained.full (TwoLayer.trained N)) w).
  destruct (linear_kernel_nonneg N one_datum (weights_of (p t))) as [H0|H0].
  - pose proof (run_margin N eta w t one_datum gates_linear rate_positive target_allowed) as P. cbv zeta in P. unfold kappa_of in P. fold p in P.
    apply Rgt_ge, P; lra.
  - pose proof (descent_closed N logistic one_datum gates_linear (constant_rate eta) w t) as [C _]. cbv zeta in C. fold p in C. rewrite C, <- H0.
    pose proof (kernel_above_output N one_datum gates_linear (weights_of (p t))) as A. rewrite <- H0 in A. pose proof (kappa_nonneg N) as K.
    set (f := TwoLayer.output N (weights_of (p t)) 0) in *. assert (Z : kappa_of N * f = 0).
    { assert (E : kappa_of N * f ^ 2 = 0) by (pose proof (Rmult_le_pos _ _ K (pow2_ge_0 f)); lra).
      apply Rsqr_0_uniq. unfold Rsqr. replace (kappa_of N * f * (kappa_of N * f)) with (kappa_of N * (kappa_of N * f ^ 2)) by ring. rewrite E. ring. }
    right. set (g := constant_rate eta t * Trained.slopes (TwoLayer.trained N) logistic (weights_of (p t)) 0).
    assert (Q : (1 + g ^ 2 * kappa_of N) * f - g * 0 = f + g ^ 2 * (kappa_of N * f)) by ring. rewrite Q, Z. ring.
Qed.

Ltac aim_at eta := exists (aim_net 1), eta, (aim_weights 1 2); pose proof (aim_linear 1); (split; [constructor|]); rewrite ?aim_x2, ?aim_loss; try assumption; simpl; try reflexivity; lra.
Example SLOPE_BALANCE_1_witness : SLOPE_BALANCE_1.nonvacuous.
Proof. exists 1. aim_at (1 / 2). Qed.
Example SLOPE_BALANCE_2_witness : SLOPE_BALANCE_2.nonvacuous.
Proof. aim_at (1 / 2). Qed.
Example SLOPE_BALANCE_3_witness : SLOPE_BALANCE_3.nonvacuous.
Proof. aim_at (1 / 2). Qed.
Example SLOPE_BOUNDED_1_witness : SLOPE_BOUNDED_1.nonvacuous.
Proof. exists 1. aim_at (1 / 2). Qed.
Example SLOPE_BOUNDED_2_witness : SLOPE_BOUNDED_2.nonvacuous.
Proof. aim_at (1 / 2). Qed.
Example SLOPE_LIMIT_1_witness : SLOPE_LIMIT_1.nonvacuous.
Proof. exists 1. unit_witness 1 1 1 1. Qed.
Example SLOPE_LIMIT_2_witness : SLOPE_LIMIT_2.nonvacuous.
Proof. unit_witness 1 1 1 1. Qed.
Example LOGISTIC_MARGIN_1_witness : LOGISTIC_MARGIN_1.nonvacuous.
Proof. aim_at 1. Qed.
