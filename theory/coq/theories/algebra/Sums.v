(* Finite sums and products of reals, and the few facts that the theorems use. *)
Require Import Reals Lra Psatz Arith Lia.
Open Scope R_scope.

(* Sum n g = g 0 + ... + g (n-1) *)
Fixpoint Sum (n : nat) (g : nat -> R) : R := match n with O => 0 | S m => Sum m g + g m end.
(* product n g = g 0 * ... * g (n-1) *)
Fixpoint product (n : nat) (g : nat -> R) : R := match n with O => 1 | S m => product m g * g m end.
(* The t-th state of a trajectory. *)
Fixpoint iterate {W : Type} (step : W -> W) (w : W) (t : nat) : W :=
  match t with O => w | S j => step (iterate step w j) end.
(* The vector w with coordinate i replaced by z. *)
Definition with_value (w : nat -> R) (i : nat) (z : R) : nat -> R := fun j => if Nat.eq_dec j i then z else w j.

Lemma sum_ext n g h : (forall i, (i < n)%nat -> g i = h i) -> Sum n g = Sum n h.
Proof.
  induction n; intros E; simpl; [reflexivity|].
  rewrite IHn, E by (try lia; intros; apply E; lia). reflexivity.
Qed.
Lemma sum_scal n c g : Sum n (fun i => c * g i) = c * Sum n g.
Proof. induction n; simpl; [ring|rewrite IHn; ring]. Qed.
Lemma sum_scal_r n c g : Sum n (fun i => g i * c) = Sum n g * c.
Proof. induction n; simpl; [ring|rewrite IHn; ring]. Qed.
Lemma sum_plus n g h : Sum n (fun i => g i + h i) = Sum n g + Sum n h.
Proof. induction n; simpl; [ring|rewrite IHn; ring]. Qed.
Lemma sum_minus n g h : Sum n (fun i => g i - h i) = Sum n g - Sum n h.
Proof. induction n; simpl; [ring|rewrite IHn; ring]. Qed.
Lemma sum_zero n : Sum n (fun _ => 0) = 0.
Proof. induction n; simpl; lra. Qed.
Lemma sum_const n c : Sum n (fun _ => c) = INR n * c.
Proof. induction n; [simpl; ring|]. rewrite S_INR. simpl. rewrite IHn. ring. Qed.
Lemma sum_nonneg n g : (forall i, (i < n)%nat -> 0 <= g i) -> 0 <= Sum n g.
Proof.
  induction n; intros P; simpl; [lra|].
  assert (0 <= Sum n g) by (apply IHn; intros; apply P; lia). pose proof (P n ltac:(lia)). lra.
Qed.
Lemma sum_le n g h : (forall i, (i < n)%nat -> g i <= h i) -> Sum n g <= Sum n h.
Proof.
  induction n; intros P; simpl; [lra|].
  assert (Sum n g <= Sum n h) by (apply IHn; intros; apply P; lia). pose proof (P n ltac:(lia)). lra.
Qed.
Lemma sum_swap n r g : Sum n (fun i => Sum r (fun k => g i k)) = Sum r (fun k => Sum n (fun i => g i k)).
Proof. induction n; simpl; [rewrite sum_zero; reflexivity|]. rewrite IHn, <- sum_plus. reflexivity. Qed.
Lemma sum_product n r g h : Sum n g * Sum r h = Sum n (fun i => Sum r (fun k => g i * h k)).
Proof. rewrite <- sum_scal_r. apply sum_ext. intros i _. symmetry. apply sum_scal. Qed.
Lemma sum_sq_nonneg n g : 0 <= Sum n (fun i => g i ^ 2).
Proof. apply sum_nonneg. intros. apply pow2_ge_0. Qed.
Lemma sum_zero_terms n g : (forall i, (i < n)%nat -> 0 <= g i) -> Sum n g = 0 -> forall i, (i < n)%nat -> g i = 0.
Proof.
  induction n; intros P Z i Hi; [lia|]. simpl in Z.
  assert (0 <= Sum n g) by (apply sum_nonneg; intros; apply P; lia). pose proof (P n ltac:(lia)).
  assert (Sum n g = 0) by lra.
  destruct (Nat.eq_dec i n) as [->|]; [lra|]. apply IHn; [intros; apply P; lia|assumption|lia].
Qed.
Lemma sum_abs n g : Rabs (Sum n g) <= Sum n (fun i => Rabs (g i)).
Proof.
  induction n; simpl; [rewrite Rabs_R0; lra|].
  eapply Rle_trans; [apply Rabs_triang|]. lra.
Qed.
(* Sum against an indicator: the coordinate vectors. *)
Definition delta (i j : nat) : R := if Nat.eq_dec i j then 1 else 0.
Lemma delta_same i : delta i i = 1.
Proof. unfold delta. destruct (Nat.eq_dec i i); [reflexivity|contradiction]. Qed.
Lemma delta_other i j : i <> j -> delta i j = 0.
Proof. unfold delta. destruct (Nat.eq_dec i j); [contradiction|reflexivity]. Qed.
Lemma sum_delta n g j : (j < n)%nat -> Sum n (fun i => g i * delta i j) = g j.
Proof.
  induction n; intros Hj; [lia|]. simpl. destruct (Nat.eq_dec n j) as [->|N].
  - rewrite (sum_ext j _ (fun _ => 0)) by (intros; rewrite delta_other by lia; ring).
    rewrite sum_zero, delta_same. ring.
  - rewrite IHn by lia. rewrite (delta_other n j N). ring.
Qed.

(* Cauchy-Schwarz with positive weights, and without. *)
Lemma cauchy_weighted n (m x y : nat -> R) : (forall k, (k < n)%nat -> 0 < m k) ->
  (Sum n (fun k => x k * y k)) ^ 2 <= Sum n (fun k => m k * x k ^ 2) * Sum n (fun k => y k ^ 2 / m k).
Proof.
  induction n as [|n IHn]; intros M; [simpl; lra|].
  assert (M' : forall k, (k < n)%nat -> 0 < m k) by (intros; apply M; lia).
  specialize (IHn M'). pose proof (M n ltac:(lia)) as mn. cbn [Sum].
  set (A := Sum n (fun k => x k * y k)) in *.
  assert (Bn : 0 <= Sum n (fun k => m k * x k ^ 2))
    by (apply sum_nonneg; intros k Hk; apply Rmult_le_pos; [apply Rlt_le, M', Hk|apply pow2_ge_0]).
  assert (En : 0 <= Sum n (fun k => y k ^ 2 / m k))
    by (apply sum_nonneg; intros k Hk; apply Rmult_le_pos; [apply pow2_ge_0|apply Rlt_le, Rinv_0_lt_compat, M', Hk]).
  set (B := Sum n (fun k => m k * x k ^ 2)) in *. set (E := Sum n (fun k => y k ^ 2 / m k)) in *.
  set (p := y n ^ 2 / m n). set (q := m n * x n ^ 2).
  assert (pn : 0 <= p) by (apply Rmult_le_pos; [apply pow2_ge_0|apply Rlt_le, Rinv_0_lt_compat, mn]).
  assert (qn : 0 <= q) by (apply Rmult_le_pos; [lra|apply pow2_ge_0]).
  assert (pq : (x n * y n) ^ 2 = p * q) by (unfold p, q; field; lra).
  assert (Bp : 0 <= B * p) by (apply Rmult_le_pos; assumption).
  assert (qE : 0 <= q * E) by (apply Rmult_le_pos; assumption).
  assert (K : 2 * A * (x n * y n) <= B * p + q * E).
  { assert (Z : (2 * A * (x n * y n)) ^ 2 <= (B * p + q * E) ^ 2).
    { replace ((2 * A * (x n * y n)) ^ 2) with (4 * (A ^ 2 * (x n * y n) ^ 2)) by ring. rewrite pq.
      assert (A ^ 2 * (p * q) <= B * E * (p * q)) by (apply Rmult_le_compat_r; [apply Rmult_le_pos; assumption|exact IHn]).
      pose proof (pow2_ge_0 (B * p - q * E)). lra. }
    apply Rsqr_incr_0_var; [unfold Rsqr; lra|lra]. }
  replace ((A + x n * y n) ^ 2) with (A ^ 2 + 2 * A * (x n * y n) + (x n * y n) ^ 2) by ring. rewrite pq. lra.
Qed.
Lemma cauchy n (x y : nat -> R) :
  (Sum n (fun k => x k * y k)) ^ 2 <= Sum n (fun k => x k ^ 2) * Sum n (fun k => y k ^ 2).
Proof.
  pose proof (cauchy_weighted n (fun _ => 1) x y ltac:(intros; lra)) as C.
  replace (Sum n (fun k => x k ^ 2)) with (Sum n (fun k => 1 * x k ^ 2)) by (apply sum_ext; intros; ring).
  replace (Sum n (fun k => y k ^ 2)) with (Sum n (fun k => y k ^ 2 / 1)) by (apply sum_ext; intros; field).
  exact C.
Qed.
Lemma sum_one g : Sum 1 g = g 0%nat.
Proof. simpl. ring. Qed.
