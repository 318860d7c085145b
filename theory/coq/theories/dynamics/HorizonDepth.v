(* Degree k = m + 1 with any targets. The norm N may rise by at most b / (2k - e C N^m) in a step at the rate e, b = e k^2 |y|^2 / D. At a
   constant rate Psi(N) = 2k N - e C N^k / k, which is concave and largest at the edge e C N^m = 2k, rises by at most b a step: below the
   edge there is no blow-up before Psi reaches that largest value, which is 2 m times the norm at the edge. *)
Require Import Reals Lra Psatz Arith Lia.
From Catapult Require Import Sums Means.
Open Scope R_scope.

(* What residuals of mean square rho along targets of mean square y2 can do for the norm. *)
Lemma pull_of_targets_any k a rho ry y2 : 0 < a -> 0 <= rho -> 0 <= y2 -> ry ^ 2 <= rho * y2 ->
  a * (- a * rho - 2 * k * ry) <= k ^ 2 * y2.
Proof.
  intros A P Y B. assert (K0 : 0 <= k ^ 2) by apply pow2_ge_0.
  assert (H : (2 * k * a * ry) ^ 2 <= (a ^ 2 * rho + k ^ 2 * y2) ^ 2).
  { replace ((2 * k * a * ry) ^ 2) with (4 * (a ^ 2 * k ^ 2) * ry ^ 2) by ring.
    assert (4 * (a ^ 2 * k ^ 2) * ry ^ 2 <= 4 * (a ^ 2 * k ^ 2) * (rho * y2))
      by (apply Rmult_le_compat_l; [apply Rmult_le_pos; [lra|apply Rmult_le_pos; [apply pow2_ge_0|exact K0]]|exact B]).
    pose proof (pow2_ge_0 (a ^ 2 * rho - k ^ 2 * y2)). lra. }
  assert (0 <= a ^ 2 * rho + k ^ 2 * y2) by (apply Rplus_le_le_0_compat; apply Rmult_le_pos; try apply pow2_ge_0; assumption).
  pose proof (Rsqr_le_abs_0 (2 * k * a * ry) (a ^ 2 * rho + k ^ 2 * y2)) as S.
  unfold Rsqr in S. specialize (S ltac:(lra)). rewrite (Rabs_right (a ^ 2 * rho + k ^ 2 * y2)) in S by lra.
  pose proof (Rle_abs (- (2 * k * a * ry))) as Q. rewrite Rabs_Ropp in Q. lra.
Qed.
(* One step at the rate e. *)
Theorem slow_rise m e C y2 N N' rho ry (k := INR m + 1) (a := 2 * k - e * (C * N ^ m)) : 0 <= e -> 0 <= rho -> 0 <= y2 ->
  ry ^ 2 <= rho * y2 -> N' <= N + e * (rho * (e * (C * N ^ m) - 2 * k) - 2 * k * ry) -> 0 < a -> a * (N' - N) <= e * k ^ 2 * y2.
Proof.
  intros E P Y B U A. pose proof (pull_of_targets_any k a rho ry y2 A P Y B) as H.
  apply (Rmult_le_compat_l e) in H; [|exact E]. apply Rle_trans with (a * (e * (- a * rho - 2 * k * ry))); [|lra].
  apply Rmult_le_compat_l; [lra|]. unfold a in *. lra.
Qed.

(* x^(m + 1) lies strictly above its tangent line at a smaller number. *)
Lemma strict_tangent m n x : 0 <= n -> n < x -> (INR m + 2) * n ^ S m * x < x ^ S (S m) + (INR m + 1) * n ^ S (S m).
Proof.
  intros H X. induction m as [|m IH]; [simpl; assert (0 < (x - n) ^ 2) by (apply pow_lt; lra); lra|]. rewrite S_INR.
  assert (Q : 0 <= (INR m + 2) * n ^ S m * (x - n) ^ 2).
  { apply Rmult_le_pos; [apply Rmult_le_pos; [pose proof (pos_INR m); lra|apply pow_le, H]|apply pow2_ge_0]. }
  apply (Rmult_lt_compat_r x) in IH; [|lra]. simpl in *. lra.
Qed.
Lemma root_exists m v : 0 < v -> exists x, 0 < x /\ x ^ S m = v.
Proof.
  intros V. exists (Rpower v (/ INR (S m))). split; [apply exp_pos|]. assert (P : 0 < INR (S m)) by (apply lt_0_INR; lia).
  rewrite <- Rpower_pow by apply exp_pos. rewrite Rpower_mult, Rinv_l by lra. apply Rpower_1, V.
Qed.
Lemma pow_grows m x z : 0 <= x -> x < z -> x ^ S m < z ^ S m.
Proof.
  intros X H. simpl. pose proof (pow_incr x z m ltac:(lra)) as I. assert (0 < z ^ m) by (apply pow_lt; lra).
  apply Rle_lt_trans with (x * z ^ m); [apply Rmult_le_compat_l; assumption|apply Rmult_lt_compat_r; assumption].
Qed.
Lemma pow_less m x z : 0 <= x -> 0 <= z -> x ^ S m < z ^ S m -> x < z.
Proof. intros X Z H. apply Rnot_le_lt. intros L. pose proof (pow_incr z x (S m) ltac:(lra)). lra. Qed.

Section Potential.
Variables (m : nat) (c : R).                                   (* c = e C *)
Hypothesis c_nonneg : 0 <= c.
Let k := INR m + 1.
Let k_pos : 0 < k. Proof. unfold k. pose proof (pos_INR m). lra. Qed.
Definition potential x := 2 * k * x - c * x ^ S m / k.
Lemma potential_below_tangent n x : 0 <= n -> 0 <= x -> potential x <= potential n + (2 * k - c * n ^ m) * (x - n).
Proof.
  intros H X. unfold potential. pose proof (tangent m n x H X) as T. fold k in T.
  assert (Q : c * n ^ m * x <= c * x ^ S m / k + (1 - / k) * (c * n ^ S m)).
  { apply Rmult_le_reg_l with k; [exact k_pos|]. apply (Rmult_le_compat_l c) in T; [|exact c_nonneg].
    replace (k * (c * x ^ S m / k + (1 - / k) * (c * n ^ S m))) with (c * x ^ S m + (k - 1) * (c * n ^ S m)) by (field; lra).
    replace (k - 1) with (INR m) by (unfold k; ring). lra. }
  replace (c * n ^ S m / k) with (/ k * (c * n ^ S m)) by (unfold Rdiv; ring).
  assert (E : c * n ^ m * n = c * n ^ S m) by (simpl; ring). lra.
Qed.
Lemma potential_nonneg x : 0 <= x -> c * x ^ m < 2 * k -> 0 <= potential x.
Proof.
  intros X B. unfold potential. replace (2 * k * x - c * x ^ S m / k) with (x * (2 * k - c * x ^ m / k)) by (simpl; field; lra).
  apply Rmult_le_pos; [exact X|]. assert (0 <= c * x ^ m) by (apply Rmult_le_pos; [exact c_nonneg|apply pow_le, X]).
  assert (1 <= k) by (unfold k; pose proof (pos_INR m); lra).
  assert (c * x ^ m / k <= c * x ^ m); [|lra]. unfold Rdiv. rewrite <- (Rmult_1_r (c * x ^ m)) at 2.
  apply Rmult_le_compat_l; [assumption|]. rewrite <- Rinv_1. apply Rinv_le_contravar; lra.
Qed.
End Potential.

(* The next norm is below the edge while the potential may still rise by b. *)
Lemma stays_below m c n x b (k := INR m + 1) : 0 <= c -> 0 <= n -> 0 <= x -> 0 <= b -> c * n ^ m < 2 * k ->
  (2 * k - c * n ^ m) * (x - n) <= b -> c * (potential m c n + b) ^ m <= 2 * k * (2 * INR m) ^ m -> c * x ^ m < 2 * k.
Proof.
  intros c_nonneg H X B L U R. assert (k_pos : 0 < k) by (unfold k; pose proof (pos_INR m); lra).
  destruct m as [|j]; [simpl in *; lra|]. apply Rnot_le_lt. intros O. assert (Xm : 0 <= x ^ S j) by (apply pow_le, X).
  assert (c0 : 0 < c) by (destruct c_nonneg as [W|W]; [exact W|rewrite <- W in O; lra]).
  destruct (root_exists j (2 * k / c)) as [z [z0 Z]]; [apply Rdiv_lt_0_compat; lra|].
  assert (E : c * z ^ S j = 2 * k) by (rewrite Z; field; lra).
  assert (nz : n < z) by (apply (pow_less j); [exact H|lra|apply Rmult_lt_reg_l with c; lra]).
  assert (zx : z <= x).
  { apply Rnot_lt_le. intros W. pose proof (pow_grows j x z X W) as I. apply (Rmult_lt_compat_l c) in I; [|exact c0]. lra. }
  assert (peak : potential (S j) c z < potential (S j) c n + (2 * k - c * n ^ S j) * (z - n)).
  { unfold potential. fold k. pose proof (strict_tangent j n z H nz) as T.
    assert (K : INR j + 2 = k) by (unfold k; rewrite S_INR; ring). rewrite K in T. replace (INR j + 1) with (k - 1) in T by lra.
    apply (Rmult_lt_compat_l c) in T; [|exact c0].
    assert (Q : c * n ^ S j * z < c * z ^ S (S j) / k + (1 - / k) * (c * n ^ S (S j))).
    { apply Rmult_lt_reg_l with k; [exact k_pos|].
      replace (k * (c * z ^ S (S j) / k + (1 - / k) * (c * n ^ S (S j)))) with (c * z ^ S (S j) + (k - 1) * (c * n ^ S (S j))) by (field; lra). lra. }
    replace (c * n ^ S (S j) / k) with (/ k * (c * n ^ S (S j))) by (unfold Rdiv; ring).
    assert (c * n ^ S j * n = c * n ^ S (S j)) by (simpl; ring). lra. }
  assert (top : potential (S j) c z = 2 * INR (S j) * z).
  { unfold potential. fold k. replace (c * z ^ S (S j) / k) with ((c * z ^ S j) * z / k) by (simpl; field; lra). rewrite E. replace (2 * k * z / k) with (2 * z) by (field; lra). unfold k. ring. }
  assert (W : (2 * k - c * n ^ S j) * (z - n) <= b) by (eapply Rle_trans; [apply Rmult_le_compat_l; [|apply Rplus_le_compat_r, zx]|exact U]; lra).
  assert (J : 0 < INR (S j)) by (apply lt_0_INR; lia).
  assert (S0 : 2 * INR (S j) * z < potential (S j) c n + b) by lra.
  assert (P : (2 * INR (S j) * z) ^ S j < (potential (S j) c n + b) ^ S j).
  { apply pow_grows; [apply Rmult_le_pos; lra|exact S0]. }
  rewrite Rpow_mult_distr in P. apply (Rmult_lt_compat_l c) in P; [|exact c0].
  replace (c * ((2 * INR (S j)) ^ S j * z ^ S j)) with (c * z ^ S j * (2 * INR (S j)) ^ S j) in P by ring. rewrite E in P. lra.
Qed.

Section Horizon.
Variables (m : nat) (c b : R) (N : nat -> R).
Let k := INR m + 1.
Hypothesis c_nonneg : 0 <= c.
Hypothesis b_nonneg : 0 <= b.
Hypothesis N_nonneg : forall t, 0 <= N t.
Hypothesis rise : forall t, 0 < 2 * k - c * N t ^ m -> (2 * k - c * N t ^ m) * (N (S t) - N t) <= b.
Theorem potential_next t : c * N t ^ m < 2 * k -> potential m c (N (S t)) <= potential m c (N t) + b.
Proof.
  intros L. pose proof (potential_below_tangent m c c_nonneg (N t) (N (S t)) (N_nonneg t) (N_nonneg (S t))) as T.
  pose proof (rise t ltac:(lra)). unfold k in *. lra.
Qed.
(* The certificate of one step: it may be renewed with the norm of any step. *)
Theorem below_next t : c * N t ^ m < 2 * k -> c * (potential m c (N t) + b) ^ m <= 2 * k * (2 * INR m) ^ m -> c * N (S t) ^ m < 2 * k.
Proof.
  intros L R. exact (stays_below m c (N t) (N (S t)) b c_nonneg (N_nonneg t) (N_nonneg (S t)) b_nonneg L (rise t ltac:(lra)) R).
Qed.
Theorem below_for_steps : c * N 0%nat ^ m < 2 * k -> forall t,
  c * (potential m c (N 0%nat) + INR t * b) ^ m <= 2 * k * (2 * INR m) ^ m ->
  c * N t ^ m < 2 * k /\ potential m c (N t) <= potential m c (N 0%nat) + INR t * b.
Proof.
  intros L. assert (P0 : 0 <= potential m c (N 0%nat)) by (apply (potential_nonneg m c c_nonneg); [apply N_nonneg|exact L]).
  induction t as [|t I]; intros H; [simpl; lra|]. rewrite S_INR in *.
  assert (T0 : 0 <= INR t * b) by (apply Rmult_le_pos; [apply pos_INR|exact b_nonneg]).
  destruct I as [I J].
  { eapply Rle_trans; [|exact H]. apply Rmult_le_compat_l; [exact c_nonneg|]. apply pow_incr. lra. }
  pose proof (potential_nonneg m c c_nonneg (N t) (N_nonneg t) I) as Pt. split; [|pose proof (potential_next t I); lra].
  apply (below_next t I). eapply Rle_trans; [|exact H]. apply Rmult_le_compat_l; [exact c_nonneg|]. apply pow_incr. lra.
Qed.
End Horizon.
