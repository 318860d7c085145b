(* Nesterov's momentum from rest on a trained model, with the squared loss on all data: its energy, and for targets 0 its fall. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained.
From Catapult Require Import Sums WeightSpace UpdateRules Losses Nesterov HomogeneousPull TrainedPull Pulls Close Steady.
Open Scope R_scope.

Section Runs.
Variables (M : Trained.model) (beta eta : R) (w : Trained.weights M).
Let E := Trained.weight_space M.
Hypothesis range : 0 <= beta < 1.
Let path t := Trained.run M (nesterov (constant_rate eta) beta) squared (Trained.full M) w t.
Lemma run_energy k t (s := path t) (a := ahead E beta s) (g := Trained.batch_gradient M squared (Trained.whole M) a) :
  Trained.homogeneous M k -> nesterov_energy E beta (path (S t)) = nesterov_energy E beta s
    - beta ^ 2 * (1 + beta) / (1 - beta) * (square_norm E (velocity_of s) + 2 * (eta / (1 - beta)) * dot E (velocity_of s) g
        + (eta / (1 - beta)) ^ 2 * square_norm E g)
    + eta / (1 - beta) * ((1 - beta + 2 * beta ^ 2) / (1 - beta) ^ 2 * eta * square_norm E g
        - 2 * (k * (Trained.share M * Sum (Trained.data M) (fun j => Trained.slopes M squared a j * Trained.output M a j)))).
Proof.
  intros H. change (path (S t)) with (nesterov (constant_rate eta) beta (squared_gradient M) s). unfold E.
  rewrite (nesterov_energy_next (Trained.weight_space M) beta eta range).
  change (squared_gradient M (step_of s) (ahead (Trained.weight_space M) beta s)) with g.
  unfold g at 4. change (ahead (Trained.weight_space M) beta s) with a. rewrite (squared_gradient_dot M k _ H). reflexivity.
Qed.
Variables (C : R) (m : nat).
Hypothesis P : pulled M C m.
Hypothesis eta_pos : 0 < eta.
(* The edge as it is printed. *)
Let edge := eta * (C * ((1 + beta ^ 2) * Trained.weight_norm M w) ^ m) * (1 - beta + 2 * beta ^ 2).
Let scaled x : eta * ((1 - beta + 2 * beta ^ 2) / (1 - beta) ^ 2 * x) = eta * x * (1 - beta + 2 * beta ^ 2) / (1 - beta) ^ 2.
Proof. field. lra. Qed.
Let square_pos : 0 < (1 - beta) ^ 2.
Proof. apply pow_lt. lra. Qed.
Lemma run_energy_falls : edge <= 2 * (INR m + 1) * (1 - beta) ^ 2 -> forall t, nesterov_energy E beta (path (S t)) <= nesterov_energy E beta (path t).
Proof.
  intros B. apply (nesterov_falls (Trained.weight_space M) beta eta range _ _ C m w P eta_pos).
  rewrite scaled. apply Rmult_le_reg_r with ((1 - beta) ^ 2); [exact square_pos|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra. exact B.
Qed.
Let inside : edge < 2 * (INR m + 1) * (1 - beta) ^ 2 ->
  eta * ((1 - beta + 2 * beta ^ 2) / (1 - beta) ^ 2 * (C * ((1 + beta ^ 2) * square_norm (Trained.weight_space M) w) ^ m)) < 2 * (INR m + 1).
Proof.
  intros B. rewrite scaled. apply Rmult_lt_reg_r with ((1 - beta) ^ 2); [exact square_pos|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra. exact B.
Qed.
Lemma run_outputs_summable : edge < 2 * (INR m + 1) * (1 - beta) ^ 2 -> forall T,
  Sum T (fun t => Trained.mean_square_output M (ahead E beta (path t)))
  <= Trained.weight_norm M w * (1 - beta) / (eta * (2 * (INR m + 1) - edge / (1 - beta) ^ 2)).
Proof.
  intros B T. eapply Rle_trans; [apply (nesterov_sum (Trained.weight_space M) beta eta range _ _ C m w P eta_pos (inside B) T)|].
  pose proof (inside B) as I. rewrite scaled in *. right. change (square_norm (Trained.weight_space M) w) with (Trained.weight_norm M w) in I |- *.
  fold edge in I |- *. set (G := 2 * (INR m + 1) - edge / (1 - beta) ^ 2). assert (0 < G) by (unfold G; lra).
  set (N := Trained.weight_norm M w). field. lra.
Qed.
(* The outputs where the gradient is taken tend to 0, so that the gradient does, and with it the velocity: the weights come as close
   to where the gradient is taken as one likes. *)
Hypothesis share_pos : 0 < Trained.share M.
Hypothesis entries : entries_below_norm M.
Hypothesis smooth : steady M.
Lemma run_ahead_vanishes : edge < 2 * (INR m + 1) * (1 - beta) ^ 2 ->
  is_lim_seq (fun t => Trained.mean_square_output M (ahead E beta (path t))) 0.
Proof. intros B. exact (nesterov_limit (Trained.weight_space M) beta eta range _ _ C m w P eta_pos (inside B)). Qed.
Lemma run_ahead_bounded : edge < 2 * (INR m + 1) * (1 - beta) ^ 2 -> forall t, square_norm E (ahead E beta (path t)) <= (1 + beta ^ 2) * Trained.weight_norm M w.
Proof.
  intros B t. eapply Rle_trans; [apply (nesterov_energy_controls (Trained.weight_space M) beta range)|]. apply Rmult_le_compat_l; [nra|].
  assert (F : nesterov_energy E beta (path t) <= nesterov_energy E beta (path 0%nat)).
  { induction t as [|t IH]; [lra|]. pose proof (run_energy_falls ltac:(lra) t). lra. }
  unfold path, Trained.run in F. simpl iterate in F. unfold E in F. rewrite nesterov_energy_start in F. exact F.
Qed.
Lemma run_velocity_vanishes : edge < 2 * (INR m + 1) * (1 - beta) ^ 2 -> forall i, WeightSpace.inside E i -> is_lim_seq (fun t => entry E (velocity_of (path t)) i) 0.
Proof.
  intros B i Hi. set (g t := entry E (Trained.batch_gradient M squared (Trained.whole M) (ahead E beta (path t))) i).
  apply remembered_vanishes with beta (fun t => - eta * g t); [exact range| |].
  - intro t. change (path (S t)) with (nesterov (constant_rate eta) beta (squared_gradient M) (path t)). unfold nesterov, E. simpl velocity_of.
    rewrite entry_advance, entry_scale. unfold g, constant_rate, squared_gradient, Trained.full, ahead, E. ring.
  - replace (Finite 0) with (Finite (- eta * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|].
    apply root_vanishes with (fun t => C * ((1 + beta ^ 2) * Trained.weight_norm M w) ^ m * Trained.mean_square_output M (ahead E beta (path t))).
    + intro t. unfold g. eapply Rle_trans; [apply (entries _ i Hi)|]. exact (pull_below P t (ahead E beta (path t)) _ (run_ahead_bounded B t)).
    + replace (Finite 0) with (Finite (C * ((1 + beta ^ 2) * Trained.weight_norm M w) ^ m * 0)) by (f_equal; ring).
      apply is_lim_seq_mult'; [apply is_lim_seq_const|exact (run_ahead_vanishes B)].
Qed.
Lemma run_loss_vanishes : Trained.zero_targets M -> edge < 2 * (INR m + 1) * (1 - beta) ^ 2 ->
  is_lim_seq (fun t => Trained.total_loss M squared (weights_of (path t))) 0.
Proof.
  intros T B. apply is_lim_seq_ext with (fun t => / 2 * (Trained.share M * Sum (Trained.data M) (fun a => Trained.output M (weights_of (path t)) a ^ 2))).
  - intro t. rewrite Trained.total_loss_squared. unfold Trained.mean_square_residual. do 2 f_equal.
    apply sum_ext. intros a Ha. unfold Trained.residual. rewrite (T a Ha). ring.
  - replace (Finite 0) with (Finite (/ 2 * (Trained.share M * 0))) by (f_equal; ring). do 2 (apply is_lim_seq_mult'; [apply is_lim_seq_const|]).
    apply (sum_vanishes _ (fun t a => Trained.output M (weights_of (path t)) a ^ 2)). intros a Ha.
    assert (L : is_lim_seq (fun t => Trained.output M (weights_of (path t)) a) 0).
    { apply close_vanishes with (fun t => Trained.output M (ahead E beta (path t)) a).
      - apply (smooth (fun t => weights_of (path t)) (fun t => ahead E beta (path t))); [|exact Ha]. intros i Hi. apply close_vanishing.
        + apply is_lim_seq_ext with (fun t => - beta * entry E (velocity_of (path t)) i).
          * intro t. unfold ahead, E. rewrite entry_add, entry_scale. ring.
          * replace (Finite 0) with (Finite (- beta * 0)) by (f_equal; ring).
            apply is_lim_seq_mult'; [apply is_lim_seq_const|exact (run_velocity_vanishes B i Hi)].
        + exists ((1 + beta ^ 2) * Trained.weight_norm M w + 1). intro t. pose proof (entries (ahead E beta (path t)) i Hi) as X.
          pose proof (run_ahead_bounded B t) as Y. unfold Trained.weight_norm, E in *. apply Rabs_le.
          set (x := entry (Trained.weight_space M) (ahead (Trained.weight_space M) beta (path t)) i) in *. nra.
      - apply root_vanishes with (fun t => / Trained.share M * Trained.mean_square_output M (ahead E beta (path t))).
        + intro t. unfold Trained.mean_square_output. rewrite <- Rmult_assoc, Rinv_l, Rmult_1_l by lra.
          apply (term_below_sum _ (fun a => Trained.output M (ahead E beta (path t)) a ^ 2)); [intros; apply pow2_ge_0|exact Ha].
        + replace (Finite 0) with (Finite (/ Trained.share M * 0)) by (f_equal; ring).
          apply is_lim_seq_mult'; [apply is_lim_seq_const|exact (run_ahead_vanishes B)]. }
    replace (Finite 0) with (Finite (0 ^ 2)) by (f_equal; ring). simpl. apply is_lim_seq_mult'; [exact L|].
    apply is_lim_seq_mult'; [exact L|apply is_lim_seq_const].
Qed.
End Runs.
