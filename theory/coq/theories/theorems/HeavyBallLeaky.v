(* Heavy ball from rest on leaky nets with targets 0: a learning rate of the order of 1 - beta where outputs are small, of (1 - beta)^(3/2)
   wherever they are. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained TwoLayer.
From Catapult Require Import Sums WeightSpace UpdateRules Losses HeavyBall HeavyBallRuns TrainedPull Pulls RestWitness TwoLayer TwoLayerModel
  Witness KinkStep KinkRuns.
From Catapult Require Import HEAVY_LEAKY.
Open Scope R_scope.

Section Nets.
Variables (beta : R) (N : net) (eta : R) (w : weights).
Hypothesis rate_positive : 0 < eta.
Hypothesis scale_positive : 0 < s N.
Hypothesis some_data : (0 < D N)%nat.
Hypothesis targets_zero : zero_targets N.
Hypothesis range : 0 <= beta < 1.
Hypothesis between : between_slopes N.
Let C := net_constant N.
Let x := eta * C * weight_norm N w.
Let path t := Trained.run (trained N) (heavy_ball (constant_rate eta) beta) squared (Trained.full (trained N)) w t.
Let C_nonneg : 0 <= C := C_nonnegative N (gram_top N) (top_slope N) (gram_top_bound N some_data) (slopes_top N (between_kink N between)).
Let x_nonneg : 0 <= x.
Proof. apply Rmult_le_pos; [apply Rmult_le_pos; [lra|exact C_nonneg]|apply weight_norm_nonneg]. Qed.
Let pull := net_pull N some_data targets_zero (between_kink N between).
(* Below 1/2 the energy of weights and velocity allows more. *)
Lemma slow_norm t : x * (1 + beta) ^ 2 <= 4 * (1 - beta) ^ 2 -> eta * C * weight_norm N (weights_of (path t)) <= (1 + beta) * x.
Proof.
  intros B. assert (B' : eta * (C * ((1 + beta) * Trained.weight_norm (trained N) w) ^ 1) * (1 + beta) <= 2 * (INR 1 + 1) * (1 - beta) ^ 2).
  { rewrite pow_1, degree_two. change (Trained.weight_norm (trained N) w) with (weight_norm N w). unfold x in B. lra. }
  assert (U : heavy_energy (weight_space N) beta (path t) <= weight_norm N w).
  { induction t as [|t IH].
    - right. exact (heavy_energy_start (weight_space N) beta w).
    - eapply Rle_trans; [|exact IH]. exact (run_energy_falls (trained N) beta eta w range C 1 pull rate_positive B' t). }
  pose proof (heavy_energy_controls (weight_space N) beta range (path t)) as H.
  assert (L : weight_norm N (weights_of (path t)) <= (1 + beta) * weight_norm N w).
  { eapply Rle_trans; [exact H|]. apply Rmult_le_compat_l; [lra|exact U]. }
  apply (Rmult_le_compat_l (eta * C)) in L; [|apply Rmult_le_pos; [lra|exact C_nonneg]]. unfold x. lra.
Qed.
Lemma slow_loss : x * (1 + beta) ^ 2 < 4 * (1 - beta) ^ 2 -> is_lim_seq (fun t => loss N (weights_of (path t))) 0.
Proof.
  intros B. apply (run_loss_vanishes (trained N) beta eta w range C 1 pull rate_positive targets_zero).
  rewrite pow_1, degree_two. change (Trained.weight_norm (trained N) w) with (weight_norm N w). unfold x in B. lra.
Qed.
Let F_small : eta ^ 2 * C * mean_square_output N w <= / 4 * x ^ 2.
Proof.
  pose proof (outputs_small N (gram_top N) (top_slope N) some_data (gram_top_bound N some_data) (slopes_top N (between_kink N between)) w) as H.
  change (mean_square_output N w <= / 4 * C * weight_norm N w ^ 2) in H. assert (0 <= eta ^ 2) by apply pow2_ge_0.
  assert (0 <= eta ^ 2 * C) by (apply Rmult_le_pos; [assumption|exact C_nonneg]).
  apply (Rmult_le_compat_l (eta ^ 2 * C)) in H; [|assumption]. unfold x. lra.
Qed.
Let F_nonneg : 0 <= eta ^ 2 * C * mean_square_output N w.
Proof.
  apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|exact C_nonneg]|]. apply Rmult_le_pos; [|apply sum_sq_nonneg].
  apply Rlt_le, Rinv_0_lt_compat, lt_0_INR, some_data.
Qed.
Section Edge.
Hypothesis edge : 8 * x * (1 - beta) ^ 2 + 13 * (eta ^ 2 * C * mean_square_output N w) <= (1 - beta) ^ 3.
Let start_small : 8 * x <= 1 - beta.
Proof. assert (0 < (1 - beta) ^ 2) by (apply pow_lt; lra). apply Rmult_le_reg_r with ((1 - beta) ^ 2); [assumption|]. lra. Qed.
Let slow : beta <= / 2 -> x * (1 + beta) ^ 2 < 4 * (1 - beta) ^ 2.
Proof.
  intros H. assert (x * (1 + beta) ^ 2 <= (1 - beta) / 8 * (9 / 4)).
  { apply Rmult_le_compat; [exact x_nonneg|apply pow2_ge_0|lra|]. nra. }
  assert (/ 2 * (1 - beta) <= (1 - beta) * (1 - beta)) by (apply Rmult_le_compat_r; lra). lra.
Qed.
Theorem leaky_norm t : 5 * (eta * C * weight_norm N (weights_of (path t))) <= 1 - beta.
Proof.
  destruct (Rle_dec beta (/ 2)) as [Hb|Hb].
  - pose proof (slow_norm t (Rlt_le _ _ (slow Hb))) as H. assert ((1 + beta) * x <= 3 / 2 * x) by (apply Rmult_le_compat_r; [exact x_nonneg|lra]). lra.
  - pose proof (kink_run_norm N beta eta w ltac:(lra) rate_positive scale_positive some_data targets_zero between edge t) as H.
    change (6 * (eta * C * weight_norm N (weights_of (path t))) <= 1 - beta) in H.
    assert (0 <= eta * C * weight_norm N (weights_of (path t))); [|lra].
    apply Rmult_le_pos; [apply Rmult_le_pos; [lra|exact C_nonneg]|apply weight_norm_nonneg].
Qed.
Theorem leaky_loss : is_lim_seq (fun t => loss N (weights_of (path t))) 0.
Proof.
  destruct (Rle_dec beta (/ 2)) as [Hb|Hb]; [exact (slow_loss (slow Hb))|].
  exact (kink_run_loss N beta eta w ltac:(lra) rate_positive scale_positive some_data targets_zero between edge).
Qed.
End Edge.
(* Whatever the outputs: they are at most a half of the squared weights. *)
Theorem leaky_loss_any : 625 * x ^ 2 <= 16 * (1 - beta) ^ 3 -> is_lim_seq (fun t => loss N (weights_of (path t))) 0.
Proof.
  intros H. pose proof x_nonneg as x0. assert (D2 : 0 < (1 - beta) ^ 2) by (apply pow_lt; lra).
  destruct (Rle_dec beta (/ 2)) as [Hb|Hb].
  - apply slow_loss. assert (Hx : x <= 4 / 25 * (1 - beta)).
    { assert ((1 - beta) ^ 2 * (1 - beta) <= (1 - beta) ^ 2 * 1) by (apply Rmult_le_compat_l; lra).
      apply Rsqr_incr_0_var; [unfold Rsqr; lra|lra]. }
    assert (x * (1 + beta) ^ 2 <= 4 / 25 * (1 - beta) * (9 / 4)) by (apply Rmult_le_compat; [exact x0|apply pow2_ge_0|exact Hx|nra]).
    assert (/ 2 * (1 - beta) <= (1 - beta) * (1 - beta)) by (apply Rmult_le_compat_r; lra). lra.
  - apply leaky_loss. assert (Hx : x <= 227 / 2000 * (1 - beta)).
    { assert ((1 - beta) ^ 2 * (1 - beta) <= (1 - beta) ^ 2 * / 2) by (apply Rmult_le_compat_l; lra).
      apply Rsqr_incr_0_var; [unfold Rsqr; lra|lra]. }
    pose proof F_small. assert (x * (1 - beta) ^ 2 <= 227 / 2000 * (1 - beta) * (1 - beta) ^ 2) by (apply Rmult_le_compat_r; lra).
    assert (0 < (1 - beta) ^ 3) by (apply pow_lt; lra). lra.
Qed.
End Nets.

Lemma between_printed N : Rmin (a_minus N) (a_plus N) <= a_zero N -> a_zero N <= Rmax (a_minus N) (a_plus N) -> between_slopes N.
Proof. intros A B. split; assumption. Qed.
Theorem HEAVY_LEAKY_1 : HEAVY_LEAKY_1.statement.
Proof.
  intros beta N eta w [] t.
  pose proof (leaky_norm beta N eta w rate_positive scale_positive some_data targets_zero (conj beta_nonnegative beta_range)
    (between_printed N kink_bounded kink_bounded_also)) as H. unfold net_constant, top_slope in H. specialize (H ltac:(lra) (S t)).
  unfold HEAVY_LEAKY_1.state. lra.
Qed.
Theorem HEAVY_LEAKY_2 : HEAVY_LEAKY_2.statement.
Proof.
  intros beta N eta w [].
  apply (leaky_loss beta N eta w rate_positive scale_positive some_data targets_zero (conj beta_nonnegative beta_range)
    (between_printed N kink_bounded kink_bounded_also)). unfold net_constant, top_slope. lra.
Qed.
Theorem HEAVY_LEAKY_3 : HEAVY_LEAKY_3.statement.
Proof.
  intros beta N eta w [].
  apply (leaky_loss_any beta N eta w rate_positive scale_positive some_data targets_zero (conj beta_nonnegative beta_range)
    (between_printed N kink_bounded kink_bounded_also)). unfold net_constant, top_slope. lra.
Qed.

(* A unit with slopes 1 and 1/2. *)
Lemma half_between : Rmin (1 / 2) 1 <= 1 <= Rmax (1 / 2) 1.
Proof. split; [apply Rmin_r|apply Rmax_r]. Qed.
Lemma half_square : mean_square_output (unit_net (1 / 2)) (unit_weights 1 1) = 1.
Proof.
  change (/ INR 1 * Sum 1 (fun a => output (unit_net (1 / 2)) (unit_weights 1 1) a ^ 2) = 1).
  rewrite sum_one, unit_output_value by lra. simpl. field.
Qed.
Ltac leaky_net := exists (1 / 10); pose proof half_between; unit_witness (1 / 2) (1 / 100) 1 1; rewrite ?half_square; try lra.
Example HEAVY_LEAKY_1_witness : HEAVY_LEAKY_1.nonvacuous.
Proof. leaky_net. Qed.
Example HEAVY_LEAKY_2_witness : HEAVY_LEAKY_2.nonvacuous.
Proof. leaky_net. Qed.
Example HEAVY_LEAKY_3_witness : HEAVY_LEAKY_3.nonvacuous.
Proof. leaky_net. nra. Qed.
