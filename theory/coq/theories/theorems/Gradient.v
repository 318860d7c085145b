(* The step of each model is eta times the gradient of its loss, weight by weight (for nets: away from the kinks): the gradient of the
   output is its derivative, and the gradient of the loss follows for every model at once. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Biased General Layered ManyOutputs Neural Quadratic Trained TwoLayer.
From Catapult Require Import Sums WeightSpace Losses OutputDerivatives LayerDerivative LayerWitness ManyOutputsDerivative.
From Catapult Require Import Gradients.
Open Scope R_scope.

Theorem GRADIENT_NET : GRADIENT_NET.statement.
Proof. intros N eta w []. exact (Trained.next_is_gradient (TwoLayer.trained N) squared eta w (net_differentiable N w no_kink) rate_positive). Qed.
Theorem GRADIENT_QUADRATIC : GRADIENT_QUADRATIC.statement.
Proof. intros M eta w []. exact (Trained.next_is_gradient (Quadratic.trained M) squared eta w (quadratic_differentiable M w form_symmetric) rate_positive). Qed.
Theorem GRADIENT_BIASED : GRADIENT_BIASED.statement.
Proof. intros B eta w []. exact (Trained.next_is_gradient (Biased.trained B) squared eta w (biased_differentiable B w form_symmetric) rate_positive). Qed.
Theorem GRADIENT_GENERAL : GRADIENT_GENERAL.statement.
Proof. intros M eta w []. exact (Trained.next_is_gradient (General.trained M) squared eta w (general_differentiable M w form_symmetric) rate_positive). Qed.
Theorem GRADIENT_NEURAL : GRADIENT_NEURAL.statement.
Proof. intros M eta w []. exact (Trained.next_is_gradient (Neural.trained M) squared eta w (neural_differentiable M w) rate_positive). Qed.
Theorem GRADIENT_LAYERED : GRADIENT_LAYERED.statement.
Proof. intros N eta w []. exact (Trained.next_is_gradient (Layered.trained N) squared eta w (layered_differentiable N w no_kink) rate_positive). Qed.
Theorem GRADIENT_OUTPUTS : GRADIENT_OUTPUTS.statement.
Proof. intros N eta w []. exact (Trained.next_is_gradient (ManyOutputs.trained N) squared eta w (many_differentiable N w no_kink) rate_positive). Qed.

Example GRADIENT_NET_witness : GRADIENT_NET.nonvacuous.
Proof.
  exists (TwoLayer.Net 1 1 1 (fun _ _ => 1) (fun _ => 0) 1 1 (1 / 2) 1), 1, (TwoLayer.Weights (fun _ _ => 1) (fun _ => 1)).
  repeat split; simpl; try lra; try lia.
  - intros a i _ _. unfold TwoLayer.preactivation; simpl. lra.
  - unfold TwoLayer.loss, TwoLayer.residual, TwoLayer.output, TwoLayer.preactivation, TwoLayer.unit_output, TwoLayer.slope; simpl.
    destruct (Rlt_dec 0 (0 + 1 * 1)); [lra|exfalso; lra].
Qed.
Example GRADIENT_QUADRATIC_witness : GRADIENT_QUADRATIC.nonvacuous.
Proof.
  exists (Quadratic.Model 1 1 (fun _ _ _ => 1) (fun _ => 0) 1), 1, (fun _ => 1). repeat split; simpl; try lra; try lia.
  unfold Quadratic.loss, Quadratic.residual, Quadratic.output, Quadratic.psi_times; simpl. lra.
Qed.
Example GRADIENT_BIASED_witness : GRADIENT_BIASED.nonvacuous.
Proof.
  exists (Biased.Model 1 1 (fun _ => 1) (fun _ _ => 1) 0 1), 1, (Biased.Weights (fun _ => 1) (fun _ => 1)). repeat split; simpl; try lra.
  unfold Biased.loss, Biased.residual, Biased.output, Biased.phi_theta, Biased.psi_times; simpl. lra.
Qed.
Example GRADIENT_GENERAL_witness : GRADIENT_GENERAL.nonvacuous.
Proof.
  exists (General.Model 1 1 (fun _ => 0) (fun _ _ => 1) (fun _ _ _ => 1) (fun _ => 0)), 1, (fun _ => 1). repeat split; simpl; try lra.
  unfold General.loss, General.residual, General.output, General.Q_times; simpl. lra.
Qed.
Example GRADIENT_NEURAL_witness : GRADIENT_NEURAL.nonvacuous.
Proof.
  exists (Neural.Model 1 1 1 (fun _ _ => 1) (fun _ => -1) (fun _ _ => 1)), 1, (Neural.Weights (fun _ _ => 1) (fun _ => 1)).
  repeat split; simpl; try lra; try lia.
  unfold Neural.loss, Neural.residual, Neural.output, Neural.gate, Neural.preactivation, Neural.s; simpl.
  destruct (Rle_dec 0 (0 + 1 * 1)); [|exfalso; lra]. replace (sqrt (1 * 1)) with 1 by (rewrite Rmult_1_r, sqrt_1; reflexivity). lra.
Qed.
Example GRADIENT_LAYERED_witness : GRADIENT_LAYERED.nonvacuous.
Proof.
  exists chain, 1, chain_weights. rewrite chain_loss. repeat split; simpl; try lra; try lia.
  intros a l i Ha _ Hi. simpl in Ha, Hi. replace a with 0%nat by lia. unfold Layered.preactivation, Layered.enters. simpl.
  rewrite chain_reads. lra.
Qed.
Example GRADIENT_OUTPUTS_witness : GRADIENT_OUTPUTS.nonvacuous.
Proof.
  exists (ManyOutputs.Net 1 1 1 2 (fun _ _ => 1) (fun _ => 0) 1 1 (1 / 2) 1), 1, (ManyOutputs.Weights (fun _ _ => 1) (fun _ _ => 1)).
  repeat split; simpl; try lra; try lia.
  - intros a i _ _. unfold ManyOutputs.preactivation; simpl. lra.
  - unfold ManyOutputs.loss, ManyOutputs.residual, ManyOutputs.output, ManyOutputs.hidden, ManyOutputs.preactivation, ManyOutputs.slope; simpl.
    destruct (Rlt_dec 0 (0 + 1 * 1)); [lra|exfalso; lra].
Qed.
