(* Heavy ball from rest on a two-layer leaky net with targets 0: the sequences of KinkEnergy.v are those of the run, so that its weights
   stay bounded, and its loss tends to 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained.
From Catapult Require Import Sums WeightSpace UpdateRules Losses HomogeneousPull TrainedPull Pulls ShadowEnergy ShadowRuns KinkEnergy TwoLayer
  TwoLayerModel KinkUnits KinkStep.
Open Scope R_scope.

Section Run.
Variables (N : net) (beta eta : R) (w : weights).
Hypothesis range : / 2 <= beta < 1.
Hypothesis eta_pos : 0 < eta.
Hypothesis scale_positive : 0 < s N.
Hypothesis some_data : (0 < D N)%nat.
Hypothesis targets : zero_targets N.
Hypothesis between : between_slopes N.
Let C := s N ^ 2 * gram_top N * top_slope N.
Hypothesis edge : 8 * (eta * C * weight_norm N w) * (1 - beta) ^ 2 + 13 * (eta ^ 2 * C * mean_square_output N w) <= (1 - beta) ^ 3.
Let E := weight_space N.
Let gram := gram_top_bound N some_data.
Let slopes := slopes_top N (between_kink N between).
Let C_nonneg : 0 <= C := C_nonnegative N (gram_top N) (top_slope N) gram slopes.
Let share_pos : 0 < Trained.share (trained N) := k_positive N some_data.
Lemma kernel_bound : Trained.kernel_at_most (trained N) C 1.
Proof. intros v z. rewrite pow_1. apply (net_kernel_at_most N (gram_top N) (top_slope N) v z some_data gram slopes). Qed.
Let path t := Trained.run (trained N) (heavy_ball (constant_rate eta) beta) squared (Trained.full (trained N)) w t.
Let th t : weights := weights_of (path t).
Let v t : weights := velocity_of (path t).
Let back t : weights := advance E (th t) 1 (v t).
Let mean p := / INR (D N) * Sum (D N) (fun a => output N p a * output N p a).
Let Mt t := eta * C * square_norm E (v t).
Let Nt t := eta * C * square_norm E (th t).
Let Ft t := eta ^ 2 * C * mean (th t).
Let Xt t := eta ^ 2 * C * (s N * / INR (D N) * kinks N (th t) (v t)).
Let st t := eta * C * dot E (back t) (v t).
Let EC : 0 <= eta * C.
Proof. apply Rmult_le_pos; [lra|exact C_nonneg]. Qed.
Lemma mean_is p : mean p = / INR (D N) * Sum (D N) (fun a => output N p a ^ 2).
Proof. unfold mean. f_equal. apply sum_ext. intros; ring. Qed.
Lemma mean_square_is p : mean_square_output N p = mean p.
Proof. rewrite mean_is. reflexivity. Qed.
Let mean_pos p : 0 <= mean p.
Proof. rewrite mean_is. apply Rmult_le_pos; [apply Rlt_le, share_pos|apply sum_sq_nonneg]. Qed.
Let M_nonneg t : 0 <= Mt t.
Proof. apply Rmult_le_pos; [exact EC|apply norm_nonneg]. Qed.
Let N_nonneg t : 0 <= Nt t.
Proof. apply Rmult_le_pos; [exact EC|apply norm_nonneg]. Qed.
Let F_nonneg t : 0 <= Ft t.
Proof. apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow2_ge_0|exact C_nonneg]|apply mean_pos]. Qed.
Let at_rest : Mt 0 = 0 /\ Xt 0 = 0 /\ st 0 = 0.
Proof.
  unfold Mt, Xt, st. change (v 0) with (zero_vector E). rewrite norm_zero, dot_zero. repeat split; try ring.
  assert (Z : kinks N (th 0) (zero_vector E) = 0); [|rewrite Z; ring]. unfold kinks. rewrite <- (sum_zero (D N)). apply sum_ext. intros a _.
  rewrite <- (sum_zero (n N)). apply sum_ext. intros i _. assert (P : preactivation N (zero_vector E) a i = 0); [|rewrite P; ring].
  unfold preactivation. rewrite <- (sum_zero (d N)). apply sum_ext. intros k _. cbn. ring.
Qed.
Let energy_next t : beta / 2 * Mt (S t) + / 2 * Ft (S t) - Xt (S t)
  <= beta / 2 * Mt t + / 2 * Ft t - Xt t - (1 - beta) * Mt (S t) + (Nt t + Nt (S t)) * Mt (S t) + Nt t * Ft t.
Proof.
  pose proof (step_energy N (gram_top N) (top_slope N) some_data gram between slopes scale_positive (th t) (v (S t)) beta eta (v t)
    (squared_gradient (trained N) 0 (th t)) range eta_pos eq_refl (fun p => gradient_dot (trained N) targets p (th t))) as H.
  change (add (weight_space N) (th t) (v (S t))) with (th (S t)) in H. cbv beta zeta in H. fold C E in H.
  rewrite <- !mean_is in H. apply (Rmult_le_compat_l _ _ _ EC) in H. unfold Mt, Nt, Ft, Xt. lra.
Qed.
Let kinks_small t : Xt t ^ 2 <= Ft t * (Nt t * Mt t).
Proof.
  pose proof (kinks_at_most N (gram_top N) (top_slope N) some_data gram between slopes (th t) (v t)) as H. cbv zeta in H. fold C E in H.
  rewrite <- mean_is in H. unfold Xt, Ft, Nt, Mt. apply (Rmult_le_compat_l ((eta ^ 2 * C) ^ 2)) in H; [|apply pow2_ge_0]. lra.
Qed.
Let edge' : 8 * Nt 0 * (1 - beta) ^ 2 + 13 * Ft 0 <= (1 - beta) ^ 3.
Proof. rewrite mean_square_is in edge. exact edge. Qed.
Let beta_range : 0 <= beta < 1.
Proof. lra. Qed.
Let along := along_next (trained N) beta eta C w (net_homogeneous N) targets.
Let grows := norm_next (trained N) beta eta C w.
Let moves := velocity_next (trained N) beta eta C w eta_pos share_pos (net_homogeneous N) kernel_bound C_nonneg targets.
Let slants := along_small (trained N) beta eta C w.
Theorem kink_run_norm t : 6 * (eta * C * weight_norm N (weights_of (path t))) <= 1 - beta.
Proof. exact (kink_norm beta Mt Nt Ft Xt st range M_nonneg N_nonneg F_nonneg at_rest energy_next kinks_small along grows moves slants edge' t). Qed.
Theorem kink_run_loss : is_lim_seq (fun t => loss N (weights_of (path t))) 0.
Proof.
  apply is_lim_seq_ext with (u := fun t => / 2 * mean (th t)).
  - intro t. rewrite (loss_half N targets), mean_square_is. reflexivity.
  - replace (Finite 0) with (Finite (/ 2 * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|].
    destruct (Req_dec C 0) as [Z|Nz].
    + apply is_lim_seq_ext with (u := fun _ => 0); [|apply is_lim_seq_const]. intro t. apply Rle_antisym; [apply mean_pos|].
      rewrite mean_is. pose proof (outputs_small N (gram_top N) (top_slope N) some_data gram slopes (th t)) as S. cbv zeta in S. fold C in S.
      rewrite Z in S. lra.
    + pose proof (kink_limit beta Mt Nt Ft Xt st range M_nonneg N_nonneg F_nonneg at_rest energy_next kinks_small along grows moves slants edge') as H.
      apply is_lim_seq_ext with (u := fun t => / (eta ^ 2 * C) * Ft t); [intro t; unfold Ft; field; split; lra|].
      replace (Finite 0) with (Finite (/ (eta ^ 2 * C) * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|exact H].
Qed.
End Run.
