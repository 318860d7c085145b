(* One datum, linear net, a loss of bounded slope, any learning rate: F' = (1 + g^2) F - g H, H' = (1 + g^2) H - 4 g F with F = sqrt(kappa) f
   and g = eta sqrt(kappa) l'. The balance D = H^2 - 4 F^2 is multiplied by (1 - g^2)^2, so that it never rises while g^2 <= 2; then F
   stays bounded, and where g has the sign of F and g^2 < 2 uniformly, F tends to 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Section Once.
Variables F H g : R.
Let F' := (1 + g ^ 2) * F - g * H.
Let H' := (1 + g ^ 2) * H - 4 * g * F.
Lemma balance_next : H' ^ 2 - 4 * F' ^ 2 = (1 - g ^ 2) ^ 2 * (H ^ 2 - 4 * F ^ 2).
Proof. unfold H', F'. ring. Qed.
Hypothesis H_nonneg : 0 <= H.
Hypothesis above : 4 * F ^ 2 <= H ^ 2.
Hypothesis R_small : g ^ 2 <= 2.
Lemma balance_falls : H' ^ 2 - 4 * F' ^ 2 <= H ^ 2 - 4 * F ^ 2.
Proof.
  rewrite balance_next. rewrite <- (Rmult_1_l (H ^ 2 - 4 * F ^ 2)) at 2. apply Rmult_le_compat_r; [lra|]. pose proof (pow2_ge_0 g).
  replace ((1 - g ^ 2) ^ 2) with (1 - g ^ 2 * (2 - g ^ 2)) by ring. assert (0 <= g ^ 2 * (2 - g ^ 2)) by (apply Rmult_le_pos; lra). lra.
Qed.
Variable d : R.
Hypothesis d_nonneg : 0 <= d.
Hypothesis d_is : d ^ 2 = H ^ 2 - 4 * F ^ 2.
Lemma H_above : 2 * Rabs F <= H.
Proof. apply Rsqr_incr_0_var; [|exact H_nonneg]. unfold Rsqr. pose proof (pow2_abs F). nra. Qed.
(* F and g of one sign: F' lies between - |g| d and (1 - |g|)^2 F, on the axis of F. *)
Lemma same_sign : 0 <= F -> 0 <= g -> - (g * d) <= F' <= (1 - g) ^ 2 * F.
Proof.
  intros F0 R0. split.
  - assert (X : g * H <= (1 + g ^ 2) * F + g * d); [|unfold F'; lra].
    apply Rsqr_incr_0_var; [|apply Rplus_le_le_0_compat; apply Rmult_le_pos; try assumption; pose proof (pow2_ge_0 g); lra].
    unfold Rsqr. assert (E : H * H = d ^ 2 + 4 * F ^ 2) by lra.
    replace (g * H * (g * H)) with (g ^ 2 * (H * H)) by ring. rewrite E.
    assert (0 <= 2 * ((1 + g ^ 2) * F) * (g * d)).
    { apply Rmult_le_pos; [|apply Rmult_le_pos; assumption]. apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; [pose proof (pow2_ge_0 g); lra|exact F0]. }
    assert (0 <= (1 - g ^ 2) ^ 2 * F ^ 2) by (apply Rmult_le_pos; apply pow2_ge_0). lra.
  - pose proof H_above as A. rewrite Rabs_pos_eq in A by exact F0. apply (Rmult_le_compat_l g) in A; [|exact R0]. unfold F'. lra.
Qed.
(* Otherwise |F'| is at most 6 |F| + |g| d. *)
Lemma other_sign : F <= 0 -> 0 <= g -> - (6 * - F + g * d) <= F' <= 0.
Proof.
  intros F0 R0. assert (X : g * H <= 3 * - F + g * d).
  { apply Rsqr_incr_0_var; [|apply Rplus_le_le_0_compat; [lra|apply Rmult_le_pos; assumption]].
    unfold Rsqr. assert (E : H * H = d ^ 2 + 4 * F ^ 2) by lra.
    replace (g * H * (g * H)) with (g ^ 2 * (H * H)) by ring. rewrite E.
    assert (0 <= 2 * (3 * - F) * (g * d)) by (apply Rmult_le_pos; [lra|apply Rmult_le_pos; assumption]).
    assert (4 * g ^ 2 * F ^ 2 <= 8 * F ^ 2) by (apply Rmult_le_compat_r; [apply pow2_ge_0|lra]). pose proof (pow2_ge_0 F). lra. }
  assert (0 <= g * H) by (apply Rmult_le_pos; assumption). pose proof (pow2_ge_0 g). unfold F'. split; nra.
Qed.
End Once.

Section Run.
Variables F H g : nat -> R.
Hypothesis F_next : forall t, F (S t) = (1 + g t ^ 2) * F t - g t * H t.
Hypothesis H_next : forall t, H (S t) = (1 + g t ^ 2) * H t - 4 * g t * F t.
Hypothesis H_nonneg : forall t, 0 <= H t.
Hypothesis above : forall t, 4 * F t ^ 2 <= H t ^ 2.
Variable rho : R.
Hypothesis rho_nonneg : 0 <= rho.
Hypothesis rho_small : rho ^ 2 <= 2.
Hypothesis R_bounded : forall t, Rabs (g t) <= rho.
Let d t := sqrt (H t ^ 2 - 4 * F t ^ 2).
Lemma R_square t : g t ^ 2 <= 2.
Proof. pose proof (R_bounded t). rewrite <- pow2_abs. pose proof (Rabs_pos (g t)). nra. Qed.
Lemma d_nonneg t : 0 <= d t. Proof. apply sqrt_pos. Qed.
Lemma d_is t : d t ^ 2 = H t ^ 2 - 4 * F t ^ 2.
Proof. apply pow2_sqrt. pose proof (above t). lra. Qed.
Lemma d_next t : d (S t) = Rabs (1 - g t ^ 2) * d t.
Proof.
  unfold d. rewrite F_next, H_next, balance_next, sqrt_mult; [|apply pow2_ge_0|pose proof (above t); lra].
  rewrite <- Rsqr_pow2, sqrt_Rsqr_abs. reflexivity.
Qed.
Lemma d_falls t : d (S t) <= d t.
Proof.
  rewrite d_next. pose proof (d_nonneg t). pose proof (R_square t). pose proof (pow2_ge_0 (g t)).
  assert (Rabs (1 - g t ^ 2) <= 1) by (apply Rabs_le; lra). nra.
Qed.
Lemma d_top t : d t <= H 0%nat.
Proof.
  induction t as [|t I]; [|pose proof (d_falls t); lra]. unfold d.
  apply Rle_trans with (sqrt (H 0%nat ^ 2)); [apply sqrt_le_1_alt; pose proof (pow2_ge_0 (F 0%nat)); lra|rewrite sqrt_pow2 by apply H_nonneg; lra].
Qed.
Lemma pull_size t : Rabs (g t) * d t <= rho * H 0%nat.
Proof. apply Rmult_le_compat; [apply Rabs_pos|apply d_nonneg|apply R_bounded|apply d_top]. Qed.
(* The slope points to the target Y. *)
Section Bounded.
Variable Y : R.
Hypothesis sign : forall t, 0 <= g t * (F t - Y).
Hypothesis still : forall t, F t = Y -> g t = 0.
Theorem slope_bounded t : Rabs (F t) <= Rmax (Rabs (F 0%nat)) (6 * Rabs Y + rho * H 0%nat).
Proof.
  set (K := Rmax _ _). assert (K1 : 6 * Rabs Y + rho * H 0%nat <= K) by apply Rmax_r. pose proof (Rabs_pos Y) as Y0.
  induction t as [|t I]; [apply Rmax_l|]. apply Rabs_le_between in I. pose proof (pull_size t) as P. rewrite F_next. apply Rabs_le.
  pose proof (sign t) as Sg. destruct (Rtotal_order (F t) Y) as [L|[Eq|G]].
  - assert (R0 : g t <= 0) by nra. rewrite (Rabs_left1 (g t)) in P by exact R0.
    destruct (Rle_dec (F t) 0) as [N|N].
    + pose proof (same_sign (- F t) (H t) (- g t) (H_nonneg t) ltac:(pose proof (above t); nra) (d t) (d_nonneg t) ltac:(pose proof (d_is t); nra) ltac:(lra) ltac:(lra)) as [A B].
      assert (Q : (1 - - g t) ^ 2 * - F t <= - F t).
      { pose proof (R_square t). assert (0 <= - g t <= 2) by nra. assert ((1 - - g t) ^ 2 <= 1) by nra. nra. }
      replace ((1 + (- g t) ^ 2) * - F t - - g t * H t) with (- ((1 + g t ^ 2) * F t - g t * H t)) in * by ring. lra.
    + pose proof (other_sign (- F t) (H t) (- g t) (H_nonneg t) ltac:(pose proof (R_square t); nra) (d t) (d_nonneg t) ltac:(pose proof (d_is t); nra) ltac:(lra) ltac:(lra)) as [A B].
      replace ((1 + (- g t) ^ 2) * - F t - - g t * H t) with (- ((1 + g t ^ 2) * F t - g t * H t)) in * by ring.
      rewrite (Rabs_pos_eq Y) in K1 by lra. assert (0 <= rho * H 0%nat) by (apply Rmult_le_pos; auto). lra.
  - rewrite (still t Eq). nra.
  - assert (R0 : 0 <= g t) by nra. rewrite (Rabs_pos_eq (g t)) in P by exact R0.
    destruct (Rle_dec 0 (F t)) as [N|N].
    + pose proof (same_sign (F t) (H t) (g t) (H_nonneg t) (above t) (d t) (d_nonneg t) (d_is t) N R0) as [A B].
      assert (Q : (1 - g t) ^ 2 * F t <= F t).
      { pose proof (R_square t). assert (0 <= g t <= 2) by nra. assert ((1 - g t) ^ 2 <= 1) by nra. nra. }
      lra.
    + pose proof (other_sign (F t) (H t) (g t) (H_nonneg t) (R_square t) (d t) (d_nonneg t) (d_is t) ltac:(lra) R0) as [A B].
      rewrite (Rabs_left Y) in K1 by lra. assert (0 <= rho * H 0%nat) by (apply Rmult_le_pos; auto). lra.
Qed.
End Bounded.

(* Target 0, g^2 < 2: whatever the initialisation, F tends to 0. *)
Section Limit.
Hypothesis strict : rho ^ 2 < 2.
Hypothesis sign : forall t, 0 <= g t * F t.
Hypothesis steep : forall eps, 0 < eps -> exists r, 0 < r /\ forall t, eps <= Rabs (F t) -> r <= Rabs (g t).
Lemma size_next t : Rabs (F (S t)) <= Rmax ((1 - Rabs (g t)) ^ 2 * Rabs (F t)) (rho * d t).
Proof.
  assert (Q : Rabs (g t) * d t <= rho * d t) by (apply Rmult_le_compat_r; [apply d_nonneg|apply R_bounded]).
  pose proof (Rmax_l ((1 - Rabs (g t)) ^ 2 * Rabs (F t)) (rho * d t)) as M1. pose proof (Rmax_r ((1 - Rabs (g t)) ^ 2 * Rabs (F t)) (rho * d t)) as M2.
  set (M := Rmax _ _) in *. rewrite F_next.
  assert (Sg : 0 <= F t /\ 0 <= g t \/ F t <= 0 /\ g t <= 0 \/ F t = 0).
  { pose proof (sign t). destruct (Rtotal_order (F t) 0) as [L|[L|L]]; [right; left|right; right; exact L|left]; split; nra. }
  assert (Z : forall a b, 0 <= a -> 0 <= b -> 4 * a ^ 2 <= H t ^ 2 -> d t ^ 2 = H t ^ 2 - 4 * a ^ 2 -> b * d t <= M -> (1 - b) ^ 2 * a <= M ->
    Rabs ((1 + b ^ 2) * a - b * H t) <= M).
  { intros a b a0 b0 ab da B1 B2. pose proof (same_sign a (H t) b (H_nonneg t) ab (d t) (d_nonneg t) da a0 b0) as [A B]. apply Rabs_le. lra. }
  destruct Sg as [[F0 R0]|[[F0 R0]|F0]].
  - rewrite (Rabs_pos_eq (g t)), (Rabs_pos_eq (F t)) in * by assumption. apply Z; try assumption; [apply above|apply d_is|lra].
  - rewrite (Rabs_left1 (g t)), (Rabs_left1 (F t)) in * by assumption.
    replace ((1 + g t ^ 2) * F t - g t * H t) with (- ((1 + (- g t) ^ 2) * (- F t) - (- g t) * H t)) by ring. rewrite Rabs_Ropp.
    apply Z; try lra; [pose proof (above t); nra|pose proof (d_is t); nra].
  - rewrite F0. replace ((1 + g t ^ 2) * 0 - g t * H t) with (- (g t * H t)) by ring. rewrite Rabs_Ropp, Rabs_mult, (Rabs_pos_eq (H t)) by apply H_nonneg.
    assert (E : H t = d t). { unfold d. rewrite F0. rewrite <- (sqrt_pow2 (H t) (H_nonneg t)) at 1. f_equal. ring. } rewrite E. lra.
Qed.
Lemma rho_below : rho < 2.
Proof. nra. Qed.
Lemma size_kept t : Rabs (F (S t)) <= Rmax (Rabs (F t)) (rho * d t).
Proof.
  eapply Rle_trans; [apply size_next|]. apply Rmax_lub; [|apply Rmax_r]. eapply Rle_trans; [|apply Rmax_l].
  pose proof (R_bounded t). pose proof (Rabs_pos (g t)). pose proof (Rabs_pos (F t)). pose proof rho_below.
  assert ((1 - Rabs (g t)) ^ 2 <= 1) by nra. nra.
Qed.
Lemma d_after T n : d (T + n)%nat <= d T.
Proof. induction n as [|n I]; [rewrite Nat.add_0_r; lra|]. rewrite Nat.add_succ_r. pose proof (d_falls (T + n)). lra. Qed.
(* x in [r, rho]: a power of 1 - x, or of 1 - x^2, is below 1 uniformly. *)
Lemma away r x : 0 < r -> r <= x <= rho -> (1 - x) ^ 2 <= 1 - r * (2 - rho) /\ Rabs (1 - x ^ 2) <= Rmax (1 - r ^ 2) (rho ^ 2 - 1).
Proof.
  intros r0 X. pose proof rho_below. split; [nra|]. pose proof (Rmax_l (1 - r ^ 2) (rho ^ 2 - 1)). pose proof (Rmax_r (1 - r ^ 2) (rho ^ 2 - 1)).
  assert (r ^ 2 <= x ^ 2 <= rho ^ 2) by (split; apply pow_incr; lra). apply Rabs_le. lra.
Qed.
Theorem slope_limit : is_lim_seq F 0.
Proof.
  apply is_lim_seq_spec. intros [eps ep]. simpl. destruct (steep eps ep) as [r [r0 Hr]].
  destruct (Classical_Prop.classic (exists T, rho * d T < eps)) as [[T HT]|No].
  - assert (small : forall n, rho * d (T + n)%nat < eps).
    { intro n. eapply Rle_lt_trans; [|exact HT]. apply Rmult_le_compat_l; [exact rho_nonneg|apply d_after]. }
    assert (stays : forall m, Rabs (F (T + m)%nat) < eps -> forall n, Rabs (F (T + m + n)%nat) < eps).
    { intros m B. induction n as [|n I]; [rewrite Nat.add_0_r; exact B|]. rewrite Nat.add_succ_r. eapply Rle_lt_trans; [apply size_kept|].
      apply Rmax_lub_lt; [exact I|]. rewrite <- Nat.add_assoc. apply small. }
    assert (reach : exists m, Rabs (F (T + m)%nat) < eps).
    { apply Classical_Prop.NNPP. intro Never. assert (big : forall m, eps <= Rabs (F (T + m)%nat)) by (intro m; apply Rnot_lt_le; intro B; apply Never; exists m; exact B).
      set (q := 1 - r * (2 - rho)). assert (q1 : q < 1) by (unfold q; pose proof rho_below; nra).
      assert (q0 : 0 <= q). { destruct (away r (Rabs (g T)) r0) as [A _]; [split; [rewrite <- (Nat.add_0_r T); apply Hr, big|apply R_bounded]|]. pose proof (pow2_ge_0 (1 - Rabs (g T))). unfold q. lra. }
      assert (geo : forall m, Rabs (F (T + m)%nat) <= q ^ m * Rabs (F T)).
      { induction m as [|m I]; [rewrite Nat.add_0_r; simpl; lra|]. rewrite Nat.add_succ_r. pose proof (size_next (T + m)) as A. pose proof (big (S m)) as B. rewrite Nat.add_succ_r in B.
        destruct (Rle_dec ((1 - Rabs (g (T + m)%nat)) ^ 2 * Rabs (F (T + m)%nat)) (rho * d (T + m)%nat)) as [C|C].
        - rewrite Rmax_right in A by exact C. pose proof (small m). lra.
        - rewrite Rmax_left in A by lra. eapply Rle_trans; [exact A|]. change (q ^ S m) with (q * q ^ m). rewrite Rmult_assoc. apply Rmult_le_compat; [apply pow2_ge_0|apply Rabs_pos| |exact I].
          apply (away r); [exact r0|]. split; [apply Hr, big|apply R_bounded]. }
      pose proof (is_lim_seq_geom q ltac:(rewrite Rabs_pos_eq; lra)) as L. apply (is_lim_seq_scal_r _ (Rabs (F T))) in L. simpl in L. rewrite Rmult_0_l in L.
      apply is_lim_seq_spec in L. destruct (L (mkposreal eps ep)) as [m Hm]. specialize (Hm m (le_n m)). simpl in Hm. rewrite Rminus_0_r in Hm.
      pose proof (geo m). pose proof (big m). pose proof (Rle_abs (q ^ m * Rabs (F T))). lra. }
    destruct reach as [m B]. exists (T + m)%nat. intros n Hn. rewrite Rminus_0_r. replace n with (T + m + (n - (T + m)))%nat by lia. apply stays, B.
  - assert (big : forall t, eps <= rho * d t) by (intro t; apply Rnot_lt_le; intro B; apply No; exists t; exact B).
    assert (rp : 0 < rho) by (pose proof (big 0%nat); pose proof (d_nonneg 0); nra).
    destruct (ex_finite_lim_seq_decr d 0) as [l L]; [apply d_falls|apply d_nonneg|].
    assert (l0 : eps / rho <= l).
    { apply (is_lim_seq_le (fun _ => eps / rho) d (eps / rho) l); [|apply is_lim_seq_const|exact L]. intro t. apply Rmult_le_reg_l with rho; [exact rp|].
      replace (rho * (eps / rho)) with eps by (field; lra). apply big. }
    assert (lp : 0 < l) by (eapply Rlt_le_trans; [|exact l0]; apply Rdiv_lt_0_compat; assumption).
    set (q := Rmax (1 - r ^ 2) (rho ^ 2 - 1)). assert (q1 : q < 1) by (apply Rmax_lub_lt; nra).
    assert (G : is_lim_seq (fun t => d (S t) - q * d t) (l - q * l)).
    { apply is_lim_seq_minus'; [apply (is_lim_seq_incr_1 d); exact L|]. apply is_lim_seq_mult'; [apply is_lim_seq_const|exact L]. }
    apply is_lim_seq_spec in G. assert (gp : 0 < l - q * l) by nra. destruct (G (mkposreal _ gp)) as [T HT]. exists T. intros t Ht. rewrite Rminus_0_r.
    apply Rnot_le_lt. intro B. specialize (HT t Ht). simpl in HT. apply Rabs_def2 in HT. destruct HT as [_ HT].
    destruct (away r (Rabs (g t)) r0) as [_ A]; [split; [apply Hr, B|apply R_bounded]|]. rewrite pow2_abs in A. fold q in A.
    pose proof (d_next t) as E. pose proof (d_nonneg t). nra.
Qed.
End Limit.
End Run.
