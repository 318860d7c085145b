(* The two-layer ReLU neural quadratic model on one datum: the active units move as those of a linear net, so the residual and the
   kernel have a closed map, with any target. On one-dimensional inputs each sign of the inputs has its own active units. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Neural.
From Catapult Require Import Sums ClosedMap.
Import Neural.
Open Scope R_scope.

(* Units of which the mask g keeps some: p' = p - c x v and v' = v - c p move F = sum p v and E = sum p^2 + x v^2. *)
Section Masked.
Variables (n : nat) (g p v p' v' : nat -> R) (c x : R).
Hypothesis mask : forall i, g i * g i = g i.
Definition masked_F (g p v : nat -> R) := Sum n (fun i => g i * p i * v i).
Definition masked_E (x : R) (g p v : nat -> R) := Sum n (fun i => g i * (p i ^ 2 + x * v i ^ 2)).
Lemma masked_nonneg : 0 <= x -> 0 <= masked_E x g p v.
Proof.
  intros X0. apply sum_nonneg. intros i _. rewrite <- mask. pose proof (pow2_ge_0 (g i)). pose proof (pow2_ge_0 (p i)).
  assert (0 <= x * v i ^ 2) by (apply Rmult_le_pos; [exact X0|apply pow2_ge_0]).
  replace (g i * g i) with (g i ^ 2) by ring. apply Rmult_le_pos; lra.
Qed.
Lemma masked_cauchy : 0 <= x -> 4 * x * masked_F g p v ^ 2 <= masked_E x g p v ^ 2.
Proof.
  intros X0. set (P := Sum n (fun i => (g i * p i) ^ 2)). set (Q := Sum n (fun i => (g i * v i) ^ 2)).
  assert (EF : masked_F g p v = Sum n (fun i => (g i * p i) * (g i * v i))).
  { apply sum_ext. intros i _. rewrite <- (mask i) at 1. ring. }
  assert (EE : masked_E x g p v = P + x * Q).
  { unfold P, Q. rewrite <- sum_scal, <- sum_plus. apply sum_ext. intros i _. rewrite <- (mask i) at 1. ring. }
  pose proof (cauchy n (fun i => g i * p i) (fun i => g i * v i)) as C. cbv beta in C. fold P Q in C. rewrite <- EF in C. rewrite EE.
  apply (Rmult_le_compat_l x) in C; [|exact X0]. pose proof (pow2_ge_0 (P - x * Q)). lra.
Qed.
Hypothesis p_next : forall i, (i < n)%nat -> g i * p' i = g i * (p i - c * x * v i).
Hypothesis v_next : forall i, (i < n)%nat -> g i * v' i = g i * (v i - c * p i).
Lemma masked_F_next : masked_F g p' v' = masked_F g p v - c * masked_E x g p v + c ^ 2 * x * masked_F g p v.
Proof.
  transitivity (Sum n (fun i => g i * p i * v i + (- c) * (g i * (p i ^ 2 + x * v i ^ 2)) + (c ^ 2 * x) * (g i * p i * v i))).
  - apply sum_ext. intros i Hi. transitivity ((g i * p' i) * (g i * v' i)); [rewrite <- (mask i) at 1; ring|].
    rewrite p_next, v_next by exact Hi. transitivity ((g i * g i) * ((p i - c * x * v i) * (v i - c * p i))); [ring|].
    rewrite mask. ring.
  - rewrite !sum_plus, !sum_scal. unfold masked_F, masked_E. ring.
Qed.
Lemma masked_E_next : masked_E x g p' v' = masked_E x g p v - 4 * c * x * masked_F g p v + c ^ 2 * x * masked_E x g p v.
Proof.
  transitivity (Sum n (fun i => g i * (p i ^ 2 + x * v i ^ 2) + (- (4 * c * x)) * (g i * p i * v i)
    + (c ^ 2 * x) * (g i * (p i ^ 2 + x * v i ^ 2)))).
  - apply sum_ext. intros i Hi. transitivity ((g i * p' i) ^ 2 + x * (g i * v' i) ^ 2); [rewrite <- (mask i) at 1; ring|].
    rewrite p_next, v_next by exact Hi.
    transitivity ((g i * g i) * ((p i - c * x * v i) ^ 2 + x * (v i - c * p i) ^ 2)); [ring|]. rewrite mask. ring.
  - rewrite !sum_plus, !sum_scal. unfold masked_F, masked_E. ring.
Qed.
End Masked.

Lemma decide_mask (P Q : Prop) (dec : {P} + {Q}) : (if dec then 1 else 0) * (if dec then 1 else 0) = if dec then 1 else 0.
Proof. destruct dec; ring. Qed.
Lemma s_square M : (0 < m M)%nat -> (0 < d M)%nat -> 0 < s M /\ s M ^ 2 = / (INR (m M) * INR (d M)).
Proof.
  intros Hm Hd. assert (P : 0 < INR (m M) * INR (d M)) by (apply Rmult_lt_0_compat; apply lt_0_INR; assumption). unfold s. split.
  - apply Rinv_0_lt_compat, sqrt_lt_R0, P.
  - rewrite pow_inv, pow2_sqrt by lra. reflexivity.
Qed.

Section OneDatum.
Variables (M : model) (eta : R).
Hypothesis m_pos : (0 < m M)%nat.
Hypothesis d_pos : (0 < d M)%nat.
Hypothesis one : D M = 1%nat.
Definition kap : R := s M ^ 2 * x2 M.
Lemma kap_value : kap = x2 M / (INR (d M) * INR (m M)).
Proof.
  unfold kap. rewrite (proj2 (s_square M m_pos d_pos)). field. split; apply Rgt_not_eq, lt_0_INR; assumption.
Qed.
Lemma x2_pos : 0 <= x2 M.
Proof. apply sum_sq_nonneg. Qed.
Lemma kap_nonneg : 0 <= kap.
Proof. apply Rmult_le_pos; [apply pow2_ge_0|apply x2_pos]. Qed.
Let g i := gate M 0 i.
Let p w i := preactivation M w 0 i.
Let mask i : g i * g i = g i.
Proof. apply decide_mask. Qed.
Lemma output_one w : output M w 0 = s M * masked_F (m M) g (p w) (V w).
Proof. reflexivity. Qed.
Lemma kernel_one w : kernel M w 0 0 = s M ^ 2 * masked_E (m M) (x2 M) g (p w) (V w).
Proof.
  unfold kernel, tangent. rewrite one. simpl INR. rewrite Rinv_1, Rmult_1_l. unfold masked_E. rewrite <- sum_scal.
  apply sum_ext. intros i _. unfold grad_U, grad_V. fold (g i) (p w i).
  rewrite (sum_ext (d M) _ (fun k => (s M * (g i * V w i)) ^ 2 * X M 0 k ^ 2)) by (intros; ring). rewrite sum_scal. fold (x2 M).
  transitivity (s M ^ 2 * ((g i * g i) * (p w i ^ 2 + x2 M * V w i ^ 2))); [ring|]. rewrite mask. reflexivity.
Qed.
Let c w := eta * residual M w 0 * s M.
Lemma p_one w i : g i * p (step M eta w) i = g i * (p w i - c w * x2 M * V w i).
Proof.
  transitivity (g i * (p w i - c w * x2 M * (g i * V w i))).
  - f_equal. unfold p, preactivation. simpl U.
    rewrite (sum_ext (d M) _ (fun k => U w i k * X M 0 k + (- (c w * (g i * V w i))) * X M 0 k ^ 2)).
    + rewrite sum_plus, sum_scal. fold (x2 M). ring.
    + intros k _. rewrite one, sum_one. unfold grad_U, c. fold (g i). simpl. field.
  - transitivity (g i * p w i - c w * x2 M * ((g i * g i) * V w i)); [ring|]. rewrite mask. ring.
Qed.
Lemma v_one w i : g i * V (step M eta w) i = g i * (V w i - c w * p w i).
Proof.
  transitivity (g i * (V w i - c w * (g i * p w i))).
  - f_equal. simpl V. rewrite one, sum_one. unfold grad_V, c. fold (g i) (p w i). simpl. field.
  - transitivity (g i * V w i - c w * ((g i * g i) * p w i)); [ring|]. rewrite mask. ring.
Qed.
Lemma output_next w : output M (step M eta w) 0
  = output M w 0 - eta * residual M w 0 * kernel M w 0 0 + kap * eta ^ 2 * residual M w 0 ^ 2 * output M w 0.
Proof.
  rewrite !output_one, kernel_one.
  rewrite (masked_F_next (m M) g (p w) (V w) _ _ (c w) (x2 M) mask (fun i _ => p_one w i) (fun i _ => v_one w i)).
  unfold c, kap. ring.
Qed.
Lemma residual_next w : residual M (step M eta w) 0
  = residual M w 0 * (1 - eta * kernel M w 0 0 + kap * eta ^ 2 * residual M w 0 * output M w 0).
Proof. unfold residual at 1. rewrite output_next. unfold residual. ring. Qed.
Lemma kernel_next w : kernel M (step M eta w) 0 0 = kernel M w 0 0
  - 4 * eta * kap * residual M w 0 * output M w 0 + kap * eta ^ 2 * residual M w 0 ^ 2 * kernel M w 0 0.
Proof.
  rewrite !kernel_one, output_one.
  rewrite (masked_E_next (m M) g (p w) (V w) _ _ (c w) (x2 M) mask (fun i _ => p_one w i) (fun i _ => v_one w i)).
  unfold c, kap. ring.
Qed.
Lemma kernel_one_nonneg w : 0 <= kernel M w 0 0.
Proof.
  rewrite kernel_one. apply Rmult_le_pos; [apply pow2_ge_0|]. apply masked_nonneg; [exact mask|exact x2_pos].
Qed.
Lemma output_bound w : 4 * kap * output M w 0 ^ 2 <= kernel M w 0 0 ^ 2.
Proof.
  rewrite output_one, kernel_one. pose proof (masked_cauchy (m M) g (p w) (V w) (x2 M) mask x2_pos) as C.
  apply (Rmult_le_compat_l ((s M ^ 2) ^ 2)) in C; [|apply pow2_ge_0]. unfold kap.
  eapply Rle_trans; [|eapply Rle_trans; [exact C|]]; right; ring.
Qed.
Lemma kernel_at_most w : kernel M w 0 0 <= s M ^ 2 * (1 + x2 M) * (1 + x2 M) * weight_norm M w.
Proof.
  rewrite kernel_one, !Rmult_assoc. apply Rmult_le_compat_l; [apply pow2_ge_0|]. unfold masked_E, weight_norm.
  rewrite <- !sum_scal. apply sum_le. intros i _. pose proof (cauchy (d M) (U w i) (X M 0)) as C. fold (p w i) (x2 M) in C.
  change (Sum (d M) (fun k => U w i k * X M 0 k)) with (p w i) in C.
  pose proof (sum_sq_nonneg (d M) (U w i)) as N. set (q := Sum (d M) (fun k => U w i k ^ 2)) in *.
  pose proof x2_pos as X0. pose proof (pow2_ge_0 (V w i)) as V0. pose proof (pow2_ge_0 (p w i)) as P0.
  assert (G : 0 <= g i <= 1) by (unfold g, gate; destruct (Rle_dec _ _); lra).
  assert (A : 0 <= x2 M * V w i ^ 2) by (apply Rmult_le_pos; assumption).
  apply Rle_trans with (1 * (p w i ^ 2 + x2 M * V w i ^ 2)); [apply Rmult_le_compat_r; lra|].
  assert (B : 0 <= x2 M * q) by (apply Rmult_le_pos; assumption).
  assert (E : 0 <= x2 M * (x2 M * (q + V w i ^ 2))) by (repeat (apply Rmult_le_pos; [assumption|]); lra).
  lra.
Qed.
Lemma mean_one w : mean_square_output M w = output M w 0 ^ 2.
Proof. unfold mean_square_output. rewrite one, sum_one. simpl. field. Qed.
Lemma loss_residual w : loss M w = residual M w 0 ^ 2 / 2.
Proof. unfold loss. rewrite one, sum_one. simpl. field. Qed.

(* Target 0: the closed map. *)
Hypothesis eta_pos : 0 < eta.
Hypothesis targets : zero_targets M.
Lemma residual_one w : residual M w 0 = output M w 0.
Proof. unfold residual. rewrite targets by (rewrite one; lia). ring. Qed.
Lemma loss_one w : loss M w = output M w 0 ^ 2 / 2.
Proof. rewrite loss_residual, residual_one. reflexivity. Qed.
Lemma no_input w : x2 M = 0 -> output M w 0 = 0.
Proof.
  intros Z. rewrite output_one. unfold masked_F. rewrite (sum_ext (m M) _ (fun _ => 0)); [rewrite sum_zero; ring|].
  intros i _. replace (p w i) with 0; [ring|]. symmetry. unfold p, preactivation.
  rewrite (sum_ext (d M) _ (fun _ => 0)); [apply sum_zero|]. intros k Hk.
  assert (E : X M 0 k ^ 2 = 0)
    by (apply (sum_zero_terms (d M) (fun k => X M 0%nat k ^ 2)); [intros; apply pow2_ge_0|exact Z|exact Hk]).
  replace (X M 0 k) with 0 by nra. ring.
Qed.
Lemma neural_closed_map w : closed_map eta kap (fun t => output M (train M eta w t) 0) (fun t => kernel M (train M eta w t) 0 0).
Proof.
  constructor.
  - exact eta_pos.
  - exact kap_nonneg.
  - intro t. change (train M eta w (S t)) with (step M eta (train M eta w t)). rewrite output_next, residual_one. ring.
  - intro t. change (train M eta w (S t)) with (step M eta (train M eta w t)). rewrite kernel_next, residual_one. ring.
  - intro t. apply kernel_one_nonneg.
  - intro t. apply output_bound.
  - intros Z t. apply no_input. unfold kap in Z. destruct (s_square M m_pos d_pos) as [S0 _].
    apply Rmult_integral in Z. destruct Z as [Z|Z]; [|exact Z]. exfalso. nra.
Qed.
End OneDatum.
