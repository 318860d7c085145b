(* A rational state that the non-vacuity witnesses use: three layers of one unit each, all weights 1, on the datum x = 1. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Layered.
From Catapult Require Import Sums Spectral LayerModel LayerKernel LayerDescent.
Import Layered.
Open Scope R_scope.

Definition chain : net := Net 2 (fun _ => 1%nat) 1 (fun _ _ => 1) (fun _ => 0) 1 1 (1 / 2) 1.
Definition chain_weights : weights := Weights (fun _ _ _ => 1) (fun _ => 1).
Lemma chain_slope : slope chain 1 = 1.
Proof. unfold slope; simpl. destruct (Rlt_dec 0 1) as [H|H]; [reflexivity|exfalso; lra]. Qed.
Lemma chain_reads l : reads chain chain_weights 0 l 0 = 1.
Proof.
  induction l as [|l IH]; [reflexivity|]. simpl reads. unfold leaves, enters. simpl. rewrite IH.
  replace (0 + 1 * 1) with 1 by ring. rewrite chain_slope. ring.
Qed.
Lemma chain_output : output chain chain_weights 0 = 1.
Proof. unfold output. simpl width. rewrite sum_one. simpl hidden. rewrite chain_reads. simpl. ring. Qed.
Lemma chain_loss : loss chain chain_weights = 1 / 2.
Proof. unfold loss, residual. simpl D. rewrite sum_one, chain_output. simpl. field. Qed.
Lemma chain_norm : weight_norm chain chain_weights = 3.
Proof. unfold weight_norm, over_weights; simpl. ring. Qed.
Lemma chain_targets : zero_targets chain.
Proof. intros a _. reflexivity. Qed.
Lemma chain_kink : kink_slope chain.
Proof. unfold kink_slope; simpl. eapply Rle_trans; [|apply Rmax_r]. lra. Qed.
Lemma chain_top_slope : Rmax (a_minus chain ^ 2) (a_plus chain ^ 2) = 1.
Proof. simpl. rewrite Rmax_right; lra. Qed.
Lemma chain_gram : 0 <= gram_top chain <= 1.
Proof.
  split; [apply gram_top_nonneg; simpl; lia|]. unfold gram_top. apply top_least; [|simpl; lia].
  intros z. unfold gram_form; simpl. rewrite Rinv_1. right. ring.
Qed.
(* Close a witness with this state and eta = 1: [hyp] is the statement's hypothesis. *)
Ltac chain_witness :=
  exists chain, 1, chain_weights; (split; [constructor|]); rewrite ?chain_top_slope, ?chain_norm, ?chain_loss;
  pose proof chain_targets; pose proof chain_kink; pose proof chain_gram; repeat split; try assumption; simpl; try lra; try lia.
