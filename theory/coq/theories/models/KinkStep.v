(* A step of heavy ball on a two-layer leaky net with targets 0: the energy of velocity and outputs, less [kinks], falls up to terms of
   the order of the weights, whatever units cross their kinks. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained.
From Catapult Require Import Sums WeightSpace UpdateRules ShadowEnergy TwoLayer TwoLayerModel ShadowRuns KinkUnits.
Open Scope R_scope.

Section Step.
Variables (N : net) (G A : R).
Hypothesis some_data : (0 < D N)%nat.
Hypothesis gram : gram_at_most N G.
Hypothesis between : between_slopes N.
Hypothesis slopes : slopes_at_most N A.
Hypothesis scale_positive : 0 < s N.
Let E := weight_space N.
Let f := output N.
Let k := / INR (D N).
Let C := s N ^ 2 * G * A.
Local Notation pre := (preactivation N).
Local Notation g z := (slope N z * z).
Local Notation norm := (square_norm E).

Lemma k_positive : 0 < k.
Proof. apply Rinv_0_lt_compat, lt_0_INR, some_data. Qed.
Lemma C_nonnegative : 0 <= C.
Proof. apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|apply gram]|apply slopes]. Qed.
Lemma outputs_small w : k * Sum (D N) (fun a => f w a ^ 2) <= / 4 * C * norm w ^ 2.
Proof.
  apply (outputs_below_norm (trained N) C k_positive (net_homogeneous N)); [|exact C_nonnegative]. intros v z. rewrite pow_1.
  apply (net_kernel_at_most N G A v z some_data gram slopes).
Qed.
Lemma parts_small m : outer_norm N m * inner_norm N m <= / 4 * norm m ^ 2.
Proof. unfold E. rewrite norm_is. pose proof (pow2_ge_0 (inner_norm N m - outer_norm N m)). lra. Qed.
Lemma inner_below m : inner_norm N m <= norm m.
Proof. unfold E. rewrite norm_is. pose proof (outer_nonneg N m). lra. Qed.
Lemma outer_below m : outer_norm N m <= norm m.
Proof. unfold E. rewrite norm_is. pose proof (inner_nonneg N m). lra. Qed.
(* The sums over data and units in units of the kernel. *)
Lemma spread_share (c b : nat -> R) (e : nat -> nat -> R) q : (forall a i, e a i ^ 2 <= A * pre q a i ^ 2) ->
  (s N * k * Sum (D N) (fun a => Sum (n N) (fun i => c a * b i * e a i))) ^ 2
    <= C * (k * Sum (D N) (fun a => c a ^ 2)) * (Sum (n N) (fun i => b i ^ 2) * inner_norm N q).
Proof.
  intros H. pose proof (spread N G A some_data gram slopes c b e q H) as S. pose proof k_positive. pose proof (lt_0_INR _ some_data) as DP.
  rewrite Rpow_mult_distr. apply (Rmult_le_compat_l ((s N * k) ^ 2)) in S; [|apply pow2_ge_0]. eapply Rle_trans; [exact S|].
  right. unfold C, k. field. lra.
Qed.
Lemma gated q v a i : (pre q a i * slope N (pre v a i)) ^ 2 <= A * pre q a i ^ 2.
Proof.
  replace ((pre q a i * slope N (pre v a i)) ^ 2) with (slope N (pre v a i) ^ 2 * pre q a i ^ 2) by ring.
  apply Rmult_le_compat_r; [apply pow2_ge_0|apply slopes].
Qed.
Lemma sided q v a i : (pre q a i * side N (pre v a i)) ^ 2 <= A * pre q a i ^ 2.
Proof.
  replace ((pre q a i * side N (pre v a i)) ^ 2) with (side N (pre v a i) ^ 2 * pre q a i ^ 2) by ring.
  apply Rmult_le_compat_r; [apply pow2_ge_0|apply (side_at_most N A between slopes)].
Qed.
Lemma abs_outputs w : Sum (D N) (fun a => Rabs (f w a) ^ 2) = Sum (D N) (fun a => f w a ^ 2).
Proof. apply sum_ext. intros. apply pow2_abs. Qed.
Lemma abs_outer w : Sum (n N) (fun i => Rabs (V w i) ^ 2) = outer_norm N w.
Proof. apply sum_ext. intros. apply pow2_abs. Qed.
Lemma below x y : 0 <= y -> x ^ 2 <= y ^ 2 -> x <= y.
Proof. intros P H. apply (within x y P H). Qed.

(* A product of the moves of both layers. *)
Lemma products_small w m x : x ^ 2 <= C * (k * Sum (D N) (fun a => f w a ^ 2)) * (outer_norm N m * inner_norm N m) -> x <= / 4 * C * norm w * norm m.
Proof.
  intros H. pose proof C_nonnegative as C0. pose proof (norm_nonneg E w). pose proof (norm_nonneg E m).
  assert (0 <= C * norm w * norm m) by (apply Rmult_le_pos; [apply Rmult_le_pos|]; assumption). apply below; [lra|]. eapply Rle_trans; [exact H|].
  apply Rle_trans with (C * (/ 4 * C * norm w ^ 2) * (/ 4 * norm m ^ 2)); [|right; field].
  apply Rmult_le_compat; [| |apply Rmult_le_compat_l; [exact C0|apply outputs_small]|apply parts_small].
  - apply Rmult_le_pos; [exact C0|]. apply Rmult_le_pos; [apply Rlt_le, k_positive|apply sum_sq_nonneg].
  - apply Rmult_le_pos; [apply outer_nonneg|apply inner_nonneg].
Qed.
(* [kinks] in units of the energy. *)
Theorem kinks_at_most w m : (s N * k * kinks N w m) ^ 2 <= C * (k * Sum (D N) (fun a => f w a ^ 2)) * (norm w * norm m).
Proof.
  unfold kinks. eapply Rle_trans; [apply (spread_share (fun a => Rabs (f w a)) (fun i => Rabs (V w i)) _ m (sided m w))|].
  rewrite abs_outputs, abs_outer. apply Rmult_le_compat_l.
  - apply Rmult_le_pos; [exact C_nonnegative|]. apply Rmult_le_pos; [apply Rlt_le, k_positive|apply sum_sq_nonneg].
  - apply Rmult_le_compat; [apply outer_nonneg|apply inner_nonneg|apply outer_below|apply inner_below].
Qed.

(* ---- a move ---- *)
Variables (w m : weights).
Let w' := add E w m.
Let along (a : nat) : R := dot E m (grad N w a).
Let both (a : nat) : R := s N * Sum (n N) (fun i => V m i * (pre m a i * slope N (pre w a i))).
Let crossed (a : nat) : R := s N * Sum (n N) (fun i => V w' i * ((slope N (pre w' a i) - slope N (pre w a i)) * pre w' a i)).
Let apart (a : nat) : R := f w' a - f w a.
Let middle : R := (norm w + norm w') / 2.

Lemma V_next i : V w' i = V w i + V m i.
Proof. reflexivity. Qed.
Lemma moved_by a : apart a = along a + both a + crossed a.
Proof.
  unfold apart, along, both, crossed, f. change (dot E m (grad N w a))
    with (Sum (n N) (fun i => Sum (d N) (fun k => U m i k * grad_U N w a i k) + V m i * grad_V N w a i)).
  unfold output. rewrite <- !(sum_scal (n N) (s N)), <- sum_minus, <- !sum_plus. apply sum_ext. intros i _.
  rewrite (sum_ext (d N) _ (fun k => (s N * unit_d_preactivation N (pre w a i) (V w i)) * (U m i k * X N a k)))
    by (intros; unfold grad_U; ring).
  rewrite sum_scal. fold (preactivation N m a i). unfold w', E. rewrite pre_add. change (V (add (weight_space N) w m) i) with (V w i + V m i).
  unfold grad_V, unit_output, unit_d_preactivation, unit_d_outer. ring.
Qed.
(* f' - f = s sum_i (mean v_i (g(z') - g(z)) + m_i (g(z') + g(z)) / 2) *)
Lemma apart_is a : apart a = s N * (Sum (n N) (fun i => (V w i + V w' i) / 2 * (g (pre w' a i) - g (pre w a i)))
  + Sum (n N) (fun i => V m i * ((g (pre w' a i) + g (pre w a i)) / 2))).
Proof.
  unfold apart, f, output. rewrite <- sum_plus, <- !(sum_scal (n N) (s N)), <- sum_minus. apply sum_ext. intros i _.
  rewrite V_next. unfold unit_output. field.
Qed.
Lemma outputs_apart : k * Sum (D N) (fun a => apart a ^ 2) <= C * norm m * middle.
Proof.
  set (DG := INR (D N) * G). set (Vm := Sum (n N) (fun i => ((V w i + V w' i) / 2) ^ 2)).
  set (x := fun a => Sum (n N) (fun i => (V w i + V w' i) / 2 * (g (pre w' a i) - g (pre w a i)))).
  set (y := fun a => Sum (n N) (fun i => V m i * ((g (pre w' a i) + g (pre w a i)) / 2))).
  set (Um := (inner_norm N w + inner_norm N w') / 2).
  assert (DG0 : 0 <= DG) by (apply (DG_nonneg N G gram)). assert (A0 : 0 <= A) by apply slopes.
  assert (Vm0 : 0 <= Vm) by apply sum_sq_nonneg. pose proof (outer_nonneg N m) as Q0. pose proof (inner_nonneg N m) as P0.
  assert (Um0 : 0 <= Um) by (unfold Um; pose proof (inner_nonneg N w); pose proof (inner_nonneg N w'); lra).
  assert (VmS : Vm <= (outer_norm N w + outer_norm N w') / 2).
  { unfold Vm, outer_norm. apply Rle_trans with (Sum (n N) (fun i => / 2 * (V w i ^ 2 + V w' i ^ 2))).
    - apply sum_le. intros i _. pose proof (pow2_ge_0 (V w i - V w' i)). lra.
    - rewrite sum_scal, sum_plus. lra. }
  assert (Hx : Sum (D N) (fun a => x a ^ 2) <= Vm * (A * (DG * inner_norm N m))).
  { apply Rle_trans with (Sum (D N) (fun a => Vm * Sum (n N) (fun i => (g (pre w' a i) - g (pre w a i)) ^ 2))).
    - apply sum_le. intros a _. apply cauchy.
    - rewrite sum_scal. apply Rmult_le_compat_l; [exact Vm0|].
      apply (slopes_of_preactivations N G A slopes _ (pre m) m); [|apply (preactivations_at_most N G some_data gram)].
      intros a i. pose proof (unit_lipschitz N A slopes (pre w a i) (pre w' a i)) as L. unfold w', E in *. rewrite pre_add in *.
      replace (pre w a i + pre m a i - pre w a i) with (pre m a i) in L by ring. exact L. }
  assert (Hy : Sum (D N) (fun a => y a ^ 2) <= outer_norm N m * (A * (DG * Um))).
  { apply Rle_trans with (Sum (D N) (fun a => outer_norm N m * Sum (n N) (fun i => ((g (pre w' a i) + g (pre w a i)) / 2) ^ 2))).
    - apply sum_le. intros a _. apply cauchy.
    - rewrite sum_scal. apply Rmult_le_compat_l; [exact Q0|].
      apply Rle_trans with (A * (/ 2 * (Sum (D N) (fun a => Sum (n N) (fun i => pre w a i ^ 2)) + Sum (D N) (fun a => Sum (n N) (fun i => pre w' a i ^ 2))))).
      + rewrite <- sum_plus, <- !sum_scal. apply sum_le. intros a _. rewrite <- sum_plus, <- !sum_scal. apply sum_le. intros i _.
        pose proof (proj2 slopes (pre w a i)) as S1. pose proof (proj2 slopes (pre w' a i)) as S2.
        pose proof (pow2_ge_0 (pre w a i)). pose proof (pow2_ge_0 (pre w' a i)). pose proof (pow2_ge_0 (g (pre w' a i) - g (pre w a i))).
        assert (slope N (pre w a i) ^ 2 * pre w a i ^ 2 <= A * pre w a i ^ 2) by (apply Rmult_le_compat_r; assumption).
        assert (slope N (pre w' a i) ^ 2 * pre w' a i ^ 2 <= A * pre w' a i ^ 2) by (apply Rmult_le_compat_r; assumption). lra.
      + apply Rmult_le_compat_l; [exact A0|]. pose proof (preactivations_at_most N G some_data gram w) as I1.
        pose proof (preactivations_at_most N G some_data gram w') as I2. unfold Um, DG. cbv zeta in I1, I2. lra. }
  assert (Hxy : 2 * Sum (D N) (fun a => x a * y a) <= A * DG * (Vm * outer_norm N m) + A * DG * (inner_norm N m * Um)).
  { assert (AD : 0 <= A * DG) by (apply Rmult_le_pos; assumption).
    apply square_le_product; [apply Rmult_le_pos; [exact AD|apply Rmult_le_pos; assumption]|apply Rmult_le_pos; [exact AD|apply Rmult_le_pos; assumption]|].
    eapply Rle_trans; [apply cauchy|]. eapply Rle_trans; [apply Rmult_le_compat; [apply sum_sq_nonneg|apply sum_sq_nonneg|exact Hx|exact Hy]|]. right. ring. }
  assert (Total : Sum (D N) (fun a => apart a ^ 2) <= s N ^ 2 * (A * DG * (norm m * middle))).
  { rewrite (sum_ext (D N) _ (fun a => s N ^ 2 * (x a ^ 2 + y a ^ 2 + 2 * (x a * y a)))) by (intros a _; rewrite apart_is; unfold x, y; ring).
    rewrite sum_scal, !sum_plus, sum_scal. apply Rmult_le_compat_l; [apply pow2_ge_0|].
    assert (AD : 0 <= A * DG) by (apply Rmult_le_pos; assumption).
    apply Rle_trans with (A * DG * (norm m * (Vm + Um))).
    - unfold E. rewrite norm_is. lra.
    - apply Rmult_le_compat_l; [exact AD|]. apply Rmult_le_compat_l; [apply norm_nonneg|]. unfold middle, Um, E. rewrite !norm_is. lra. }
  pose proof k_positive as K0. pose proof (lt_0_INR _ some_data) as DP.
  apply (Rmult_le_compat_l k) in Total; [|lra]. eapply Rle_trans; [exact Total|]. right. unfold C, DG, k. field. lra.
Qed.

(* ---- the energy ---- *)
Variables (b eta : R) (v slope_of_loss : weights).
Hypothesis range : / 2 <= b < 1.
Hypothesis eta_pos : 0 < eta.
Hypothesis velocity : m = advance E (scale E b v) eta slope_of_loss.
Hypothesis gradient : forall p, k * Sum (D N) (fun a => f w a * dot E p (grad N w a)) = dot E p slope_of_loss.
Let mean (p : weights) : R := k * Sum (D N) (fun a => f p a ^ 2).
Let over (h : nat -> nat -> R) : R := s N * k * Sum (D N) (fun a => Sum (n N) (fun i => h a i)).

Lemma mean_nonneg p : 0 <= mean p.
Proof. apply Rmult_le_pos; [apply Rlt_le, k_positive|apply sum_sq_nonneg]. Qed.
Lemma outputs_change : / 2 * (mean w' - mean w)
  = dot E m slope_of_loss + k * Sum (D N) (fun a => f w a * both a) + k * Sum (D N) (fun a => f w a * crossed a)
    + / 2 * (k * Sum (D N) (fun a => apart a ^ 2)).
Proof.
  rewrite <- gradient. unfold mean. rewrite <- Rmult_minus_distr_l, <- sum_minus.
  rewrite (sum_ext (D N) (fun a => f w' a ^ 2 - f w a ^ 2)
    (fun a => 2 * (f w a * along a) + 2 * (f w a * both a) + 2 * (f w a * crossed a) + apart a ^ 2)).
  - rewrite !sum_plus, !sum_scal. unfold along. field.
  - intros a _. pose proof (moved_by a) as H. replace (f w' a) with (f w a + apart a) by (unfold apart; ring).
    replace (2 * (f w a * along a) + 2 * (f w a * both a) + 2 * (f w a * crossed a)) with (2 * (f w a * apart a)) by (rewrite H; ring). ring.
Qed.
Lemma of_both : k * Sum (D N) (fun a => f w a * both a) <= / 4 * C * norm w * norm m.
Proof.
  replace (k * Sum (D N) (fun a => f w a * both a)) with (over (fun a i => f w a * V m i * (pre m a i * slope N (pre w a i)))).
  2: { unfold over, both. rewrite (Rmult_comm (s N) k), Rmult_assoc. f_equal. rewrite <- sum_scal. apply sum_ext. intros a _.
       rewrite <- Rmult_assoc, (Rmult_comm (f w a)), Rmult_assoc. f_equal. rewrite <- sum_scal. apply sum_ext. intros; ring. }
  apply products_small. apply (spread_share (f w) (V m) _ m (gated m w)).
Qed.
(* What the kinks add, in terms of the velocity towards the steeper side. *)
Lemma of_crossed : k * Sum (D N) (fun a => f w a * crossed a)
  <= over (fun a i => Rabs (f w a) * Rabs (V w' i) * (pre m a i * (side N (pre w' a i) - side N (pre w a i)))).
Proof.
  unfold over. rewrite (Rmult_comm (s N) k), Rmult_assoc. apply Rmult_le_compat_l; [apply Rlt_le, k_positive|]. rewrite <- sum_scal. apply sum_le.
  intros a _. unfold crossed. rewrite <- Rmult_assoc, (Rmult_comm (f w a)), Rmult_assoc. apply Rmult_le_compat_l; [lra|].
  rewrite <- sum_scal. apply sum_le. intros i _. pose proof (kink_paid N between (pre w a i) (pre m a i)) as H.
  unfold w', E in *. rewrite pre_add in *. set (e := (slope N (pre w a i + pre m a i) - slope N (pre w a i)) * (pre w a i + pre m a i)) in *.
  eapply Rle_trans; [apply Rle_abs|]. rewrite !Rabs_mult, <- Rmult_assoc. apply Rmult_le_compat_l; [|exact H].
  apply Rmult_le_pos; apply Rabs_pos.
Qed.
Lemma kinks_change :
  over (fun a i => Rabs (f w a) * Rabs (V w' i) * (pre m a i * (side N (pre w' a i) - side N (pre w a i))))
  - s N * k * kinks N w' m + s N * k * kinks N w v
  = over (fun a i => (Rabs (f w a) - Rabs (f w' a)) * Rabs (V w' i) * (pre m a i * side N (pre w' a i)))
    + over (fun a i => Rabs (f w a) * (Rabs (V w i) - Rabs (V w' i)) * (pre m a i * side N (pre w a i)))
    + over (fun a i => Rabs (f w a) * Rabs (V w i) * (pre (advance E v 1 m) a i * side N (pre w a i))).
Proof.
  unfold over, kinks. rewrite <- !Rmult_plus_distr_l, <- Rmult_minus_distr_l, <- Rmult_plus_distr_l. f_equal.
  rewrite <- sum_minus, <- !sum_plus. apply sum_ext. intros a _. rewrite <- sum_minus, <- !sum_plus. apply sum_ext. intros i _.
  unfold E. rewrite pre_advance. unfold f. ring.
Qed.
Lemma outputs_fall : over (fun a i => (Rabs (f w a) - Rabs (f w' a)) * Rabs (V w' i) * (pre m a i * side N (pre w' a i)))
  <= / 2 * (C * norm m * middle) + / 2 * (C * norm m * norm w').
Proof.
  pose proof C_nonnegative as C0. pose proof (norm_nonneg E m) as m0. pose proof (norm_nonneg E w) as w0. pose proof (norm_nonneg E w') as w1.
  assert (Cm : 0 <= C * norm m) by (apply Rmult_le_pos; assumption). assert (mid : 0 <= middle) by (unfold middle; lra).
  set (x := over _). enough (2 * x <= C * norm m * middle + C * norm m * norm w') by lra.
  apply square_le_product; [apply Rmult_le_pos; assumption|apply Rmult_le_pos; assumption|].
  unfold x, over. eapply Rle_trans; [apply (spread_share (fun a => Rabs (f w a) - Rabs (f w' a)) (fun i => Rabs (V w' i)) _ m (sided m w'))|].
  rewrite abs_outer. apply Rle_trans with (C * (C * norm m * middle) * (norm w' * norm m)); [|right; ring].
  apply Rmult_le_compat.
  - apply Rmult_le_pos; [exact C0|]. apply Rmult_le_pos; [apply Rlt_le, k_positive|apply sum_sq_nonneg].
  - apply Rmult_le_pos; [apply outer_nonneg|apply inner_nonneg].
  - apply Rmult_le_compat_l; [exact C0|]. eapply Rle_trans; [|exact outputs_apart]. apply Rmult_le_compat_l; [apply Rlt_le, k_positive|].
    apply sum_le. intros a _. replace (apart a ^ 2) with ((f w a - f w' a) ^ 2) by (unfold apart; ring). apply abs_apart.
  - apply Rmult_le_compat; [apply outer_nonneg|apply inner_nonneg|apply outer_below|apply inner_below].
Qed.
Lemma outer_moves : over (fun a i => Rabs (f w a) * (Rabs (V w i) - Rabs (V w' i)) * (pre m a i * side N (pre w a i))) <= / 4 * C * norm w * norm m.
Proof.
  apply products_small. eapply Rle_trans; [apply (spread_share (fun a => Rabs (f w a)) (fun i => Rabs (V w i) - Rabs (V w' i)) _ m (sided m w))|].
  rewrite abs_outputs. apply Rmult_le_compat_l; [apply Rmult_le_pos; [exact C_nonnegative|apply mean_nonneg]|].
  apply Rmult_le_compat_r; [apply inner_nonneg|]. apply sum_le. intros i _. eapply Rle_trans; [apply abs_apart|]. rewrite V_next. right. ring.
Qed.
Lemma velocity_moves : eta * over (fun a i => Rabs (f w a) * Rabs (V w i) * (pre (advance E v 1 m) a i * side N (pre w a i)))
  <= b / 2 * norm (advance E v 1 m) + eta ^ 2 * C * norm w * mean w.
Proof.
  set (r := advance E v 1 m). pose proof (norm_nonneg E r) as r0. pose proof (norm_nonneg E w) as w0. pose proof C_nonnegative as C0. pose proof (mean_nonneg w) as f0.
  assert (H : over (fun a i => Rabs (f w a) * Rabs (V w i) * (pre r a i * side N (pre w a i))) ^ 2 <= C * mean w * (norm w * norm r)).
  { unfold over. eapply Rle_trans; [apply (spread_share (fun a => Rabs (f w a)) (fun i => Rabs (V w i)) _ r (sided r w))|].
    rewrite abs_outputs, abs_outer. apply Rmult_le_compat_l; [apply Rmult_le_pos; assumption|].
    apply Rmult_le_compat; [apply outer_nonneg|apply inner_nonneg|apply outer_below|apply inner_below]. }
  set (x := over _) in *. assert (Q : 0 <= eta ^ 2 * C * norm w * mean w) by (apply Rmult_le_pos; [apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|exact C0]|exact w0]|exact f0]).
  enough (2 * (eta * x) <= b * norm r + 2 * (eta ^ 2 * C * norm w * mean w)) by lra.
  apply square_le_product; [apply Rmult_le_pos; lra|lra|]. assert (0 <= eta ^ 2) by apply pow2_ge_0.
  assert (eta ^ 2 * x ^ 2 <= eta ^ 2 * (C * mean w * (norm w * norm r))) by (apply Rmult_le_compat_l; assumption).
  assert (0 <= norm r * (eta ^ 2 * C * norm w * mean w)) by (apply Rmult_le_pos; assumption).
  assert (/ 2 * (norm r * (eta ^ 2 * C * norm w * mean w)) <= b * (norm r * (eta ^ 2 * C * norm w * mean w))) by (apply Rmult_le_compat_r; lra). lra.
Qed.
Lemma velocity_energy : b / 2 * norm m = b / 2 * norm v - (1 - b) * norm m - b / 2 * norm (advance E v 1 m) - eta * dot E m slope_of_loss.
Proof.
  assert (H : dot E m m = dot E m (advance E (scale E b v) eta slope_of_loss)) by (rewrite <- velocity; reflexivity).
  rewrite dot_self, dot_advance, dot_scale in H. rewrite norm_advance, (dot_sym E v m). lra.
Qed.
(* Per eta C it is the energy of KinkEnergy.v. *)
Theorem step_energy : b / 2 * norm m + eta * (/ 2 * mean w' - s N * k * kinks N w' m)
  <= b / 2 * norm v + eta * (/ 2 * mean w - s N * k * kinks N w v) - (1 - b) * norm m + eta * (C * (norm w + norm w') * norm m)
     + eta ^ 2 * C * norm w * mean w.
Proof.
  pose proof outputs_change as H1. pose proof of_both as H2. pose proof of_crossed as H3. pose proof kinks_change as H4.
  pose proof outputs_fall as H5. pose proof outer_moves as H6. pose proof velocity_moves as H7. pose proof velocity_energy as H8.
  pose proof outputs_apart as H9. set (x := over _) in H7 at 1. fold x in H4.
  assert (T : / 2 * (mean w' - mean w) - s N * k * kinks N w' m + s N * k * kinks N w v
    <= dot E m slope_of_loss + C * (norm w + norm w') * norm m + x) by (unfold middle in *; lra).
  apply (Rmult_le_compat_l eta) in T; lra.
Qed.
End Step.
