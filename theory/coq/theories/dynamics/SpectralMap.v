(* The linear net on D data in the singular coordinates of the data: f_k = s sigma_k sum_i v_i u_ik. One step lowers
   N = |v|^2 + sum_k m_k |u_k|^2 for any 0 < m_k <= 1 with 2 sigma_k^2 <= (m_k^2 + m_k) S, as long as eta C N <= 4. *)
Require Import Reals Lra Psatz Arith Lia.
From Catapult Require Import Sums.
Open Scope R_scope.

Section Coordinates.
Variables n r : nat.
Variables s eta D Sg : R.
Hypothesis eta_pos : 0 < eta. Hypothesis D_pos : 0 < D. Hypothesis Sg_pos : 0 <= Sg.
Variables sig m : nat -> R.
Hypothesis m_pos : forall k, (k < r)%nat -> 0 < m k <= 1.
Hypothesis m_ok : forall k, (k < r)%nat -> 2 * sig k^2 <= (m k^2 + m k) * Sg.
Definition C := s^2 * Sg / D.
Definition W := ((nat -> nat -> R) * (nat -> R))%type.
Definition ff (w : W) k := s * sig k * Sum n (fun i => snd w i * fst w i k).
Definition e := eta * s / D.
Definition gd (w : W) : W := (fun i k => fst w i k - e * (snd w i * (sig k * ff w k)),
                              fun i => snd w i - e * Sum r (fun k => fst w i k * (sig k * ff w k))).
Definition A (w : W) := Sum n (fun i => snd w i^2).
Definition T (w : W) k := Sum n (fun i => fst w i k^2).
Definition TM (w : W) := Sum r (fun k => m k * T w k).
Definition N (w : W) := A w + TM w.
Definition F2 (w : W) := Sum r (fun k => ff w k^2).
Lemma A_nn w : 0 <= A w. Proof. apply sum_nonneg; intros; apply pow2_ge_0. Qed.
Lemma T_nn w k : 0 <= T w k. Proof. apply sum_nonneg; intros; apply pow2_ge_0. Qed.
Lemma TM_nn w : 0 <= TM w. Proof. apply sum_nonneg; intros k Hk. destruct (m_pos k Hk). apply Rmult_le_pos; [lra|apply T_nn]. Qed.
Lemma F2_nn w : 0 <= F2 w. Proof. apply sum_nonneg; intros; apply pow2_ge_0. Qed.
Lemma C_nn : 0 <= C. Proof. unfold C. apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|exact Sg_pos]|left; apply Rinv_0_lt_compat; exact D_pos]. Qed.
Lemma A_gd w : A (gd w) = A w - 2 * (eta/D) * F2 w + e^2 * Sum n (fun i => (Sum r (fun k => fst w i k * (sig k * ff w k)))^2).
Proof.
  unfold A, gd; simpl snd; simpl fst.
  rewrite (sum_ext n _ (fun i => (snd w i^2 + (-2*e) * (snd w i * Sum r (fun k => fst w i k * (sig k * ff w k)))) + e^2 * (Sum r (fun k => fst w i k * (sig k * ff w k)))^2)) by (intros; ring).
  rewrite !sum_plus, !sum_scal.
  assert (X: s * Sum n (fun i => snd w i * Sum r (fun k => fst w i k * (sig k * ff w k))) = F2 w).
  { rewrite (sum_ext n _ (fun i => Sum r (fun k => snd w i * (fst w i k * (sig k * ff w k))))) by (intros; rewrite sum_scal; reflexivity).
    rewrite sum_swap. unfold F2. rewrite <- sum_scal. apply sum_ext. intros k _.
    rewrite (sum_ext n _ (fun i => (sig k * ff w k) * (snd w i * fst w i k))) by (intros; ring). rewrite sum_scal.
    replace (ff w k^2) with (ff w k * (s * sig k * Sum n (fun i => snd w i * fst w i k))) by (unfold ff; ring). ring. }
  rewrite <- X. unfold e. field. lra.
Qed.
Lemma T_gd w k : T (gd w) k = T w k - 2 * (eta/D) * ff w k^2 + e^2 * (sig k * ff w k)^2 * A w.
Proof.
  unfold T, gd; simpl fst.
  rewrite (sum_ext n _ (fun i => (fst w i k^2 + (-2*e*(sig k * ff w k)) * (snd w i * fst w i k)) + (e^2*(sig k * ff w k)^2) * snd w i^2)) by (intros; ring).
  rewrite !sum_plus, !sum_scal. fold (A w).
  replace (ff w k^2) with (ff w k * (s * sig k * Sum n (fun i => snd w i * fst w i k))) by (unfold ff; ring). unfold e. field. lra.
Qed.
Lemma G_bound w : Sum n (fun i => (Sum r (fun k => fst w i k * (sig k * ff w k)))^2) <= TM w * Sum r (fun k => (sig k * ff w k)^2 / m k).
Proof.
  assert (X: Sum n (fun i => (Sum r (fun k => fst w i k * (sig k * ff w k)))^2) <= Sum n (fun i => Sum r (fun k => m k * fst w i k^2) * Sum r (fun k => (sig k * ff w k)^2 / m k))).
  { apply sum_le. intros i _. apply cauchy_weighted. intros k Hk. apply (m_pos k Hk). }
  eapply Rle_trans; [exact X|]. right.
  rewrite (sum_ext n _ (fun i => Sum r (fun k => (sig k * ff w k)^2 / m k) * Sum r (fun k => m k * fst w i k^2))) by (intros; ring).
  rewrite sum_scal, sum_swap. unfold TM, T. rewrite Rmult_comm. f_equal. apply sum_ext. intros k _. apply sum_scal.
Qed.
Theorem N_step w : eta * (C * N w) <= 4 -> N (gd w) <= N w - eta / (2*D) * (4 - eta * (C * N w)) * F2 w.
Proof.
  intro HN. unfold N at 1. rewrite A_gd.
  assert (TG: TM (gd w) = TM w + Sum r (fun k => (- 2*(eta/D) * m k + e^2 * m k * sig k^2 * A w) * ff w k^2)).
  { unfold TM. rewrite <- sum_plus. apply sum_ext. intros k _. rewrite T_gd. ring. }
  rewrite TG. pose proof (G_bound w) as G. assert (e0: 0 <= e^2) by apply pow2_ge_0.
  assert (G': e^2 * Sum n (fun i => (Sum r (fun k => fst w i k * (sig k * ff w k)))^2) <= e^2 * (TM w * Sum r (fun k => (sig k * ff w k)^2 / m k))) by (apply Rmult_le_compat_l; assumption).
  assert (key: - 2 * (eta/D) * F2 w + e^2 * (TM w * Sum r (fun k => (sig k * ff w k)^2 / m k)) + Sum r (fun k => (- 2*(eta/D) * m k + e^2 * m k * sig k^2 * A w) * ff w k^2)
     <= - (eta / (2*D) * (4 - eta * (C * N w))) * F2 w).
  { unfold F2. rewrite <- !sum_scal, <- !sum_plus. apply sum_le. intros k Hk. destruct (m_pos k Hk) as [m0 m1]. pose proof (m_ok k Hk) as mk.
    pose proof (A_nn w) as An. pose proof (TM_nn w) as Tn. pose proof (pow2_ge_0 (ff w k)) as Fn.
    set (a := A w) in *. set (t := TM w) in *. set (mk' := m k) in *. set (sg := sig k) in *. set (q := ff w k) in *.
    set (h := eta/D * (eta * (s^2/D))).
    assert (h0: 0 <= h). { unfold h. apply Rmult_le_pos; [apply Rlt_le, Rdiv_lt_0_compat; assumption|]. apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; [apply pow2_ge_0|left; apply Rinv_0_lt_compat; exact D_pos]. }
    assert (E2: e^2 = h) by (unfold e, h; field; lra).
    rewrite E2. replace ((sg*q)^2/mk') with (sg^2/mk' * q^2) by (field; lra).
    (* s/m <= (m+1)/2 Sg *)
    assert (k1: sg^2/mk' <= (mk'+1)/2*Sg). { apply Rmult_le_reg_r with mk'; [exact m0|]. replace (sg^2/mk'*mk') with (sg^2) by (field; lra). lra. }
    assert (k2: mk' * sg^2 <= (mk'+1)/2*Sg). { assert (mk'*sg^2 <= mk' * ((mk'^2+mk')/2*Sg)) by (apply Rmult_le_compat_l; lra).
      assert (mk'*((mk'^2+mk')/2) <= (mk'+1)/2) by nra. assert (mk'*((mk'^2+mk')/2)*Sg <= (mk'+1)/2*Sg) by (apply Rmult_le_compat_r; lra). lra. }
    assert (b1: h*(t*(sg^2/mk')) <= h*(t*((mk'+1)/2*Sg))) by (apply Rmult_le_compat_l; [exact h0|apply Rmult_le_compat_l; assumption]).
    assert (b2: h*(a*(mk'*sg^2)) <= h*(a*((mk'+1)/2*Sg))) by (apply Rmult_le_compat_l; [exact h0|apply Rmult_le_compat_l; assumption]).
    assert (CN: eta/D*(eta*(C*N w)) = h*Sg*(a+t)) by (unfold h, C, N, a, t; field; lra).
    assert (br: -2*(eta/D) + h*(t*(sg^2/mk')) + (-2*(eta/D)*mk' + h*(a*(mk'*sg^2))) <= - (eta/(2*D)*(4 - eta*(C*N w)))).
    { replace (eta/(2*D)*(4 - eta*(C*N w))) with (2*(eta/D) - (eta/D*(eta*(C*N w)))/2) by (field; lra). rewrite CN.
      assert (CN4: h*Sg*(a+t) <= 4*(eta/D)). { rewrite <- CN. rewrite (Rmult_comm 4). apply Rmult_le_compat_l; [apply Rlt_le, Rdiv_lt_0_compat; assumption|exact HN]. }
      assert (0 <= mk'*(4*(eta/D) - h*Sg*(a+t))) by (apply Rmult_le_pos; lra). lra. }
    replace (-2*(eta/D)*q^2 + h*(t*(sg^2/mk'*q^2)) + (-2*(eta/D)*mk' + h*mk'*sg^2*a)*q^2) with ((-2*(eta/D) + h*(t*(sg^2/mk')) + (-2*(eta/D)*mk' + h*(a*(mk'*sg^2))))*q^2) by ring || idtac.
    apply Rle_trans with ((-2*(eta/D) + h*(t*(sg^2/mk')) + (-2*(eta/D)*mk' + h*(a*(mk'*sg^2))))*q^2); [right; ring|]. apply Rmult_le_compat_r; assumption. }
  unfold N in *. lra.
Qed.
End Coordinates.
(* The best weights m_k. *)
Lemma m_opt x : 0 < x <= 1 -> let m := (sqrt (1 + 8*x) - 1)/2 in 0 < m <= 1 /\ 2*x = m^2 + m.
Proof.
  intros Hx m. assert (P: 0 <= 1 + 8*x) by lra. pose proof (sqrt_pos (1+8*x)) as S0. pose proof (sqrt_sqrt _ P) as SS.
  unfold m. clear m. set (w := sqrt (1+8*x)) in *. clearbody w.
  assert (1 < w) by (apply Rnot_le_lt; intro; assert (w*w <= 1*1) by (apply Rmult_le_compat; lra); lra).
  assert (w <= 3) by (apply Rnot_lt_le; intro; assert (3*3 < w*w) by (apply Rmult_le_0_lt_compat; lra); lra).
  split; [split; lra|]. replace (((w-1)/2)^2 + (w-1)/2) with ((w*w-1)/4) by field. lra.
Qed.
