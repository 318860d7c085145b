(* The units of a two-layer leaky net at their kinks. What a unit that crosses its kink adds to the output is at most the rise of its
   velocity towards the steeper side; [kinks] is the sum of these velocities. And sums over data and units are bounded by the top
   eigenvalue of the Gram matrix. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained.
From Catapult Require Import Sums WeightSpace UpdateRules TwoLayer TwoLayerModel.
Open Scope R_scope.

(* The steeper side counts as positive; in the middle of the two slopes it is 0. *)
Definition side (N : net) (z : R) : R :=
  (if Rle_dec (a_minus N) (a_plus N) then 1 else -1) * (slope N z - (a_plus N + a_minus N) / 2).
Definition kinks (N : net) (w m : weights) : R := Sum (D N) (fun a => Sum (n N) (fun i =>
  Rabs (output N w a) * Rabs (V w i) * (preactivation N m a i * side N (preactivation N w a i)))).
Definition inner_norm (N : net) (w : weights) : R := Sum (n N) (fun i => Sum (d N) (fun k => U w i k ^ 2)).
Definition outer_norm (N : net) (w : weights) : R := Sum (n N) (fun i => V w i ^ 2).

Lemma square_le_product x p q : 0 <= p -> 0 <= q -> x ^ 2 <= p * q -> 2 * x <= p + q.
Proof. intros P Q H. pose proof (pow2_ge_0 (p - q)). destruct (Rle_dec (2 * x) (p + q)); [assumption|]. nra. Qed.
Lemma abs_apart p q : (Rabs p - Rabs q) ^ 2 <= (p - q) ^ 2.
Proof. rewrite <- (Rsqr_pow2 (Rabs p - Rabs q)), <- (Rsqr_pow2 (p - q)). apply Rsqr_le_abs_1. apply Rabs_triang_inv2. Qed.

Section Units.
Variables (N : net) (G A : R).
Hypothesis some_data : (0 < D N)%nat.
Hypothesis gram : gram_at_most N G.
Hypothesis between : between_slopes N.
Hypothesis slopes : slopes_at_most N A.
Let E := weight_space N.
Let DG := INR (D N) * G.
Let f := output N.
Local Notation pre := (preactivation N).
Local Notation g z := (slope N z * z).

Lemma DG_nonneg : 0 <= DG.
Proof. apply Rmult_le_pos; [apply pos_INR|apply gram]. Qed.
Lemma A_nonneg : 0 <= A.
Proof. apply slopes. Qed.
Lemma inner_nonneg w : 0 <= inner_norm N w.
Proof. apply sum_nonneg. intros. apply sum_sq_nonneg. Qed.
Lemma outer_nonneg w : 0 <= outer_norm N w.
Proof. apply sum_sq_nonneg. Qed.
Lemma norm_is w : square_norm E w = inner_norm N w + outer_norm N w.
Proof. unfold inner_norm, outer_norm. rewrite <- sum_plus. reflexivity. Qed.
Lemma pre_add w m a i : pre (add E w m) a i = pre w a i + pre m a i.
Proof. unfold preactivation. rewrite <- sum_plus. apply sum_ext. intros k _. cbn. ring. Qed.
Lemma pre_advance w c m a i : pre (advance E w c m) a i = pre w a i - c * pre m a i.
Proof. unfold preactivation. rewrite <- sum_scal, <- sum_minus. apply sum_ext. intros k _. cbn. ring. Qed.

(* ---- one unit at its kink ---- *)
Lemma plus_at_most : a_plus N ^ 2 <= A.
Proof. pose proof (proj2 slopes 1) as H. unfold slope in H. destruct (Rlt_dec 0 1); [exact H|lra]. Qed.
Lemma minus_at_most : a_minus N ^ 2 <= A.
Proof. pose proof (proj2 slopes (-1)) as H. unfold slope in H. destruct (Rlt_dec 0 (-1)); [lra|]. destruct (Rlt_dec (-1) 0); [exact H|lra]. Qed.
Lemma side_at_most z : side N z ^ 2 <= A.
Proof.
  pose proof plus_at_most as P. pose proof minus_at_most as Q. destruct between as [B1 B2]. unfold side, slope.
  assert (H : ((a_plus N - a_minus N) / 2) ^ 2 <= A) by (pose proof (pow2_ge_0 (a_plus N + a_minus N)); lra).
  unfold Rmin, Rmax in *. destruct (Rle_dec (a_minus N) (a_plus N)); destruct (Rlt_dec 0 z); [| destruct (Rlt_dec z 0) | | destruct (Rlt_dec z 0)]; nra.
Qed.
(* What the output of a unit adds to its linear part is at most the velocity times the change of side. *)
Lemma kink_paid z p : Rabs ((slope N (z + p) - slope N z) * (z + p)) <= p * (side N (z + p) - side N z).
Proof.
  destruct between as [B1 B2]. unfold side. set (z' := z + p). assert (Ez : p = z' - z) by (unfold z'; ring). rewrite Ez.
  unfold Rmin, Rmax, slope in *. apply Rabs_le.
  destruct (Rle_dec (a_minus N) (a_plus N)); destruct (Rlt_dec 0 z'); destruct (Rlt_dec 0 z);
    try destruct (Rlt_dec z' 0); try destruct (Rlt_dec z 0); try lra; split; nra.
Qed.
Lemma unit_lipschitz z z' : (g z' - g z) ^ 2 <= A * (z' - z) ^ 2.
Proof.
  pose proof plus_at_most as P. pose proof minus_at_most as Q. pose proof A_nonneg.
  assert (PQ : a_plus N * a_minus N <= A) by (pose proof (pow2_ge_0 (a_plus N - a_minus N)); lra).
  assert (Same : forall c, c ^ 2 <= A -> (c * z' - c * z) ^ 2 <= A * (z' - z) ^ 2).
  { intros c Hc. replace ((c * z' - c * z) ^ 2) with (c ^ 2 * (z' - z) ^ 2) by ring. apply Rmult_le_compat_r; [apply pow2_ge_0|exact Hc]. }
  assert (Across : forall c e x y, c ^ 2 <= A -> e ^ 2 <= A -> c * e <= A -> 0 <= x -> 0 <= y -> (c * x + e * y) ^ 2 <= A * (x + y) ^ 2).
  { intros c e x y Hc He Hm X Y. assert (c ^ 2 * x ^ 2 <= A * x ^ 2) by (apply Rmult_le_compat_r; [apply pow2_ge_0|exact Hc]).
    assert (e ^ 2 * y ^ 2 <= A * y ^ 2) by (apply Rmult_le_compat_r; [apply pow2_ge_0|exact He]).
    assert (0 <= x * y) by (apply Rmult_le_pos; assumption). assert (c * e * (x * y) <= A * (x * y)) by (apply Rmult_le_compat_r; assumption). lra. }
  unfold slope. destruct (Rlt_dec 0 z') as [p1|p1]; destruct (Rlt_dec 0 z) as [p2|p2].
  - apply Same, P.
  - destruct (Rlt_dec z 0) as [q|q].
    + replace (a_plus N * z' - a_minus N * z) with (a_plus N * z' + a_minus N * (- z)) by ring. replace (z' - z) with (z' + - z) by ring.
      apply Across; lra.
    + assert (z = 0) as -> by lra. replace (a_plus N * z' - a_zero N * 0) with (a_plus N * z' - a_plus N * 0) by ring.
      replace ((a_plus N * z' - a_plus N * 0) ^ 2) with (a_plus N ^ 2 * (z' - 0) ^ 2) by ring. apply Rmult_le_compat_r; [apply pow2_ge_0|exact P].
  - destruct (Rlt_dec z' 0) as [q|q].
    + replace (a_minus N * z' - a_plus N * z) with (- (a_minus N * (- z') + a_plus N * z)) by ring. replace (z' - z) with (- (- z' + z)) by ring.
      rewrite <- !Rsqr_pow2, <- !Rsqr_neg, !Rsqr_pow2. apply Across; lra.
    + assert (z' = 0) as -> by lra. replace ((a_zero N * 0 - a_plus N * z) ^ 2) with (a_plus N ^ 2 * (0 - z) ^ 2) by ring.
      apply Rmult_le_compat_r; [apply pow2_ge_0|exact P].
  - destruct (Rlt_dec z' 0) as [q1|q1]; destruct (Rlt_dec z 0) as [q2|q2].
    + apply Same, Q.
    + assert (z = 0) as -> by lra. replace ((a_minus N * z' - a_zero N * 0) ^ 2) with (a_minus N ^ 2 * (z' - 0) ^ 2) by ring.
      apply Rmult_le_compat_r; [apply pow2_ge_0|exact Q].
    + assert (z' = 0) as -> by lra. replace ((a_zero N * 0 - a_minus N * z) ^ 2) with (a_minus N ^ 2 * (0 - z) ^ 2) by ring.
      apply Rmult_le_compat_r; [apply pow2_ge_0|exact Q].
    + assert (z = 0) as -> by lra. assert (z' = 0) as -> by lra. right. ring.
Qed.

(* ---- sums over data and units ---- *)
(* The preactivations of all data, by the top eigenvalue of their Gram matrix. *)
Lemma preactivations_at_most q : Sum (D N) (fun a => Sum (n N) (fun i => pre q a i ^ 2)) <= DG * inner_norm N q.
Proof.
  rewrite sum_swap. unfold inner_norm. rewrite <- sum_scal. apply sum_le. intros i _.
  set (T := Sum (D N) (fun a => pre q a i ^ 2)). set (b := fun k => Sum (D N) (fun a => pre q a i * X N a k)).
  assert (T0 : 0 <= T) by apply sum_sq_nonneg.
  assert (Eq : Sum (d N) (fun k => U q i k * b k) = T).
  { unfold b, T. rewrite (sum_ext (d N) _ (fun k => Sum (D N) (fun a => pre q a i * (U q i k * X N a k)))).
    - rewrite sum_swap. apply sum_ext. intros a _. rewrite sum_scal. unfold preactivation. ring.
    - intros k _. rewrite <- sum_scal. apply sum_ext. intros; ring. }
  pose proof (cauchy (d N) (U q i) b) as C. rewrite Eq in C. destruct gram as [G0 HG]. pose proof (HG (fun a => pre q a i)) as Q.
  unfold gram_form in Q. fold T in Q. fold b in Q. pose proof (lt_0_INR _ some_data) as DP.
  apply (Rmult_le_compat_l (INR (D N))) in Q; [|lra]. rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l in Q by lra.
  pose proof (sum_sq_nonneg (d N) (U q i)) as U0. set (u := Sum (d N) (fun k => U q i k ^ 2)) in *.
  assert (0 <= DG * u) by (apply Rmult_le_pos; [exact DG_nonneg|exact U0]).
  destruct (Req_dec T 0) as [->|Nz]; [assumption|]. apply Rmult_le_reg_r with T; [lra|].
  assert (u * Sum (d N) (fun k => b k ^ 2) <= u * (INR (D N) * (G * T))) by (apply Rmult_le_compat_l; assumption).
  unfold DG. lra.
Qed.
Lemma double_cauchy (c b : nat -> R) (e : nat -> nat -> R) B : Sum (D N) (fun a => Sum (n N) (fun i => e a i ^ 2)) <= B ->
  Sum (D N) (fun a => Sum (n N) (fun i => c a * b i * e a i)) ^ 2 <= Sum (D N) (fun a => c a ^ 2) * Sum (n N) (fun i => b i ^ 2) * B.
Proof.
  intros H. set (x := fun a => Sum (n N) (fun i => b i * e a i)).
  replace (Sum (D N) (fun a => Sum (n N) (fun i => c a * b i * e a i))) with (Sum (D N) (fun a => c a * x a)).
  2: { apply sum_ext. intros a _. unfold x. rewrite <- sum_scal. apply sum_ext. intros; ring. }
  eapply Rle_trans; [apply cauchy|]. rewrite Rmult_assoc. apply Rmult_le_compat_l; [apply sum_sq_nonneg|].
  apply Rle_trans with (Sum (n N) (fun i => b i ^ 2) * Sum (D N) (fun a => Sum (n N) (fun i => e a i ^ 2))).
  - rewrite <- sum_scal. apply sum_le. intros a _. apply cauchy.
  - apply Rmult_le_compat_l; [apply sum_sq_nonneg|exact H].
Qed.
Lemma slopes_of_preactivations (e r : nat -> nat -> R) q : (forall a i, e a i ^ 2 <= A * r a i ^ 2) ->
  Sum (D N) (fun a => Sum (n N) (fun i => r a i ^ 2)) <= DG * inner_norm N q ->
  Sum (D N) (fun a => Sum (n N) (fun i => e a i ^ 2)) <= A * (DG * inner_norm N q).
Proof.
  intros H R. eapply Rle_trans; [|apply Rmult_le_compat_l; [exact A_nonneg|exact R]]. rewrite <- sum_scal. apply sum_le. intros a _.
  rewrite <- sum_scal. apply sum_le. intros i _. apply H.
Qed.
(* The sums that a step meets: c over the data, b over the units, and preactivations times slopes. *)
Lemma spread (c b : nat -> R) (e : nat -> nat -> R) q : (forall a i, e a i ^ 2 <= A * pre q a i ^ 2) ->
  Sum (D N) (fun a => Sum (n N) (fun i => c a * b i * e a i)) ^ 2
    <= Sum (D N) (fun a => c a ^ 2) * Sum (n N) (fun i => b i ^ 2) * (A * (DG * inner_norm N q)).
Proof. intros H. apply double_cauchy. apply (slopes_of_preactivations e (pre q) q H (preactivations_at_most q)). Qed.
End Units.
