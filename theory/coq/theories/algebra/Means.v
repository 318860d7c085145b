(* The inequality of the means that the depth constant needs: for t_0 .. t_{k-1} >= 0 with mean M, the k products of all but one
   of them sum to at most k M^(k-1) (Maclaurin). By induction, with the tangent line of x^k at the mean of those before. *)
Require Import Reals Lra Psatz Arith Lia.
From Catapult Require Import Sums.
Open Scope R_scope.

(* The product of all but t_l, and the sum of these products. *)
Definition omit (n : nat) (t : nat -> R) (l : nat) : R := product n (fun i => if Nat.eq_dec i l then 1 else t i).
Definition omit_sum (n : nat) (t : nat -> R) : R := Sum n (omit n t).

Lemma prod_ext n g h : (forall i, (i < n)%nat -> g i = h i) -> product n g = product n h.
Proof.
  induction n; intros E; simpl; [reflexivity|].
  rewrite IHn, E by (try lia; intros; apply E; lia). reflexivity.
Qed.
Lemma prod_nonneg n t : (forall i, (i < n)%nat -> 0 <= t i) -> 0 <= product n t.
Proof. induction n; intros P; simpl; [lra|]. apply Rmult_le_pos; [apply IHn; intros; apply P; lia|apply P; lia]. Qed.
Lemma prod_split p q t : product (p + q) t = product p t * product q (fun i => t (p + i)%nat).
Proof.
  induction q; simpl; [rewrite Nat.add_0_r; ring|]. rewrite Nat.add_succ_r. simpl. rewrite IHq. ring.
Qed.
Lemma prod_first n t : product (S n) t = t 0%nat * product n (fun i => t (S i)).
Proof. change (S n) with (1 + n)%nat. rewrite prod_split. simpl. ring. Qed.
Lemma omit_split l m t : omit (l + S m) t l = product l t * product m (fun i => t (S l + i)%nat).
Proof.
  unfold omit. rewrite prod_split, prod_first. f_equal; [apply prod_ext; intros i Hi|].
  - destruct (Nat.eq_dec i l); [lia|reflexivity].
  - rewrite Nat.add_0_r. destruct (Nat.eq_dec l l) as [_|C]; [|contradiction]. rewrite Rmult_1_l.
    apply prod_ext. intros i _. destruct (Nat.eq_dec (l + S i) l); [lia|]. f_equal. lia.
Qed.
Lemma omit_last n t : omit (S n) t n = product n t.
Proof. replace (S n) with (n + 1)%nat by lia. rewrite omit_split. simpl. ring. Qed.
Lemma omit_sum_step n t : omit_sum (S n) t = omit_sum n t * t n + product n t.
Proof.
  unfold omit_sum. simpl. rewrite omit_last. f_equal. rewrite <- sum_scal_r. apply sum_ext. intros l Hl.
  unfold omit. simpl. destruct (Nat.eq_dec n l); [lia|reflexivity].
Qed.

(* x^k lies above its tangent line at m. *)
Lemma tangent k m x : 0 <= m -> 0 <= x -> (INR k + 1) * m ^ k * x <= x ^ S k + INR k * m ^ S k.
Proof.
  intros Hm Hx. induction k as [|k IH]; [simpl; lra|]. rewrite S_INR.
  assert (Q : 0 <= (INR k + 1) * m ^ k * (x - m) ^ 2).
  { apply Rmult_le_pos; [apply Rmult_le_pos; [pose proof (pos_INR k); lra|apply pow_le, Hm]|apply pow2_ge_0]. }
  apply (Rmult_le_compat_r x) in IH; [|exact Hx]. simpl in *. lra.
Qed.
Section Mean.
Variable t : nat -> R.
Hypothesis nonneg : forall i, 0 <= t i.
Definition mean (n : nat) : R := Sum n t / INR n.
Lemma mean_nonneg n : 0 <= mean (S n).
Proof.
  apply Rmult_le_pos; [apply sum_nonneg; intros; apply nonneg|].
  apply Rlt_le, Rinv_0_lt_compat, lt_0_INR. lia.
Qed.
Lemma mean_step n : t (S n) = (INR n + 2) * mean (S (S n)) - (INR n + 1) * mean (S n).
Proof. unfold mean. rewrite !S_INR. simpl Sum. pose proof (pos_INR n). field. lra. Qed.
Lemma means n : product (S n) t <= mean (S n) ^ S n.
Proof.
  induction n as [|n IH]; [unfold mean; simpl; lra|].
  change (product (S (S n)) t) with (product (S n) t * t (S n)).
  apply Rle_trans with (mean (S n) ^ S n * t (S n)); [apply Rmult_le_compat_r; [apply nonneg|exact IH]|].
  rewrite mean_step. pose proof (tangent (S n) _ _ (mean_nonneg n) (mean_nonneg (S n))) as T. rewrite S_INR in T. simpl in *. lra.
Qed.
Lemma maclaurin n : omit_sum (S n) t <= INR (S n) * mean (S n) ^ n.
Proof.
  induction n as [|n IH]; [unfold omit_sum, omit; simpl; lra|]. rewrite omit_sum_step.
  apply (Rmult_le_compat_r (t (S n))) in IH; [|apply nonneg]. pose proof (means n) as A.
  rewrite mean_step in *. pose proof (tangent n _ _ (mean_nonneg n) (mean_nonneg (S n))) as T.
  rewrite !S_INR in *. pose proof (pos_INR n).
  apply (Rmult_le_compat_l (INR n + 2)) in T; [|lra]. simpl in *. lra.
Qed.
(* The same without the mean. *)
Lemma maclaurin_sum n : omit_sum (S n) t <= INR (S n) ^ 2 / INR (S n) ^ S n * Sum (S n) t ^ n.
Proof.
  eapply Rle_trans; [apply maclaurin|]. right. unfold mean, Rdiv. assert (0 < INR (S n)) by (apply lt_0_INR; lia).
  rewrite Rpow_mult_distr, pow_inv. change (INR (S n) ^ S n) with (INR (S n) * INR (S n) ^ n).
  field. split; [apply pow_nonzero|]; lra.
Qed.
End Mean.
