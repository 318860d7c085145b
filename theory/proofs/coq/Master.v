(* The master theorem: a model on D data whose outputs f_a and gradients g_a satisfy Euler's identity w . g_a = deg f_a.
   The weight-norm identity holds for any targets; with zero targets and lambda_max(H) <= C |w|^(2m), where deg = m + 1,
   the weight norm descends. Assumed here, and proved for each named model in its own file: Euler's identity and the kernel bound. *)
Require Import Reals Lra Psatz Arith Lia.
From Coquelicot Require Import Coquelicot.
Require Import Catapult.Statements Catapult.Sums Catapult.Descent.
Open Scope R_scope.

Section Master.
Variable V : Type.
Variable vadd : V -> V -> V.
Variable smul : R -> V -> V.
Variable vzero : V.
Variable dot : V -> V -> R.
Hypothesis dot_sym : forall a b, dot a b = dot b a.
Hypothesis dot_add : forall a b c, dot a (vadd b c) = dot a b + dot a c.
Hypothesis dot_smul : forall r a b, dot a (smul r b) = r * dot a b.
Hypothesis dot_zero : forall a, dot a vzero = 0.
Hypothesis dot_pos : forall a, 0 <= dot a a.
Fixpoint vsum (n : nat) (h : nat -> V) : V := match n with O => vzero | S m => vadd (vsum m h) (h m) end.

Variable D : nat.
Hypothesis D_pos : (0 < D)%nat.
Variable f : V -> nat -> R.
Variable g : V -> nat -> V.
Variable y : nat -> R.
Variable deg : R.
Hypothesis euler : forall w a, (a < D)%nat -> dot w (g w a) = deg * f w a.
Variable eta : R.
Definition master_residual w a := f w a - y a.
Definition master_step w := vadd w (smul (- (eta / INR D)) (vsum D (fun a => smul (master_residual w a) (g w a)))).
Definition master_kernel w a b := / INR D * dot (g w a) (g w b).
Definition master_form w z := sum D (fun a => sum D (fun b => z a * master_kernel w a b * z b)).

Lemma INR_D_pos : 0 < INR D.
Proof. apply lt_0_INR. exact D_pos. Qed.
Lemma dot_vsum n w h : dot w (vsum n h) = sum n (fun a => dot w (h a)).
Proof. induction n; simpl; [apply dot_zero|]. rewrite dot_add, IHn. reflexivity. Qed.
Lemma dot_vsum_l n w h : dot (vsum n h) w = sum n (fun a => dot (h a) w).
Proof. rewrite dot_sym, dot_vsum. apply sum_ext. intros. apply dot_sym. Qed.
Lemma dot_combination w z : dot (vsum D (fun a => smul (z a) (g w a))) (vsum D (fun a => smul (z a) (g w a)))
  = INR D * master_form w z.
Proof.
  unfold master_form. rewrite <- sum_scal, dot_vsum_l. apply sum_ext. intros a _.
  rewrite dot_vsum, <- sum_scal. apply sum_ext. intros b _.
  rewrite dot_smul, dot_sym, dot_smul, dot_sym. unfold master_kernel. field. pose proof INR_D_pos. lra.
Qed.
Theorem master_norm_identity w : dot (master_step w) (master_step w)
  = dot w w - 2 * deg * eta * (/ INR D * sum D (fun a => master_residual w a * f w a))
    + eta ^ 2 * (/ INR D * master_form w (master_residual w)).
Proof.
  pose proof INR_D_pos as P. unfold master_step.
  set (G := vsum D (fun a => smul (master_residual w a) (g w a))). set (c := - (eta / INR D)).
  assert (E : dot (vadd w (smul c G)) (vadd w (smul c G)) = dot w w + 2 * c * dot w G + c ^ 2 * dot G G).
  { rewrite dot_add, dot_smul, (dot_sym (vadd w (smul c G)) w), (dot_sym (vadd w (smul c G)) G), !dot_add, !dot_smul, (dot_sym G w). ring. }
  rewrite E. unfold G at 2 3. rewrite dot_combination. unfold G. rewrite dot_vsum.
  rewrite (sum_ext D _ (fun a => deg * (master_residual w a * f w a)))
    by (intros a Ha; rewrite dot_smul, euler by exact Ha; ring).
  rewrite sum_scal. unfold c. field. lra.
Qed.
End Master.

(* Gradient descent on D data with targets 0, whatever the model: r_a = f_a, the norm identity of degree m + 1, and a kernel bound. *)
Record trained {W : Type} (step : W -> W) (norm : W -> R) (D : nat) (f r : W -> nat -> R) (form : W -> (nat -> R) -> R)
    (eta C : R) (m : nat) : Prop := Trained {
  tr_eta : 0 < eta;
  tr_D : (0 < D)%nat;
  tr_C : 0 <= C;
  tr_norm : forall w, 0 <= norm w;
  tr_targets : forall w a, (a < D)%nat -> r w a = f w a;
  tr_step : forall w, norm (step w) = norm w - 2 * (INR m + 1) * eta * (/ INR D * sum D (fun a => r w a * f w a))
    + eta ^ 2 * (/ INR D * form w (r w));
  tr_bound : forall w z, form w z <= C * norm w ^ m * sum D (fun a => z a ^ 2) }.

Section Trained.
Context {W : Type} {step : W -> W} {norm : W -> R} {D : nat} {f r : W -> nat -> R} {form : W -> (nat -> R) -> R} {eta C : R} {m : nat}.
Hypothesis run : trained step norm D f r form eta C m.
Let mean w := / INR D * sum D (fun a => f w a ^ 2).
Let path w t := iterate step w t.
Lemma mean_nonneg w : 0 <= mean w.
Proof. apply Rmult_le_pos; [apply Rlt_le, Rinv_0_lt_compat, lt_0_INR, (tr_D _ _ _ _ _ _ _ _ _ run)|apply sum_sq_nonneg]. Qed.
Lemma norm_update w : norm (step w) <= norm w + eta * mean w * (eta * (C * norm w ^ m) - 2 * (INR m + 1)).
Proof.
  rewrite (tr_step _ _ _ _ _ _ _ _ _ run). pose proof (tr_bound _ _ _ _ _ _ _ _ _ run w (r w)) as B.
  pose proof (tr_targets _ _ _ _ _ _ _ _ _ run w) as T.
  rewrite (sum_ext D (fun a => r w a ^ 2) (fun a => f w a ^ 2)) in B by (intros a Ha; rewrite (T a Ha); reflexivity).
  rewrite (sum_ext D (fun a => r w a * f w a) (fun a => f w a ^ 2)) by (intros a Ha; rewrite (T a Ha); ring).
  assert (I : 0 < / INR D) by (apply Rinv_0_lt_compat, lt_0_INR, (tr_D _ _ _ _ _ _ _ _ _ run)).
  assert (K : eta ^ 2 * (/ INR D * form w (r w)) <= eta ^ 2 * (/ INR D * (C * norm w ^ m * sum D (fun a => f w a ^ 2)))).
  { apply Rmult_le_compat_l; [apply pow2_ge_0|]. apply Rmult_le_compat_l; [lra|exact B]. }
  unfold mean. lra.
Qed.
Let by_descent (w : W) (P : Prop) : ((0 < eta) -> (0 <= C) -> (forall t, 0 <= norm (path w t)) -> (forall t, 0 <= mean (path w t)) ->
  (forall t, norm (path w (S t)) <= norm (path w t) + eta * mean (path w t) * (eta * (C * norm (path w t) ^ m) - 2 * (INR m + 1))) ->
  (forall t, C * norm (path w t) ^ m <= C * norm (path w t) ^ m) -> P) -> P.
Proof.
  intros H. apply H; intros; try apply Rle_refl; try apply mean_nonneg; try apply norm_update;
  first [apply (tr_eta _ _ _ _ _ _ _ _ _ run)|apply (tr_C _ _ _ _ _ _ _ _ _ run)|apply (tr_norm _ _ _ _ _ _ _ _ _ run)].
Qed.
Theorem trained_monotone w : eta * (C * norm w ^ m) <= 2 * (INR m + 1) -> forall t, norm (iterate step w (S t)) <= norm (iterate step w t).
Proof.
  intros B t. apply (by_descent w). intros He HC N0 F0 U Bd.
  exact (proj2 (descent_monotone eta (2 * (INR m + 1)) C m (fun t => norm (path w t)) (fun t => mean (path w t)) _ He HC N0 F0 U Bd B t)).
Qed.
Theorem trained_sum w : eta * (C * norm w ^ m) < 2 * (INR m + 1) -> forall T,
  sum T (fun j => / INR D * sum D (fun a => f (iterate step w j) a ^ 2)) <= norm w / (eta * (2 * (INR m + 1) - eta * (C * norm w ^ m))).
Proof.
  intros B T. apply (by_descent w). intros He HC N0 F0 U Bd.
  exact (descent_sum eta (2 * (INR m + 1)) C m (fun t => norm (path w t)) (fun t => mean (path w t)) _ He HC N0 F0 U Bd B T).
Qed.
Theorem trained_limit w : eta * (C * norm w ^ m) < 2 * (INR m + 1) ->
  is_lim_seq (fun t => / (2 * INR D) * sum D (fun a => r (iterate step w t) a ^ 2)) 0.
Proof.
  intros B. pose proof (lt_0_INR _ (tr_D _ _ _ _ _ _ _ _ _ run)) as P.
  apply is_lim_seq_ext with (fun t => / 2 * mean (path w t)).
  - intro t. unfold mean, path. rewrite (sum_ext D (fun a => r (iterate step w t) a ^ 2) (fun a => f (iterate step w t) a ^ 2))
      by (intros a Ha; rewrite (tr_targets _ _ _ _ _ _ _ _ _ run _ a Ha); reflexivity). field. lra.
  - replace (Finite 0) with (Finite (/ 2 * 0)) by (f_equal; ring). apply is_lim_seq_mult'; [apply is_lim_seq_const|].
    apply (by_descent w). intros He HC N0 F0 U Bd.
    exact (descent_limit eta (2 * (INR m + 1)) C m (fun t => norm (path w t)) (fun t => mean (path w t)) _ He HC N0 F0 U Bd B).
Qed.
End Trained.

(* Degree 2. *)
Section TrainedTwice.
Context {W : Type} {step : W -> W} {norm : W -> R} {D : nat} {f r : W -> nat -> R} {form : W -> (nat -> R) -> R} {eta C : R}.
Hypothesis run : trained step norm D f r form eta C 1.
Let four : 2 * (INR 1 + 1) = 4. Proof. simpl. ring. Qed.
Lemma twice_monotone w : eta * (C * norm w) <= 4 -> forall t, norm (iterate step w (S t)) <= norm (iterate step w t).
Proof. rewrite <- four, <- (pow_1 (norm w)). apply (trained_monotone run). Qed.
Lemma twice_sum w : eta * (C * norm w) < 4 -> forall T,
  sum T (fun j => / INR D * sum D (fun a => f (iterate step w j) a ^ 2)) <= norm w / (eta * (4 - eta * (C * norm w))).
Proof. intros B T. pose proof (trained_sum run w) as Q. rewrite four, pow_1 in Q. exact (Q B T). Qed.
Lemma twice_limit w : eta * (C * norm w) < 4 -> is_lim_seq (fun t => / (2 * INR D) * sum D (fun a => r (iterate step w t) a ^ 2)) 0.
Proof. rewrite <- four, <- (pow_1 (norm w)). apply (trained_limit run). Qed.
End TrainedTwice.
