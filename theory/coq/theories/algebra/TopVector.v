(* A real matrix has a top right singular vector: a positive semidefinite form that vanishes at no vector but 0 is bounded below on
   the sphere, by completing squares one coordinate at a time, so the supremum of |E x|^2 on the sphere is attained. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Import Sums Spectral.
Open Scope R_scope.

Definition form (n : nat) (B : nat -> nat -> R) (v : nat -> R) : R := Sum n (fun i => Sum n (fun j => v i * B i j * v j)).
Definition symmetric_below (n : nat) (B : nat -> nat -> R) : Prop := forall i j, (i < n)%nat -> (j < n)%nat -> B i j = B j i.
Lemma form_last n B v : symmetric_below (S n) B ->
  form (S n) B v = form n B v + 2 * v n * Sum n (fun i => B i n * v i) + B n n * v n ^ 2.
Proof.
  intros Sy. unfold form at 1. cbn [Sum]. rewrite sum_plus. fold (form n B v).
  rewrite (sum_ext n (fun i => v i * B i n * v n) (fun i => B i n * v i * v n)) by (intros; ring).
  rewrite (sum_ext n (fun j => v n * B n j * v j) (fun j => B j n * v j * v n)) by (intros i Hi; rewrite (Sy n i) by lia; ring).
  rewrite sum_scal_r. ring.
Qed.
Lemma form_ext n B v w : (forall i, (i < n)%nat -> v i = w i) -> form n B v = form n B w.
Proof. intros E. apply sum_ext. intros i Hi. apply sum_ext. intros j Hj. rewrite !E by assumption. reflexivity. Qed.
Definition extend (n : nat) (v : nat -> R) (z : R) (i : nat) : R := if Nat.eq_dec i n then z else v i.
Lemma extend_below n v z i : (i < n)%nat -> extend n v z i = v i.
Proof. intros Hi. unfold extend. destruct (Nat.eq_dec i n); [lia|reflexivity]. Qed.
Lemma extend_at n v z : extend n v z n = z.
Proof. unfold extend. destruct (Nat.eq_dec n n); [reflexivity|contradiction]. Qed.
Lemma extend_norm n v z : Sum (S n) (fun i => extend n v z i ^ 2) = Sum n (fun i => v i ^ 2) + z ^ 2.
Proof.
  cbn [Sum]. rewrite extend_at. f_equal. apply sum_ext. intros i Hi. rewrite extend_below by exact Hi. reflexivity.
Qed.
Lemma form_extend n B v z : symmetric_below (S n) B ->
  form (S n) B (extend n v z) = form n B v + 2 * z * Sum n (fun i => B i n * v i) + B n n * z ^ 2.
Proof.
  intros Sy. rewrite form_last by exact Sy. rewrite extend_at. rewrite (form_ext n B _ v) by (intros; apply extend_below; assumption).
  do 3 f_equal. apply sum_ext. intros i Hi. rewrite extend_below by exact Hi. reflexivity.
Qed.
Theorem definite_or_singular n : forall B, symmetric_below n B -> (forall v, 0 <= form n B v) ->
  (exists v, 0 < Sum n (fun i => v i ^ 2) /\ form n B v = 0) \/
  (exists c, 0 < c /\ forall v, c * Sum n (fun i => v i ^ 2) <= form n B v).
Proof.
  induction n as [|n IH]; intros B Sy Pos; [right; exists 1; split; [lra|intro v; unfold form; simpl; lra]|].
  set (b := B n n). set (L v := Sum n (fun i => B i n * v i)).
  assert (b0 : 0 <= b).
  { pose proof (Pos (extend n (fun _ => 0) 1)) as P. rewrite form_extend in P by exact Sy. fold (L (fun _ => 0)) b in P.
    assert (Z1 : form n B (fun _ => 0) = 0)
      by (unfold form; rewrite (sum_ext n _ (fun _ => 0)); [apply sum_zero|intros; rewrite (sum_ext n _ (fun _ => 0)) by (intros; ring); apply sum_zero]).
    assert (Z2 : L (fun _ => 0) = 0) by (unfold L; rewrite (sum_ext n _ (fun _ => 0)) by (intros; ring); apply sum_zero).
    rewrite Z1, Z2 in P. lra. }
  destruct b0 as [b0|b0].
  2:{ left. exists (extend n (fun _ => 0) 1). rewrite extend_norm, form_extend by exact Sy. fold (L (fun _ => 0)) b.
    assert (Z0 : Sum n (fun i : nat => (fun _ => 0) i ^ 2) = 0) by (rewrite (sum_ext n _ (fun _ => 0)) by (intros; ring); apply sum_zero).
    assert (Z1 : form n B (fun _ => 0) = 0)
      by (unfold form; rewrite (sum_ext n _ (fun _ => 0)); [apply sum_zero|intros; rewrite (sum_ext n _ (fun _ => 0)) by (intros; ring); apply sum_zero]).
    assert (Z2 : L (fun _ => 0) = 0) by (unfold L; rewrite (sum_ext n _ (fun _ => 0)) by (intros; ring); apply sum_zero).
    cbv beta in Z0. rewrite Z0, Z1, Z2, <- b0. split; lra. }
  (* Completing the square leaves a form in the first n coordinates. *)
  set (C i j := B i j - B i n * B j n / b).
  assert (FC : forall v, form n C v = form n B v - L v ^ 2 / b).
  { intro v. unfold form, C. rewrite (sum_ext n _ (fun i => Sum n (fun j => v i * B i j * v j) - / b * Sum n (fun j => (B i n * v i) * (B j n * v j)))).
    - rewrite sum_minus, sum_scal. replace (L v ^ 2 / b) with (/ b * (L v * L v)) by (field; lra). unfold L. rewrite sum_product. reflexivity.
    - intros i _. rewrite <- sum_scal, <- sum_minus. apply sum_ext. intros j _. field. lra. }
  assert (Low : forall v, form (S n) B (extend n v (- L v / b)) = form n C v).
  { intro v. rewrite form_extend by exact Sy. fold (L v) b. rewrite FC. field. lra. }
  assert (SyC : symmetric_below n C).
  { intros i j Hi Hj. unfold C. rewrite (Sy i j) by lia. field. lra. }
  destruct (IH C SyC) as [[v [Nv Zv]]|[c [c0 Hc]]].
  - intro v. rewrite <- Low. apply Pos.
  - left. exists (extend n v (- L v / b)). split; [|rewrite Low; exact Zv]. rewrite extend_norm.
    pose proof (pow2_ge_0 (- L v / b)). lra.
  - right. set (K := 2 * Sum n (fun i => B i n ^ 2) / b ^ 2).
    assert (K0 : 0 <= K).
    { unfold K. apply Rmult_le_pos; [pose proof (sum_sq_nonneg n (fun i => B i n)) as Q; cbv beta in Q; lra|].
      apply Rlt_le, Rinv_0_lt_compat, pow_lt, b0. }
    exists (Rmin (c / (1 + K)) (b / 2)). split.
    { apply Rmin_pos; [apply Rmult_lt_0_compat; [exact c0|apply Rinv_0_lt_compat; lra]|lra]. }
    intro w. cbn [Sum]. rewrite form_last by exact Sy. fold (L w) b. set (p := Sum n (fun i => w i ^ 2)). set (q := (w n + L w / b) ^ 2).
    assert (p0 : 0 <= p) by apply sum_sq_nonneg. assert (q0 : 0 <= q) by apply pow2_ge_0.
    replace (form n B w + 2 * w n * L w + b * w n ^ 2) with (form n C w + b * q) by (rewrite FC; unfold q; field; lra).
    assert (W : w n ^ 2 <= 2 * q + K * p).
    { pose proof (cauchy n (fun i => B i n) w) as Q. cbv beta in Q. fold (L w) p in Q.
      assert (L2 : (L w / b) ^ 2 <= K * p / 2).
      { unfold K. replace ((L w / b) ^ 2) with (L w ^ 2 * / b ^ 2) by (field; lra).
        replace (2 * Sum n (fun i => B i n ^ 2) / b ^ 2 * p / 2) with (Sum n (fun i => B i n ^ 2) * p * / b ^ 2) by (field; lra).
        apply Rmult_le_compat_r; [apply Rlt_le, Rinv_0_lt_compat, pow_lt, b0|exact Q]. }
      unfold q. pose proof (pow2_ge_0 (w n + 2 * (L w / b))). lra. }
    set (m := Rmin (c / (1 + K)) (b / 2)). pose proof (Rmin_l (c / (1 + K)) (b / 2)) as M1. pose proof (Rmin_r (c / (1 + K)) (b / 2)) as M2. fold m in M1, M2.
    assert (m0 : 0 < m) by (apply Rmin_pos; [apply Rmult_lt_0_compat; [exact c0|apply Rinv_0_lt_compat; lra]|lra]).
    apply Rle_trans with (m * (p + (2 * q + K * p))); [apply Rmult_le_compat_l; lra|].
    assert (M3 : m * (1 + K) <= c).
    { apply (Rmult_le_compat_r (1 + K)) in M1; [|lra]. replace (c / (1 + K) * (1 + K)) with c in M1 by (field; lra). exact M1. }
    pose proof (Hc w) as H. fold p in H. apply (Rmult_le_compat_r p) in M3; [|exact p0].
    apply (Rmult_le_compat_r q) in M2; [|exact q0]. lra.
Qed.

Section Top.
Variables (rows columns : nat) (E : nat -> nat -> R).
Hypothesis some : (0 < columns)%nat.
Definition image (rows columns : nat) (E : nat -> nat -> R) (x : nat -> R) (a : nat) : R := Sum columns (fun k => E a k * x k).
Definition stretch (rows columns : nat) (E : nat -> nat -> R) (x : nat -> R) : R := Sum rows (fun a => image rows columns E x a ^ 2).
Let dot (x z : nat -> R) := Sum columns (fun k => x k * z k).
Let top := supremum (unit_sphere columns) (stretch rows columns E).
Lemma image_sum x z t a : image rows columns E (fun k => x k + t * z k) a = image rows columns E x a + t * image rows columns E z a.
Proof. unfold image. rewrite <- sum_scal, <- sum_plus. apply sum_ext. intros; ring. Qed.
Lemma stretch_scale c x : stretch rows columns E (fun k => c * x k) = c ^ 2 * stretch rows columns E x.
Proof.
  unfold stretch. rewrite <- sum_scal. apply sum_ext. intros a _. unfold image.
  rewrite (sum_ext columns _ (fun k => c * (E a k * x k))) by (intros; ring). rewrite sum_scal. ring.
Qed.
Lemma stretch_bounded x : stretch rows columns E x <= Sum rows (fun a => Sum columns (fun k => E a k ^ 2)) * Sum columns (fun k => x k ^ 2).
Proof. unfold stretch. rewrite <- sum_scal_r. apply sum_le. intros a _. apply cauchy. Qed.
Lemma stretch_top x : stretch rows columns E x <= top * Sum columns (fun k => x k ^ 2).
Proof. exact (top_upper columns (stretch rows columns E) _ stretch_scale stretch_bounded x). Qed.
Let B k l := (if Nat.eq_dec k l then top else 0) - Sum rows (fun a => E a k * E a l).
Lemma gap_form x : form columns B x = top * Sum columns (fun k => x k ^ 2) - stretch rows columns E x.
Proof.
  unfold form, B. rewrite (sum_ext columns _ (fun k => top * x k ^ 2 - Sum rows (fun a => image rows columns E x a * (E a k * x k)))).
  - rewrite sum_minus, sum_scal. f_equal. rewrite sum_swap. apply sum_ext. intros a _. rewrite sum_scal. fold (image rows columns E x a). ring.
  - intros k Hk. rewrite (sum_ext columns _ (fun l => (x k * top * x l) * delta l k - Sum rows (fun a => (E a k * x k) * (E a l * x l)))).
    + rewrite sum_minus, (sum_delta columns (fun l => x k * top * x l) k Hk), sum_swap. f_equal; [ring|]. apply sum_ext. intros a _.
      rewrite sum_scal. fold (image rows columns E x a). ring.
    + intros l _.
      transitivity (x k * (if Nat.eq_dec k l then top else 0) * x l - x k * x l * Sum rows (fun a => E a k * E a l)); [ring|].
      rewrite <- sum_scal. f_equal; [unfold delta; destruct (Nat.eq_dec k l), (Nat.eq_dec l k); subst; try contradiction; ring|].
      apply sum_ext. intros; ring.
Qed.
Lemma flat_at_0 beta gamma : (forall t, 2 * t * beta + t ^ 2 * gamma <= 0) -> beta = 0.
Proof.
  intros H. pose proof (Rabs_pos gamma) as G. pose proof (H (beta / (1 + Rabs gamma))) as Q.
  assert (P : 0 < 1 + Rabs gamma) by lra. pose proof (Rle_abs (- gamma)) as A. rewrite Rabs_Ropp in A.
  assert (Z : beta ^ 2 * (2 * (1 + Rabs gamma) + gamma) <= 0).
  { apply (Rmult_le_compat_l ((1 + Rabs gamma) ^ 2)) in Q; [|apply pow2_ge_0].
    replace ((1 + Rabs gamma) ^ 2 * (2 * (beta / (1 + Rabs gamma)) * beta + (beta / (1 + Rabs gamma)) ^ 2 * gamma))
      with (beta ^ 2 * (2 * (1 + Rabs gamma) + gamma)) in Q by (field; lra). lra. }
  assert (beta ^ 2 <= 0) by (apply Rmult_le_reg_r with (2 * (1 + Rabs gamma) + gamma); lra). nra.
Qed.
Theorem top_vector : exists mu v, 0 <= mu /\ unit_sphere columns v /\
  (forall x, stretch rows columns E x <= mu * Sum columns (fun k => x k ^ 2)) /\
  (forall x, Sum rows (fun a => image rows columns E v a * image rows columns E x a) = mu * Sum columns (fun k => v k * x k)).
Proof.
  assert (T0 : 0 <= top) by (apply supremum_nonneg; intros; apply sum_sq_nonneg).
  destruct (definite_or_singular columns B) as [[v [Nv Zv]]|[c [c0 Hc]]].
  - intros k l _ _. unfold B. f_equal; [destruct (Nat.eq_dec k l), (Nat.eq_dec l k); subst; try contradiction; reflexivity|].
    apply sum_ext. intros; ring.
  - intro x. rewrite gap_form. pose proof (stretch_top x). lra.
  - rewrite gap_form in Zv. destruct (normalise columns (stretch rows columns E) stretch_scale v ltac:(lra)) as [u [Hu Eu]].
    exists top, u. split; [exact T0|]. split; [exact Hu|]. split; [exact stretch_top|]. intro x.
    assert (Top : stretch rows columns E u = top)
      by (apply Rmult_eq_reg_l with (Sum columns (fun k => v k ^ 2)); [rewrite <- Eu; lra|lra]).
    set (beta := Sum rows (fun a => image rows columns E u a * image rows columns E x a) - top * Sum columns (fun k => u k * x k)).
    assert (Z : beta = 0).
    { apply (flat_at_0 beta (stretch rows columns E x - top * Sum columns (fun k => x k ^ 2))). intro t.
      pose proof (stretch_top (fun k => u k + t * x k)) as S.
      assert (E1 : stretch rows columns E (fun k => u k + t * x k) = stretch rows columns E u
        + 2 * t * Sum rows (fun a => image rows columns E u a * image rows columns E x a) + t ^ 2 * stretch rows columns E x).
      { unfold stretch. rewrite <- !sum_scal, <- !sum_plus. apply sum_ext. intros a _. rewrite image_sum. ring. }
      assert (E2 : Sum columns (fun k => (u k + t * x k) ^ 2) = Sum columns (fun k => u k ^ 2)
        + 2 * t * Sum columns (fun k => u k * x k) + t ^ 2 * Sum columns (fun k => x k ^ 2)).
      { rewrite <- !sum_scal, <- !sum_plus. apply sum_ext. intros; ring. }
      rewrite E1, E2, Top in S. unfold unit_sphere in Hu. rewrite Hu in S. unfold beta. lra. }
    unfold beta in Z. lra.
  - exfalso. assert (top <= top - c); [|lra]. unfold top at 1. apply top_least; [|exact some]. intro x.
    pose proof (Hc x) as H. rewrite gap_form in H. lra.
Qed.
End Top.
