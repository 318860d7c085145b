(* Two-layer leaky nets on any batches, targets 0: the weight norm never increases up to the edge of a single datum, at any learning rates;
   strictly below the mean squared outputs of the batches are summable. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer Quadratic Layered.
From Catapult Require Import Defined Sums WeightSpace UpdateRules Losses BatchRuns TrainedPull Pulls LayerModel LayerKernel LayerDescent
  LayerWitness RestWitness TwoLayerModel QuadraticModel Witness.
From Catapult Require Import BATCH_LIMIT BATCH_MONO BATCH_SCHEDULE BATCH_SUM.
Open Scope R_scope.


Theorem BATCH_MONO_1 : BATCH_MONO_1.statement.
Proof.
  intros b x2_top N eta w [] t.
  apply (batch_falls N x2_top kink_bounded inputs_bounded some_data targets_zero b batch_nonnegative batch_whole (constant_rate eta) w
    (fun _ => Rlt_le _ _ rate_positive) (fun _ => Rle_refl _)).
  unfold constant_rate, TwoLayerModel.top_slope. lra.
Qed.
Theorem BATCH_SCHEDULE_1 : BATCH_SCHEDULE_1.statement.
Proof.
  intros b x2_top N rate w [] t. unfold BATCH_SCHEDULE_1.state. rewrite (Trained.descent_step (TwoLayer.trained N)). intros B.
  apply (batch_falls_now N x2_top kink_bounded inputs_bounded some_data targets_zero b batch_nonnegative batch_whole rate w rates_nonnegative t).
  unfold TwoLayerModel.top_slope. lra.
Qed.
Theorem BATCH_SUM_1 : BATCH_SUM_1.statement.
Proof.
  intros b x2_top N eta w [] t.
  pose proof (batch_sum N x2_top kink_bounded inputs_bounded some_data targets_zero b batch_nonnegative batch_whole (constant_rate eta) w
    (fun _ => Rlt_le _ _ rate_positive) eta rate_positive (fun _ => eq_refl) ltac:(unfold TwoLayerModel.top_slope; lra) (S t)) as H.
  eapply Rle_trans; [exact H|]. right. unfold TwoLayerModel.top_slope. f_equal. f_equal. ring.
Qed.
Theorem BATCH_SUM_1_defined : BATCH_SUM_1.defined.
Proof. intros b x2_top N eta w []. split; lra. Qed.
Theorem BATCH_LIMIT_1 : BATCH_LIMIT_1.statement.
Proof.
  intros b x2_top N eta w [].
  exact (batch_limit N x2_top kink_bounded inputs_bounded some_data targets_zero b batch_nonnegative batch_whole (constant_rate eta) w
    (fun _ => Rlt_le _ _ rate_positive) eta rate_positive (fun _ => eq_refl) ltac:(unfold TwoLayerModel.top_slope; lra)).
Qed.

Lemma one_batch (t a : nat) : (a < TwoLayer.D (unit_net 1))%nat -> 0 <= (fun _ _ : nat => 1) t a.
Proof. intros _. lra. Qed.
Lemma one_whole (t : nat) : Sum (TwoLayer.D (unit_net 1)) ((fun _ _ : nat => 1) t) = 1.
Proof. simpl. ring. Qed.
Lemma one_input a : (a < TwoLayer.D (unit_net 1))%nat -> Sum (TwoLayer.d (unit_net 1)) (fun k => TwoLayer.X (unit_net 1) a k ^ 2) <= 1.
Proof. intros _. simpl. lra. Qed.
Example BATCH_MONO_1_witness : BATCH_MONO_1.nonvacuous.
Proof.
  exists (fun _ _ => 1), 1. pose proof one_batch. pose proof one_whole. pose proof one_input. unit_witness 1 1 1 1.
Qed.
Example BATCH_SCHEDULE_1_witness : BATCH_SCHEDULE_1.nonvacuous.
Proof.
  exists (fun _ _ => 1), 1. pose proof one_batch. pose proof one_whole. pose proof one_input.
  assert (rates : forall t : nat, 0 <= (fun _ : nat => 1) t) by (intro; lra). unit_witness 1 (fun _ : nat => 1) 1 1.
Qed.
Example BATCH_SUM_1_witness : BATCH_SUM_1.nonvacuous.
Proof. exists (fun _ _ => 1), 1. pose proof one_batch. pose proof one_whole. pose proof one_input. unit_witness 1 1 1 1. Qed.
Example BATCH_LIMIT_1_witness : BATCH_LIMIT_1.nonvacuous.
Proof. exists (fun _ _ => 1), 1. pose proof one_batch. pose proof one_whole. pose proof one_input. unit_witness 1 1 1 1. Qed.
