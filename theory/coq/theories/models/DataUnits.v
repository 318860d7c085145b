(* Sums over n units on D data: a unit model for each datum, all with the weights of the first. Targets 0, any batches: where Euler's
   identity holds on each datum and C bounds the kernel of each alone, the norm does not rise up to the edge; strictly below, the mean
   squared outputs of the batches are summable and tend to 0, and on all data the loss. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
From Catapult Require Trained Units.
From Catapult Require Import Sums WeightSpace UpdateRules Losses HomogeneousPull TrainedPull Scheduled.
Open Scope R_scope.

Record data_units := DataUnits { size : nat; on_datum : nat -> Units.unit_model }.
Definition weights := Units.weights.
Definition trained (M : data_units) (n : nat) : Trained.model :=
  Trained.Model (Units.weight_space (on_datum M 0%nat) n) (size M) (/ INR (size M))
    (fun w a => Units.output (on_datum M a) n w) (fun w a => Units.grad (on_datum M a) w) (fun _ => 0).
Definition D (M : data_units) (n : nat) : nat := Trained.data (trained M n).
Definition output (M : data_units) (n : nat) (w : weights) (a : nat) : R := Trained.output (trained M n) w a.
Definition residual (M : data_units) (n : nat) (w : weights) (a : nat) : R := Trained.residual (trained M n) w a.
Definition weight_norm (M : data_units) (n : nat) (w : weights) : R := Trained.weight_norm (trained M n) w.
Definition loss (M : data_units) (n : nat) (w : weights) : R := Trained.total_loss (trained M n) squared w.
(* Gradient descent with the squared loss of all data. *)
Definition train (M : data_units) (n : nat) (eta : R) (w : weights) (t : nat) : weights :=
  Trained.train (trained M n) (gradient_descent (constant_rate eta)) squared (Trained.full (trained M n)) w t.

(* What holds of the unit model on each datum alone. *)
Lemma data_moves (M : data_units) n w a : (a < size M)%nat -> Units.output (on_datum M a) n w <> 0 -> 0 < loss M n w.
Proof.
  intros H N. unfold loss. rewrite Trained.total_loss_squared. apply Rmult_lt_0_compat; [lra|].
  apply Rmult_lt_0_compat; [apply Rinv_0_lt_compat, lt_0_INR; lia|].
  assert (P : forall b, 0 <= Trained.residual (trained M n) w b ^ 2) by (intro; apply pow2_ge_0).
  destruct (Rle_lt_or_eq_dec 0 _ (sum_sq_nonneg (size M) (Trained.residual (trained M n) w))) as [L|Z]; [exact L|].
  exfalso. apply N. pose proof (sum_zero_terms (size M) _ (fun b _ => P b) (eq_sym Z) a H) as Q.
  change ((Units.output (on_datum M a) n w - 0) ^ 2 = 0) in Q. rewrite Rminus_0_r in Q. apply Rsqr_0_uniq. rewrite Rsqr_pow2. exact Q.
Qed.
Section Each.
Variables (M : data_units) (n : nat).
Hypothesis same : forall a, (a < size M)%nat -> Units.m (on_datum M a) = Units.m (on_datum M 0%nat).
Lemma units_homogeneous k : (forall a, (a < size M)%nat -> Trained.homogeneous (Units.trained (on_datum M a) n 0) k) ->
  Trained.homogeneous (trained M n) k.
Proof.
  intros H w a Ha. eapply eq_trans; [|exact (H a Ha w 0%nat Nat.lt_0_1)].
  change (Sum n (fun i => Sum (Units.m (on_datum M 0%nat)) (fun j => w i j * Units.grad (on_datum M a) w i j))
    = Sum n (fun i => Sum (Units.m (on_datum M a)) (fun j => w i j * Units.grad (on_datum M a) w i j))).
  rewrite (same a Ha). reflexivity.
Qed.
Lemma units_each C q : (forall w a, (a < size M)%nat -> Units.kernel (on_datum M a) n w <= C * Units.weight_norm (on_datum M a) n w ^ q) ->
  each_at_most (trained M n) C q.
Proof.
  intros H w a Ha. rewrite <- dot_self. pose proof (H w a Ha) as B. unfold Units.kernel, Units.weight_norm in B. rewrite (same a Ha) in B. exact B.
Qed.
End Each.

Section Batches.
Variables (M : data_units) (n q : nat) (C : R).
Let T := trained M n.
Let E := Trained.weight_space T.
Hypothesis euler : Trained.homogeneous T (INR (S q)).
Hypothesis C_nonneg : 0 <= C.
Hypothesis each : each_at_most T C q.
Variables (eta : R) (w : weights).
Hypothesis eta_pos : 0 < eta.
Let degree : INR q + 1 = INR (S q).
Proof. symmetry. apply S_INR. Qed.
Let rates t : 0 <= constant_rate eta t.
Proof. apply Rlt_le, eta_pos. Qed.
Section Of.
Variable b : nat -> nat -> R.
Hypothesis nonneg : forall t a, (a < D M n)%nat -> 0 <= b t a.
Hypothesis whole : forall t, Sum (D M n) (b t) = 1.
Let path t := Trained.run T (gradient_descent (constant_rate eta)) squared b w t.
Let A t v := Sum (D M n) (fun a => b t a * (Trained.slopes T squared v a * output M n v a)).
Let pulled : pull (E := E) (fun t => Trained.batch_gradient T squared (b t)) A C q.
Proof.
  apply (batch_pull T C q squared); try assumption.
  - rewrite degree. exact euler.
  - intros a _. reflexivity.
  - exact squared_tame.
  - intro t. split; [intros a Ha; apply nonneg, Ha|apply whole].
Qed.
Lemma units_batch_falls : eta * (C * weight_norm M n w ^ q) <= 2 * INR (S q) ->
  forall t, weight_norm M n (weights_of (path (S t))) <= weight_norm M n (weights_of (path t)).
Proof.
  rewrite <- degree. intros B t.
  exact (proj2 (bounded_rates_fall E C q _ _ _ pulled rates w eta (fun _ => Rle_refl _) B t)).
Qed.
(* The mean squared residual of the batch of each step. *)
Let F t := Sum (D M n) (fun a => b (step_of (path t)) a * residual M n (weights_of (path t)) a ^ 2).
Let is_pull t : A t (weights_of (path t)) = F t.
Proof.
  unfold F, A, path. rewrite Trained.descent_step. apply sum_ext. intros a _. unfold residual, Trained.residual, Trained.slopes, output.
  simpl. ring.
Qed.
Lemma units_batch_sum : eta * (C * weight_norm M n w ^ q) < 2 * INR (S q) ->
  forall t, Sum t F <= weight_norm M n w / (eta * (2 * INR (S q) - eta * (C * weight_norm M n w ^ q))).
Proof.
  rewrite <- degree. intros B t.
  pose proof (bounded_rates_sum E C q _ _ _ pulled rates w eta (fun _ => Rle_refl _) B t) as Q.
  rewrite (sum_ext t _ (fun j => eta * F j)) in Q by (intros j _; rewrite <- is_pull; reflexivity).
  rewrite sum_scal in Q.
  match type of Q with context [square_norm ?S ?v] => change (square_norm S v) with (weight_norm M n w) in Q end.
  set (g := 2 * (INR q + 1) - eta * (C * weight_norm M n w ^ q)) in *. assert (0 < g) by (unfold g; lra).
  apply Rmult_le_reg_l with eta; [exact eta_pos|]. eapply Rle_trans; [exact Q|]. right. field. lra.
Qed.
Lemma units_batch_limit : eta * (C * weight_norm M n w ^ q) < 2 * INR (S q) -> is_lim_seq F 0.
Proof.
  rewrite <- degree. intros B.
  pose proof (bounded_rates_limit E C q _ _ _ pulled rates w eta (fun _ => Rle_refl _) B) as L.
  apply is_lim_seq_ext with (fun t => / eta * (eta * F t)); [intro t; field; lra|].
  replace (Finite 0) with (Finite (/ eta * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|].
  eapply is_lim_seq_ext; [|exact L]. intro t. rewrite <- is_pull. reflexivity.
Qed.
End Of.

(* All data, alike. *)
Hypothesis some : (0 < size M)%nat.
Lemma units_data_limit : eta * (C * weight_norm M n w ^ q) < 2 * INR (S q) -> is_lim_seq (fun t => loss M n (train M n eta w t)) 0.
Proof.
  intros B. assert (P : 0 < INR (size M)) by apply lt_0_INR, some.
  assert (nonneg : forall t a, (a < D M n)%nat -> 0 <= Trained.full T t a) by (intros; left; apply Rinv_0_lt_compat, P).
  assert (whole : forall t, Sum (D M n) (Trained.full T t) = 1).
  { intro t. change (Sum (size M) (fun _ => / INR (size M)) = 1). rewrite sum_const. field. lra. }
  pose proof (units_batch_limit _ nonneg whole B) as L. replace (Finite 0) with (Finite (/ 2 * 0)) by (f_equal; ring).
  apply is_lim_seq_ext with (fun t => / 2 * Sum (D M n) (fun a => Trained.full T t a * residual M n (train M n eta w t) a ^ 2)).
  - intro t. unfold loss. rewrite Trained.total_loss_squared. unfold Trained.mean_square_residual. rewrite <- (sum_scal _ (Trained.share (trained M n))).
    reflexivity.
  - apply is_lim_seq_mult'; [apply is_lim_seq_const|]. exact L.
Qed.
End Batches.
