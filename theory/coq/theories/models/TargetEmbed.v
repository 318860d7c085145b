(* The weights of a linear or ReLU net on one datum, in units of the input's length, follow the gated net of TargetNet.v. *)
Require Import Reals Lra Psatz Arith Lia FunctionalExtensionality.
From Catapult Require TwoLayer.
From Catapult Require Import Sums TwoLayerModel OneDatum OneDatumUnits TargetMap TargetNet.
Import TwoLayer.
Open Scope R_scope.

Section Embed.
Variables (N : net) (eta : R).
Hypothesis eta_pos : 0 < eta.
Hypothesis s_pos : 0 < s N.
Hypothesis one : D N = 1%nat.
Hypothesis input : 0 < x2 N.
Hypothesis gate : gated N.
Definition input_length : R := sqrt (x2 N).
Definition prefactor : R := s N * input_length.
Definition open_gate (u : R) : bool := if Req_EM_T (slope N u) (a_plus N) then true else false.
Definition embed (w : weights) (i : nat) : R * R := (pre N w i / input_length, V w i).
Lemma length_pos : 0 < input_length. Proof. apply sqrt_lt_R0, input. Qed.
Lemma length_square : input_length * input_length = x2 N. Proof. apply sqrt_sqrt. lra. Qed.
Lemma slope_pos : 0 < a_plus N. Proof. destruct gate as [[A _]|[_ A]]; exact A. Qed.
Lemma prefactor_pos : 0 < prefactor. Proof. apply Rmult_lt_0_compat; [exact s_pos|exact length_pos]. Qed.
Lemma gated_slope u : slope N u = dg open_gate (a_plus N) u.
Proof.
  unfold dg, open_gate. destruct (Req_EM_T (slope N u) (a_plus N)) as [E|E]; [exact E|].
  destruct gate as [[A [B C]]|[[B C] A]]; unfold slope in *; destruct (Rlt_dec 0 u); destruct (Rlt_dec u 0); lra.
Qed.
Lemma slope_length p : slope N (p / input_length) = slope N p.
Proof.
  pose proof length_pos as L. pose proof (Rinv_0_lt_compat _ L) as I. unfold slope, Rdiv.
  destruct (Rlt_dec 0 p) as [A|A]; destruct (Rlt_dec 0 (p * / input_length)) as [B|B]; try reflexivity; try (exfalso; nra);
  destruct (Rlt_dec p 0) as [C|C]; destruct (Rlt_dec (p * / input_length) 0) as [E|E]; try reflexivity; exfalso; nra.
Qed.
Lemma embed_output w : f (n N) open_gate (a_plus N) prefactor (embed w) = output N w 0.
Proof.
  pose proof length_pos as L0. rewrite output_units. unfold f, usum, prefactor. rewrite Rmult_assoc, <- sum_scal. f_equal.
  apply sum_ext. intros i _. simpl. rewrite <- gated_slope, slope_length. field. lra.
Qed.
Lemma embed_kernel w : H (n N) open_gate (a_plus N) prefactor (embed w) = kernel N w 0 0.
Proof.
  pose proof length_pos as L0. rewrite (kernel_units N one). unfold H, usum, prefactor.
  replace (s N * input_length * (s N * input_length)) with (s N ^ 2 * input_length ^ 2) by ring. rewrite Rmult_assoc, <- sum_scal. f_equal.
  apply sum_ext. intros i _. simpl fst. simpl snd. rewrite <- gated_slope, slope_length, <- length_square. field. lra.
Qed.
Lemma embed_step w : embed (TwoLayer.step N eta w) = TargetNet.step (n N) open_gate (a_plus N) prefactor eta (y N 0%nat) (embed w).
Proof.
  pose proof length_pos as L0. apply functional_extensionality. intro i. unfold TargetNet.step, st. rewrite embed_output.
  unfold embed at 1. rewrite (pre_next N one), (outer_next N one). simpl fst. simpl snd.
  rewrite <- gated_slope, slope_length. unfold residual, prefactor. rewrite <- length_square. f_equal; field; lra.
Qed.
Lemma embed_train w t : embed (train N eta w t) = tr (n N) open_gate (a_plus N) prefactor eta (y N 0%nat) (embed w) t.
Proof. induction t as [|t IH]; [reflexivity|]. simpl. rewrite <- IH. apply embed_step. Qed.
Lemma root_kappa_is : root_kappa N = prefactor * a_plus N.
Proof. unfold root_kappa, prefactor, input_length. ring. Qed.
Lemma embed_target : Yc (a_plus N) prefactor eta (y N 0%nat) = scaled_target N eta.
Proof. unfold Yc, scaled_target. rewrite root_kappa_is. reflexivity. Qed.
Lemma embed_residual w : Rl (n N) open_gate (a_plus N) prefactor eta (y N 0%nat) (embed w) = scaled_residual N eta w.
Proof. unfold Rl, scaled_residual. rewrite embed_output, root_kappa_is. reflexivity. Qed.
Lemma embed_excess w : El (n N) open_gate (a_plus N) prefactor eta (y N 0%nat) (embed w) = - edge_excess N eta w.
Proof. rewrite El_eq by exact slope_pos. rewrite embed_target, embed_residual, embed_kernel. unfold edge_excess. ring. Qed.
Lemma embed_P w : Pl (n N) open_gate (a_plus N) prefactor eta (embed w) = P_form N eta w.
Proof.
  pose proof (Rl_PQ (n N) open_gate (a_plus N) prefactor eta (y N 0%nat) slope_pos (embed w)) as A.
  pose proof (H_PQ (n N) open_gate (a_plus N) prefactor eta slope_pos (embed w)) as B.
  rewrite embed_residual, embed_target in A. rewrite embed_kernel in B.
  unfold P_form, scaled_residual, scaled_target, residual in *. lra.
Qed.
Lemma embed_Q w : Ql (n N) open_gate (a_plus N) prefactor eta (embed w) = Q_form N eta w.
Proof.
  pose proof (Rl_PQ (n N) open_gate (a_plus N) prefactor eta (y N 0%nat) slope_pos (embed w)) as A.
  pose proof (H_PQ (n N) open_gate (a_plus N) prefactor eta slope_pos (embed w)) as B.
  rewrite embed_residual, embed_target in A. rewrite embed_kernel in B.
  unfold Q_form, scaled_residual, scaled_target, residual in *. lra.
Qed.
Lemma P_nonneg w : 0 <= P_form N eta w.
Proof. rewrite <- embed_P. apply Pl_nn; [exact slope_pos|exact prefactor_pos|exact eta_pos]. Qed.
Lemma Q_nonneg w : 0 <= Q_form N eta w.
Proof. rewrite <- embed_Q. apply Ql_nn; [exact slope_pos|exact prefactor_pos|exact eta_pos]. Qed.
(* The linear net: no unit is ever gated, so P and Q follow their maps exactly. *)
Lemma linear_PQ w : linear_net N -> P_form N eta (TwoLayer.step N eta w) = P_form N eta w * (1 - scaled_residual N eta w) ^ 2 /\
  Q_form N eta (TwoLayer.step N eta w) = Q_form N eta w * (1 + scaled_residual N eta w) ^ 2.
Proof.
  intros [A B].
  assert (G : forall u, open_gate u = true).
  { intro u. unfold open_gate. destruct (Req_EM_T (slope N u) (a_plus N)) as [|E]; [reflexivity|]. exfalso. apply E.
    unfold slope. destruct (Rlt_dec 0 u); [reflexivity|]. destruct (Rlt_dec u 0); congruence. }
  assert (C : forall l m, count m (act open_gate) l = m).
  { intros l m. induction m as [|m IH]; [reflexivity|]. simpl. rewrite IH. unfold act. rewrite G. simpl. lia. }
  rewrite <- !embed_P, <- !embed_Q, embed_step, <- embed_residual. apply PQ_eq. unfold cnt. rewrite !C. reflexivity.
Qed.
End Embed.
