(* Two-layer leaky nets, targets 0, on batches in which every datum recurs: strictly below the edge of a single datum the loss on all
   data tends to 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer.
From Catapult Require Import Defined Sums WeightSpace UpdateRules Losses Scheduled HomogeneousPull Close Steady BatchRuns RecurringBatches
  TrainedPull Pulls RestWitness TwoLayerModel Witness.
From Catapult Require Import BATCH_LOSS.
Open Scope R_scope.

Theorem BATCH_LOSS_1 : BATCH_LOSS_1.statement.
Proof.
  intros b x2_top N eta w []. destruct batch_recurring as [period [p [P R]]].
  set (M := TwoLayer.trained N). set (C := TwoLayer.s N ^ 2 * x2_top * TwoLayerModel.top_slope N).
  assert (B : eta * (C * TwoLayer.weight_norm N w) < 4) by (unfold C, TwoLayerModel.top_slope; lra).
  set (W t := Trained.train M (gradient_descent (constant_rate eta)) squared b w t).
  assert (within : forall t, Trained.weight_norm M (W t) <= TwoLayer.weight_norm N w).
  { induction t as [|t IH]; [apply Rle_refl|]. eapply Rle_trans; [|exact IH].
    exact (batch_falls N x2_top kink_bounded inputs_bounded some_data targets_zero b batch_nonnegative batch_whole (constant_rate eta) w
      (fun _ => Rlt_le _ _ rate_positive) (fun _ => Rle_refl _) (Rlt_le _ _ B) t). }
  assert (outputs : forall t a, (a < TwoLayer.D N)%nat -> TwoLayer.residual N (W t) a = TwoLayer.output N (W t) a).
  { intros t a Ha. unfold TwoLayer.residual. rewrite (targets_zero a Ha). ring. }
  assert (vanishing : is_lim_seq (fun t => Sum (Trained.data M) (fun a => b t a * Trained.output M (W t) a ^ 2)) 0).
  { eapply is_lim_seq_ext; [|exact (batch_limit N x2_top kink_bounded inputs_bounded some_data targets_zero b batch_nonnegative batch_whole
      (constant_rate eta) w (fun _ => Rlt_le _ _ rate_positive) eta rate_positive (fun _ => eq_refl) B)].
    intro t. cbv beta. rewrite (Trained.descent_step (TwoLayer.trained N)). apply sum_ext. intros a Ha. f_equal. f_equal. exact (outputs t a Ha). }
  assert (gradients : forall t, square_norm (Trained.weight_space M) (Trained.batch_gradient M squared (b t) (W t))
    <= C * TwoLayer.weight_norm N w ^ 1 * Sum (Trained.data M) (fun a => b t a * Trained.output M (W t) a ^ 2)).
  { intro t. eapply Rle_trans; [exact (pull_below (net_batch_pull N x2_top kink_bounded inputs_bounded some_data targets_zero b
      batch_nonnegative batch_whole) t (W t) _ (within t))|].
    right. f_equal. apply sum_ext. intros a Ha.
    change (b t a * (TwoLayer.residual N (W t) a * TwoLayer.output N (W t) a) = b t a * TwoLayer.output N (W t) a ^ 2).
    rewrite (outputs t a Ha). ring. }
  pose proof (recurring_outputs_vanish M b eta _ _ w (net_entries_below_norm N) (net_steady N) batch_nonnegative gradients within vanishing
    period p P R) as L.
  apply is_lim_seq_ext with (fun t => / 2 * (Trained.share M * Sum (Trained.data M) (fun a => Trained.output M (W t) a ^ 2))).
  - intro t. change (TwoLayer.loss N (weights_of (BATCH_LOSS_1.state b x2_top N eta w t))) with (Trained.total_loss M squared (W t)).
    rewrite Trained.total_loss_squared. unfold Trained.mean_square_residual. do 2 f_equal. apply sum_ext. intros a Ha. f_equal.
    symmetry. exact (outputs t a Ha).
  - replace (Finite 0) with (Finite (/ 2 * (Trained.share M * 0))) by (f_equal; ring). do 2 (apply is_lim_seq_mult'; [apply is_lim_seq_const|]).
    apply (sum_vanishes _ (fun t a => Trained.output M (W t) a ^ 2)). intros a Ha.
    replace (Finite 0) with (Finite (0 ^ 2)) by (f_equal; ring). simpl. apply is_lim_seq_mult'; [exact (L a Ha)|].
    apply is_lim_seq_mult'; [exact (L a Ha)|apply is_lim_seq_const].
Qed.

Example BATCH_LOSS_1_witness : BATCH_LOSS_1.nonvacuous.
Proof.
  exists (fun _ _ => 1), 1.
  assert (nonneg : forall t a : nat, (a < TwoLayer.D (unit_net 1))%nat -> 0 <= (fun _ _ : nat => 1) t a) by (intros; lra).
  assert (whole : forall t : nat, Sum (TwoLayer.D (unit_net 1)) ((fun _ _ : nat => 1) t) = 1) by (intro; simpl; ring).
  assert (inputs : forall a, (a < TwoLayer.D (unit_net 1))%nat -> Sum (TwoLayer.d (unit_net 1)) (fun k => TwoLayer.X (unit_net 1) a k ^ 2) <= 1)
    by (intros; simpl; lra).
  assert (recurs : exists (M : nat) (p : R), 0 < p /\ forall t a : nat, (a < TwoLayer.D (unit_net 1))%nat ->
    exists j, (j < M)%nat /\ p <= (fun _ _ : nat => 1) (t + j)%nat a)
    by (exists 1%nat, 1; split; [lra|]; intros; exists 0%nat; split; [lia|lra]).
  unit_witness 1 1 1 1.
Qed.
