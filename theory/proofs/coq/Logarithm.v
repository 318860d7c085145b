(* Logarithm inequalities for the convergence proof with a target. *)
Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Lemma ln_le_sub1 x : 0 < x -> ln x <= x - 1.
Proof.
  intros Hx. destruct (Req_dec x 1) as [->|N]; [rewrite ln_1; lra|].
  assert (L: ln x <> 0). { intro Z. apply N. rewrite <- (exp_ln x Hx), Z. apply exp_0. }
  pose proof (exp_ineq1 (ln x) L) as E. rewrite (exp_ln x Hx) in E. lra.
Qed.
Lemma ln_ge x : 0 < x -> 1 - / x <= ln x.
Proof. intros Hx. pose proof (ln_le_sub1 (/x) (Rinv_0_lt_compat _ Hx)) as E. rewrite ln_Rinv in E by exact Hx. lra. Qed.
Lemma pos1 Y x : 0 <= Y <= 1 -> -1 < x -> 0 < 1 + Y * x.
Proof. intros HY Hx. destruct (Rle_dec 0 x); [nra|]. assert (Y*(-x) <= 1*(-x)) by (apply Rmult_le_compat_r; lra). lra. Qed.
Lemma bernoulli Y x : 0 <= Y <= 1 -> -1 < x -> Y * ln (1 + x) <= ln (1 + Y * x).
Proof.
  intros HY Hx. pose proof (pos1 Y x HY Hx) as M.
  pose proof (ln_le_sub1 ((1+x)/(1+Y*x))) as A. pose proof (ln_le_sub1 (/(1+Y*x)) (Rinv_0_lt_compat _ M)) as B.
  rewrite ln_Rinv in B by exact M.
  assert (P: 0 < (1+x)/(1+Y*x)) by (apply Rdiv_lt_0_compat; lra). specialize (A P).
  unfold Rdiv in A. rewrite ln_mult, ln_Rinv in A by (try apply Rinv_0_lt_compat; lra).
  assert (Z: Y * ((1+x) * / (1+Y*x) - 1) + (1-Y) * (/ (1+Y*x) - 1) = 0) by (field; lra).
  assert (A': Y * (ln (1+x) + - ln (1+Y*x)) <= Y * ((1+x) * / (1+Y*x) - 1)) by (apply Rmult_le_compat_l; lra).
  assert (B': (1-Y) * (- ln (1+Y*x)) <= (1-Y) * (/ (1+Y*x) - 1)) by (apply Rmult_le_compat_l; lra).
  lra.
Qed.
(* The gain of phi = ln E - (Y/2) ln Q at a step with residual r. *)
Lemma phi_inc Y r : 0 <= Y < 1 -> -2 < r < 2 -> 1 + r <> 0 ->
  (1-Y)/7 * r^2 <= ln (1 + r*(r+Y)) - Y/2 * ln ((1+r)^2).
Proof.
  intros HY Hr N. set (S := 1 + r*(r+Y)).
  assert (S7: S <= 7) by (unfold S; nra).
  assert (S0: 0 < S). { unfold S. pose proof (pow2_ge_0 (2*r+Y)). nra. }
  assert (frac: forall w, 0 <= w -> w / 7 <= w / S). { intros w Hw. unfold Rdiv. apply Rmult_le_compat_l; [exact Hw|]. apply Rinv_le_contravar; lra. }
  destruct (Rlt_dec (-1) r) as [G|G].
  - replace ((1+r)^2) with ((1+r)*(1+r)) by ring. rewrite ln_mult by lra.
    pose proof (bernoulli Y r ltac:(lra) G) as B. pose proof (pos1 Y r ltac:(lra) G) as M.
    assert (D: r^2 / S <= ln S - ln (1+Y*r)).
    { pose proof (ln_ge (S/(1+Y*r)) ltac:(apply Rdiv_lt_0_compat; lra)) as L.
      unfold Rdiv in L at 2. rewrite ln_mult, ln_Rinv in L by (try apply Rinv_0_lt_compat; lra).
      replace (r^2/S) with (1 - / (S/(1+Y*r))); [lra|]. unfold S. field. unfold S in S0. split; lra. }
    pose proof (frac (r^2) (pow2_ge_0 r)). assert (0 <= r^2) by apply pow2_ge_0.
    assert ((1-Y)/7*r^2 <= r^2/7) by nra. lra.
  - assert (ln ((1+r)^2) <= 0). { pose proof (ln_le_sub1 ((1+r)^2) ltac:(apply pow2_gt_0; exact N)). assert ((1+r)^2 <= 1) by nra. lra. }
    pose proof (ln_ge S S0) as L. assert (W: 0 <= r*(r+Y)) by nra. pose proof (frac _ W) as Fr.
    replace (r*(r+Y)/S) with (1 - / S) in Fr by (unfold S; field; unfold S in S0; lra).
    assert (Z: 0 <= Y * (r*(r+1))) by (apply Rmult_le_pos; nra). assert ((1-Y)/7*r^2 <= r*(r+Y)/7) by lra.
    assert (Y/2 * ln ((1+r)^2) <= 0) by nra. lra.
Qed.

Lemma sq_lim (u : nat -> R) : is_lim_seq (fun t => u t^2) 0 -> is_lim_seq u 0.
Proof.
  intros D2. apply is_lim_seq_spec in D2. apply is_lim_seq_spec. intros eps.
  assert (e2: 0 < eps * eps) by (destruct eps; simpl; nra).
  destruct (D2 (mkposreal _ e2)) as [N HN]. exists N. intros n Hn. specialize (HN n Hn). simpl in HN.
  rewrite Rminus_0_r in *. replace (u n * (u n * 1)) with (u n^2) in HN by ring. rewrite (Rabs_pos_eq (u n^2)) in HN by apply pow2_ge_0.
  rewrite <- (Rabs_pos_eq eps) by (destruct eps; simpl; lra). apply Rsqr_lt_abs_0. unfold Rsqr. lra.
Qed.
Lemma phi_inc_all Y r B : 0 <= Y < 1 -> 1 <= B -> - B <= r <= B -> 1 + r <> 0 ->
  (1-Y)/(6*B^2) * r^2 <= ln (1 + r*(r+Y)) - Y/2 * ln ((1+r)^2).
Proof.
  intros HY HB Hr N. set (S := 1 + r*(r+Y)).
  assert (S0: 0 < S). { unfold S. pose proof (pow2_ge_0 (2*r+Y)). nra. }
  assert (r2: r^2 <= B^2) by nra. assert (B2: 1 <= B^2) by nra.
  assert (S3: S <= 3*B^2) by (unfold S; nra).
  assert (c: 0 <= (1-Y)*r^2) by (apply Rmult_le_pos; [lra|apply pow2_ge_0]).
  assert (fr: forall w, (1-Y)*r^2/2 <= w -> (1-Y)/(6*B^2)*r^2 <= w/S).
  { intros w Hw. apply Rle_trans with ((1-Y)*r^2/2/S).
    - replace ((1-Y)/(6*B^2)*r^2) with ((1-Y)*r^2/2 * /(3*B^2)) by (field; nra). unfold Rdiv at 2. apply Rmult_le_compat_l; [lra|]. apply Rinv_le_contravar; lra.
    - unfold Rdiv. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; exact S0|exact Hw]. }
  assert (lnS: forall m, 0 < m -> (S - m)/S <= ln S - ln m).
  { intros m Hm. pose proof (ln_ge (S/m) ltac:(apply Rdiv_lt_0_compat; lra)) as L.
    unfold Rdiv in L at 2. rewrite ln_mult, ln_Rinv in L by (try apply Rinv_0_lt_compat; lra).
    replace ((S-m)/S) with (1 - / (S/m)) by (field; split; lra). lra. }
  assert (R0: 0 <= r^2) by apply pow2_ge_0.
  destruct (Rlt_dec (-1) r) as [G|G].
  - replace ((1+r)^2) with ((1+r)*(1+r)) by ring. rewrite ln_mult by lra.
    pose proof (bernoulli Y r ltac:(lra) G) as Be. pose proof (pos1 Y r ltac:(lra) G) as M. pose proof (lnS _ M) as L.
    assert ((1-Y)*r^2/2 <= S - (1+Y*r)) by (unfold S; nra). pose proof (fr _ H). lra.
  - assert (G': r < -1) by lra. destruct (Rle_dec (-2) r) as [G2|G2].
    + assert (ln ((1+r)^2) <= 0). { pose proof (ln_le_sub1 ((1+r)^2) ltac:(apply pow2_gt_0; exact N)). assert ((1+r)^2 <= 1) by nra. lra. }
      pose proof (lnS 1 ltac:(lra)) as L. rewrite ln_1 in L. assert (Z: 0 <= Y * (r*(r+1))) by (apply Rmult_le_pos; nra).
      assert ((1-Y)*r^2/2 <= S - 1) by (unfold S; lra). pose proof (fr _ H0). assert (Y/2 * ln ((1+r)^2) <= 0) by nra. lra.
    + set (w := -1 - r). assert (w1: 1 < w) by (unfold w; lra).
      replace ((1+r)^2) with (w*w) by (unfold w; ring). rewrite ln_mult by lra.
      pose proof (bernoulli Y (w-1) ltac:(lra) ltac:(lra)) as Be. replace (1 + (w-1)) with w in Be by ring.
      pose proof (pos1 Y (w-1) ltac:(lra) ltac:(lra)) as M. pose proof (lnS _ M) as L.
      assert ((1-Y)*r^2/2 <= S - (1+Y*(w-1))). { replace r with (-(w+1)) by (unfold w; ring). unfold S. replace r with (-(w+1)) by (unfold w; ring).
        assert (0 <= Y*((w+1)^2/2 - 2*w)+ (w^2+1)/2 + (1-Y)*w) by nra. nra. }
      pose proof (fr _ H). lra.
Qed.
