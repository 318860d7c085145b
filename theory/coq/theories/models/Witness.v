(* Rational states that the non-vacuity witnesses use: one unit on one datum, and one weight. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require TwoLayer Quadratic.
From Catapult Require Import Sums Spectral TwoLayerModel QuadraticModel.
Open Scope R_scope.

Section OneUnit.
Import TwoLayer.
(* Width 1, datum x = 1 with target 0, prefactor 1, slopes 1 and [below]. *)
Definition unit_net (below : R) : net := Net 1 1 1 (fun _ _ => 1) (fun _ => 0) 1 1 below 1.
Definition unit_weights (u v : R) : weights := Weights (fun _ _ => u) (fun _ => v).
Variables below u v : R.
Hypothesis u_pos : 0 < u.
Lemma unit_slope : slope (unit_net below) (0 + u * 1) = 1.
Proof. unfold slope; simpl. destruct (Rlt_dec 0 (0 + u * 1)) as [H|H]; [reflexivity|exfalso; apply H; lra]. Qed.
Lemma unit_output_value : output (unit_net below) (unit_weights u v) 0 = u * v.
Proof. unfold output, preactivation, unit_output; simpl. rewrite unit_slope. ring. Qed.
Lemma unit_kernel_value : kernel (unit_net below) (unit_weights u v) 0 0 = u ^ 2 + v ^ 2.
Proof.
  unfold kernel, grad_U, grad_V, preactivation, unit_d_preactivation, unit_d_outer; simpl. rewrite unit_slope. field.
Qed.
Lemma unit_norm_value : weight_norm (unit_net below) (unit_weights u v) = u ^ 2 + v ^ 2.
Proof. unfold weight_norm; simpl. ring. Qed.
Lemma unit_loss_value : loss (unit_net below) (unit_weights u v) = (u * v) ^ 2 / 2.
Proof. unfold loss, residual; simpl Sum. rewrite unit_output_value. simpl. field. Qed.
Lemma unit_x2 : x2 (unit_net below) = 1.
Proof. unfold x2; simpl. ring. Qed.
Lemma unit_gram : gram_top (unit_net below) <= 1.
Proof.
  unfold gram_top. apply top_least; [|simpl; lia].
  intros z. unfold gram_form; simpl. rewrite Rinv_1. right. ring.
Qed.
Lemma unit_gram_nonneg : 0 <= gram_top (unit_net below).
Proof. apply (gram_top_bound (unit_net below)). simpl. lia. Qed.
Lemma unit_kink : kink_slope (unit_net below).
Proof. unfold kink_slope; simpl. eapply Rle_trans; [|apply Rmax_r]. lra. Qed.
End OneUnit.
Lemma unit_top_slope below : below ^ 2 <= 1 -> Rmax (TwoLayer.a_minus (unit_net below) ^ 2) (TwoLayer.a_plus (unit_net below) ^ 2) = 1.
Proof. intros H; simpl in *. rewrite Rmax_right; lra. Qed.
Lemma unit_targets below : TwoLayer.zero_targets (unit_net below).
Proof. intros a _. reflexivity. Qed.
Lemma unit_linear : TwoLayer.linear_net (unit_net 1).
Proof. split; reflexivity. Qed.
Lemma unit_relu : TwoLayer.relu_net (unit_net 0).
Proof. unfold TwoLayer.relu_net; simpl. repeat split; [lra|right; reflexivity]. Qed.

Section OneWeight.
Import Quadratic.
Definition unit_form : model := Model 1 1 (fun _ _ _ => 1) (fun _ => 0) 1.
Variable u : R.
Lemma form_output : output unit_form (fun _ => u) 0 = u ^ 2 / 2.
Proof. unfold output, psi_times; simpl. field. Qed.
Lemma form_kernel : kernel unit_form (fun _ => u) 0 0 = u ^ 2.
Proof. unfold kernel, gradient, psi_times; simpl. field. Qed.
Lemma form_norm : weight_norm unit_form (fun _ => u) = u ^ 2.
Proof. unfold weight_norm; simpl. ring. Qed.
Lemma form_loss : loss unit_form (fun _ => u) = (u ^ 2 / 2) ^ 2 / 2.
Proof. unfold loss, residual; simpl Sum. rewrite form_output. simpl. field. Qed.
Lemma form_symmetric : symmetric unit_form.
Proof. intros a i j _ _ _. reflexivity. Qed.
Lemma form_targets : zero_targets unit_form.
Proof. intros a _. reflexivity. Qed.
Lemma form_isotropic : isotropic unit_form.
Proof. exists 1. intros x i Hi. simpl in Hi. replace i with 0%nat by lia. unfold psi_times; simpl. ring. Qed.
Lemma form_square x : square_form unit_form x = Sum 1 (fun i => x i ^ 2).
Proof. unfold square_form, psi_times; simpl. ring. Qed.
Lemma form_psi2 : psi2_top unit_form = 1.
Proof.
  apply Rle_antisym.
  - apply top_least; [|simpl; lia]. intros z. rewrite form_square. simpl. lra.
  - pose proof (psi2_top_bound unit_form (fun _ => 1)) as H. rewrite form_square in H. simpl in H. lra.
Qed.
End OneWeight.

(* Close a witness with one unit, or with one weight: [hyp] is the statement's hypothesis. *)
Ltac close_witness := repeat split; try assumption; simpl; try lra; try lia.
Ltac unit_witness below eta u v :=
  exists (unit_net below), eta, (unit_weights u v); (split; [constructor|]);
  rewrite ?unit_top_slope, ?unit_norm_value, ?unit_x2, ?unit_kernel_value, ?unit_output_value, ?unit_loss_value by lra;
  pose proof (unit_gram below); pose proof (unit_gram_nonneg below); pose proof (unit_kink below);
  pose proof (unit_targets below); pose proof unit_linear; pose proof unit_relu; close_witness.
Ltac form_witness eta u :=
  exists unit_form, eta, (fun _ => u); (split; [constructor|]);
  rewrite ?form_psi2, ?form_norm, ?form_kernel, ?form_output, ?form_loss;
  pose proof form_symmetric; pose proof form_targets; pose proof form_isotropic; close_witness.
