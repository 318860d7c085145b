(* A rational state of a neural quadratic model on two one-dimensional data, for the non-vacuity witnesses. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Neural.
From Catapult Require Import Sums NeuralModel NeuralBlocks.
Import Neural.
Open Scope R_scope.

(* Two units, one for each sign, on the inputs 1 and -1 with target b: both blocks are alive. *)
Definition pair_model (b : R) (positive : bool) : model := Model 2 1 2
  (fun a _ => if Nat.eq_dec a 0 then 1 else if positive then 1 else -1) (fun _ => b) (fun i _ => if Nat.eq_dec i 0 then 1 else -1).
Definition pair_weights : weights := Weights (fun i _ => if Nat.eq_dec i 0 then 1 else -1) (fun _ => 1).
Lemma pair_line b e : line (pair_model b e).
Proof. unfold line; simpl. split; [reflexivity|]. split; [lia|]. intros i _. destruct (Nat.eq_dec i 0); lra. Qed.
Lemma pair_norms b e : p1_norm2 (pair_model b e) = (if e then 2 else 1) /\ p2_norm2 (pair_model b e) = if e then 0 else 1.
Proof.
  unfold p1_norm2, p2_norm2, p1, p2; destruct e; simpl; destruct (Rle_dec 0 1); try lra; destruct (Rle_dec 0 (-1)); lra.
Qed.
Lemma pair_loss b e : b <= 0 -> 0 < loss (pair_model b e) pair_weights.
Proof.
  intros B. set (M := pair_model b e). set (w := pair_weights).
  assert (F : 0 < output M w 0).
  { unfold output. apply Rmult_lt_0_compat; [apply (s_square_line M (pair_line b e))|].
    unfold gate, preactivation; simpl. destruct (Rle_dec 0 (0 + 1 * 1)) as [_|N]; [|exfalso; apply N; lra].
    destruct (Rle_dec 0 (0 + -1 * 1)); lra. }
  unfold loss. simpl D. simpl Sum. assert (0 < residual M w 0 ^ 2) by (apply pow_lt; unfold residual; simpl y; lra).
  pose proof (pow2_ge_0 (residual M w 1)). simpl INR. lra.
Qed.
Lemma pair_lambda b e : lambda_1 (pair_model b e) pair_weights = if e then 2 else 1.
Proof.
  unfold lambda_1. rewrite (proj1 (pair_norms b e)). simpl. destruct (Rle_dec 0 1); [|lra]. destruct (Rle_dec 0 (-1)); [lra|].
  destruct e; field.
Qed.
Lemma pair_lambda_2 b e : lambda_2 (pair_model b e) pair_weights = if e then 0 else 1.
Proof.
  unfold lambda_2. rewrite (proj2 (pair_norms b e)). simpl. destruct (Rle_dec 1 0); [lra|]. destruct (Rle_dec (-1) 0); [|lra].
  destruct e; field.
Qed.
Ltac pair_witness b e eta := exists (pair_model b e), eta, pair_weights; (split; [constructor|]); pose proof (pair_line b e) as L;
  destruct (pair_norms b e) as [N1 N2]; rewrite ?N1, ?N2, ?pair_lambda, ?pair_lambda_2; first [assumption|apply pair_loss; lra|simpl; lra|simpl; lia|intros a Ha; reflexivity|idtac].
