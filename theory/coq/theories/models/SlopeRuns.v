(* Linear nets on one datum: gradient descent on a loss of bounded slope, and weight decay on the squared loss. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer.
From Catapult Require Import Sums WeightSpace UpdateRules Losses TwoLayerModel OneDatumUnits TargetMirror LinearStep SlopeMap DecayEdge.
Import TwoLayer.
Open Scope R_scope.

Section Slope.
Variables (N : net) (l : Losses.loss) (eta B : R) (w : weights).
Hypothesis one : D N = 1%nat.
Hypothesis linear : linear_net N.
Hypothesis eta_pos : 0 < eta.
Hypothesis B_nonneg : 0 <= B.
Let M := trained N.
Let p t := weights_of (Trained.run M (gradient_descent (constant_rate eta)) l (Trained.full M) w t).
Let f t := output N (p t) 0.
Let H t := kernel N (p t) 0 0.
Let slope t := Trained.slopes M l (p t) 0.
Let kap := kappa_of N.
Let k := sqrt kap.
Let kap_nonneg : 0 <= kap := kappa_nonneg N.
Let k_square : k * k = kap.
Proof. apply sqrt_sqrt, kap_nonneg. Qed.
Let k_nonneg : 0 <= k.
Proof. apply sqrt_pos. Qed.
Hypothesis bounded : forall t, Rabs (slope t) <= B.
Let closed t : f (S t) = (1 + (eta * slope t) ^ 2 * kap) * f t - eta * slope t * H t /\
  H (S t) = (1 + (eta * slope t) ^ 2 * kap) * H t - 4 * (eta * slope t) * kap * f t := descent_closed N l one linear (constant_rate eta) w t.
Let H_nonneg t : 0 <= H t.
Proof. apply (linear_kernel_nonneg N one). Qed.
Let above t : 4 * kap * f t ^ 2 <= H t ^ 2.
Proof. apply (kernel_above_output N one linear). Qed.
(* In units of the root of kappa. *)
Let F t := k * f t.
Let R t := eta * k * slope t.
Let rho := eta * B * k.
Let F_next t : F (S t) = (1 + R t ^ 2) * F t - R t * H t.
Proof. unfold F, R. rewrite (proj1 (closed t)), <- k_square. ring. Qed.
Let H_next t : H (S t) = (1 + R t ^ 2) * H t - 4 * R t * F t.
Proof. unfold F, R. rewrite (proj2 (closed t)), <- k_square. ring. Qed.
Let F_above t : 4 * F t ^ 2 <= H t ^ 2.
Proof. unfold F. replace (4 * (k * f t) ^ 2) with (4 * (k * k) * f t ^ 2) by ring. rewrite k_square. apply above. Qed.
Let rho_nonneg : 0 <= rho.
Proof. unfold rho. apply Rmult_le_pos; [apply Rmult_le_pos; lra|exact k_nonneg]. Qed.
Let rho_square : rho ^ 2 = eta ^ 2 * B ^ 2 * kap.
Proof. unfold rho. rewrite <- k_square. ring. Qed.
Let R_bounded t : Rabs (R t) <= rho.
Proof.
  unfold R, rho. rewrite Rabs_mult, (Rabs_pos_eq (eta * k)) by (apply Rmult_le_pos; lra).
  replace (eta * B * k) with (eta * k * B) by ring. apply Rmult_le_compat_l; [apply Rmult_le_pos; lra|apply bounded].
Qed.
Theorem run_balance_falls t : eta ^ 2 * B ^ 2 * kap <= 2 -> H (S t) ^ 2 - 4 * kap * f (S t) ^ 2 <= H t ^ 2 - 4 * kap * f t ^ 2.
Proof.
  intros E. rewrite <- rho_square in E. assert (S2 : R t ^ 2 <= 2) by exact (R_square R rho E R_bounded t).
  pose proof (balance_falls (F t) (H t) (R t) (F_above t) S2) as P. rewrite <- F_next, <- H_next in P. unfold F in P.
  replace (4 * (k * f (S t)) ^ 2) with (4 * (k * k) * f (S t) ^ 2) in P by ring. replace (4 * (k * f t) ^ 2) with (4 * (k * k) * f t ^ 2) in P by ring.
  rewrite k_square in P. exact P.
Qed.
(* Without input or slope the output is 0. *)
Lemma silent_output z : kap = 0 -> output N z 0 = 0.
Proof.
  intros Z. rewrite (linear_output N linear). unfold kap, kappa_of in Z.
  destruct (Req_dec (s N * a_plus N) 0) as [E|E]; [rewrite E; ring|].
  assert (X : x2 N = 0). { assert (0 < (s N * a_plus N) ^ 2) by (apply pow2_gt_0, E). assert ((s N * a_plus N) ^ 2 * x2 N = 0) by lra. nra. }
  rewrite (sum_ext (n N) _ (fun _ => 0)); [rewrite sum_zero; ring|]. intros i _. rewrite (pre_no_input N z i X). ring.
Qed.
Hypothesis tame : tame_slope l.
Let sign t : 0 <= slope t * (f t - y N 0%nat).
Proof. pose proof (tame (f t) (y N 0%nat)) as T. pose proof (pow2_ge_0 (loss_slope l (f t) (y N 0%nat))). unfold slope, Trained.slopes, f in *. simpl in *. lra. Qed.
Theorem run_slope_bounded t : eta ^ 2 * B ^ 2 * kap <= 2 -> Rabs (f t) <= Rmax (Rabs (f 0%nat)) (6 * Rabs (y N 0%nat) + eta * B * H 0%nat).
Proof.
  intros E. rewrite <- rho_square in E. destruct (Req_dec kap 0) as [Z|Z].
  - unfold f. rewrite (silent_output _ Z), Rabs_R0. eapply Rle_trans; [apply Rabs_pos|apply Rmax_l].
  - assert (kp : 0 < k) by (apply sqrt_lt_R0; lra).
    assert (Sg : forall t, 0 <= R t * (F t - k * y N 0%nat)).
    { intro j. unfold R, F. replace (eta * k * slope j * (k * f j - k * y N 0%nat)) with (eta * (k * k) * (slope j * (f j - y N 0%nat))) by ring.
      apply Rmult_le_pos; [apply Rmult_le_pos; [lra|apply Rmult_le_pos; lra]|apply sign]. }
    assert (St : forall t, F t = k * y N 0%nat -> R t = 0).
    { intros j Eq. unfold F in Eq. apply Rmult_eq_reg_l in Eq; [|lra]. pose proof (tame (f j) (y N 0%nat)) as T. rewrite Eq, Rminus_diag_eq, Rmult_0_r in T by reflexivity.
      pose proof (pow2_ge_0 (loss_slope l (y N 0%nat) (y N 0%nat))). assert (Q : loss_slope l (y N 0%nat) (y N 0%nat) = 0) by nra.
      unfold R, slope, Trained.slopes. change (Trained.output M (p j) 0%nat) with (f j). change (Trained.target M 0%nat) with (y N 0%nat). rewrite Eq, Q. ring. }
    pose proof (slope_bounded F H R F_next H_next H_nonneg F_above rho rho_nonneg E R_bounded (k * y N 0%nat) Sg St t) as P.
    unfold F in P. rewrite !Rabs_mult, (Rabs_pos_eq k) in P by lra. unfold rho in P.
    replace (6 * (k * Rabs (y N 0%nat)) + eta * B * k * H 0%nat) with (k * (6 * Rabs (y N 0%nat) + eta * B * H 0%nat)) in P by ring.
    rewrite RmaxRmult in P by lra. apply Rmult_le_reg_l with k; [exact kp|exact P].
Qed.
Hypothesis targets : y N 0%nat = 0.
(* Away from 0 the slope is at least some r > 0. *)
Hypothesis steep : forall eps, 0 < eps -> exists r, 0 < r /\ forall z, eps <= Rabs z -> r <= Rabs (loss_slope l z 0).
Theorem run_slope_limit : eta ^ 2 * B ^ 2 * kap < 2 -> is_lim_seq f 0.
Proof.
  intros E. rewrite <- rho_square in E. destruct (Req_dec kap 0) as [Z|Z].
  - apply is_lim_seq_ext with (fun _ => 0); [intro t; unfold f; symmetry; apply (silent_output _ Z)|apply is_lim_seq_const].
  - assert (kp : 0 < k) by (apply sqrt_lt_R0; lra).
    assert (L : is_lim_seq F 0).
    { apply (slope_limit F H R F_next H_next H_nonneg F_above rho rho_nonneg (Rlt_le _ _ E) R_bounded E).
      - intro t. unfold R, F. pose proof (sign t) as Sg. rewrite targets, Rminus_0_r in Sg.
        replace (eta * k * slope t * (k * f t)) with (eta * (k * k) * (slope t * f t)) by ring. apply Rmult_le_pos; [apply Rmult_le_pos; [lra|apply Rmult_le_pos; lra]|exact Sg].
      - intros eps ep. destruct (steep (eps / k)) as [r [r0 Hr]]; [apply Rdiv_lt_0_compat; assumption|].
        exists (eta * k * r). split; [apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat|]; assumption|]. intros t Ht. unfold R, F in *.
        rewrite Rabs_mult, (Rabs_pos_eq (eta * k)) by (apply Rmult_le_pos; lra). apply Rmult_le_compat_l; [apply Rmult_le_pos; lra|].
        unfold slope, Trained.slopes. change (Trained.target M 0%nat) with (y N 0%nat). rewrite targets. apply Hr. change (Trained.output M (p t) 0%nat) with (f t).
        rewrite Rabs_mult, (Rabs_pos_eq k) in Ht by lra. apply Rmult_le_reg_l with k; [exact kp|]. replace (k * (eps / k)) with eps by (field; lra). exact Ht. }
    apply is_lim_seq_ext with (fun t => / k * F t); [intro t; unfold F; field; lra|].
    replace (Finite 0) with (Rbar_mult (/ k) 0) by (simpl; f_equal; ring). apply is_lim_seq_scal_l, L.
Qed.
End Slope.

(* The slope of a convex loss away from its minimum. *)
Lemma convex_steep l : convex l -> (forall z, 0 < z -> 0 < loss_slope l z 0) -> (forall z, z < 0 -> loss_slope l z 0 < 0) ->
  forall eps, 0 < eps -> exists r, 0 < r /\ forall z, eps <= Rabs z -> r <= Rabs (loss_slope l z 0).
Proof.
  intros C P Q eps ep. exists (Rmin (loss_slope l eps 0) (- loss_slope l (- eps) 0)). split.
  - apply Rmin_glb_lt; [apply P, ep|]. pose proof (Q (- eps) ltac:(lra)). lra.
  - intros z Hz. destruct (Rle_dec 0 z) as [Z|Z].
    + rewrite Rabs_pos_eq in Hz by exact Z. eapply Rle_trans; [apply Rmin_l|]. eapply Rle_trans; [apply (C eps z 0 Hz)|apply Rle_abs].
    + rewrite Rabs_left in Hz by lra. eapply Rle_trans; [apply Rmin_r|]. pose proof (C z (- eps) 0 ltac:(lra)). pose proof (Q z ltac:(lra)). rewrite Rabs_left by assumption. lra.
Qed.
Lemma huber_steep delta : 0 < delta -> forall eps, 0 < eps -> exists r, 0 < r /\ forall z, eps <= Rabs z -> r <= Rabs (loss_slope (huber delta) z 0).
Proof.
  intros D. apply convex_steep; [apply huber_convex| |]; intros z Hz; simpl; rewrite Rminus_0_r, (Rabs_pos_eq delta) by lra;
    pose proof (clip_cases delta z ltac:(lra)) as [[-> K]|[[-> K]|[-> K]]]; lra.
Qed.
Lemma log_cosh_steep : forall eps, 0 < eps -> exists r, 0 < r /\ forall z, eps <= Rabs z -> r <= Rabs (loss_slope log_cosh z 0).
Proof.
  assert (P : forall z, 0 < z -> 0 < tanh z).
  { intros z Hz. unfold tanh. apply Rdiv_lt_0_compat; [|apply cosh_pos]. unfold sinh. pose proof (exp_increasing (- z) z ltac:(lra)). lra. }
  apply convex_steep; [apply log_cosh_convex| |]; intros z Hz; simpl; rewrite Rminus_0_r; [apply P, Hz|].
  pose proof (P (- z) ltac:(lra)) as Q. unfold tanh, sinh, cosh in *. rewrite Ropp_involutive in Q.
  replace ((exp z - exp (- z)) / 2 / ((exp z + exp (- z)) / 2)) with (- ((exp (- z) - exp z) / 2 / ((exp (- z) + exp z) / 2))); [lra|].
  pose proof (exp_pos z). pose proof (exp_pos (- z)). field. lra.
Qed.

(* The logistic loss of two classes: the margin grows. *)
Theorem run_margin N eta w t (M := trained N) (p := fun j => weights_of (Trained.run M (gradient_descent (constant_rate eta)) logistic (Trained.full M) w j)) :
  D N = 1%nat -> linear_net N -> 0 < eta -> y N 0%nat ^ 2 = 1 -> eta ^ 2 * kappa_of N <= 4 -> 0 < kernel N (p t) 0 0 ->
  output N (p t) 0 * y N 0%nat < output N (p (S t)) 0 * y N 0%nat.
Proof.
  intros one linear eta_pos cls small H0. pose proof (descent_closed N logistic one linear (constant_rate eta) w t) as [C _].
  change (output N (p (S t)) 0 = (1 + (eta * Trained.slopes M logistic (p t) 0) ^ 2 * kappa_of N) * output N (p t) 0
    - eta * Trained.slopes M logistic (p t) 0 * kernel N (p t) 0 0) in C.
  pose proof (kernel_above_output N one linear (p t)) as A. set (f := output N (p t) 0) in *. set (H := kernel N (p t) 0 0) in *. set (yy := y N 0%nat) in *.
  assert (Sl : Trained.slopes M logistic (p t) 0 = - yy / (1 + exp (yy * f))) by reflexivity. rewrite Sl in C.
  set (g := / (1 + exp (yy * f))) in *. pose proof (exp_pos (yy * f)) as X.
  assert (g0 : 0 < g) by (apply Rinv_0_lt_compat; lra). assert (g1 : g < 1) by (unfold g; rewrite <- Rinv_1; apply Rinv_lt_contravar; lra).
  rewrite C. unfold Rdiv. fold g. pose proof (kappa_nonneg N) as K.
  replace (((1 + (eta * (- yy * g)) ^ 2 * kappa_of N) * f - eta * (- yy * g) * H) * yy)
    with (f * yy + yy ^ 2 * (eta * g) * (H + eta * g * kappa_of N * (f * yy))) by ring. rewrite cls.
  assert (eg : 0 < eta * g) by (apply Rmult_lt_0_compat; assumption).
  assert (Q : (eta * g * kappa_of N * (f * yy)) ^ 2 < H ^ 2).
  { replace ((eta * g * kappa_of N * (f * yy)) ^ 2) with (g ^ 2 * (eta ^ 2 * kappa_of N * (kappa_of N * f ^ 2)) * yy ^ 2) by ring. rewrite cls, Rmult_1_r.
    assert (kf : 0 <= kappa_of N * f ^ 2) by (apply Rmult_le_pos; [exact K|apply pow2_ge_0]).
    assert (eta ^ 2 * kappa_of N * (kappa_of N * f ^ 2) <= H ^ 2) by (eapply Rle_trans; [apply Rmult_le_compat_r; [exact kf|exact small]|lra]).
    assert (0 < H ^ 2) by (apply pow_lt, H0). assert (g ^ 2 < 1) by nra. assert (0 <= eta ^ 2 * kappa_of N * (kappa_of N * f ^ 2)).
    { apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|exact K]|exact kf]. } pose proof (pow2_ge_0 g). nra. }
  assert (0 < H + eta * g * kappa_of N * (f * yy)) by nra. assert (0 < eta * g * (H + eta * g * kappa_of N * (f * yy))) by (apply Rmult_lt_0_compat; assumption). lra.
Qed.

(* Weight decay with a target. *)
Section Decay.
Variables (N : net) (mu eta : R) (w : weights).
Hypothesis one : D N = 1%nat.
Hypothesis linear : linear_net N.
Hypothesis eta_pos : 0 < eta.
Hypothesis mu_nonneg : 0 <= mu.
Hypothesis decay_small : eta * mu < 2.
Let M := trained N.
Let p t := weights_of (Trained.run M (weight_decay (constant_rate eta) mu) squared (Trained.full M) w t).
Let kap := kappa_of N.
Let target := y N 0%nat.
Let H t := kernel N (p t) 0 0.
Let r t := residual N (p t) 0.
Hypothesis target_small : kap * eta ^ 2 * target ^ 2 < (2 - eta * mu) ^ 2.
Let below t := (2 - eta * mu) * (eta * H t) < 2 * (2 - eta * mu) ^ 2 + 2 * (kap * eta ^ 2 * (target * r t)).
Let k := sqrt kap.
Let k_square : k * k = kap := sqrt_sqrt kap (kappa_nonneg N).
Let c := 1 - eta * mu.
Lemma run_edge_step t : below t -> kap * eta ^ 2 * r t ^ 2 < (2 - eta * mu) ^ 2 /\ below (S t).
Proof.
  intros B. pose proof (decay_closed N squared one linear eta mu w t) as [Cf Ch].
  change (Trained.slopes (trained N) squared (p t) 0) with (r t) in *. change (output N (p (S t)) 0 = (c ^ 2 + (eta * r t) ^ 2 * kap) * output N (p t) 0 - c * (eta * r t) * H t) in Cf.
  change (H (S t) = (c ^ 2 + (eta * r t) ^ 2 * kap) * H t - 4 * c * (eta * r t) * kap * output N (p t) 0) in Ch.
  assert (em : 0 <= eta * mu) by (apply Rmult_le_pos; lra).
  assert (Rg : -1 < c <= 1) by (unfold c; lra). pose proof (kernel_above_output N one linear (p t)) as A.
  assert (Fo : output N (p t) 0 = r t + target) by (unfold r, residual, target; ring). rewrite Fo in *.
  assert (Rn : r (S t) = output N (p (S t)) 0 - target) by reflexivity.
  set (q := eta * k * r t). set (Y := eta * k * target). set (h := eta * H t).
  assert (q2 : q ^ 2 = kap * eta ^ 2 * r t ^ 2) by (unfold q; rewrite <- k_square; ring).
  assert (Y2 : Y ^ 2 < (1 + c) ^ 2). { unfold Y. replace ((eta * k * target) ^ 2) with ((k * k) * eta ^ 2 * target ^ 2) by ring. rewrite k_square. unfold c. replace (1 + (1 - eta * mu)) with (2 - eta * mu) by ring. exact target_small. }
  assert (h0 : 0 <= h) by (unfold h; apply Rmult_le_pos; [lra|apply (linear_kernel_nonneg N one)]).
  assert (ab : 4 * (q + Y) ^ 2 <= h ^ 2).
  { unfold q, Y, h. replace (4 * (eta * k * r t + eta * k * target) ^ 2) with (eta ^ 2 * (4 * (k * k) * (r t + target) ^ 2)) by ring. rewrite k_square, Rpow_mult_distr.
    apply Rmult_le_compat_l; [apply pow2_ge_0|exact A]. }
  assert (G : 0 < 2 * (1 + c) ^ 2 + 2 * (Y * q) - (1 + c) * h).
  { unfold below in B. unfold Y, q, h, c. replace (2 * (eta * k * target * (eta * k * r t))) with (2 * ((k * k) * eta ^ 2 * (target * r t))) by ring. rewrite k_square.
    replace (1 + (1 - eta * mu)) with (2 - eta * mu) by ring. lra. }
  pose proof (residual_small c Y q h Rg Y2 h0 ab G) as S1. pose proof (edge_stays c Y q h Rg Y2 h0 ab G) as S2. cbv zeta in S2.
  split; [rewrite <- q2; replace (2 - eta * mu) with (1 + c) by (unfold c; ring); exact S1|].
  unfold below. rewrite Rn, Cf, Ch. replace (2 - eta * mu) with (1 + c) by (unfold c; ring).
  replace ((c ^ 2 + q ^ 2) * (q + Y) - c * q * h - Y) with (eta * k * ((c ^ 2 + (eta * r t) ^ 2 * kap) * (r t + target) - c * (eta * r t) * H t - target)) in S2
    by (unfold q, Y, h; rewrite <- k_square; ring).
  replace ((c ^ 2 + q ^ 2) * h - 4 * c * q * (q + Y)) with (eta * ((c ^ 2 + (eta * r t) ^ 2 * kap) * H t - 4 * c * (eta * r t) * kap * (r t + target))) in S2
    by (unfold q, Y, h; rewrite <- k_square; ring).
  unfold Y in S2. replace (2 * (eta * k * target * (eta * k * ((c ^ 2 + (eta * r t) ^ 2 * kap) * (r t + target) - c * (eta * r t) * H t - target))))
    with (2 * ((k * k) * eta ^ 2 * (target * ((c ^ 2 + (eta * r t) ^ 2 * kap) * (r t + target) - c * (eta * r t) * H t - target)))) in S2 by ring.
  rewrite k_square in S2. lra.
Qed.
Theorem run_edge : below 0 -> forall t, below t /\ kap * eta ^ 2 * r t ^ 2 < (2 - eta * mu) ^ 2.
Proof.
  intros B. assert (all : forall t, below t) by (induction t as [|t I]; [exact B|apply run_edge_step, I]). intro t. split; [apply all|apply run_edge_step, all].
Qed.
End Decay.
