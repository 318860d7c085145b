(* One datum with a target, or one block of data: for |Y| < 1 and e_0 < 0 the residual tends to 0, or the output does. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import TargetMap TargetBothSigns TargetOrbit.
Open Scope R_scope.

Section Fate.
Variables (eta kappa y : R) (r h : nat -> R).
Hypothesis K : target_orbit eta kappa y r h.
Hypothesis kappa_pos : 0 < kappa.
Hypothesis bound : 4 * kappa * (r 0%nat + y) ^ 2 <= h 0%nat ^ 2.
Hypothesis small : kappa * eta ^ 2 * y ^ 2 < 1.
Hypothesis below : eta * h 0%nat < 4 + kappa * eta ^ 2 * (y * r 0%nat).
Let c := eta * sqrt kappa.
Let f t := c * (r t + y).
Let P t := eta * h t + 2 * f t.
Let Q t := eta * h t - 2 * f t.
Lemma c_pos : 0 < c. Proof. apply Rmult_lt_0_compat; [apply (to_eta _ _ _ _ _ K)|apply sqrt_lt_R0, kappa_pos]. Qed.
Lemma c_square : c ^ 2 = kappa * eta ^ 2. Proof. apply (scale_square _ _ _ _ _ K). Qed.
Lemma scaled t : rr (c * y) P Q t = c * r t. Proof. unfold rr, P, Q, f. field. Qed.
Lemma f_next t : f (S t) = c * r t * (1 - eta * h t + c * r t * f t) + c * y.
Proof.
  unfold f. rewrite (to_r _ _ _ _ _ K), <- c_square. ring.
Qed.
Lemma h_next t : eta * h (S t) = eta * h t + (c * r t) ^ 2 * (eta * h t) - 4 * (c * r t) * f t.
Proof. rewrite (to_h _ _ _ _ _ K), <- c_square. unfold f. ring. Qed.
Lemma P_next t : P (S t) = P t * (1 - rr (c * y) P Q t) ^ 2.
Proof. rewrite scaled. unfold P. rewrite f_next, h_next. unfold f. ring. Qed.
Lemma Q_next t : Q (S t) = Q t * (1 + rr (c * y) P Q t) ^ 2.
Proof. rewrite scaled. unfold Q. rewrite f_next, h_next. unfold f. ring. Qed.
Lemma start_nonneg : 0 <= P 0 /\ 0 <= Q 0.
Proof.
  assert (V : 0 <= eta * h 0%nat) by (apply Rmult_le_pos; [left; apply (to_eta _ _ _ _ _ K)|apply (to_nonneg _ _ _ _ _ K)]).
  assert (A : (2 * f 0) ^ 2 <= (eta * h 0%nat) ^ 2).
  { unfold f. replace ((2 * (c * (r 0%nat + y))) ^ 2) with (c ^ 2 * 4 * (r 0%nat + y) ^ 2) by ring. rewrite c_square.
    apply (Rmult_le_compat_l (eta ^ 2)) in bound; [|apply pow2_ge_0]. lra. }
  rewrite <- !Rsqr_pow2 in A. apply Rsqr_le_abs_0 in A. rewrite (Rabs_pos_eq (eta * h 0%nat)) in A by exact V.
  apply Rabs_le_between in A. unfold P, Q. lra.
Qed.
Theorem fate : is_lim_seq r 0 \/ is_lim_seq r (- y).
Proof.
  pose proof c_pos as C. destruct start_nonneg as [P0 Q0].
  assert (Y1 : -1 < c * y < 1).
  { assert ((c * y) ^ 2 < 1) by (rewrite Rpow_mult_distr, c_square; exact small).
    split; apply Rnot_le_lt; intro N; pose proof (pow2_ge_0 (c * y)); nra. }
  assert (E0 : 0 < EE (c * y) P Q 0).
  { unfold EE, P, Q, f. replace (kappa * eta ^ 2 * (y * r 0%nat)) with (c ^ 2 * (y * r 0%nat)) in below by (rewrite c_square; reflexivity). lra. }
  assert (L : forall z, is_lim_seq (rr (c * y) P Q) (c * z) -> is_lim_seq r z).
  { intros z A. apply is_lim_seq_ext with (fun t => / c * rr (c * y) P Q t); [intro t; rewrite scaled; field; lra|].
    replace (Finite z) with (Rbar_mult (/ c) (c * z)) by (simpl; f_equal; field; lra).
    apply is_lim_seq_scal_l, A. }
  destruct (Classical_Prop.classic (trapped (c * y) P Q)) as [T|T]; [right|left]; apply L.
  - replace (c * - y) with (- (c * y)) by ring. apply (target_trapped (c * y) Y1 P Q P_next Q_next P0 Q0 E0 T).
  - rewrite Rmult_0_r. apply (target_conv (c * y) Y1 P Q P_next Q_next P0 Q0 E0 T).
Qed.
End Fate.
