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
(* The gain of phi = ln |E| - (Y/2) ln Q at a step with residual r, by weighted means: (Y/2) (1 + r)^2 + (1 - Y/2) 1 is at least
   |1 + r|^Y. *)
Lemma mean_of_logs Y r (a := 1 + r * Y + r ^ 2 * Y / 2) : 0 <= Y <= 2 -> 1 + r <> 0 -> 0 < a -> Y / 2 * ln ((1 + r) ^ 2) <= ln a.
Proof.
  intros HY N A. pose proof (pow2_gt_0 (1 + r) N) as U. pose proof (Rinv_0_lt_compat _ A) as I.
  pose proof (ln_le_sub1 ((1 + r) ^ 2 * / a) ltac:(apply Rmult_lt_0_compat; assumption)) as H1.
  pose proof (ln_le_sub1 (/ a) I) as H2. rewrite ln_mult in H1 by assumption. rewrite ln_Rinv in * by exact A.
  assert (Z : Y / 2 * ((1 + r) ^ 2 * / a) + (1 - Y / 2) * / a = 1) by (unfold a in *; field; lra).
  assert (Y / 2 * (ln ((1 + r) ^ 2) + - ln a) <= Y / 2 * ((1 + r) ^ 2 * / a - 1)) by (apply Rmult_le_compat_l; lra).
  assert ((1 - Y / 2) * - ln a <= (1 - Y / 2) * (/ a - 1)) by (apply Rmult_le_compat_l; lra). lra.
Qed.
Lemma gain Y r : 0 <= Y < 2 -> 1 + r <> 0 ->
  (2 - Y) * r ^ 2 / (2 * (1 + r * (r + Y))) <= ln (1 + r * (r + Y)) - Y / 2 * ln ((1 + r) ^ 2).
Proof.
  intros HY N. set (S := 1 + r * (r + Y)). set (a := 1 + r * Y + r ^ 2 * Y / 2).
  assert (A : 0 < a). { replace a with (Y / 2 * (1 + r) ^ 2 + (1 - Y / 2)) by (unfold a; field). pose proof (pow2_ge_0 (1 + r)). assert (0 <= Y / 2 * (1 + r) ^ 2) by (apply Rmult_le_pos; lra). lra. }
  assert (S0 : 0 < S). { replace S with (a + (1 - Y / 2) * r ^ 2) by (unfold S, a; field). assert (0 <= (1 - Y / 2) * r ^ 2) by (apply Rmult_le_pos; [lra|apply pow2_ge_0]). lra. }
  pose proof (mean_of_logs Y r ltac:(lra) N A) as M. fold a in M.
  pose proof (ln_ge (S / a) ltac:(apply Rdiv_lt_0_compat; assumption)) as L. unfold Rdiv in L at 2.
  rewrite ln_mult, ln_Rinv in L by (try apply Rinv_0_lt_compat; assumption).
  replace (1 - / (S / a)) with ((2 - Y) * r ^ 2 / (2 * S)) in L by (unfold S, a in *; field; split; lra). lra.
Qed.
(* The same for a residual between - B and B. *)
Lemma bounded_gain Y r B : 0 <= Y < 2 -> 1 <= B -> - B <= r <= B -> 1 + r <> 0 ->
  (2 - Y) / (8 * B ^ 2) * r ^ 2 <= ln (1 + r * (r + Y)) - Y / 2 * ln ((1 + r) ^ 2).
Proof.
  intros HY HB Hr N. eapply Rle_trans; [|apply gain; assumption]. set (S := 1 + r * (r + Y)).
  assert (S0 : 0 < S) by (unfold S; pose proof (pow2_ge_0 (2 * r + Y)); nra). assert (S4 : S <= 4 * B ^ 2) by (unfold S; nra).
  replace ((2 - Y) / (8 * B ^ 2) * r ^ 2) with ((2 - Y) * r ^ 2 * / (8 * B ^ 2)) by (field; nra). unfold Rdiv.
  apply Rmult_le_compat_l; [apply Rmult_le_pos; [lra|apply pow2_ge_0]|]. apply Rinv_le_contravar; lra.
Qed.

Lemma sq_lim (u : nat -> R) : is_lim_seq (fun t => u t^2) 0 -> is_lim_seq u 0.
Proof.
  intros D2. apply is_lim_seq_spec in D2. apply is_lim_seq_spec. intros eps.
  assert (e2: 0 < eps * eps) by (destruct eps; simpl; nra).
  destruct (D2 (mkposreal _ e2)) as [N HN]. exists N. intros n Hn. specialize (HN n Hn). simpl in HN.
  rewrite Rminus_0_r in *. replace (u n * (u n * 1)) with (u n^2) in HN by ring. rewrite (Rabs_pos_eq (u n^2)) in HN by apply pow2_ge_0.
  rewrite <- (Rabs_pos_eq eps) by (destruct eps; simpl; lra). apply Rsqr_lt_abs_0. unfold Rsqr. lra.
Qed.
