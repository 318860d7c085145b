(* Linear nets of any width on one datum, any slope of the activation and any loss: how a step w' = c w - g grad f moves output and
   kernel, kappa = s^2 a^2 |x|^2. With R = g sqrt(kappa): H'^2 - 4 kappa f'^2 = (c^2 - R^2)^2 (H^2 - 4 kappa f^2), a product of two sums of
   squares. *)
Require Import Reals Lra Psatz Arith Lia.
From Catapult Require Trained TwoLayer.
From Catapult Require Import Sums WeightSpace UpdateRules Losses TwoLayerModel OneDatumUnits TargetMirror.
Import TwoLayer.
Open Scope R_scope.

Section Step.
Variable N : net.
Hypothesis one : D N = 1%nat.
Hypothesis linear : linear_net N.
Let M := trained N.
Let E := weight_space N.
Lemma linear_slope p : slope N p = a_plus N.
Proof. destruct linear as [A B]. unfold slope. destruct (Rlt_dec 0 p); [reflexivity|]. destruct (Rlt_dec p 0); congruence. Qed.
Lemma linear_output w : output N w 0 = s N * a_plus N * Sum (n N) (fun i => pre N w i * V w i).
Proof.
  rewrite output_units, Rmult_assoc, <- (sum_scal _ (a_plus N)). f_equal. apply sum_ext. intros i _. rewrite linear_slope. ring.
Qed.
Lemma linear_kernel w : kernel N w 0 0 = s N ^ 2 * a_plus N ^ 2 * Sum (n N) (fun i => pre N w i ^ 2 + x2 N * V w i ^ 2).
Proof.
  rewrite (kernel_units N one), Rmult_assoc, <- (sum_scal _ (a_plus N ^ 2)). f_equal. apply sum_ext. intros i _. rewrite linear_slope. ring.
Qed.
(* The weights after the step: c w - g grad f, g being the learning rate times the slope of the loss. *)
Variables (w z : weights) (c g : R).
Hypothesis moved_pre : forall i, pre N z i = c * pre N w i - g * s N * a_plus N * x2 N * V w i.
Hypothesis moved_outer : forall i, V z i = c * V w i - g * s N * a_plus N * pre N w i.
Lemma output_moved : output N z 0 = (c ^ 2 + g ^ 2 * kappa_of N) * output N w 0 - c * g * kernel N w 0 0.
Proof.
  rewrite !linear_output, linear_kernel. unfold kappa_of.
  rewrite (sum_ext (n N) (fun i => pre N z i * V z i) (fun i => (c ^ 2 + g ^ 2 * (a_plus N ^ 2 * s N ^ 2 * x2 N)) * (pre N w i * V w i)
    + - (c * g * s N * a_plus N) * (pre N w i ^ 2 + x2 N * V w i ^ 2))) by (intros i _; rewrite moved_pre, moved_outer; ring).
  rewrite sum_plus, !sum_scal. ring.
Qed.
Lemma kernel_moved : kernel N z 0 0 = (c ^ 2 + g ^ 2 * kappa_of N) * kernel N w 0 0 - 4 * c * g * kappa_of N * output N w 0.
Proof.
  rewrite !linear_kernel, linear_output. unfold kappa_of.
  rewrite (sum_ext (n N) (fun i => pre N z i ^ 2 + x2 N * V z i ^ 2) (fun i => (c ^ 2 + g ^ 2 * (a_plus N ^ 2 * s N ^ 2 * x2 N)) * (pre N w i ^ 2 + x2 N * V w i ^ 2)
    + - (4 * c * g * s N * a_plus N * x2 N) * (pre N w i * V w i))) by (intros i _; rewrite moved_pre, moved_outer; ring).
  rewrite sum_plus, !sum_scal. ring.
Qed.
Lemma kappa_nonneg : 0 <= kappa_of N.
Proof.
  unfold kappa_of. apply Rmult_le_pos; [apply Rmult_le_pos; apply pow2_ge_0|apply x2_nonneg].
Qed.
(* 2 sqrt(kappa) |f| <= H, and the difference of the squares. *)
Lemma kernel_above_output : 4 * kappa_of N * output N w 0 ^ 2 <= kernel N w 0 0 ^ 2.
Proof.
  rewrite linear_output, linear_kernel. unfold kappa_of.
  set (P := Sum (n N) (fun i => pre N w i ^ 2)). set (Q := Sum (n N) (fun i => V w i ^ 2)).
  rewrite (sum_plus (n N) (fun i => pre N w i ^ 2) (fun i => x2 N * V w i ^ 2)), sum_scal. fold P Q.
  pose proof (cauchy (n N) (pre N w) (V w)) as C. fold P Q in C. set (F := Sum (n N) (fun i => pre N w i * V w i)) in *.
  pose proof (x2_nonneg N) as X. assert (X2 : 4 * x2 N * F ^ 2 <= (P + x2 N * Q) ^ 2).
  { apply Rle_trans with (4 * x2 N * (P * Q)); [apply Rmult_le_compat_l; lra|]. pose proof (pow2_ge_0 (P - x2 N * Q)). lra. }
  apply (Rmult_le_compat_l ((s N ^ 2 * a_plus N ^ 2) ^ 2)) in X2; [|apply pow2_ge_0]. lra.
Qed.
Lemma linear_kernel_nonneg : 0 <= kernel N w 0 0.
Proof. apply (kernel_nonneg N one). Qed.
End Step.

(* The steps of gradient descent and of weight decay, with any loss: c is 1, or 1 - eta mu. *)
Section Rules.
Variables (N : net) (l : Losses.loss).
Hypothesis one : D N = 1%nat.
Hypothesis linear : linear_net N.
Let M := trained N.
Let E := weight_space N.
Lemma batch_slope w : Trained.batch_gradient M l (Trained.whole M) w
  = scale E (Trained.slopes M l w 0) (grad N w 0).
Proof.
  apply vector_ext. intro i. unfold Trained.batch_gradient. unfold M, E. rewrite (entry_combine (weight_space N)), entry_scale.
  change (Trained.data (trained N)) with (D N). rewrite one, sum_one. unfold Trained.whole. change (Trained.share (trained N)) with (/ INR (D N)).
  rewrite one. simpl INR. change (Trained.gradient (trained N) w 0%nat) with (grad N w 0). field.
Qed.
Section Moved.
Variables (w : weights) (c e : R).
Let z : weights := advance E (scale E c w) e (Trained.batch_gradient M l (Trained.whole M) w).
Let g := e * Trained.slopes M l w 0.
Lemma moved_pre i : pre N z i = c * pre N w i - g * s N * a_plus N * x2 N * V w i.
Proof.
  unfold pre, preactivation, z. rewrite batch_slope.
  rewrite (sum_ext (d N) _ (fun k => c * (U w i k * X N 0 k) + (- (g * s N * a_plus N * V w i)) * X N 0 k ^ 2)).
  - rewrite sum_plus, !sum_scal. unfold x2. ring.
  - intros k _. change (U (advance E (scale E c w) e (scale E (Trained.slopes M l w 0) (grad N w 0))) i k)
      with (c * U w i k - e * (Trained.slopes M l w 0 * grad_U N w 0 i k)).
    unfold grad_U, unit_d_preactivation. rewrite (linear_slope N linear). unfold g. ring.
Qed.
Lemma moved_outer i : V z i = c * V w i - g * s N * a_plus N * pre N w i.
Proof.
  unfold z. rewrite batch_slope.
  change (V (advance E (scale E c w) e (scale E (Trained.slopes M l w 0) (grad N w 0))) i)
    with (c * V w i - e * (Trained.slopes M l w 0 * grad_V N w 0 i)).
  unfold grad_V, unit_d_outer. rewrite (linear_slope N linear). fold (pre N w i). unfold g. ring.
Qed.
End Moved.
Lemma descent_run (r : nat -> R) w t (p := fun j => weights_of (Trained.run M (gradient_descent r) l (Trained.full M) w j)) :
  p (S t) = advance E (scale E 1 (p t)) (r t) (Trained.batch_gradient M l (Trained.whole M) (p t)).
Proof. unfold E. rewrite scale_one. apply (Trained.train_descent M r l (Trained.full M) w t). Qed.
Lemma decay_run eta mu w t (p := fun j => weights_of (Trained.run M (weight_decay (constant_rate eta) mu) l (Trained.full M) w j)) :
  p (S t) = advance E (scale E (1 - eta * mu) (p t)) eta (Trained.batch_gradient M l (Trained.whole M) (p t)).
Proof. reflexivity. Qed.
(* Output and kernel after a step of gradient descent; g is the learning rate times the slope. *)
Lemma descent_closed (r : nat -> R) w t (p := fun j => weights_of (Trained.run M (gradient_descent r) l (Trained.full M) w j))
    (g := r t * Trained.slopes M l (p t) 0) :
  output N (p (S t)) 0 = (1 + g ^ 2 * kappa_of N) * output N (p t) 0 - g * kernel N (p t) 0 0 /\
  kernel N (p (S t)) 0 0 = (1 + g ^ 2 * kappa_of N) * kernel N (p t) 0 0 - 4 * g * kappa_of N * output N (p t) 0.
Proof.
  unfold p. rewrite (descent_run r w t). fold (p t).
  rewrite (output_moved N one linear (p t) _ 1 g (moved_pre (p t) 1 (r t)) (moved_outer (p t) 1 (r t))).
  rewrite (kernel_moved N one linear (p t) _ 1 g (moved_pre (p t) 1 (r t)) (moved_outer (p t) 1 (r t))). split; ring.
Qed.
Lemma decay_closed eta mu w t (p := fun j => weights_of (Trained.run M (weight_decay (constant_rate eta) mu) l (Trained.full M) w j))
    (c := 1 - eta * mu) (g := eta * Trained.slopes M l (p t) 0) :
  output N (p (S t)) 0 = (c ^ 2 + g ^ 2 * kappa_of N) * output N (p t) 0 - c * g * kernel N (p t) 0 0 /\
  kernel N (p (S t)) 0 0 = (c ^ 2 + g ^ 2 * kappa_of N) * kernel N (p t) 0 0 - 4 * c * g * kappa_of N * output N (p t) 0.
Proof.
  pose proof (decay_run eta mu w t) as R. cbv zeta in R. fold c in R. change (p (S t) = advance E (scale E c (p t)) eta (Trained.batch_gradient M l (Trained.whole M) (p t))) in R.
  rewrite R, (output_moved N one linear (p t) _ c g (moved_pre (p t) c eta) (moved_outer (p t) c eta)).
  rewrite (kernel_moved N one linear (p t) _ c g (moved_pre (p t) c eta) (moved_outer (p t) c eta)). split; reflexivity.
Qed.
End Rules.
