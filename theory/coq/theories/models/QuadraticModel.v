(* The pure quadratic model as an instance of the master theorem: Euler's identity of degree 2, and kernel bounds by the
   sharp constant C*, by the top eigenvalue of Omega and, on one datum, by that of psi^2. *)
Require Import Reals Lra Psatz Arith Lia FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Catapult Require Quadratic Trained.
From Catapult Require Import Sums Spectral WeightSpace UpdateRules Losses Master.
Import Quadratic.
Open Scope R_scope.

Lemma quadratic_homogeneous M : Trained.homogeneous (trained M) 2.
Proof.
  intros w a _. change (Sum (n M) (fun i => w i * gradient M w a i) = 2 * output M w a).
  unfold gradient, output. replace (2 * (zeta M / 2 * Sum (n M) (fun i => w i * psi_times M a w i)))
    with (zeta M * Sum (n M) (fun i => w i * psi_times M a w i)) by field.
  rewrite <- sum_scal. apply sum_ext. intros. ring.
Qed.
Lemma quadratic_norm_step M eta w :
  weight_norm M (step M eta w) = weight_norm M w - 4 * eta * residual_output M w + eta ^ 2 * residual_kernel M w.
Proof. replace 4 with (2 * 2) by ring. exact (Trained.descent_norm_squared (trained M) 2 eta w (quadratic_homogeneous M)). Qed.

(* ---- psi_a is linear ---- *)
Lemma psi_scale M a c x i : psi_times M a (fun j => c * x j) i = c * psi_times M a x i.
Proof. unfold psi_times. rewrite <- sum_scal. apply sum_ext. intros. ring. Qed.
Lemma psi_bounded M a x : Sum (n M) (fun i => psi_times M a x i ^ 2)
  <= Sum (n M) (fun i => Sum (n M) (fun j => psi M a i j ^ 2)) * Sum (n M) (fun i => x i ^ 2).
Proof. rewrite <- sum_scal_r. apply sum_le. intros i _. apply cauchy. Qed.
Lemma psi_symmetric M a x z : symmetric M -> (a < D M)%nat ->
  Sum (n M) (fun i => x i * psi_times M a z i) = Sum (n M) (fun i => z i * psi_times M a x i).
Proof.
  intros Sy Ha. unfold psi_times.
  rewrite (sum_ext (n M) _ (fun i => Sum (n M) (fun j => x i * (psi M a i j * z j)))) by (intros; rewrite sum_scal; reflexivity).
  rewrite sum_swap. apply sum_ext. intros j Hj. rewrite <- sum_scal. apply sum_ext. intros i Hi.
  rewrite (Sy a i j Ha Hi Hj). ring.
Qed.

(* ---- bounds of the mixed form |sum_a z_a psi_a x|^2 ---- *)
Definition mixed_at_most (M : model) (B : R) : Prop := 0 <= B /\ forall z x,
  mixed_form M (z, x) <= B * Sum (D M) (fun a => z a ^ 2) * Sum (n M) (fun i => x i ^ 2).
Lemma mixed_by_squares M z x : mixed_form M (z, x) <= Sum (D M) (fun a => z a ^ 2) * sum_square_form M x.
Proof.
  unfold mixed_form, sum_square_form; simpl fst; simpl snd. rewrite sum_swap, <- sum_scal.
  apply sum_le. intros i _. apply cauchy.
Qed.
Lemma sum_square_scale M c x : sum_square_form M (fun i => c * x i) = c ^ 2 * sum_square_form M x.
Proof.
  unfold sum_square_form. rewrite <- sum_scal. apply sum_ext. intros a _. rewrite <- sum_scal. apply sum_ext. intros i _.
  rewrite psi_scale. ring.
Qed.
Lemma sum_square_bounded M x : sum_square_form M x
  <= Sum (D M) (fun a => Sum (n M) (fun i => Sum (n M) (fun j => psi M a i j ^ 2))) * Sum (n M) (fun i => x i ^ 2).
Proof. unfold sum_square_form. rewrite <- sum_scal_r. apply sum_le. intros a _. apply psi_bounded. Qed.
Lemma sum_square_nonneg M x : 0 <= sum_square_form M x.
Proof. apply sum_nonneg. intros. apply sum_sq_nonneg. Qed.
Lemma sum_psi2_top_bound M x : sum_square_form M x <= sum_psi2_top M * Sum (n M) (fun i => x i ^ 2).
Proof. exact (top_upper (n M) (sum_square_form M) _ (sum_square_scale M) (sum_square_bounded M) x). Qed.
Lemma sum_psi2_top_nonneg M : 0 <= sum_psi2_top M.
Proof. apply supremum_nonneg. intros. apply sum_square_nonneg. Qed.
Lemma mixed_sum_psi2 M : mixed_at_most M (sum_psi2_top M).
Proof.
  split; [apply sum_psi2_top_nonneg|]. intros z x. eapply Rle_trans; [apply mixed_by_squares|].
  rewrite (Rmult_comm (sum_psi2_top M)), Rmult_assoc. apply Rmult_le_compat_l; [apply sum_sq_nonneg|apply sum_psi2_top_bound].
Qed.
Lemma square_scale M c x : square_form M (fun i => c * x i) = c ^ 2 * square_form M x.
Proof. unfold square_form. rewrite <- sum_scal. apply sum_ext. intros i _. rewrite psi_scale. ring. Qed.
Lemma psi2_top_bound M x : square_form M x <= psi2_top M * Sum (n M) (fun i => x i ^ 2).
Proof. exact (top_upper (n M) (square_form M) _ (square_scale M) (psi_bounded M 0) x). Qed.
Lemma psi2_top_nonneg M : 0 <= psi2_top M.
Proof. apply supremum_nonneg. intros. apply sum_sq_nonneg. Qed.
Lemma mixed_one_datum M : D M = 1%nat -> mixed_at_most M (psi2_top M).
Proof.
  intros E. split; [apply psi2_top_nonneg|]. intros z x. unfold mixed_form; simpl fst; simpl snd. rewrite E, sum_one.
  rewrite (sum_ext (n M) _ (fun i => z 0%nat ^ 2 * psi_times M 0 x i ^ 2)) by (intros; rewrite sum_one; ring).
  rewrite sum_scal. pose proof (psi2_top_bound M x) as B. unfold square_form in B.
  apply (Rmult_le_compat_l (z 0%nat ^ 2)) in B; [|apply pow2_ge_0]. lra.
Qed.
Lemma mixed_nonneg M p : 0 <= mixed_form M p.
Proof. apply sum_sq_nonneg. Qed.
Definition star_domain (M : model) (p : (nat -> R) * weights) : Prop := unit_sphere (D M) (fst p) /\ unit_sphere (n M) (snd p).
Lemma star_bounded M p : star_domain M p -> mixed_form M p <= sum_psi2_top M.
Proof.
  destruct p as [z x]. intros [Hz Hx]. simpl in Hz, Hx. destruct (mixed_sum_psi2 M) as [_ B]. specialize (B z x).
  unfold unit_sphere in *. rewrite Hz, Hx in B. lra.
Qed.
Lemma mixed_star M : mixed_at_most M (supremum (star_domain M) (mixed_form M)).
Proof.
  split; [apply supremum_nonneg; intros; apply mixed_nonneg|]. intros z x.
  assert (Ez : forall c q, mixed_form M (fun a => c * q a, x) = c ^ 2 * mixed_form M (q, x)).
  { intros c q. unfold mixed_form; simpl fst; simpl snd. rewrite <- sum_scal. apply sum_ext. intros i _.
    rewrite (sum_ext (D M) _ (fun a => c * (q a * psi_times M a x i))) by (intros; ring). rewrite sum_scal. ring. }
  destruct (Req_dec (Sum (D M) (fun a => z a ^ 2)) 0) as [Z|Nz].
  { destruct (mixed_sum_psi2 M) as [_ B]. specialize (B z x). rewrite Z in *. lra. }
  destruct (Req_dec (Sum (n M) (fun i => x i ^ 2)) 0) as [Z|Nx].
  { destruct (mixed_sum_psi2 M) as [_ B]. specialize (B z x). rewrite Z in *. lra. }
  destruct (normalise (D M) (fun q => mixed_form M (q, x)) Ez z Nz) as [u [Hu Eu]]. cbv beta in Eu. rewrite Eu.
  assert (Ex : forall c (q : weights), mixed_form M (u, fun i => c * q i) = c ^ 2 * mixed_form M (u, q)).
  { intros c q. unfold mixed_form; simpl fst; simpl snd. rewrite <- sum_scal. apply sum_ext. intros i _.
    rewrite (sum_ext (D M) _ (fun a => c * (u a * psi_times M a q i))) by (intros; rewrite psi_scale; ring). rewrite sum_scal. ring. }
  destruct (normalise (n M) (fun q : weights => mixed_form M (u, q)) Ex x Nx) as [v [Hv Ev]]. cbv beta in Ev. rewrite Ev.
  pose proof (supremum_upper _ (star_domain M) (mixed_form M) _ (star_bounded M) (u, v) (conj Hu Hv)) as S.
  replace (supremum (star_domain M) (mixed_form M) * Sum (D M) (fun a => z a ^ 2) * Sum (n M) (fun i => x i ^ 2))
    with (Sum (D M) (fun a => z a ^ 2) * (Sum (n M) (fun i => x i ^ 2) * supremum (star_domain M) (mixed_form M))) by ring.
  apply Rmult_le_compat_l; [apply sum_sq_nonneg|]. apply Rmult_le_compat_l; [apply sum_sq_nonneg|exact S].
Qed.

(* ---- the kernel bound ---- *)
Lemma quadratic_kernel_bound M B w z : (0 < D M)%nat -> mixed_at_most M B ->
  kernel_form M w z <= zeta M ^ 2 / INR (D M) * B * weight_norm M w * Sum (D M) (fun a => z a ^ 2).
Proof.
  intros P [B0 HB]. pose proof (lt_0_INR _ P) as DP.
  change (kernel_form M w z) with (Trained.kernel_form (trained M) w z). rewrite Trained.kernel_form_is, Trained.tangent_form_is.
  change (/ INR (D M) * Sum (n M) (fun i => Sum (D M) (fun a => z a * gradient M w a i) ^ 2)
    <= zeta M ^ 2 / INR (D M) * B * weight_norm M w * Sum (D M) (fun a => z a ^ 2)).
  rewrite (sum_ext (n M) _ (fun i => zeta M ^ 2 * Sum (D M) (fun a => z a * psi_times M a w i) ^ 2)).
  - rewrite sum_scal. specialize (HB z w). apply (Rmult_le_compat_l (zeta M ^ 2 / INR (D M))) in HB.
    + eapply Rle_trans; [|eapply Rle_trans; [exact HB|]]; right; unfold mixed_form, weight_norm; simpl fst; simpl snd; field; lra.
    + apply Rmult_le_pos; [apply pow2_ge_0|apply Rlt_le, Rinv_0_lt_compat, DP].
  - intros i _. rewrite (sum_ext (D M) _ (fun a => zeta M * (z a * psi_times M a w i))) by (intros; unfold gradient; ring).
    rewrite sum_scal. ring.
Qed.

Section ZeroTargets.
Variables (M : model) (eta B : R).
Hypothesis eta_pos : 0 < eta.
Hypothesis D_pos : (0 < D M)%nat.
Hypothesis targets : zero_targets M.
Hypothesis mixed : mixed_at_most M B.
Let C := zeta M ^ 2 / INR (D M) * B.
Let C_nonneg : 0 <= C.
Proof.
  unfold C. apply Rmult_le_pos; [|apply mixed]. apply Rmult_le_pos; [apply pow2_ge_0|].
  apply Rlt_le, Rinv_0_lt_compat, lt_0_INR, D_pos.
Qed.
Let run : descends (trained M) eta C 1.
Proof.
  constructor; try assumption.
  - apply Rlt_le, Rinv_0_lt_compat, lt_0_INR, D_pos.
  - replace (INR 1 + 1) with 2 by (simpl; ring). apply quadratic_homogeneous.
  - intros w z. rewrite pow_1. apply (quadratic_kernel_bound M B w z D_pos mixed).
Qed.
Theorem quadratic_monotone w : eta * (C * weight_norm M w) <= 4 ->
  forall t, weight_norm M (train M eta w (S t)) <= weight_norm M (train M eta w t).
Proof. exact (twice_monotone (trained M) eta C run w). Qed.
Theorem quadratic_sum w : eta * (C * weight_norm M w) < 4 -> forall T,
  Sum T (fun j => mean_square_output M (train M eta w j)) <= weight_norm M w / (eta * (4 - eta * (C * weight_norm M w))).
Proof. exact (twice_sum (trained M) eta C run w). Qed.
Theorem quadratic_limit w : eta * (C * weight_norm M w) < 4 -> is_lim_seq (fun t => loss M (train M eta w t)) 0.
Proof. exact (twice_limit (trained M) eta C run w). Qed.
End ZeroTargets.
