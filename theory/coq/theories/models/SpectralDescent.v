(* Linear net on D data: the step in the singular basis of the data, the descent of the spectral norm, and the top eigenvalue of
   the data from below. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require TwoLayer.
From Catapult Require Import Sums Spectral Descent TwoLayerModel SpectralMap.
Import TwoLayer.
Open Scope R_scope.

Section Net.
Variables (N : net) (S : decomposition) (eta : R).
Hypothesis eta_pos : 0 < eta.
Hypothesis D_pos : (0 < D N)%nat.
Hypothesis linear : linear_net N.
Hypothesis targets : zero_targets N.
Hypothesis svd : decomposes N S.
Notation r := (r S).
Let DP : 0 < INR (D N). Proof. apply lt_0_INR, D_pos. Qed.
Let g := s N * a_plus N.
Let coords (w : weights) : W := (fun i q => Sum (d N) (fun k => U w i k * right_vector S q k), V w).
Let F w q := ff (n N) g (sigma S) (coords w) q.
Lemma linear_slope_everywhere p : slope N p = a_plus N.
Proof. destruct linear as [A B]. unfold slope. destruct (Rlt_dec 0 p); [reflexivity|]. destruct (Rlt_dec p 0); congruence. Qed.
Lemma pre_coords w a i : (a < D N)%nat -> preactivation N w a i = Sum r (fun q => left_vector S a q * sigma S q * fst (coords w) i q).
Proof.
  intros Ha. destruct svd as [X _]. unfold preactivation.
  rewrite (sum_ext (d N) _ (fun k => Sum r (fun q => left_vector S a q * sigma S q * (U w i k * right_vector S q k)))).
  - rewrite sum_swap. apply sum_ext. intros q _. apply sum_scal.
  - intros k Hk. rewrite (X a k Ha Hk), <- sum_scal. apply sum_ext. intros; ring.
Qed.
Lemma output_coords w a : (a < D N)%nat -> output N w a = Sum r (fun q => left_vector S a q * F w q).
Proof.
  intros Ha. unfold output, F, ff, unit_output, g.
  rewrite (sum_ext (n N) _ (fun i => Sum r (fun q => a_plus N * left_vector S a q * sigma S q * (V w i * fst (coords w) i q)))).
  - rewrite sum_swap, <- sum_scal. apply sum_ext. intros q _. rewrite sum_scal. simpl snd. ring.
  - intros i _. rewrite linear_slope_everywhere, (pre_coords w a i Ha).
    rewrite (sum_ext r (fun q => a_plus N * left_vector S a q * sigma S q * (V w i * fst (coords w) i q))
      (fun q => (a_plus N * V w i) * (left_vector S a q * sigma S q * fst (coords w) i q))) by (intros; ring).
    rewrite sum_scal. ring.
Qed.
Lemma pick (z : nat -> R) q : (q < r)%nat -> Sum r (fun p => z p * delta p q) = z q.
Proof. exact (sum_delta r z q). Qed.
(* sum_a f_a L_aq = F_q *)
Lemma output_left w q : (q < r)%nat -> Sum (D N) (fun a => output N w a * left_vector S a q) = F w q.
Proof.
  intros Hq. destruct svd as [_ [L _]].
  rewrite (sum_ext (D N) _ (fun a => Sum r (fun p => F w p * (left_vector S a p * left_vector S a q)))).
  - rewrite sum_swap, <- (pick (F w) q Hq). apply sum_ext. intros p Hp. rewrite sum_scal, (L p q Hp Hq). reflexivity.
  - intros a Ha. rewrite (output_coords w a Ha), <- sum_scal_r. apply sum_ext. intros; ring.
Qed.
Lemma output_norm w : Sum (D N) (fun a => output N w a ^ 2) = F2 (n N) r g (sigma S) (coords w).
Proof.
  unfold F2. rewrite (sum_ext (D N) _ (fun a => Sum r (fun q => F w q * (output N w a * left_vector S a q)))).
  - rewrite sum_swap. apply sum_ext. intros q Hq. rewrite sum_scal, (output_left w q Hq). unfold F. ring.
  - intros a Ha. replace (output N w a ^ 2) with (output N w a * output N w a) by ring.
    rewrite (output_coords w a Ha) at 2. rewrite <- sum_scal. apply sum_ext. intros; ring.
Qed.
(* sum_a f_a x_a = sum_q sigma_q F_q w_q *)
Lemma output_data w k : (k < d N)%nat -> Sum (D N) (fun a => output N w a * X N a k) = Sum r (fun q => sigma S q * F w q * right_vector S q k).
Proof.
  intros Hk. destruct svd as [X _].
  rewrite (sum_ext (D N) _ (fun a => Sum r (fun q => (sigma S q * right_vector S q k) * (output N w a * left_vector S a q)))).
  - rewrite sum_swap. apply sum_ext. intros q Hq. rewrite sum_scal, (output_left w q Hq). ring.
  - intros a Ha. rewrite (X a k Ha Hk), <- sum_scal. apply sum_ext. intros; ring.
Qed.
Lemma step_U w i k : (k < d N)%nat ->
  U (step N eta w) i k = U w i k - e g eta (INR (D N)) * (V w i * Sum r (fun q => sigma S q * F w q * right_vector S q k)).
Proof.
  intros Hk. rewrite <- (output_data w k Hk). simpl U.
  rewrite (sum_ext (D N) _ (fun a => / INR (D N) * (g * V w i) * (output N w a * X N a k))).
  - rewrite sum_scal. unfold e. field. lra.
  - intros a Ha. unfold residual, grad_U, unit_d_preactivation, g. rewrite (targets a Ha), linear_slope_everywhere. ring.
Qed.
Lemma coords_U w i q : (q < r)%nat -> fst (coords (step N eta w)) i q = fst (gd (n N) r g eta (INR (D N)) (sigma S) (coords w)) i q.
Proof.
  intros Hq. destruct svd as [_ [_ [R _]]].
  change (Sum (d N) (fun k => U (step N eta w) i k * right_vector S q k)
    = fst (coords w) i q - e g eta (INR (D N)) * (V w i * (sigma S q * F w q))).
  rewrite (sum_ext (d N) _ (fun k => U w i k * right_vector S q k
    + (- e g eta (INR (D N)) * V w i) * Sum r (fun p => sigma S p * F w p * (right_vector S p k * right_vector S q k)))).
  - rewrite sum_plus, sum_scal, sum_swap.
    rewrite (sum_ext r _ (fun p => (sigma S p * F w p) * delta p q)) by (intros p Hp; rewrite sum_scal, (R p q Hp Hq); reflexivity).
    rewrite (pick (fun p => sigma S p * F w p) q Hq). simpl fst. ring.
  - intros k Hk. rewrite (step_U w i k Hk).
    rewrite (sum_ext r (fun p => sigma S p * F w p * (right_vector S p k * right_vector S q k)) (fun p => right_vector S q k * (sigma S p * F w p * right_vector S p k))) by (intros; ring).
    rewrite sum_scal. ring.
Qed.
Lemma coords_V w i : snd (coords (step N eta w)) i = snd (gd (n N) r g eta (INR (D N)) (sigma S) (coords w)) i.
Proof.
  change (V w i - eta * Sum (D N) (fun a => / INR (D N) * residual N w a * grad_V N w a i)
    = V w i - e g eta (INR (D N)) * Sum r (fun q => fst (coords w) i q * (sigma S q * F w q))).
  rewrite (sum_ext (D N) _ (fun a => / INR (D N) * (residual N w a * grad_V N w a i))) by (intros; ring). rewrite sum_scal.
  rewrite (sum_ext (D N) _ (fun a => Sum r (fun q => g * sigma S q * fst (coords w) i q * (output N w a * left_vector S a q)))).
  - rewrite sum_swap. rewrite (sum_ext r _ (fun q => g * (fst (coords w) i q * (sigma S q * F w q)))).
    + rewrite sum_scal. unfold e. field. lra.
    + intros q Hq. rewrite sum_scal, (output_left w q Hq). ring.
  - intros a Ha. unfold residual, grad_V, unit_d_outer. rewrite (targets a Ha), linear_slope_everywhere, (pre_coords w a i Ha).
    rewrite (sum_ext r (fun q => g * sigma S q * fst (coords w) i q * (output N w a * left_vector S a q))
      (fun q => (output N w a * g) * (left_vector S a q * sigma S q * fst (coords w) i q))) by (intros; ring).
    rewrite sum_scal. unfold g. ring.
Qed.
Let m := spectral_weight S.
Let C0 := SpectralMap.C g (INR (D N)) (sigma S 0 ^ 2).
Lemma norm_coords w : spectral_norm N S w = SpectralMap.N (n N) r m (coords w).
Proof. reflexivity. Qed.
Lemma norm_gd w : spectral_norm N S (step N eta w) = SpectralMap.N (n N) r m (gd (n N) r g eta (INR (D N)) (sigma S) (coords w)).
Proof.
  rewrite norm_coords. unfold SpectralMap.N, A, TM, T. f_equal.
  - apply sum_ext. intros i _. rewrite coords_V. reflexivity.
  - apply sum_ext. intros q Hq. f_equal. apply sum_ext. intros i _. rewrite (coords_U w i q Hq). reflexivity.
Qed.
Lemma weights_ok q : (q < r)%nat -> 0 < m q <= 1 /\ 2 * sigma S q ^ 2 <= (m q ^ 2 + m q) * sigma S 0 ^ 2.
Proof.
  intros Hq. destruct svd as [_ [_ [_ P]]]. destruct (P q Hq) as [q0 q1]. assert (t0 : 0 < sigma S 0) by lra.
  set (x := (sigma S q / sigma S 0) ^ 2). assert (x0 : 0 < sigma S q / sigma S 0) by (apply Rdiv_lt_0_compat; assumption).
  assert (x1 : sigma S q / sigma S 0 <= 1) by (apply Rmult_le_reg_r with (sigma S 0); [exact t0|]; replace (sigma S q / sigma S 0 * sigma S 0) with (sigma S q) by (field; lra); lra).
  assert (X : 0 < x <= 1) by (unfold x; nra).
  destruct (m_opt x X) as [M1 M2]. change ((sqrt (1 + 8 * x) - 1) / 2) with (m q) in M1, M2. split; [exact M1|].
  rewrite <- M2. right. unfold x. field. lra.
Qed.
Lemma constant_is : spectral_constant N S = C0.
Proof. reflexivity. Qed.
Lemma C0_nonneg : 0 <= C0.
Proof. apply C_nn; [exact DP|apply pow2_ge_0]. Qed.
Lemma spectral_step w : eta * (C0 * spectral_norm N S w) <= 4 -> spectral_norm N S (step N eta w)
  <= spectral_norm N S w + eta * (mean_square_output N w / 2) * (eta * (C0 * spectral_norm N S w) - 4).
Proof.
  intros H. rewrite norm_gd.
  pose proof (N_step (n N) r g eta (INR (D N)) (sigma S 0 ^ 2) eta_pos DP (pow2_ge_0 _) (sigma S) m
    (fun q Hq => proj1 (weights_ok q Hq)) (fun q Hq => proj2 (weights_ok q Hq)) (coords w) H) as B.
  eapply Rle_trans; [exact B|]. right. rewrite <- output_norm, <- norm_coords. unfold mean_square_output. fold C0. field. lra.
Qed.
Lemma spectral_nonneg w : 0 <= spectral_norm N S w.
Proof.
  rewrite norm_coords. apply Rplus_le_le_0_compat; [apply A_nn|apply TM_nn; intros q Hq; apply (weights_ok q Hq)].
Qed.
Lemma mean_nonneg w : 0 <= mean_square_output N w / 2.
Proof.
  apply Rmult_le_pos; [|lra]. apply Rmult_le_pos; [apply Rlt_le, Rinv_0_lt_compat, DP|apply sum_sq_nonneg].
Qed.
Variable w : weights.
Hypothesis start : eta * (C0 * spectral_norm N S w) <= 4.
Let th t := spectral_norm N S (train N eta w t).
Let Fs t := mean_square_output N (train N eta w t) / 2.
Lemma stays t : th t <= th 0 /\ eta * (C0 * th t) <= 4.
Proof.
  assert (K : forall j, th j <= th 0 -> eta * (C0 * th j) <= 4).
  { intros j Hj. eapply Rle_trans; [|exact start]. apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_l; [apply C0_nonneg|exact Hj]. }
  induction t as [|t [A B]]; [split; [apply Rle_refl|exact start]|].
  assert (L : th (Datatypes.S t) <= th 0).
  { change (th (Datatypes.S t)) with (spectral_norm N S (step N eta (train N eta w t))).
    eapply Rle_trans; [apply spectral_step; exact B|]. change (spectral_norm N S (train N eta w t)) with (th t). pose proof (mean_nonneg (train N eta w t)).
    assert (0 <= eta * (mean_square_output N (train N eta w t) / 2) * (4 - eta * (C0 * th t))) by (apply Rmult_le_pos; [apply Rmult_le_pos|]; lra).
    lra. }
  split; [exact L|apply K, L].
Qed.
Let update t : th (Datatypes.S t) <= th t + eta * Fs t * (eta * (C0 * th t) - 4).
Proof. apply spectral_step. apply stays. Qed.
Let bound t : C0 * th t <= C0 * th t ^ 1.
Proof. rewrite pow_1. lra. Qed.
Let th0 t : 0 <= th t. Proof. apply spectral_nonneg. Qed.
Let F0 t : 0 <= Fs t. Proof. apply mean_nonneg. Qed.
Lemma spectral_monotone t : th (Datatypes.S t) <= th t.
Proof.
  apply (descent_monotone eta 4 C0 1 th Fs (fun t => C0 * th t) eta_pos C0_nonneg th0 F0 update bound). rewrite pow_1. exact start.
Qed.
Lemma spectral_sum : eta * (C0 * spectral_norm N S w) < 4 -> forall T, Sum T Fs <= spectral_norm N S w / (eta * (4 - eta * (C0 * spectral_norm N S w))).
Proof.
  intros H T. pose proof (descent_sum eta 4 C0 1 th Fs (fun t => C0 * th t) eta_pos C0_nonneg th0 F0 update bound) as Q.
  rewrite pow_1 in Q. exact (Q H T).
Qed.
Lemma spectral_limit : eta * (C0 * spectral_norm N S w) < 4 -> is_lim_seq Fs 0.
Proof.
  intros H. apply (descent_limit eta 4 C0 1 th Fs (fun t => C0 * th t) eta_pos C0_nonneg th0 F0 update bound). rewrite pow_1. exact H.
Qed.
End Net.

(* sigma_0^2 / D is at most the top eigenvalue of X X^T / D: take the first left singular vector. *)
Section Gram.
Variables (N : net) (B : decomposition).
Hypothesis D_pos : (0 < D N)%nat.
Hypothesis svd : decomposes N B.
Lemma gram_below : (0 < r B)%nat -> sigma B 0 ^ 2 / INR (D N) <= gram_top N.
Proof.
  intros P. destruct svd as [EX [EL [ER _]]]. destruct (gram_top_bound N D_pos) as [_ G]. specialize (G (fun a => left_vector B a 0)). cbv beta in G.
  rewrite (sum_ext (D N) (fun a => left_vector B a 0 ^ 2) (fun a => left_vector B a 0 * left_vector B a 0)) in G by (intros; ring).
  rewrite (EL 0%nat 0%nat P P) in G. unfold delta in G at 1. simpl in G. rewrite Rmult_1_r in G.
  eapply Rle_trans; [|exact G]. right. unfold gram_form, Rdiv. rewrite Rmult_comm. f_equal.
  rewrite (sum_ext (d N) _ (fun k => sigma B 0 ^ 2 * (right_vector B 0 k * right_vector B 0 k))).
  - rewrite sum_scal, (ER 0%nat 0%nat P P). unfold delta. simpl. ring.
  - intros k Hk. replace (Sum (D N) (fun a => left_vector B a 0 * X N a k)) with (sigma B 0 * right_vector B 0 k); [ring|].
    rewrite (sum_ext (D N) _ (fun a => Sum (r B) (fun q => (sigma B q * right_vector B q k) * (left_vector B a q * left_vector B a 0)))).
    + rewrite sum_swap, (sum_ext (r B) _ (fun q => (sigma B q * right_vector B q k) * delta q 0)).
      * symmetry. apply (pick B (fun q => sigma B q * right_vector B q k) 0 P).
      * intros q Hq. rewrite sum_scal, (EL q 0%nat Hq P). reflexivity.
    + intros a Ha. rewrite (EX a k Ha Hk), <- sum_scal. apply sum_ext. intros; ring.
Qed.
Lemma rank_pos : 0 < gram_top N -> (0 < r B)%nat.
Proof.
  intros G. destruct (Nat.eq_dec (r B) 0) as [Z|Nz]; [exfalso|lia]. destruct svd as [EX _].
  assert (gram_top N <= 0); [|lra]. apply top_least; [|exact D_pos]. intros z. right. unfold gram_form.
  rewrite (sum_ext (d N) _ (fun _ => 0)); [rewrite sum_zero; ring|]. intros k Hk.
  rewrite (sum_ext (D N) _ (fun _ => 0)); [rewrite sum_zero; ring|]. intros a Ha. rewrite (EX a k Ha Hk), Z. simpl. ring.
Qed.
Lemma constant_below : linear_net N -> 0 < gram_top N ->
  spectral_constant N B <= s N ^ 2 * Rmax (a_minus N ^ 2) (a_plus N ^ 2) * gram_top N.
Proof.
  intros [A _] G. pose proof (gram_below (rank_pos G)) as Q. unfold spectral_constant.
  rewrite <- A, Rmax_left by apply Rle_refl. replace ((s N * a_plus N) ^ 2) with (s N ^ 2 * a_plus N ^ 2) by ring.
  unfold Rdiv in *. rewrite Rmult_assoc. apply Rmult_le_compat_l; [|exact Q]. apply Rmult_le_pos; apply pow2_ge_0.
Qed.
End Gram.

(* One unit on one datum x = 1: r = 1, sigma = 1, so m = 1 and N = u^2 + v^2. *)
Definition line : net := Net 1 1 1 (fun _ _ => 1) (fun _ => 0) 1 1 1 1.
Definition line_svd : decomposition := Decomposition 1 (fun _ => 1) (fun _ _ => 1) (fun _ _ => 1).
Definition line_weights : weights := Weights (fun _ _ => 1) (fun _ => 1).
Lemma line_norm : spectral_norm line line_svd line_weights = 2 /\ spectral_constant line line_svd = 1 /\ decomposes line line_svd.
Proof.
  repeat split; simpl.
  - unfold spectral_norm, spectral_weight; simpl. replace (1 + 8 * (1 / 1 * (1 / 1 * 1))) with (3 * 3) by field.
    rewrite sqrt_square by lra. field.
  - unfold spectral_constant; simpl. field.
  - intros. ring.
  - intros p q Hp Hq. replace p with 0%nat by lia. replace q with 0%nat by lia. unfold delta; simpl. ring.
  - intros p q Hp Hq. replace p with 0%nat by lia. replace q with 0%nat by lia. unfold delta; simpl. ring.
  - lra.
  - lra.
Qed.
Lemma line_gram : gram_top line = 1.
Proof.
  destruct line_norm as [_ [_ X]]. apply Rle_antisym.
  - apply top_least; [|simpl; lia]. intros z. unfold gram_form. simpl. lra.
  - pose proof (gram_below line line_svd ltac:(simpl; lia) X ltac:(simpl; lia)) as Q. simpl in Q. lra.
Qed.
Lemma line_loss : 0 < loss line line_weights.
Proof.
  unfold loss, residual, output, unit_output, slope, preactivation; simpl. destruct (Rlt_dec 0 (0 + 1 * 1)); [lra|exfalso; lra].
Qed.
