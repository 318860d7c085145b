(* Gradient descent with a learning rate that follows the state, targets 0, squared loss on all data: the certified rate c/(C N^m), and
   Polyak's rate rho L/|grad L|^2. Such a schedule exists from every initialisation. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained.
From Catapult Require Import Sums WeightSpace UpdateRules Losses Gram Adaptive Scheduled HomogeneousPull TrainedPull Pulls.
Open Scope R_scope.

(* The schedule that follows a rate of the state. *)
Lemma schedule_exists (M : Trained.model) l b (F : Trained.weights M -> R) w :
  exists rate : nat -> R, forall t, rate t = F (weights_of (Trained.run M (gradient_descent rate) l b w t)).
Proof.
  set (go := fix go (t : nat) : Trained.weights M := match t with O => w
    | S j => advance (Trained.weight_space M) (go j) (F (go j)) (Trained.batch_gradient M l (b j) (go j)) end).
  exists (fun t => F (go t)). intro t. f_equal. induction t as [|t I]; [reflexivity|].
  change (weights_of (Trained.run M (gradient_descent (fun t => F (go t))) l b w (S t)))
    with (Trained.train M (gradient_descent (fun t => F (go t))) l b w (S t)).
  rewrite Trained.train_descent. unfold Trained.train. rewrite <- I. reflexivity.
Qed.

Section Runs.
Variables (M : Trained.model) (C : R) (m : nat) (w : Trained.weights M) (rate : nat -> R).
Let E := Trained.weight_space M.
Hypothesis P : pulled M C m.
Let k := INR m + 1.
Let k_pos : 0 < k.
Proof. unfold k. pose proof (pos_INR m). lra. Qed.
Let path t := Trained.run M (gradient_descent rate) squared (Trained.full M) w t.
Let v t := weights_of (path t).
Let N t := Trained.weight_norm M (v t).
Let F t := Trained.mean_square_output M (v t).
Let g t := Trained.batch_gradient M squared (Trained.whole M) (v t).
Let next t : N (S t) = square_norm E (advance E (v t) (rate t) (g t)).
Proof.
  unfold N, v. change (weights_of (path (S t))) with (Trained.train M (gradient_descent rate) squared (Trained.full M) w (S t)).
  rewrite Trained.train_descent. reflexivity.
Qed.
Let eul t : dot E (v t) (g t) = k * F t := pull_euler _ _ _ _ P t (v t).
Let steep t : square_norm E (g t) <= C * N t ^ m * F t := pull_steep _ _ _ _ P t (v t).
Let F0 t : 0 <= F t := pull_nonneg _ _ _ _ P t (v t).
Let N0 t : 0 <= N t := norm_nonneg E (v t).
Let still t : square_norm E (g t) = 0 -> N (S t) = N t /\ F t = 0.
Proof.
  intros Z. assert (D : dot E (v t) (g t) = 0).
  { pose proof (dot_cauchy E (v t) (g t)) as K. rewrite Z, Rmult_0_r in K. nra. }
  split; [rewrite next, norm_advance, D, Z; unfold N; change (Trained.weight_norm M (v t)) with (square_norm E (v t)); ring|].
  rewrite eul in D. apply Rmult_integral in D. destruct D; lra.
Qed.

Section Certified.
Variable c : R.
Hypothesis dial_pos : 0 < c.
Hypothesis follows : forall t, rate t = c / (C * N t ^ m).
Lemma certified_drop t : N (S t) + c * (2 * k - c) * (F t / (C * N t ^ m)) <= N t.
Proof.
  assert (S0 : 0 <= C * N t ^ m) by (apply Rmult_le_pos; [apply (pull_constant _ _ _ _ P)|apply pow_le, N0]).
  destruct S0 as [S0|Z].
  - rewrite next, follows. apply (certified_norm E (v t) (g t) k (F t) (eul t) c _ S0 (F0 t) (steep t)). lra.
  - pose proof (steep t) as B. rewrite <- Z, Rmult_0_l in B. pose proof (norm_nonneg E (g t)).
    destruct (still t ltac:(lra)) as [E1 E2]. rewrite E1, E2. unfold Rdiv. lra.
Qed.
Lemma certified_falls : c <= 2 * k -> forall t, N (S t) <= N t.
Proof.
  intros B t. pose proof (certified_drop t). assert (0 <= c * (2 * k - c) * (F t / (C * N t ^ m))); [|lra].
  apply Rmult_le_pos; [apply Rmult_le_pos; lra|]. unfold Rdiv.
  assert (S0 : 0 <= C * N t ^ m) by (apply Rmult_le_pos; [apply (pull_constant _ _ _ _ P)|apply pow_le, N0]).
  destruct S0 as [S0|Z]; [apply Rmult_le_pos; [apply F0|apply Rlt_le, Rinv_0_lt_compat, S0]|].
  pose proof (steep t) as K. rewrite <- Z, Rmult_0_l in K. pose proof (norm_nonneg E (g t)).
  destruct (still t ltac:(lra)) as [_ E2]. rewrite E2. lra.
Qed.
Lemma certified_sum : c < 2 * k -> forall T, c * (2 * k - c) * Sum T F <= C * N 0%nat ^ S m.
Proof.
  intros B T. assert (top : forall t, N t <= N 0%nat).
  { induction t as [|t I]; [lra|]. pose proof (certified_falls (Rlt_le _ _ B) t). lra. }
  assert (C0 : 0 <= C) by apply (pull_constant _ _ _ _ P). assert (q0 : 0 < c * (2 * k - c)) by (apply Rmult_lt_0_compat; lra).
  set (K := C * N 0%nat ^ m). assert (K0 : 0 <= K) by (apply Rmult_le_pos; [exact C0|apply pow_le, N0]).
  assert (one : forall t, c * (2 * k - c) * F t <= K * (N t - N (S t))).
  { intro t. pose proof (certified_drop t) as Dr. assert (S0 : 0 <= C * N t ^ m) by (apply Rmult_le_pos; [exact C0|apply pow_le, N0]).
    assert (SK : C * N t ^ m <= K) by (apply Rmult_le_compat_l; [exact C0|apply pow_incr; split; [apply N0|apply top]]).
    destruct S0 as [S0|Z].
    - set (Q := C * N t ^ m) in *. apply Rle_trans with (Q * (N t - N (S t))).
      + apply Rle_trans with (Q * (c * (2 * k - c) * (F t / Q))); [right; field; lra|].
        apply Rmult_le_compat_l; lra.
      + apply Rmult_le_compat_r; [pose proof (certified_falls (Rlt_le _ _ B) t); lra|exact SK].
    - pose proof (steep t) as Q. rewrite <- Z, Rmult_0_l in Q. pose proof (norm_nonneg E (g t)).
      destruct (still t ltac:(lra)) as [E1 E2]. rewrite E1, E2. lra. }
  assert (tel : c * (2 * k - c) * Sum T F <= K * (N 0%nat - N T)).
  { induction T as [|T I]; simpl; [lra|]. pose proof (one T). lra. }
  pose proof (N0 T). assert (0 <= K * N T) by (apply Rmult_le_pos; assumption). simpl. unfold K in *. lra.
Qed.
End Certified.

Section Polyak.
Variable rho : R.
Hypothesis rho_pos : 0 < rho.
Hypothesis follows : forall t, rate t = rho * (F t / 2) / square_norm E (g t).
Lemma polyak_step t : square_norm E (g t) <> 0 -> N (S t) = N t - rho * (4 * k - rho) * ((F t / 2) ^ 2 / square_norm E (g t)).
Proof. intros G. rewrite next, follows. apply (polyak_norm E (v t) (g t) k (F t) (eul t) rho G). Qed.
Lemma polyak_falls : rho <= 4 * k -> forall t, N (S t) <= N t.
Proof.
  intros B t. destruct (Req_dec (square_norm E (g t)) 0) as [Z|G]; [destruct (still t Z); lra|].
  rewrite (polyak_step t G). pose proof (norm_nonneg E (g t)).
  assert (0 <= rho * (4 * k - rho) * ((F t / 2) ^ 2 / square_norm E (g t))); [|lra].
  apply Rmult_le_pos; [apply Rmult_le_pos; lra|]. apply Rmult_le_pos; [apply pow2_ge_0|apply Rlt_le, Rinv_0_lt_compat; lra].
Qed.
Lemma polyak_limit : rho < 4 * k -> is_lim_seq F 0.
Proof.
  intros B. assert (top : forall t, N t <= N 0%nat) by (induction t as [|t I]; [lra|pose proof (polyak_falls (Rlt_le _ _ B) t); lra]).
  assert (C0 : 0 <= C) by apply (pull_constant _ _ _ _ P). set (K := C * N 0%nat ^ m + 1).
  assert (K0 : 0 < K) by (unfold K; assert (0 <= C * N 0%nat ^ m) by (apply Rmult_le_pos; [exact C0|apply pow_le, N0]); lra).
  set (q := rho * (4 * k - rho) / 4). assert (q0 : 0 < q) by (unfold q; assert (0 < rho * (4 * k - rho)) by (apply Rmult_lt_0_compat; lra); lra).
  assert (one : forall t, q * F t <= K * (N t - N (S t))).
  { intro t. destruct (Req_dec (square_norm E (g t)) 0) as [Z|G]; [destruct (still t Z) as [E1 E2]; rewrite E1, E2; lra|].
    assert (G0 : 0 < square_norm E (g t)) by (pose proof (norm_nonneg E (g t)); lra).
    assert (GK : square_norm E (g t) <= K * F t).
    { eapply Rle_trans; [apply steep|]. apply Rmult_le_compat_r; [apply F0|]. unfold K.
      assert (C * N t ^ m <= C * N 0%nat ^ m) by (apply Rmult_le_compat_l; [exact C0|apply pow_incr; split; [apply N0|apply top]]). lra. }
    rewrite (polyak_step t G). replace (N t - (N t - rho * (4 * k - rho) * ((F t / 2) ^ 2 / square_norm E (g t))))
      with (q * (F t ^ 2 / square_norm E (g t))) by (unfold q; field; exact G).
    replace (K * (q * (F t ^ 2 / square_norm E (g t)))) with (q * (F t * (K * F t / square_norm E (g t)))) by (field; exact G).
    apply Rmult_le_compat_l; [lra|]. rewrite <- (Rmult_1_r (F t)) at 1. apply Rmult_le_compat_l; [apply F0|].
    apply Rmult_le_reg_r with (square_norm E (g t)); [exact G0|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  destruct (ex_finite_lim_seq_decr N 0) as [l L]; [apply polyak_falls; lra|exact N0|].
  apply is_lim_seq_le_le with (u := fun _ => 0) (w := fun t => (N t - N (S t)) * (K / q)).
  - intro t. split; [apply F0|]. apply Rmult_le_reg_l with q; [exact q0|]. eapply Rle_trans; [apply one|]. right. field. lra.
  - apply is_lim_seq_const.
  - replace (Finite 0) with (Finite ((l - l) * (K / q))) by (f_equal; ring). apply is_lim_seq_mult'; [|apply is_lim_seq_const].
    apply is_lim_seq_minus'; [exact L|]. apply (is_lim_seq_incr_1 N). exact L.
Qed.
End Polyak.
End Runs.

(* Where the gradient vanishes, so do the outputs. *)
Lemma gradient_along_weights (M : Trained.model) k v : Trained.homogeneous M k -> Trained.zero_targets M ->
  dot (Trained.weight_space M) v (Trained.batch_gradient M squared (Trained.whole M) v) = k * Trained.mean_square_output M v.
Proof.
  intros H T. rewrite (squared_gradient_dot M k v H). f_equal. unfold Trained.residual_output, Trained.mean_square_output. f_equal.
  apply sum_ext. intros a Ha. unfold Trained.residual. rewrite (T a Ha). ring.
Qed.
Lemma output_at_rest (M : Trained.model) k v : Trained.homogeneous M k -> k <> 0 -> Trained.zero_targets M ->
  Trained.residual_kernel M v = 0 -> Trained.mean_square_output M v = 0.
Proof.
  intros H K T Z. pose proof (dot_cauchy (Trained.weight_space M) v (Trained.batch_gradient M squared (Trained.whole M) v)) as C.
  rewrite (gradient_along_weights M k v H T), (squared_gradient_norm M), Z, Rmult_0_r in C.
  assert (E : k * Trained.mean_square_output M v = 0) by nra. apply Rmult_integral in E. destruct E; [contradiction|assumption].
Qed.
(* Polyak's rate needs no bound of the kernel: an identity. *)
Theorem polyak_identity (M : Trained.model) k w rate rho t (path := Trained.run M (gradient_descent rate) squared (Trained.full M) w)
    (F := Trained.mean_square_output M (weights_of (path t))) (G := Trained.residual_kernel M (weights_of (path t))) :
  Trained.homogeneous M k -> Trained.zero_targets M -> rate t = rho * (F / 2) / G -> G <> 0 ->
  Trained.weight_norm M (weights_of (path (S t))) = Trained.weight_norm M (weights_of (path t)) - rho * (4 * k - rho) * ((F / 2) ^ 2 / G).
Proof.
  intros H T R N. change (weights_of (path (S t))) with (Trained.train M (gradient_descent rate) squared (Trained.full M) w (S t)).
  rewrite Trained.train_descent. change (Trained.train M (gradient_descent rate) squared (Trained.full M) w t) with (weights_of (path t)).
  set (v := weights_of (path t)) in *. change (Trained.full M t) with (Trained.whole M).
  pose proof (gradient_along_weights M k v H T) as D. fold F in D.
  rewrite R. unfold Trained.weight_norm, G in *. rewrite <- (squared_gradient_norm M) in *.
  apply (polyak_norm (Trained.weight_space M) v _ k F D rho N).
Qed.
(* Without division. *)
Theorem polyak_product (M : Trained.model) k w rate rho t (path := Trained.run M (gradient_descent rate) squared (Trained.full M) w)
    (F := Trained.mean_square_output M (weights_of (path t))) (G := Trained.residual_kernel M (weights_of (path t))) :
  Trained.homogeneous M k -> k <> 0 -> Trained.zero_targets M -> rate t = rho * (F / 2) / G ->
  4 * G * (Trained.weight_norm M (weights_of (path (S t))) - Trained.weight_norm M (weights_of (path t))) = - rho * (4 * k - rho) * F ^ 2.
Proof.
  intros H K T R. destruct (Req_dec G 0) as [Z|N].
  - unfold F. rewrite (output_at_rest M k _ H K T Z), Z. ring.
  - unfold path. rewrite (polyak_identity M k w rate rho t H T R N). fold path F G. field. exact N.
Qed.
