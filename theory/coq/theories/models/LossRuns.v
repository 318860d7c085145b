(* Gradient descent on all data with a loss whose slope is no steeper than that of the squared loss, targets 0. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained.
From Catapult Require Import Sums WeightSpace UpdateRules Losses Scheduled HomogeneousPull TrainedPull.
Open Scope R_scope.

(* The loss of an output is at most slope times output: what convexity gives where the loss of the target is 0. *)
Definition under_tangent (l : loss) : Prop := forall f, 0 <= loss_value l f 0 <= loss_slope l f 0 * f.
Lemma huber_under_tangent delta : under_tangent (huber delta).
Proof.
  intros f. simpl. rewrite Rminus_0_r. pose proof (Rabs_pos delta) as D. set (d := Rabs delta) in *. unfold huber_value. by_pieces d f; nra.
Qed.
Lemma log_cosh_under_tangent : under_tangent log_cosh.
Proof.
  intros f. simpl. rewrite Rminus_0_r.
  assert (D : forall x, is_derive (fun z => ln (cosh z)) x (tanh x)).
  { intro x. pose proof (loss_slope_is log_cosh x 0) as S. simpl in S. rewrite Rminus_0_r in S.
    apply is_derive_ext with (f := fun z => ln (cosh (z - 0))); [intro t; rewrite Rminus_0_r; reflexivity|exact S]. }
  destruct (MVT_gen (fun z => ln (cosh z)) 0 f tanh) as [c [B E]].
  - intros x _. apply D.
  - intros x _. apply continuity_pt_filterlim. apply (ex_derive_continuous (fun z => ln (cosh z))). eexists. apply D.
  - rewrite cosh_0, ln_1, !Rminus_0_r in E. rewrite E. unfold Rmin, Rmax in B. destruct (Rle_dec 0 f).
    + pose proof (tanh_increasing c f ltac:(lra)). pose proof (tanh_increasing 0 c ltac:(lra)). rewrite tanh_zero in *.
      split; [apply Rmult_le_pos; lra|apply Rmult_le_compat_r; lra].
    + pose proof (tanh_increasing f c ltac:(lra)). pose proof (tanh_increasing c 0 ltac:(lra)). rewrite tanh_zero in *. split; nra.
Qed.

Section Runs.
Variables (M : Trained.model) (eta C : R) (m : nat) (l : loss) (w : Trained.weights M).
Let E := Trained.weight_space M.
Hypothesis eta_pos : 0 < eta.
Hypothesis share_pos : 0 < Trained.share M.
Hypothesis euler : Trained.homogeneous M (INR m + 1).
Hypothesis C_nonneg : 0 <= C.
Hypothesis targets : Trained.zero_targets M.
Hypothesis kernel : Trained.kernel_at_most M C m.
Hypothesis tame : tame_slope l.
Let path t := Trained.run M (gradient_descent (constant_rate eta)) l (Trained.full M) w t.
Let A v := Trained.share M * Sum (Trained.data M) (fun a => Trained.slopes M l v a * Trained.output M v a).
Let P := full_pull M C m l share_pos euler C_nonneg targets tame kernel.
Let nonneg t : 0 <= constant_rate eta t := Rlt_le _ _ eta_pos.
Let rates t : constant_rate eta t <= eta := Rle_refl _.
Lemma run_loss_falls : eta * (C * Trained.weight_norm M w ^ m) <= 2 * (INR m + 1) ->
  forall t, Trained.weight_norm M (weights_of (path (S t))) <= Trained.weight_norm M (weights_of (path t)).
Proof. intros B t. exact (proj2 (bounded_rates_fall E C m (constant_rate eta) _ _ P nonneg w eta rates B t)). Qed.
Lemma run_loss_sum : eta * (C * Trained.weight_norm M w ^ m) < 2 * (INR m + 1) -> forall T,
  Sum T (fun t => A (weights_of (path t))) <= Trained.weight_norm M w / (eta * (2 * (INR m + 1) - eta * (C * Trained.weight_norm M w ^ m))).
Proof.
  intros B T. set (N := Trained.weight_norm M w) in *. set (gap := 2 * (INR m + 1) - eta * (C * N ^ m)). assert (gp : 0 < gap) by (unfold gap; lra).
  assert (H : Sum T (fun t => eta * A (weights_of (path t))) <= N / gap) by exact (bounded_rates_sum E C m (constant_rate eta) _ _ P nonneg w eta rates B T).
  rewrite sum_scal in H. apply Rmult_le_reg_l with eta; [exact eta_pos|]. eapply Rle_trans; [exact H|]. right. field. split; lra.
Qed.
Lemma run_loss_limit : under_tangent l -> eta * (C * Trained.weight_norm M w ^ m) < 2 * (INR m + 1) ->
  is_lim_seq (fun t => Trained.total_loss M l (weights_of (path t))) 0.
Proof.
  intros U B. pose proof (bounded_rates_limit E C m (constant_rate eta) _ _ P nonneg w eta rates B) as L.
  apply is_lim_seq_le_le with (u := fun _ => 0) (w := fun t => / eta * (eta * A (weights_of (path t)))).
  - intro t. unfold Trained.total_loss, Trained.batch_loss, Trained.losses, Trained.whole, A. set (v := weights_of (path t)).
    rewrite <- Rmult_assoc, Rinv_l, Rmult_1_l by lra. rewrite sum_scal. split.
    + apply Rmult_le_pos; [lra|]. apply sum_nonneg. intros a Ha. rewrite (targets a Ha). apply U.
    + apply Rmult_le_compat_l; [lra|]. apply sum_le. intros a Ha. unfold Trained.slopes. rewrite (targets a Ha). apply U.
  - apply is_lim_seq_const.
  - replace (Finite 0) with (Finite (/ eta * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|exact L].
Qed.
End Runs.
