(* The normal form with |Y| < 2 below its edge, for both signs of Y: either R -> 0, or the product P Q tends to 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import TargetMap TargetBothSigns.
Open Scope R_scope.

Lemma product_vanishes (P Q : nat -> R) B : (forall t, 0 <= P t <= B) -> is_lim_seq Q 0 -> is_lim_seq (fun t => P t * Q t) 0.
Proof.
  intros HP L. assert (Z : is_lim_seq (fun t => B * Rabs (Q t)) 0).
  { replace (Finite 0) with (Finite (B * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|].
    apply (proj1 (is_lim_seq_abs_0 Q)). exact L. }
  apply (proj2 (is_lim_seq_abs_0 (fun t => P t * Q t))). apply is_lim_seq_le_le with (u := fun _ => 0) (w := fun t => B * Rabs (Q t)); [|apply is_lim_seq_const|exact Z].
  intro t. split; [apply Rabs_pos|]. rewrite Rabs_mult, (Rabs_pos_eq (P t)) by apply HP. apply Rmult_le_compat_r; [apply Rabs_pos|apply HP].
Qed.

Section Map.
Variables (Y : R) (P Q : nat -> R).
Hypothesis mP : forall t, P (S t) = P t * (1 - rr Y P Q t) ^ 2.
Hypothesis mQ : forall t, Q (S t) = Q t * (1 + rr Y P Q t) ^ 2.
Hypothesis P0 : 0 <= P 0%nat.
Hypothesis Q0 : 0 <= Q 0%nat.
Hypothesis E0 : 0 < EE Y P Q 0.
Lemma balances_above : 0 < Y < 2 -> is_lim_seq (rr Y P Q) 0 \/ is_lim_seq (fun t => P t * Q t) 0.
Proof.
  intros HY. assert (Y2 : -2 < Y < 2) by lra.
  assert (bounded : forall t, 0 <= P t <= 16).
  { intro t. split; [apply (P_nn Y P Q mP P0)|apply (P_le16 Y P Q mP mQ P0 Q0 E0 Y2)]. }
  destruct (Classical_Prop.classic (exists t, Q t = 0)) as [[t0 Z]|NZ].
  - right. apply (product_vanishes P Q 16 bounded). apply (is_lim_seq_incr_n Q t0).
    apply is_lim_seq_ext with (fun _ => 0); [|apply is_lim_seq_const].
    induction n as [|n I]; [symmetry; exact Z|]. simpl. rewrite mQ, <- I. ring.
  - assert (QP : forall t, 0 < Q t).
    { intro t. destruct (Rle_lt_or_eq_dec 0 (Q t) (Q_nn Y P Q mQ Q0 t)) as [H|H]; [exact H|]. exfalso. apply NZ. exists t. symmetry. exact H. }
    destruct (dichotomy Y P Q mP mQ P0 Q0 E0 HY QP) as [L|L]; [left; exact L|right; exact (product_vanishes P Q 16 bounded L)].
Qed.
End Map.

Theorem balances Y (P Q : nat -> R) : (forall t, P (S t) = P t * (1 - rr Y P Q t) ^ 2) -> (forall t, Q (S t) = Q t * (1 + rr Y P Q t) ^ 2) ->
  0 <= P 0%nat -> 0 <= Q 0%nat -> 0 < EE Y P Q 0 -> -2 < Y < 2 -> is_lim_seq (rr Y P Q) 0 \/ is_lim_seq (fun t => P t * Q t) 0.
Proof.
  intros mP mQ P0 Q0 E0 HY. destruct (Rtotal_order Y 0) as [L|[E|G]].
  - assert (E1 : 0 < EE (- Y) Q P 0) by (rewrite (sw_E Y P Q); exact E0).
    destruct (balances_above (- Y) Q P (sw1 Y P Q mQ) (sw2 Y P Q mP) Q0 P0 E1 ltac:(lra)) as [B|B].
    + left. pose proof (sw_lim (rr Y P Q) (rr (- Y) Q P) 0 (sw_r Y P Q) B) as X. simpl in X. rewrite Ropp_0 in X. exact X.
    + right. eapply is_lim_seq_ext; [|exact B]. intro t. simpl. ring.
  - left. apply conv_Y0; assumption.
  - apply balances_above; try assumption. lra.
Qed.
